/** A bar dragged on a plan of about 10,000 operations: what stands elsewhere then, whom it hurts, what it breaks. */
import { byHand, plan, prepare, second } from '@hotlist/engine';
import { atMost, type Figure, median } from '../figure.ts';
import { plantOf } from './plant.ts';

/** Orders of a plant that come to so many operations. */
const ORDERS = 1300;
const DRAGS = 40;
const HOUR = 3600;

export function hand(): Figure[] {
  const problem = plantOf(ORDERS);
  const made = plan(problem, {});
  const prepared = prepare(problem, made);
  byHand(problem, made, [], { prepared });
  const took = Array.from({ length: DRAGS }, (_, n) => {
    const row = made.operations[(n * 7919) % made.operations.length]!;
    const start = second(row.start + ((n % 5) - 1) * 2 * HOUR);
    const begun = process.cpuUsage();
    byHand(problem, made, [{ kind: 'move', order: row.order, seq: row.seq, start }], { prepared });
    const { user, system } = process.cpuUsage(begun);
    return (user + system) / 1000;
  }).slice(DRAGS / 4);
  const what = `a bar dragged at ${made.operations.length} operations, with its consequences`;
  return [
    atMost(`re-decode of ${what}`, median(took), 'ms', 50),
    atMost(`the slowest of ${took.length} such`, Math.max(...took), 'ms', 100),
  ];
}
