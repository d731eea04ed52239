import type { Plan } from '@hotlist/engine';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { plantDay as days } from '../../server/test-app.ts';
import { type SmallPlant, setApproval, smallPlant } from './approval.test-support.ts';

let plant: SmallPlant;
let published: number;
let unpublished: number;

/** A published plan for two orders of a week from now; beside it a newer plan in which a third is new: beyond the limits. */
beforeAll(async () => {
  plant = await smallPlant('06:00-22:00');
  await plant.centre('WELD', 'W1');
  await plant.made('FRAME', 60, 'WELD');
  await plant.line('1', { item: 'FRAME', qty: 2, due: days(20) });
  await plant.line('2', { item: 'FRAME', due: days(24) });
  await setApproval(plant.supervisor, { delegated: true });
  published = await plant.publish();
  await plant.line('3', { item: 'FRAME', due: days(28) });
  unpublished = await plant.plan();
});
afterAll(() => plant.test.close());

/** A draft of a version in which a step begins so many seconds sooner. */
async function moved(version: number, seconds: number): Promise<number> {
  const { plan } = (await plant.planner('GET', `/board/problem?version=${version}`)).body as { plan: Plan };
  const step = plan.operations.toSorted((a, b) => b.start - a.start)[1]!;
  const sooner = { kind: 'move', order: step.order, seq: step.seq, start: step.start - seconds };
  const asked = { version, acts: [[sooner]], reason: 'The robot is free' };
  const { status, body } = await plant.planner('POST', '/board/drafts', asked);
  expect(status).toBe(201);
  return body.number;
}

const instead = async (number: number) => (await plant.planner('GET', `/plan-versions/${number}`)).body.move_instead;

describe('a draft by hand of a version that is not published is told to move the published one', () => {
  it('where its own move is small, and what it was made of moved more', async () => {
    expect(await instead(await moved(unpublished, 600))).toBe(published);
  });

  it('and not where its own move is too large: it would be so there too', async () => {
    expect(await instead(await moved(unpublished, 3 * 86_400))).toBeNull();
  });

  it('nor where nothing is delegated', async () => {
    const draft = await moved(unpublished, 600);
    await setApproval(plant.supervisor, { delegated: false });
    expect(await instead(draft)).toBeNull();
    await setApproval(plant.supervisor, { delegated: true });
  });

  it('nor where all of it is within the limits: it is published at once', async () => {
    await plant.changed('3', { state: 'cancelled' });
    expect(await instead(await moved(await plant.plan(), 600))).toBeNull();
  });
});
