/**
 * `./run bench replan [--problems DIR] [--json]`: what comes after the plan, on the 10,000 orders of DIR/d10000 or on a
 * plant of our own; medians of five in seconds of processor, the engine alone.
 */
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import {
  type Change,
  plan,
  prepare,
  promise,
  type ReplanOptions,
  type RescueKind,
  replan,
  rescue,
  second,
} from '@hotlist/engine';
import { sourceOf } from '../desk/src/cli/source.ts';
import { plantOf } from './engine/plant.ts';
import { atMost, type Figure, median, print } from './figure.ts';

const ORDERS = 10_000;
const DAY = 86_400;
const { values } = parseArgs({ options: { problems: { type: 'string' }, json: { type: 'boolean', default: false } } });
const problem =
  values.problems === undefined
    ? plantOf(ORDERS)
    : (await sourceOf({ data: join(values.problems, `d${ORDERS}`), format: 'hotlist' }, { constrained: true })).problem;
const figures: Figure[] = [];

const seconds = (work: () => unknown): number =>
  median(
    [1, 2, 3, 4, 5].map(() => {
      const began = process.cpuUsage();
      work();
      const { user, system } = process.cpuUsage(began);
      return (user + system) / 1e6;
    }),
  );

const made = plan(problem, {});
const [machine, demand] = [problem.machines[5]!, problem.demands[100]!];
const from = second(problem.now + 2 * DAY);
const changes: readonly Change[] = [
  { kind: 'machine-down', machine: machine.id, from, to: second(from + 3 * DAY) },
  { kind: 'rush-order', demand: { ...demand, id: 'RUSH', due: second(from + 12 * DAY), priority: 1 } },
];
const prepared = prepare(problem, made);
for (const change of changes) {
  let moved = 0;
  const took = (options: ReplanOptions) =>
    seconds(() => {
      moved = replan(problem, made, [change], options).aside;
    });
  figures.push(
    atMost(`replan after ${change.kind}, ${ORDERS} orders, the plan prepared`, took({ prepared }), 's', 0.5),
  );
  figures.push(atMost(`replan after ${change.kind}, from nothing but the plan`, took({}), 's', 0.5));
  figures.push(atMost(`  untouched work moved by it`, (100 * moved) / made.operations.length, '%', 2));
}
const request = { item: demand.item, qty: demand.qty };
figures.push(
  atMost(
    `promise, the plan prepared`,
    seconds(() => promise(problem, made, request, { prepared })),
    's',
    0.3,
  ),
);
const late = made.deliveries.find((row) => row.late > 3 * DAY && row.date !== undefined)!;
const kinds: readonly RescueKind[] = [
  'sequence',
  'overtime',
  'split',
  'second-vendor',
  'premium-freight',
  'substitute',
  'stock-from',
  'part-shipment',
];
let tried = 0;
const all = seconds(() => {
  tried = 0;
  const keepGoing = () => ++tried > 0;
  rescue(problem, made, late.demand, { prepared, kinds, keepGoing });
});
figures.push(atMost(`rescue of one late order, an option of ${tried}, the plan prepared`, all / tried, 's', 0.3));
print('replan', figures, values.json);
process.exitCode = figures.some((one) => one.met === false) ? 1 : 0;
