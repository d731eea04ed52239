import { expect, it, onTestFinished } from 'vitest';
import { plantDay as days, testApp } from '../../server/test-app.ts';

const patience = 120_000;

it(
  'the hot list, the answer of when it ships and the promise say one moment: as the plant opens after the goods are there',
  async () => {
    const test = await testApp();
    onTestFinished(() => test.close());
    const planner = await test.as(['planner', 'expediter']);
    const put = async (path: string, rows: readonly object[]) => {
      for (const row of rows) expect(await planner('POST', path, row)).toMatchObject({ status: 201 });
    };
    await put('/units', [{ code: 'pcs' }]);
    // The plant works an hour a day, the oven always: what it bakes for 60 h is there while the plant is closed.
    await put('/calendars', [
      { code: 'DAY', week: 'Mon-Sun 07:00-08:00' },
      { code: 'ALWAYS', week: 'Mon-Sun 00:00-24:00' },
    ]);
    await put('/work-centres', [
      { code: 'WELD', calendar: 'DAY' },
      { code: 'PACK', calendar: 'DAY' },
      { code: 'OVEN', calendar: 'ALWAYS' },
    ]);
    await put('/machines', [{ code: 'O1', work_centre: 'OVEN' }]);
    await put('/items', [{ code: 'TILE', supply: 'make', unit: 'pcs' }]);
    await put('/routing-steps', [{ item: 'TILE', seq: 10, work_centre: 'OVEN', run_minutes: 60 }]);
    await put('/customers', [{ code: 'MILLER' }]);
    await put('/customer-lines', [
      { order_no: 'SO-1', line: 1, customer: 'MILLER', item: 'TILE', qty: 60, due: days(1) },
    ]);
    expect(await planner('POST', '/planning-runs', {})).toMatchObject({ status: 202 });
    await test.workOff();

    const { rows } = (await planner('GET', '/hot-list')).body;
    const { estimated } = rows.find((row: { ref: string }) => row.ref === 'SO-1/1');
    const { kept } = (await planner('GET', '/ship-dates?line=SO-1/1')).body;
    expect(Date.parse(kept.date)).toBe(Date.parse(estimated));
    const [there] = await test.db.selectFrom('plan_deliveries').select(['delivered', 'ships']).execute();
    expect(Date.parse(there!.ships!)).toBe(Date.parse(estimated));
    expect(Date.parse(there!.delivered!)).toBeLessThan(Date.parse(estimated));
    expect(await planner('POST', '/promises', { line: 'SO-1/1', date: kept.date })).toMatchObject({
      body: { promised: kept.date },
    });
    const { rows: promises } = (await planner('GET', '/promises?line=SO-1/1')).body;
    expect(promises).toMatchObject([{ off: 0, off_days: 0 }]);
  },
  patience,
);
