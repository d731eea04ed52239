/** Pegging: who uses what, added up from both sides. */
import type { Peg } from '../planning/plan.ts';
import type { Allocation } from '../planning/problem.ts';
import { grouped } from './facts.ts';
import { type Need, supplyOf } from './ledger.ts';
import type { Rule, Rules } from './rule.ts';

/** No supply is pegged beyond its quantity, or as another item. */
const noSupplyIsPeggedTwice: Rule = (facts, report) => {
  const bySupply = grouped(facts.plan.pegs, (it) => supplyOf(facts.supplies, it)?.id ?? '');
  for (const [id, pegs] of bySupply) {
    const supply = facts.supplies.get(id);
    if (!supply) continue;
    const pegged = sum(pegs);
    if (pegged > supply.qty)
      report(id, () => `${id} has ${supply.qty} steps of ${supply.item} and ${pegged} are pegged`);
    const other = pegs.find((it) => it.item !== supply.item);
    if (other) report(id, () => `${id} is ${supply.item} and is pegged as ${other.item}`);
    if (pegs.some((it) => it.qty <= 0)) report(id, () => `${id} has a peg of nothing`);
  }
};

/** Each consumer's pegs add up to what it draws of each item. */
const everyConsumerIsPeggedInFull: Rule = (facts, report) => {
  for (const [consumer, ofItem] of facts.needs) {
    for (const [item, needs] of ofItem) {
      const wanted = sum(needs);
      const got = sum(facts.pegged.get(consumer)?.get(item) ?? []);
      if (wanted !== got)
        report(consumer, () => `${consumer} draws ${wanted} steps of ${item} and is pegged to ${got}`);
    }
  }
  for (const [consumer, ofItem] of facts.pegged) {
    if (consumer.startsWith('safety/')) continue;
    for (const [item, pegs] of ofItem) {
      const draws = facts.needs.get(consumer)?.has(item) ?? false;
      if (!draws) report(consumer, () => `${consumer} draws no ${item} and is pegged to ${sum(pegs)}`);
    }
  }
};

/** A pegged supply is there, and not past its shelf life, at the peg's time; and the pegs come no later than the draws. */
const peggedSupplyIsThereInTime: Rule = (facts, report) => {
  for (const [consumer, ofItem] of facts.pegged) {
    if (consumer.startsWith('safety/')) continue;
    for (const [item, pegs] of ofItem) {
      const needs = facts.needs.get(consumer)?.get(item) ?? [];
      // A frozen draw without its material is an exception for people.
      if (needs.some((it) => it.fixed)) continue;
      for (const it of pegs) {
        const supply = supplyOf(facts.supplies, it);
        if (supply && (supply.ready > it.at || supply.expires < it.at)) {
          const why =
            supply.ready > it.at ? `is there only at ${facts.clock.say(supply.ready)}` : 'is past its shelf life';
          report(it.supply, () => `${it.supply} is pegged to ${consumer} at ${facts.clock.say(it.at)} and ${why}`);
        }
      }
      const behind = fallsBehind(pegs, needs);
      if (behind)
        report(consumer, () => `${consumer} draws ${item} at ${facts.clock.say(behind.at)} before its pegs bring it`);
    }
  }
};

/** Nothing is made, bought or moved for nobody. */
const everyNewSupplyHasAConsumer: Rule = (facts, report) => {
  const used = new Set(facts.plan.pegs.map((it) => it.supply));
  for (const it of facts.supplies.values()) {
    if (it.isNew && !used.has(it.id)) report(it.id, () => `${it.id} brings ${it.qty} steps of ${it.item} for nobody`);
  }
};

/** Safety stock is filled up to its level and no further. */
const safetyStockIsNotOverfilled: Rule = (facts, report) => {
  for (const [consumer, ofItem] of facts.pegged) {
    if (!consumer.startsWith('safety/')) continue;
    const item = facts.items.get(consumer.slice('safety/'.length));
    for (const [kept, pegs] of ofItem) {
      if (item && kept !== item.id) report(item.id, () => `${kept} is kept as the safety stock of ${item.id}`);
      else if (item && sum(pegs) > item.safetyStock) {
        report(item.id, () => `${sum(pegs)} steps of ${item.id} are kept for a safety stock of ${item.safetyStock}`);
      }
    }
  }
};

/** A hard reservation binds: what a consumer wants comes from what is reserved for it first, as far as that reaches. */
const hardAllocationsHold: Rule = (facts, report) => {
  const consumerOf = ({ for: whom }: Allocation): string =>
    'demand' in whom ? `demand/${whom.demand}` : `work/${whom.workOrder}`;
  const together = grouped(facts.problem.allocations, (it) => `${consumerOf(it)}\n${it.item}`);
  for (const reserved of together.values()) {
    const [{ item }] = reserved;
    const consumer = consumerOf(reserved[0]);
    const wanted = sum(facts.needs.get(consumer)?.get(item) ?? []);
    const pegs = facts.pegged.get(consumer)?.get(item) ?? [];
    const given = reserved.map((it) => ({
      it,
      owed: Math.min(it.qty, wanted, facts.supplies.get(it.supply)?.qty ?? 0),
      got: sum(pegs.filter((peg) => peg.supply === it.supply)),
    }));
    const total = given.reduce((all, { owed, got }) => all + Math.min(owed, got), 0);
    const missing =
      Math.min(
        wanted,
        given.reduce((all, { owed }) => all + owed, 0),
      ) - total;
    for (const { it, owed, got } of missing > 0 ? given : [])
      if (got < owed)
        report(
          it.supply,
          () => `${it.supply} is reserved for ${consumer} with ${it.qty} steps of ${it.item}, and ${got} are pegged`,
        );
  }
};

const sum = (rows: readonly { readonly qty: number }[]): number => rows.reduce((total, it) => total + it.qty, 0);

/** The first draw by whose time less is pegged than drawn, where the sums agree in the end. */
function fallsBehind(pegs: readonly Peg[], needs: readonly Need[]): Need | undefined {
  if (needs.length === 1) return pegs.some((it) => it.at > needs[0].at) ? needs[0] : undefined;
  if (sum(pegs) !== sum(needs)) return undefined;
  const arrivals = [...pegs].sort((a, b) => a.at - b.at);
  let brought = 0;
  let drawn = 0;
  let j = 0;
  for (const need of [...needs].sort((a, b) => a.at - b.at)) {
    for (; j < arrivals.length && arrivals[j].at <= need.at; j++) brought += arrivals[j].qty;
    drawn += need.qty;
    if (drawn > brought) return need;
  }
  return undefined;
}

export const pegging: Rules = {
  noSupplyIsPeggedTwice,
  everyConsumerIsPeggedInFull,
  peggedSupplyIsThereInTime,
  everyNewSupplyHasAConsumer,
  safetyStockIsNotOverfilled,
  hardAllocationsHold,
};
