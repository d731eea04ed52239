/**
 * Decides what becomes of a report from the floor. Quantities are in steps of the item's unit. Reads and writes
 * nothing; the standing of a step is the sum of the facts about it. Source: GLOSSARY "progress report".
 */
import { type Qty, qty } from '@hotlist/engine';
import { accept, confirm, type Decision, refuse } from '../../house/decision.ts';
import { onLabels } from '../inventory/lots.ts';

export type OrderState = 'firm' | 'released' | 'started' | 'completed' | 'closed' | 'cancelled';
export type StepState = 'waiting' | 'started' | 'done';

export interface StepStanding {
  readonly seq: number;
  readonly state: StepState;
  readonly good: Qty;
  readonly scrap: Qty;
}

/** A work order as the floor stands with it; `steps` in sequence. */
export interface OrderStanding {
  readonly number: string;
  readonly item: string;
  readonly state: OrderState;
  readonly ordered: Qty;
  /** What must be started so that `ordered` come out after the planned yield. */
  readonly started: Qty;
  readonly steps: readonly StepStanding[];
  /** Its item is told by lots. */
  readonly asksLot: boolean;
}

export interface Report {
  readonly seq: number;
  readonly started: boolean;
  readonly good: Qty;
  readonly scrap: Qty;
  readonly scrapReason: string | null;
  readonly finished: boolean;
  readonly hours: number;
  /** Of what the last operation finishes; empty: none. */
  readonly lot: string;
}

export interface Effect {
  readonly seq: number;
  readonly good: Qty;
  readonly scrap: Qty;
  readonly state: StepState;
}

export type ReportCode =
  | 'not-released'
  | 'order-over'
  | 'no-step'
  | 'step-done'
  | 'nothing-reported'
  | 'scrap-unexplained'
  | 'lot-missing'
  | 'lot-early'
  | 'lot-unprintable'
  | 'more-than-came'
  | 'finished-short'
  | 'unsigned';

const over: readonly OrderState[] = ['completed', 'closed', 'cancelled'];

/**
 * Refuses what cannot be. Asks to confirm `more-than-came`: more is good and scrap than the step before passed on
 * (than was started, at the first step); and `finished-short`: fewer are accounted for than came in. Both happen:
 * somebody forgot a ticket, so a named person may say that it is so. And `unsigned`, where lines
 * of the instructions of what is finished are not signed: of the other two the values say it.
 */
export function report(order: OrderStanding, said: Report, unsigned = 0): Decision<Effect, ReportCode> {
  const step = order.steps.find((one) => one.seq === said.seq);
  if (order.state === 'firm') return refuse('not-released', { order: order.number });
  if (!step) return refuse('no-step', { order: order.number, seq: said.seq, known: seqsOf(order) });
  if (step.state === 'done') return refuse('step-done', { order: order.number, seq: said.seq });
  if (over.includes(order.state)) return refuse('order-over', { order: order.number, state: order.state });
  if (!said.started && !said.finished && said.good === 0 && said.scrap === 0 && said.hours === 0)
    return refuse('nothing-reported');
  if (said.scrap > 0 && !said.scrapReason) return refuse('scrap-unexplained');

  const last = order.steps.at(-1) === step;
  if (said.lot !== '' && !last) return refuse('lot-early', { seq: said.seq, last: order.steps.at(-1)?.seq ?? 0 });
  if (!onLabels(said.lot)) return refuse('lot-unprintable', { lot: said.lot });
  if (last && order.asksLot && said.good > 0 && said.lot === '') return refuse('lot-missing', { item: order.item });

  const good = qty(step.good + said.good);
  const scrap = qty(step.scrap + said.scrap);
  const effect: Effect = { seq: said.seq, good, scrap, state: said.finished ? 'done' : 'started' };
  const before = stepBefore(order, said.seq);
  const came = before ? before.good : order.started;
  const accounted = qty(good + scrap);
  const counted = said.good > 0 || said.scrap > 0;
  if (counted && accounted > came)
    return confirm([effect], 'more-than-came', { came, accounted, before: before?.seq ?? 0, seq: said.seq, unsigned });
  const expected = qty(before ? Math.min(came, order.ordered) : order.ordered);
  if (said.finished && accounted < expected)
    return confirm([effect], 'finished-short', { expected, accounted, seq: said.seq, unsigned });
  if (unsigned > 0) return confirm([effect], 'unsigned', { seq: said.seq, unsigned });
  return accept([effect]);
}

export interface Fact extends Report {
  /** Waits for a countersign, so nothing hangs on it. */
  readonly counts: boolean;
  readonly reversed: boolean;
  readonly kind: 'report' | 'reversal' | 'adopted';
}

export type ReversalCode = 'reversed-already' | 'not-a-report' | 'order-shut' | 'used-after' | 'stock-taken';

/**
 * Takes a report back. Asks to confirm `used-after`, when the next step has already used what is taken back, and
 * `stock-taken`, when less stands in stock than was put there. `stock` is absent when nothing was put to stock.
 */
export function reverse(
  order: OrderStanding,
  fact: Fact,
  rest: readonly Fact[],
  stock: Qty | undefined,
): Decision<Effect, ReversalCode> {
  if (fact.kind !== 'report') return refuse('not-a-report');
  if (fact.reversed) return refuse('reversed-already');
  if (order.state === 'closed' || order.state === 'cancelled')
    return refuse('order-shut', { order: order.number, state: order.state });
  const effect = standingOf(fact.seq, rest);
  const next = order.steps.find((one) => one.seq > fact.seq);
  const used = next ? next.good + next.scrap : 0;
  if (fact.counts && fact.good > 0 && used > effect.good)
    return confirm([effect], 'used-after', { used, left: effect.good, next: next?.seq ?? 0 });
  if (stock !== undefined && stock < fact.good) return confirm([effect], 'stock-taken', { stock, good: fact.good });
  return accept([effect]);
}

/** What the facts about a step add up to: a report and its reversal cancel out, what waits does not count. */
export function standingOf(seq: number, facts: readonly Fact[]): Effect {
  const own = facts.filter((fact) => fact.seq === seq && fact.counts && !fact.reversed && fact.kind !== 'reversal');
  const sum = (of: (fact: Fact) => number): number => own.reduce((all, fact) => all + of(fact), 0);
  const state = own.some((fact) => fact.finished) ? 'done' : own.length > 0 ? 'started' : 'waiting';
  return { seq, good: qty(sum((fact) => fact.good)), scrap: qty(sum((fact) => fact.scrap)), state };
}

/** What is taken over of a step. */
export type AdoptedStep = Pick<Report, 'seq' | 'good' | 'scrap' | 'finished'>;

/**
 * What the records hold beside the facts. `unput`: good of the last operation, `seq`, that the order has not put to stock, by
 * `put`, its own good; `rest` is without it.
 */
export function adoptedBy(
  { steps }: Pick<OrderStanding, 'steps'>,
  facts: readonly Fact[],
  put: Qty,
): { readonly rest: readonly AdoptedStep[]; readonly unput: Qty; readonly seq: number } {
  const last = steps.at(-1);
  const all = steps.flatMap((step): AdoptedStep[] => {
    const sum = standingOf(step.seq, facts);
    const behind = step.state !== sum.state && sum.state !== 'done' && step.state !== 'waiting';
    if (step.good === sum.good && step.scrap === sum.scrap && !behind) return [];
    const finished = step.state === 'done' && sum.state !== 'done';
    return [{ seq: step.seq, good: qty(step.good - sum.good), scrap: qty(step.scrap - sum.scrap), finished }];
  });
  const came = all.find(({ seq }) => seq === last?.seq);
  const unput = qty(last && came ? Math.max(0, Math.min(came.good, last.good - put)) : 0);
  const rest = all.flatMap((one): AdoptedStep[] => {
    if (one !== came || unput === 0) return [one];
    const left = { ...one, good: qty(one.good - unput) };
    return left.good !== 0 || left.scrap !== 0 || left.finished ? [left] : [];
  });
  return { rest, unput, seq: last?.seq ?? 0 };
}

/** The order's state that follows from its steps: over with its last, back to released when all was taken back. */
export function orderStateOf(state: OrderState, steps: readonly { readonly state: StepState }[]): OrderState {
  if (steps.at(-1)?.state === 'done') return 'completed';
  return state === 'started' || state === 'completed' || state === 'released'
    ? steps.some((step) => step.state !== 'waiting')
      ? 'started'
      : 'released'
    : state;
}

/** What is still to be made at a step: what came or will come, less what is good or scrap. */
export function leftAt(order: Pick<OrderStanding, 'started' | 'steps'>, seq: number): Qty {
  let entering: number = order.started;
  for (const step of order.steps) {
    if (step.seq === seq) return qty(Math.max(0, entering - step.good - step.scrap));
    entering -= step.scrap;
  }
  return qty(Math.max(0, entering));
}

const stepBefore = (order: OrderStanding, seq: number): StepStanding | undefined =>
  order.steps.findLast((one) => one.seq < seq);
const seqsOf = (order: OrderStanding): string => order.steps.map((step) => step.seq).join(', ');
