/** What was lost of hours between two plans, and what both plans have: what tells why an order ships later. */
import { isDeepStrictEqual } from 'node:util';
import { sql, type Transaction } from 'kysely';
import { offsetsOf } from '../../house/clock.ts';
import type { Tables } from '../../server/database/tables.ts';
import type { Site } from '../../server/http.ts';
import type { CalendarRows } from '../calendars/calendars.ts';
import { type Shut, shutFor } from './closedcause.ts';
import { type Closing, closingsOf } from './closings.ts';
import type { Both, Called, Step } from './comparison.ts';
import { type Down, type DownSpan, wentDown } from './downs.ts';
import { machinesKeeping } from './machinecalendars.store.ts';
import type { MovedAlready } from './movedalready.store.ts';
import type { InBoth, OfOrder, Peg } from './newcause.ts';
import { groupedBy } from './rows.ts';

type Tx = Transaction<Tables>;

export interface Side extends Called {
  readonly calendars: () => Promise<CalendarRows>;
  readonly downs: () => Promise<readonly DownSpan[]>;
  /** Its steps, in their turn, as they are paired with the other side's. */
  readonly alike: readonly Step[];
  readonly pegs: () => Promise<readonly Peg[]>;
}

interface Sides {
  readonly before: Side;
  readonly after: Side;
  readonly both: readonly Both[];
  /** Nothing was done but that machines were taken away. */
  readonly alone?: boolean;
  /** What was so before downtime was recorded. */
  readonly already?: () => Promise<MovedAlready | undefined>;
}

export interface Lost {
  readonly shutFor: (demand: string) => Shut | undefined;
  /** A machine lost hours: where it is told as down that is new. */
  readonly isDown: (machine: string) => boolean;
}

const nothing: Lost = { shutFor: () => undefined, isDown: () => false };

/** Hours that were lost between two plans, and by which of them a demand ships later. */
export async function lostBetween(
  tx: Tx,
  site: Site,
  { before, after, both, alone = false, already }: Sides,
): Promise<Lost> {
  const { steps } = before;
  const [were, now] = [await before.calendars(), await after.calendars()];
  const downs = wentDown(await before.downs(), await after.downs());
  if (steps.length === 0 || (downs.length === 0 && isDeepStrictEqual(were, now))) return nothing;
  const from = steps.reduce((least, { start }) => Math.min(least, start), Infinity);
  const to = steps.reduce((most, { end }) => Math.max(most, end), -Infinity);
  const losses = [...closingsOf(were, now, offsetsOf(site.zone), { from, to }), ...downs];
  if (losses.length === 0) return nothing;
  const { rows } = await sql<{ machine: string; calendar: string }>`
    select code as machine, calendar from ${machinesKeeping} as m where site = ${site.code}`.execute(tx);
  const keeps = new Map(rows.map(({ machine, calendar }) => [machine, calendar]));
  const [was, is] = [stepsCalled(before), stepsCalled(after)];
  const between = {
    before: { steps: before.alike.map(was), pegs: await before.pegs() },
    after: { steps: after.alike.map(is), pegs: await after.pegs() },
    both: both.map(([one, other]) => [was(one), is(other)] as const),
    alone,
  };
  const machines = new Set(downs.map(({ machine }) => machine));
  const known = downs.some(({ by }) => by === null) ? await already?.() : undefined;
  const shut = (some: readonly (Closing | Down)[]) => shutFor(some, between, (machine) => keeps.get(machine));
  const byAll = shut(losses);
  const byOlder = known && shut(without(losses, wentDown(known.downs, await after.downs())));
  return {
    shutFor: (demand) => (byOlder && known.had(demand) ? byOlder(demand) : byAll(demand)),
    isDown: (machine) => machines.has(machine),
  };
}

/** A record of downtime that came after a date had moved did not move it. */
function without(losses: readonly (Closing | Down)[], since: readonly Down[]): readonly (Closing | Down)[] {
  return losses.filter(
    (lost) =>
      !('machine' in lost) ||
      lost.by !== null ||
      !since.some(({ machine, spans }) => machine === lost.machine && isDeepStrictEqual(spans, lost.spans)),
  );
}

/** Of a step as it is paired, the step with its order called as the pegs of its plan have it. */
function stepsCalled({ steps, alike, called }: Side): (step: Step) => Step {
  const others = new Map<Step, Step>();
  for (const [n, { order }] of steps.entries()) {
    const [one, name] = [alike[n]!, called(order)];
    if (one.order !== name) others.set(one, { ...one, order: name });
  }
  return (step) => others.get(step) ?? step;
}

/** Where steps that both plans have begin in each, by the name that their order has in the pegs of the plan after. */
export function inBoth({ before, after, both }: Sides): OfOrder<InBoth> {
  const [was, is] = [stepsCalled(before), stepsCalled(after)];
  let pairs: ReadonlyMap<string, readonly Both[]> | undefined;
  return (order) => {
    pairs ??= groupedBy(both, ([, other]) => is(other).order);
    return (pairs.get(order) ?? []).map(([one, { seq, start }]) => ({
      order,
      seq,
      of: was(one).order,
      was: one.start,
      is: start,
    }));
  };
}
