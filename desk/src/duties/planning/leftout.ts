/**
 * What is left out of an approval stays as published: customer lines and work orders with all that they hang on by the pegs of the
 * published plan. Stock, purchase lines and finished work that they draw on are theirs before any netting; what makes them, planned
 * orders too, takes its published places before all others. What others had of it gives way. Pure.
 * Source: RULES.md, "The schedule"; GLOSSARY "hard allocation".
 */
import { type Allocation, type Peg, type Plan, type Problem, type Qty, type Second } from '@hotlist/engine';
import { suppliesOf } from './below.ts';
import { lastDeliveries } from './lateness.ts';
import { groupedBy } from './rows.ts';
import { thereIn } from './there.ts';

/** What is left out: customer lines, and work orders by their numbers. */
export interface LeftOut {
  readonly lines?: ReadonlySet<string> | undefined;
  readonly held?: ReadonlySet<string> | undefined;
}

/** The factory with nothing to do but what is left out, and what runs or is frozen; and the published plan of that. */
export function alone(
  problem: Problem,
  published: Plan,
  leftOut: LeftOut,
): { readonly problem: Problem; readonly published: Plan; readonly first: ReadonlySet<string> } {
  const { lines = new Set(), held = new Set() } = leftOut;
  const draw = new Set(pegsBelow(published, leftOut).map(({ peg }) => peg.supply as string));
  const settled = ({ operations = [] }: Problem['workOrders'][number]): boolean =>
    operations.some(({ startedAt, frozen }) => startedAt !== undefined || frozen !== undefined);
  const work = new Set(published.orders.map(({ id }) => id as string));
  const workOrders = problem.workOrders.filter(
    (order) => work.has(`work/${order.id}`) && (draw.has(`work/${order.id}`) || held.has(order.id) || settled(order)),
  );
  for (const { id } of workOrders) draw.add(`work/${id}`);
  const orders = new Set(workOrders.map(({ id }) => id));
  return {
    problem: {
      ...problem,
      workOrders,
      demands: problem.demands.filter(({ id }) => lines.has(id)),
      allocations: problem.allocations.filter(
        ({ supply, for: whom }) =>
          (!supply.startsWith('work/') || draw.has(supply)) &&
          ('demand' in whom ? lines.has(whom.demand) : orders.has(whom.workOrder)),
      ),
    },
    published: {
      ...published,
      orders: published.orders.filter(({ id }) => draw.has(id)),
      operations: published.operations.filter(({ order }) => draw.has(order)),
      purchases: published.purchases.filter(({ id }) => draw.has(id)),
      moves: published.moves.filter(({ id }) => draw.has(id)),
      pegs: published.pegs.filter(({ consumer }) => draw.has(consumer) || lines.has(consumer.slice('demand/'.length))),
      deliveries: published.deliveries.filter(({ demand }) => lines.has(demand)),
      messages: [],
    },
    first: draw,
  };
}

export interface Below {
  readonly peg: Peg;
  /** For which consumer at the top: a line, or an order that was left out by its number. */
  readonly root: string;
}

/** All that is drawn on in a plan, level by level; each peg once. */
export function pegsBelow({ pegs }: Plan, { lines = new Set(), held = new Set() }: LeftOut): readonly Below[] {
  const drawn = groupedBy(pegs, (peg) => peg.consumer as string);
  const below = suppliesOf(pegs);
  const seen = new Set<string>();
  const roots = [...[...lines].map((line) => `demand/${line}`), ...[...held].map((order) => `work/${order}`)];
  return roots.flatMap((root) =>
    [root, ...below(root)].flatMap((consumer): readonly Below[] => {
      if (seen.has(consumer)) return [];
      seen.add(consumer);
      return (drawn.get(consumer) ?? []).map((peg) => ({ peg, root }));
    }),
  );
}

/** The work orders that were left out, and all that what was left out draws on. */
export const suppliesBelow = (plan: Plan, leftOut: LeftOut): ReadonlySet<string> =>
  new Set([
    ...[...(leftOut.held ?? [])].map((order) => `work/${order}`),
    ...pegsBelow(plan, leftOut).map(({ peg }) => peg.supply),
  ]);

/**
 * Where all is to be planned from nothing: what they draw on in the published plan as hard allocations, as far as there is of it
 * and nobody has reserved it already.
 */
export function reservedFor(problem: Problem, published: Plan, leftOut: LeftOut): Problem {
  return { ...problem, allocations: [...problem.allocations, ...reservedBy(problem, pegsBelow(published, leftOut))] };
}

export function reservedBy(
  { stock, purchaseLines, workOrders, demands, allocations }: Problem,
  pegs: readonly Below[],
): readonly Allocation[] {
  const left = new Map<string, { readonly item: string; qty: number }>();
  for (const { id, item, qty } of stock) left.set(`stock/${id}`, { item, qty });
  for (const { id, item, qty } of purchaseLines) left.set(`purchase/${id}`, { item, qty });
  for (const { id, item, qtyOpen } of workOrders) left.set(`work/${id}`, { item, qty: qtyOpen });
  const open = new Set([...demands.map(({ id }) => `demand/${id}`), ...workOrders.map(({ id }) => `work/${id}`)]);
  /** What is reserved by hand, by supply and whom it is for. */
  const byHand = new Map<string, number>();
  for (const { supply, for: whom, qty } of allocations) {
    const of = left.get(supply);
    if (of) of.qty -= qty;
    const key = `${supply} ${'demand' in whom ? `demand/${whom.demand}` : `work/${whom.workOrder}`}`;
    byHand.set(key, (byHand.get(key) ?? 0) + qty);
  }
  return pegs.flatMap(({ peg, root }): Allocation[] => {
    const supply = left.get(peg.supply);
    if (!supply || supply.item !== peg.item) return [];
    let wanted: number = peg.qty;
    for (const key of new Set([`${peg.supply} ${peg.consumer}`, `${peg.supply} ${root}`])) {
      const already = Math.min(wanted, byHand.get(key) ?? 0);
      if (already > 0) byHand.set(key, byHand.get(key)! - already);
      wanted -= already;
    }
    const qty = Math.min(wanted, supply.qty);
    // What is reserved for a line serves also what is made for it.
    const consumer = open.has(peg.consumer) ? peg.consumer : root;
    if (qty <= 0 || !open.has(consumer)) return [];
    supply.qty -= qty;
    const name = consumer.slice(consumer.indexOf('/') + 1);
    const whom = consumer.startsWith('demand/') ? { demand: name } : { workOrder: name };
    return [{ supply: peg.supply, item: peg.item, qty: qty as Qty, for: whom }];
  });
}

/** A line that was to stay and ships at another time than published all the same. */
export interface Strayed {
  readonly line: string;
  readonly published: Second;
  /** Absent: it cannot ship. */
  readonly now?: Second;
  /** What explains most of its lateness; of one that ships before it was to, nothing. */
  readonly why: string;
}

/**
 * Lines that were to stay and ship later or earlier than published all the same. What ships later and in time waits for a due date that was
 * moved; what was in time and ships no sooner than its goods are there as published was held for one. Either may do so.
 */
export function strayedFrom(
  problem: Problem,
  published: Plan,
  made: Plan,
  { lines = new Set() }: LeftOut,
): readonly Strayed[] {
  const [before, after] = [lastDeliveries(published), lastDeliveries(made)];
  const readyOf = readyIn(problem, published);
  return [...lines].flatMap((line): Strayed[] => {
    const { date: was, late: wasLate = 0 } = before.get(line) ?? {};
    const row = after.get(line);
    if (was === undefined || !row || row.date === was) return [];
    const { date: now, late } = row;
    const isDue = now !== undefined && (now > was ? late === 0 : wasLate === 0 && now >= readyOf(line));
    if (isDue) return [];
    return [{ line, published: was, ...(now === undefined ? undefined : { now }), why: row.reasons[0]?.text ?? '' }];
  });
}

/** When all that a line draws on is there. */
function readyIn(problem: Problem, published: Plan): (line: string) => number {
  const there = thereIn(problem, published);
  const drawn = groupedBy(published.pegs, ({ consumer }) => consumer as string);
  return (line) => Math.max(...(drawn.get(`demand/${line}`) ?? []).map(({ supply }) => there(supply)));
}

export const isLater = ({ published, now = Infinity as Second }: Strayed): boolean => now > published;

/** A work order that was left out and of which a step stands elsewhere than published all the same: the first that does. */
export interface StrayedWork {
  readonly order: string;
  readonly seq: number;
  readonly machine?: string | undefined;
  readonly published: Second;
  readonly now: Second;
  /** Where it begins as published: how many seconds later it ends, for it pauses where it was to run. */
  readonly longer?: number;
  /** How much longer its set-up is than it was to be. */
  readonly setup: number;
  /** How many more of its steps stand elsewhere. */
  readonly others: number;
}

/** Of the work orders that were to stay: those of which a step that is still to begin does not. */
export function strayedWork(
  { workOrders }: Problem,
  published: Plan,
  made: Plan,
  { held = new Set() }: LeftOut,
): readonly StrayedWork[] {
  const rowsOf = ({ operations }: Plan) => groupedBy(operations, ({ order }) => order as string);
  const [before, after] = [rowsOf(published), rowsOf(made)];
  return workOrders.flatMap(({ id, operations = [] }): StrayedWork[] => {
    if (!held.has(id)) return [];
    const begun = new Set(operations.flatMap((one) => (one.done || one.startedAt !== undefined ? [one.seq] : [])));
    const nameOf = ({ seq, part }: Plan['operations'][number]): string => `${seq} ${part?.number ?? 1}`;
    const was = new Map((before.get(`work/${id}`) ?? []).map((row) => [nameOf(row), row]));
    const moved = (after.get(`work/${id}`) ?? []).flatMap((row): StrayedWork[] => {
      const then = was.get(nameOf(row));
      if (!then || begun.has(row.seq)) return [];
      const { seq, machine, start: now, setup } = row;
      const of = { order: id, seq, machine, published: then.start, now, setup: setup - then.setup, others: 0 };
      if (row.start !== then.start || row.machine !== then.machine) return [of];
      const longer = row.run === then.run ? row.end - then.end : 0;
      return longer > 0 ? [{ ...of, longer }] : [];
    });
    const [first] = moved.toSorted((a, b) => a.seq - b.seq);
    return first ? [{ ...first, others: moved.length - 1 }] : [];
  });
}

export const strayedOf = (problem: Problem, published: Plan, made: Plan, leftOut: LeftOut) => ({
  lines: strayedFrom(problem, published, made, leftOut),
  work: strayedWork(problem, published, made, leftOut),
});

/** How many steps of `theirs`, as one plan has them, stand nowhere in another. */
export function stepsElsewhere(stands: Plan, made: Plan, theirs: ReadonlySet<string>): number {
  const placeOf = ({ item, seq, machine, start, end }: Plan['operations'][number]): string =>
    `${item} ${seq} ${machine} ${start} ${end}`;
  const there = new Map<string, number>();
  for (const row of made.operations) there.set(placeOf(row), (there.get(placeOf(row)) ?? 0) + 1);
  let elsewhere = 0;
  for (const row of stands.operations) {
    if (!theirs.has(row.order)) continue;
    const left = there.get(placeOf(row)) ?? 0;
    if (left > 0) there.set(placeOf(row), left - 1);
    else elsewhere++;
  }
  return elsewhere;
}
