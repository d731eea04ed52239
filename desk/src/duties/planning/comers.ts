/**
 * Who comes into the frozen zone: work that the published plan has elsewhere, or not at all, and that now stands before work
 * of the zone on its machine. What is frozen does not move for it, so it stands in a gap; people learn of it, and why. A
 * planned order that stood in the zone and stands elsewhere is told too: it is held by nothing until it has a number. Pure.
 * Source: RULES.md, "The schedule": never a silent move.
 */
import type { Plan, Second } from '@hotlist/engine';
import { movesBetween } from './comparison.ts';
import type { Zone, ZoneStep } from './frozenzone.ts';
import { lastDeliveries } from './lateness.ts';
import { groupedBy } from './rows.ts';
import { stepKey } from './stepkey.ts';
import { workNamed } from './zonereleases.ts';

export interface Comer {
  /** As the plan names it: work/MO-7, planned/12. */
  readonly order: string;
  readonly why: 'comes-in' | 'planned' | 'released';
  readonly steps: readonly { readonly seq: number; readonly machine: string; readonly start: Second }[];
  /** What ships sooner than published and waits for it; of several what gains most. Absent: there was room. */
  readonly sooner?: { readonly demand: string; readonly published: Second; readonly now: Second };
}

/** In the order in which they start. */
export function comersInto(
  zone: readonly ZoneStep[],
  published: Plan,
  made: Plan,
  { until, released }: Zone,
): readonly Comer[] {
  const held = new Set(zone.map(({ order, seq }) => stepKey({ order: `work/${order}`, seq })));
  const { moves } = movesBetween(published.operations, made.operations, until);
  const come = moves.filter(({ frozen, after }) => frozen && after && !held.has(stepKey(after)));
  const gains = gainsIn(published, made);
  return [...groupedBy(come, ({ after }) => after!.order)]
    .map(([order, some]): Comer => {
      const steps = some
        .map(({ after }) => ({ seq: after!.seq, machine: after!.machine ?? '', start: after!.start as Second }))
        .sort((a, b) => a.start - b.start);
      const number = order.slice(order.indexOf('/') + 1);
      const stood = some.some(({ before }) => before !== undefined && before.start < until);
      if (!stood) return { order, why: 'comes-in', steps, ...soonest(gains, demandsOf(made, order)) };
      const free =
        released?.has(workNamed(number, null)) || steps.some(({ seq }) => released?.has(workNamed(number, seq)));
      return { order, why: free ? 'released' : order.startsWith('work/') ? 'comes-in' : 'planned', steps };
    })
    .sort((a, b) => a.steps[0]!.start - b.steps[0]!.start || (a.order < b.order ? -1 : 1));
}

type Gain = NonNullable<Comer['sooner']>;

function gainsIn(published: Plan, made: Plan): ReadonlyMap<string, Gain> {
  const before = lastDeliveries(published);
  return new Map(
    [...lastDeliveries(made).values()].flatMap(({ demand, date }): [string, Gain][] => {
      const was = before.get(demand)?.date;
      return was !== undefined && date !== undefined && date < was
        ? [[demand, { demand, published: was, now: date }]]
        : [];
    }),
  );
}

function soonest(gains: ReadonlyMap<string, Gain>, demands: ReadonlySet<string>): Pick<Comer, 'sooner'> {
  const by = ({ published, now }: Gain) => published - now;
  const [sooner] = [...demands].flatMap((demand) => gains.get(demand) ?? []).sort((a, b) => by(b) - by(a));
  return sooner ? { sooner } : {};
}

/** Demands that an order is made for, at every level. */
function demandsOf({ pegs }: Plan, order: string): ReadonlySet<string> {
  const consumers = groupedBy(pegs, (peg) => peg.supply as string);
  const seen = new Set([order]);
  for (const supply of seen) for (const { consumer } of consumers.get(supply) ?? []) seen.add(consumer);
  return new Set([...seen].filter((one) => one.startsWith('demand/')).map((one) => one.slice('demand/'.length)));
}
