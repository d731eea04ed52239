/**
 * Rush orders whose place goes back to what is left out of an approval, as far as two plans tell it before the rest is planned anew:
 * what stays as published stands on their machines while they are made, or draws on what is made for them. Pure.
 */

import { isBroken, type Pledged } from '../planning/pledges.ts';
import { groupedBy } from '../planning/rows.ts';

/** As the version ships it. Supplies are those that it draws on, in the version (`uses`) and in the published plan (`used`), called as in the version. */
export interface PledgedOrder extends Pledged {
  /** Its line as the version calls it. */
  readonly demand: string;
  /** When the published plan ships it; null: never; undefined: it is not in that. */
  readonly published: string | null | undefined;
  readonly uses: ReadonlySet<string>;
  readonly used: ReadonlySet<string>;
}

interface Place {
  readonly order: string;
  readonly machine?: string | undefined;
  readonly start: number;
  readonly end: number;
}

/** What is left out: what stands as published with it and is moved by the version, and all that it draws on in either plan. */
export interface Back {
  readonly name: string;
  readonly stays: ReadonlySet<string>;
  readonly used: ReadonlySet<string>;
  readonly uses: ReadonlySet<string>;
}

export interface Given extends Pledged {
  readonly published: string | null | undefined;
  /** `stays`: it stays as published itself; else the machine on which its place is taken; null: what it draws on is. */
  readonly by: 'stays' | { readonly machine: string } | null;
}

/** What is of the published plan is called as in the version. */
export function givenAway(
  pledges: readonly PledgedOrder[],
  published: readonly Place[],
  version: readonly Place[],
): (back: Back) => readonly Given[] {
  const kept = pledges.filter((one) => !isBroken(one) && (one.published === undefined || losesAsPublished(one)));
  if (kept.length === 0) return () => [];
  const byOrder = groupedBy(published, ({ order }) => order);
  const made = new Map(kept.map(({ line, uses }) => [line, version.filter(({ order }) => uses.has(order))]));
  return (back) => {
    const stand = [...back.stays].flatMap((order) => byOrder.get(order) ?? []);
    return kept.flatMap(({ uses, used, ...one }): Given[] => {
      if (one.demand === back.name || anyOf(back.stays, (order) => used.has(order)))
        return one.published === undefined ? [] : [{ ...one, by: 'stays' }];
      const places = made.get(one.line)!.filter(({ order }) => !back.stays.has(order));
      const machine = stand.find((held) => places.some((place) => meet(held, place)))?.machine;
      if (machine !== undefined) return [{ ...one, by: { machine } }];
      const takes = anyOf(back.used, (supply) => !back.uses.has(supply) && uses.has(supply) && !used.has(supply));
      return takes ? [{ ...one, by: null }] : [];
    });
  };
}

const losesAsPublished = ({ pledged, published }: PledgedOrder): boolean =>
  published !== undefined && isBroken({ pledged, ships: published });

const meet = (one: Place, other: Place): boolean =>
  one.machine !== undefined && one.machine === other.machine && one.start < other.end && other.start < one.end;

const anyOf = (names: ReadonlySet<string>, is: (name: string) => boolean): boolean => [...names].some(is);
