/** Two orders swap their numbers under a draft by hand, by way of a third: each keeps its own. */
import type { HandEdit, Plan } from '@hotlist/engine';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { type Ask, plantDay as days, type TestApp } from '../../server/test-app.ts';
import { pledgesOf } from '../planning/pledges.store.ts';
import { type SmallPlant, smallPlant } from './approval.test-support.ts';

let plant: SmallPlant;
let test: TestApp;
let planner: Ask;
let supervisor: Ask;
let published: number;
const patience = 240_000;

/** FRAME-A and FRAME-B are welded, each for its customer and by a work order of its own. */
beforeAll(async () => {
  plant = await smallPlant();
  ({ test, planner, supervisor } = plant);
  await plant.centre('WELD', 'W1');
  for (const letter of ['A', 'B']) {
    await plant.made(`FRAME-${letter}`, 60, 'WELD');
    await plant.ordered(letter, { due: days(9) });
  }
  published = await plant.publish();
}, patience);
afterAll(() => test.close());

const planOf = async (version: number): Promise<Plan> =>
  (await planner('GET', `/board/problem?version=${version}`)).body.plan;
const stepOf = ({ operations }: Plan, item: string) => operations.find((one) => one.item === item)!;
const swap = async (kind: 'customer-lines' | 'work-orders', field: string, name: string) => {
  await plant.changed('A', { [field]: `${name}-X` }, kind);
  await plant.changed('B', { [field]: `${name}-A` }, kind);
  await plant.changed('X', { [field]: `${name}-B` }, kind);
};
const begins = async (item: string): Promise<readonly string[]> =>
  (await planner('GET', '/dispatch')).body.rows
    .filter((row: { item: string }) => row.item === item)
    .map(({ order, starts }: { order: string; starts: string }) => `${order} ${starts}`);

it('what was moved and locked of one is its own, and published as its own', { timeout: patience }, async () => {
  const { order, seq, start } = stepOf(await planOf(published), 'FRAME-A');
  const act = [
    { kind: 'move', order, seq, start: start + 3 * 86_400 },
    { kind: 'lock', order, seq },
  ] as HandEdit[];
  const draft = await planner('POST', '/board/drafts', { version: published, acts: [act], reason: 'x' });
  expect(draft).toMatchObject({ status: 201 });
  const { number } = draft.body;
  const [a = '', b = ''] = [...(await begins('FRAME-A')), ...(await begins('FRAME-B'))];
  expect([a, b]).toEqual([expect.stringMatching(/^MO-A /), expect.stringMatching(/^MO-B /)]);
  await swap('work-orders', 'number', 'MO');

  const { locks } = (await planner('GET', `/plan-versions/${number}`)).body;
  expect(locks).toMatchObject([{ order: 'MO-B', item: 'FRAME-A', now: 'locked' }]);
  const { comparison } = (await planner('GET', `/plan-versions/${published}/compare/${number}`)).body;
  expect(comparison.operations).toMatchObject([{ order: 'work/MO-B', item: 'FRAME-A' }]);
  expect(await planner('POST', `/plan-versions/${number}/submit`, {})).toMatchObject({ status: 201 });
  const leave = (await supervisor('GET', `/plan-versions/${number}/leave-out`)).body;
  expect(leave.moving).toEqual(['work/MO-B']);
  expect(leave.acts).toMatchObject([{ name: expect.stringContaining('step 10 of MO-B') }]);
  const answer = await supervisor('POST', `/plan-versions/${number}/approve?confirm=rules-broken`, {
    publish: true,
    reason: 'the customer waits',
  });
  expect(answer).toMatchObject({ status: 201, body: { state: 'published' } });
  await test.workOff();

  expect(await begins('FRAME-B')).toEqual([b.replace('MO-B', 'MO-A')]);
  const [moved = ''] = await begins('FRAME-A');
  expect(moved).toMatch(/^MO-B /);
  expect(moved > a.replace('MO-A', 'MO-B')).toBe(true);
  const next = await plant.plan();
  const { operations } = await planOf(next);
  const stands = (item: string) => operations.find((one) => one.item === item)!;
  expect(stands('FRAME-A')).toMatchObject({ order: 'work/MO-B', frozen: true });
  expect(stands('FRAME-B')).toMatchObject({ order: 'work/MO-A' });
  published = number;
});

it('what was done by hand is done again to the order that it was done to', { timeout: patience }, async () => {
  const { acts, left } = (await planner('POST', '/board/again', { version: published })).body;
  expect(left).toEqual([]);
  const plan = await planOf(published);
  const of = stepOf(plan, 'FRAME-A').order;
  expect(acts.flat().map((edit: { order: string }) => edit.order)).toEqual([of, of]);
});

it('a pledge and a place in the plan stay with their lines', { timeout: patience }, async () => {
  await plant.pledged('A');
  const pledged = () => test.db.transaction().execute((tx) => pledgesOf(tx, 'PLANT'));
  expect(await pledged()).toMatchObject([{ line: 'SO-A/1' }]);
  await swap('customer-lines', 'order_no', 'SO');
  expect(await pledged()).toMatchObject([{ line: 'SO-B/1' }]);
  const next = await plant.plan();
  expect(await pledged()).toMatchObject([{ line: 'SO-B/1' }]);
  const { counts, orders } = (await planner('GET', `/plan-versions/${published}/compare/${next}`)).body.comparison;
  expect([counts.new, counts.gone, counts.moved, orders]).toEqual([0, 0, 0, []]);
});
