/**
 * What a plan breaks after edits by hand: shown under the name of the checker's rule, with what it takes to keep it. Only
 * what a person put, what stays where it stands, and what ran past the end can break anything: all else was placed by the rules.
 */
import { linesUsed } from '../../netting/bills.ts';
import { draw } from '../../netting/compile.ts';
import { BUY } from '../../netting/network.ts';
import type { Jobs } from '../../scheduling/jobs.ts';
import { ELAPSED } from '../../scheduling/steps.ts';
import type { Second } from '../../units/units.ts';
import type { SupplyId } from '../plan.ts';
import type { Situation } from '../situation.ts';
import type { StepOf } from './edits.ts';
import type { Place } from './lanes.ts';
import type { Lineup } from './lineup.ts';
import type { Slid } from './slide.ts';

export interface HandConflict {
  /** The rule's name as `check` says it. */
  readonly rule: string;
  readonly order: SupplyId;
  readonly seq: number;
  readonly part?: number;
  /** From when on, or until when, the step would keep the rule, as far as this conflict goes. Absent: no time mends it. */
  readonly at?: Second;
  /** The other step that holds the machine then. */
  readonly with?: StepOf;
  /** Those that can do it, where its machine cannot: the first three. */
  readonly machines?: readonly string[];
  readonly text: string;
}

/** Which part of its step a place is; nothing where it is whole. */
export const partOf = (jobs: Jobs, t: number): { readonly part?: number } =>
  t < jobs.tasks ? {} : { part: t - jobs.partFrom[jobs.wholeOf(t)]! + 1 };

type Say = (rule: string, text: string, at?: number, more?: Pick<HandConflict, 'with' | 'machines'>) => void;

export function conflictsOf(
  situation: Situation,
  lineup: Lineup,
  slid: Slid,
  byHand: ReadonlyMap<number, Place>,
): HandConflict[] {
  return new Conflicts(situation, lineup, slid, byHand).all();
}

class Conflicts {
  private readonly situation: Situation;
  private readonly lineup: Lineup;
  private readonly slid: Slid;
  private readonly byHand: ReadonlyMap<number, Place>;
  private readonly found: HandConflict[] = [];

  constructor(situation: Situation, lineup: Lineup, slid: Slid, byHand: ReadonlyMap<number, Place>) {
    this.situation = situation;
    this.lineup = lineup;
    this.slid = slid;
    this.byHand = byHand;
  }

  all(): HandConflict[] {
    const { lineup, slid } = this;
    const inOrder = (a: number, b: number): number => lineup.at[a]! - lineup.at[b]!;
    const looked =
      slid.looked === lineup.order ? lineup.order : [...new Set([...lineup.staying, ...slid.looked])].sort(inOrder);
    for (const t of looked) {
      const put = this.byHand.has(t);
      if (put || lineup.stays[t] === 1) this.fixed(t, this.sayer(t));
      else if (slid.jobs.held[t] === 1 && (slid.touched[t] === 1 || slid.touched[t - 1] === 1))
        this.before(t, false, this.sayer(t));
      if (slid.touched[t] === 1 || slid.beyond.has(t)) this.slidFar(t, this.sayer(t));
    }
    for (const [standing, put] of slid.clashes) {
      const [a, b] = this.byHand.has(standing) && !this.byHand.has(put) ? [put, standing] : [standing, put];
      const machine = this.shop.machineIds[slid.floor.machine[b]!]!;
      const end = slid.floor.end[a]!;
      this.sayer(b)(
        'no machine over capacity',
        `${machine} is taken by ${this.named(a)} until ${this.at(end)}. Maybe put it there then.`,
        end,
        { with: this.stepOf(a) },
      );
    }
    return this.found;
  }

  private get shop() {
    return this.situation.model.shop;
  }

  private sayer(t: number): Say {
    return (rule, text, at, more) =>
      this.found.push({
        rule,
        ...this.stepOf(t),
        ...(at === undefined ? undefined : { at: at as Second }),
        ...more,
        text: `${this.named(t)} begins ${this.at(this.slid.floor.start[t]!)}: ${text}`,
      });
  }

  private stepOf(t: number): StepOf {
    const { jobs } = this.slid;
    const order = this.situation.standing.names[jobs.order[t]!] ?? '';
    return { order, seq: Math.max(0, this.shop.steps.seq[jobs.step[t]!]!), ...partOf(jobs, t) };
  }

  private named(t: number): string {
    const { jobs } = this.slid;
    const seq = this.shop.steps.seq[jobs.step[t]!]!;
    const order = this.situation.standing.names[jobs.order[t]!] ?? 'a new order';
    const { part } = partOf(jobs, t);
    return seq < 0 ? order : `Step ${seq}${part === undefined ? '' : ` part ${part}`} of ${order}`;
  }

  private at(second: number): string {
    return this.situation.model.clock.onDay(second);
  }

  private fixed(t: number, say: Say): void {
    const { jobs, floor } = this.slid;
    const frozen = jobs.frozenFrom[t]! === jobs.frozenFrom[t]!;
    const runs = jobs.running[t] === 1 && !this.byHand.has(t);
    if (frozen && (floor.start[t] !== jobs.frozenFrom[t] || floor.machine[t] !== this.lineup.machine[t]))
      say(
        'frozen stays where it is',
        `it is frozen at ${this.at(jobs.frozenFrom[t]!)}. Maybe unlock it.`,
        jobs.frozenFrom[t]!,
      );
    if (!frozen && !runs && floor.start[t]! < jobs.model.now)
      say('nothing starts before now', `now it is ${this.at(jobs.model.now)}. Maybe put it there.`, jobs.model.now);
    this.before(t, frozen || runs, say);
    if (!runs) this.needs(t, frozen, say);
    // When people froze it they answer for its hours; where somebody takes it to another time, the rule does.
    if (floor.start[t] !== jobs.frozenFrom[t] && floor.end[t]! <= this.shop.to) this.hours(t, runs, say);
    if (!runs && !(frozen && !this.byHand.has(t))) this.place(t, say);
    if (!frozen && floor.end[t]! > this.shop.to) this.tooLate(t, say);
  }

  /** The step before it in its order. */
  private before(t: number, stays: boolean, say: Say): void {
    const { jobs, floor } = this.slid;
    const { steps } = this.shop;
    const last = jobs.wholeOf(t) - 1;
    if (last + 1 === jobs.first[jobs.order[t]!]) return;
    const before = jobs.step[last]!;
    const handed = floor.handsOn(last) + steps.gapAfter[before]!;
    const start = floor.start[t]!;
    if (start < handed && !(stays && this.lineup.readyThen[t]! >= handed))
      say(
        'steps follow each other',
        `${this.named(last)} lets it begin ${this.at(handed)}. Maybe put it there, or move that step too.`,
        handed,
      );
    else if (!floor.fed(t))
      say('no step runs out of pieces', `${this.named(last)} does not feed it in time. Maybe a little later.`);
    const longest = floor.done(last) + steps.maxGap[before]!;
    if (jobs.held[t] === 1 && start > longest)
      say(
        'steps follow before the longest gap is over',
        `it must by ${this.at(longest)}. Maybe move ${this.named(last)} too.`,
        longest,
      );
  }

  /** Materials, events and fences. */
  private needs(t: number, frozen: boolean, say: Say): void {
    const { jobs, floor, built } = this.slid;
    const { network, model } = jobs;
    const s = jobs.order[t]!;
    const whole = jobs.wholeOf(t);
    const start = floor.start[t]!;
    if (!frozen && start < jobs.gate[whole]! && jobs.gate[whole]! > model.now) {
      const { timeFence } = model.catalogue.items[network.item[s]!]!;
      const fence = model.now + (timeFence ?? 0);
      if (timeFence && start < fence)
        say('time fence holds', `nothing new is made before ${this.at(fence)}. Maybe put it there.`, fence);
      const event = this.eventOf(s);
      if (event !== undefined && start < event.expected)
        say(
          'awaited events gate',
          `${event.name} is expected ${this.at(event.expected)}. Maybe put it there.`,
          event.expected,
        );
      if (start < network.billFrom[s]! && this.billDiffers(s, start))
        say(
          'components as exploded',
          `its bill is in force from ${this.at(network.billFrom[s]!)}.`,
          network.billFrom[s]!,
        );
    }
    for (let i = jobs.inFrom[whole]!; i < jobs.inFrom[whole + 1]!; i++) {
      const supply = jobs.inSupply[i]!;
      const there = built.available[supply]!;
      if (start >= there || (frozen && there <= this.lineup.readyThen[t]!) || this.boughtBy(supply, start)) continue;
      const name = this.situation.standing.names[supply] ?? 'a new order';
      say(
        'pegged supply is there in time',
        `${name} is there ${this.at(there)}. Maybe put it there, or hurry ${name}.`,
        there,
      );
    }
  }

  /** A purchase that the plan proposes can be ordered so that it is there by then: working days make some later orders arrive earlier. */
  private boughtBy(supply: number, need: number): boolean {
    const { network, model } = this.slid.jobs;
    if (network.kind[supply] !== BUY) return false;
    const { lead, first, last } = model.catalogue.offers[network.item[supply]!]![network.ref[supply]!]!;
    return lead.arrival(lead.orderBy(need, first, last)) <= need;
  }

  /** By the bill that is in force then a planned order would draw something else. */
  private billDiffers(s: number, at: number): boolean {
    const { network, model } = this.slid.jobs;
    const drawn = new Map<number, number>();
    network.lineOrder.forEach((order, l) => {
      const item = network.lineItem[l]!;
      if (order === s) drawn.set(item, (drawn.get(item) ?? 0) + network.lineQty[l]!);
    });
    const wanted = new Map([...drawn.keys()].map((item) => [item, 0]));
    for (const line of linesUsed(model.catalogue.lines[network.item[s]!]!, at, (item) => drawn.has(item))) {
      const qty = draw(line, network.taskQty[network.taskFrom[s]! + line.step]!);
      if (qty > 0) wanted.set(line.component, (wanted.get(line.component) ?? 0) + qty);
    }
    return [...wanted].some(([item, qty]) => drawn.get(item) !== qty);
  }

  private eventOf(s: number) {
    const { jobs } = this.slid;
    const { model } = jobs;
    for (let d = 0; d < model.demands.length; d++) {
      const { awaits } = model.demands[d]!;
      if (awaits === undefined) continue;
      if (jobs.servesSupply.subarray(jobs.servesFrom[d]!, jobs.servesFrom[d + 1]!).includes(s))
        return model.events.get(awaits);
    }
    return undefined;
  }

  /** Working time of the machine and of who attends. */
  private hours(t: number, runs: boolean, say: Say): void {
    const { jobs, floor } = this.slid;
    const { steps } = this.shop;
    const [step, machine] = [jobs.step[t]!, floor.machine[t]!];
    if (steps.kind[step] === ELAPSED || runs) return;
    const [start, mid, end] = [floor.start[t]!, floor.setupEnd(t), floor.end[t]!];
    const phased = steps.phased[step]! && machine >= 0;
    const crew = machine < 0 ? -1 : phased && mid === start ? steps.runBy[step]! : steps.setupBy[step]!;
    const times = machine < 0 ? floor.runTimes(step, -1) : this.shop.timesOf(machine, crew);
    const where = machine < 0 ? 'The work centre' : this.shop.machineIds[machine]!;
    const opens = times.nextOpen(start);
    if (opens > start && end > start)
      say(
        'work only in working time',
        `${where}${crew < 0 ? '' : ` with ${this.shop.crewIds[crew]}`} works again ${opens < Infinity ? this.at(opens) : 'never'}. Maybe put it there, or add overtime.`,
        opens < Infinity ? opens : undefined,
      );
    if (steps.pausable[step]) return;
    const parts = phased
      ? [
          { by: this.shop.timesOf(machine, steps.setupBy[step]!), from: start, to: mid },
          { by: this.shop.timesOf(machine, steps.runBy[step]!), from: mid, to: end },
        ]
      : [{ by: times, from: start, to: end }];
    if (parts.some(({ by, from, to }) => by.workBetween(from, to) < to - from))
      say(
        'unpausable steps run through',
        'it must not pause, and would before it is done. Maybe where it has time enough.',
      );
  }

  /** Machine, people and tools. */
  private place(t: number, say: Say): void {
    const { jobs, floor } = this.slid;
    const { steps } = this.shop;
    const [step, machine] = [jobs.step[t]!, floor.machine[t]!];
    if (machine < 0) return;
    const name = this.shop.machineIds[machine]!;
    const pinned = jobs.pinned[t]!;
    if (pinned >= 0 && pinned !== machine)
      say('pinned stays on its machine', `it belongs on ${this.shop.machineIds[pinned]}. Maybe put it there.`);
    const choice = steps.choice.slice(steps.choiceFrom[step]!, steps.choiceFrom[step + 1]!);
    if (pinned !== machine && !choice.includes(machine)) {
      const machines = choice.slice(0, 3).map((index) => this.shop.machineIds[index]!);
      say('machine may do the step', `${name} cannot do it. Maybe ${machines.join(', ')}.`, undefined, { machines });
    }
    const over = floor.crowded(t);
    if (over === 'people')
      say(
        'no crew over its size',
        `${this.shop.crewsOf(step).join(' and ')} cannot attend all that is planned then. Maybe a little later.`,
      );
    if (over === 'tools')
      say(
        'no tool over its count',
        `${this.shop.toolsOf(step).join(' and ')} cannot be everywhere then. Maybe a little later.`,
      );
  }

  /** What a step that slid, or found no time, runs into: the end of what is planned, of a bill or of a shelf life; a longest gap that is passed. */
  private slidFar(t: number, say: Say): void {
    const { jobs, floor } = this.slid;
    const { network } = jobs;
    const s = jobs.order[t]!;
    const whole = jobs.wholeOf(t);
    const start = floor.start[t]!;
    const fixed = this.byHand.has(t) || this.lineup.stays[t] === 1;
    if (!fixed && floor.end[t]! > this.shop.to) this.tooLate(t, say);
    else if (this.slid.beyond.has(t))
      say(
        'work only in working time',
        `nobody works long enough before ${this.at(this.shop.to)}, the end of what is planned.`,
      );
    if (whole === jobs.first[s] && start >= network.billTo[s]! && this.billDiffers(s, start))
      say('components as exploded', `its bill is in force until ${this.at(network.billTo[s]!)}.`, network.billTo[s]!);
    for (let i = jobs.inFrom[whole]!; jobs.perishable[whole] === 1 && i < jobs.inFrom[whole + 1]!; i++) {
      const supply = jobs.inSupply[i]!;
      if (start < network.expires[supply]!) continue;
      const name = this.situation.standing.names[supply]!;
      say(
        'pegged supply is there in time',
        `${name} is past its shelf life from ${this.at(network.expires[supply]!)} on.`,
        network.expires[supply]!,
      );
    }
  }

  private tooLate(t: number, say: Say): void {
    say(
      'work ends inside the horizon',
      `it would end after ${this.at(this.shop.to)}, the end of what is planned. Maybe earlier.`,
    );
  }
}
