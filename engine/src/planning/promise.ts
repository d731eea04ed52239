/**
 * When a new order can ship, or one that asks for more: without moving anybody, and by going first (whom that delays, and
 * by how much). What sets the date, with its amount, and how long the answer holds.
 *
 * A date is promised only after it was tried as a due date and kept: netting for a later date chooses other supply.
 */
import { BUY } from '../netting/network.ts';
import type { Qty, Second } from '../units/units.ts';
import { applyChanges, changeQuantity } from './change.ts';
import { type Hold, holdsOf } from './holds.ts';
import { lent } from './lend.ts';
import type { Peg, Plan } from './plan.ts';
import { type Prepared, Ready } from './prepare.ts';
import type { Demand, Problem } from './problem.ts';
import { ProblemError } from './problem.ts';
import { newWorkOf, ownWork } from './room.ts';
import { shipping, shipsAt } from './ships.ts';
import type { Answer, Situation } from './situation.ts';
import { type Wording, worded } from './wording.ts';

export interface PromiseRequest {
  readonly item: string;
  readonly qty: Qty;
  /** A lower number is more important. Absent: 1. */
  readonly priority?: number;
  /** Not before; absent: as early as it can be. */
  readonly wish?: Second;
  readonly customer?: string;
  /** The name that a new order will have: of equals the first by name goes first. Absent: it comes last. */
  readonly id?: string;
  /** An order that is known and asks for `qty` instead of what it has; absent: a new one. */
  readonly demand?: string;
}

export interface PromiseOptions {
  /** Made by `prepare(problem, plan)`: questions about one plan share it. */
  readonly prepared?: Prepared;
}

export interface Delayed {
  readonly demand: string;
  readonly priority: number;
  readonly before: Second;
  readonly after: Second;
  readonly seconds: number;
}

export interface Offer {
  /** When it is there. */
  readonly date: Second;
  /** When it leaves: then, or, where the plant is closed, as it works again; what is there by the wish is there for it. */
  readonly ships: Second;
  /** Other work moves for it; whether that delays anybody `delayed` says. */
  readonly goesFirst: boolean;
  /** Others give it what they draw on later, and take what comes for it. */
  readonly lent: boolean;
  /** Who ships later because of it, the most delayed first; empty where nobody does. */
  readonly delayed: readonly Delayed[];
  /** What sets the date, the largest first; empty: it is there, or the wish sets it. */
  readonly sets: readonly Hold[];
  /** When the first thing must be ordered or begun: the promise holds until then, if nothing else changes. */
  readonly until: Second;
  readonly text: string;
  /** The parts of the text. */
  readonly wording: Wording;
}

export interface Promised {
  /** Without moving anybody; absent where it cannot be had. */
  readonly kept?: Offer;
  /** By going first; absent where that is not earlier, or the wish is met without. */
  readonly first?: Offer;
  /** Why there is no date at all. */
  readonly why?: string;
}

/** A date is tried as a due date so many times before it is given up. */
const TRIES = 6;
/** Of those that are delayed by what goes first so many are pulled forward again one by one. */
const PULLED = 4;
/** Where more are delayed than these all of them stand in a queue: whoever is pulled forward there delays others as much. */
const SPARED = 32;
/** The name of an order that is only asked about. */
const ASKED = '~asked';

export function promise(problem: Problem, plan: Plan, request: PromiseRequest, options: PromiseOptions = {}): Promised {
  const ready = Ready.of(problem, plan, options.prepared);
  const question = new Question(ready, request);
  const kept = question.earliest(false);
  if (!kept) return { why: question.why() };
  // Nobody moves for what is there by its wish anyway.
  const waits = request.wish !== undefined && kept.date <= request.wish;
  const first = problem.rules.constrained && !waits ? question.earliest(true, kept.date) : undefined;
  return first && first.ships < kept.ships ? { kept, first } : { kept };
}

/** With the order in both. */
interface Taken {
  readonly problem: Problem;
  readonly plan: Plan;
}

/** The plan with the order in it, as it was offered: `promise` gave `offer` for this request. */
export function accept(problem: Problem, plan: Plan, request: PromiseRequest, offer: Offer): Taken {
  const question = new Question(Ready.of(problem, plan, undefined), request);
  const taken = question.takenIn(Math.max(offer.date, request.wish ?? -Infinity), offer.goesFirst);
  if (taken) return taken;
  throw new RangeError(
    `${request.item} cannot be planned for ${offer.date}: the offer is not of this problem and plan`,
  );
}

/** The same for an order that was pledged and that neither knows; undefined: going first it cannot be had any more. */
export function takenIn(problem: Problem, plan: Plan, { due, pledged = due, ...demand }: Demand): Taken | undefined {
  const question = new Question(Ready.of(problem, plan, undefined), { ...demand, wish: due });
  return question.takenIn(Math.max(pledged, due), true);
}

interface Tried {
  readonly situation: Situation;
  readonly lent?: boolean;
  readonly answer: Answer;
  readonly d: number;
  readonly date: number;
}

class Question {
  private readonly ready: Ready;
  private readonly request: PromiseRequest;
  private readonly known: Demand | undefined;
  private readonly id: string;
  private readonly wished: number;
  private readonly situations = new Map<number, Situation>();
  private readonly lendings = new Map<string, Situation | undefined>();

  constructor(ready: Ready, request: PromiseRequest) {
    this.ready = ready;
    this.request = request;
    this.wished = Math.max(ready.problem.now, request.wish ?? -Infinity);
    this.known = ready.problem.demands.find((row) => row.id === request.demand);
    if (request.demand !== undefined && !this.known)
      throw new ProblemError('demands', request.demand, `demand ${request.demand} is not known`);
    this.id = this.known?.id ?? request.id ?? ASKED;
  }

  /** Undefined also where no date before `before` can be had. */
  earliest(goesFirst: boolean, before = Infinity): Offer | undefined {
    let due = this.wished;
    for (let tries = 0; tries < TRIES; tries++) {
      // The date wished for is seldom kept: whom going first pushes then is not looked at.
      const probed = goesFirst && tries === 0 ? this.tried(due, goesFirst, true) : undefined;
      const isMissed = probed && (probed.date > due || probed.date >= before);
      const tried = isMissed ? probed : this.tried(due, goesFirst);
      if (!tried || tried.date >= before) return undefined;
      // An order that was to wait for its wish is promised for that; else the date must hold as a due date too.
      if (tried.date <= due) return this.offer(this.sparing(tried, goesFirst), goesFirst);
      due = tried.date;
    }
    return undefined;
  }

  takenIn(due: number, goesFirst: boolean): Taken | undefined {
    const tried = this.tried(due, goesFirst);
    if (!tried) return undefined;
    const { situation, answer } = this.sparing(tried, goesFirst);
    situation.postpone(answer);
    return { problem: situation.model.given, plan: situation.planOf(answer) };
  }

  /** `dateOnly`: of what goes first its own work alone is placed. */
  private tried(due: number, goesFirst: boolean, dateOnly = false): Tried | undefined {
    const found = this.found(this.situation(due as Second), due, goesFirst, dateOnly);
    // What stands finished is there on the day that is asked for, or not at all.
    if (!goesFirst || due !== this.wished || (found && found.date <= due)) return found;
    const taking = this.taking(due as Second);
    const taken = taking && this.mendedFirst(taking, dateOnly);
    return taken && (!found || taken.date < found.date) ? taken : found;
  }

  /** Of an order that goes first: whom it delays is lent to, and takes better places again, as far as that puts it off by nothing. */
  private sparing(tried: Tried, goesFirst: boolean): Tried {
    const { situation, d, date } = tried;
    if (!goesFirst) return tried;
    const hurt = hurtBy(tried);
    if (hurt.length === 0 || hurt.length > SPARED) return tried;
    const whom = new Set(hurt.flatMap((one) => [situation.jobs.tasks + one, ...ownWork(situation, one)]));
    let [found, least] = [tried, delayedBy(tried)];
    for (const of of [situation, lent(situation, { whom })]) {
      if (!of) continue;
      let pull = ownWork(of, d);
      for (const some of [hurt, ...hurt.slice(0, PULLED).map((one) => [one])]) {
        const further = new Set([...pull, ...some.flatMap((one) => [...ownWork(of, one)])]);
        const answer = of.mend({ ripple: Infinity, pull: further });
        const spared = answer && { ...tried, situation: of, answer, date: answer.outcome.dates[d]! };
        if (!spared || spared.date > date || delayedBy(spared) >= least) continue;
        [found, least, pull] = [spared, delayedBy(spared), further];
      }
    }
    return found;
  }

  private mended(situation: Situation, goesFirst: boolean, dateOnly: boolean): Tried | undefined {
    if (goesFirst) return this.mendedFirst(situation, dateOnly);
    return this.dated(situation, (d) => (this.known ? this.keptByMoving(situation, d) : situation.mend()));
  }

  private mendedFirst(situation: Situation, pulledOnly: boolean): Tried | undefined {
    return this.dated(situation, (d) => situation.mend({ ripple: Infinity, pull: ownWork(situation, d), pulledOnly }));
  }

  private found(situation: Situation, due: number, goesFirst: boolean, dateOnly: boolean): Tried | undefined {
    if (goesFirst) {
      // What goes first to a machine waits for material alone: what it may borrow is not looked for without.
      const lending = this.lending(situation, due, true);
      const tried = lending && this.mended(lending, true, dateOnly);
      if (tried && !waitsForMaterial(tried)) return { ...tried, lent: true };
    }
    const own = this.mended(situation, goesFirst, dateOnly);
    const isFound = own && (own.date <= due || !waitsForMaterial(own));
    return isFound ? own : this.sooner(own, situation, due, goesFirst, dateOnly);
  }

  /** With what others lend who draw on it later; without going first only where that delays nobody. */
  private sooner(
    own: Tried | undefined,
    situation: Situation,
    due: number,
    goesFirst: boolean,
    dateOnly: boolean,
  ): Tried | undefined {
    let best = own;
    // What is wanted at once is wanted as soon as can be.
    for (const soon of goesFirst || due <= this.ready.problem.now ? [true] : [false, true]) {
      const lending = this.lending(situation, due, soon);
      const tried = lending && this.mended(lending, goesFirst, dateOnly);
      if (!tried || (best && best.date <= Math.max(due, tried.date))) continue;
      if (goesFirst || delays(lending, tried.answer, tried.d).length === 0) best = { ...tried, lent: true };
    }
    return best;
  }

  /** To whom is asked about others lend what comes too late, or too late to be as soon as it can be. */
  private lending(situation: Situation, due: number, soon: boolean): Situation | undefined {
    const name = `${due} ${soon}`;
    if (!situation.sound || this.lendings.has(name)) return this.lendings.get(name);
    const d = situation.model.demandIndex.get(this.id)!;
    const whom = this.ownOf(situation, d).add(situation.jobs.tasks + d);
    const found = lent(situation, { whom, soon });
    this.lendings.set(name, found);
    return found;
  }

  private ownOf(situation: Situation, d: number): Set<number> {
    return this.known ? ownWork(situation, d) : newWorkOf(situation, new Set([d]));
  }

  private dated(situation: Situation, mended: (d: number) => Answer | undefined): Tried | undefined {
    if (!situation.sound) return undefined;
    const d = situation.model.demandIndex.get(this.id)!;
    const answer = mended(d);
    const date = answer?.outcome.dates[d];
    return answer && date !== undefined && date < Infinity ? { situation, answer, d, date } : undefined;
  }

  /** Work that stands for a known order may take better places that are free, if that delays nobody. */
  private keptByMoving(situation: Situation, d: number): Answer | undefined {
    const own = ownWork(situation, d);
    const moved = situation.mend({ off: own, pull: own });
    const stands = situation.mend();
    if (!moved || delays(situation, moved, d).length > 0) return stands;
    return stands && stands.outcome.dates[d]! <= moved.outcome.dates[d]! ? stands : moved;
  }

  why(): string {
    const { item } = this.request;
    const { jobs, sound, model } = this.situation(this.ready.problem.now);
    const short = jobs.network.shorts[0];
    if (sound || !short)
      return `The work for ${item} would end after ${model.clock.at(this.ready.problem.horizonEnd)}, the end of what is planned.`;
    return `${model.catalogue.items[short.item]!.id} cannot be had. Maybe nobody offers it, or it has no routing.`;
  }

  /** Both ways of asking try the same dates first. */
  private situation(due: Second): Situation {
    const known = this.situations.get(due) ?? this.asked(due);
    this.situations.set(due, known);
    return known;
  }

  /**
   * Going first it may have the stock that others of its item were to have and rank after it; they look for other supply. Absent
   * where what stands is not enough.
   */
  private taking(due: Second): Situation | undefined {
    const { ready, request, id } = this;
    const { item, qty } = request;
    const shelf = ready.problem.stock.reduce((sum, lot) => (lot.item === item ? sum + lot.qty : sum), 0);
    if (shelf < qty) return undefined;
    const asked = this.demand(due);
    const after = new Set(
      ready.problem.demands
        .filter((one) => one.id !== id && one.item === item && ranksAfter(ready.problem, one, asked))
        .map((one) => `demand/${one.id}`),
    );
    const letGo = (peg: Peg) => peg.item === item && peg.supply.startsWith('stock/') && after.has(peg.consumer);
    if (!ready.plan.pegs.some(letGo)) return undefined;
    return ready.under(this.with(asked), { retry: new Set([id]), letGo });
  }

  private asked(due: Second): Situation {
    const { ready, known } = this;
    const demand = this.demand(due);
    if (!known) return ready.after([{ kind: 'rush-order', demand }]);
    return ready.under(this.with(demand), { retry: new Set([known.id]) });
  }

  private with(demand: Demand): Problem {
    const { ready, known } = this;
    if (!known) return applyChanges(ready.problem, [{ kind: 'rush-order', demand }]);
    const changed = changeQuantity(ready.problem, { demand: known.id, qty: demand.qty });
    return { ...changed, demands: changed.demands.map((row) => (row.id === known.id ? demand : row)) };
  }

  /** The order that is asked about, due then. */
  private demand(due: Second): Demand {
    const { request, known, id } = this;
    const { item, qty, customer } = request;
    if (known) return { ...known, qty, due, priority: request.priority ?? known.priority };
    return { id, item, qty, due, priority: request.priority ?? 1, customer, kind: 'order' };
  }

  private offer(tried: Tried, goesFirst: boolean): Offer {
    const { situation, answer, d, date, lent = false } = tried;
    const { clock, demands } = situation.model;
    const { wish } = this.request;
    const sets = wish !== undefined && date <= wish ? [] : holdsOf(situation, answer, d);
    situation.postpone(answer);
    const delayed = shippedLater(situation, delays(situation, answer, d));
    const until = Math.min(date, firstStep(situation, answer, d, this.ownOf(situation, d)));
    const whom =
      delayed.length === 0
        ? goesFirst
          ? 'other work moves, but nobody ships later'
          : lent
            ? 'nobody ships later, others lend what they draw on later'
            : answer.moved > 0
              ? 'nobody ships later, other set-ups begin at other times'
              : 'nobody else moves'
        : `${delayed.length} other${delayed.length === 1 ? '' : 's'} ship later, most of all ${delayed[0]!.demand} by `;
    const ships = wish !== undefined && date <= wish ? date : shipsAt(this.ready.problem, date);
    const cause = sets[0] ? ` ${sets[0].text}` : '';
    const wording: Wording = [
      `${demands[d]!.item} can ship ${clock.at(ships)}; ${whom}`,
      ...delayed.slice(0, 1).map(({ seconds }) => ({ of: 'delayed' as const, seconds })),
      `.${cause} The promise holds until ${clock.at(until)}.`,
    ];
    return {
      date: date as Second,
      ships: ships as Second,
      goesFirst,
      lent,
      delayed,
      sets,
      until: until as Second,
      text: worded(wording),
      wording,
    };
  }
}

/** What waits most of all for a machine would wait for it with any material. */
const waitsForMaterial = ({ situation, answer, d }: Tried): boolean =>
  holdsOf(situation, answer, d)[0]?.kind === 'material';

/** Whether netting comes to it after the other; orders before forecasts. */
function ranksAfter({ rules }: Problem, one: Demand, other: Demand): boolean {
  if (one.kind !== other.kind) return one.kind === 'forecast';
  const [due, rank] = [one.due - other.due, one.priority - other.priority];
  const byPriority = rules.order === 'priority' || rules.order === 'priority-then-due';
  return (byPriority ? rank || due : due || rank) > 0;
}

/** Others whose goods are there later than in the plan, and late. */
export function delays(situation: Situation, { outcome }: Answer, own: number): Delayed[] {
  const before = situation.rows.lastDates;
  return situation.model.demands
    .flatMap((demand, d): Delayed[] => {
      const was = before.get(demand.id);
      const after = outcome.dates[d]!;
      if (d === own || was === undefined || after === Infinity || after <= was) return [];
      const { id, priority } = demand;
      return [{ demand: id, priority, before: was as Second, after: after as Second, seconds: after - was }];
    })
    .sort((a, b) => b.seconds - a.seconds || (a.demand < b.demand ? -1 : 1));
}

const hurtBy = ({ situation, answer, d }: Tried): number[] =>
  delays(situation, answer, d).map(({ demand }) => situation.model.demandIndex.get(demand)!);
const delayedBy = ({ situation, answer, d }: Tried): number =>
  delays(situation, answer, d).reduce((sum, { seconds }) => sum + seconds, 0);

/** Of those whose goods are there later, who ships later: by open hours, as everything that is told ships. */
export function shippedLater({ model }: Situation, delayed: readonly Delayed[]): Delayed[] {
  const ships = shipping(model.problem);
  return delayed
    .flatMap((row): Delayed[] => {
      const demand = model.demands[model.demandIndex.get(row.demand)!]!;
      const [before, after] = [ships(demand, row.before), ships(demand, row.after)];
      return after > before ? [{ ...row, before, after, seconds: after - before }] : [];
    })
    .sort((a, b) => b.seconds - a.seconds || (a.demand < b.demand ? -1 : 1));
}

/** When the first of a demand's own work must be begun, or the first new thing for it ordered. */
function firstStep(situation: Situation, { mended, outcome }: Answer, d: number, own: ReadonlySet<number>): number {
  const { jobs, model, standing } = situation;
  const { network } = jobs;
  let first = Infinity;
  const use = new Map<number, number>();
  const wanted = (s: number, at: number) => use.set(s, Math.min(at, use.get(s) ?? Infinity));
  for (const s of jobs.servesSupply.subarray(jobs.servesFrom[d]!, jobs.servesFrom[d + 1]!))
    wanted(s, outcome.dates[d]!);
  for (const t of own) {
    first = Math.min(first, mended.floor.start[t]!);
    for (const s of jobs.inSupply.subarray(jobs.inFrom[t]!, jobs.inFrom[t + 1]!)) wanted(s, mended.floor.start[t]!);
  }
  for (const [s, at] of use) {
    if (network.kind[s] !== BUY || standing.names[s] !== undefined) continue;
    const offer = model.catalogue.offers[network.item[s]!]![network.ref[s]!]!;
    first = Math.min(first, offer.lead.orderBy(at, offer.first, offer.last));
  }
  return first;
}
