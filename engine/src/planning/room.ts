/**
 * Room for what a change made late: it takes its turn on its machines and what comes after it moves on, as far as the
 * next gap; or, if that is not enough, it goes first. The objective chooses, moves counted.
 */
import { DAY } from '../units/clock.ts';
import { below } from './above.ts';
import type { Freedom } from './repair.ts';
import type { Answer, Situation } from './situation.ts';

/** In a small plan at least so many operations may make room. */
const FEW = 10;
/** How far on in time things move, each a little further. */
const REACHES = [DAY, 3 * DAY, Infinity];

export interface Room {
  /** The best answer in which no more make room than may. */
  readonly within?: Answer;
  /** A better one, in which more would have to. */
  readonly beyond?: Answer & { readonly aside: number };
}

/** What else moves so that the hurt demands do not only take the gaps that are left; at most `share` of all operations. */
export function makeRoom(situation: Situation, smallest: Answer, hurt: ReadonlySet<number>, share: number): Room {
  if (hurt.size === 0 || !situation.model.problem.rules.constrained) return {};
  const most = Math.max(FEW, share * situation.jobs.tasks);
  const from = firstTouched(situation, smallest);
  const fresh = newWorkOf(situation, hurt);
  let within: Answer | undefined;
  let beyond: Room['beyond'];
  for (const pull of fresh.size > 0 ? [new Set<number>(), fresh] : [new Set<number>()]) {
    for (const reach of REACHES) {
      const answer = situation.mend({ ripple: from + reach, pull });
      const aside = answer ? asideOf(situation, answer, smallest) : 0;
      if (answer && aside <= most) within = better(within, answer);
      else if (answer && (!beyond || answer.score < beyond.score)) beyond = { ...answer, aside };
    }
  }
  return { ...(within ? { within } : undefined), ...(beyond ? { beyond } : undefined) };
}

/** When the first of what the smallest repair moves stood, or could begin. */
function firstTouched({ jobs, standing }: Situation, { mended }: Answer): number {
  let first = Infinity;
  for (let t = 0; t < jobs.tasks; t++) {
    if (mended.touched[t] === 0) continue;
    const stood = standing.start[t]!;
    first = Math.min(first, stood === stood ? stood : mended.ready[t]!);
  }
  return first;
}

/** Operations that stand elsewhere than in the plan but would not by the smallest repair. */
function asideOf(situation: Situation, answer: Answer, smallest: Answer): number {
  let aside = 0;
  for (let t = 0; t < situation.jobs.tasks; t++)
    if (
      answer.mended.touched[t] === 1 &&
      situation.elsewhere(answer.mended, t) &&
      !situation.elsewhere(smallest.mended, t)
    )
      aside++;
  return aside;
}

export const better = (a: Answer | undefined, b: Answer | undefined): Answer | undefined =>
  !a || (b && b.score < a.score) ? b : a;

/** Tasks that the hurt demands wait for and that stood nowhere. */
export function newWorkOf({ jobs, standing }: Situation, hurt: ReadonlySet<number>): Set<number> {
  const found = new Set<number>();
  for (const d of hurt)
    for (const s of below(jobs, d))
      for (let t = jobs.first[s]!; t < jobs.first[s]! + jobs.count[s]!; t++)
        if (!(standing.start[t]! === standing.start[t]!)) found.add(t);
  return found;
}

/** What a demand waits for gives up its places and takes better ones that are free. */
export function inGaps(situation: Situation, d: number): Freedom {
  const own = ownWork(situation, d);
  return { off: own, pull: own };
}

/** Tasks that a demand waits for and that may move. */
export function ownWork(situation: Situation, d: number): Set<number> {
  const { jobs } = situation;
  const own = new Set<number>();
  for (const s of below(jobs, d))
    for (let t = jobs.first[s]!; t < jobs.first[s]! + jobs.count[s]!; t++) if (situation.mayMove(t)) own.add(t);
  return own;
}
