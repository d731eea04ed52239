/**
 * What is left out of an approval draws again on what it draws on as published. Who has that in the submitted version is given in turn
 * what it had there: nothing is made anew for him while that lies idle, and no step moves for what merely changed hands. Pure.
 */
import type { Peg, Plan, Problem, Qty } from '@hotlist/engine';
import type { Kept } from './leftoutstands.ts';
import { groupedBy } from './rows.ts';
import { thereIn } from './there.ts';

type Tally = Map<string, number>;
const add = (tally: Tally, key: string, qty: number): void => void tally.set(key, (tally.get(key) ?? 0) + qty);

/** `seen` is the submitted plan. Of what is drawn on too much, and by whom it was not as published, the last gives way first. */
export function givenBack({ standing, first }: Kept, seen: Plan, published: Plan, problem: Problem): Kept {
  const sizes = sizesIn(problem, standing);
  const drawn: Tally = new Map();
  for (const { supply, item, qty } of standing.pegs) if (sizes.get(supply)?.item === item) add(drawn, supply, qty);
  const over = (supply: string): number => (drawn.get(supply) ?? 0) - sizes.get(supply)!.qty;

  /** How much less of each supply what is left out has than it had. */
  const idle: Tally = new Map();
  for (const { supply, item, qty, consumer } of seen.pegs)
    if (first.has(consumer) && sizes.get(supply)?.item === item) add(idle, supply, qty);
  for (const { supply, qty, consumer } of standing.pegs)
    if (first.has(consumer) && idle.has(supply)) add(idle, supply, 0 - qty);
  const idleOf = groupedBy(
    [...idle].flatMap(([supply, qty]) => (qty > 0 ? [supply] : [])),
    (supply) => sizes.get(supply)!.item,
  );

  const had = new Set(published.pegs.map(({ supply, consumer }) => `${supply} ${consumer}`));
  const asPublished = ({ consumer }: Peg, supply: string): number => (had.has(`${supply} ${consumer}`) ? 0 : 1);
  const there = thereIn(problem, standing);

  const instead = new Map<Peg, readonly Peg[]>();
  const give = (peg: Peg, most: number): void => {
    const pegs: Peg[] = [];
    let left = most;
    const rank = (supply: string): readonly number[] => [
      asPublished(peg, supply),
      Math.max(0, there(supply) - peg.at),
      -there(supply),
    ];
    const nearest = (idleOf.get(peg.item) ?? []).toSorted((a, b) => byRank(rank(a), rank(b)));
    for (const supply of nearest) {
      const qty = Math.min(left, idle.get(supply)!, -over(supply));
      if (qty <= 0) continue;
      pegs.push({ ...peg, supply: supply as Peg['supply'], qty: qty as Qty });
      add(idle, supply, -qty);
      add(drawn, supply, qty);
      add(drawn, peg.supply, -qty);
      left -= qty;
    }
    const kept = peg.qty - (most - left);
    if (pegs.length > 0) instead.set(peg, kept > 0 ? [{ ...peg, qty: kept as Qty }, ...pegs] : pegs);
  };
  const others = standing.pegs.filter(
    ({ supply, item, consumer }) => !first.has(consumer) && sizes.get(supply)?.item === item && over(supply) > 0,
  );
  for (const peg of others.toSorted((a, b) => asPublished(b, b.supply) - asPublished(a, a.supply) || b.at - a.at))
    if (over(peg.supply) > 0) give(peg, Math.min(peg.qty, over(peg.supply)));
  if (instead.size === 0) return { standing, first };
  return { standing: { ...standing, pegs: standing.pegs.flatMap((peg) => instead.get(peg) ?? [peg]) }, first };
}

function byRank(a: readonly number[], b: readonly number[]): number {
  const at = a.findIndex((one, i) => one !== b[i]);
  return at < 0 ? 0 : a[at]! < b[at]! ? -1 : 1;
}

/** What each supply brings of its own item. */
function sizesIn({ stock, purchaseLines, workOrders }: Problem, { orders, purchases, moves }: Plan) {
  const sizes = new Map<string, { readonly item: string; readonly qty: number }>();
  for (const { id, item, qty } of stock) sizes.set(`stock/${id}`, { item, qty });
  for (const { id, item, qty } of purchaseLines) sizes.set(`purchase/${id}`, { item, qty });
  for (const { id, item, qtyOpen } of workOrders) sizes.set(`work/${id}`, { item, qty: qtyOpen });
  for (const { id, item, qty } of [...orders, ...purchases, ...moves])
    if (!id.startsWith('work/')) sizes.set(id, { item, qty });
  return sizes;
}
