/**
 * The plan after something happened. The smallest repair comes first: everything stays on its machine and time but what
 * the change hits and what waits for it, which take the gaps that are left. Only where a demand comes out later than it
 * was does other work make room, at most two operations of a hundred, and only if that pays by the objective with the
 * moves counted.
 */
import { spell, spellQty } from '../units/clock.ts';
import type { Second } from '../units/units.ts';
import { applyChanges, type Change } from './change.ts';
import { dateChanges, movedDates, type OperationMove } from './compare.ts';
import { withOpened } from './opened.ts';
import type { DemandChange, Plan, PlanOptions } from './plan.ts';
import { rowsOf } from './plan-rows.ts';
import { plan as planned } from './planner.ts';
import { type Prepared, Ready } from './prepare.ts';
import type { Problem } from './problem.ts';
import { ProblemError } from './problem.ts';
import { better, makeRoom, type Room } from './room.ts';
import { type Answer, Situation } from './situation.ts';

export interface MovedOperation extends OperationMove {
  readonly why: string;
}

export interface Replanned {
  /** The problem with the changes in it. */
  readonly problem: Problem;
  readonly plan: Plan;
  /**
   * `smallest`: only what was hit and what waits for it; `wider`: other work made room; `anew`: the plan could not
   * be mended (something cannot be had any more, a bill or a shelf life ends first), so everything was planned again.
   */
  readonly reach: 'smallest' | 'wider' | 'anew';
  /** Operations that stand elsewhere, by their old start. Empty with `anew`: `compare` says what moved. */
  readonly moved: readonly MovedOperation[];
  /** How many of them neither the change hit nor something that it hit held up: they made room. */
  readonly aside: number;
  /** Demands whose date moved, the largest first. */
  readonly dates: readonly DemandChange[];
  /** What happened, what moved and why, in sentences with their values. */
  readonly said: readonly string[];
}

/** Beside what `prepare` made, `options` are those of `plan`, for the case that everything is planned again. */
export interface ReplanOptions extends PlanOptions {
  readonly prepared?: Prepared;
  /** At most this share of all operations makes room for what was hit. Absent: 0.02; 1: as many as pays. */
  readonly aside?: number;
}

/** At most two operations of a hundred make room, unless asked otherwise. */
const ASIDE = 0.02;

export function replan(
  problem: Problem,
  plan: Plan,
  changes: readonly Change[],
  options: ReplanOptions = {},
): Replanned {
  const changed = applyChanges(problem, changes);
  const situation = Ready.of(problem, plan, options.prepared).after(changes);
  const smallest = situation.sound ? situation.mend() : undefined;
  if (!smallest) return anew(problem, changed, plan, changes, options);
  const room = makeRoom(situation, smallest, hurt(situation, smallest), options.aside ?? ASIDE);
  const best = better(smallest, room.within)!;
  situation.postpone(best);
  const made = situation.planOf(best);
  const moved = movesOf(situation, best, best === smallest ? undefined : smallest);
  const dates = datesOf(changed, plan, made);
  return {
    problem: changed,
    plan: made,
    reach: best === smallest ? 'smallest' : 'wider',
    moved: moved.map(({ aside: _, ...move }) => move),
    aside: moved.filter((move) => move.aside).length,
    dates,
    said: [
      ...changes.map((change) => sentence(problem, situation, change)),
      ...told(situation, moved, dates),
      ...beyondWords(situation, best, room),
    ],
  };
}

/** What would be gained if more might move than may. */
function beyondWords({ jobs }: Situation, best: Answer, { beyond }: Room): string[] {
  if (!beyond || beyond.score >= best.score) return [];
  const share = Math.round((1000 * beyond.aside) / jobs.tasks) / 10;
  const saved = spell(best.outcome.late - beyond.outcome.late);
  return [
    `If ${beyond.aside} other operations (${share} % of all) might move too, orders would be ${saved} less late in all.`,
  ];
}

function anew(
  problem: Problem,
  changed: Problem,
  before: Plan,
  changes: readonly Change[],
  options: PlanOptions,
): Replanned {
  const made = planned(changed, options);
  const situation = Situation.of(withOpened(changed, made), rowsOf(made));
  const dates = datesOf(changed, before, made);
  return {
    problem: changed,
    plan: made,
    reach: 'anew',
    moved: [],
    aside: 0,
    dates,
    said: [
      ...changes.map((change) => sentence(problem, situation, change)),
      'The plan could not be mended, so everything was planned again.',
      ...told(situation, [], dates),
    ],
  };
}

/** Demands that ship later than in the plan, or that are new, and late. */
function hurt(situation: Situation, { outcome }: Answer): Set<number> {
  const before = situation.rows.lastDates;
  const found = new Set<number>();
  situation.model.demands.forEach((demand, d) => {
    const date = outcome.dates[d]!;
    const was = before.get(demand.id);
    if (date > demand.due && date < Infinity && (was === undefined || date > was)) found.add(d);
  });
  return found;
}

/** Demands of the changed problem whose date moved; one that is new has no date before. */
function datesOf(problem: Problem, before: Plan, after: Plan): DemandChange[] {
  const { earlier, later } = movedDates(dateChanges(problem, before, after));
  const size = (change: DemandChange) => Math.abs(change.seconds ?? Infinity);
  return [...later, ...earlier].sort((a, b) => size(b) - size(a) || (a.demand < b.demand ? -1 : 1));
}

interface Move extends MovedOperation {
  readonly aside: boolean;
}

function movesOf(situation: Situation, answer: Answer, smallest: Answer | undefined): Move[] {
  const { jobs, standing, model } = situation;
  const { network } = jobs;
  const { mended } = answer;
  const moved: Move[] = [];
  for (let t = 0; t < jobs.tasks; t++) {
    if (mended.touched[t] === 0 || !situation.elsewhere(mended, t)) continue;
    const s = jobs.order[t]!;
    const seq = model.shop.steps.seq[jobs.step[t]!]!;
    if (seq < 0) continue;
    const aside = smallest !== undefined && !situation.elsewhere(smallest.mended, t);
    const machine = (index: number) => (index < 0 ? undefined : model.shop.machineIds[index]);
    moved.push({
      order: standing.names[s]!,
      item: model.catalogue.items[network.item[s]!]!.id,
      seq,
      before: { machine: machine(standing.machine[t]!), start: standing.start[t]! as Second },
      after: { machine: machine(mended.floor.machine[t]!), start: mended.floor.start[t]! as Second },
      why: why(situation, answer, t, aside),
      aside,
    });
  }
  return moved.sort((a, b) => a.before.start - b.before.start || (a.order < b.order ? -1 : 1) || a.seq - b.seq);
}

function why({ jobs, standing, model }: Situation, { mended }: Answer, t: number, aside: boolean): string {
  const ready = mended.ready[t]!;
  const s = jobs.order[t]!;
  const until = model.clock.at(ready);
  const stood = standing.start[t]!;
  if (ready > stood) {
    for (let i = jobs.inFrom[t]!; i < jobs.inFrom[t + 1]!; i++) {
      const supply = jobs.inSupply[i]!;
      if (mended.built.available[supply]! >= ready || jobs.network.available[supply]! === ready)
        return `it waits for ${standing.names[supply] ?? 'a new order'} until ${until}`;
    }
    if (t > jobs.first[s]!) {
      const before = model.shop.steps.seq[jobs.step[t - 1]!]!;
      return `step ${before} before it is done ${until}`;
    }
    return `it may not start before ${until}`;
  }
  if (aside) return 'it makes room for what was hit';
  const machine = standing.machine[t]!;
  if (mended.floor.end[t] === standing.end[t] && mended.floor.machine[t] === machine && machine >= 0)
    return 'it is set up otherwise, after what comes before it now, and ends as planned';
  return machine < 0
    ? 'its time is not what it was'
    : `${model.shop.machineIds[machine]} is not free for it from ${model.clock.at(stood)} as planned`;
}

/** At most so many sentences about moves, and so many about dates. */
const SENTENCES = 20;

function told({ model }: Situation, moved: readonly Move[], dates: readonly DemandChange[]): string[] {
  const { clock } = model;
  const said: string[] = [];
  if (moved.length === 0 && dates.length === 0) return ['Nothing has to move.'];
  for (const { order, seq, before, after, why } of moved.slice(0, SENTENCES)) {
    const where = after.machine === before.machine ? ' to' : ` on ${before.machine} to ${after.machine} at`;
    said.push(`Step ${seq} of ${order} moves from ${clock.at(before.start)}${where} ${clock.at(after.start)}: ${why}.`);
  }
  if (moved.length > SENTENCES) said.push(`${moved.length - SENTENCES} more steps move.`);
  for (const { demand, before, after, seconds } of dates.slice(0, SENTENCES)) {
    if (after === undefined) said.push(`Demand ${demand} has no date any more.`);
    else if (before === undefined) said.push(`Demand ${demand} ships ${clock.at(after)}.`);
    else
      said.push(
        `Demand ${demand} ships ${clock.at(after)} instead of ${clock.at(before)}: ${spell(Math.abs(seconds!))} ${seconds! > 0 ? 'later' : 'earlier'}.`,
      );
  }
  if (dates.length > SENTENCES) said.push(`${dates.length - SENTENCES} more demands have another date.`);
  return said;
}

function sentence(problem: Problem, { model }: Situation, change: Change): string {
  const { clock } = model;
  const units = (item: string, steps: number) =>
    `${spellQty(steps, problem.items.find((row) => row.id === item)?.decimals ?? 0)} ${item}`;
  switch (change.kind) {
    case 'purchase-late': {
      const line = found(problem.purchaseLines, change.line);
      return `Purchase line ${line.id} with ${units(line.item, line.qty)} is expected ${clock.at(change.estimated)} instead of ${clock.at(line.estimated)}.`;
    }
    case 'machine-down':
      return `${change.machine} is down from ${clock.at(change.from)} to ${clock.at(change.to)}.`;
    case 'rush-order':
      return `Demand ${change.demand.id} for ${units(change.demand.item, change.demand.qty)} comes in, due ${clock.at(change.demand.due)}.`;
    case 'scrap': {
      const order = found(problem.workOrders, change.workOrder);
      return `${order.id} loses ${units(order.item, change.qty)}${change.seq === undefined ? '' : ` at step ${change.seq}`}.`;
    }
    case 'crew-absent':
      return `${change.people === undefined ? 'All' : change.people} of crew ${change.crew} are away from ${clock.at(change.from)} to ${clock.at(change.to)}.`;
    case 'working-time': {
      const before = new Map(problem.calendars.map((row) => [row.id, JSON.stringify(row)]));
      const others = change.calendars.filter((row) => before.get(row.id) !== JSON.stringify(row));
      return `Calendar ${others.map(({ id }) => id).join(', ')} is another.`;
    }
    case 'quantity': {
      const demand = found(problem.demands, change.demand);
      if (change.qty === 0) return `Demand ${demand.id} for ${units(demand.item, demand.qty)} is cancelled.`;
      return `Demand ${demand.id} is for ${units(demand.item, change.qty)} instead of ${spellQty(demand.qty, problem.items.find((row) => row.id === demand.item)?.decimals ?? 0)}.`;
    }
  }
}

function found<T extends { readonly id: string }>(rows: readonly T[], id: string): T {
  const row = rows.find((one) => one.id === id);
  if (!row) throw new ProblemError('demands', id, `${id} is not known`);
  return row;
}
