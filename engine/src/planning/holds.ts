/**
 * What sets a date, read from a mended schedule: the time that each machine, crew, material and the work itself take on the
 * binding chain from a demand down to its root. The amounts add up to the time from now to the date.
 */
import { BUY, PURCHASE } from '../netting/network.ts';
import { ELAPSED } from '../scheduling/steps.ts';
import { spell, spellQty } from '../units/clock.ts';
import type { Answer, Situation } from './situation.ts';

export interface Hold {
  /** `machine` and `crew`: waited for; `material`: until it is there; `work`: the work itself, closed hours included. */
  readonly kind: 'material' | 'machine' | 'crew' | 'work' | 'start';
  /** Machine, crew, supply or item. */
  readonly what: string;
  readonly seconds: number;
  readonly text: string;
}

/** The largest first; empty where the demand is served from what is there. */
export function holdsOf(situation: Situation, { mended, outcome }: Answer, d: number): Hold[] {
  const { jobs, model } = situation;
  const { network } = jobs;
  const { floor, ready, built } = mended;
  const { shop, clock } = model;
  const found = new Map<
    string,
    { kind: Hold['kind']; what: string; seconds: number; text: (amount: string) => string }
  >();
  const add = (kind: Hold['kind'], what: string, seconds: number, text: (amount: string) => string): void => {
    if (seconds <= 0) return;
    const key = `${kind} ${what}`;
    const known = found.get(key);
    if (known) known.seconds += seconds;
    else found.set(key, { kind, what, seconds, text });
  };
  const last = (supplies: Iterable<number>, by: number): number => {
    let latest = -1;
    for (const s of supplies)
      if (built.available[s]! <= by && (latest < 0 || built.available[s]! > built.available[latest]!)) latest = s;
    return latest;
  };
  let s = last(jobs.servesSupply.subarray(jobs.servesFrom[d]!, jobs.servesFrom[d + 1]!), outcome.dates[d]!);
  while (s >= 0) {
    if (jobs.count[s] === 0) {
      const there = built.available[s]!;
      add('material', materialOf(situation, s), there - model.now, () => materialText(situation, s, there));
      break;
    }
    let t = jobs.first[s]! + jobs.count[s]! - 1;
    let next = -1;
    let after = built.available[s]!;
    for (; t >= jobs.first[s]!; t--) {
      const step = jobs.step[t]!;
      const item = model.catalogue.items[network.item[s]!]!.id;
      add(
        'work',
        'work',
        after - floor.start[t]!,
        (amount) => `The work itself takes ${amount}, closed hours included.`,
      );
      const wait = floor.start[t]! - ready[t]!;
      const m = floor.machine[t]!;
      if (wait > 0 && m >= 0 && shop.steps.kind[step] !== ELAPSED) {
        const crew = shop.steps.crew[step]!;
        const open = shop.timesOf(m, crew).workBetween(ready[t]!, floor.start[t]!);
        const people = crew >= 0 && floor.waitsForPeople(t, ready[t]!);
        if (open === 0)
          add('work', 'work', wait, (amount) => `The work itself takes ${amount}, closed hours included.`);
        else if (people)
          add(
            'crew',
            shop.crewIds[crew]!,
            wait,
            (amount) => `Crew ${shop.crewIds[crew]} is busy: ${amount} of waiting.`,
          );
        else
          add('machine', shop.machineIds[m]!, wait, (amount) => `${shop.machineIds[m]} is busy: ${amount} of waiting.`);
      } else if (wait > 0)
        add('work', 'work', wait, (amount) => `The work itself takes ${amount}, closed hours included.`);
      const supply = last(jobs.inSupply.subarray(jobs.inFrom[t]!, jobs.inFrom[t + 1]!), ready[t]!);
      if (supply >= 0 && built.available[supply] === ready[t] && ready[t]! > model.now) {
        next = supply;
        break;
      }
      if (t === jobs.first[s])
        add('start', item, ready[t]! - model.now, () => `${item} may not be begun before ${clock.at(ready[t]!)}.`);
      after = ready[t]!;
    }
    s = next;
  }
  return [...found.values()]
    .map(({ text, ...row }) => ({ ...row, text: text(spell(row.seconds)) }))
    .sort((a, b) => b.seconds - a.seconds || (a.what < b.what ? -1 : 1));
}

function materialOf({ jobs, standing, model }: Situation, s: number): string {
  return standing.names[s] ?? model.catalogue.items[jobs.network.item[s]!]!.id;
}

function materialText({ jobs, model, standing }: Situation, s: number, there: number): string {
  const { network } = jobs;
  const item = model.catalogue.items[network.item[s]!]!;
  const amount = `${spellQty(network.qty[s]!, item.decimals)} ${item.id}`;
  const lead = spell(there - model.now);
  if (network.kind[s] === BUY) {
    const offer = model.catalogue.offers[network.item[s]!]![network.ref[s]!]!;
    return `${amount} from ${offer.vendor}, ordered now, are there ${model.clock.at(there)}: a lead time of ${lead}.`;
  }
  if (network.kind[s] === PURCHASE)
    return `Purchase line ${standing.names[s]!.slice('purchase/'.length)} with ${amount} arrives ${model.clock.at(there)}: in ${lead}.`;
  return `${amount} may be used from ${model.clock.at(there)}: in ${lead}.`;
}
