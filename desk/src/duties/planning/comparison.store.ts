/** Two plans read and compared; at least one of them is a version. */
import { type Plan, type Problem, shipping } from '@hotlist/engine';
import { sql, type Transaction } from 'kysely';
import { decimalOf } from '../../house/amounts.ts';
import { instantAt, instantOf, later, secondsOf, wallClock } from '../../house/clock.ts';
import type { Tables } from '../../server/database/tables.ts';
import type { Site } from '../../server/http.ts';
import type { CalendarRows } from '../calendars/calendars.ts';
import { beforeAfter, firstMoved } from './beforeafter.ts';
import type { KeptByHand } from './byhand.ts';
import { namesIn } from './called.store.ts';
import { calendarsSeen } from './closings.store.ts';
import { verdictOf } from './comparison.messages.ts';
import {
  calledAlike,
  centreChanges,
  costsOf,
  listedMoves,
  type Move,
  movesBetween,
  type Step,
  type Terms,
  withOvertime,
} from './comparison.ts';
import { customersOf, departmentsOf, toldBoard, toldCost, toldMove } from './comparisontold.ts';
import { downsSeen } from './downs.store.ts';
import type { DownSpan } from './downs.ts';
import { frozenUntil } from './frozenzone.store.ts';
import { hoursIn, overtimeByHand, toldHours } from './handhours.store.ts';
import { type Hours, paidFor } from './handhours.ts';
import { type Base, byHandOf, handMovesIn } from './handmoves.ts';
import { lastDeliveries } from './lateness.ts';
import { linesCalled } from './linescalled.store.ts';
import { locksTold } from './lockstold.store.ts';
import { inBoth, lostBetween } from './lost.store.ts';
import { type Causes, pegsOf, seenBy, toldChanges } from './orderchanges.store.ts';
import { changesBetween, countsOf, foremostOf, type Seen } from './orderchanges.ts';
import { oneVersion, type versionCalled } from './planning.store.ts';
import { plantDaysOf } from './plantdays.store.ts';
import { lateDays, type WorkingDays } from './workingdays.ts';
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
  /** What its orders are called now. */
  readonly called: (order: string) => string;
  /** Seconds of windows of overtime that it opens, and of hours added by hand. */
  readonly overtime: number;
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
  /** What a person moved to make it; absent, or undefined where that is cleared: no person made it. */
  readonly base?: () => Promise<Base | undefined>;
}

export interface Wish {
  /** So many of the operations that move are listed, and the others of the last order among them. */
  readonly operations: number;
  /** Where the drawing begins; absent: with the first that moves. */
  readonly board?: string | undefined;
  /** What moves before it is not what is asked about: the drawing begins with the first that moves from then on, where any does. */
  readonly near?: string | undefined;
  /** Working days, by seconds since 1970, where they would be others than the plant's. */
  readonly days?: WorkingDays;
}

/** Plant days drawn at once. */
const drawnDays = 7;

export async function comparedVersion(tx: Tx, site: string, version: Version): Promise<Compared> {
  const { id, number, now, figures } = version;
  const hours = hoursIn(version);
  let pegs: ReturnType<typeof pegsOf> | undefined;
  return {
    number,
    now,
    orders: await seenBy(tx, site, id),
    steps: await stepsOf(tx, id),
    called: (await namesIn(tx, id)).called,
    overtime: overtimeIn(figures) + (await overtimeByHand(tx, site, hours)),
    hours,
    sizes: await toldSizes(tx, site, version),
    objective: figures.objective as Terms | undefined,
    pegs: () => (pegs ??= pegsOf(tx, id)),
    calendars: () => calendarsSeen(tx, site, version),
    downs: () => downsSeen(tx, site, version),
    ...(version.by_hand ? { base: () => baseOf(tx, site, version, version.by_hand!) } : {}),
  };
}

async function baseOf(
  tx: Tx,
  site: string,
  version: Version,
  { base: number, acts }: KeptByHand,
): Promise<Base | undefined> {
  const found = await oneVersion(tx, site, number);
  if (!found) return undefined;
  const [steps, { asMade }] = [await stepsOf(tx, found.id), await namesIn(tx, found.id)];
  return { number, edits: acts.flat(), steps, called: asMade, locks: await locksTold(tx, site, version) };
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
    overtime: overtimeIn({ ...plan.figures }),
    hours: [],
    sizes: [],
    objective: plan.figures.objective,
    pegs: async () => plan.pegs.map((peg) => ({ ...peg, qty: inUnits(peg), at: at(peg.at) })),
    calendars: calendars ? async () => calendars : beside.calendars,
    downs: beside.downs,
  };
}

/** In columns: ten thousand rows are read four times as fast. */
export async function stepsOf(tx: Tx, version: number): Promise<readonly Step[]> {
  const columns = {
    order: sql`order_id`,
    item: sql`item`,
    seq: sql`seq`,
    part: sql`part`,
    machine: sql`machine`,
    crew: sql`crew`,
    start: sql`extract(epoch from starts)::int8`,
    end: sql`extract(epoch from ends)::int8`,
    setup: sql`setup_seconds`,
    run: sql`run_seconds`,
  };
  type Columns = { readonly [Name in keyof Step]-?: readonly Exclude<Step[Name], undefined>[] | null };
  const picked = sql.join(Object.entries(columns).map(([name, of]) => sql`json_agg(${of}) as ${sql.ref(name)}`));
  const { rows } = await sql<Columns>`select ${picked} from plan_steps where version = ${version}`.execute(tx);
  const { order, item, seq, part, machine, crew, start, end, setup, run } = rows[0]!;
  return (order ?? []).map((name, n) => ({
    order: name,
    item: item![n]!,
    seq: seq![n]!,
    part: part![n]!,
    machine: machine![n] ?? undefined,
    crew: crew![n] ?? undefined,
    start: start![n]!,
    end: end![n]!,
    setup: setup![n]!,
    run: run![n]!,
  }));
}

/** Reads each version once, however many it is held against. */
export function comparing(tx: Tx, site: string): (version: Version) => Promise<Compared> {
  const read = new Map<number, Promise<Compared>>();
  return (version) => {
    const known = read.get(version.id) ?? comparedVersion(tx, site, version);
    read.set(version.id, known);
    return known;
  };
}

/** What changes in one sentence, and the counts of it. */
export async function verdictBetween(tx: Tx, site: Site, before: Compared, after: Compared) {
  const { changes, verdict, counts } = await judged(tx, site, before, after);
  return { verdict, counts, foremost: await foremostTold(tx, site, foremostOf(changes)) };
}

async function foremostTold(tx: Tx, site: Site, { first, more }: ReturnType<typeof foremostOf>) {
  if (first.length === 0) return { first: [], more };
  const [days, lines] = [
    await plantDaysOf(tx, site),
    await linesCalled(
      tx,
      site.code,
      first.map((one) => one.demand),
    ),
  ];
  const told = first.map(({ demand, became, before, after }) => ({
    demand,
    customer: lines.get(demand)?.customer ?? null,
    became,
    ships: after,
    moved_days: before === null || after === null ? null : lateDays(days, secondsOf(before), secondsOf(after)),
  }));
  return { first: told, more };
}

async function judged(tx: Tx, site: Site, before: Compared, after: Compared, days?: WorkingDays) {
  const changes = changesBetween(before.orders, after.orders);
  const [were, are] = [calledAlike(before, after), calledAlike(after, before)];
  const zone = await frozenUntil(tx, site, secondsOf(after.now), days);
  const base = await after.base?.();
  const by = base && byHandOf(base, after, are);
  const found = movesBetween(were, are, zone, { by, sameNames: base !== undefined && base.number === before.number });
  const { moves, moved, same } = found;
  const overtime = { before: before.overtime, after: after.overtime };
  const counts = countsOf(changes);
  return {
    changes,
    were,
    are,
    zone,
    found,
    overtime,
    base,
    verdict: verdictOf(changes, found, overtime, base && by && handMovesIn(base, found, by, await before.base?.())),
    counts: {
      newly_late: counts['newly late'],
      later: counts.later,
      new: counts.new,
      saved: counts.saved,
      earlier: counts.earlier,
      gone: counts.gone,
      promises_broken: changes.filter((one) => one.breaksPromise).length,
      moved,
      moved_frozen: moves.filter((one) => one.frozen).length,
      added: moves.filter((one) => !one.before).length,
      dropped: moves.filter((one) => !one.after).length,
      same,
    },
  };
}

export async function comparisonOf(tx: Tx, site: Site, before: Compared, after: Compared, wish: Wish) {
  const { changes, were, are, zone, found, overtime, base, verdict, counts } = await judged(
    tx,
    site,
    before,
    after,
    wish.days,
  );
  const { moves } = found;
  const days = wish.days ?? (await plantDaysOf(tx, site));
  const sides = {
    before: { ...before, alike: were },
    after: { ...after, alike: are },
    both: found.both,
    alone: base !== undefined && base.number === before.number && base.edits.every(({ kind }) => kind === 'downtime'),
  };
  const orders = await toldChanges(tx, site, changes, days, {
    before: before.pegs,
    after: after.pegs,
    backwards: isBackwards(before, after),
    lost: () => lostBetween(tx, site, sides),
    steps: async () => inBoth(sides),
  });
  const opened = {
    before: await toldHours(tx, site, before.hours),
    after: await toldHours(tx, site, after.hours),
  };
  const places = await placesOf(tx, site.code);
  const centres = centreChanges(were, are, found, (machine) => places.get(machine ?? '')?.work_centre);
  const centre = new Map([...places.values()].map((place) => [place.work_centre, place]));
  const sumOf = (steps: readonly Step[]) => steps.reduce((sum, step) => sum + step.setup, 0);
  return {
    verdict,
    counts,
    frozen_until: instantAt(zone),
    orders,
    customers: customersOf(orders),
    work_centres: centres.map((row) => ({
      ...row,
      name: centre.get(row.work_centre)?.name ?? null,
      department: centre.get(row.work_centre)?.department ?? null,
    })),
    departments: departmentsOf(centres, (code) => centre.get(code)?.department ?? ''),
    setup: { before: sumOf(were), after: sumOf(are) },
    overtime,
    hours: opened.after,
    sizes: after.sizes.map((one) => ({ ...one, split: [...one.split] })),
    costs:
      before.objective && after.objective
        ? costsOf(
            withOvertime(before.objective, paidFor(opened.before)),
            withOvertime(after.objective, paidFor(opened.after)),
            found,
            secondsOf(after.now),
          ).map((cost) => toldCost(cost, site.currency))
        : [],
    operations: listedMoves(moves, wish.operations).map((move) => toldMove(move, days)),
    board: moves.some((one) => one.before && one.after)
      ? toldBoard(beforeAfter(were, are, moves, spanOf(site.zone, moves, wish)))
      : null,
  };
}

/** A plan that is no version is newer than all that are. */
const isBackwards = (before: Compared, after: Compared): boolean =>
  after.number !== undefined && (before.number ?? Infinity) > after.number;

/** Whole days on the plant's clock from the first that moves, or from where it is asked for. */
function spanOf(zone: string, moves: readonly Move[], { board: asked, near }: Wish) {
  const first = firstMoved(moves, near === undefined ? undefined : secondsOf(near));
  const begins = asked ?? instantOf(zone, wallClock(zone, instantAt(first)).slice(0, 10), '00:00');
  const from = secondsOf(begins);
  return { from, to: from + drawnDays * 86_400 };
}

async function placesOf(tx: Tx, site: string) {
  const rows = await tx
    .selectFrom('machines as m')
    .innerJoin('work_centres as w', (join) => join.onRef('w.site', '=', 'm.site').onRef('w.code', '=', 'm.work_centre'))
    .select(['m.code as machine', 'w.code as work_centre', 'w.name', 'w.department'])
    .where('m.site', '=', site)
    .execute();
  return new Map(rows.map((row) => [row.machine, row]));
}
