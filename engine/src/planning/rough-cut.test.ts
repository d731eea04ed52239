import { describe, expect, it } from 'vitest';
import { minor, ratio } from '../units/units.ts';
import { plan } from './planner.ts';
import { randomProblem } from './random.test-support.ts';
import { roughCut } from './rough-cut.ts';
import { at, DAY, demand, factory, HOUR, hours, item, part, step } from './small-factory.test-support.ts';

/**
 * Chairs and tables both stand on legs. A leg is an hour of the saw (no set-up), a chair 4 legs and an hour of paint, a
 * table 4 legs and 2 hours. Saw and booth have 40 hours a week.
 */
const furniture = factory({
  items: [item('CHAIR', 'make', { family: 'SEATS' }), item('TABLE', 'make', { family: 'TOPS' }), item('LEG', 'make')],
  components: [part('CHAIR', 'LEG', 4), part('TABLE', 'LEG', 4)],
  operations: [
    step('LEG', 10, 'SAW', { setup: hours(0) }),
    step('CHAIR', 10, 'PAINT', { setup: hours(0) }),
    step('TABLE', 10, 'PAINT', { setup: hours(0), runPerUnit: ratio(2 * HOUR) }),
  ],
  demands: [
    demand('C1', 'CHAIR', 2, at(4, 16)),
    demand('T1', 'TABLE', 1, at(4, 16)),
    demand('C2', 'CHAIR', 10, at(11, 16)),
    demand('F', 'CHAIR', 3, at(11, 16), { kind: 'forecast' }),
  ],
});
const of = (resource: string, cut = roughCut(furniture, undefined, { weeks: 2 })) =>
  cut.resources.find((row) => row.resource === resource)?.weeks;

describe('the master schedule', () => {
  it('counts what is ordered and forecast of each item by week and family', () => {
    const { weeks, items } = roughCut(furniture, undefined, { weeks: 2 });
    expect(weeks).toEqual([
      { from: 0, to: 7 * DAY },
      { from: 7 * DAY, to: 14 * DAY },
    ]);
    expect(items).toEqual([
      {
        item: 'CHAIR',
        family: 'SEATS',
        weeks: [
          { ordered: 2, forecast: 0 },
          { ordered: 10, forecast: 3 },
        ],
      },
      {
        item: 'TABLE',
        family: 'TOPS',
        weeks: [
          { ordered: 1, forecast: 0 },
          { ordered: 0, forecast: 0 },
        ],
      },
    ]);
  });

  it('has the hours that overtime gives a machine and its crew', () => {
    const problem = {
      ...furniture,
      crews: [{ id: 'SAWYERS', size: 2, calendar: 'DAY' }],
      overtime: [
        {
          id: 'OT',
          machines: ['SAW-1'],
          crews: ['SAWYERS'],
          from: at(5, 6),
          to: at(5, 14),
          perHour: minor(0),
          opened: true,
        },
      ],
    };
    const cut = roughCut(problem, undefined, { weeks: 1 });
    const capacity = (resource: string) => of(resource, cut)?.[0]?.capacity;
    expect([capacity('SAW'), capacity('PAINT'), capacity('SAWYERS')]).toEqual([48 * HOUR, 40 * HOUR, 96 * HOUR]);
  });

  it('sets what they ask of each work centre against its hours, by family', () => {
    // Week 1: 2 chairs and a table, 4 hours of paint. Week 2: 13 chairs.
    expect(of('PAINT')).toEqual([
      { capacity: 40 * HOUR, load: 4 * HOUR, families: { SEATS: 2 * HOUR, TOPS: 2 * HOUR } },
      { capacity: 40 * HOUR, load: 13 * HOUR, families: { SEATS: 13 * HOUR } },
    ]);
    // 64 legs in all: 12 for week 1; of the 52 for week 2 those that must be sawn before Monday fall into week 1 too.
    const saw = of('SAW')!;
    expect(saw.reduce((sum, week) => sum + week.load, 0)).toBe(64 * HOUR);
    expect(saw.reduce((sum, week) => sum + (week.families.TOPS ?? 0), 0)).toBe(4 * HOUR);
  });

  it('says where more is asked than there is, and what asks most of it', () => {
    const many = factory({ ...furniture, demands: [demand('C', 'CHAIR', 12, at(4, 16))] });
    // 48 legs by Thursday noon, when painting must begin; 8 hours of that should have been sawn before today.
    expect(roughCut(many, undefined, { weeks: 1 }).overloads).toEqual([
      'SAW is loaded 120 % in the week of 5 Jan 00:00: 8 hours of work more than it has; SEATS takes 2 days of it.',
    ]);
  });

  it('with a plan shows the load where the plan put it, and what ships', () => {
    const many = factory({ ...furniture, demands: [demand('C', 'CHAIR', 12, at(4, 16))] });
    const cut = roughCut(many, plan(many), { weeks: 2 });
    // 48 hours of sawing: a week of 40, and 8 in the next; the chairs ship then.
    expect(of('SAW', cut)?.map(({ load }) => load / HOUR)).toEqual([40, 8]);
    expect(cut.overloads).toEqual([]);
    expect(cut.items[0]?.weeks.map(({ ordered, ships }) => [ordered, ships])).toEqual([
      [12, 0],
      [0, 12],
    ]);
  });

  it('counts people one by one, less those who are away', () => {
    const crewed = factory({
      ...furniture,
      operations: [step('CHAIR', 10, 'PAINT', { setup: hours(0), crew: 'PAINTERS', crewSize: 2 })],
      components: [],
      crews: [{ id: 'PAINTERS', size: 3, calendar: 'DAY', away: [{ from: at(0, 0), to: at(1, 0), people: 1 }] }],
      demands: [demand('C', 'CHAIR', 5, at(4, 16))],
    });
    // 3 × 40 hours less one on Monday; two painters for 5 hours.
    expect(of('PAINTERS', roughCut(crewed, undefined, { weeks: 1 }))).toEqual([
      { capacity: 112 * HOUR, load: 10 * HOUR, families: { SEATS: 10 * HOUR } },
    ]);
  });
});

it('names the operations of each load, which add up to it, also those that go on from week to week', () => {
  let cut = 0;
  for (let seed = 9000; seed < 9010; seed++) {
    const problem = randomProblem(seed);
    const made = plan(problem);
    const { resources, operations } = roughCut(problem, made, { days: 20, operations: true });
    for (const { resource, kind, weeks } of resources)
      for (const [week, { load }] of weeks.entries()) {
        const theirs = operations!.filter((row) => row.kind === kind && row.resource === resource && row.week === week);
        const sum = theirs.reduce((all, row) => all + row.load, 0);
        expect(Math.abs(sum - load), `${problem.name} ${resource} ${week}`).toBeLessThanOrEqual(0.5);
      }
    cut += new Set(operations!.map(({ operation }) => operation)).size < operations!.length ? 1 : 0;
  }
  expect(cut).toBeGreaterThan(5);
});

it('in days has from today on what its weeks have', () => {
  const problem = randomProblem(9001);
  const made = plan(problem);
  const [days, weeks] = [roughCut(problem, made, { days: 70 }), roughCut(problem, made, { weeks: 11 })];
  const sum = (of: typeof days) => of.resources.map((row) => row.weeks.reduce((all, { load }) => all + load, 0));
  for (const [n, load] of sum(days).entries()) expect(Math.abs(load - sum(weeks)[n]!)).toBeLessThanOrEqual(70);
  expect(days.weeks.every(({ from, to }, n) => n === 0 || (from === days.weeks[n - 1]!.to && to > from))).toBe(true);
  expect(days.weeks[0]!.from <= problem.now && problem.now < days.weeks[0]!.to).toBe(true);
});

it('of a random factory has all the working time of its plan, however it is shared', () => {
  for (let seed = 9000; seed < 9020; seed++) {
    const problem = randomProblem(seed);
    const made = plan(problem);
    const speeds = new Map(problem.machines.map(({ id, speed }) => [id, speed ? speed.num / speed.den : 1]));
    const alike = ({ batch }: (typeof made.operations)[number]) =>
      batch === undefined ? 1 : made.operations.filter((row) => row.batch === batch).length;
    const worked = made.operations.reduce(
      (sum, row) =>
        sum + (row.machine === undefined ? 0 : ((row.setup + row.run) * speeds.get(row.machine)!) / alike(row)),
      0,
    );
    const { resources } = roughCut(problem, made, { weeks: 60 });
    const cells = resources.filter(({ kind }) => kind === 'work-centre').flatMap(({ weeks }) => weeks);
    // A second at most is rounded in each cell that is not empty.
    const rounding = cells.filter(({ load }) => load > 0).length;
    expect(Math.abs(cells.reduce((sum, { load }) => sum + load, 0) - worked)).toBeLessThanOrEqual(rounding);
  }
});
