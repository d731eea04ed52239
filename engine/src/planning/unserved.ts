/** Why nothing serves a demand: the first thing down its tree that cannot be had. */
import { FOR_DEMAND, FOR_LINE } from '../netting/network.ts';
import type { Found } from '../scheduling/search.ts';
import { spellQty } from '../units/clock.ts';
import type { Qty } from '../units/units.ts';
import type { Reason } from './plan.ts';

export function whyUnserved(found: Found, d: number): Reason {
  const { jobs } = found;
  const { network, model } = jobs;
  const demand = model.demands[d]!;
  const direct = network.shorts.find((short) => short.kind === FOR_DEMAND && short.consumer === d);
  if (direct) return shortage(found, direct.item, direct.qty);
  const shortOf = new Map<number, (typeof network.shorts)[number]>();
  for (const short of network.shorts)
    if (short.kind === FOR_LINE) shortOf.set(network.lineOrder[short.consumer]!, short);
  const stack = [...jobs.servesSupply.subarray(jobs.servesFrom[d]!, jobs.servesFrom[d + 1]!)];
  const seen = new Set<number>();
  while (stack.length > 0) {
    const s = stack.pop()!;
    if (seen.has(s) || found.built.dead[s] === 0) continue;
    seen.add(s);
    const short = shortOf.get(s);
    if (short) return shortage(found, short.item, short.qty);
    for (let t = jobs.first[s]!; t < jobs.first[s]! + jobs.count[s]!; t++)
      stack.push(...jobs.inSupply.subarray(jobs.inFrom[t]!, jobs.inFrom[t + 1]!));
  }
  const end = model.clock.at(model.problem.horizonEnd);
  return {
    kind: 'beyond-horizon',
    what: demand.item,
    seconds: Math.max(0, model.problem.horizonEnd - demand.due),
    qty: demand.qty,
    text: `The work for ${demand.item} would end after ${end}, the end of what is planned. Maybe a calendar has no hours, or no machine takes a step.`,
  };
}

function shortage(found: Found, item: number, qty: number): Reason {
  const { model } = found.jobs;
  const { id, supply, decimals } = model.catalogue.items[item]!;
  const amount = spellQty(qty, decimals);
  const make = supply === 'make';
  const missing = make
    ? 'it has no routing and no lead time'
    : supply === 'move'
      ? 'it is brought from nowhere'
      : 'no vendor offers it';
  return {
    kind: make ? 'no-routing' : 'no-source',
    what: id,
    seconds: 0,
    qty: qty as Qty,
    text: `${amount} of ${id} cannot be had: ${missing}.`,
  };
}
