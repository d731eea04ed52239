import { type Plan, second } from '@hotlist/engine';
import { expect, it } from 'vitest';
import { criticalRatio } from './criticalratio.ts';

type Step = Plan['operations'][number];

const hour = 3600;
const step = (seq: number, setup: number, run: number, machine: string | undefined = 'W1'): Step => ({
  order: 'work/MO-1',
  item: 'FRAME',
  seq,
  machine,
  start: second(0),
  end: second(0),
  setup,
  run,
});
/** A machine that works eight hours of each day from second 0. */
const working = (_: string, __: string | undefined, to: number): number =>
  Math.floor(to / 86_400) * 8 * hour + Math.min(8 * hour, to % 86_400);

it.each([
  // Two days have 16 h of work; set-up and run of both operations are 0.5 + 7.5 + 0 + 8 = 16 h.
  ['is 1 on schedule', [step(10, 0.5 * hour, 7.5 * hour), step(20, 0, 8 * hour)], 2 * 86_400, 1],
  ['is above 1 ahead', [step(10, 0, 4 * hour)], 86_400, 2],
  ['is below 1 behind, though the need is days away', [step(10, 0, 32 * hour)], 2 * 86_400, 0.5],
  ['is 0 when no working time is left', [step(10, 0, hour)], 0, 0],
  ['counts the work left alone: what is finished is in the plan no more', [step(20, 0, 8 * hour)], 2 * 86_400, 2],
] as const)('a critical ratio %s', (_, left, need, ratio) => {
  expect(criticalRatio(left[0], left, need, working)?.ratio).toBe(ratio);
});

it('a critical ratio says what it is made of', () => {
  const left = [step(10, hour, 3 * hour)];
  expect(criticalRatio(step(10, hour, 3 * hour), left, 86_400, working)).toEqual({
    ratio: 2,
    time: 8 * hour,
    work: 4 * hour,
  });
});

it('outside work has none: no machine of ours measures its time', () => {
  const outside: Step = { ...step(10, 0, hour), machine: undefined };
  expect(criticalRatio(outside, [outside], 86_400, working)).toBeNull();
});

it.each([
  ['a crew that attends all of it', { crew: 'OPERATORS' }, 'OPERATORS'],
  ['nobody, where the crew goes when it is set up', { crew: 'OPERATORS', setupEnd: second(hour) }, undefined],
  [
    'the crew that runs what a setter sets up',
    { crew: 'OPERATORS', setupCrew: 'SETTERS', setupEnd: second(hour) },
    'OPERATORS',
  ],
] as const)('working time is that of the machine and %s', (_, more, crew) => {
  const asked: (string | undefined)[] = [];
  criticalRatio({ ...step(10, hour, hour), ...more }, [step(10, hour, hour)], 86_400, (_machine, who, to) => {
    asked.push(who);
    return to;
  });
  expect(asked).toEqual([crew]);
});
