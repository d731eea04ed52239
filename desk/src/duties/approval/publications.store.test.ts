import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import { stamp } from '../../server/http.ts';
import { type Ask, plantDay as days, type TestApp, testApp } from '../../server/test-app.ts';
import { papersToPrint } from '../floor/tickets.store.ts';

let test: TestApp;
let planner: Ask;
let supervisor: Ask;
let operator: Ask;

async function put(path: string, rows: readonly object[]): Promise<void> {
  for (const row of rows) expect(await planner('POST', path, row)).toMatchObject({ status: 201 });
}

/** Frames are welded in one department and painted in another; there is tube for one of two orders. */
beforeAll(async () => {
  test = await testApp();
  planner = await test.as(['planner', 'storekeeper', 'expediter']);
  supervisor = await test.as(['supervisor']);
  operator = await test.as(['operator']);
  await put('/units', [{ code: 'pcs' }]);
  await put('/calendars', [{ code: 'DAY', week: 'Mon-Fri 06:00-22:00' }]);
  await put('/work-centres', [
    { code: 'WELD', calendar: 'DAY', department: 'Metal' },
    { code: 'PAINT', calendar: 'DAY', department: 'Finish' },
  ]);
  await put('/machines', [
    { code: 'W1', work_centre: 'WELD' },
    { code: 'P1', work_centre: 'PAINT' },
  ]);
  await put('/items', [
    { code: 'FRAME', name: 'Frame', supply: 'make', unit: 'pcs' },
    { code: 'TUBE', name: 'Tube', supply: 'buy', unit: 'pcs' },
  ]);
  await put('/vendors', [{ code: 'KRAFT', name: 'Kraft' }]);
  await put('/sources', [{ item: 'TUBE', vendor: 'KRAFT', vendor_days: 1 }]);
  await put('/locations', [{ code: 'A1' }]);
  await put('/stock', [{ item: 'TUBE', location: 'A1', qty: 2 }]);
  await put('/components', [{ parent: 'FRAME', component: 'TUBE', qty_per: 1 }]);
  await put('/routing-steps', [
    { item: 'FRAME', seq: 10, work_centre: 'WELD', run_minutes: 60, name: 'Weld' },
    { item: 'FRAME', seq: 20, work_centre: 'PAINT', run_minutes: 30, name: 'Paint' },
  ]);
  await put('/customers', [{ code: 'MILLER', name: 'Miller Cycles' }]);
  await put('/customer-lines', [
    { order_no: 'SO-1', line: 1, customer: 'MILLER', item: 'FRAME', qty: 2, due: days(1) },
    { order_no: 'SO-2', line: 1, customer: 'MILLER', item: 'FRAME', qty: 3, due: days(3) },
    { order_no: 'SO-3', line: 1, customer: 'MILLER', item: 'FRAME', qty: 1, due: days(60) },
  ]);
});
afterAll(() => test.close());

async function plan(): Promise<number> {
  await planner('POST', '/planning-runs', {});
  await test.workOff();
  return (await planner('GET', '/plan-versions?limit=1')).body.rows[0].number;
}
async function publish(): Promise<{ number: number; done: string }> {
  const number = await plan();
  expect((await planner('POST', `/plan-versions/${number}/submit?confirm=rival`, {})).status).toBe(201);
  const answer = await supervisor('POST', `/plan-versions/${number}/approve`, { publish: true });
  expect(answer.status).toBe(201);
  return answer.body;
}
const orders = async () => (await planner('GET', '/work-orders?sort=number')).body.rows;
const publications = async () => (await planner('GET', '/publications')).body.rows;

describe('publishing a version', () => {
  let first: number;
  it('is told in a dry run just as it is done then, and nothing of the dry run is kept', async () => {
    const number = await plan();
    const standing = async () => ({
      orders: await orders(),
      sent: await publications(),
      version: (await planner('GET', `/plan-versions/${number}`)).body,
      runs: (await planner('GET', '/planning-runs')).body,
    });
    expect((await planner('POST', `/plan-versions/${number}/submit?confirm=rival`, {})).status).toBe(201);
    const before = await standing();
    expect((await operator('GET', '/dispatch')).body.version).toMatchObject({ number, published: false });
    expect((await operator('GET', '/walls')).body.version).toMatchObject({ number, published: false });
    const dry = await supervisor('POST', `/plan-versions/${number}/approve`, { publish: true, dry_run: true });
    expect(dry.body).toEqual({
      number,
      state: 'published',
      done: 'Finish and Metal are sent their lists; 2 orders become firm, 1 is released, 1 ticket is made ready to print. The floor works to it at once, and nothing of it is taken back.',
    });
    expect(await standing()).toEqual(before);
    await supervisor('POST', `/plan-versions/${number}/reject`, { reason: 'Only tried' });
  });

  it('makes firm what starts within the release window, releases what is clear, and leaves the rest planned', async () => {
    const { number, done } = await publish();
    first = number;
    // Two frames have their tube; the three wait for the vendor; SO-3 is months away.
    expect((await orders()).map((row: { qty: number; state: string }) => [row.qty, row.state])).toEqual([
      [2, 'released'],
      [3, 'firm'],
    ]);
    expect(done).toBe(
      `Version ${number} is published to Finish and Metal: 2 orders made firm, 1 released, 1 ticket made ready to print. The plan is made anew.`,
    );
  });

  it('has the plan made anew with what it made firm: promises are not refused until somebody plans', async () => {
    expect((await planner('GET', '/plan-state')).body).toMatchObject({ stale: true, version: { number: first } });
    // What publishing wrote itself is told neither there, nor on the version's page, nor since yesterday.
    expect((await planner('GET', '/plan-state')).body).toMatchObject({ changed: 0, changes: [] });
    expect((await planner('GET', `/plan-versions/${first}`)).body).toMatchObject({ changed: 0, changes: [] });
    const { inputs } = (await planner('GET', '/since')).body;
    expect(inputs.filter((one: { kind: string }) => one.kind === 'work_orders')).toEqual([]);
    await test.workOff();
    const { stale, version } = (await planner('GET', '/plan-state')).body;
    expect(stale).toBe(false);
    // Who published did not plan it; of what was published both are named.
    expect(version).toMatchObject({
      number: first + 1,
      made_by: 'automatic',
      reason: expect.stringMatching(new RegExp(`^after supervisor.* published version ${first}$`)),
    });
    const versions: Record<'number' | 'made_by' | 'published_by', unknown>[] = (await planner('GET', '/plan-versions'))
      .body.rows;
    expect(versions.find(({ number }) => number === first)).toMatchObject({
      made_by: expect.stringMatching(/^planner/),
      published_by: expect.stringMatching(/^supervisor/),
    });
  });

  it('sends each department its list as it was, and the ticket where its order is worked on first', async () => {
    const rows = await publications();
    expect(
      rows.map((row: Record<string, unknown>) => [
        row['department'],
        row['operations'],
        row['tickets'],
        row['changed'],
      ]),
    ).toEqual([
      ['Finish', 2, 0, []],
      ['Metal', 2, 1, []],
    ]);
    const metal = (await operator('GET', `/publications/${rows[1].id}`)).body;
    expect(metal.list.map((line: { step: string; left: number }) => [line.step, line.left])).toEqual([
      ['Weld', 2],
      ['Weld', 3],
    ]);
    expect(metal.tickets).toEqual([(await orders())[0].number]);
  });

  it('leaves its tickets to be printed until somebody who may print has got their paper', async () => {
    const [released] = await orders();
    const ticket = async () =>
      (await operator('GET', '/tickets')).body.rows.find((one: { order: string }) => one.order === released.number);
    expect(await ticket()).toMatchObject({ paper: 'to print', issue: 1, printed_at: null, printed_by: null });
    const metal = (await publications()).find((one: { department: string }) => one.department === 'Metal');
    const sent = async () => (await operator('GET', `/publications/${metal.id}`)).body.to_print;
    expect(await sent()).toEqual([released.number]);
    expect((await operator('GET', '/ticket-prints/999999/paper')).status).toBe(404);
    const paper = await operator('GET', `/ticket-prints/${metal.print}/paper`);
    expect(paper.headers['content-type']).toBe('application/pdf');
    await vi.waitUntil(async () => (await ticket()).paper === 'printed', { timeout: 20_000 });
    expect(await ticket()).toMatchObject({ issue: 1, printed_by: expect.stringMatching(/^operator/) });
    expect(await sent()).toEqual([]);
  });

  it('is what dispatch and the ticket stand on: orders made firm from it are found in it', async () => {
    await plan();
    const [released] = await orders();
    const { version, rows } = (await operator('GET', '/dispatch')).body;
    expect(version).toMatchObject({ number: first, published: true });
    expect(rows.map((row: { order: string; seq: number }) => row.order)).toContain(released.number);
    const ticket = (await operator('GET', `/tickets/T-${released.number}-1`)).body;
    expect(ticket.steps[0]).toMatchObject({ machine: 'W1' });
    const line = rows.find((row: { order: string; seq: number }) => row.order === released.number && row.seq === 10);
    expect(ticket.steps[0].starts).toBe(line.starts);
  });

  it('makes nothing twice: the next version takes over what was made firm', async () => {
    const before = await orders();
    const { number, done } = await publish();
    expect(await orders()).toHaveLength(before.length);
    expect(done).toBe(`Version ${number} is published to Finish and Metal. The plan is made anew.`);
  });

  it('prints a changed order anew: the old ticket says by which it is superseded', async () => {
    const [released] = await orders();
    const [step] = (await planner('GET', `/work-steps?filter=work_order:eq:${released.number}`)).body.rows;
    await planner('PATCH', `/work-steps/${step.id}`, { run_minutes: 90 }, { version: step.version });
    const { number, done } = await publish();
    expect(done).toMatch(/1 ticket made ready to print/);
    // It begins in Metal, where its paper is printed; Finish is to paint it and is told.
    const rows = (await publications()).filter((one: { version: number }) => one.version === number);
    expect(rows.map((one: Record<string, unknown>) => [one['department'], one['tickets'], one['changed']])).toEqual([
      ['Finish', 0, [{ order: released.number, printed_for: 'Metal' }]],
      ['Metal', 1, []],
    ]);
    const due = () => test.db.transaction().execute((tx) => papersToPrint(tx, 'PLANT', [released.number]));
    expect(await due()).toEqual([released.number]);
    const print = async () => (await planner('POST', '/tickets/print', { orders: [released.number] })).body;
    const { pdf, tickets } = await print();
    expect(tickets).toMatchObject([{ issue: 2, reprint: false }]);
    expect((await planner('GET', pdf)).status).toBe(200);
    await vi.waitUntil(async () => (await due()).length === 0, { timeout: 20_000 });
    expect((await print()).tickets).toMatchObject([{ issue: 2, reprint: true }]);
    expect((await operator('GET', `/scan/T-${released.number}-1`)).body).toMatchObject({
      warning: true,
      says: expect.stringMatching(/superseded by issue 2/),
    });
  });
});

describe('a publication', () => {
  it('is open until the department acknowledges it, and late after four hours of its work', async () => {
    const open = async (who: Ask, late = '') => (await who('GET', `/open-acknowledgements${late}`)).body.rows;
    const [finish, metal] = await publications();
    expect(await open(operator)).toMatchObject([
      {
        id: finish.id,
        department: 'Finish',
        version: finish.version,
        work_centres: ['PAINT'],
        barred: null,
        own: true,
      },
      { id: metal.id, department: 'Metal', version: metal.version, work_centres: ['WELD'], barred: null },
    ]);
    // Who plans or approves may say it for them, and is not asked.
    expect((await open(supervisor)).map(({ barred, own }: { barred: null; own: boolean }) => [barred, own])).toEqual([
      [null, false],
      [null, false],
    ]);
    expect(await open(supervisor, '?late=true')).toEqual([]);
    // A week on, whatever day it is.
    vi.useFakeTimers({ toFake: ['Date'], now: Date.now() + 7 * 86_400_000 });
    expect((await open(supervisor, '?late=true')).map((one: { id: number }) => one.id)).toEqual([finish.id, metal.id]);
    vi.useRealTimers();
    const told = (await planner('GET', `/publications?version=${metal.version}`)).body.rows;
    expect(told.map((one: { id: number }) => one.id)).toEqual([finish.id, metal.id]);
  });

  it('is acknowledged once, by whoever reports progress there; the second is told who did', async () => {
    const [{ id }] = await publications();
    const viewer = await test.as(['viewer']);
    expect((await viewer('POST', `/publications/${id}/acknowledge`, {})).status).toBe(403);
    const answers = await Promise.all([
      operator('POST', `/publications/${id}/acknowledge`, {}),
      planner('POST', `/publications/${id}/acknowledge`, {}),
    ]);
    expect(answers.map((one) => one.status).toSorted()).toEqual([201, 409]);
    expect(answers.find((one) => one.status === 409)?.body.detail).toMatch(
      /^The list of Finish is acknowledged already, by .* on /,
    );
    const [told, made] = (await planner('GET', `/audit?kind=publications&record=${id}`)).body.rows;
    expect([made.action, told.action, told.changes.map((one: { field: string }) => one.field)]).toEqual([
      'insert',
      'update',
      expect.arrayContaining(['acknowledged_by']),
    ]);
  });

  it('is acknowledged by people of its department, of whom a supervisor does it for the department', async () => {
    const metal = (await publications()).find((one: { department: string }) => one.department === 'Metal');
    const painter = await test.person(['operator']);
    const admin = await test.as(['administrator']);
    const { rows } = (await admin('GET', '/users')).body;
    const { number, version } = rows.find((one: { name: string }) => one.name === painter.name);
    const given = await admin(
      'PUT',
      `/users/${number}/roles`,
      { roles: ['operator'], departments: ['Finish'] },
      { version },
    );
    expect(given).toMatchObject({ status: 200, body: { departments: ['Finish'] } });
    const acknowledge = (who: Ask) => who('POST', `/publications/${metal.id}/acknowledge`, {});
    const why =
      'It is for somebody of Metal to say that its list arrived: you are of Finish. Maybe ask there, or a supervisor or a planner.';
    expect(await acknowledge(painter.ask)).toMatchObject({
      status: 409,
      body: { code: 'not-your-department', detail: why },
    });
    const seen = async (who: Ask) =>
      (await who('GET', '/publications')).body.rows.find((one: { id: number }) => one.id === metal.id);
    expect((await seen(painter.ask)).barred).toBe(why);
    expect((await seen(supervisor)).barred).toBe(null);
    expect(await acknowledge(supervisor)).toMatchObject({ status: 201 });
    expect((await seen(supervisor)).acknowledged_by).toMatch(/^supervisor.* for the department$/);
  });

  it('of which the department was sent a later one is superseded, and not acknowledged any more', async () => {
    const rows = await publications();
    const [latest] = rows;
    const old = rows.find((one: typeof latest) => one.department === latest.department && one.version < latest.version);
    expect([latest.superseded_by, old.superseded_by]).toEqual([null, latest.version]);
    expect(await operator('POST', `/publications/${old.id}/acknowledge`, {})).toMatchObject({
      status: 409,
      body: {
        code: 'superseded',
        detail: `The list of version ${old.version} for ${latest.department} is superseded by that of version ${latest.version}: nobody works to it. Maybe acknowledge version ${latest.version}.`,
      },
    });
  });

  it('stands when its version is cleared, and is never changed', async () => {
    await expect(test.db.updateTable('publications').set({ published_by: 'x' }).execute()).rejects.toThrow(
      /append-only/,
    );
    const before = (await publications()).length;
    await test.db.transaction().execute(async (tx) => {
      await stamp(tx, { name: 'test', email: '', via: 'cli' }, 'PLANT');
      await tx.deleteFrom('plan_versions').where('state', '=', 'superseded').execute();
    });
    expect(await publications()).toHaveLength(before);
  });
});
