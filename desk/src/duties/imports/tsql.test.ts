import { describe, expect, it } from 'vitest';
import { readInserts } from './tsql.ts';

describe('a script that is mostly blanks or never ends is read through once', () => {
  const blanks = ' '.repeat(200_000);
  it.each([
    ['blanks where a value should stand', `INSERT Products VALUES (${blanks}`, 1],
    ['blanks after a name', `INSERT Products${blanks}`, 0],
    ['a quote after blanks', `INSERT Products VALUES (a${blanks}'`, 1],
    ['lists of columns that never close', 'INSERT Products (a\n'.repeat(20_000), 0],
    ['a text of megabytes that never closes', `INSERT Products VALUES ('${'a'.repeat(20_000_000)}`, 1],
  ])('%s', (_, script, faults) => {
    const read = readInserts(script);
    expect([read.rows.length, read.faults.length]).toEqual([0, faults]);
  });
});

it('literals are read with their blanks and quotes', () => {
  const { rows } = readInserts(
    "INSERT INTO [dbo.Items] ( [Code] , \"Name\" )\n VALUES ( 1 , N'it''s, (so)' , NULL, -2.5 ,'')",
  );
  expect(rows).toEqual([
    { table: 'dbo.Items', columns: ['Code', 'Name'], values: ['1', "it's, (so)", null, '-2.5', ''], line: 1 },
  ]);
});
