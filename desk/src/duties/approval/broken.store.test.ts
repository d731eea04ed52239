import type { Plan, Problem } from '@hotlist/engine';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { instantOf, secondsOf } from '../../house/clock.ts';
import { type Ask, plantDay as days } from '../../server/test-app.ts';
import { type SmallPlant, smallPlant } from './approval.test-support.ts';

let plant: SmallPlant;
let planner: Ask;
let supervisor: Ask;

/** Two orders of two steps on one machine. */
beforeAll(async () => {
  plant = await smallPlant('06:00-22:00');
  ({ planner, supervisor } = plant);
  await plant.centre('WELD', 'W1', { hour_cost: 45 });
  for (const letter of ['A', 'B']) {
    await plant.made(`FRAME-${letter}`, 240, 'WELD', 'WELD');
    await plant.ordered(letter, { due: days(letter === 'A' ? 3 : 5) });
  }
});
afterAll(() => plant.test.close());

describe('a version moved by hand whose rules are broken', () => {
  it('is submitted with them, approved only by who says so and why, and keeps the reason when it is published', async () => {
    const base = await plant.plan();
    const { operations } = (await planner('GET', `/board/problem?version=${base}`)).body.plan as Plan;
    const [first, last] = operations.filter((one) => one.item === 'FRAME-B');
    // The second step before the first.
    const edit = { kind: 'move', order: last!.order, seq: last!.seq, start: first!.start - 4 * 3600 };
    const kept = await planner('POST', '/board/drafts', {
      version: base,
      acts: [[edit]],
      reason: 'B waits by the door',
    });
    const { number, conflicts } = kept.body;
    expect(conflicts).toBeGreaterThan(0);

    const submitted = await planner('POST', `/plan-versions/${number}/submit`, {});
    expect(submitted.body.done).toMatch(/It breaks 2 rules: whoever approves it must say .* why/);
    const { broken, barred, whole_only, acts_only } = (await supervisor('GET', `/plan-versions/${number}`)).body;
    expect(broken).toHaveLength(2);
    expect(broken[0].text).toMatch(/MO-B/);
    expect(barred.approve).toBe(null);
    // Leaving orders out is not offered: it would be refused.
    expect([whole_only, acts_only]).toEqual([
      null,
      expect.stringContaining(`Its orders have no tick: version ${base}, `),
    ]);

    const approve = (more: object, confirm = '') =>
      supervisor('POST', `/plan-versions/${number}/approve${confirm}`, { publish: true, ...more });
    const asked = await approve({ reason: 'two welders share it' });
    expect(asked).toMatchObject({ status: 409, body: { code: 'rules-broken', values: { confirm: 'rules-broken' } } });
    expect(asked.body.detail).toMatch(/breaks 2 rules\. Maybe reject it/);
    expect(await approve({}, '?confirm=rules-broken')).toMatchObject({ status: 422, body: { code: 'reason-needed' } });
    expect(await approve({ reason: ' ' }, '?confirm=rules-broken')).toMatchObject({ status: 422 });
    expect(await supervisor('POST', `/plan-versions/${number}/approve-all-but`, { orders: ['MO-A'] })).toMatchObject({
      status: 409,
      body: { code: 'acts-alone' },
    });
    expect((await plant.seen(number)).version.state).toBe('submitted');

    const done = await approve({ reason: 'two welders share it' }, '?confirm=rules-broken');
    expect(done).toMatchObject({ status: 201, body: { state: 'published' } });
    expect(done.body.done).toContain(
      'It breaks 2 rules, as was approved: what breaks them may not be worked as it is dated.',
    );
    const { rows: troubles } = (await planner('GET', '/exceptions')).body;
    expect(troubles).toContainEqual(
      expect.objectContaining({ kind: 'rule-broken', text: expect.stringMatching(/^It was published so: /) }),
    );
    const reason = 'with 2 broken rules: two welders share it';
    expect((await plant.seen(number)).decisions.map((one: { reason: string | null }) => one.reason)).toContain(reason);
    const { rows } = (await planner('GET', `/audit?kind=version_decisions&called=${number}`)).body;
    expect(JSON.stringify(rows)).toContain(reason);
  });

  it('is what the next plan is made against, which mends what it broke', async () => {
    await plant.test.workOff();
    expect((await planner('GET', '/planning-runs')).body.rows[0]).toMatchObject({ state: 'done', error: null });
  });
});

describe('a version with hours that somebody added and took by hand', () => {
  it('is approved with them and records them when it is published: overtime as one that was asked for, downtime as a record', async () => {
    const base = await plant.plan();
    const { problem } = (await planner('GET', `/board/problem?version=${base}`)).body;
    const at = (day: number, time: string) =>
      secondsOf(instantOf('Europe/Berlin', days(day), time)) - secondsOf(problem.epoch);
    // The machine is open from six to ten in the evening.
    const acts = [
      [{ kind: 'overtime', of: 'W1', from: at(1, '22:00'), to: at(1, '24:00') }],
      [{ kind: 'downtime', machine: 'W1', from: at(6, '10:00'), to: at(6, '12:00') }],
    ];
    const draft = await planner('POST', '/board/drafts', { version: base, acts, reason: 'a longer evening' });
    expect(draft).toMatchObject({ status: 201 });
    const { number } = draft.body;
    // Half of the downtime is known by somebody else meanwhile.
    const known = { machine: 'W1', down_from: `${days(6)}T10:00`, down_to: `${days(6)}T11:00` };
    await plant.put('/downtimes', [known]);
    expect((await plant.seen(number)).hours).toMatchObject([
      { kind: 'overtime', machine: 'W1', work_centre: 'WELD', cost: 90_00 },
      { kind: 'downtime', machine: 'W1', cost: null },
    ]);
    const { published } = await plant.seen(number);
    const { comparison } = (await planner('GET', `/plan-versions/${published}/compare/${number}`)).body;
    expect(comparison).toMatchObject({ verdict: expect.stringMatching('2 h overtime'), hours: [{ cost: 90_00 }, {}] });

    await planner('POST', `/plan-versions/${number}/submit`, { reason: 'The spindle is changed' });
    const done = await supervisor('POST', `/plan-versions/${number}/approve`, { publish: true });
    expect(done).toMatchObject({ status: 201, body: { state: 'published' } });
    expect(done.body.done).toMatch(
      /Recorded: 2 h of overtime at W1 of WELD, .* 22:00 – .* 00:00; W1 of WELD down .* 11:00–12:00\./,
    );
    expect(done.body.done).toMatch(/Not recorded: W1 of WELD down .* 10:00–12:00, which was recorded before/);
    const rows = async (path: string) => (await planner('GET', path)).body.rows;
    const [asked] = await rows('/overtime-requests');
    expect(asked).toMatchObject({
      who: expect.stringMatching(/^planner/),
      mine: true,
      decided_by: expect.stringMatching(/^supervisor/),
      state: 'approved',
      reason: `of version ${number}: The spindle is changed`,
      plan: number,
      cost: 90_00,
      verdict: expect.stringMatching('2 h overtime'),
    });
    expect(await rows('/overtime-windows')).toMatchObject([{ code: asked.code, machines: 'W1', decided: true }]);
    expect((await rows('/downtimes')).map((row: { reason: string | null }) => row.reason)).toEqual([
      null,
      `of version ${number}: The spindle is changed`,
    ]);

    // The plan that follows knows of both.
    await plant.test.workOff();
    const [next] = await rows('/plan-versions?limit=1');
    const planned = (await planner('GET', `/board/problem?version=${next.number}`)).body.problem as Problem;
    expect(planned.overtime).toMatchObject([{ id: asked.code, opened: true }]);
    expect(planned.machines[0]?.downtime).toHaveLength(2);
    const revoked = await supervisor('POST', `/overtime-requests/${asked.id}/revoke`, { reason: 'nobody comes' });
    expect(revoked).toMatchObject({ status: 201 });
    expect(await rows('/overtime-windows')).toEqual([]);
  });
});
