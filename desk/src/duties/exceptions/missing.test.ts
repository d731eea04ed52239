import { describe, expect, it } from 'vitest';
import { workedIn } from '../planning/openhours.ts';
import { type Attended, peopleMissing, stockShort } from './missing.ts';

describe('stock that was counted on', () => {
  const taken = [
    { consumer: 'work/2', item: 'TUBE', qty: 5, at: 20 },
    { consumer: 'work/1', item: 'TUBE', qty: 4, at: 10 },
    { consumer: 'work/3', item: 'BOLT', qty: 1, at: 10 },
  ];
  it.each([
    ['that is all there is no trouble', { TUBE: 9, BOLT: 1 }, []],
    ['is taken in the order of the published moments', { TUBE: 8, BOLT: 1 }, [['TUBE', 1, ['work/2']]]],
    [
      'that is too little for the first goes to the first all the same',
      { TUBE: 3, BOLT: 1 },
      [['TUBE', 6, ['work/1', 'work/2']]],
    ],
    ['that is on no shelf any more is missing whole', { TUBE: 9 }, [['BOLT', 1, ['work/3']]]],
  ])('%s', (_, there, expected) => {
    const short = stockShort(taken, new Map(Object.entries(there)));
    expect(short.map(({ item, missing, waits }) => [item, missing, waits.map(({ order }) => order)])).toEqual(expected);
  });
});

describe('people', () => {
  const hour = 3600;
  const step = (order: string, start: number, end: number, more: Partial<Attended> = {}): Attended => ({
    order,
    seq: 10,
    machine: 'W1',
    crew: 'WELDERS',
    people: 1,
    work: (end - start) * hour,
    state: 'waiting',
    start: start * hour,
    end: end * hour,
    begun: null,
    said: 0,
    more: 0,
    ...more,
  });
  const missing = (steps: readonly Attended[], size: number, open: readonly number[] = [0, 24]) =>
    peopleMissing(steps, (code) =>
      code === 'WELDERS' ? { size, worked: workedIn(open.map((at) => at * hour)) } : undefined,
    ).map(({ order, seconds }) => [order, seconds! / hour]);

  it.each([
    ['who are there are no trouble', [step('work/1', 6, 8)], 1, [0, 24], []],
    [
      'who have a day off are missing for the hours that they were to work',
      [step('work/1', 6, 14)],
      1,
      [0, 10],
      [['work/1', 4]],
    ],
    [
      'who are one fewer do one after the other',
      [step('work/1', 6, 8), step('work/2', 7, 9)],
      1,
      [0, 24],
      [['work/2', 1]],
    ],
    [
      'who began keep at it',
      [step('work/1', 6, 8), step('work/2', 6.5, 9, { state: 'started' })],
      1,
      [0, 24],
      [['work/1', 3]],
    ],
    [
      'who reported of later work already are there for what comes before it',
      [step('work/1', 6, 8), step('work/2', 30, 32, { state: 'started' })],
      1,
      [0, 48],
      [],
    ],
    [
      'who are too few for a step never do it',
      [step('work/1', 6, 8, { people: 2 })],
      1,
      [0, 24],
      [['work/1', Infinity]],
    ],
    ['of whom nothing is known are not missed', [step('work/1', 6, 8, { crew: 'PAINTERS' })], 0, [], []],
    ['nobody attends a step without a crew', [step('work/1', 6, 8, { crew: null })], 0, [], []],
  ])('%s', (_, steps, size, open, expected) => {
    expect(missing(steps, size, open)).toEqual(expected);
  });
});
