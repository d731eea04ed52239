import type { Plan } from '@hotlist/engine';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { stamp } from '../../server/http.ts';
import { plantDay as days } from '../../server/test-app.ts';
import { type SmallPlant, setApproval, smallPlant } from './approval.test-support.ts';

let plant: SmallPlant;

/** An order of far in the future is published; a step may move by a day. */
beforeAll(async () => {
  plant = await smallPlant('06:00-22:00');
  await plant.centre('WELD', 'W1');
  await plant.made('FRAME-A', 60, 'WELD');
  await plant.ordered('A', { due: days(24) });
  await setApproval(plant.supervisor, { delegated: true, delegated_days: 1 });
  await plant.publish();
});
afterAll(() => plant.test.close());

const published = async (): Promise<number> =>
  (await plant.planner('GET', '/plan-versions?limit=20')).body.rows.find(
    (one: { state: string }) => one.state === 'published',
  ).number;

/** Its step, moved by so many days from where it is published. */
async function moved(by: number): Promise<number> {
  const version = await published();
  const { plan } = (await plant.planner('GET', `/board/problem?version=${version}`)).body as { plan: Plan };
  const step = plan.operations.find(({ item }) => item === 'FRAME-A')!;
  const act = { kind: 'move', order: step.order, seq: step.seq, start: step.start + by * 86_400 };
  const asked = { version, acts: [[act]], reason: 'A day' };
  const { status, body } = await plant.planner('POST', '/board/drafts', asked);
  expect(status).toBe(201);
  return body.number;
}

async function submitted(by: number) {
  const { body } = await plant.planner('POST', `/plan-versions/${await moved(by)}/submit?confirm=rival`, {});
  await plant.test.workOff();
  return body as { number: number; state: string; done: string; within: string | null };
}

describe('what adds up from a version that is cleared', () => {
  it('is said by nobody: a supervisor is asked, and from what he approves it is counted anew', async () => {
    const first = await published();
    const next = await plant.plan();
    const { body } = await plant.planner('POST', `/plan-versions/${next}/submit`, {});
    expect(body).toMatchObject({ state: 'published' });
    await plant.test.workOff();
    await plant.test.db.transaction().execute(async (tx) => {
      await stamp(tx, { name: 'test', email: '', via: 'cli' }, 'PLANT');
      await tx.deleteFrom('plan_versions').where('number', '=', first).execute();
    });
    const number = await plant.plan();
    const asked = await plant.planner('POST', `/plan-versions/${number}/submit`, {});
    expect(asked.body).toMatchObject({
      state: 'submitted',
      done: expect.stringContaining(
        `version ${first}, the last that somebody else approved, is cleared, so nobody can`,
      ),
    });
    const done = await plant.supervisor('POST', `/plan-versions/${number}/approve`, { publish: true });
    expect(done.body).toMatchObject({ state: 'published' });
    await plant.test.workOff();
  });
});

describe('small changes, one after the other,', () => {
  it('are published until together they are beyond the limits; then a supervisor is asked, and it is said what they add up to', async () => {
    const first = await published();
    expect(await submitted(-1)).toMatchObject({ state: 'published', within: expect.not.stringContaining('since') });
    const { number, state, done } = await submitted(-1);
    expect(state).toBe('submitted');
    expect(done).toContain(
      `since version ${first}, the last that somebody else approved, the step that goes furthest goes 2 days.`,
    );
    await plant.planner('POST', `/plan-versions/${number}/withdraw`, {});
    // Back where it was, it is where a supervisor has approved it.
    expect(await submitted(1)).toMatchObject({
      state: 'published',
      within: expect.stringContaining(`since version ${first}, the last that somebody else approved, no step leaves`),
    });
  });

  it('are counted anew once a supervisor has approved them', async () => {
    expect(await submitted(-1)).toMatchObject({ state: 'published' });
    const { number } = await submitted(-1);
    const { body } = await plant.supervisor('POST', `/plan-versions/${number}/approve`, { publish: true });
    expect(body).toMatchObject({ state: 'published' });
    await plant.test.workOff();
    expect(await submitted(-1)).toMatchObject({ state: 'published' });
  });
});
