import { sql } from 'kysely';
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import { type Ask, plantDay as days, type TestApp, testApp } from '../../server/test-app.ts';
import type { Paper } from './ticket.ts';

let test: TestApp;
let planner: Ask;

const paper: Paper = {
  order: 'WO-1',
  item: 'FRAME',
  name: 'Frame 54',
  revision: 'C',
  qty: 20,
  unit: 'pcs',
  for_line: null,
  customer: null,
  note: null,
  steps: [
    {
      seq: 10,
      name: 'Weld',
      work_centre: 'WELD',
      setup_minutes: 30,
      run_minutes: '6',
      fixed_minutes: 0,
      crew: null,
      outside_days: null,
      instructions: 'Purge with argon.',
    },
  ],
  materials: [{ item: 'TUBE', name: 'Tubing', qty: 40.5, unit: 'm', seq: 10 }],
};

/** Seven firm orders, four of them released, of these two printed, and one of the printed changed since. */
beforeAll(async () => {
  test = await testApp();
  planner = await test.as(['planner']);
  const put = async (path: string, rows: readonly object[]) => {
    for (const row of rows) expect(await planner('POST', path, row)).toMatchObject({ status: 201 });
  };
  await put('/units', [{ code: 'pcs' }]);
  await put('/calendars', [{ code: 'DAY', week: 'Mon-Fri 06:00-22:00' }]);
  await put('/work-centres', [{ code: 'WELD', calendar: 'DAY' }]);
  await put('/items', [{ code: 'FRAME', name: 'Frame 54', supply: 'make', unit: 'pcs', revision: 'C' }]);
  await put('/routing-steps', [{ item: 'FRAME', seq: 10, work_centre: 'WELD', run_minutes: 6 }]);
  await put(
    '/work-orders',
    [1, 2, 3, 4, 5, 6, 7].map((n) => ({ number: `WO-${n}`, item: 'FRAME', qty: n, due: days(10 - n) })),
  );
  const orders = (...numbers: number[]) => ({ orders: numbers.map((n) => `WO-${n}`) });
  expect((await planner('POST', '/tickets/release', orders(1, 2, 3, 4))).status).toBe(201);
  await print('WO-1', 'WO-2');
  const [changed] = (await planner('GET', '/work-orders?filter=number:eq:WO-2')).body.rows;
  await planner('PATCH', `/work-orders/${changed.id}`, { qty: 22 }, { version: changed.version });
});
afterAll(() => test.close());

async function print(...numbers: string[]): Promise<void> {
  const { pdf } = (await planner('POST', '/tickets/print', { orders: numbers })).body;
  expect((await planner('GET', pdf)).status).toBe(200);
  const waiting = () => test.db.selectFrom('tickets').select('id').where('waits', '=', true).execute();
  await vi.waitUntil(async () => (await waiting()).length === 0, { timeout: 20_000 });
}
const list = async (query: string) => (await planner('GET', `/tickets?${query}`)).body;
const orders = ({ rows }: { rows: { order: string }[] }) => rows.map((row) => row.order);

describe('the list of tickets', () => {
  it('goes on by its cursor until every open order was there once', async () => {
    const pages: string[][] = [];
    for (let next: string | null = ''; next !== null; ) {
      const body = await list(`limit=3&sort=-due${next === '' ? '' : `&cursor=${next}`}`);
      expect(body.total).toBe(7);
      pages.push(orders(body));
      next = body.next;
    }
    expect(pages).toEqual([['WO-1', 'WO-2', 'WO-3'], ['WO-4', 'WO-5', 'WO-6'], ['WO-7']]);
  });

  it.each([
    ['what must be printed', 'filter=paper:in:to print,changed since&sort=order', ['WO-2', 'WO-3', 'WO-4']],
    ['what is right', 'filter=paper:eq:printed', ['WO-1']],
    ['what is not released', 'filter=paper:eq:not released&sort=order', ['WO-5', 'WO-6', 'WO-7']],
    ['what is searched for', 'search=wo-3 frame', ['WO-3']],
  ])('shows %s', async (_, query, expected) => {
    expect(orders(await list(query))).toEqual(expected);
  });

  it('refuses an order or a cursor that is none', async () => {
    expect((await planner('GET', '/tickets?sort=weather')).status).toBe(400);
    expect((await planner('GET', '/tickets?cursor=nonsense')).status).toBe(400);
  });
});

describe('a paper', () => {
  const [step] = paper.steps;
  it.each([
    ['its quantity', { ...paper, qty: 21 }, true],
    ['its revision', { ...paper, revision: 'D' }, true],
    ['its material', { ...paper, materials: [] }, true],
    ['its routing', { ...paper, steps: [] }, true],
    ['what is done at a step', { ...paper, steps: [{ ...step, instructions: 'Purge twice.' }] }, true],
    ['the tools of a step', { ...paper, steps: [{ ...step, more: { tools: 'JIG-4' } }] }, true],
    ['the name of the item', { ...paper, name: 'Frame' }, false],
    ['its customer', { ...paper, customer: 'Kraft' }, false],
    ['its note', { ...paper, note: 'call first' }, false],
  ])('is another when there is a change of %s: %#', async (_, changed, matters) => {
    const { rows } = await sql<{ other: boolean }>`
      select paper_hash(${JSON.stringify(paper)}::jsonb) <> paper_hash(${JSON.stringify(changed)}::jsonb) as other`.execute(
      test.db,
    );
    expect(rows[0]?.other).toBe(matters);
  });

  it('is changed since by a teardown that its step got', async () => {
    const [step] = (await planner('GET', '/work-steps?filter=work_order:eq:WO-1')).body.rows;
    await planner('PATCH', `/work-steps/${step.id}`, { teardown_minutes: 12 }, { version: step.version });
    expect(orders(await list('filter=paper:eq:changed since'))).toContain('WO-1');
    await print('WO-1');
    expect(orders(await list('filter=paper:eq:printed'))).toContain('WO-1');
  });

  it('is the same however many zeros the database writes behind the point', async () => {
    const { rows } = await sql<{ same: boolean }>`
      select paper_hash('{"qty": 20, "steps": [{"more": {"teardown_minutes": 5}}]}')
        = paper_hash('{"qty": 20.000000, "steps": [{"more": {"teardown_minutes": 5.0000}}]}') as same`.execute(test.db);
    expect(rows[0]?.same).toBe(true);
  });
});
