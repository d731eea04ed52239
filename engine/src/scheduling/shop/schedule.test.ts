import { describe, expect, it } from 'vitest';
import { checkSchedule, objectiveOf } from '../../checking/schedule.ts';
import { schedule } from './schedule.ts';
import { bruteForce, randomShop, type Shape } from './shop.test-support.ts';
import { type Shop, ShopError, type ShopOperation } from './shop.ts';

const WORK = 60_000;

const families: readonly (readonly [name: string, shape: Shape])[] = [
  ['job shops', { jobs: 3, machines: 2 }],
  ['job shops on one machine, to which every job returns', { jobs: 3, machines: 1 }],
  ['job shops with releases and gaps', { releases: true, gaps: true }],
  ['flexible job shops', { jobs: 2, machines: 3, ways: 2 }],
  ['shops with set-ups', { setups: true }],
  ['flexible shops with set-ups', { jobs: 2, ways: 2, setups: true }],
  ['shops with due dates and weights', { dues: true }],
  ['flexible shops with set-ups and due dates', { jobs: 2, ways: 2, setups: true, dues: true }],
  ['projects on shared resources', { shared: true, machines: 2 }],
  ['projects with modes', { jobs: 2, shared: true, ways: 2 }],
  ['projects with due dates', { shared: true, dues: true, releases: true, gaps: true }],
];

describe.each(families)('%s', (_, shape) => {
  it('are scheduled as well as any order and choice could, and break no rule', () => {
    for (let seed = 1; seed <= 12; seed++) {
      const shop = randomShop(seed, shape);
      const found = schedule(shop, { work: WORK, seed });
      expect(checkSchedule(shop, found), shop.name).toEqual([]);
      const best = bruteForce(shop, (operations) => objectiveOf(shop, operations));
      expect(found.objective, shop.name).toBe(best);
      expect(found.bound, shop.name).toBeLessThanOrEqual(best);
      expect(found.status === 'optimal').toBe(found.bound === found.objective);
    }
  });

  it('are scheduled alike for the same seed and work, however the search was ended', () => {
    const shop = randomShop(77, { ...shape, jobs: 8, machines: 4 });
    const whole = schedule(shop, { work: 30_000, seed: 5 });
    expect(schedule(shop, { work: 30_000, seed: 5 })).toEqual(whole);
    let questions = 0;
    const stopped = schedule(shop, { keepGoing: () => ++questions < 4, seed: 5 });
    expect(schedule(shop, { work: stopped.work, seed: 5 })).toEqual(stopped);
  });

  it('have an answer without any budget', () => {
    const shop = randomShop(3, { ...shape, jobs: 6 });
    expect(checkSchedule(shop, schedule(shop))).toEqual([]);
  });
});

const on = (job: string, step: number, machine: string, duration: number): ShopOperation => ({
  id: `${job}${step}`,
  job,
  modes: [{ duration, demands: [{ resource: machine, amount: 1 }] }],
});
const machine = (id: string) => ({ id, capacity: 1 });

describe('by hand', () => {
  it('two jobs that cross: 3 + 2 and 2 + 4 on two machines take 7', () => {
    // A: M1 3, M2 2. B: M2 2, M1 4. M1 is busy 3 + 4 = 7 and can start at once: A on M1 0–3, B on M2 0–2, on M1 3–7; A on M2 3–5.
    const shop: Shop = {
      name: 'crossing',
      resources: [machine('M1'), machine('M2')],
      operations: [on('A', 1, 'M1', 3), on('A', 2, 'M2', 2), on('B', 1, 'M2', 2), on('B', 2, 'M1', 4)],
      precedences: [
        { before: 'A1', after: 'A2' },
        { before: 'B1', after: 'B2' },
      ],
      objective: 'makespan',
    };
    expect(schedule(shop, { work: WORK })).toMatchObject({ objective: 7, bound: 7, status: 'optimal' });
  });

  it.each([1, 2, 3, 4])('two steps of a job change machines together: 12 + 8 + 13 = 33 (seed %i)', (seed) => {
    // B does 11 + 14 of the second job in any case. With 6 before it B ends at 31, and A with the other three at 33. Any one
    // change from there or from the next best, 34 (5 + 12 + 13 on A, 11 + 14 + 9 on B), is worse than both.
    const either = (id: string, onA: number, onB: number): ShopOperation => ({
      id,
      job: id.charAt(0),
      modes: [on('', 0, 'A', onA), on('', 0, 'B', onB)].flatMap(({ modes }) => modes),
    });
    const shop: Shop = {
      name: 'together',
      resources: [machine('A'), machine('B')],
      operations: [either('11', 5, 6), either('12', 8, 9), on('2', 1, 'B', 11), on('2', 2, 'B', 14)].concat(
        either('31', 12, 13),
        either('32', 13, 11),
      ),
      precedences: ['1', '2', '3'].map((job) => ({ before: `${job}1`, after: `${job}2` })),
      objective: 'makespan',
    };
    expect(schedule(shop, { work: 800_000, seed }).objective).toBe(33);
  });

  it('the heavier of two late jobs goes first: 4 × 0 + 1 × (5 − 2) = 3', () => {
    // Light due 2, heavy due 3; heavy first: it ends at 3, light at 5. Light first: light at 2, heavy 2 late × 4 = 8.
    const shop: Shop = {
      name: 'weights',
      resources: [machine('M')],
      operations: [on('light', 1, 'M', 2), on('heavy', 1, 'M', 3)],
      precedences: [],
      objective: 'weighted-tardiness',
      dues: [
        { job: 'light', due: 2, weight: 1 },
        { job: 'heavy', due: 3, weight: 4 },
      ],
    };
    expect(schedule(shop, { work: WORK }).objective).toBe(3);
  });

  it('the sequence with the least set-up wins: 2 + 1 + 2 + 1 + 2 = 8', () => {
    // 0 → 2 → 1 costs 1 + 1; every other sequence has a set-up of 9.
    const far = 9;
    const shop: Shop = {
      name: 'set-ups',
      resources: [
        {
          id: 'M',
          capacity: 1,
          setups: [
            [0, far, 1],
            [far, 0, far],
            [far, 1, 0],
          ],
        },
      ],
      operations: [0, 1, 2].map((family) => ({ ...on(`J${family}`, 1, 'M', 2), family })),
      precedences: [],
      objective: 'makespan',
    };
    expect(schedule(shop, { work: WORK }).objective).toBe(8);
  });

  it('machines have matrices of their own sizes, or none: 2 + 5 + 2 beside 2 + 2', () => {
    // M has families 0 and 1 with 5 between them, N none at all; the family of Y is beyond M's, which never sees it.
    const shop: Shop = {
      name: 'sizes',
      resources: [
        {
          id: 'M',
          capacity: 1,
          setups: [
            [0, 5],
            [5, 0],
          ],
        },
        machine('N'),
        {
          id: 'O',
          capacity: 1,
          setups: [
            [0, 0, 9],
            [0, 0, 9],
            [9, 9, 0],
          ],
        },
      ],
      operations: [
        { ...on('A', 1, 'M', 2), family: 0 },
        { ...on('B', 1, 'M', 2), family: 1 },
        { ...on('X', 1, 'N', 2), family: 7 },
        { ...on('Y', 1, 'N', 2), family: 2 },
      ],
      precedences: [],
      objective: 'makespan',
    };
    expect(schedule(shop, { work: WORK }).objective).toBe(9);
  });

  it('three of amount 2 on capacity 4 go two at a time: 5 + 5 = 10', () => {
    const shop: Shop = {
      name: 'shared',
      resources: [{ id: 'R', capacity: 4 }],
      operations: ['a', 'b', 'c'].map((id) => ({
        id,
        job: id,
        modes: [{ duration: 5, demands: [{ resource: 'R', amount: 2 }] }],
      })),
      precedences: [],
      objective: 'makespan',
    };
    // Work 3 × 2 × 5 = 30 on 4 units is 7.5: the bound is 8.
    expect(schedule(shop, { work: WORK })).toMatchObject({ objective: 10, bound: 8, status: 'feasible' });
  });

  it('nothing to do takes no time', () => {
    const shop: Shop = { name: 'empty', resources: [], operations: [], precedences: [], objective: 'makespan' };
    expect(schedule(shop, { work: WORK })).toMatchObject({ objective: 0, status: 'optimal', operations: [] });
  });
});

describe('impossible data is refused with the values', () => {
  const shop: Shop = {
    name: 'small',
    resources: [machine('M')],
    operations: [on('A', 1, 'M', 3), on('A', 2, 'M', 2)],
    precedences: [{ before: 'A1', after: 'A2' }],
    objective: 'makespan',
  };
  it.each<readonly [string, Partial<Shop>, string]>([
    [
      'a circle',
      { precedences: [...shop.precedences, { before: 'A2', after: 'A1' }] },
      'A1 waits for itself: its precedences make a circle',
    ],
    ['an id twice', { operations: [on('A', 1, 'M', 3), on('A', 1, 'M', 3)] }, 'the operation A1 is there twice'],
    ['an unknown machine', { resources: [machine('N')] }, 'the resource M of A1 is not known'],
    ['an unknown operation', { precedences: [{ before: 'A1', after: 'B' }] }, 'the operation B of small is not known'],
    ['a negative duration', { operations: [on('A', 1, 'M', -3), on('A', 2, 'M', 1)] }, 'A1 has a duration of -3'],
    ['no capacity', { resources: [{ id: 'M', capacity: 0 }] }, 'M has a capacity of 0, which is below 1'],
    [
      'set-ups on a shared resource',
      { resources: [{ id: 'M', capacity: 2, setups: [[0]] }] },
      'M has set-ups and capacity 2',
    ],
    [
      'a ragged matrix',
      { resources: [{ id: 'M', capacity: 1, setups: [[0, 1], [0]] }] },
      'row 1 of the set-ups of M has 1 values, not 2',
    ],
    [
      'no family where one is needed',
      { resources: [{ id: 'M', capacity: 1, setups: [[0]] }] },
      'A1 has family undefined',
    ],
    [
      'a due date for nobody',
      { objective: 'weighted-tardiness', dues: [{ job: 'B', due: 1, weight: 1 }] },
      'the job B has a due date but no operations',
    ],
  ])('%s', (_, change, says) => {
    expect(() => schedule({ ...shop, ...change }, { work: 0 })).toThrow(ShopError);
    expect(() => schedule({ ...shop, ...change }, { work: 0 })).toThrow(says);
  });
});
