/**
 * Action messages: what a planner or buyer should do about each supply, with the reason in the sentence.
 *
 * New supply: create, release due (within the release window), release past due (it should have started before
 * now). All supply is compared with its need, as needs.ts has it; open supply: expedite, defer, cancel, decrease. A gap that
 * only safety stock causes never expedites. A sentence says both dates and no length between them: that counts working
 * days, which are the desk's.
 */
import { FOR_SAFETY, openName, PURCHASE, SAFETY, WORK } from '../netting/network.ts';
import type { Found } from '../scheduling/search.ts';
import { sortedBy } from '../units/ascending.ts';
import { DAY, spell, spellQty } from '../units/clock.ts';
import type { Qty, Second } from '../units/units.ts';
import { frozenConflicts } from './frozen.ts';
import type { ActionMessage, Delivery, Plan, PlannedOrder, PlannedPurchase } from './plan.ts';
import type { PlanBody, PlanIndex } from './plan-index.ts';

/** What messages need of a schedule. */
export type Scheduled = Pick<Found, 'jobs' | 'built' | 'ready'>;

/** Planned orders that start within five working days are to be released: a week of elapsed time. */
const RELEASE_WINDOW = 7 * DAY;
/** Open supply that comes less than this before its need is left alone. */
const DEFER_FROM = 5 * DAY;

export function messagesOf(
  index: PlanIndex,
  body: PlanBody & Pick<Plan, 'lineNeeds'>,
  deliveries: readonly Delivery[],
  found: Scheduled,
  known: Known = () => undefined,
): ActionMessage[] {
  const hurts = lateness(deliveries);
  const messages = newSupply(index, body, hurts, known).concat(
    openSupply(index, found, hurts, needsIn(body)),
    increases(index, body),
    balances(index),
    frozenConflicts(index, body, found),
  );
  const byDate = sortedBy(
    messages,
    ({ to }) => to ?? 0,
    (a, b) => compareText(a.supply, b.supply) || compareText(a.kind, b.kind),
  );
  // On most supplies no lateness hangs.
  const hurting = byDate.filter((message) => message.hurts > 0).sort((a, b) => b.hurts - a.hurts);
  return hurting.concat(byDate.filter((message) => message.hurts === 0));
}

/** What was said about a supply that has not changed since: its sentence is taken over. */
export type Known = (supply: string) => ActionMessage | undefined;

const compareText = (a: string, b: string): number => (a < b ? -1 : a > b ? 1 : 0);

/** Seconds of demand lateness by the supplies that its reasons name. */
function lateness(deliveries: readonly Delivery[]): Map<string, number> {
  const hurts = new Map<string, number>();
  for (const delivery of deliveries) {
    if (delivery.reasons.length === 0) continue;
    const named = new Set(
      delivery.reasons.flatMap((reason) => (reason.order === undefined ? [reason.what] : [reason.what, reason.order])),
    );
    for (const name of named) hurts.set(name, (hurts.get(name) ?? 0) + delivery.late);
  }
  return hurts;
}

function newSupply(
  index: PlanIndex,
  body: PlanBody,
  hurts: ReadonlyMap<string, number>,
  known: Known,
): ActionMessage[] {
  const { clock, problem } = index;
  const say = (
    { id, item, qty, need }: Pick<PlannedOrder, 'id' | 'item' | 'qty' | 'need'>,
    begin: Second,
    end: Second,
    verb: string,
    saves = '',
  ): ActionMessage => {
    const behind = end - need;
    const kind =
      behind > 0 && begin - behind < problem.now
        ? 'release-past-due'
        : begin < problem.now + RELEASE_WINDOW
          ? 'release-due'
          : 'create';
    const said = known(id);
    const hurt = hurts.get(id) ?? 0;
    if (said?.kind === kind) return said.hurts === hurt ? said : { ...said, hurts: hurt };
    const when =
      behind > 0
        ? `needed ${clock.at(need)}, the plan has it there ${clock.at(end)}`
        : `needed ${clock.at(need)}, there ${clock.at(end)}`;
    const amount = spellQty(qty, index.decimals(item));
    const text = `${verb}: ${amount} ${item}, start ${clock.at(begin)}; ${when}.${saves}`;
    return { kind, supply: id, item, qty, to: begin, hurts: hurt, text };
  };
  const messages: ActionMessage[] = [];
  for (const order of body.orders)
    if (order.workOrder === undefined) messages.push(say(order, order.start, order.end, 'Make'));
  for (const row of body.purchases)
    messages.push(say(row, row.orderAt, row.arrival, `Buy from ${row.vendor}`, savedBy(index, row)));
  for (const move of body.moves) messages.push(say(move, move.start, move.arrival, `Bring from ${move.fromItem}`));
  return messages;
}

/** That more is bought because it costs less. */
function savedBy(index: PlanIndex, { item, qty, cost, instead }: PlannedPurchase): string {
  if (!instead) return '';
  const steps = (of: Qty): string => spellQty(of, index.decimals(item));
  return ` ${steps(qty)} cost ${cost}, the ${steps(instead.qty)} that are needed would cost ${instead.cost} (minor units of ${index.problem.currency}).`;
}

const needsIn = ({ lineNeeds = [], orders }: PlanBody & Pick<Plan, 'lineNeeds'>): ReadonlyMap<string, Second> =>
  new Map([
    ...lineNeeds.map(({ line, need }) => [line, need] as const),
    ...orders.map(({ id, need }) => [id, need] as const),
  ]);

function openSupply(
  index: PlanIndex,
  found: Scheduled,
  hurts: ReadonlyMap<string, number>,
  needs: ReadonlyMap<string, Second>,
): ActionMessage[] {
  const { network, model } = found.jobs;
  const { clock, problem } = index;
  const messages: ActionMessage[] = [];
  const drawn = new Float64Array(network.supplies);
  const forSafety = new Uint8Array(network.supplies);
  /** Somebody draws on what it yields beside its item. */
  const asHost = new Uint8Array(network.supplies);
  for (let p = 0; p < network.pegSupply.length; p++) {
    const s = network.pegSupply[p]!;
    drawn[s]! += network.pegQty[p]!;
    if (network.pegKind[p] === FOR_SAFETY) forSafety[network.provider(s)] = 1;
    if (network.host[s]! >= 0) asHost[network.host[s]!] = 1;
  }
  for (let s = 0; s < network.supplies && network.kind[s]! <= WORK; s++) {
    const kind = network.kind[s]!;
    if (kind !== PURCHASE && kind !== WORK) continue;
    const supply = openName(model, network, s);
    const item = model.catalogue.items[network.item[s]!]!;
    const qty = network.qty[s]! as Qty;
    const say = (what: ActionMessage['kind'], text: string, to?: number, amount: number = qty): void => {
      messages.push({
        kind: what,
        supply,
        item: item.id,
        qty: amount as Qty,
        from: stands as Second,
        to: to as Second | undefined,
        hurts: what === 'expedite' || what === 'past-due' ? (hurts.get(supply) ?? 0) : 0,
        text,
      });
    };
    const units = (steps: number) => `${spellQty(steps, item.decimals)} ${item.id}`;
    const line = kind === PURCHASE ? model.purchases[network.ref[s]!]! : undefined;
    const order = kind === WORK ? model.workOrders[network.ref[s]!]! : undefined;
    const stands = line ? line.estimated : found.built.available[s]!;
    if (line && line.estimated < problem.now)
      say(
        'past-due',
        `${supply} with ${units(qty)} was to arrive ${clock.at(line.estimated)}, ${spell(problem.now - line.estimated)} ago. Maybe it is here, or has a new date.`,
        problem.now,
      );
    if (order?.due !== undefined && order.due < problem.now)
      say(
        'past-due',
        `${supply} for ${units(qty)} was due ${clock.at(order.due)}, ${spell(problem.now - order.due)} ago.`,
        problem.now,
      );
    if (found.built.dead[s] === 1) {
      say('expedite', `${supply} for ${units(qty)} cannot be finished: something that it draws on cannot be had.`);
      continue;
    }
    if (order && item.lot.max !== undefined && qty > item.lot.max)
      say('above-maximum', `${supply} is for ${units(qty)}, above the largest lot of ${units(item.lot.max)}.`);
    // An economic lot is no minimum.
    const smallest = index.items.get(item.id)?.lot.min ?? 0;
    if (order && order.qty < smallest && !item.makeToOrder)
      say('below-minimum', `${supply} is for ${units(order.qty)}, below the smallest lot of ${units(smallest)}.`);
    if (qty <= 0) continue;
    if (drawn[s] === 0 && asHost[s] === 0) {
      if (order?.state !== 'started') say('cancel', `Nothing needs ${supply} with ${units(qty)}.`);
      continue;
    }
    const need = needs.get(supply) ?? network.need[s]!;
    const ends = order?.due ?? stands;
    if (network.klass[s]! < SAFETY && need < stands) {
      say(
        'expedite',
        `${supply} with ${units(qty)} stands at ${clock.at(stands)} and is needed ${clock.at(need)}.`,
        need,
      );
    } else if (line && forSafety[s] === 0 && need < Infinity && need - ends > DEFER_FROM) {
      say(
        'defer',
        `${supply} with ${units(qty)} stands at ${clock.at(ends)} and is not needed before ${clock.at(need)}.`,
        need,
      );
    }
    const spare = Math.floor((qty - drawn[s]!) / Math.max(1, item.lot.multiple)) * Math.max(1, item.lot.multiple);
    if (spare > 0 && asHost[s] === 0 && qty - spare >= item.lot.min && order?.state !== 'started')
      say(
        'decrease',
        `${units(spare)} of ${supply} are not needed; ${units(qty - spare)} would be enough.`,
        undefined,
        spare,
      );
  }
  return messages;
}

/**
 * An open line of the same vendor, or a firm order, that comes shortly before new supply of the item is needed, or
 * can be there, and has none to spare: one larger order instead of two.
 */
function increases(index: PlanIndex, body: PlanBody): ActionMessage[] {
  const { problem, clock } = index;
  const maxOf = new Map(problem.items.map((item) => [item.id, item.lot.max ?? Infinity]));
  const firm = new Set(problem.workOrders.filter((order) => order.state === 'firm').map((order) => order.id));
  const open = new Map<string, { readonly supply: string; readonly qty: number; readonly at: Second }[]>();
  const add = (from: string, supply: string, qty: number, at: Second): void => {
    const list = open.get(from);
    if (list) list.push({ supply, qty, at });
    else open.set(from, [{ supply, qty, at }]);
  };
  for (const line of problem.purchaseLines)
    if (line.estimated >= problem.now)
      add(`${line.item} ${line.vendor}`, `purchase/${line.id}`, line.qty, line.estimated);
  for (const order of body.orders)
    if (order.workOrder !== undefined && firm.has(order.workOrder)) add(order.item, order.id, order.qty, order.end);
  if (open.size === 0) return [];
  const fresh = [
    ...body.purchases.map((row) => ({ ...row, from: `${row.item} ${row.vendor}`, there: row.arrival })),
    ...body.orders
      .filter((order) => order.workOrder === undefined)
      .map((row) => ({ ...row, from: row.item, there: row.end })),
  ];
  return fresh.flatMap(({ id, item, qty, need, from, there }): ActionMessage[] => {
    const by = Math.max(need, there);
    const near = (open.get(from) ?? [])
      .filter((one) => one.at <= by && by - one.at <= DEFER_FROM && one.qty + qty <= maxOf.get(item)!)
      .sort((a, b) => b.at - a.at || compareText(a.supply, b.supply))[0];
    if (!near) return [];
    const amount = (steps: number) => `${spellQty(steps, index.decimals(item))} ${item}`;
    return [
      {
        kind: 'increase',
        supply: near.supply,
        item,
        qty,
        from: near.at,
        to: near.at,
        hurts: 0,
        text: `${near.supply} comes ${clock.at(near.at)} with ${amount(near.qty)}; ${amount(qty)} more are needed ${clock.at(need)}. Maybe raise it to ${amount(near.qty + qty)} instead of ordering ${id}.`,
      },
    ];
  });
}

/** Books that say less than nothing. */
function balances(index: PlanIndex): ActionMessage[] {
  return index.problem.stock
    .filter((lot) => lot.qty < 0)
    .map((lot) => ({
      kind: 'negative-balance' as const,
      supply: `stock/${lot.id}`,
      item: lot.item,
      qty: lot.qty,
      hurts: 0,
      text: `The books hold ${spellQty(lot.qty, index.decimals(lot.item))} ${lot.item} in ${lot.id}; the plan counts it as nothing. Maybe an issue was posted twice, or a receipt is missing.`,
    }));
}
