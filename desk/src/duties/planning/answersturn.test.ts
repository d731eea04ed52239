import { Worker } from 'node:worker_threads';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { StandingPlan } from './answers.jobs.ts';
import { isTurnedAway } from './asked.ts';
import type { AsMade } from './asmade.store.ts';

/** A thread that thinks until four are asked or a decision is, then answers all in their turn. */
const slow = `
  const { parentPort } = require('node:worker_threads');
  const asked = [];
  parentPort.on('message', ({ id, about }) => {
    asked.push({ id, answer: about });
    if (about === 'decision') for (const one of asked.splice(0)) parentPort.postMessage(one);
  });`;

const made = { version: { id: 7, number: 7, made_at: '2026-11-30T06:00:00Z' } } as AsMade;
let plan: StandingPlan;
beforeEach(() => {
  plan = new StandingPlan(made, () => new Worker(slow, { eval: true }));
});
afterEach(() => plan.close());

it('who decides waits its turn behind four questions, where a fifth question is turned away', async () => {
  const answered: unknown[] = [];
  const kept = (answer: unknown) => answered.push(answer);
  const four = ['1', '2', '3', '4'].map((line) => plan.ask('ship-date', line).then(kept));
  expect(isTurnedAway(await plan.ask('ship-date', '5').catch((error: unknown) => error))).toBe(true);
  await Promise.all([...four, plan.ask('ship-date', 'decision', 'decision').then(kept)]);
  expect(answered).toEqual(['1', '2', '3', '4', 'decision']);
});

it('who holds a plan while a later one takes its place is told at once to ask again, and what was asked before is answered', async () => {
  const before = plan.ask('ship-date', '1');
  const turn = plan.ask('ship-date', 'decision', 'decision');
  plan.retire();
  const refused = { status: 409, code: 'plan-stale', message: expect.stringMatching(/^Version 7 .*Maybe ask again/) };
  await expect(plan.ask('ship-date', '2')).rejects.toMatchObject(refused);
  expect(await Promise.all([before, turn])).toEqual(['1', 'decision']);
  await expect(plan.ask('ship-date', '3')).rejects.toMatchObject(refused);
});
