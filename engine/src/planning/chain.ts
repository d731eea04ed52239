/**
 * The chain of what holds things up, from a demand down to its root: at each link the constraint that binds (the
 * last thing to be ready), and the time that the link adds.
 */
import { crewAtStart } from './attendants.ts';
import { gateOf } from './gates.ts';
import type { PlannedOperation } from './plan.ts';
import type { PlanIndex } from './plan-index.ts';
import type { Stand } from './sooner.ts';

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
  /** The step stands on this machine, and could go sooner on the one that is named. */
  readonly stands?: string;
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
  const binding = index.sooner.lastOf(index.drawnBy(`demand/${demand}`), by);
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
    const until = index.sooner.at(supply);
    const from = until - (move.arrival - move.start);
    links.push({ kind: 'move', what: supply, item: move.item, order: supply, from, until });
    return { links, next: index.sooner.lastOf(index.drawnBy(supply), move.start) };
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
      until: index.availableAt(supply),
    });
  else if (lot?.availableFrom !== undefined && lot.availableFrom > now)
    links.push({ kind: 'stock', what: supply, item: lot.item, from: now, until: lot.availableFrom });
  return { links, next: undefined };
}

/** Adds the links of one order from its end (or step `from`) back; the supply that its first binding step waits for. */
function followOrder(index: PlanIndex, id: string, links: Link[], from?: number): string | undefined {
  const order = index.orders.get(id)!;
  const { item } = order;
  const operations = index.operationsOf(id);
  const { now } = index.problem;
  if (operations.length === 0) {
    const until = index.sooner.at(id);
    links.push({ kind: 'work', what: id, item, order: id, from: until - (order.end - order.start), until });
    return index.sooner.lastOf(index.drawnBy(id), order.start);
  }
  const stands = index.sooner.steps(order);
  for (let k = from ?? operations.length - 1; k >= 0; k--) {
    const operation = operations[k]!;
    const { seq } = operation;
    const stand = stands[k]!;
    const { ready, start, after, arrives, material } = stand;
    // What comes after begins during it (overlap, teardown): from then on that is what the date hangs on.
    const next = stands[k + 1];
    const until = next ? Math.min(stand.end, next.start) : stand.end + (order.end - operation.end);
    links.push({ kind: 'work', what: stand.machine ?? id, item, order: id, seq, from: start, until });
    if (start > ready)
      links.push(heldBefore(index, operation, operations[k + 1], ready) ?? waitBefore(index, operation, stand));
    if (operation.frozen) return undefined;
    const gate = gateOf(index, id, seq);
    if (gate && gate.expected === ready && gate.expected > now) {
      links.push({ kind: 'awaits', what: gate.id, item, order: id, seq, from: now, until: gate.expected });
      return undefined;
    }
    if (material !== undefined && arrives >= after && arrives > now) return material;
    if (k === 0) {
      links.push({ kind: 'start', what: id, item, order: id, seq, from: now, until: ready });
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

function waitBefore(index: PlanIndex, operation: PlannedOperation, { ready, start: until, machine }: Stand): Link {
  const { item, order, seq } = operation;
  const elsewhere = operation.machine !== undefined && operation.machine !== machine;
  const base = { item, order, seq, from: ready, until, ...(elsewhere ? { stands: operation.machine } : {}) };
  if (operation.frozen) return { ...base, kind: 'frozen', what: order };
  if (machine === undefined) return { ...base, kind: 'closed', what: order };
  const crew = crewAtStart(operation);
  const open = index.hours.of(machine, crew).workBetween(ready, until);
  if (open === 0) return { ...base, kind: 'closed', what: machine };
  const behind = index.lastBefore(machine, ready, until);
  const down = index.machines.get(machine)?.downtime?.find((span) => span.from < until && span.to > ready);
  if (down && (!behind || down.to - Math.max(down.from, ready) > behind.end - Math.max(behind.start, ready)))
    return { ...base, kind: 'machine-down', what: machine };
  // Where another machine could have done it, the tool held it up rather than the work before on this one.
  const tied = behind && index.hasChoice(operation) ? behind.end - 1 : behind?.end;
  const tool = index.lastToolBefore(operation, Math.max(ready, tied ?? -Infinity), until);
  if (tool) return { ...base, kind: 'tool-busy', ...tool };
  const atOnce = behind && index.hours.of(machine, crew).workBetween(behind.end, until) === 0;
  if (crew !== undefined && open >= QUEUE && !atOnce) return { ...base, kind: 'crew-busy', what: crew };
  if (behind) return { ...base, kind: 'machine-busy', what: machine, behind: { order: behind.order, seq: behind.seq } };
  return { ...base, kind: 'closed', what: machine };
}
