/**
 * A submitted version planned without what is left out of its approval. All else stands as it was seen, and only what cannot, beside what
 * stays as published, is mended; where that makes another order late, what helps it moves too. Only where what is left out does not
 * stay so, or others are late by it all the same, other ways are tried: all planned anew beside it, or it put into what was planned anew. Pure. Source: RULES.md, "The schedule".
 */
import { check, type Plan, type PlanOptions, type Problem, plan, planAround, weighedBy } from '@hotlist/engine';
import { saidFrozen } from './frozensteps.ts';
import { givenBack } from './givenback.ts';
import { alone, isLater, type LeftOut, reservedFor, stepsElsewhere, strayedFrom, suppliesBelow } from './leftout.ts';
import { asWork, type Kept, kept } from './leftoutstands.ts';
import { drawnOnRests } from './restdrawn.ts';
import { isExact, isSmooth, leastStrayed, madeLate, staysMended, type Tried } from './strays.ts';

export interface Rest {
  /** As it was read: what plans cost is told by its weights. */
  readonly problem: Problem;
  /** With the steps of what is left out frozen, and of what stands in the frozen zone. */
  readonly held: Problem;
  /** With those of the zone alone: frozen, what is left out would hand its goods on after its teardown. */
  readonly others: Problem;
  readonly published: Plan;
  /** The submitted version, with the work that is left out as published. */
  readonly seen: Plan;
  readonly leftOut: LeftOut;
  /** What is left out, and all that is frozen: it keeps what it draws on too, for it cannot wait for what comes later. */
  readonly stays: LeftOut;
  readonly options: PlanOptions;
}

type Found = Pick<Tried, 'problem' | 'plan'>;
/** A plan with what strays in it, weighed from the submitted one; nothing where there is none, or none that is clean. */
type Judge = (of: Problem, made: Plan | undefined) => readonly Tried[];

export function restPlanned(rest: Rest): Found {
  const { others, published, seen, leftOut, held } = rest;
  const stands = lazily(() => standsAlone(rest));
  const asSeen = givenBack(kept(published, seen, leftOut), seen, published, others);
  const judge = judging(rest, asSeen.standing, stands);
  const best = mended(rest, asSeen, stands, judge);
  if (best && isSmooth(best)) return best;
  const other = plannedAnew(rest, stands, judge);
  if (best && other) return staysMended(best, other) ? best : other;
  return best ?? other ?? { problem: held, plan: anew(rest, held) };
}

/** What is left out, and what is frozen, as they stand where nothing else is to be done. */
function standsAlone({ others, published, stays, options }: Rest): Plan {
  const of = alone(others, published, stays);
  return planAround(of.problem, of.published, of.first, options) ?? published;
}

/** `standing`: as all was seen. */
function judging({ problem, published, seen, leftOut }: Rest, standing: Plan, stands: () => Plan): Judge {
  const theirs = suppliesBelow(published, leftOut);
  const all = new Set<string>(standing.orders.map(({ id }) => id));
  const elsewhere = (made: Plan): number => {
    const count = stepsElsewhere(published, made, theirs);
    return count === 0 ? 0 : Math.min(count, stepsElsewhere(stands(), made, theirs));
  };
  return (of, found) => {
    const made = found && weighedBy(of, found, seen);
    if (!made || check(of, made).length > 0) return [];
    const strayed = strayedFrom(problem, published, made, leftOut);
    const later = strayed.filter(isLater).length;
    const strays = {
      later,
      earlier: strayed.length - later,
      elsewhere: elsewhere(made),
      madeLate: madeLate(published, seen, made),
      moved: stepsElsewhere(standing, made, all),
    };
    return [{ problem: of, plan: made, strays }];
  };
}

/** What stays stays put: first as frozen work, then as what goes first; then as it would stand alone. */
function mended(rest: Rest, asSeen: Kept, stands: () => Plan, judge: Judge): Tried | undefined {
  const { held, others, published, seen, leftOut } = rest;
  const ways: readonly (() => readonly [Kept, Problem])[] = [
    () => [asSeen, held],
    () => [asSeen, others],
    () => [givenBack(kept(stands(), seen, leftOut), seen, published, others), others],
  ];
  const tried: Tried[] = [];
  for (const way of ways) {
    if (tried.some(isExact)) break;
    for (const [of, made] of mendings(rest, ...way())) {
      tried.push(...judge(of, made));
      if (tried.some(isSmooth)) break;
    }
  }
  return leastStrayed(tried);
}

/** Where what is mended makes an order late, a move costs so many times what it costs in planning: a few that help it, and no more. */
const DEAR = 30;

/** Only what cannot stay; with a few moves that help; with all that earn what they cost. */
function* mendings(rest: Rest, one: Kept, of: Problem): Generator<readonly [Problem, Plan | undefined]> {
  const smallest = around(rest, one, of, 0);
  yield [of, smallest];
  const weight = smallest?.figures.objective?.moved.weight ?? 0;
  if (weight > 0) yield [of, around(rest, one, withMoves(of, DEAR * weight))];
  yield [of, around(rest, one, of)];
}

const withMoves = (problem: Problem, movedOperation: number): Problem => ({
  ...problem,
  rules: { ...problem.rules, weights: { ...problem.rules.weights, movedOperation } },
});

/** All planned from nothing beside what stays; where that strays, what stays put into what was planned so. */
function plannedAnew(rest: Rest, stands: () => Plan, judge: Judge): Tried | undefined {
  const { held, others, published, stays } = rest;
  const whole = anew(rest, reservedFor(held, published, stays));
  const tried = judge(held, whole);
  if (tried.some(isExact)) return leastStrayed(tried);
  const frozen = asWork(others, stands(), stays);
  const beside = frozen.asPlanned(anew(rest, frozen.problem));
  // Of equals the first: that in which nothing is made beside what lies idle.
  const shared = drawnOnRests(beside.standing, beside.first);
  const ways = [
    ...(shared === beside.standing ? [] : [{ ...beside, standing: shared }]),
    beside,
    kept(stands(), whole, stays),
  ];
  return leastStrayed([...tried, ...ways.flatMap((one) => judge(others, around(rest, one, others)))]);
}

const anew = ({ seen, options }: Rest, of: Problem): Plan => plan(of, { ...options, published: saidFrozen(of, seen) });

const around = ({ options }: Rest, { standing, first }: Kept, of: Problem, work = options.work): Plan | undefined =>
  planAround(of, saidFrozen(of, standing), first, { ...options, work });

function lazily<T>(make: () => T): () => T {
  let made: T | undefined;
  return () => {
    made ??= make();
    return made;
  };
}
