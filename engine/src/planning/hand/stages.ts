/**
 * The problems that edits by hand make of one, each with the plan as it stands in it: other hours, orders of other sizes, frozen
 * steps that are let go. Made once, kept for the next edit.
 */
import { PLANNED, WORK } from '../../netting/network.ts';
import { Floor } from '../../scheduling/floor.ts';
import type { Jobs } from '../../scheduling/jobs.ts';
import { ELAPSED } from '../../scheduling/steps.ts';
import { spellQty } from '../../units/clock.ts';
import { lent } from '../lend.ts';
import type { Ready } from '../prepare.ts';
import { type Problem, ProblemError } from '../problem.ts';
import type { Situation } from '../situation.ts';
import type { Asked } from '../standing.ts';
import { type HandEdit, highest, problemAfter, sizesAfter } from './edits.ts';
import { Lineup, NEW, SIZED } from './lineup.ts';

/** One problem with the plan as it stands in it, ready to be slid. */
export interface Stage {
  /** The edits that made it. */
  readonly key: string;
  readonly situation: Situation;
  readonly lineup: Lineup;
  readonly floor: Floor;
}

/** Edits after which orders, hours or what is frozen differ. */
export const changing: ReadonlySet<HandEdit['kind']> = new Set(['downtime', 'overtime', 'unlock', 'resize', 'split']);

const ofHours: ReadonlySet<HandEdit['kind']> = new Set(['downtime', 'overtime']);

const tasksOf = ({ first, count }: Jobs, s: number): number[] =>
  Array.from({ length: count[s]! }, (_, k) => first[s]! + k);

const NOWHERE = { start: NaN, end: NaN, machine: -1 };

/** So many problems are kept beside the first. */
const STAGES = 3;

export class Stages {
  private readonly ready: Ready;
  private readonly known = new Map<string, Stage>();

  constructor(ready: Ready) {
    this.ready = ready;
  }

  after(edits: readonly HandEdit[]): Stage {
    const those = edits.filter(({ kind }) => changing.has(kind));
    const key = JSON.stringify(those);
    const known = this.known.get(key);
    if (known) return known;
    if (this.known.size > STAGES) this.known.delete([...this.known.keys()].find((one) => one !== '[]')!);
    const made = this.staged(those, key);
    this.known.set(key, made);
    return made;
  }

  /** Steps are lined up as they stood in the hours that there were; they slide in those that there are. */
  private staged(edits: readonly HandEdit[], key: string): Stage {
    const { ready } = this;
    const sizes = sizesAfter(ready.problem, ready.plan, edits);
    const letGo = problemAfter(
      ready.problem,
      edits.filter(({ kind }) => !ofHours.has(kind)),
    );
    const asked = sizes.size > 0 ? { sizes } : {};
    const same = letGo === ready.problem && sizes.size === 0;
    const stood = same && edits.length > 0 ? this.after([]) : this.lined(this.netted(letGo, sizes), key);
    const hours = problemAfter(
      letGo,
      edits.filter(({ kind }) => ofHours.has(kind)),
    );
    if (hours === letGo) return stood;
    const situation = this.drawn(hours, asked);
    this.nameNew(situation);
    return { key, situation, lineup: stood.lineup, floor: new Floor(situation.jobs) };
  }

  /** What cannot be had in another size is told of the order that is to have it: nobody typed what its components would come to. */
  private netted(problem: Problem, sizes: ReturnType<typeof sizesAfter>): Situation {
    try {
      return this.drawn(problem, sizes.size > 0 ? { sizes } : {});
    } catch (error) {
      const last = [...sizes].at(-1);
      if (!(error instanceof ProblemError) || !last) throw error;
      const [order, [sized]] = last;
      const { item } = this.ready.plan.orders.find(({ id }) => id === order)!;
      const { decimals } = problem.items.find(({ id }) => id === item)!;
      throw new ProblemError(
        'items',
        order,
        `${order} cannot be for ${spellQty(sized!.qty, decimals)} ${item}: ${error.said}`,
        { maybe: 'a smaller quantity' },
      );
    }
  }

  /** What orders of another size lack and would come too late for them is lent by who draws on the same later. */
  private drawn(problem: Problem, asked: Asked): Situation {
    const situation = this.ready.under(problem, asked);
    const { jobs, standing, sound } = situation;
    if (!sound || standing.sized.size === 0) return situation;
    const whom = new Set([...standing.sized].flatMap((s) => tasksOf(jobs, s)));
    return lent(situation, { whom }) ?? situation;
  }

  private lined(situation: Situation, key: string): Stage {
    const { jobs, standing, sound } = situation;
    if (!sound)
      throw new ProblemError(
        'items',
        jobs.network.shorts[0] ? jobs.model.catalogue.items[jobs.network.shorts[0].item]!.id : '',
        'something in this plan is not known to the problem, or what the edits ask for cannot be had',
      );
    const floor = new Floor(jobs);
    const parted = new Set<number>();
    for (const [t, stood] of standing.parts) if (jobs.mayPart(t) && jobs.partCount[t] === stood.length) parted.add(t);
    const stood = (t: number) =>
      t < jobs.tasks
        ? { start: standing.start[t]!, end: standing.end[t]!, machine: standing.machine[t]! }
        : (standing.parts.get(jobs.wholeOf(t))?.[t - jobs.partFrom[jobs.wholeOf(t)]!] ?? NOWHERE);
    const all = Array.from({ length: jobs.places }, (_, t) => stood(t));
    const machine = Int32Array.from(all, (place) => place.machine);
    const start = Float64Array.from(all, (place) => place.start);
    const end = Float64Array.from(all, (place) => place.end);
    const { kind, qty } = jobs.network;
    const freshOf = (s: number): number => {
      const row = standing.row[s];
      if (kind[s] === WORK) return standing.sized.has(s) ? SIZED : 0;
      if (kind[s] !== PLANNED || !row || (row.qty === qty[s] && !standing.sized.has(s))) return 0;
      return standing.names[s] === row.id ? SIZED : NEW;
    };
    const fresh = Uint8Array.from({ length: jobs.places }, (_, t) => freshOf(jobs.order[t]!));
    this.partBatches(situation, start, machine, fresh);
    this.findPlaces(situation, start, machine, fresh);
    this.nameNew(situation);
    const unfrozen = this.unfrozen(situation);
    return {
      key,
      situation,
      lineup: new Lineup(situation, floor, start, end, machine, fresh, parted, unfrozen),
      floor,
    };
  }

  /** Tasks that the plan has as frozen, and the problem no more. */
  private unfrozen({ jobs, standing, model }: Situation): ReadonlySet<number> {
    const frozen = new Set(
      this.ready.plan.operations.flatMap((row) => (row.frozen ? [`${row.order} ${row.seq}`] : [])),
    );
    if (frozen.size === 0) return new Set();
    const { seq } = model.shop.steps;
    const isUnfrozen = (t: number) =>
      !(jobs.frozenFrom[t]! === jobs.frozenFrom[t]!) &&
      frozen.has(`${standing.names[jobs.order[t]!]} ${seq[jobs.step[t]!]}`);
    return new Set(Array.from({ length: jobs.tasks }, (_, t) => t).filter(isUnfrozen));
  }

  /** Orders that are netted anew are named after all others. */
  private nameNew({ jobs, standing }: Situation): void {
    const { names, live } = standing;
    let next =
      highest([...this.ready.plan.orders.map(({ id }) => id), ...[...standing.sized].map((s) => names[s]!)]) + 1;
    for (let s = 0; s < jobs.network.supplies; s++)
      if (jobs.network.kind[s] === PLANNED && live[s] === 1) names[s] ??= `planned/${next++}`;
  }

  /** What shares a batch with an order of another size is placed anew with it. */
  private partBatches({ jobs, model }: Situation, start: Float64Array, machine: Int32Array, fresh: Uint8Array): void {
    if (!model.shop.anyBatch) return;
    const key = (t: number) => `${machine[t]} ${start[t]}`;
    const takes = (t: number) => machine[t]! >= 0 && model.shop.batchRoom[machine[t]!]! > 0;
    const parted = new Set<string>();
    for (let t = 0; t < jobs.places; t++) if (fresh[t] === SIZED && takes(t)) parted.add(key(t));
    for (let t = 0; t < jobs.places; t++)
      if (fresh[t] === 0 && takes(t) && jobs.running[t] === 0 && parted.has(key(t))) fresh[t] = SIZED;
  }

  /** What is new takes the places that are free, as after any change. */
  private findPlaces(situation: Situation, start: Float64Array, machine: Int32Array, fresh: Uint8Array): void {
    const { jobs, standing } = situation;
    const isNew = (t: number) => !(start[t]! === start[t]!) && standing.live[jobs.order[t]!] === 1;
    if (!start.subarray(0, jobs.tasks).some((_, t) => isNew(t))) return;
    const answer = situation.mend();
    if (answer) situation.postpone(answer);
    const floor = answer?.mended.floor;
    const { steps } = situation.model.shop;
    for (let t = 0; t < jobs.tasks; t++) {
      if (!isNew(t)) continue;
      start[t] = floor?.start[t] ?? jobs.release[t]!;
      // Where nothing is free before the end of what is planned or for parts of it on several machines, it goes to the first.
      const step = jobs.step[t]!;
      const none = steps.kind[step] === ELAPSED || !situation.model.problem.rules.constrained;
      const found = floor?.machine[t] ?? -1;
      machine[t] = found >= 0 || none ? found : steps.choice[steps.choiceFrom[step]!]!;
      fresh[t] = NEW;
    }
  }
}
