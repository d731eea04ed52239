import { check, type Delivery, type Plan, type Problem, plan } from '@hotlist/engine';
import { describe, expect, it } from 'vitest';
import { instantOf, offsetsOf } from '../../house/clock.ts';
import { checkedRows } from '../imports/checked.ts';
import { problemOf } from '../planning/problem.ts';
import { disbelieved } from '../productionsheet/disbelief.ts';
import { Chance } from './chance.ts';
import { exampleNames } from './example-names.ts';
import { readExample } from './examples.import.ts';
import { companyOf, type ExampleSource } from './examples.ts';
import { orderLines } from './order-mix.ts';
import { PlantDays } from './plant-days.ts';

const monday = '2026-01-05';
const starts = [monday, '2026-11-24', '2027-02-27'];
const sources = Object.fromEntries(exampleNames.map((name) => [name, readExample(name)])) as Record<
  (typeof exampleNames)[number],
  ExampleSource
>;

describe('days of the tables', () => {
  const week = 'Mon-Fri 06:00-14:00';
  const holiday = new Map([['2026-01-07', false]]);
  it.each([
    ['0 is the day of the start', monday, '0', '2026-01-05'],
    ['a start on a Saturday counts from Monday', '2026-01-03', '0', '2026-01-05'],
    ['a weekend is stepped over', monday, '+5', '2026-01-13'],
    ['a holiday is stepped over', monday, '+2', '2026-01-08'],
    ['days run backwards too', monday, '-1', '2026-01-02'],
    ['a time stays with its day', monday, '+1 6:30', '2026-01-06 06:30'],
    ['any other text stays as it is', monday, '2026-05-01', '2026-05-01'],
    ['a number without sign is no day', monday, '12', '12'],
  ])('%s', (_, start, cell, day) => {
    expect(new PlantDays(start, week, holiday).resolve(cell)).toBe(day);
  });

  it('a start that is no day, or a week that cannot be read, is refused', () => {
    expect(() => new PlantDays('soon', week)).toThrow('"soon" is not a day');
    expect(() => new PlantDays(monday, 'whenever')).toThrow('calendar');
  });

  it('a worked Saturday counts as a working day', () => {
    expect(new PlantDays(monday, week, new Map([['2026-01-10', true]])).day(5)).toBe('2026-01-10');
  });
});

describe('chance', () => {
  it('falls the same way for the same seed and another way for another', () => {
    const draws = (seed: number) => {
      const chance = new Chance(seed);
      return Array.from({ length: 20 }, () => chance.below(1000));
    };
    expect(draws(54)).toEqual(draws(54));
    expect(draws(54)).not.toEqual(draws(55));
  });

  it('chooses as often as the weights say', () => {
    const chance = new Chance(1);
    const counts = { often: 0, seldom: 0 };
    for (let n = 0; n < 4000; n++)
      counts[chance.of(['often', 'seldom'] as const, (entry) => (entry === 'often' ? 3 : 1))]++;
    // 3,000 expected; the standard deviation is sqrt(4000 × 3/4 × 1/4) = 27.
    expect(Math.abs(counts.often - 3000)).toBeLessThan(150);
  });
});

describe('the order mix', () => {
  const book = { seed: 7, lines: 50, number_from: 100, first: 1, last: 9 };
  const buyers = [{ customer: 'A', weight: '1' }];
  const article = {
    item: 'X',
    weight: '1',
    qty_from: '4',
    qty_to: '10',
    qty_step: '3',
    unit_price: '9.50',
    first: '',
    last: '',
  };

  it('keeps to the quantities and days of its table', () => {
    const lines = orderLines(book, [article], buyers);
    expect(lines).toHaveLength(50);
    expect(new Set(lines.map((line) => line.qty))).toEqual(new Set(['4', '7', '10']));
    for (const line of lines) expect(Number(line.due)).toBeGreaterThanOrEqual(1);
    for (const line of lines) expect(Number(line.due)).toBeLessThanOrEqual(9);
  });

  it.each([
    ['a range that its step does not fill', { ...article, qty_to: '9' }, 'steps of 3'],
    ['a weight that is no number', { ...article, weight: 'many' }, 'weight of X'],
  ])('refuses %s', (_, row, text) => {
    expect(() => orderLines(book, [row], buyers)).toThrow(text);
  });
});

describe.each(exampleNames)('the %s company', (name) => {
  it.each(starts)('reads without a fault when it starts on %s', (start) => {
    const { site, tables } = companyOf(sources[name], start);
    expect(checkedRows({ tables, origins: new Map(), site }).faults).toEqual([]);
  });

  it('is the same each time it starts on the same day, and later when it starts later', () => {
    const due = (start: string) =>
      companyOf(sources[name], start)
        .tables.get('customer_lines')
        ?.map((line) => String(line.due)) ?? [];
    expect(due(monday)).toEqual(due(monday));
    const [now, later] = [due(monday), due('2026-11-24')];
    expect(now.every((day, at) => day < (later[at] ?? ''))).toBe(true);
  });

  it('leaves no relative day unresolved', () => {
    for (const rows of companyOf(sources[name], monday).tables.values())
      for (const row of rows)
        for (const cell of Object.values(row)) expect(String(cell)).not.toMatch(/^[+-]\d+( \d\d:\d\d)?$/);
  });
});

describe('the bicycle plant', () => {
  const { tables } = companyOf(sources.bicycle, monday);
  const rows = (kind: string) => tables.get(kind) ?? [];

  it('has 25 machines in nine work centres, 40 workers and 300 open order lines', () => {
    expect(rows('machines')).toHaveLength(25);
    expect(rows('work_centres')).toHaveLength(9);
    expect(rows('workers')).toHaveLength(40);
    expect(rows('customer_lines')).toHaveLength(300);
    expect(rows('customers')).toHaveLength(25);
  });

  it('has five levels from bicycle to tubing', () => {
    const parts = (item: string) =>
      rows('components')
        .filter((line) => line.parent === item)
        .map((line) => String(line.component));
    const levels = (item: string): number => 1 + Math.max(0, ...parts(item).map(levels));
    expect(levels('BIKE-TOUR-54-RED')).toBe(5);
  });

  it('has inputs that cannot be believed', () => {
    const { site } = companyOf(sources.bicycle, monday);
    const { rows: checked } = checkedRows({ tables, origins: new Map(), site });
    const found = disbelieved({
      of: (kind) => checked.get(kind) ?? [],
      now: instantOf(site.zone, monday, '07:00'),
      today: monday,
      dayOf: (instant) => instant.slice(0, 10),
    });
    expect(found.map((one) => `${one.rule} ${one.ref}`).toSorted()).toEqual([
      'buy-without-source BASKET-WIRE',
      'cost-zero BASKET-WIRE',
      'dead-balance BASKET-WIRE',
      'negative-balance GRIPS/FRAMES',
      'stock-expired POWDER-RED/PAINT/L2431',
    ]);
  });

  it('has as many workers in each crew as its shifts need', () => {
    for (const crew of rows('crews')) {
      const shifts = crew.calendar === 'PLANT' ? 2 : 1;
      expect([crew.code, rows('workers').filter((worker) => worker.crew === crew.code).length]).toEqual([
        crew.code,
        Number(crew.size) * shifts,
      ]);
    }
  });
});

/** A Tuesday morning, a Thursday afternoon, a Saturday: weekends and the holiday fall differently into each. */
const moments = [
  ['2026-11-24', '07:00'],
  ['2026-11-26', '13:30'],
  ['2027-02-27', '10:00'],
] as const;

function planned(
  name: (typeof exampleNames)[number],
  start: string,
  time: string,
): { readonly problem: Problem; readonly plan: Plan } {
  const { site, tables } = companyOf(sources[name], start);
  const { rows } = checkedRows({ tables, origins: new Map(), site });
  const problem = problemOf({ site, now: instantOf(site.zone, start, time), rows, offsets: offsetsOf(site.zone) });
  return { problem, plan: plan(problem) };
}

const late = (made: Plan): readonly Delivery[] => made.deliveries.filter((delivery) => delivery.late > 0);
const rootOf = (made: Plan, demand: string): readonly (string | undefined)[] => {
  const root = made.deliveries.find((delivery) => delivery.demand === demand)?.reasons[0];
  return [root?.kind, root?.what];
};

describe.each(exampleNames)('the plan of the %s company', (name) => {
  it.each(moments)('is complete and holds before the checker on %s at %s', (start, time) => {
    const { problem, plan: made } = planned(name, start, time);
    expect(check(problem, made)).toEqual([]);
    expect(made.status).toBe('complete');
    expect(made.figures.unserved).toBe(0);
  });

  it.each(moments)(
    'is late to its need by every line that it blames for a customer’s lateness, on %s at %s',
    (start, time) => {
      const { problem, plan: made } = planned(name, start, time);
      const needs = new Map(made.lineNeeds?.map(({ line, need }) => [line, need]));
      const blamed = new Set(
        late(made).flatMap(({ reasons }) =>
          reasons.flatMap(({ kind, what }) => (kind === 'purchase-late' ? [what] : [])),
        ),
      );
      const comes = new Map(problem.purchaseLines.map((line) => [`purchase/${line.id}`, line.estimated]));
      for (const line of blamed) expect([line, comes.get(line)! > needs.get(line)!]).toEqual([line, true]);
    },
  );
});

describe.each(moments)('the bicycle plant planned on %s at %s', (start, time) => {
  const { plan: made } = planned('bicycle', start, time);

  it.each([
    ['a late purchase line holds up frame 54 red', 'SO-4011/1', 'purchase-late', 'purchase/PO-7754/1'],
    ['a machine queue holds up the tandems', 'SO-4021/1', 'machine-busy', 'WELD-5'],
    ['a machine that is down holds up what is blue', 'SO-4031/1', 'machine-down', 'OVEN-3'],
    ['scrap holds up City 50', 'SO-4041/1', 'scrap', 'work/WO-5131'],
    [
      "a late customer's input holds up the club's bicycles",
      'SO-4051/1',
      'awaits',
      'SO-4051/1/Artwork for the club decals',
    ],
  ])('%s', (_, demand, kind, what) => {
    expect(late(made).map((delivery) => delivery.demand)).toContain(demand);
    expect(rootOf(made, demand)).toEqual([kind, what]);
  });

  it('has most lines on time: between 5 and 12 of a hundred are late', () => {
    const share = new Set(late(made).map((delivery) => delivery.demand)).size / made.figures.demands;
    expect(share).toBeGreaterThanOrEqual(0.05);
    expect(share).toBeLessThanOrEqual(0.12);
  });
});

describe('the wholesaler and the studio planned', () => {
  it('the container that missed its ship holds up pans and kettles, and nothing else is late', () => {
    const { plan: made } = planned('wholesale', '2026-11-24', '07:00');
    expect(rootOf(made, 'SO-20011/1')).toEqual(['purchase-late', 'purchase/PO-3301/2']);
    for (const delivery of late(made)) expect(rootOf(made, delivery.demand)[1]).toMatch(/^purchase\/PO-3301\//);
  });

  it('the theatre and the trade fair wait for what their customers owe', () => {
    const { plan: made } = planned('studio', '2026-11-24', '07:00');
    expect(
      late(made)
        .map((delivery) => delivery.demand)
        .toSorted(),
    ).toEqual(['J-703/1', 'J-713/1']);
    expect(rootOf(made, 'J-703/1')).toEqual(['awaits', 'J-703/1/Photographs of the ensemble']);
    expect(rootOf(made, 'J-713/1')).toEqual(['awaits', 'J-713/1/Approval of the proof']);
  });
});
