/** One start of a search: what it is given, as plain values that go into a thread, and what comes back. */
import {
  type Plan,
  type Problem,
  ProblemError,
  plan,
  type Shop,
  ShopError,
  type ShopSchedule,
  schedule,
} from '@hotlist/engine';

interface Budget {
  readonly seed: number;
  readonly work?: number;
  /** Milliseconds of Unix time at which improvement ends; absent: never. */
  readonly until?: number;
}

export interface PlanStart extends Budget {
  readonly problem: Problem;
}

export interface SolveStart extends Budget {
  readonly shop: Shop;
}

export type Start = PlanStart | SolveStart;

export type Part = 'netting' | 'scheduling' | 'improving' | 'explaining';

/** The engine has no clock: the milliseconds of each part are what passes between its reports. */
export interface PlanAnswer {
  readonly plan: Plan;
  readonly spent: Readonly<Record<Part, number>>;
}

export interface SolveAnswer {
  readonly schedule: ShopSchedule;
  /** When each better schedule was there, in milliseconds of Unix time, and its objective. */
  readonly history: readonly (readonly [at: number, objective: number])[];
}

/** Errors of the engine lose their class on the way out of a thread. */
export type StartAnswer =
  | PlanAnswer
  | SolveAnswer
  | { readonly refused: { readonly list: keyof Problem; readonly id: string; readonly message: string } }
  | { readonly wrongShop: string };

const present = (): number => performance.timeOrigin + performance.now();

export function answerOf(start: Start): StartAnswer {
  try {
    return 'shop' in start ? solved(start) : planned(start);
  } catch (error) {
    if (error instanceof ProblemError) return { refused: { list: error.list, id: error.id, message: error.message } };
    if (error instanceof ShopError) return { wrongShop: error.message };
    throw error;
  }
}

function planned({ problem, seed, work, until = Infinity }: PlanStart): PlanAnswer {
  const spent = { netting: 0, scheduling: 0, improving: 0, explaining: 0 };
  let part: Part = 'netting';
  let since = present();
  const turn = (next: Part): void => {
    const at = present();
    spent[part] += at - since;
    [part, since] = [next, at];
  };
  const made = plan(problem, {
    seed,
    work,
    // The first answer is made whole, whatever the hour, so that counted work repeats the plan.
    keepGoing: () => part !== 'improving' || present() < until,
    onProgress: (step) => step !== part && turn(step),
  });
  turn('explaining');
  return { plan: made, spent };
}

function solved({ shop, seed, work, until = Infinity }: SolveStart): SolveAnswer {
  const history: [number, number][] = [];
  const found = schedule(shop, {
    seed,
    work,
    keepGoing: () => present() < until,
    onProgress: ({ objective }) => history.push([present(), objective]),
  });
  return { schedule: found, history };
}
