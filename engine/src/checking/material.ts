/** Material: a ledger per item, in time, apart from the pegs. */
import { grouped } from './facts.ts';
import type { Need, Supply } from './ledger.ts';
import type { Rule, Rules } from './rule.ts';

/** At every instant, what has been drawn of an item has been there to draw: no stock below zero, none used past its shelf life. */
const materialIsPresentWhenConsumed: Rule = (facts, report) => {
  const supplied = grouped([...facts.supplies.values()], (it) => it.item);
  for (const [item, drawn] of facts.drawn) {
    const there = (supplied.get(item) ?? []).filter((it) => !(isStock(it) && facts.items.get(item)?.makeToOrder));
    const short = there.some((it) => it.expires !== Number.POSITIVE_INFINITY)
      ? firstShortageWithShelfLife(there, drawn)
      : firstShortage(there, drawn);
    if (short) report(item, () => `${short.qty} steps of ${item} are missing at ${facts.clock.say(short.at)}`);
  }
};

/** An item made to order is never taken from stock. */
const makeToOrderTakesNoStock: Rule = (facts, report) => {
  for (const it of facts.plan.pegs) {
    if (it.supply.startsWith('stock/') && facts.items.get(it.item)?.makeToOrder) {
      report(it.item, () => `${it.consumer} takes ${it.qty} steps of ${it.item}, made to order, from ${it.supply}`);
    }
  }
};

/** Item by item, what was there and what comes equals what is consumed and what is left, and the pegs say the same to the step. */
const supplyIsDemandAndStockChange: Rule = (facts, report) => {
  const supplied = new Map<string, number>();
  for (const it of facts.supplies.values()) supplied.set(it.item, (supplied.get(it.item) ?? 0) + it.qty);
  const pegged = new Map<string, number>();
  for (const it of facts.plan.pegs) {
    if (!it.consumer.startsWith('safety/')) pegged.set(it.item, (pegged.get(it.item) ?? 0) + it.qty);
  }
  const drawn = new Map([...facts.drawn].map(([item, needs]) => [item, needs.reduce((sum, it) => sum + it.qty, 0)]));
  for (const item of new Set([...drawn.keys(), ...pegged.keys()])) {
    const consumed = drawn.get(item) ?? 0;
    const supply = supplied.get(item) ?? 0;
    const byPegs = pegged.get(item) ?? 0;
    if (supply < consumed) report(item, () => `${consumed} steps of ${item} are consumed and ${supply} supplied`);
    if (byPegs !== consumed) report(item, () => `${consumed} steps of ${item} are consumed and ${byPegs} pegged`);
  }
};

const isStock = (it: Supply): boolean => it.id.startsWith('stock/');

interface Shortage {
  readonly at: number;
  readonly qty: number;
}

/** Supplies and draws in time, supply first at the same instant. What frozen draws alone lack is left to people. */
function firstShortage(there: readonly Supply[], drawn: readonly Need[]): Shortage | undefined {
  const supplies = [...there].sort((a, b) => a.ready - b.ready);
  const draws = [...drawn].sort((a, b) => a.at - b.at);
  let had = 0;
  let used = 0;
  let frozen = 0;
  for (let i = 0, j = 0; i < draws.length; i++) {
    for (; j < supplies.length && supplies[j].ready <= draws[i].at; j++) had += supplies[j].qty;
    used += draws[i].qty;
    if (draws[i].fixed) frozen += draws[i].qty;
    const missing = used - had - Math.max(0, frozen - had);
    if (missing > 0) return { at: draws[i].at, qty: missing };
  }
  return undefined;
}

/** The same where lots expire: each draw takes what expires first, which is the best that any choice can do. */
function firstShortageWithShelfLife(there: readonly Supply[], drawn: readonly Need[]): Shortage | undefined {
  const byExpiry = [...there].sort((a, b) => a.expires - b.expires).map((it) => ({ ...it, left: it.qty }));
  for (const draw of [...drawn].sort((a, b) => a.at - b.at)) {
    let open = draw.qty;
    for (const lot of byExpiry) {
      if (open === 0) break;
      if (lot.left === 0 || lot.ready > draw.at || lot.expires < draw.at) continue;
      const taken = Math.min(open, lot.left);
      lot.left -= taken;
      open -= taken;
    }
    if (open > 0 && !draw.fixed) return { at: draw.at, qty: open };
  }
  return undefined;
}

export const material: Rules = { materialIsPresentWhenConsumed, makeToOrderTakesNoStock, supplyIsDemandAndStockChange };
