import { sql } from 'kysely';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { stamp } from '../../server/http.ts';
import { type Ask, plantDay, type TestApp, testApp } from '../../server/test-app.ts';
import { workStepMachines } from './work.tables.ts';

let test: TestApp;
let planner: Ask;

const planned = async () => {
  expect((await planner('POST', '/planning-runs', {})).status).toBe(202);
  await test.workOff();
  const { rows } = await sql<{ machine: string }>`select distinct machine from plan_steps
    where version = (select max(id) from plan_versions) order by 1`.execute(test.db);
  return rows.map(({ machine }) => machine);
};

/** Three machines weld, of which a tandem fits two; three orders of it are due at once. */
beforeAll(async () => {
  test = await testApp();
  planner = await test.as(['planner', 'supervisor']);
  const put = async (path: string, rows: readonly object[]) => {
    for (const row of rows) expect(await planner('POST', path, row)).toMatchObject({ status: 201 });
  };
  await put('/units', [{ code: 'pcs' }]);
  await put('/calendars', [{ code: 'ALL', week: 'Mon-Sun 00:00-24:00' }]);
  await put('/work-centres', [{ code: 'WELD', calendar: 'ALL' }]);
  await put(
    '/machines',
    ['W1', 'W2', 'W3'].map((code) => ({ code, work_centre: 'WELD' })),
  );
  await put('/items', [{ code: 'TANDEM', supply: 'make', unit: 'pcs' }]);
  await put('/routing-steps', [
    { item: 'TANDEM', seq: 10, work_centre: 'WELD', machines: 'W2, W3', run_minutes: 60 },
    { item: 'TANDEM', seq: 20, work_centre: 'WELD', machines: 'W2', run_minutes: 1 },
  ]);
  const order = { item: 'TANDEM', qty: 4, due: plantDay(0), state: 'firm' };
  await put(
    '/work-orders',
    ['MO-1', 'MO-2', 'MO-3'].map((number) => ({ number, ...order })),
  );
});
afterAll(() => test.close());

describe('the machines on which a work order may run', () => {
  it('stay those of its routing when it is released, whatever the routing says later', async () => {
    expect(await planned()).toEqual(['W2', 'W3']);
    const answer = await planner('POST', '/tickets/release', { orders: ['MO-1', 'MO-2', 'MO-3'] });
    expect(answer.status, JSON.stringify(answer.body)).toBe(201);
    expect(await planned()).toEqual(['W2', 'W3']);
    const [{ id, version }] = (await planner('GET', '/routing-steps')).body.rows;
    expect((await planner('PATCH', `/routing-steps/${id}`, { machines: 'W1' }, { version })).status).toBe(200);
    expect(await planned()).toEqual(['W2', 'W3']);
  });

  it('are read from the routing again where they were lost, of what is not done', async () => {
    const { machines } = await test.db.transaction().execute(async (tx) => {
      await stamp(tx, { name: 'test', email: '', via: 'cli' }, 'PLANT');
      await sql`update work_steps set state = 'done' where work_order = 'MO-1' and seq = 10`.execute(tx);
      await sql`alter table work_steps drop column machines`.execute(tx);
      await sql.raw(workStepMachines.sql).execute(tx);
      const { rows } = await sql<{ step: string }>`select concat_ws(' ', work_order, seq, machines) as step
        from work_steps order by work_order, seq`.execute(tx);
      return { machines: rows.map(({ step }) => step) };
    });
    expect(machines).toEqual(['MO-1 10', 'MO-1 20 W2', 'MO-2 10 W1', 'MO-2 20 W2', 'MO-3 10 W1', 'MO-3 20 W2']);
  });
});
