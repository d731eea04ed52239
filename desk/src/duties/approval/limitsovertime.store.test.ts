import type { Plan, Problem } from '@hotlist/engine';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { instantOf, secondsOf } from '../../house/clock.ts';
import { plantDay as days } from '../../server/test-app.ts';
import { type SmallPlant, setApproval, smallPlant } from './approval.test-support.ts';

let plant: SmallPlant;

/** An order on a machine that is open from six to ten in the evening. */
beforeAll(async () => {
  plant = await smallPlant('06:00-22:00');
  await plant.centre('WELD', 'W1', { hour_cost: 45 });
  await plant.centre('PAINT', 'P1');
  await plant.made('FRAME-A', 120, 'WELD');
  await plant.ordered('A', { due: days(20) });
  await setApproval(plant.supervisor, { delegated: true, delegated_days: 20 });
});
afterAll(() => plant.test.close());

/** Its step put at a time of the fifth day, with edits before. */
async function put(version: number, time: string, before: (at: (time: string) => number) => readonly object[]) {
  const { problem, plan } = (await plant.planner('GET', `/board/problem?version=${version}`)).body as {
    problem: Problem;
    plan: Plan;
  };
  const at = (clock: string) => secondsOf(instantOf('Europe/Berlin', days(5), clock)) - secondsOf(problem.epoch);
  const step = plan.operations.find(({ item }) => item === 'FRAME-A')!;
  const move = { kind: 'move', order: step.order, seq: step.seq, start: at(time) };
  const acts = [...before(at), move].map((edit) => [edit]);
  const kept = await plant.planner('POST', '/board/drafts', { version, acts, reason: 'a longer evening' });
  expect(kept).toMatchObject({ status: 201, body: { conflicts: 0 } });
  return kept.body.number as number;
}

describe('overtime by hand that was published', () => {
  it('is not opened anew by a version in which it is a record', async () => {
    const draft = await put(await plant.plan(), '22:00', (at) => [
      { kind: 'overtime', of: 'W1', from: at('22:00'), to: at('24:00') },
    ]);
    await plant.planner('POST', `/plan-versions/${draft}/submit`, {});
    const done = await plant.supervisor('POST', `/plan-versions/${draft}/approve`, { publish: true });
    expect(done).toMatchObject({ status: 201, body: { state: 'published' } });
    await plant.test.workOff();

    const moved = await put(await plant.newest(), '21:30', () => []);
    const windows = await plant.test.db
      .selectFrom('plan_overtime')
      .innerJoin('plan_versions', 'plan_versions.id', 'plan_overtime.version')
      .select('plan_versions.number')
      .execute();
    expect(windows.map(({ number }) => number)).toContain(moved);
    const { body } = await plant.planner('POST', `/plan-versions/${moved}/submit`, { dry_run: true });
    expect(body).toMatchObject({ state: 'published', within: expect.stringMatching(/may be opened, and none is/) });
  });
});

describe('a window that was published', () => {
  it('is more overtime for a machine that came to it since, however it is called', async () => {
    const published = await plant.newest();
    const { body } = await plant.planner('POST', `/plan-versions/${published}/submit?confirm=rival`, {});
    expect(body).toMatchObject({ state: 'published' });
    await plant.test.workOff();
    const opened = () =>
      plant.test.db
        .selectFrom('plan_overtime')
        .innerJoin('plan_versions', 'plan_versions.id', 'plan_overtime.version')
        .select(['plan_versions.number', 'plan_overtime.machines', 'plan_overtime.crews'])
        .orderBy('plan_versions.number', 'desc')
        .executeTakeFirst();
    expect(await opened()).toMatchObject({ machines: ['W1'], crews: [] });

    const [window] = (await plant.planner('GET', '/overtime-windows')).body.rows;
    const more = await plant.supervisor('PATCH', `/overtime-windows/${window.id}`, { machines: 'W1, P1' }, window);
    expect(more.status).toBe(200);
    const next = await put(await plant.plan(), '21:30', () => []);
    expect(await opened()).toMatchObject({ number: next, machines: ['W1', 'P1'] });
    const asked = await plant.planner('POST', `/plan-versions/${next}/submit`, { dry_run: true });
    expect(asked.body).toMatchObject({ state: 'submitted', done: expect.stringContaining('it opens more overtime') });
  });
});
