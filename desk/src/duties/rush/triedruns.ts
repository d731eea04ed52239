/** Runs that were tried with rush orders, kept while the plan that offered them stands. */
import { type Second, second } from '@hotlist/engine';
import { secondsOf } from '../../house/clock.ts';
import type { Row } from '../../house/kind.ts';
import { type Asks, isTurnedAway, type Ran, type Turn } from '../planning/asked.ts';
import { promisedIn } from '../planning/otherplan.ts';
import type { WorkingDays } from '../planning/workingdays.ts';
import { type Effect, effectOf, type Offered, type PutOff, putOffIn, withOrder } from './wouldrun.ts';

type Rows = ReadonlyMap<string, readonly Row[]>;

/** A plan that stands, and what a run plans of records. */
export interface Standing {
  readonly ask: (question: 'run', about: Asks['run'], turn: Turn) => Promise<Ran>;
}
export interface Runs {
  readonly rows: Rows;
  readonly of: (rows: Rows) => Asks['run'];
  readonly mends: Mends;
  /** As the order will be called. */
  readonly order: string;
  /** By seconds since 1970. */
  readonly days: WorkingDays;
}

interface About {
  readonly now: string;
  readonly mends: Mends;
  readonly delays: readonly PutOff[];
  readonly runs: (now: string) => Promise<Runs>;
  readonly turn: Turn;
}

/** Runs are tried as of one moment for so long, that what they have in common is planned once: seconds. */
const together = 600;

/** What a run would make, and of what. */
export interface Tried extends Effect {
  readonly mends: Mends;
}

/** What a run mends: the published version and what is released in it from the frozen zone; undefined: nothing is published. */
export type Mends = { readonly number: number; readonly released: ReadonlySet<string> } | undefined;

export const isSameMended = (one: Mends, other: Mends): boolean =>
  one?.number === other?.number &&
  one?.released.size === other?.released.size &&
  [...(one?.released ?? [])].every((work) => other?.released.has(work));

/** What was read, of one moment, and what a run makes of it without any rush order: the same for all that are asked about. */
interface Basis extends Pick<About, 'now'> {
  /** As whoever asked first knew it, until it is read. */
  mends: Mends;
  readonly read: Once<Runs>;
  readonly without: Once<Ran>;
  readonly effects: Map<string, Promise<Tried>>;
}

/** Made for the first who asks; what failed is made again. */
class Once<T> {
  private kept: Promise<T> | undefined;

  of(make: () => Promise<T>): Promise<T> {
    if (this.kept) return this.kept;
    const made = make();
    this.kept = made;
    made.catch(() => {
      this.kept = undefined;
    });
    return made;
  }
}

export class TriedRuns {
  private readonly kept = new WeakMap<Standing, Basis>();

  /**
   * Who asks what is asked about already waits for the same, until another version is published or other work released from the frozen zone; what failed is asked again.
   * `runs` is told the moment as of which is planned; `delays`: whom it delays at the latest.
   */
  async of(standing: Standing, offered: Offered, about: About): Promise<Tried> {
    for (;;) {
      try {
        return await this.shared(standing, offered, about);
      } catch (error) {
        // Only whoever he waited with was turned away: now he asks himself.
        if (about.turn === 'question' || !isTurnedAway(error)) throw error;
      }
    }
  }

  private shared(standing: Standing, offered: Offered, { now, mends, ...about }: About): Promise<Tried> {
    const basis = this.basisOf(standing, { now, mends });
    const { effects } = basis;
    const key = JSON.stringify(offered);
    const known = effects.get(key);
    if (known) return known;
    const effect = planned(standing, basis, offered, about);
    effects.set(key, effect);
    effect.catch(() => effects.delete(key));
    return effect;
  }

  private basisOf(standing: Standing, of: Pick<About, 'now' | 'mends'>): Basis {
    const known = this.kept.get(standing);
    if (known && isSameMended(known.mends, of.mends) && secondsOf(of.now) - secondsOf(known.now) < together)
      return known;
    const basis: Basis = { ...of, read: new Once(), without: new Once(), effects: new Map() };
    this.kept.set(standing, basis);
    return basis;
  }
}

async function planned(
  standing: Standing,
  basis: Basis,
  offered: Offered,
  { delays, runs, turn }: Pick<About, 'delays' | 'runs' | 'turn'>,
): Promise<Tried> {
  const { rows, of, mends, order, days } = await basis.read.of(() => runs(basis.now));
  basis.mends = mends;
  const withoutIt = () => standing.ask('run', of(rows), turn);
  const pledges = rows.get('pledges') ?? [];
  const made = async (told: readonly PutOff[]): Promise<Tried> => {
    const putOff = putOffIn(pledges, told);
    const tried = of(withOrder(rows, offered, order, putOff));
    const ran = await standing.ask('run', tried, turn);
    const promised = promisedBefore(rows, tried.problem.epoch);
    const without = await basis.without.of(withoutIt);
    const effect = effectOf(tried.problem, `${order}/1`, ran, { without, promised, days });
    // Whoever was pledged is pledged anew for what is told: planned once more with that.
    const as = putOffIn(pledges, effect.hurts);
    return told === delays && !isSame(putOff, as) ? made(effect.hurts) : { ...effect, mends };
  };
  return made(delays);
}

/** What was promised and pledged before anybody is put off for what is tried. */
function promisedBefore(rows: Rows, epoch: string): (line: string) => readonly Second[] {
  const demands = (rows.get('pledges') ?? []).map(({ line, ships }) => ({
    id: String(line),
    pledged: second(secondsOf(String(ships)) - secondsOf(epoch)),
  }));
  return promisedIn({ epoch, demands }, rows.get('customer_lines') ?? []);
}

const isSame = (some: readonly Row[], others: readonly Row[]): boolean =>
  some.length === others.length &&
  some.every(({ line, ships }, n) => line === others[n]?.line && ships === others[n]?.ships);
