import { expect, it } from 'vitest';
import { actionsTold, noRowHere } from './rowkeys.ts';

const entries = [{ kind: 'group' }, { kind: 'row' }, { kind: 'row' }];
const rows = { total: entries.length, at: (row: number) => entries[row] } as Parameters<typeof actionsTold>[0];
const actionsAt = (row: number) => [{ word: `Log a call of ${row}`, keys: 'c', run: () => undefined }];

it('the keys of rows are told where the cursor stands on none too, and say then that they need one', () => {
  expect(actionsTold(rows, 2, actionsAt)).toMatchObject([{ word: 'Log a call of 2', keys: 'c' }]);
  expect(actionsTold(rows, 2, actionsAt)[0]).not.toHaveProperty('barred');
  // On a heading, or behind the last row.
  for (const nowhere of [0, 9])
    expect(actionsTold(rows, nowhere, actionsAt)).toMatchObject([
      { word: 'Log a call of 1', keys: 'c', barred: noRowHere },
    ]);
  expect(actionsTold({ ...rows, total: 0, at: () => undefined }, 0, actionsAt)).toEqual([]);
});
