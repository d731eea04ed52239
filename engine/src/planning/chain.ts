/**
 * The chain of what holds things up, from a demand down to its root: at each link the constraint that binds (the
 * last thing to be ready), and the time that the link adds.
 */
import { crewAtStart } from './attendants.ts';
import type { Peg, PlannedOperation } from './plan.ts';
import type { PlanIndex } from './plan-index.ts';

export type LinkKind =
  | 'machine-busy'
  | 'machine-down'
  | 'crew-busy'
  | 'tool-busy'
  | 'work'
  | 'closed'
  | 'purchase'
  | 'lead-time'
  | 'stock'
  | 'awaits'
  | 'frozen'
  | 'held'
  | 'start'
  | 'move';

export interface Link {
  readonly kind: LinkKind;
  /** Machine, crew, tool, supply or event. */
  readonly what: string;
  readonly item: string;
  readonly order?: string;
  readonly seq?: number;
  readonly from: number;
  readonly until: number;
  /** What was in the way: the order and step that the machine had first. */
  readonly behind?: { readonly order: string; readonly seq: number };
}

/** Less open time than this before a step is no queue for its crew. */
const QUEUE = 3600;

/** Longer chains than this do not come from bills of material; a foreign plan may hold a circle. */
const LONGEST = 2000;

/** The links that one supply adds, and the supply that its first binding step waits for. */
export interface Stretch {
  readonly links: readonly Link[];
  readonly next: string | undefined;
}

/** Links from the delivery of `demand` down to the root, in that order; empty where nothing serves it. */
export function chainOfDemand(index: PlanIndex, demand: string, by: number): Link[] {
  const binding = lastOf(index, index.drawnBy(`demand/${demand}`), by);
  return binding === undefined ? [] : chainOfSupply(index, binding);
}

/** Links from the end of a supply down to its root. */
export function chainOfSupply(index: PlanIndex, supply: string): Link[] {
  const links: Link[] = [];
  followSupply(index, supply, links);
  return links;
}

/** Links from the end of one operation of an order down to the root. */
export function chainOfOperation(index: PlanIndex, order: string, seq: number): Link[] {
  const links: Link[] = [];
  const at = index.operationsOf(order).findIndex((operation) => operation.seq === seq);
  const next = followOrder(index, order, links, at < 0 ? undefined : at);
  if (next) followSupply(index, next, links);
  return links;
}

/** When a supply could be used at the earliest; a purchase that was only placed later could have come sooner. */
export function availableAt(index: PlanIndex, supply: string): number {
  const { now } = index.problem;
  const lot = index.stock.get(supply);
  if (lot) return lot.availableFrom ?? now;
  const line = index.lines.get(supply);
  if (line) return Math.max(line.estimated, now);
  const purchase = index.purchases.get(supply);
  if (purchase) return purchase.arrival - (purchase.orderAt - now);
  return index.orders.get(supply)?.end ?? index.moves.get(supply)?.arrival ?? now;
}

function lastOf(index: PlanIndex, pegs: readonly Peg[], by: number): string | undefined {
  let last: string | undefined;
  let at = -Infinity;
  for (const peg of pegs) {
    const when = availableAt(index, peg.supply);
    if (when > by) continue;
    if (when > at || (when === at && last !== undefined && peg.supply < last)) {
      at = when;
      last = peg.supply;
    }
  }
  return last;
}

function followSupply(index: PlanIndex, first: string, links: Link[]): void {
  let supply: string | undefined = first;
  while (supply !== undefined && links.length < LONGEST) {
    // Many demands wait for the same supplies: what each adds is found once.
    let stretch = index.stretches.get(supply);
    if (!stretch) {
      stretch = stretchOf(index, supply);
      index.stretches.set(supply, stretch);
    }
    for (const link of stretch.links) links.push(link);
    supply = stretch.next;
  }
}

function stretchOf(index: PlanIndex, supply: string): Stretch {
  const links: Link[] = [];
  if (index.orders.has(supply)) return { next: followOrder(index, supply, links), links };
  const { now } = index.problem;
  const move = index.moves.get(supply);
  if (move) {
    links.push({ kind: 'move', what: supply, item: move.item, order: supply, from: move.start, until: move.arrival });
    return { links, next: lastOf(index, index.drawnBy(supply), move.start) };
  }
  const line = index.lines.get(supply);
  const lot = index.stock.get(supply);
  const purchase = index.purchases.get(supply);
  if (line)
    links.push({ kind: 'purchase', what: supply, item: line.item, from: now, until: Math.max(now, line.estimated) });
  else if (purchase)
    links.push({
      kind: 'lead-time',
      what: supply,
      item: purchase.item,
      from: now,
      until: availableAt(index, supply),
    });
  else if (lot?.availableFrom !== undefined && lot.availableFrom > now)
    links.push({ kind: 'stock', what: supply, item: lot.item, from: now, until: lot.availableFrom });
  return { links, next: undefined };
}

/** Adds the links of one order from its end (or step `from`) back; the supply that its first binding step waits for. */
function followOrder(index: PlanIndex, id: string, links: Link[], from?: number): string | undefined {
  const order = index.orders.get(id)!;
  const operations = index.operationsOf(id);
  const { now } = index.problem;
  if (operations.length === 0) {
    links.push({ kind: 'work', what: id, item: order.item, order: id, from: order.start, until: order.end });
    return lastOf(index, index.drawnBy(id), order.start);
  }
  for (let k = from ?? operations.length - 1; k >= 0; k--) {
    const operation = operations[k]!;
    const next = operations[k + 1];
    // What comes after begins during it (overlap, teardown): from then on that is what the date hangs on.
    const until = next ? Math.min(operation.end, next.start) : order.end;
    links.push({
      kind: 'work',
      what: operation.machine ?? id,
      item: order.item,
      order: id,
      seq: operation.seq,
      from: operation.start,
      until,
    });
    const earlier = operations[k - 1];
    const after = earlier ? Math.min(operation.start, earlier.end + (index.stepOf(earlier)?.gapAfter ?? 0)) : -Infinity;
    const mine = index.drawnBy(id).filter((peg) => peg.at === operation.start);
    const material = lastOf(index, mine, operation.start);
    const arrives = material === undefined ? -Infinity : availableAt(index, material);
    const gate = gateOf(index, id, operation.seq);
    const ready = Math.max(now, after, arrives, gate?.expected ?? -Infinity);
    if (operation.start > ready)
      links.push(heldBefore(index, operation, next, ready) ?? waitBefore(index, operation, ready));
    if (operation.frozen) return undefined;
    if (gate && gate.expected === ready && gate.expected > now) {
      links.push({
        kind: 'awaits',
        what: gate.id,
        item: order.item,
        order: id,
        seq: operation.seq,
        from: now,
        until: gate.expected,
      });
      return undefined;
    }
    if (material !== undefined && arrives >= after && arrives > now) return material;
    if (!earlier) {
      links.push({ kind: 'start', what: id, item: order.item, order: id, seq: operation.seq, from: now, until: ready });
      return undefined;
    }
  }
  return undefined;
}

/** Put off so that the next step, which could not begin sooner, follows before the longest gap is over. */
function heldBefore(
  index: PlanIndex,
  operation: PlannedOperation,
  next: PlannedOperation | undefined,
  ready: number,
): Link | undefined {
  const longest = operation.frozen ? undefined : index.stepOf(operation)?.maxGapAfter;
  if (longest === undefined || !next) return undefined;
  const { item, order, seq, start: until } = operation;
  const behind = { order: next.order, seq: next.seq };
  return { kind: 'held', what: next.machine ?? order, item, order, seq, from: ready, until, behind };
}

function waitBefore(index: PlanIndex, operation: PlannedOperation, ready: number): Link {
  const base = {
    item: operation.item,
    order: operation.order,
    seq: operation.seq,
    from: ready,
    until: operation.start,
  };
  if (operation.frozen) return { ...base, kind: 'frozen', what: operation.order };
  const machine = operation.machine;
  if (machine === undefined) return { ...base, kind: 'closed', what: operation.order };
  const crew = crewAtStart(operation);
  const open = index.hours.between(machine, crew, ready, operation.start);
  if (open === 0) return { ...base, kind: 'closed', what: machine };
  const behind = index.lastBefore(machine, ready, operation.start);
  const down = index.machines.get(machine)?.downtime?.find((span) => span.from < operation.start && span.to > ready);
  if (down && (!behind || down.to - Math.max(down.from, ready) > behind.end - Math.max(behind.start, ready)))
    return { ...base, kind: 'machine-down', what: machine };
  // Where another machine could have done it, the tool held it up rather than the work before on this one.
  const tied = behind && index.hasChoice(operation) ? behind.end - 1 : behind?.end;
  const tool = index.lastToolBefore(operation, Math.max(ready, tied ?? -Infinity));
  if (tool) return { ...base, kind: 'tool-busy', ...tool };
  if (behind) return { ...base, kind: 'machine-busy', what: machine, behind: { order: behind.order, seq: behind.seq } };
  if (crew !== undefined && open >= QUEUE) return { ...base, kind: 'crew-busy', what: crew };
  return { ...base, kind: 'closed', what: machine };
}

/** The last event that gates this step of the order, through the demands that it serves. */
function gateOf(index: PlanIndex, order: string, seq: number): { id: string; expected: number } | undefined {
  if (!index.anyGates) return undefined;
  let found: { id: string; expected: number } | undefined;
  for (const peg of index.drawnFrom(order)) {
    if (!peg.consumer.startsWith('demand/')) continue;
    const demand = index.demands.get(peg.consumer.slice('demand/'.length));
    if (demand?.awaits === undefined) continue;
    const first = index
      .operationsOf(order)
      .find((operation) => demand.gatedSeq === undefined || operation.seq >= demand.gatedSeq);
    if (first?.seq !== seq) continue;
    const event = index.problem.events.find((each) => each.id === demand.awaits);
    if (event && (!found || event.expected > found.expected)) found = { id: event.id, expected: event.expected };
  }
  return found;
}
