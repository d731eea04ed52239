/** Tools and people: held from the start of a step to its end, by one order after the other. Pure; seconds. */
import type { Lack } from './cleartobuild.ts';
import { largest } from './supplies.ts';

export interface Hold {
  readonly kind: 'tool' | 'crew';
  readonly what: string;
  readonly qty: number;
  readonly from: number;
  readonly to: number;
  /** Of a crew: seconds that the work takes of its hours in [from, to). */
  readonly work?: number | undefined;
  /** Of a crew: where it works. */
  readonly machine?: string | undefined;
}

export interface Resource {
  readonly kind: 'tool' | 'crew';
  readonly code: string;
  /** Pieces, or people at once. */
  readonly count: number;
  /** When none of it can be used. */
  readonly away: readonly { readonly from: number; readonly to: number }[];
  /** Seconds that the crew works in a span, by its calendar; absent: always. */
  readonly hours?: ((hold: Hold) => number) | undefined;
}

type Held = Hold & { readonly who: string };

export class Holds {
  readonly #resources: ReadonlyMap<string, Resource>;
  readonly #held = new Map<string, Held[]>();

  constructor(resources: readonly Resource[], held: readonly Held[]) {
    this.#resources = new Map(resources.map((one) => [`${one.kind} ${one.code}`, one]));
    for (const one of held) this.#keep(one);
  }

  /** Takes the hold, whether or not it can be had; answers what is missing. */
  take(who: string, hold: Hold): Lack | undefined {
    const lack = this.#lackOf(who, hold);
    this.#keep({ ...hold, who });
    return lack;
  }

  #lackOf(who: string, hold: Hold): Lack | undefined {
    const { kind, what, qty, from, to } = hold;
    const resource = this.#resources.get(`${kind} ${what}`);
    const lack = { kind, what, qty, held: [] };
    if (!resource) return { ...lack, why: 'off' };
    const gone = resource.away.find((span) => span.from < to && span.to > from);
    if (gone) return { ...lack, why: 'away', comes: gone.to };
    if (resource.hours && hold.work !== undefined && resource.hours(hold) < hold.work) return { ...lack, why: 'off' };
    const others = (this.#held.get(`${kind} ${what}`) ?? []).filter(
      (one) => one.who !== who && one.from < to && one.to > from,
    );
    const over = peak(others, from, to) + qty - resource.count;
    if (over <= 0) return undefined;
    const shares = new Map<string, number>();
    for (const one of others) shares.set(one.who, Math.max(shares.get(one.who) ?? 0, one.qty));
    const free = qty <= resource.count ? this.#freeAt(who, hold, resource) : undefined;
    return {
      ...lack,
      why: 'in-use',
      qty: Math.min(over, qty),
      comes: free?.at,
      by: free?.by,
      held: largest(shares),
    };
  }

  /** The first moment at which somebody gives it back and it can be held as long. */
  #freeAt(who: string, { kind, what, qty, from, to }: Hold, { count }: Resource) {
    const others = (this.#held.get(`${kind} ${what}`) ?? []).filter((one) => one.who !== who && one.to > from);
    return others
      .map((one) => ({ at: one.to, by: one.who }))
      .sort((a, b) => a.at - b.at || (a.by < b.by ? -1 : 1))
      .find(({ at }) => peak(others, at, at + to - from) + qty <= count);
  }

  #keep(one: Held): void {
    const key = `${one.kind} ${one.what}`;
    const known = this.#held.get(key);
    if (known) known.push(one);
    else this.#held.set(key, [one]);
  }
}

/** The most that is held at one moment of [from, to). */
function peak(held: readonly Held[], from: number, to: number): number {
  const within = held.filter((one) => one.from < to && one.to > from);
  const moments = [from, ...within.map((one) => one.from).filter((at) => at > from)];
  return Math.max(
    ...moments.map((at) => within.reduce((sum, one) => (one.from <= at && one.to > at ? sum + one.qty : sum), 0)),
  );
}
