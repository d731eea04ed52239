/** How a shop is searched: what it contains decides, never its name. SPEC.md tells what was tried. */

import type { Dice } from '../../units/dice.ts';
import type { Layout } from './compile.ts';
import type { Start } from './improver.ts';
import { between, mixed } from './relink.ts';

export interface Manner {
  /** Schedules in the population. */
  readonly members: number;
  /** So many children in a row that are no better than what is there: then somebody new comes in. */
  readonly inVain: number;
  /** A schedule between two others, at a share of the way. */
  readonly child: (a: Start, b: Start, share: number, dice: Dice) => Start;
  /** From where to where on the way between two schedules the search goes on. */
  readonly way: readonly [nearest: number, farthest: number];
  /** Steps of the tabu search without a better schedule, after which it ends. */
  readonly patience: number;
  /** Steps for which it forbids, as a share of what grows with the jobs per machine (Zhang et al. 2008); arcs forbid more than sequences. */
  readonly tenure: number;
}

/** Up to so many operations. */
const SMALL = 250;

export function mannerOf({ n, goals, flexible, disjunctive, hasSetups }: Layout): Manner {
  const usual = { members: 5, inVain: 3, child: between, way: [0.3, 0.7], patience: 8_000, tenure: 0.6 } as const;
  // A landscape of many goals is rugged: more and shorter searches find more of it, and a child costs little.
  if (goals > 1) return { ...usual, inVain: 6, patience: 800, tenure: 1, way: flexible ? NEAR : usual.way };
  // Halfway the machines are no longer balanced; and where a search begins near a good schedule, it soon finds what it will find.
  if (flexible) return { ...usual, way: NEAR, patience: Math.min(2_500, 100 * n) };
  // Where only the sequence on each machine is open and a search costs little, many short ones between many schedules find more.
  if (disjunctive && !hasSetups && n <= SMALL)
    return { ...usual, members: 12, child: mixed, patience: 1_000, tenure: 0.4 };
  return usual;
}

const NEAR = [0.1, 0.3] as const;
