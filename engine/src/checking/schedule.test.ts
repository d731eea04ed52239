import { describe, expect, it } from 'vitest';
import type { ScheduledOperation, Shop } from '../scheduling/shop/shop.ts';
import { checkSchedule, objectiveOf, scheduleRules } from './schedule.ts';

const hold = (resource: string, duration: number, amount = 1) => ({ duration, demands: [{ resource, amount }] });

/** Saw with set-ups (1 from family 0 to 1), a crew of two for the paint; A is sawn and painted, B and C painted after the glue. */
const shop: Shop = {
  name: 'by hand',
  resources: [
    {
      id: 'SAW',
      capacity: 1,
      setups: [
        [0, 1],
        [1, 0],
      ],
    },
    { id: 'CREW', capacity: 2 },
  ],
  operations: [
    { id: 'A1', job: 'A', family: 0, modes: [hold('SAW', 3)] },
    { id: 'A2', job: 'A', modes: [hold('CREW', 2, 2), hold('CREW', 4, 1)] },
    { id: 'B1', job: 'B', family: 1, release: 2, modes: [hold('SAW', 2)] },
    { id: 'B2', job: 'B', modes: [hold('CREW', 2)] },
  ],
  precedences: [
    { before: 'A1', after: 'A2' },
    { before: 'B1', after: 'B2', gap: 1 },
  ],
  objective: 'weighted-tardiness',
  dues: [
    { job: 'A', due: 6, weight: 2 },
    { job: 'B', due: 9, weight: 3 },
  ],
};

/** A saws 0–3, set-up 3–4, B saws 4–6; A paints 3–7 with one, B waits an hour for the glue and paints 7–9. Late: A 1 × 2. */
const good: readonly ScheduledOperation[] = [
  { operation: 'A1', mode: 0, start: 0, end: 3 },
  { operation: 'A2', mode: 1, start: 3, end: 7 },
  { operation: 'B1', mode: 0, start: 4, end: 6 },
  { operation: 'B2', mode: 0, start: 7, end: 9 },
];

const but = (operation: string, change: Partial<ScheduledOperation>) =>
  good.map((one) => (one.operation === operation ? { ...one, ...change } : one));

const corrupted: Readonly<Record<string, { operations: readonly ScheduledOperation[]; objective?: number }>> = {
  'every operation is scheduled once': { operations: good.slice(1) },
  'operation runs in one of its modes': { operations: but('A2', { mode: 2 }) },
  'operation takes its time': { operations: but('B2', { end: 10 }) },
  'nothing starts before its release': { operations: but('B1', { start: 1, end: 3 }) },
  'operations follow each other': { operations: but('B2', { start: 6, end: 8 }) },
  'machine runs one at a time': { operations: but('B1', { start: 3, end: 5 }) },
  'resource stays within capacity': { operations: but('A2', { mode: 0, start: 6, end: 8 }) },
  'objective is true': { operations: good, objective: 3 },
};

describe('the checker of schedules', () => {
  it('finds nothing wrong with a schedule made by hand', () => {
    expect(checkSchedule(shop, { operations: good, objective: 2 })).toEqual([]);
    expect(objectiveOf(shop, good)).toBe(2);
  });

  it('has a corrupted schedule for every rule', () => expect(Object.keys(corrupted)).toEqual(scheduleRules));

  it.each(Object.entries(corrupted))('names "%s"', (rule, schedule) => {
    expect(checkSchedule(shop, schedule).map((one) => one.rule)).toContain(rule);
  });

  it('names an operation that is not of the shop', () => {
    const foreign = { operation: 'X', mode: 0, start: 0, end: 1 };
    expect(checkSchedule(shop, { operations: [...good, foreign] })[0]?.text).toBe('X is no operation of by hand');
  });

  it('lets no zero-length operation lie inside another on its machine', () => {
    const tiny: Shop = {
      name: 'tiny',
      resources: [{ id: 'M', capacity: 1 }],
      operations: [
        { id: 'long', job: 'a', modes: [hold('M', 4)] },
        { id: 'point', job: 'b', modes: [hold('M', 0)] },
      ],
      precedences: [],
      objective: 'makespan',
    };
    const at = (moment: number) =>
      checkSchedule(tiny, {
        operations: [
          { operation: 'long', mode: 0, start: 1, end: 5 },
          { operation: 'point', mode: 0, start: moment, end: moment },
        ],
      }).map((one) => one.rule);
    expect([at(0), at(1), at(5)]).toEqual([[], [], []]);
    expect(at(3)).toEqual(['machine runs one at a time']);
  });

  describe('operations without length, all at one moment, in families between which there are set-ups', () => {
    const together = (families: number, setup: (a: number, b: number) => number): Shop => ({
      name: 'points',
      resources: [
        {
          id: 'M',
          capacity: 1,
          setups: Array.from({ length: families }, (_, a) => Array.from({ length: families }, (__, b) => setup(a, b))),
        },
      ],
      operations: Array.from({ length: families }, (_, k) => ({
        id: `P${k}`,
        job: String(k),
        family: (7 * k) % families,
        modes: [hold('M', 0)],
      })),
      precedences: [],
      objective: 'makespan',
    });
    const atOnce = (of: Shop) =>
      checkSchedule(of, { operations: of.operations.map(({ id }) => ({ operation: id, mode: 0, start: 4, end: 4 })) });

    it('have the sequence in which none is needed', () => {
      expect(atOnce(together(30, (a, b) => (b === a + 1 ? 0 : 1)))).toEqual([]);
    });

    it('are wrong where there is none: three families that each need one', () => {
      expect(atOnce(together(3, () => 1)).map((one) => one.text)).toContain(
        'on M, P1 starts at 4, before P0 ends at 4 and a set-up of 1',
      );
    });

    it('end the search for one after 10,000 steps and 100 for each, and say so', () => {
      // Twelve and twelve that need none among themselves: a sequence has to cross, and 12! × 12! would have to be tried.
      expect(atOnce(together(24, (a, b) => (a < 12 === b < 12 ? 0 : 1))).map((one) => one.text)).toEqual([
        'on M, 24 operations without length are all at 4; in 12400 steps no sequence was found in which none needs a set-up',
      ]);
    });
  });

  it('reports the first twenty of a kind and the number of the others', () => {
    const nothing = Array.from({ length: 25 }, (_, k) => ({ operation: `X${k}`, mode: 0, start: 0, end: 1 }));
    const said = checkSchedule(shop, { operations: [...good, ...nothing] });
    expect(said).toHaveLength(21);
    expect(said.at(-1)?.text).toBe('and 5 more that break this rule');
  });
});
