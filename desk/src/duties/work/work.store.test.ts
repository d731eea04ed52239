import { sql } from 'kysely';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { stamp } from '../../server/http.ts';
import { type TestApp, testApp } from '../../server/test-app.ts';
import { structureOf } from './work.store.ts';

let test: TestApp;

/** A bike of wheel and frame, both with a screw; a lamp of its own; a bell that the bike had until the end of 2025. */
beforeAll(async () => {
  test = await testApp();
  await test.db.transaction().execute(async (tx) => {
    await stamp(tx, { name: 'test', email: '', via: 'cli' }, 'PLANT');
    await sql`insert into units (site, code) values ('PLANT', 'pcs')`.execute(tx);
    await sql`insert into items (site, code, unit, supply)
      select 'PLANT', code, 'pcs', 'make' from unnest('{BIKE,WHEEL,FRAME,SCREW,LAMP,BULB,BELL}'::text[]) code`.execute(
      tx,
    );
    await sql`insert into components (site, parent, component, qty_per, valid_to) values
      ('PLANT', 'BIKE', 'WHEEL', '2', null), ('PLANT', 'BIKE', 'FRAME', '1', null), ('PLANT', 'WHEEL', 'SCREW', '4', null),
      ('PLANT', 'FRAME', 'SCREW', '8', null), ('PLANT', 'LAMP', 'BULB', '1', null), ('PLANT', 'BIKE', 'BELL', '1', '2025-12-31')`.execute(
      tx,
    );
  });
});
afterAll(() => test.close());

describe('the structure below items', () => {
  it.each([
    ['is read down to the last level, what is reached twice once', ['BIKE'], ['BIKE', 'FRAME', 'SCREW', 'WHEEL']],
    ['is that of each of them', ['LAMP', 'WHEEL'], ['BULB', 'LAMP', 'SCREW', 'WHEEL']],
    ['of a bought part is the part', ['SCREW'], ['SCREW']],
    ['of nothing is nothing', [], []],
  ])('%s', async (_, of, expected) => {
    const read = await test.db.transaction().execute((tx) => structureOf(tx, 'PLANT', of, '2026-11-25'));
    expect(read.items).toEqual(expected);
    expect(read.billOf('LAMP').map((line) => line.component)).toEqual(of.includes('LAMP') ? ['BULB'] : []);
  });

  it('that goes in a circle in old data is read once around', async () => {
    await test.db.transaction().execute(async (tx) => {
      await stamp(tx, { name: 'test', email: '', via: 'cli' }, 'PLANT');
      await sql`insert into components (site, parent, component, qty_per) values ('PLANT', 'SCREW', 'BIKE', '1')`.execute(
        tx,
      );
      expect((await structureOf(tx, 'PLANT', ['SCREW'], '2026-11-25')).items).toEqual([
        'BIKE',
        'FRAME',
        'SCREW',
        'WHEEL',
      ]);
    });
  });
});
