import { expect, it } from 'vitest';
import type { Row } from '../../house/kind.ts';
import { runningSteps } from './running.ts';

const began = (work_order: string, time: string, more: Row = {}): Row => ({
  work_order,
  seq: 10,
  state: 'started',
  started_at: `2026-11-03T${time}:00.000Z`,
  machine: 'W1',
  work_centre: 'WELD',
  crew: null,
  crew_size: 1,
  ...more,
});
const running = (steps: readonly Row[], crews: readonly Row[] = [], tools: readonly Row[] = []): readonly string[] => {
  const tables: Record<string, readonly Row[]> = {
    work_orders: steps.map((step) => ({ number: step.work_order ?? null })),
    work_steps: steps,
    machines: [
      { code: 'W1', work_centre: 'WELD', capacity: 1 },
      { code: 'W2', work_centre: 'WELD', capacity: 1 },
    ],
    crews,
    tools,
  };
  return [...runningSteps((kind) => tables[kind] ?? [])];
};

it.each([
  [
    'the latest start of a machine runs, the one before it was put aside',
    [began('A', '06:00'), began('B', '08:00')],
    ['B/10'],
  ],
  ['each machine runs its own', [began('A', '06:00'), began('B', '08:00', { machine: 'W2' })], ['B/10', 'A/10']],
  [
    'a start without a machine takes what is left of the work centre',
    [began('A', '06:00'), began('B', '07:00', { machine: null }), began('C', '08:00', { machine: null })],
    ['A/10', 'C/10'],
  ],
  [
    'what was not started or is done does not run',
    [began('A', '06:00', { state: 'done' }), began('B', '06:00', { state: 'waiting' })],
    [],
  ],
  [
    'what began before the operation ahead of it was over waits for it',
    [began('A', '06:00', { state: 'started' }), began('A', '08:00', { seq: 20, machine: 'W2' })],
    ['A/10'],
  ],
])('%s', (_, steps, expected) => {
  expect(running(steps)).toEqual(expected);
});

it('a run that its crew has left goes on without it', () => {
  const steps = [
    began('A', '06:00', { crew: 'DAY', attends: 'setup' }),
    began('B', '07:00', { machine: 'W2', crew: 'DAY' }),
  ];
  expect(running(steps, [{ code: 'DAY', size: 1 }])).toEqual(['B/10', 'A/10']);
});

it('no more run than there are pieces of their tools', () => {
  const steps = [began('A', '06:00', { tools: 'MOULD' }), began('B', '07:00', { machine: 'W2', tools: 'MOULD' })];
  expect(running(steps, [], [{ code: 'MOULD', pieces: 1 }])).toEqual(['B/10']);
  expect(running(steps, [], [{ code: 'MOULD', pieces: 2 }])).toEqual(['B/10', 'A/10']);
});

it('no more run than the crew can man', () => {
  const steps = [
    began('A', '06:00', { crew: 'DAY', crew_size: 2 }),
    began('B', '07:00', { machine: 'W2', crew: 'DAY', crew_size: 2 }),
  ];
  expect(running(steps, [{ code: 'DAY', size: 3 }])).toEqual(['B/10']);
  expect(running(steps, [{ code: 'DAY', size: 4 }])).toEqual(['B/10', 'A/10']);
});
