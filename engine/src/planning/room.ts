/**
 * Room for what a change made late: it takes its turn on its machines and what comes after it moves on, as far as the
 * next gap; or, if that is not enough, it goes first. The objective chooses, moves counted.
 */
import { below } from './above.ts';
import type { Answer, Situation } from './situation.ts';

/** The best answer in which the hurt demands do not only take the gaps that are left; undefined where there is none. */
export function makeRoom(situation: Situation, hurt: ReadonlySet<number>): Answer | undefined {
  if (hurt.size === 0 || !situation.model.problem.rules.constrained) return undefined;
  const turn = situation.mend({ ripple: true });
  const first = situation.mend({ ripple: true, pull: newWorkOf(situation, hurt) });
  return better(turn, first);
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

/** Tasks that a demand waits for and that may move. */
export function ownWork(situation: Situation, d: number): Set<number> {
  const { jobs } = situation;
  const own = new Set<number>();
  for (const s of below(jobs, d))
    for (let t = jobs.first[s]!; t < jobs.first[s]! + jobs.count[s]!; t++) if (situation.mayMove(t)) own.add(t);
  return own;
}
