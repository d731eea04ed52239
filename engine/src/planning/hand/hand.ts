/**
 * A plan edited by hand: what stands elsewhere then, which demands ship earlier or later, and which rules the edits break.
 * Nothing that a person put is mended; `applyByHand` gives the whole plan, which `check` judges by the same names.
 *
 * The answer hangs on the plan and on where each step was put last, never on the way there: putting everything back gives the
 * plan before, and leaving out the last edit undoes it.
 */

import type { Outcome } from '../../scheduling/outcome.ts';
import type { Second } from '../../units/units.ts';
import type { DemandChange, Plan, PlannedOperation } from '../plan.ts';
import { type Prepared, Ready } from '../prepare.ts';
import type { Problem } from '../problem.ts';
import { ProblemError } from '../problem.ts';
import type { Situation } from '../situation.ts';
import { type Bar, type ByHand, type HandBar, type HandMove, told } from './answer.ts';
import { conflictsOf, partOf } from './conflicts.ts';
import type { HandEdit, StepOf } from './edits.ts';
import type { Place } from './lanes.ts';
import { oddSizes, otherOrders, spoilt } from './quantities.ts';
import { type Slid, slide } from './slide.ts';
import { changing, type Stage, Stages } from './stages.ts';
import { Touching } from './touch.ts';

export interface HandOptions {
  /** Made by `prepare(problem, plan)`: edits of one plan share it. */
  readonly prepared?: Prepared;
}

/** What edits by hand do to a plan. */
export function byHand(problem: Problem, plan: Plan, edits: readonly HandEdit[], options: HandOptions = {}): ByHand {
  return deskOf(Ready.of(problem, plan, options.prepared)).after(edits);
}

/** The plan with the edits in it, and the problem that it is a plan of; `check` says what the edits break. */
export function applyByHand(
  problem: Problem,
  plan: Plan,
  edits: readonly HandEdit[],
  options: HandOptions = {},
): { readonly problem: Problem; readonly plan: Plan } {
  return deskOf(Ready.of(problem, plan, options.prepared)).planOf(edits);
}

/** Machines on which a step may be done, the one where it belongs alone; none where none does it. */
export function machinesByHand(
  problem: Problem,
  plan: Plan,
  { edits, of }: { readonly edits: readonly HandEdit[]; readonly of: StepOf },
  options: HandOptions = {},
): readonly string[] {
  return deskOf(Ready.of(problem, plan, options.prepared)).machinesOf(edits, of);
}

const desks = new WeakMap<Ready, Desk>();

function deskOf(ready: Ready): Desk {
  const known = desks.get(ready) ?? new Desk(ready);
  desks.set(ready, known);
  return known;
}

class Desk {
  private readonly ready: Ready;
  private readonly stages: Stages;
  private readonly first: Stage;
  private readonly before: Outcome;
  private readonly setup: number;
  /** Where swaps and pulls of earlier edits put things, by the edits so far. */
  private readonly known = new Map<string, ReadonlyMap<number, Place>>();

  constructor(ready: Ready) {
    this.ready = ready;
    this.stages = new Stages(ready);
    this.first = this.stages.after([]);
    const stands = this.slid(this.first, new Map());
    this.before = this.first.situation.outcomeOf(stands.built);
    this.setup = stands.setup;
  }

  after(edits: readonly HandEdit[]): ByHand {
    const stage = this.stages.after(edits);
    const put = this.placesOf(stage, edits);
    const places = this.standing(stage, edits, put);
    const slid = this.slid(stage, places);
    const found = stage.situation.outcomeOf(slid.built);
    const changes = this.changes(stage, found);
    const late = (date: number, d: number) => !(date <= stage.situation.model.demands[d]!.due);
    const dates = changes.map(({ change }) => change);
    const of = (wanted: (before: number, after: number, d: number) => boolean) =>
      changes.filter(({ d }) => wanted(this.before.dates[d]!, found.dates[d]!, d)).map(({ change }) => change);
    const answer = {
      ...this.movesOf(stage, slid, put),
      orders: otherOrders(stage.situation, this.ready.plan),
      earlier: dates.filter((change) => (change.seconds ?? 0) < 0),
      later: dates.filter((change) => (change.seconds ?? 0) > 0),
      newlyLate: of((before, after, d) => !late(before, d) && late(after, d)),
      saved: of((before, after, d) => late(before, d) && !late(after, d)),
      onTime: { before: this.before.onTime, after: found.onTime },
      lateSeconds: { before: this.before.late, after: found.late },
      setupSeconds: { before: this.setup, after: slid.setup },
      overtimeSeconds: this.overtime(stage, slid, edits),
      conflicts: [
        ...conflictsOf(stage.situation, stage.lineup, slid, places),
        ...oddSizes(stage.situation),
        ...spoilt(stage.situation, found),
      ],
    };
    return { ...answer, said: told(answer) };
  }

  planOf(edits: readonly HandEdit[]): { readonly problem: Problem; readonly plan: Plan } {
    const stage = this.stages.after(edits);
    const slid = this.slid(stage, this.standing(stage, edits, this.placesOf(stage, edits)));
    const { situation } = stage;
    const mended = { floor: slid.floor, built: slid.built, ready: slid.ready, touched: slid.touched };
    const plan = situation.planOf({ mended, outcome: situation.outcomeOf(slid.built), moved: 0, score: 0 });
    return { problem: situation.model.given, plan };
  }

  machinesOf(edits: readonly HandEdit[], of: StepOf): readonly string[] {
    const stage = this.stages.after(edits);
    const t = this.task(stage, of);
    const { jobs, model } = stage.situation;
    const { steps, machineIds } = model.shop;
    const [step, pinned] = [jobs.step[t]!, jobs.pinned[t]!];
    const may = pinned >= 0 ? [pinned] : steps.choice.slice(steps.choiceFrom[step]!, steps.choiceFrom[step + 1]!);
    return Array.from(may, (machine) => machineIds[machine]!);
  }

  private readonly touchings = new WeakMap<Stage, Touching | undefined>();

  /** By what the edits touch where that is enough to look at. */
  private slid(stage: Stage, places: ReadonlyMap<number, Place>): Slid {
    const { situation, lineup, floor } = stage;
    if (!this.touchings.has(stage)) this.touchings.set(stage, Touching.of(stage));
    return this.touchings.get(stage)?.after(places) ?? slide(lineup, situation.jobs, floor, places);
  }

  // ── where things are put ───────────────────────────────────────────────────────────────────────────────────

  private placesOf(stage: Stage, edits: readonly HandEdit[]): ReadonlyMap<number, Place> {
    let places: ReadonlyMap<number, Place> = new Map();
    edits.forEach((edit, i) => {
      if (edit.kind === 'stand' || (changing.has(edit.kind) && edit.kind !== 'unlock')) return;
      if (edit.kind === 'move') {
        places = new Map(places).set(...this.moveOf(stage, edit, places));
        return;
      }
      const key = `${stage.key} ${JSON.stringify(edits.slice(0, i + 1))}`;
      const known = this.known.get(key) ?? this.putBy(stage, edit, places);
      if (this.known.size > 100) this.known.clear();
      this.known.set(key, known);
      places = known;
    });
    return places;
  }

  /** Where nothing slides, what nobody put is put where it stood: first, so that what a person put makes way on its machine. */
  private standing(
    { lineup }: Stage,
    edits: readonly HandEdit[],
    put: ReadonlyMap<number, Place>,
  ): ReadonlyMap<number, Place> {
    if (!edits.some(({ kind }) => kind === 'stand')) return put;
    for (const t of lineup.parted)
      throw new ProblemError(
        'operations',
        '',
        `step ${lineup.jobs.model.shop.steps.seq[lineup.jobs.step[t]!]} of some order is split over machines, and a schedule with such a step is not typed`,
        { maybe: 'move it on the board' },
      );
    const all = new Map<number, Place>();
    for (const t of lineup.order)
      if (lineup.stays[t] === 0 && lineup.jobs.running[t] === 0 && !put.has(t))
        all.set(t, { start: lineup.start[t]!, machine: lineup.machine[t]! });
    for (const [t, place] of put) all.set(t, place);
    return all;
  }

  private moveOf(
    stage: Stage,
    { start, machine, ...of }: Extract<HandEdit, { kind: 'move' }>,
    places: ReadonlyMap<number, Place>,
  ): [number, Place] {
    const { order, seq } = of;
    const t = this.task(stage, of);
    const { shop } = stage.situation.model;
    const index = machine === undefined ? (places.get(t)?.machine ?? stage.lineup.machine[t]!) : shop.machine(machine);
    if (index === undefined)
      throw new ProblemError('machines', machine!, `machine ${machine} is not known`, { step: of });
    if (!Number.isSafeInteger(start))
      throw new ProblemError(
        'operations',
        order,
        `step ${seq} of ${order} cannot begin at ${start}: it must be a whole second`,
        { step: of },
      );
    return [t, { start, machine: stage.lineup.machine[t]! < 0 ? -1 : index }];
  }

  private putBy(stage: Stage, edit: HandEdit, places: ReadonlyMap<number, Place>): ReadonlyMap<number, Place> {
    const next = new Map(places);
    if (edit.kind === 'unlock') {
      const t = this.task(stage, edit);
      next.delete(t);
      return next;
    }
    const { floor, ready } = this.slid(stage, places);
    const stands = (t: number): Place => ({ start: floor.start[t]!, machine: floor.machine[t]! });
    if (edit.kind === 'lock') {
      const t = this.task(stage, edit);
      return next.set(t, stands(t));
    }
    if (edit.kind === 'pull-forward') {
      const t = this.task(stage, edit);
      const stood = stands(t);
      const from = Math.max(stage.situation.model.now, ready[t]!);
      floor.lift(t);
      floor.end[t] = NaN;
      const found = stood.machine < 0 ? floor.earliest(t, from) : floor.earliestOnMachine(t, stood.machine, from);
      const start = found ? Math.min(stood.start, floor.foundStart) : stood.start;
      return next.set(t, { ...stood, start });
    }
    if (edit.kind !== 'swap') return places;
    const [one, other] = [this.task(stage, edit.one), this.task(stage, edit.other)];
    if (one === other) return places;
    const [a, b] = floor.start[one]! <= floor.start[other]! ? [one, other] : [other, one];
    const [first, second] = [stands(a), stands(b)];
    const endOfBoth = floor.end[b]!;
    // Without a machine there is only time to change.
    const alone = first.machine < 0 || second.machine < 0;
    next
      .set(b, alone ? { ...second, start: first.start } : first)
      .set(a, alone ? { ...first, start: second.start } : second);
    if (alone || first.machine !== second.machine) return next;
    const tried = this.slid(stage, next).floor;
    const step = stage.situation.jobs.step[a]!;
    const { shop } = stage.situation.model;
    const times = shop.timesOf(second.machine, shop.steps.crew[step]!);
    const latest = times.subtract(endOfBoth, times.workBetween(tried.start[a]!, tried.end[a]!));
    return next.set(a, { ...second, start: Math.max(tried.end[b]!, latest) });
  }

  private task({ situation, lineup }: Stage, of: StepOf): number {
    const { order, seq, part = 1 } = of;
    const refused = (said: string, maybe?: string) =>
      new ProblemError('operations', order, said, { step: of, ...(maybe === undefined ? {} : { maybe }) });
    const { jobs, standing } = situation;
    const s = this.supplies(situation).get(order);
    const { steps } = situation.model.shop;
    for (let t = jobs.first[s ?? 0]!; s !== undefined && t < jobs.first[s]! + jobs.count[s]!; t++) {
      if (steps.seq[jobs.step[t]!] !== seq || standing.live[s] === 0) continue;
      if (jobs.running[t] === 1)
        throw refused(
          `step ${seq} of ${order} runs already and goes on where it is`,
          'report what is done of it, or take back that it was started, and plan again',
        );
      const count = lineup.parted.has(t) ? jobs.partCount[t]! : 1;
      if (part < 1 || part > count) throw refused(`step ${seq} of ${order} stands in ${count}, not in ${part} parts`);
      return lineup.parted.has(t) ? jobs.partFrom[t]! + part - 1 : t;
    }
    throw refused(`${order} has no step ${seq} in this plan`);
  }

  private readonly named = new WeakMap<Situation, ReadonlyMap<string, number>>();

  private supplies(situation: Situation): ReadonlyMap<string, number> {
    let named = this.named.get(situation);
    if (!named) {
      const { standing, jobs } = situation;
      named = new Map(
        standing.names.flatMap((name, s) => (name !== undefined && jobs.network.host[s]! < 0 ? [[name, s]] : [])),
      );
      this.named.set(situation, named);
    }
    return named;
  }

  // ── what comes of it ───────────────────────────────────────────────────────────────────────────────────────

  private movesOf(
    { situation, lineup }: Stage,
    { floor, touched, looked }: Slid,
    places: ReadonlyMap<number, Place>,
  ): Pick<ByHand, 'moved' | 'added' | 'gone'> {
    const { jobs, standing, model } = situation;
    const moved: HandMove[] = [];
    const added: HandBar[] = [];
    const stands = new Set<PlannedOperation>();
    const bar = (of: { readonly start: number; readonly end: number }, machine: string | undefined): Bar => {
      const [start, end] = [of.start as Second, of.end as Second];
      return machine === undefined ? { start, end } : { machine, start, end };
    };
    const machine = (index: number) => model.shop.machineIds[index];
    const other = situation !== this.first.situation;
    for (const t of other ? lineup.order : looked) {
      const seq = model.shop.steps.seq[jobs.step[t]!]!;
      const s = jobs.order[t]!;
      const order = standing.names[s]!;
      const part = partOf(jobs, t);
      const row = other ? this.rowOf(order, seq, part.part) : undefined;
      if (row) stands.add(row);
      if (touched[t] === 0 || seq < 0) continue;
      const item = model.catalogue.items[jobs.network.item[s]!]!.id;
      const after = bar({ start: floor.start[t]!, end: floor.end[t]! }, machine(floor.machine[t]!));
      const fresh = lineup.fresh[t]! > 0;
      if (fresh && !row) {
        added.push({ order, item, seq, ...part, ...after });
        continue;
      }
      const before =
        fresh && row
          ? bar(row, row.machine)
          : bar({ start: lineup.start[t]!, end: lineup.end[t]! }, machine(lineup.machine[t]!));
      const setup = floor.setup[t]!;
      moved.push({
        order,
        item,
        seq,
        ...part,
        before,
        after,
        ...(places.has(t) ? { byHand: true } : undefined),
        ...((fresh && row) || setup === lineup.setup[t] ? undefined : { setup }),
      });
    }
    // What nobody draws on any more is not in the network.
    const rows = other ? this.ready.plan.operations.filter((row) => !stands.has(row)) : [];
    const gone = rows.map((row) => ({
      order: row.order,
      item: row.item,
      seq: row.seq,
      ...(row.part ? { part: row.part.number } : undefined),
      ...bar(row, row.machine),
    }));
    return { moved, added, gone };
  }

  /** A step that stands whole now has the place of its first part. */
  private rowOf(order: string, seq: number, part = 1): PlannedOperation | undefined {
    return this.ready.rows.operations
      .get(order)
      ?.find((row) => row.seq === seq && (row.part === undefined || row.part.number === part));
  }

  /** Demands whose date is another, the largest change first. */
  private changes({ situation }: Stage, found: Outcome): { readonly d: number; readonly change: DemandChange }[] {
    const changes: { d: number; change: DemandChange }[] = [];
    situation.model.demands.forEach(({ id, due }, d) => {
      const [before, after] = [this.before.dates[d]!, found.dates[d]!];
      if (before === after || before === Infinity) return;
      const dates = { before: before as Second, after: after as Second };
      changes.push({ d, change: { demand: id, due, ...dates, seconds: after - before } });
    });
    const size = ({ change }: { change: DemandChange }) => Math.abs(change.seconds ?? Infinity);
    return changes.sort((a, b) => size(b) - size(a) || a.d - b.d);
  }

  private overtime({ situation, lineup: stands }: Stage, slid: Slid, edits: readonly HandEdit[]): number {
    const longer = new Set(edits.flatMap((edit) => (edit.kind === 'overtime' ? [edit.of] : [])));
    if (longer.size === 0) return 0;
    const { shop } = situation.model;
    const usual = this.first.situation.model.shop;
    const { jobs, floor } = slid;
    let sum = 0;
    for (const t of stands.order) {
      const machine = floor.machine[t]!;
      if (machine < 0 || slid.built.dead[jobs.order[t]!] === 1) continue;
      const { setupBy, runBy } = shop.steps;
      const step = jobs.step[t]!;
      const hours = (crew: number, from: number, to: number) => {
        const names = [shop.machineIds[machine]!, ...(crew < 0 ? [] : [shop.crewIds[crew]!])];
        if (!names.some((name) => longer.has(name))) return 0;
        return Math.max(
          0,
          shop.timesOf(machine, crew).workBetween(from, to) - usual.timesOf(machine, crew).workBetween(from, to),
        );
      };
      const mid = floor.setupEnd(t);
      sum += hours(setupBy[step]!, floor.start[t]!, mid) + hours(runBy[step]!, mid, floor.end[t]!);
    }
    return sum;
  }
}
