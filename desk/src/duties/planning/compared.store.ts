/** Plans as they are compared: versions, and a plan that is none. Each is read once, however many it is held against. */
import { type Plan, type Problem, shipping } from '@hotlist/engine';
import type { Transaction } from 'kysely';
import { decimalOf } from '../../house/amounts.ts';
import { later, secondsOf } from '../../house/clock.ts';
import type { Tables } from '../../server/database/tables.ts';
import type { CalendarRows } from '../calendars/calendars.ts';
import type { KeptByHand } from './byhand.ts';
import { namesIn } from './called.store.ts';
import type { Names } from './called.ts';
import { calendarsSeen } from './closings.store.ts';
import type { Step, Terms } from './comparison.ts';
import { downsSeen } from './downs.store.ts';
import type { DownSpan } from './downs.ts';
import { type Opened, workNamed } from './groupsums.ts';
import { hoursIn, overtimeByHand } from './handhours.store.ts';
import type { Hours } from './handhours.ts';
import type { Base } from './handmoves.ts';
import { lastDeliveries } from './lateness.ts';
import { linesRead, type ReadLines } from './linescalled.store.ts';
import { locksTold } from './lockstold.store.ts';
import { type Causes, seenBy } from './orderchanges.store.ts';
import type { Seen } from './orderchanges.ts';
import { oneVersion, type versionCalled } from './planning.store.ts';
import { pegsOf, stepsOf } from './versionrows.store.ts';
import type { ToldSize } from './worksizes.messages.ts';
import { toldSizes } from './worksizes.store.ts';

type Tx = Transaction<Tables>;
type Version = Awaited<ReturnType<typeof versionCalled>>;

/** A plan as it is compared. */
export interface Compared {
  /** Absent: it is no version. */
  readonly number?: number;
  /** ISO. */
  readonly now: string;
  readonly orders: readonly Seen[];
  readonly steps: readonly Step[];
  /** What its orders are called now, and as it was made. */
  readonly called: Names['called'];
  readonly asMade: Names['asMade'];
  /** Customers' lines as they stand. */
  readonly lines: ReadLines;
  /** Seconds of windows of overtime that it opens, and of hours added by hand. */
  readonly overtime: number;
  /** Windows of overtime that it opens, with the steps that work in them, as it was made. */
  readonly opened: () => Promise<readonly Opened[]>;
  /** Hours that a person added or took. */
  readonly hours: readonly Hours[];
  /** Work orders that a person made for another quantity. */
  readonly sizes: readonly ToldSize[];
  /** Absent: it was not kept with it. */
  readonly objective: Terms | undefined;
  /** Its orders as they are called since, as its causes have them. */
  readonly pegs: Causes['before'];
  /** As it was made by them. */
  readonly calendars: () => Promise<CalendarRows>;
  /** Its machines, likewise. */
  readonly downs: () => Promise<readonly DownSpan[]>;
  /** What a person moved to make it, which may be what it stands beside; absent, or undefined where that is cleared: no person made it. */
  readonly base?: (beside: Compared) => Promise<Base | undefined>;
}

/** `lines`: those that were read for another. */
export async function comparedVersion(
  tx: Tx,
  site: string,
  version: Version,
  lines: ReadLines = linesRead(tx, site),
): Promise<Compared> {
  const { id, number, now, figures } = version;
  const hours = hoursIn(version);
  const { called, asMade } = await namesIn(tx, id);
  let pegs: ReturnType<typeof pegsOf> | undefined;
  return {
    number,
    now,
    orders: await seenBy(tx, site, id, { called, lines }),
    steps: await stepsOf(tx, version),
    called,
    asMade,
    lines,
    overtime: overtimeIn(figures) + (await overtimeByHand(tx, site, hours)),
    opened: () => openedIn(tx, id),
    hours,
    sizes: await toldSizes(tx, site, version),
    objective: figures.objective as Terms | undefined,
    pegs: () => (pegs ??= pegsOf(tx, version, called)),
    calendars: () => calendarsSeen(tx, site, version),
    downs: () => downsSeen(tx, site, version),
    ...(version.by_hand ? { base: (beside) => baseOf(tx, site, version, version.by_hand!, beside) } : {}),
  };
}

async function baseOf(
  tx: Tx,
  site: string,
  version: Version,
  { base: number, acts }: KeptByHand,
  beside: Compared,
): Promise<Base | undefined> {
  const hand = async ({ steps, asMade }: Pick<Compared, 'steps' | 'asMade'>): Promise<Base> => ({
    number,
    edits: acts.flat(),
    steps,
    called: asMade,
    locks: await locksTold(tx, site, version),
  });
  if (beside.number === number) return hand(beside);
  const found = await oneVersion(tx, site, number);
  return found && hand({ steps: await stepsOf(tx, found), asMade: (await namesIn(tx, found.id)).asMade });
}

async function openedIn(tx: Tx, version: number): Promise<readonly Opened[]> {
  const rows = await tx
    .selectFrom('plan_overtime')
    .select(['starts', 'ends', 'operations'])
    .where('version', '=', version)
    .execute();
  return rows.map(({ starts, ends, operations }) => ({
    from: secondsOf(starts),
    to: secondsOf(ends),
    of: { steps: new Set(operations.map(workNamed)) },
  }));
}

const overtimeIn = ({ overtimeSeconds }: Readonly<Record<string, unknown>>): number =>
  typeof overtimeSeconds === 'number' ? overtimeSeconds : 0;

/** A plan that is no version, made from a problem; what was promised, and calendars that are not named, are as the version beside it has them. */
export function comparedPlan(problem: Problem, plan: Plan, beside: Compared, calendars?: CalendarRows): Compared {
  const promised = new Map(beside.orders.map((one) => [one.demand, one.promised]));
  const demands = new Map(problem.demands.map((one) => [one.id, one]));
  const decimals = new Map(problem.items.map((item) => [item.id, item.decimals]));
  const inUnits = ({ item, qty }: Plan['pegs'][number]) => decimalOf(qty, decimals.get(item) ?? 0);
  const epoch = secondsOf(problem.epoch);
  const leaves = shipping(problem);
  const at = (second: number): string => later(problem.epoch, second);
  return {
    now: at(problem.now),
    orders: [...lastDeliveries(plan).values()].flatMap(({ demand, date, late, reasons }): Seen[] => {
      const of = demands.get(demand);
      if (of?.kind !== 'order') return [];
      return [
        {
          demand,
          item: of.item,
          due: at(of.due),
          promised: promised.get(demand) ?? null,
          delivered: date === undefined ? null : at(leaves(of, date)),
          lateSeconds: late,
          reasons,
        },
      ];
    }),
    steps: plan.operations.map(({ order, item, seq, part, machine, crew, start, end, setup, run }) => {
      return { order, item, seq, part, machine, crew, start: epoch + start, end: epoch + end, setup, run };
    }),
    called: (order) => order,
    asMade: (order) => order,
    lines: beside.lines,
    overtime: overtimeIn({ ...plan.figures }),
    opened: async () =>
      (plan.overtime ?? []).map(({ from, to, for: steps }) => ({
        from: epoch + from,
        to: epoch + to,
        of: { steps: new Set(steps.map(workNamed)) },
      })),
    hours: [],
    sizes: [],
    objective: plan.figures.objective,
    pegs: async () => plan.pegs.map((peg) => ({ ...peg, qty: inUnits(peg), at: epoch + peg.at })),
    calendars: calendars ? async () => calendars : beside.calendars,
    downs: beside.downs,
  };
}

/** Reads each version once, however many it is held against. */
export function comparing(tx: Tx, site: string): (version: Version) => Promise<Compared> {
  const read = new Map<number, Promise<Compared>>();
  const lines = linesRead(tx, site);
  return (version) => {
    const known = read.get(version.id) ?? comparedVersion(tx, site, version, lines);
    read.set(version.id, known);
    return known;
  };
}
