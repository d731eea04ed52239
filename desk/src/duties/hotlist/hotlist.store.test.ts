import { sql } from 'kysely';
import { expect, it, onTestFinished } from 'vitest';
import { present } from '../../house/clock.ts';
import { stamp } from '../../server/http.ts';
import { siteCalled } from '../../server/site.ts';
import { plantDay as days, testApp } from '../../server/test-app.ts';
import { HotLists } from './hotlist.store.ts';
import { keepMove } from './toprow.store.ts';

it('keeps nothing that a transaction saw which is still to write: what it wrote is on the next list', async () => {
  const test = await testApp();
  onTestFinished(() => test.close());
  const planner = await test.as(['planner', 'expediter']);
  const put = async (path: string, row: object) =>
    expect(await planner('POST', path, row)).toMatchObject({ status: 201 });
  await put('/units', { code: 'pcs' });
  await put('/calendars', { code: 'DAY', week: 'Mon-Sun 00:00-24:00' });
  await put('/work-centres', { code: 'WELD', calendar: 'DAY' });
  await put('/machines', { code: 'W1', work_centre: 'WELD' });
  await put('/items', { code: 'FORK', supply: 'make', unit: 'pcs' });
  await put('/routing-steps', { item: 'FORK', seq: 10, work_centre: 'WELD', run_minutes: 60 });
  await put('/work-orders', { number: 'MO-1', item: 'FORK', qty: 1, due: days(9) });
  await planner('POST', '/planning-runs', {});
  await test.workOff();

  const lists = new HotLists();
  const { site: code } = await test.db.selectFrom('work_orders').select('site').executeTakeFirstOrThrow();
  const site = await siteCalled(test.db, code);
  const moved = () =>
    test.db
      .transaction()
      .setIsolationLevel('repeatable read')
      .setAccessMode('read only')
      .execute(async (tx) => [...((await lists.of(tx, site))?.standing.moves.keys() ?? [])]);
  expect(await moved()).toEqual([]);
  await test.db.transaction().execute(async (tx) => {
    await stamp(tx, { name: 'Ann', email: '', via: 'cli' }, code);
    await sql`select pg_current_xact_id()`.execute(tx);
    // Whoever began after and ended before makes a snapshot in which the transaction's own number looks ended.
    await put('/units', { code: 'm' });
    await lists.of(tx, site);
    await keepMove(tx, code, {
      kind: 'operation',
      ref: 'MO-1/10',
      work_centre: 'WELD',
      reason: 'customer at the gate',
      effect: '',
      expires: present(),
    });
  });
  expect(await moved()).toEqual(['operation MO-1/10']);
});
