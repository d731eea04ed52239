/** Two plans read and compared; at least one of them is a version. */
import type { Transaction } from 'kysely';
import { instantAt, instantOf, secondsOf, wallClock } from '../../house/clock.ts';
import type { Tables } from '../../server/database/tables.ts';
import type { Site } from '../../server/http.ts';
import { beforeAfter, firstMoved } from './beforeafter.ts';
import type { Compared } from './compared.store.ts';
import { verdictOf } from './comparison.messages.ts';
import { calledAlike, costsOf, listedMoves, type Move, movesBetween, type Step, withOvertime } from './comparison.ts';
import { toldBoard, toldCost, toldMove } from './comparisontold.ts';
import { frozenUntil } from './frozenzone.store.ts';
import { type Grouped, groupingsOf, groupSumsOf, narrowedTo } from './groupings.ts';
import type { Narrowed } from './groupkinds.ts';
import { refuseUnknownGroup, withCustomerCoded } from './groupknown.store.ts';
import type { GroupSums } from './groupsums.ts';
import { toldHours } from './handhours.store.ts';
import { paidFor } from './handhours.ts';
import { byHandOf, handMovesIn } from './handmoves.ts';
import { inBoth, lostBetween } from './lost.store.ts';
import { movedAlready } from './movedalready.store.ts';
import { toldChanges } from './orderchanges.store.ts';
import { changesBetween, countsOf, foremostOf } from './orderchanges.ts';
import { plantDaysOf } from './plantdays.store.ts';
import { lateDays, type WorkingDays } from './workingdays.ts';

type Tx = Transaction<Tables>;

export interface Wish extends Narrowed {
  /** So many of the operations that move are listed, and the others of the last order among them. */
  readonly operations: number;
  /** So many machines are drawn, those on which most changes first; absent: all that change. */
  readonly machines?: number;
  /** Where the drawing begins; absent: with the first that moves. */
  readonly board?: string | undefined;
  /** What moves before it is not what is asked about: the drawing begins with the first that moves from then on, where any does. */
  readonly near?: string | undefined;
  /** Working days, by seconds since 1970, where they would be others than the plant's. */
  readonly days?: WorkingDays;
}

/** Plant days drawn at once. */
const drawnDays = 7;

/** What changes in one sentence, and the counts of it. */
export async function verdictBetween(tx: Tx, site: Site, before: Compared, after: Compared) {
  const days = await plantDaysOf(tx, site);
  const { changes, verdict, counts } = await judged(tx, site, before, after, days);
  return { verdict, counts, foremost: await foremostTold(after, days, foremostOf(changes)) };
}

async function foremostTold(
  { lines: linesOf }: Compared,
  days: WorkingDays,
  { first, more }: ReturnType<typeof foremostOf>,
) {
  if (first.length === 0) return { first: [], more };
  const lines = await linesOf(first.map((one) => one.demand));
  const told = first.map(({ demand, became, before, after }) => ({
    demand,
    customer: lines.get(demand)?.customer ?? null,
    became,
    ships: after,
    moved_days: before === null || after === null ? null : lateDays(days, secondsOf(before), secondsOf(after)),
  }));
  return { first: told, more };
}

/** What one plan moves of the other; `zone`: the seconds at which the frozen one ends. */
export async function movedBetween(before: Compared, after: Compared, zone: number) {
  const [were, are] = [calledAlike(before, after), calledAlike(after, before)];
  const base = await after.base?.(before);
  const by = base && byHandOf(base, after, are);
  const found = movesBetween(were, are, zone, { by, sameNames: base !== undefined && base.number === before.number });
  return { were, are, base, by, found };
}

async function judged(tx: Tx, site: Site, before: Compared, after: Compared, days: WorkingDays) {
  const changes = changesBetween(before.orders, after.orders);
  const zone = await frozenUntil(tx, site, secondsOf(after.now), days);
  const { were, are, base, by, found } = await movedBetween(before, after, zone);
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
    verdict: verdictOf(
      changes,
      found,
      overtime,
      base && by && handMovesIn(base, found, by, await before.base?.(after)),
    ),
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

const grouped = async ({ orders, steps, called, pegs, opened }: Compared): Promise<Grouped> => ({
  orders,
  steps,
  called,
  pegs: await pegs(),
  opened: await opened(),
});

export async function comparisonOf(tx: Tx, site: Site, before: Compared, after: Compared, asked: Wish) {
  const wish = await withCustomerCoded(tx, site.code, asked);
  const days = wish.days ?? (await plantDaysOf(tx, site));
  const { changes, were, are, zone, found, overtime, base, verdict, counts } = await judged(
    tx,
    site,
    before,
    after,
    days,
  );
  const { moves } = found;
  const sides = {
    before: { ...before, alike: were },
    after: { ...after, alike: are },
    both: found.both,
    alone: base !== undefined && base.number === before.number && base.edits.every(({ kind }) => kind === 'downtime'),
    already: () => movedAlready(tx, site.code, before, after),
  };
  const places = await placesOf(tx, site.code);
  const plans = { before: await grouped(before), after: await grouped(after) };
  const lines = await after.lines([...before.orders, ...after.orders].map(({ demand }) => demand));
  const groupings = groupingsOf(plans.before, plans.after, lines, places);
  const narrowed = narrowedTo(groupings, wish);
  const listed = {
    changes: narrowed ? changes.filter(({ demand }) => narrowed.hasOrder(demand)) : changes,
    moves: narrowed ? moves.filter(narrowed.hasMove) : moves,
  };
  const orders = await toldChanges(tx, site, listed.changes, days, {
    before: before.pegs,
    after: after.pegs,
    backwards: isBackwards(before, after),
    lines: after.lines,
    lost: () => lostBetween(tx, site, sides),
    steps: async () => inBoth(sides),
  });
  const opened = {
    before: await toldHours(tx, site, before.hours),
    after: await toldHours(tx, site, after.hours),
  };
  const sums = groupSumsOf(plans.before, plans.after, groupings, { changes, moves, hours: opened, days });
  await refuseUnknownGroup(tx, site.code, wish, {
    customer: sums.customers,
    work_centre: sums.work_centres,
    department: sums.departments,
  });
  const nameOf = new Map([...lines.values()].map((line) => [line.customer_code, line.customer]));
  const centre = new Map([...places.values()].map((place) => [place.work_centre, place]));
  const sumOf = (steps: readonly Step[]) => steps.reduce((sum, step) => sum + step.setup, 0);
  return {
    verdict,
    counts,
    frozen_until: instantAt(zone),
    orders,
    listed: {
      orders: orders.length,
      operations: listed.moves.length,
      moved: listed.moves.filter((one) => one.before && one.after).length,
    },
    customers: sums.customers.map((row) => ({
      customer: row.group,
      name: nameOf.get(row.group) ?? null,
      ...toldSums(row),
    })),
    work_centres: sums.work_centres.map((row) => ({
      work_centre: row.group,
      name: centre.get(row.group)?.name ?? null,
      department: centre.get(row.group)?.department ?? null,
      ...toldSums(row),
    })),
    departments: sums.departments.map((row) => ({ department: row.group, ...toldSums(row) })),
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
    operations: listedMoves(listed.moves, wish.operations).map((move) => toldMove(move, days)),
    board: moves.some((one) => one.before && one.after)
      ? toldBoard(beforeAfter(were, are, moves, spanOf(site.zone, moves, wish), wish.machines))
      : null,
  };
}

const toldSums = ({ group: _, ...sums }: GroupSums) => sums;

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
