/**
 * The plan that people work to, under what became of it, with as little moved as serves the weights: mended with the freedom
 * that hurts least; then the own work of what became later pulled forward; then windows at what is still late, moves counted.
 * Mending and pulling are kept where they lower the score, a window where lateness and moves cost no more than before it.
 * Bounded by counted work.
 */
import { Windows } from '../scheduling/windows.ts';
import { DAY } from '../units/clock.ts';
import { Dice } from '../units/dice.ts';
import type { PlanOptions } from './plan.ts';
import type { Freedom } from './repair.ts';
import { better, ownWork } from './room.ts';
import type { Answer, Situation } from './situation.ts';
import { moveCounts } from './twins.ts';

/**
 * How far what cannot stay may push what stands: it takes the next gap; it takes the next gap in its turn; it pushes what
 * begins within a week; it pushes everything. Which of them hurts least depends on how dense the plan is.
 */
const freedoms = (now: number): readonly Freedom[] => [
  {},
  { ripple: now },
  { ripple: now + 7 * DAY },
  { ripple: Infinity },
];

/** Of the counted work of improvement, so much is spent here too: a share of it on pulling forward, the rest on windows. */
const OF_WORK = 0.1;
const PULLING = 0.3;
/** In a small plan no more than that for each task: there is little to be tried. */
const FOR_TASK = 2000;
/** Windows between two looks at what is free. */
const LOOK = 400;

export interface Steady {
  readonly answer: Answer;
  /** Counted work of making it better. */
  readonly spent: number;
}

/** `dateOf`: when a demand ships by the plan that people work to. Undefined: it cannot be mended. */
export function steady(
  situation: Situation,
  dateOf: (demand: string) => number,
  { work = 0, seed = 1, keepGoing = () => true }: Pick<PlanOptions, 'work' | 'seed' | 'keepGoing'>,
): Steady | undefined {
  let best: Answer | undefined;
  let freedom: Freedom = {};
  for (const each of freedoms(situation.model.now)) {
    const answer = situation.mend(each);
    if (answer && better(best, answer) === answer) {
      best = answer;
      freedom = each;
    }
    // Nothing was in the way of anything.
    if (best?.moved === 0) break;
  }
  if (!best || !situation.model.problem.rules.constrained) return best && { answer: best, spent: 0 };
  const most = Math.min(OF_WORK * work, FOR_TASK * situation.jobs.tasks);
  const pulled = pullForward(situation, best, freedom, dateOf, (spent) => spent < PULLING * most && keepGoing());
  const left = most - pulled.spent;
  const spent = throughWindows(situation, pulled.answer, seed, (spent) => spent < left && keepGoing());
  return { answer: situation.weighed(pulled.answer.mended), spent: pulled.spent + spent };
}

/** The own work of what became later, one demand after the other, the latest first, until none helps. */
function pullForward(
  situation: Situation,
  from: Answer,
  freedom: Freedom,
  dateOf: (demand: string) => number,
  going: (spent: number) => boolean,
): Steady {
  const { demands } = situation.model;
  let answer = from;
  let spent = 0;
  const pull = new Set<number>();
  for (let helped = true; helped; ) {
    helped = false;
    const { dates } = answer.outcome;
    const later = [...demands.keys()]
      .map((d) => ({ d, by: dates[d]! < Infinity ? dates[d]! - Math.max(demands[d]!.due, dateOf(demands[d]!.id)) : 0 }))
      .filter(({ by }) => by > 0)
      .sort((a, b) => b.by - a.by || a.d - b.d);
    for (const { d } of later) {
      if (!going(spent)) return { answer, spent };
      const own = ownWork(situation, d);
      const tried = situation.mend({ ...freedom, pull: new Set([...pull, ...own]) });
      spent += situation.jobs.tasks + (tried?.mended.floor.work ?? 0);
      if (!tried || tried.score >= answer.score) continue;
      answer = tried;
      for (const t of own) pull.add(t);
      helped = true;
    }
  }
  return { answer, spent };
}

/** Windows at what is late, on the floor as it stands; what they spent. */
function throughWindows(
  situation: Situation,
  { mended, outcome }: Answer,
  seed: number,
  going: (spent: number) => boolean,
): number {
  const { jobs, model } = situation;
  const { floor, built } = mended;
  const late = [...model.demands.keys()].filter(
    (d) => outcome.dates[d]! < Infinity && outcome.dates[d]! > model.demands[d]!.due,
  );
  // A window takes tasks off one at a time: a batch goes as a whole, and so does what is held to what went before it.
  if (late.length === 0 || model.shop.anyBatch || jobs.anyHeld || !going(0)) return 0;
  const dice = new Dice(seed);
  const from = floor.work;
  const windows = new Windows(jobs, floor, built, outcome.dates, dice, false, movedBy(situation));
  for (let n = 1; going(floor.work - from); n++) {
    if (n % LOOK === 0) windows.look();
    windows.attempt(late[dice.below(late.length)]!);
  }
  // Windows do not say which of the tasks they left elsewhere: each is looked at.
  mended.touched.fill(1);
  return floor.work - from;
}

/** More than any lateness: what takes its place before all others is not moved by a window. */
const NEVER = 1e12;

/** What it costs that a task stands elsewhere than people were told. */
function movedBy({ model, standing }: Situation) {
  const { weights, now } = model;
  return (t: number, start: number, machine: number): number => {
    const stood = standing.start[t]!;
    if (!(stood === stood)) return 0;
    const name = (of: number) => (of < 0 ? undefined : model.shop.machineIds[of]!);
    const before = { start: stood, machine: name(standing.machine[t]!) };
    if (standing.isFirst(t)) return start === stood && machine === standing.machine[t] ? 0 : NEVER;
    return weights.moved * moveCounts(before, { start, machine: name(machine) }, now, weights.movedTolerance);
  };
}
