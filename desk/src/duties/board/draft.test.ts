import { Worker } from 'node:worker_threads';
import type { Plan, Problem } from '@hotlist/engine';
import { expect, it } from 'vitest';
import { boardRefusals } from './board.messages.ts';
import { DraftThreads } from './draft.jobs.ts';

const input = { problem: {} as Problem, plan: {} as Plan, edits: [] };
const code = (error: unknown) => (error as { code?: string }).code;
const begun: Worker[] = [];
const endless = () => {
  const worker = new Worker('setInterval(() => {}, 1000)', { eval: true });
  begun.push(worker);
  return worker;
};

it('two drafts are kept at once and no third; one that takes too long is ended, and makes room', async () => {
  const threads = new DraftThreads(endless, { most: 2, seconds: 0.05 });
  const three = await Promise.all([1, 2, 3].map(() => threads.made(input).catch(code)));
  expect(three).toEqual(['draft-too-long', 'draft-too-long', 'drafts-busy']);
  expect(await threads.made(input).catch(code)).toBe('draft-too-long');
  expect(begun.map(({ threadId }) => threadId)).toEqual([-1, -1, -1]);
});

it('what the engine says of edits that are none of a version ends in one full stop', () => {
  expect(boardRefusals.impossible('There is no step 90 of planned/1.')).toBe(
    'These changes are none of this version: There is no step 90 of planned/1. Maybe undo the last of them.',
  );
  expect(boardRefusals.impossible('no step 90 of planned/1')).toMatch(/planned\/1\. Maybe/);
});
