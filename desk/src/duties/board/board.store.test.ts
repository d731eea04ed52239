import { readFileSync } from 'node:fs';
import { byHand, type Plan, type Problem, type Second } from '@hotlist/engine';
import { sql } from 'kysely';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { secondShown, secondsOf } from '../../house/clock.ts';
import { stamp } from '../../server/http.ts';
import { lockSite } from '../../server/site-lock.ts';
import { type Ask, plantDay, type TestApp, testApp } from '../../server/test-app.ts';
import type { Cost, Side } from '../planning/comparison.ts';
import { hoursReadFrom } from '../planning/openhours.store.ts';
import { spoken } from '../planning/planning.messages.ts';
import { boardOf, type Wire } from './board.ts';
import { DrawnVersions, drawnKinds } from './drawn.store.ts';

let test: TestApp;
let planner: Ask;
/** Until so many wait for the lock of a site. */
const waitingForSite = async (most: number) => {
  const waits = sql<{ n: number }>`select count(*)::int as n from pg_stat_activity
    where datname = current_database() and wait_event_type = 'Lock' and query like '%from sites%'`;
  for (let n = 0; n < most; n = (await waits.execute(test.db)).rows[0]?.n ?? 0)
    await new Promise((resolve) => setTimeout(resolve, 20));
};
let viewer: Ask;
const put = async (path: string, rows: readonly object[]) => {
  for (const row of rows) expect(await planner('POST', path, row)).toMatchObject({ status: 201 });
};

beforeAll(async () => {
  test = await testApp();
  planner = await test.as(['planner', 'storekeeper', 'supervisor']);
  viewer = await test.as(['viewer']);
  await put('/units', [{ code: 'm', decimals: 1 }]);
  await put('/calendars', [{ code: 'DAY', week: 'Mon-Sun 08:00-16:00' }]);
  await put('/work-centres', [
    { code: 'WELD', name: 'Welding', calendar: 'DAY', department: 'Frames' },
    { code: 'PACK', calendar: 'DAY' },
  ]);
  await put('/machines', [
    { code: 'W1', work_centre: 'WELD' },
    { code: 'P1', work_centre: 'PACK', capacity: 2 },
  ]);
  await put('/downtimes', [
    { machine: 'P1', down_from: `${plantDay(40)}T08:00:00Z`, down_to: `${plantDay(41)}T08:00:00Z`, reason: 'Belt' },
  ]);
  await put('/crews', [{ code: 'WELDERS', name: 'Welders', size: 2, calendar: 'DAY' }]);
  await put('/items', [
    { code: 'FRAME', name: 'Frame', supply: 'make', unit: 'm' },
    { code: 'BIKE', name: 'City bike', supply: 'make', unit: 'm' },
  ]);
  await put('/components', [{ parent: 'BIKE', component: 'FRAME', qty_per: 1 }]);
  await put('/routing-steps', [
    {
      item: 'FRAME',
      seq: 10,
      name: 'Weld',
      work_centre: 'WELD',
      crew: 'WELDERS',
      crew_size: 2,
      setup_minutes: 30,
      setup_family: 'STEEL',
      run_minutes: 60,
    },
    { item: 'BIKE', seq: 20, name: 'Pack', work_centre: 'PACK', run_minutes: 30 },
  ]);
  await put('/customers', [{ code: 'MILLER' }]);
  await put('/customer-lines', [
    { order_no: 'SO-1', line: 1, customer: 'MILLER', item: 'BIKE', qty: 2.5, due: plantDay(8) },
  ]);
});
afterAll(() => test.close());

it('nothing planned has an empty board, and says so', async () => {
  const { status, body } = await viewer('GET', '/board');
  expect([status, body.version, body.steps.order]).toEqual([200, null, []]);
});

describe('a plan', () => {
  beforeAll(async () => {
    await planner('POST', '/planning-runs', {});
    await test.workOff();
  }, 120_000);

  it('is there as columns: operations with machine, people, names, and what feeds and serves what', async () => {
    const { body } = await viewer('GET', '/board');
    expect(body.version).toMatchObject({ number: 1, standing: true });
    expect(body.orders).toMatchObject({ qty: [2.5, 2.5], state: ['planned', 'planned'] });
    const board = boardOf(body as Wire);
    const called = (n: number) => ({
      item: board.items[board.orders.item[board.steps.order[n]!]!]?.code,
      name: board.names[board.steps.name[n]!],
      machine: board.machines[board.steps.machine[n]!]?.code,
      centre: board.centres[board.steps.centre[n]!]?.code,
      family: board.names[board.steps.family[n]!] ?? null,
      crew: board.crews[board.steps.crew[n]!]?.code ?? null,
      people: board.steps.crewSize[n],
      setup: board.steps.setup[n],
      hours: (board.steps.to[n]! - board.steps.from[n]!) / 3600,
    });
    expect([0, 1].map(called).sort((a, b) => (a.item! < b.item! ? -1 : 1))).toEqual([
      // 30 min × 2.5; and 30 min set-up with 60 min × 2.5.
      {
        item: 'BIKE',
        name: 'Pack',
        machine: 'P1',
        centre: 'PACK',
        family: null,
        crew: null,
        people: 1,
        setup: 0,
        hours: 1.25,
      },
      {
        item: 'FRAME',
        name: 'Weld',
        machine: 'W1',
        centre: 'WELD',
        family: 'STEEL',
        crew: 'WELDERS',
        people: 2,
        setup: 1800,
        hours: 3,
      },
    ]);
    expect(board.demands).toMatchObject({ ref: ['SO-1/1'], customer: ['MILLER'] });
    expect([...board.demandOf]).toEqual([0, 0]);
  });

  it('says when machines and people work, and when a machine is down', async () => {
    const board = boardOf((await viewer('GET', '/board')).body as Wire);
    const [open, close] = board.calendars[0]!;
    expect((close! - open!) / 3600).toBe(8);
    expect(board.machines.find(({ code }) => code === 'P1')).toMatchObject({
      capacity: 2,
      down: [{ from: Date.parse(`${plantDay(40)}T08:00:00Z`) / 1000, reason: 'Belt' }],
    });
  });

  it('says when those who work overtime that is decided do, and nobody else', async () => {
    const supervisor = await test.as(['supervisor']);
    const [from, to] = [`${plantDay(1)}T16:00`, `${plantDay(1)}T18:00`];
    const hours = { work_from: from, work_to: to, hour_price: 50, decided: true };
    const row = { code: 'EVE', machines: 'W1', crews: 'WELDERS', ...hours };
    expect(await supervisor('POST', '/overtime-windows', row)).toMatchObject({ status: 201 });
    const offered = { ...row, code: 'MAYBE', machines: 'P1', crews: null, decided: false };
    expect(await planner('POST', '/overtime-windows', offered)).toMatchObject({ status: 201 });
    const board = boardOf((await viewer('GET', '/board')).body as Wire);
    const longest = ({ calendar }: { readonly calendar: number }) => {
      const windows = board.calendars[calendar]!;
      return Math.max(...windows.filter((_, n) => n % 2 === 1).map((end, n) => (end - windows[2 * n]!) / 3600));
    };
    const named = (list: readonly { readonly code: string; readonly calendar: number }[], code: string) =>
      longest(list.find((one) => one.code === code)!);
    expect([named(board.machines, 'W1'), named(board.machines, 'P1'), named(board.crews, 'WELDERS')]).toEqual([
      10, 8, 10,
    ]);
  });

  it('is read once for all who look, and anew when a record that is drawn was written', async () => {
    const site = { code: 'PLANT', name: '', zone: 'Europe/Berlin', currency: 'EUR', dueTime: '17:00', pinnedNow: null };
    const drawn = new DrawnVersions();
    const { id } = await test.db.selectFrom('plan_versions').select('id').executeTakeFirstOrThrow();
    const look = () =>
      test.db
        .transaction()
        .setIsolationLevel('repeatable read')
        .execute((tx) => drawn.of(tx, site, { id, published: false, site: 'PLANT', epoch: 0, today: 0 }));
    const first = await look();
    expect(secondShown(first.offsets, '2040-07-05', '08:00')).toBe(Date.parse('2040-07-05T06:00:00Z') / 1000);
    // A vendor is not drawn.
    await put('/vendors', [{ code: 'OAK' }]);
    expect(await look()).toBe(first);
    const [from, to] = [`${plantDay(60)}T08:00:00Z`, `${plantDay(61)}T08:00:00Z`];
    await put('/downtimes', [{ machine: 'W1', down_from: from, down_to: to, reason: 'Robot' }]);
    expect((await look()).machines.find(({ code }) => code === 'W1')?.down).toMatchObject([{ reason: 'Robot' }]);
  });

  it('is made of the version’s own rows and of records whose changes are heard, and of nothing else', () => {
    const source = ['./board.store.ts', './steps.store.ts']
      .map((file) => readFileSync(new URL(file, import.meta.url), 'utf8').replace(/\/\*.*?\*\//gs, ''))
      .join();
    const named = source.matchAll(
      /(?:(?:(?<!epoch )from|join) |(?:selectFrom|leftJoin|rowsOf)\(\s*')([a-z]+(?:_[a-z]+)*)\b/g,
    );
    const tables = [...named].map(([, table]) => table!).filter((table) => !table.startsWith('plan_'));
    expect(new Set([...tables, ...hoursReadFrom])).toEqual(new Set(drawnKinds));
  });

  it('goes out compressed to those who take it so', async () => {
    const answer = await viewer('GET', '/board', undefined, { headers: { 'accept-encoding': 'gzip, br' } });
    expect(answer.headers['content-encoding']).toBe('gzip');
    expect(answer.body).toEqual((await viewer('GET', '/board')).body);
    expect(answer.raw.length).toBeLessThan(JSON.stringify(answer.body).length / 2);
  });

  it('is shown as it was when another stands; one that is cleared is not there', async () => {
    await planner('POST', '/planning-runs', {});
    await test.workOff();
    expect((await viewer('GET', '/board?version=1')).body.version).toMatchObject({ number: 1, standing: false });
    expect((await viewer('GET', '/board')).body.version).toMatchObject({ number: 2, standing: true });
    expect(await viewer('GET', '/board?version=99')).toMatchObject({ status: 404, body: { code: 'not-found' } });
  });

  it('is given to be moved by hand to who may plan, whole: the engine takes it and puts a step elsewhere', async () => {
    expect((await viewer('GET', '/board/problem?version=2')).status).toBe(403);
    const { body } = await planner('GET', '/board/problem?version=2');
    const { problem, plan } = body as { problem: Problem; plan: Plan };
    const step = plan.operations.find(({ item }) => item === 'FRAME')!;
    const { order, seq, start } = step;
    const { moved } = byHand(problem, plan, [{ kind: 'move', order, seq, start: (start + 60) as Second }]);
    expect(moved[0]).toMatchObject({ item: 'FRAME', byHand: true, after: { start: step.start + 60 } });
  });

  it('moved by hand is kept as a draft: what was put stands, rules that it breaks are flagged, and no one else’s plan changes', async () => {
    const { problem, plan } = (await planner('GET', '/board/problem?version=2')).body as {
      problem: Problem;
      plan: Plan;
    };
    const weld = plan.operations.find(({ item }) => item === 'FRAME')!;
    const pack = plan.operations.find(({ item }) => item === 'BIKE')!;
    // Packed before it is welded.
    const early = { kind: 'move', order: pack.order, seq: pack.seq, start: weld.start } as const;
    const { conflicts } = byHand(problem, plan, [early]);
    const draft = { version: 2, acts: [[early]], reason: 'The customer waits' };
    expect((await viewer('POST', '/board/drafts', draft)).status).toBe(403);
    const key = 'the-same-press-twice';
    const kept = await planner('POST', '/board/drafts', draft, { key });
    expect(kept).toMatchObject({ status: 201, body: { number: 3, conflicts: conflicts.length } });
    expect(conflicts.length).toBeGreaterThan(0);
    expect((await planner('POST', '/board/drafts', draft, { key })).body).toEqual(kept.body);

    const log = await test.db.selectFrom('audit').selectAll().where('kind', '=', 'plan_versions').execute();
    expect(log.at(-1)).toMatchObject({
      action: 'insert',
      called: '3',
      after: { reason: 'The customer waits', state: 'draft' },
    });

    const { body } = await viewer('GET', '/board?version=3');
    expect(body.version).toMatchObject({
      number: 3,
      standing: false,
      reason: 'The customer waits',
      by_hand: { base: 2 },
    });
    const called = conflicts.map((one) => ({ ...one, text: spoken(one.text) }));
    expect(body.version.by_hand.conflicts).toEqual(JSON.parse(JSON.stringify(called)));
    const board = boardOf(body as Wire);
    const step = board.orders.id.indexOf(pack.order);
    expect(board.steps.from[board.stepsOf[step]!]).toBe(board.epoch + weld.start);
    // What stands is still what the run made.
    expect((await viewer('GET', '/board')).body.version.number).toBe(2);
    expect((await viewer('GET', '/plan-state')).body.version.number).toBe(2);
    expect(await planner('GET', '/board/problem?version=3')).toMatchObject({ status: 409, body: { code: 'by-hand' } });
    const lost = { ...draft, acts: [[{ ...early, order: 'planned/99' }]] };
    expect(await planner('POST', '/board/drafts', lost)).toMatchObject({
      status: 422,
      body: { code: 'edits-impossible' },
    });
    const far = { ...draft, acts: [[{ ...early, start: -4_000_000_000 as Second }]] };
    const refused = await planner('POST', '/board/drafts', far);
    expect(refused).toMatchObject({ status: 422, body: { code: 'too-far' } });
    expect(refused.body.detail).toMatch(/more than ten years ago\. Maybe another year is meant\.$/);
    const past = { ...draft, acts: [[{ ...early, start: (problem.now - 3600) as Second }]] };
    const gone = await planner('POST', '/board/drafts', past);
    expect(gone).toMatchObject({ status: 422, body: { code: 'before-now' } });
    expect(gone.body.detail).toMatch(/^Step 20 of .+ would have begun .+, before now; the board begins .+\. Maybe /);
    const overtime = (from: number, to: number) =>
      planner('POST', '/board/drafts', {
        ...draft,
        acts: [[{ kind: 'overtime', of: 'W1', from: problem.now + from * 3600, to: problem.now + to * 3600 }]],
      });
    expect(await overtime(-100, 7)).toMatchObject({ status: 422, body: { code: 'hours-begun' } });
    expect(await overtime(9000, 9001)).toMatchObject({ status: 422, body: { code: 'hours-too-far' } });
    expect(await planner('POST', '/board/drafts', { ...draft, acts: [[{ ...early, foo: 1 }]] })).toMatchObject({
      status: 400,
      body: { detail: expect.stringMatching(/^There is no field "acts\.0\.0\.foo" here/) },
    });
    const many = Array.from({ length: 5 }, () => Array.from({ length: 401 }, () => early));
    expect(await planner('POST', '/board/drafts', { ...draft, acts: many })).toMatchObject({
      status: 400,
      body: {
        detail: expect.stringMatching(
          /^There are more than 2,000 changes in all\. Maybe keep some as a draft first\.$/,
        ),
      },
    });
    for (const nothing of [{ kind: 'stand' }, { kind: 'unlock', order: early.order, seq: early.seq }])
      expect(await planner('POST', '/board/drafts', { ...draft, acts: [[nothing]] })).toMatchObject({
        status: 422,
        body: { code: 'nothing-changes' },
      });
  });

  it('typed by hand stands as typed and nothing else moves; of another’s draft since then the person is told first', async () => {
    const { plan } = (await planner('GET', '/board/problem?version=2')).body as { plan: Plan };
    const weld = plan.operations.find(({ item }) => item === 'FRAME')!;
    const late = { kind: 'move', order: weld.order, seq: weld.seq, start: (weld.start + 20 * 86_400) as Second };
    const draft = { version: 2, acts: [[{ kind: 'stand' }, late]], reason: 'Typed', newest: 3 };
    const kept = await planner('POST', '/board/drafts', draft);
    expect(kept).toMatchObject({ status: 201, body: { number: 4 } });
    const steps = async (version: number) => {
      const board = boardOf((await viewer('GET', `/board?version=${version}`)).body as Wire);
      return Object.fromEntries(
        board.orders.id.map((id, n) => [id, board.steps.from[board.stepsOf[n]!]! - board.epoch]),
      );
    };
    expect(await steps(4)).toEqual({ ...(await steps(2)), [weld.order]: late.start });
    // Its frame is welded long after the bicycle is packed.
    const { rows } = (await viewer('GET', '/plan-versions')).body as { rows: { number: number; broken: number }[] };
    expect(rows.find(({ number }) => number === 4)?.broken).toBeGreaterThan(0);
    expect(rows.find(({ number }) => number === 2)?.broken).toBe(0);
    const seen = (await viewer('GET', '/plan-versions/4')).body as { broken: { rule: string }[] };
    expect(seen.broken.map(({ rule }) => rule)).toContain('pegged supply is there in time');

    const second = await planner('POST', '/board/drafts', draft);
    expect(second).toMatchObject({ status: 409, body: { code: 'overtaken', values: { confirm: 'overtaken' } } });
    expect(second.body.detail).toMatch(/^Version 4 by .* was made from version 2 since you began\./);
    const other = { ...draft, acts: [[{ kind: 'stand' }, { ...late, start: (late.start + 3600) as Second }]] };
    expect(await planner('POST', '/board/drafts?confirm=overtaken', other)).toMatchObject({ body: { number: 5 } });
    // The same changes once more are the draft that there is.
    const huge = await planner('POST', '/board/drafts', { ...draft, newest: Number.MAX_SAFE_INTEGER });
    expect(huge.status).toBe(400);
    const again = await planner('POST', '/board/drafts', { ...draft, newest: 5 });
    expect(again).toMatchObject({
      status: 201,
      body: {
        number: 4,
        done: expect.stringMatching(/^These changes are kept already, as draft version 4 by .+\.$/),
        before: { reason: expect.any(String) },
      },
    });
    expect(again.body.conflicts).toBe(kept.body.conflicts);
  });

  it('what a hand did costs what it makes late, moves and opens', async () => {
    const { plan, problem } = (await planner('GET', '/board/problem?version=2')).body as {
      plan: Plan;
      problem: Problem;
    };
    const weld = plan.operations.find(({ item }) => item === 'FRAME')!;
    const late = { kind: 'move', order: weld.order, seq: weld.seq, start: (weld.start + 30 * 86_400) as Second };
    const closing = secondsOf(`${plantDay(1)}T16:00:00Z`) - secondsOf(problem.epoch);
    const longer = { kind: 'overtime', of: 'W1', from: closing, to: closing + 2 * 3600 };
    const draft = { version: 2, acts: [[late], [longer]], reason: 'What it costs', newest: 99 };
    const { body } = await planner('POST', '/board/drafts', draft);
    const { comparison } = (await planner('GET', `/plan-versions/2/compare/${body.number}`)).body;
    const amounts = new Map<string, Side>(comparison.costs.map((one: Cost) => [one.term, one.amount]));
    expect(amounts.get('tardiness')?.before).toBe(0);
    expect(amounts.get('tardiness')?.after).toBeGreaterThan(10);
    // One move, by its nearness to now.
    expect(amounts.get('moved')).toEqual({ before: 0, after: expect.closeTo(0.9, 0) });
    // Two hours at what the latest overtime of the machine was priced at.
    expect(amounts.get('overtime')).toEqual({ before: 0, after: 100 });
  });

  it('a machine that a hand took out is drawn so on the draft', async () => {
    const { problem } = (await planner('GET', '/board/problem?version=2')).body as { problem: Problem };
    const from = secondsOf(`${plantDay(30)}T08:00:00Z`) - secondsOf(problem.epoch);
    const out = { kind: 'downtime', machine: 'W1', from, to: from + 4 * 3600 };
    const draft = { version: 2, acts: [[out]], reason: 'The robot is serviced', newest: 99 };
    const kept = await planner('POST', '/board/drafts', draft);
    expect(kept).toMatchObject({ status: 201 });
    const downOf = async (version: number) => {
      const { machines } = (await planner('GET', `/board?version=${version}`)).body as Wire;
      return machines.find(({ code }) => code === 'W1')!.down;
    };
    expect(await downOf(kept.body.number)).toContainEqual({ from, to: out.to, reason: 'The robot is serviced' });
    expect(await downOf(2)).not.toContainEqual(expect.objectContaining({ from }));
  });

  it('an order that a hand made late has the step that was moved, and by whom, as its cause', async () => {
    const { plan } = (await planner('GET', '/board/problem?version=2')).body as { plan: Plan };
    const weld = plan.operations.find(({ item }) => item === 'FRAME')!;
    const late = { kind: 'move', order: weld.order, seq: weld.seq, start: (weld.start + 20 * 86_400) as Second };
    const draft = { version: 2, acts: [[late]], reason: 'Why', newest: 99 };
    const { body } = await planner('POST', '/board/drafts', draft);
    const { comparison } = (await planner('GET', `/plan-versions/2/compare/${body.number}`)).body;
    expect(comparison.verdict).toMatch(/, 1 operation moved by hand(, \d+ that follows? from what was done)?, /);
    const { reasons } = await test.db
      .selectFrom('plan_deliveries')
      .innerJoin('plan_versions', 'plan_versions.id', 'plan_deliveries.version')
      .select('reasons')
      .where('number', '=', body.number)
      .executeTakeFirstOrThrow();
    expect(reasons.map(({ kind }) => kind)).toEqual(['by-hand']);
    expect(reasons[0]?.text).toMatch(
      /^planner\+.+ moved step 10 of planned order \d+ to .+ \d\d:\d\d by hand: .+ later by that\.$/,
    );
  });

  it('moved by hand is a draft against what was published when it was made, whatever is published since', async () => {
    const { plan } = (await planner('GET', '/board/problem?version=2')).body as { plan: Plan };
    const [step] = plan.operations;
    const publish = (state: 'draft' | 'published') =>
      test.db.transaction().execute(async (tx) => {
        await stamp(tx, { name: 'test', email: '', via: 'cli' }, 'PLANT');
        await tx.updateTable('plan_versions').set({ state }).where('number', '=', 1).execute();
      });
    await publish('published');
    const lock = { kind: 'lock', order: step!.order, seq: step!.seq } as const;
    const keep = () => planner('POST', '/board/drafts', { version: 2, acts: [[lock]], reason: 'Against nothing' });
    const { body } = await keep();
    const no =
      'It goes no further: version 1 was published since what it was made of. Maybe do its changes again on that.';
    expect(body).toMatchObject({ overtaken: 1, done: `Draft version ${body.number} is kept. ${no}` });
    expect((await keep()).body).toMatchObject({ number: body.number, overtaken: 1, done: expect.stringContaining(no) });
    await publish('draft');
    expect((await keep()).body).toMatchObject({ number: body.number, overtaken: null });
    const kept = await test.db
      .selectFrom('plan_versions')
      .select('parent')
      .where('number', '=', body.number)
      .executeTakeFirstOrThrow();
    expect(kept.parent).toBeNull();
  });

  it('kept by two at once from the same version is one draft: the other is told of it first', async () => {
    const { plan } = (await planner('GET', '/board/problem?version=2')).body as { plan: Plan };
    const [step] = plan.operations;
    const { rows } = (await viewer('GET', '/plan-versions')).body as { rows: { number: number }[] };
    const newest = Math.max(...rows.map(({ number }) => number));
    const late = (hours: number) => {
      const start = step!.start + 30 * 86_400 + hours * 3600;
      const move = { kind: 'move', order: step!.order, seq: step!.seq, start };
      return planner('POST', '/board/drafts', { version: 2, acts: [[move]], reason: `${hours} hours`, newest });
    };
    let kept: readonly ReturnType<Ask>[] = [];
    await test.db.transaction().execute(async (tx) => {
      await lockSite(tx, 'PLANT');
      kept = [late(1), late(2)];
      await waitingForSite(2);
    });
    const answers = await Promise.all(kept);
    expect(answers.map(({ status }) => status).sort()).toEqual([201, 409]);
    expect(answers.find(({ status }) => status === 409)?.body.code).toBe('overtaken');
  });

  it('is not kept moved by hand when its inputs have changed meanwhile, as by a publication that makes its orders firm', async () => {
    const { plan } = (await planner('GET', '/board/problem?version=2')).body as { plan: Plan };
    const [step] = plan.operations;
    const lock = { kind: 'lock', order: step!.order, seq: step!.seq } as const;
    let kept: ReturnType<Ask> | undefined;
    await test.db.transaction().execute(async (tx) => {
      await lockSite(tx, 'PLANT');
      kept = planner('POST', '/board/drafts', { version: 2, acts: [[{ kind: 'stand' }, lock]], reason: 'Meanwhile' });
      await waitingForSite(1);
      await put('/customer-lines', [
        { order_no: 'SO-3', line: 1, customer: 'MILLER', item: 'BIKE', qty: 1, due: plantDay(9) },
      ]);
    });
    expect(await kept).toMatchObject({ status: 409, body: { code: 'plan-stale' } });
  });

  it('is not moved by hand once its inputs have changed: who tries is told which, and to plan again', async () => {
    await put('/customer-lines', [
      { order_no: 'SO-2', line: 1, customer: 'MILLER', item: 'BIKE', qty: 1, due: plantDay(9) },
    ]);
    const { status, body } = await planner('GET', '/board/problem?version=2');
    expect([status, body.code]).toEqual([202, 'plan-stale']);
    expect(body.detail).toMatch(
      /^Version 2 was made from inputs that have changed since, SO-2\/1 the latest.*Maybe plan again/,
    );
  });
});
