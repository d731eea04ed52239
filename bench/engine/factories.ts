/**
 * Whole factories, size by size: netting alone, the first answer under capacity, and after improvement; every plan
 * judged by the checker. Between sizes, how cost grows against n log n.
 */
import { execFileSync } from 'node:child_process';
import { readdirSync } from 'node:fs';
import { basename, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { atMost, type Figure } from '../figure.ts';
import type { Measured } from './measure.ts';

const measurer = fileURLToPath(new URL('measure.ts', import.meta.url));
const tsx = import.meta.resolve('tsx');

interface Goal {
  readonly net: number;
  readonly netMb?: number;
  readonly first: number;
  readonly firstMb?: number;
  readonly seconds?: number;
  readonly late?: Readonly<Record<'first' | 'improved', readonly [onTime: number, days: number]>>;
}
/** In seconds of one core; quality goals hold for the given thousand orders only. */
const goals: Readonly<Record<number, Goal>> = {
  1000: { net: 0.1, first: 0.5, seconds: 10, late: { first: [66.2, 4800], improved: [82, 3000] } },
  10000: { net: 1, first: 5, seconds: 30 },
  100000: { net: 8, netMb: 1500, first: 60, firstMb: 3000 },
};
/** frePPLe 9.18 on the given problems, one core: netting without limits, and planning under capacity. */
const rivals: Readonly<Record<number, { readonly net?: string; readonly first?: string }>> = {
  300: { first: 'frePPLe 3.5 s, 73.7 % on time, 1247 days late' },
  1000: { net: 'frePPLe 0.10 s, 47 MB', first: 'frePPLe 111 s, 66.2 % on time, 7930 days late' },
  10000: { net: 'frePPLe 1.17 s, 119 MB', first: 'frePPLe not done after 701 s' },
  50000: { net: 'frePPLe 4.3 s, 359 MB' },
  100000: { net: 'frePPLe 8.6 s, 635 MB' },
};
const OWN_SIZES = ['1000', '10000'];
/** Up to here a plan is also improved. */
const IMPROVED_UP_TO = 10_000;
/** What two measurements of one plan may differ by, as a part of the exponent. */
const NOISE = 0.05;

/** The exponent of n log n between two sizes. */
const growthOf = (from: number, to: number): number =>
  1 + Math.log(Math.log(to) / Math.log(from)) / Math.log(to / from);

/** Of the factories in `folder`, or of our own with as many orders as `sizes` say. */
export function factories(
  folder: string | undefined,
  seconds: number | undefined,
  sizes: readonly string[] = OWN_SIZES,
): Figure[] {
  const data = folder === undefined ? sizes : readdirSync(folder).map((name) => join(folder, name));
  const sets = data
    .map((path) => ({ path, orders: Number(basename(path).replace(/\D/g, '')) }))
    .filter(({ orders }) => orders > 0)
    .sort((a, b) => a.orders - b.orders);
  const figures: Figure[] = [];
  const grown: { readonly orders: number; readonly net: number; readonly first: number }[] = [];
  for (const { path, orders } of sets) {
    const goal = goals[orders];
    const rival = folder === undefined ? undefined : rivals[orders];
    const add = (what: string, value: number, unit: string, limit = Infinity, beside?: string): void => {
      figures.push({ ...atMost(`${orders} orders, ${what}`, value, unit, limit), rival: beside });
    };
    const quality = (what: string, made: Measured, key: 'first' | 'improved'): void => {
      const [onTime, days] = (folder !== undefined && goal?.late?.[key]) || [0, Infinity];
      add(`${what}: late`, 100 - (100 * made.onTime) / made.demands, '%', 100 - onTime);
      add(`${what}: lateness in all`, made.lateDays, 'days', days);
    };

    const netting = measured(path, 'netting');
    add('loading', netting.load, 's');
    add('netting alone', netting.net + netting.schedule, 's', goal?.net, rival?.net);
    add('netting alone: memory', netting.peakMb, 'MB', goal?.netMb);
    const first = measured(path, 'first');
    add('first answer', first.net + first.schedule, 's', goal?.first, rival?.first);
    add('first answer: memory', first.peakMb, 'MB', goal?.firstMb);
    quality('first answer', first, 'first');
    const longer = seconds ?? goal?.seconds ?? 10;
    if (orders <= IMPROVED_UP_TO) quality(`${longer} s later`, measured(path, String(longer)), 'improved');
    grown.push({ orders, net: netting.net + netting.schedule, first: first.net + first.schedule });
  }
  for (const [n, { orders, net, first }] of grown.slice(1).entries()) {
    const before = grown[n]!;
    const exponent = (a: number, b: number): number => Math.log(b / a) / Math.log(orders / before.orders);
    const between = `${before.orders} to ${orders} orders, growth of`;
    const limit = growthOf(before.orders, orders) + NOISE;
    figures.push(atMost(`${between} netting: exponent`, exponent(before.net, net), '', limit));
    figures.push(atMost(`${between} the first answer: exponent`, exponent(before.first, first), '', limit));
  }
  return figures;
}

/** A plan that breaks a rule ends the bench. */
function measured(data: string, how: string): Measured {
  const made = JSON.parse(
    execFileSync(process.execPath, ['--import', tsx, measurer, data, how], { encoding: 'utf8' }),
  ) as Measured;
  if (made.broken.length > 0) throw new Error(`${data}, ${how}: ${made.broken[0]}`);
  process.stderr.write(
    `${basename(data)} ${how}: load ${made.load.toFixed(2)} s, net ${made.net.toFixed(2)}, schedule ${made.schedule.toFixed(2)}, improve ${made.improve.toFixed(2)}; ` +
      `${made.peakMb} MB, ${made.operations} operations, ${made.onTime} of ${made.demands} on time, ${made.lateDays.toFixed(1)} days late\n`,
  );
  return made;
}
