/**
 * Work orders in progress. What is done is never planned again: finished operations stay done, quantities already
 * reported are taken off, and a step that has begun needs no second set-up.
 */
import { type OpenOperation, type OpenWorkOrder, type Qty, qty, type Ratio } from '@hotlist/engine';
import { numberOf, shareOf, steps } from '../../house/amounts.ts';
import type { Row } from '../../house/kind.ts';
import { stillComing } from '../work/coming.ts';
import { startedFor } from '../work/release.ts';
import { openStates } from '../work/states.ts';
import type { Clockwork } from './clockwork.ts';
import { grouped, maybe, type RowsByKind, text } from './rows.ts';
import { runningSteps, stepName } from './running.ts';
import { type Decimals, stepOf } from './structure.ts';

/** Orders with nothing left to come (`work/coming.ts`) are left out. */
export function workOrdersOf(rows: RowsByKind, decimals: Decimals, clock: Clockwork): OpenWorkOrder[] {
  const stepsOf = grouped(rows('work_steps'), 'work_order');
  const materialsOf = grouped(rows('work_materials'), 'work_order');
  const running = runningSteps(rows);
  const yields = new Map(rows('items').map((row) => [text(row.code), shareOf(row.yield_percent)]));
  return rows('work_orders').flatMap((row) => {
    const state = openStates.find((one) => one === row.state);
    if (!state) return [];
    const item = text(row.item);
    const places = decimals.get(item) ?? 0;
    const own = (stepsOf.get(text(row.number)) ?? []).toSorted((a, b) => numberOf(a.seq) - numberOf(b.seq));
    const figures = { qty: row.qty, good: row.good, scrap: row.scrap, scraps: own.map((step) => step.scrap) };
    const { ordered, started, scrapped, open } = stillComing(figures, places, yields.get(item));
    if (open === 0) return [];
    const materials = materialsOf.get(text(row.number));
    return [
      {
        id: text(row.number),
        item,
        state,
        qty: ordered,
        qtyOpen: open,
        scrapped: scrapped > 0 ? scrapped : undefined,
        due: clock.at(row.due),
        operations: own.length > 0 ? openOperations(own, item, places, started, clock, running) : undefined,
        materials: materials?.map((line) => materialOf(line, decimals)),
      },
    ];
  });
}

/** What must be started for so much good at the end. */
export const inflated = (good: Qty, share: Ratio | undefined): Qty => startedFor(good, [share]);

/** `own` in sequence. A step runs what was started less the scrap of the steps before it and less what it has reported. */
function openOperations(
  own: readonly Row[],
  item: string,
  decimals: number,
  started: Qty,
  clock: Clockwork,
  running: ReadonlySet<string>,
): OpenOperation[] {
  let entering: number = started;
  return own.map((row) => {
    const scrap = steps(row.scrap, decimals, 'up');
    const left = Math.max(0, entering - steps(row.good, decimals, 'down') - scrap);
    const begun = row.state === 'started' || row.state === 'done';
    const [from, to] = [clock.at(row.frozen_from), clock.at(row.frozen_to)];
    // Every piece reported and none left to run: as finished as if somebody had said so.
    const done = row.state === 'done' || (begun && left === 0);
    entering -= scrap;
    return {
      ...stepOf(row, decimals),
      item,
      done,
      qtyOpen: qty(done ? 0 : left),
      setupDone: begun ? true : undefined,
      startedAt: running.has(stepName(row)) && !done ? clock.at(row.started_at) : undefined,
      machine: maybe(row.machine),
      frozen: !done && row.machine && from !== undefined && to !== undefined && from < to ? { from, to } : undefined,
    };
  });
}

function materialOf(row: Row, decimals: Decimals): { readonly item: string; readonly qty: Qty; readonly seq?: number } {
  const item = text(row.item);
  const places = decimals.get(item) ?? 0;
  const open = steps(row.qty, places, 'up') - steps(row.issued, places, 'down');
  return { item, qty: qty(Math.max(0, open)), seq: numberOf(row.seq) > 0 ? numberOf(row.seq) : undefined };
}
