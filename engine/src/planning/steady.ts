/**
 * The plan that people work to, under what became of it, with as little moved as serves the weights: mended with the freedom
 * that hurts least, what comes too late for its consumer lent by who can wait where that serves; then the own work of what
 * became later pulled forward; then windows at what is still late, moves counted. Mending and pulling are kept where they
 * lower the score, a window where lateness and moves cost no more than before it. Where nothing calls for a move, each counts
 * more: `weights.unprompted`. Pulling and windows are bounded by counted
 * work, mending by the ways there are.
 */
import type { Floor } from '../scheduling/floor.ts';
import { Stays } from '../scheduling/stays.ts';
import { Windows } from '../scheduling/windows.ts';
import { DAY } from '../units/clock.ts';
import { Dice } from '../units/dice.ts';
import { lent } from './lend.ts';
import type { PlanOptions } from './plan.ts';
import { Published } from './published.ts';
import type { Freedom } from './repair.ts';
import { ownWork } from './room.ts';
import type { Answer, Situation } from './situation.ts';

/**
 * How far what cannot stay may push what stands: it takes the next gap; it takes the next gap in its turn; it pushes what
 * begins within three days, or a week; it pushes everything. Which of them hurts least depends on how dense the plan is.
 */
const freedoms = (now: number): readonly Freedom[] => [
  {},
  { ripple: now },
  { ripple: now + 3 * DAY },
  { ripple: now + 7 * DAY },
  { ripple: Infinity },
];

/** So much of the counted work of improvement is spent here: a share of it on pulling forward, the rest on windows. */
const OF_WORK = 0.5;
const PULLING = 0.3;
/** In a small plan no more than that for each task and demand: there is little to be tried. */
const FOR_EACH = 2000;
/** Windows begin so often, each time on another way, with so much work for each task at least. */
const STARTS = 2;
const FOR_START = 50;
/** Of the work of a start so much is left to bring back what need not stand elsewhere. */
const BRINGING = 0.1;
/** Windows between two looks at what is free. */
const LOOK = 400;

interface Found {
  /** What the answer is one of. */
  readonly situation: Situation;
  readonly answer: Answer;
}

export interface Steady extends Found {
  /** Counted work of making it better. */
  readonly spent: number;
}

interface SteadyOptions extends Pick<PlanOptions, 'work' | 'seed' | 'keepGoing'> {
  /** Consumers may change suppliers. */
  readonly mayExchange?: boolean;
}

/** When a demand ships by the plan that people work to. */
type DateOf = (demand: string) => number;

/** Undefined: it cannot be mended. */
export function steady(
  situation: Situation,
  dateOf: DateOf,
  { work = 0, seed = 1, keepGoing = () => true, mayExchange = true }: SteadyOptions,
): Steady | undefined {
  const mended = waysOf(situation, dateOf);
  const lending = mayExchange ? lent(situation) : undefined;
  if (lending) mended.push(...waysOf(lending, dateOf));
  const [best] = mended.sort(byScore);
  if (!best || !situation.model.problem.rules.constrained)
    return best && { situation: best.situation, answer: best.answer, spent: 0 };
  const most = Math.min(OF_WORK * work, FOR_EACH * (situation.jobs.tasks + situation.model.demands.length));
  let spent = 0;
  const ways = twoOf(mended).map((way, i, all) => {
    const limit = (PULLING * most * (i + 1)) / all.length;
    const pulled = pullForward(way, dateOf, (more) => spent + more < limit && keepGoing());
    spent += pulled.spent;
    return pulled;
  });
  ways.sort(byScore);
  const { inOrder, unprompted } = situation.model.weights;
  const moves = !inOrder && isAtRest(best, dateOf) ? unprompted : 1;
  let found: Found = ways[0]!;
  const starts = Math.max(1, Math.min(STARTS, Math.floor((most - spent) / (FOR_START * situation.jobs.tasks))));
  for (let n = 0; n < starts && spent < most && keepGoing(); n++) {
    const limit = spent + (most - spent) / (starts - n);
    const { situation: of, freedom } = ways[n % ways.length]!;
    const trial = mayExchange ? of.withOwnPegs() : of;
    const from = trial.mend(freedom);
    if (!from) continue;
    spent += from.mended.floor.work;
    const going = (more: number) => spent + more < limit && keepGoing();
    spent += throughWindows(trial, from, new Dice(seed + n), { mayExchange, moves }, going);
    const after = trial.exchanged();
    const answer = after.weighed(from.mended);
    if (costing(answer, moves) < costing(found.answer, moves)) found = { situation: after, answer };
  }
  const least = leastOf([found, ...mended], moves);
  return { situation: least.situation, answer: least.answer, spent };
}

interface Way extends Found {
  readonly freedom: Freedom;
}

function waysOf(situation: Situation, dateOf: DateOf): Way[] {
  const ways: Way[] = [];
  for (const freedom of freedoms(situation.model.now)) {
    const answer = situation.mend(freedom);
    if (!answer) continue;
    ways.push({ situation, freedom, answer });
    // Nothing was in the way of anything.
    if (answer.moved === 0 && becameLater(situation, answer, dateOf).length === 0) break;
  }
  return ways;
}

/**
 * What is pulled forward from: the way that hurts least, and that which pushes everything (where that is the one, the next best). Two
 * that push as far are twins, and what takes gaps far off stays there: from where all keeps its turn windows get further.
 */
function twoOf(mended: readonly Way[]): readonly Way[] {
  const [best, next] = mended as readonly [Way, Way?];
  const others = mended.filter(({ freedom }) => freedom.ripple !== best.freedom.ripple);
  const other = others.find(({ freedom }) => freedom.ripple === Infinity) ?? others[0] ?? next;
  return other ? [best, other] : [best];
}

/** Demands that ship later than they were to and than they are due, the latest first. */
function becameLater({ model }: Situation, { outcome }: Answer, dateOf: DateOf): readonly { readonly d: number }[] {
  const { dates } = outcome;
  return model.demands
    .map(({ id, due }, d) => ({ d, by: dates[d]! < Infinity ? dates[d]! - Math.max(due, dateOf(id)) : 0 }))
    .filter(({ by }) => by > 0)
    .sort((a, b) => b.by - a.by || a.d - b.d);
}

/** All stands as people were told, nothing is later for it, and nothing is to be made beside it: nothing calls for a move. */
function isAtRest({ situation, answer }: Found, dateOf: DateOf): boolean {
  const { jobs, standing } = situation;
  for (let t = 0; t < jobs.tasks; t++) if (Number.isNaN(standing.start[t])) return false;
  return answer.moved === 0 && becameLater(situation, answer, dateOf).length === 0;
}

/** The score, where moves count so many times. */
const costing = ({ score, outcome }: Answer, moves: number): number => score + (moves - 1) * (score - outcome.score);

/** By what the plan will be judged by: an order that takes the place of another for the same item has not moved. Of equals the first. */
function leastOf(found: readonly Found[], times: number): Found {
  const { model, rows } = found[0]!.situation;
  const moves = new Published(model, rows.plan);
  let [best, least] = [found[0]!, Infinity];
  for (const one of found) {
    const { answer, situation } = one;
    if (answer.outcome.score >= least) continue;
    const cost =
      answer.outcome.score +
      times * model.weights.moved * moves.count(situation.jobs, answer.mended.floor, answer.mended.built);
    if (cost < least) [best, least] = [one, cost];
  }
  return best;
}

const byScore = (a: Way, b: Way): number => a.answer.score - b.answer.score;

/** The own work of what became later, one demand after the other, the latest first, until none helps. */
function pullForward(from: Way, dateOf: DateOf, going: (spent: number) => boolean): Way & { readonly spent: number } {
  const { situation } = from;
  let { answer, freedom } = from;
  let spent = 0;
  for (let helped = true; helped; ) {
    helped = false;
    for (const { d } of becameLater(situation, answer, dateOf)) {
      if (!going(spent)) return { situation, answer, freedom, spent };
      const own = ownWork(situation, d);
      const further: Freedom = { ...freedom, pull: new Set([...(freedom.pull ?? []), ...own]) };
      const tried = situation.mend(further);
      spent += situation.jobs.tasks + (tried?.mended.floor.work ?? 0);
      if (!tried || tried.score >= answer.score) continue;
      answer = tried;
      freedom = further;
      helped = true;
    }
  }
  return { situation, answer, freedom, spent };
}

/** Windows at what is late, on the floor as it stands, then at what need not stand elsewhere; what they spent. */
function throughWindows(
  situation: Situation,
  { mended, outcome }: Answer,
  dice: Dice,
  { mayExchange, moves }: { readonly mayExchange: boolean; readonly moves: number },
  going: (spent: number) => boolean,
): number {
  const { jobs, model } = situation;
  const { floor, built } = mended;
  const late = [...model.demands.keys()].filter(
    (d) => outcome.dates[d]! < Infinity && outcome.dates[d]! > model.demands[d]!.due,
  );
  // A window takes tasks off one at a time: a batch goes as a whole, and so does what is held to what went before it.
  if (late.length === 0 || model.shop.anyBatch || jobs.anyHeld || !going(0)) return 0;
  const from = floor.work;
  const stays = staysOf(situation, floor, moves);
  const windows = new Windows(jobs, floor, built, outcome.dates, dice, mayExchange, stays);
  for (let n = 1; going((floor.work - from) / (1 - BRINGING)); n++) {
    if (n % LOOK === 0) windows.look();
    windows.attempt(late[dice.below(late.length)]!);
  }
  bringBack(situation, floor, windows, () => going(floor.work - from));
  // Windows do not say which of the tasks they left elsewhere: each is looked at.
  mended.touched.fill(1);
  return floor.work - from;
}

/** Order by order, the last first: what need not stand elsewhere goes back, as long as that helps and there is work to spend. */
function bringBack({ jobs, standing }: Situation, floor: Floor, windows: Windows, going: () => boolean): void {
  for (let helped = true; helped; ) {
    helped = false;
    floor.work += jobs.tasks;
    for (const s of jobs.upstreamFirst.toReversed()) {
      if (!going()) return;
      const astray: number[] = [];
      for (let t = jobs.first[s]!; t < jobs.first[s]! + jobs.count[s]!; t++) {
        const stood = standing.start[t]!;
        if (stood === stood && (floor.start[t] !== stood || floor.machine[t] !== standing.machine[t])) astray.push(t);
      }
      if (astray.length > 0 && windows.bringBack(astray) > 0) helped = true;
    }
  }
}

/** More than any lateness: what takes its place before all others is not moved by a window. */
const NEVER = 1e12;

/** Where a task stood, and what it costs that it stands elsewhere than people were told: each move so many times. */
function staysOf(situation: Situation, floor: Floor, moves: number): Stays {
  const { jobs, model, standing } = situation;
  const stood = (t: number) => {
    const [start, end, machine] = [standing.start[t]!, standing.end[t]!, standing.machine[t]!];
    return start === start ? { start, end, machine } : undefined;
  };
  const cost = (t: number, start: number, machine: number): number => {
    const from = stood(t);
    if (!from) return 0;
    if (standing.isFirst(t)) return start === from.start && machine === from.machine ? 0 : NEVER;
    return moves * model.weights.moved * situation.moveCounts(t, start, machine);
  };
  return new Stays(jobs, floor, stood, cost);
}
