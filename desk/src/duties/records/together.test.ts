import { sql } from 'kysely';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Row } from '../../house/kind.ts';
import { stamp } from '../../server/http.ts';
import { type Ask, type TestApp, testApp } from '../../server/test-app.ts';
import { recordsAmong } from './records.store.ts';
import { kindNamed } from './records.ts';

let test: TestApp;
let planner: Ask;
beforeAll(async () => {
  test = await testApp();
  planner = await test.as(['planner']);
  await planner('POST', '/units', { code: 'pcs' });
  for (const code of ['A', 'B', 'C', 'D', 'X', 'Y'])
    await planner('POST', '/items', { code, supply: 'make', unit: 'pcs' });
  for (const code of ['MILLER', 'KRAFT']) await planner('POST', '/customers', { code });
});
afterAll(() => test.close());

const part = (parent: string, component: string) => planner('POST', '/components', { parent, component, qty_per: 1 });
const ordered = (line: number, customer: string) =>
  planner('POST', '/customer-lines', { order_no: 'SO-1', line, customer, item: 'X', qty: 1, due: '2026-12-01' });

describe('a record that must fit others', () => {
  it('is judged by the rows that lead on from it, and no others are read', async () => {
    const stored: (Row & { readonly id: number })[] = [];
    for (const [parent, component] of [
      ['A', 'B'],
      ['B', 'C'],
      ['D', 'B'],
      ['X', 'Y'],
    ] as const)
      stored.push((await part(parent, component)).body);
    const kind = kindNamed('components');
    const [first] = stored;
    if (!kind?.together || !first) throw new Error('components have no rule');
    const { among } = kind.together;
    const read = await test.db.transaction().execute((tx) => recordsAmong(tx, 'PLANT', kind, among, first));
    expect(read.map((row) => `${row.parent} ${row.component}`)).toEqual(['A B', 'B C']);
    expect((await part('C', 'A')).body.detail).toMatch(/circle: (A → B → C → A|B → C → A → B|C → A → B → C)/);
  });

  it('yields beside an order nothing that goes into it, by the bill or by what else yields it', async () => {
    const yields = (parent: string, item: string) => planner('POST', '/outputs', { parent, item, qty_per: 1 });
    for (const code of ['E', 'F', 'G']) await planner('POST', '/items', { code, supply: 'make', unit: 'pcs' });
    await planner('POST', '/items', { code: 'TUBE', supply: 'buy', unit: 'pcs' });
    expect((await part('E', 'F')).status).toBe(201);
    expect((await yields('F', 'G')).status).toBe(201);
    expect(await yields('E', 'F')).toMatchObject({ status: 422, body: { faults: [{ column: 'Also yields' }] } });
    // G comes of F: what goes into F can hold no G.
    expect((await part('F', 'G')).body.detail).toMatch(/^G goes into F, and an order for F yields it: a circle/);
    expect(await yields('TUBE', 'G')).toMatchObject({ status: 422, body: { faults: [{ column: 'Order for' }] } });
  });

  it('is not held up by what is wrong elsewhere in old data', async () => {
    await test.db.transaction().execute(async (tx) => {
      await stamp(tx, { name: 'test', email: '', via: 'cli' }, 'PLANT');
      await sql`insert into components (site, parent, component, qty_per) values ('PLANT', 'Y', 'X', '1')`.execute(tx);
    });
    expect((await part('D', 'C')).status).toBe(201);
  });

  it('names nothing that is not there, in lists of codes too, and keeps what it names', async () => {
    await planner('POST', '/calendars', { code: 'DAY', week: 'Mon-Fri 06:00-14:00' });
    await planner('POST', '/work-centres', { code: 'PRESS', calendar: 'DAY' });
    const mould = (await planner('POST', '/tools', { code: 'MOULD' })).body;
    const step = (tools: string) =>
      planner('POST', '/routing-steps', { item: 'A', seq: 10, work_centre: 'PRESS', tools });
    expect(await step('MOULD, JIG')).toMatchObject({
      status: 422,
      body: { code: 'unknown-reference', faults: [{ field: 'tools', value: 'JIG' }] },
    });
    const { id } = (await step('MOULD, MOULD')).body;
    const first = { version: 1 };
    expect(await planner('PATCH', `/routing-steps/${id}`, { tools: 'JIG' }, first)).toMatchObject({ status: 422 });
    const named = { status: 409, body: { code: 'in-use' } };
    expect(await planner('PATCH', `/tools/${mould.id}`, { code: 'MOULD-2' }, first)).toMatchObject(named);
    expect(await planner('DELETE', `/tools/${mould.id}`, undefined, first)).toMatchObject(named);
    expect(await planner('PATCH', `/routing-steps/${id}`, { tools: '' }, first)).toMatchObject({ status: 200 });
    expect(await planner('DELETE', `/tools/${mould.id}`, undefined, first)).toMatchObject({ status: 200 });
  });

  it.each([
    ['a circle', () => [part('A', 'D'), part('D', 'A')]],
    ['an order of two customers', () => [ordered(1, 'MILLER'), ordered(2, 'KRAFT')]],
  ])('is refused where it makes %s with one written at the same moment', async (_, write) => {
    const both = await Promise.all(write());
    expect(both.map(({ status }) => status).sort()).toEqual([201, 422]);
  });
});
