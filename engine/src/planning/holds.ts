/**
 * What sets a date, read from a mended schedule: the time that each machine, crew, material and the work itself take on the
 * binding chain from a demand down to its root. The amounts add up to the time from now to the date.
 */
import { BUY, PURCHASE } from '../netting/network.ts';
import { spell, spellQty } from '../units/clock.ts';
import type { Answer, Situation } from './situation.ts';

export interface Hold {
  /** `machine`, `crew` and `tool`: waited for; `material`: until it is there; `work`: the work itself, closed hours included. */
  readonly kind: 'material' | 'machine' | 'crew' | 'tool' | 'work' | 'start';
  /** Machine, crew, tool, supply or item. */
  readonly what: string;
  readonly seconds: number;
  readonly text: string;
}

export interface Chain {
  /** From the last task before the delivery down; each was ready when the next of them (or the root) was done. */
  readonly tasks: readonly number[];
  /** Stock, purchase line or purchase at the bottom; −1: the first task waits for nothing. */
  readonly root: number;
}

/** What a demand's date hangs on: at each step the last thing to be ready. */
export function chainOf(situation: Situation, answer: Answer, d: number): Chain {
  const { jobs } = situation;
  const serving = jobs.servesSupply.subarray(jobs.servesFrom[d]!, jobs.servesFrom[d + 1]!);
  return chainFrom(situation, answer, lastOf(answer, serving, answer.outcome.dates[d]!));
}

/** The last of some supplies to be there, of those that are there by a time; −1: none. */
function lastOf({ mended: { built } }: Answer, supplies: Iterable<number>, by: number): number {
  let latest = -1;
  for (const s of supplies)
    if (built.available[s]! <= by && (latest < 0 || built.available[s]! > built.available[latest]!)) latest = s;
  return latest;
}

/** The chain below a supply; of an order from its last task, or from `task` of it. */
export function chainFrom({ jobs, model }: Situation, answer: Answer, supply: number, task?: number): Chain {
  const { ready, built } = answer.mended;
  const tasks: number[] = [];
  let s = supply;
  let from = task;
  while (s >= 0 && jobs.count[s]! > 0) {
    let next = -1;
    for (let t = from ?? jobs.first[s]! + jobs.count[s]! - 1; t >= jobs.first[s]! && next < 0; t--) {
      tasks.push(t);
      const drawn = jobs.inSupply.subarray(jobs.inFrom[t]!, jobs.inFrom[t + 1]!);
      const latest = lastOf(answer, drawn, ready[t]!);
      if (latest >= 0 && built.available[latest] === ready[t] && ready[t]! > model.now) next = latest;
    }
    s = next;
    from = undefined;
  }
  return { tasks, root: s };
}

/** The largest first; empty where the demand is served from what is there. */
export function holdsOf(situation: Situation, answer: Answer, d: number): Hold[] {
  const { jobs, model } = situation;
  const { floor, ready, built } = answer.mended;
  const { shop, clock } = model;
  const { tasks, root } = chainOf(situation, answer, d);
  const found = new Map<string, Omit<Hold, 'text'> & { seconds: number; readonly text: (amount: string) => string }>();
  const add = (kind: Hold['kind'], what: string, seconds: number, text: (amount: string) => string): void => {
    if (seconds <= 0) return;
    const known = found.get(`${kind} ${what}`);
    if (known) known.seconds += seconds;
    else found.set(`${kind} ${what}`, { kind, what, seconds, text });
  };
  const work = (seconds: number) =>
    add('work', 'work', seconds, (amount) => `The work itself takes ${amount}, closed hours included.`);
  let after = tasks.length > 0 ? built.available[jobs.order[tasks[0]!]!]! : 0;
  for (const t of tasks) {
    work(after - floor.start[t]!);
    after = ready[t]!;
    const wait = floor.start[t]! - after;
    const m = floor.machine[t]!;
    if (wait <= 0) continue;
    // With a set-up saved it is who runs the step that is waited for.
    const { setupBy, runBy } = shop.steps;
    const crew = (floor.setup[t]! > 0 ? setupBy : runBy)[jobs.step[t]!]!;
    if (m < 0 || shop.timesOf(m, crew).workBetween(after, floor.start[t]!) === 0) work(wait);
    else if (crew >= 0 && floor.waitsFor('people', t, after))
      add('crew', shop.crewIds[crew]!, wait, (amount) => `Crew ${shop.crewIds[crew]} is busy: ${amount} of waiting.`);
    else if (shop.toolsOf(jobs.step[t]!).length > 0 && floor.waitsFor('tools', t, after)) {
      const tools = shop.toolsOf(jobs.step[t]!).join(', ');
      add('tool', tools, wait, (amount) => `${tools} in use: ${amount} of waiting.`);
    } else
      add('machine', shop.machineIds[m]!, wait, (amount) => `${shop.machineIds[m]} is busy: ${amount} of waiting.`);
  }
  if (root >= 0) {
    const there = built.available[root]!;
    add('material', materialOf(situation, root), there - model.now, () => materialText(situation, root, there));
  } else if (tasks.length > 0) {
    const item = model.catalogue.items[jobs.network.item[jobs.order[tasks.at(-1)!]!]!]!.id;
    add('start', item, after - model.now, () => `${item} may not be begun before ${clock.at(after)}.`);
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
