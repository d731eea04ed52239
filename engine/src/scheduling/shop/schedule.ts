/**
 * The door for shops: a population of a few good schedules, each the end of a search of its own; between two of them
 * lies another one, from which the search goes on (path relinking; Peng, Lü and Cheng 2015 for job shops). What is
 * near a member replaces it when better; else the worst goes. Anytime, and the same for the same seed and work.
 */
import { Dice } from '../../units/dice.ts';
import { lowerBound, quickBound } from './bounds.ts';
import { Budget } from './budget.ts';
import { compile, type Layout } from './compile.ts';
import { dispatch, listed, urgency } from './construct.ts';
import { flat } from './flat.ts';
import type { Improved, Improver, Placed, Start } from './improver.ts';
import { mannerOf } from './manner.ts';
import { lateness } from './objective.ts';
import { Orders } from './orders.ts';
import type { ScheduleOptions, Shop, ShopSchedule } from './shop.ts';
import { Tabu } from './tabu.ts';

/** Below this share of operations that follow another one than in a member, a schedule is the same again: from between two such, the search falls back to one of them. */
const ALIKE = 0.3;
/** From so many operations on schedules are begun in one pass, and the first one is an answer before any bound that takes longer than it. */
const LARGE = 4_000;

export function schedule(shop: Shop, options: ScheduleOptions = {}): ShopSchedule {
  const layout = compile(shop);
  // With neither, the first answer.
  const budget = new Budget({ ...options, work: options.work ?? (options.keepGoing ? undefined : 0) });
  const dice = new Dice(options.seed ?? 1);
  let told = Infinity;
  const tell = (objective: number, bound: number) => {
    if (objective >= told) return;
    told = objective;
    options.onProgress?.({ objective, bound, work: budget.work });
  };
  const rank = urgency(layout);
  const large = layout.disjunctive && layout.n >= LARGE;
  const begin = (noise: number, delay: number): Start =>
    (!layout.disjunctive ? listed : large ? flat : dispatch)(layout, rank, noise, delay, dice);
  const atOnce = large ? flat(layout, rank, 0, 0, dice) : undefined;
  if (atOnce) {
    const objective = lateness(layout, atOnce.end);
    const bound = quickBound(layout, rank);
    budget.spend(layout.n);
    tell(objective, bound);
    if (budget.over || objective <= bound) return answered(layout, { ...atOnce, objective }, bound, budget.work);
  }
  const bound = lowerBound(layout);
  const improver: Improver = layout.disjunctive ? new Tabu(layout, dice, budget) : new Orders(layout, dice, budget);
  improver.onBetter = (objective) => tell(objective, bound);
  const best = search(layout, improver, atOnce ?? begin(0, 0), begin, bound, dice, budget);
  return answered(layout, best, bound, budget.work);
}

function answered(
  { shop, modeFrom, modeTime }: Layout,
  best: Placed & { readonly objective: number },
  bound: number,
  work: number,
): ShopSchedule {
  const { objective, mode, end } = best;
  return {
    status: objective <= bound ? 'optimal' : 'feasible',
    objective,
    bound: Math.min(bound, objective),
    work,
    operations: shop.operations.map(({ id }, v) => ({
      operation: id,
      mode: mode[v]! - modeFrom[v]!,
      start: end[v]! - modeTime[mode[v]!]!,
      end: end[v]!,
    })),
  };
}

function search(
  layout: Layout,
  improver: Improver,
  first: Start,
  begin: (noise: number, delay: number) => Start,
  bound: number,
  dice: Dice,
  budget: Budget,
): Improved {
  let best = improver.improve(first, bound);
  const over = () => budget.over || best.objective <= bound;
  const improved = (from: Start): Improved => {
    const found = improver.improve(from, bound);
    if (found.objective < best.objective) best = found;
    return found;
  };
  const newcomer = () => improved(begin(0.5, dice.share()));
  const { members, inVain, child: made, way } = mannerOf(layout);
  const [nearest, farthest] = way;
  const population = [best];
  while (!over() && population.length < members) population.push(newcomer());
  for (let vain = 0; !over(); ) {
    const a = dice.below(population.length);
    const b = (a + 1 + dice.below(population.length - 1)) % population.length;
    const share = nearest + (farthest - nearest) * dice.share();
    const child = improved(made(population[a]!, population[b]!, share, dice));
    vain = settled(population, child) ? 0 : vain + 1;
    if (vain < inVain || over()) continue;
    vain = 0;
    // Where all are equally good, what is begun as they were ends as they did: somebody quite different comes.
    const level = layout.flexible && population.every(({ objective }) => objective === best.objective);
    const stranger = () => improved(scattered(layout, begin(0.5, dice.share()), dice));
    population[worstOf(population, dice)] = level ? stranger() : newcomer();
  }
  return best;
}

/** In the same order, each operation in any of its modes. */
function scattered({ modeFrom }: Layout, { order, mode }: Start, dice: Dice): Start {
  return { order, mode: mode.map((_, v) => modeFrom[v]! + dice.below(modeFrom[v + 1]! - modeFrom[v]!)) };
}

/** Whether a child found a place: that of its like if it is better, or that of the worst. */
function settled(population: Improved[], child: Improved): boolean {
  let near = 0;
  let worst = 0;
  for (let k = 1; k < population.length; k++) {
    if (apart(population[k]!, child) < apart(population[near]!, child)) near = k;
    if (population[k]!.objective > population[worst]!.objective) worst = k;
  }
  const alike = apart(population[near]!, child) < ALIKE;
  const place = population[alike ? near : worst]!;
  if (child.objective > place.objective || (alike && child.objective === place.objective)) return false;
  population[alike ? near : worst] = child;
  return true;
}

/** Of equally bad ones, any. */
function worstOf(population: readonly Improved[], dice: Dice): number {
  const most = Math.max(...population.map((one) => one.objective));
  const worst = population.flatMap((one, k) => (one.objective === most ? [k] : []));
  return worst[dice.below(worst.length)]!;
}

/** The share of operations in which their shapes differ. */
function apart(a: Improved, b: Improved): number {
  let differ = 0;
  for (let v = 0; v < a.shape.length; v++) if (a.shape[v] !== b.shape[v]) differ++;
  return differ / a.shape.length;
}
