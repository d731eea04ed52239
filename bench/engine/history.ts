/**
 * Counted work of the engine, row by row as its sources changed: `bench/history.csv`. A change that costs more than a
 * tenth more work, or plans more than a tenth worse, is a step back: it is written down only when it is accepted.
 */
import { createHash } from 'node:crypto';
import { appendFileSync, existsSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import type { Plan, PlanOptions, Problem } from '@hotlist/engine';
import { plantOf } from './plant.ts';

const root = fileURLToPath(new URL('../..', import.meta.url));
const file = join(root, 'bench/history.csv');
const heads = ['sources', 'orders', 'net', 'schedule', 'cost', 'improved_cost'] as const;
/** Sizes that are small enough to be planned in every test run. */
const sizes = [150, 600];
/** Counted work of improvement at each size. */
const IMPROVE = 1_000_000;
const STEP_BACK = 1.1;
/** The engine's own measure of a plan: days late, and five more for each late demand. */
const LATE_AT_ALL = 5;
const DAY = 86_400;

export interface Counted {
  readonly sources: string;
  readonly orders: number;
  readonly net: number;
  readonly schedule: number;
  readonly cost: number;
  readonly improved_cost: number;
}

/** `plan` is the engine to be counted: the built one, or the sources. */
export function countedNow(plan: (problem: Problem, options: PlanOptions) => Plan): readonly Counted[] {
  const sources = hashOfSources();
  return sizes.map((orders) => {
    const problem = plantOf(orders);
    const cost = ({ figures }: Plan): number =>
      Math.round(figures.totalLate / DAY + LATE_AT_ALL * (figures.demands - figures.onTime));
    const first = plan(problem, {});
    const improved = plan(problem, { seed: 1, work: IMPROVE });
    const { net, schedule } = first.figures.work;
    return { sources, orders, net, schedule, cost: cost(first), improved_cost: cost(improved) };
  });
}

/** The last row of every size. */
export function lastCounted(): ReadonlyMap<number, Counted> {
  const rows = existsSync(file) ? readFileSync(file, 'utf8').trim().split('\n').slice(1) : [];
  return new Map(
    rows.map((row) => {
      const [sources = '', ...numbers] = row.split(',');
      const [orders = 0, net = 0, schedule = 0, cost = 0, improved_cost = 0] = numbers.map(Number);
      return [orders, { sources, orders, net, schedule, cost, improved_cost }];
    }),
  );
}

/** What is more than a tenth above what was written down last, in words. */
export function stepsBack(before: ReadonlyMap<number, Counted>, now: readonly Counted[]): readonly string[] {
  return now.flatMap((row) => {
    const last = before.get(row.orders);
    if (!last) return [`${row.orders} orders were never counted. Maybe run ./run bench engine.`];
    return (['net', 'schedule', 'cost', 'improved_cost'] as const)
      .filter((what) => row[what] > last[what] * STEP_BACK)
      .map(
        (what) =>
          `${row.orders} orders: ${what} rose from ${last[what]} to ${row[what]}. Maybe it is worth it: ./run bench engine --accept`,
      );
  });
}

/** Writes what was counted if the sources changed; a step back only when it is accepted. */
export function writeDown(now: readonly Counted[], accept: boolean): readonly string[] {
  const before = lastCounted();
  const wrong = before.size === 0 ? [] : stepsBack(before, now);
  if (wrong.length > 0 && !accept) return wrong;
  if (!existsSync(file)) writeFileSync(file, `${heads.join()}\n`);
  for (const row of now)
    if (before.get(row.orders)?.sources !== row.sources)
      appendFileSync(file, `${heads.map((head) => row[head]).join()}\n`);
  return [];
}

function hashOfSources(): string {
  const folder = join(root, 'engine/src');
  const hash = createHash('sha256');
  for (const name of readdirSync(folder, { recursive: true, encoding: 'utf8' }).sort())
    if (name.endsWith('.ts') && !name.includes('.test')) hash.update(name).update(readFileSync(join(folder, name)));
  return hash.digest('hex').slice(0, 12);
}
