/** Customers' orders as a version has them, and what became of them told with their records. */
import { sql, type Transaction } from 'kysely';
import { lineValue } from '../../house/amounts.ts';
import { instantAt, secondsOf, todayAt } from '../../house/clock.ts';
import type { Tables } from '../../server/database/tables.ts';
import type { Site } from '../../server/http.ts';
import { namesIn } from './called.store.ts';
import { demandCalled, type Names } from './called.ts';
import { linesRead, type ReadLines } from './linescalled.store.ts';
import type { Lost } from './lost.store.ts';
import {
  type Behind,
  behindOf,
  cameBefore,
  drawnIn,
  type InBoth,
  isNewCause,
  isWorse,
  laterFor,
  type OfOrder,
  type Peg,
  withoutWhatStood,
} from './newcause.ts';
import { dueWords, laterWords, lostWords, whyWords } from './orderchanges.messages.ts';
import { type Change, causesCalled, isLate, type Seen, worstFirst } from './orderchanges.ts';
import { momentIn, spoken } from './planning.messages.ts';
import { approvedRush } from './rushlines.store.ts';
import { shipsOf } from './ships.store.ts';
import { lateDays, type WorkingDays } from './workingdays.ts';

type Tx = Transaction<Tables>;

/** What is read already. */
interface SeenWith {
  readonly called?: Names['called'];
  readonly lines?: ReadLines;
}

/** Customer lines of a version, by its id, each by its last delivery; promised as they stand promised now; they and causes as they are called since. */
export async function seenBy(
  tx: Tx,
  site: string,
  version: number,
  { called, lines: linesOf }: SeenWith = {},
): Promise<readonly Seen[]> {
  const { rows } = await sql<Omit<Seen, 'promised'>>`
    select distinct on (p.demand) p.demand, p.item, p.due, ${shipsOf('p')} as delivered, p.late_seconds as "lateSeconds",
      p.reasons
    from plan_deliveries p
    where p.version = ${version} and p.demand not like 'forecast/%'
    order by p.demand, p.delivered desc nulls first`.execute(tx);
  const now = called ?? (await namesIn(tx, version)).called;
  const seen = rows.map((row) => ({ ...row, demand: demandCalled(row.demand, now) }));
  const lines = await (linesOf ?? linesRead(tx, site))(seen.map(({ demand }) => demand));
  return causesCalled(
    seen.map((one) => ({ ...one, promised: lines.get(one.demand)?.promised ?? null })),
    now,
  );
}

/** How many of them ship late, as `shipsLate` says it; `version`: where a larger question has its id. */
export const lateCountIn = (version: 'v.id' | 'p.id') =>
  sql.raw<number>(`(select count(distinct d.demand)::int from plan_deliveries d
    where d.version = ${version} and d.demand not like 'forecast/%' and (d.delivered is null or d.late_seconds > 0))`);

/** Read only where a new cause asks for them. */
export interface Causes {
  readonly before: () => Promise<readonly Peg[]>;
  readonly after: () => Promise<readonly Peg[]>;
  /** The plan that is told as the newer is the older one. */
  readonly backwards?: boolean;
  /** Absent: both were made by the same hours. */
  readonly lost?: () => Promise<Lost>;
  /** Customers' lines that are read already. */
  readonly lines?: ReadLines;
  /** By the names of the plan after, as they are since. */
  readonly steps?: () => Promise<OfOrder<InBoth>>;
}

/** The worst first. */
export async function toldChanges(tx: Tx, site: Site, found: readonly Change[], days: WorkingDays, causes: Causes) {
  const lines = await (causes.lines ?? linesRead(tx, site.code))(found.map(({ demand }) => demand));
  const lost = found.some(isWorse) ? await causes.lost?.() : undefined;
  const { changes, behind: behindOne } = await explained(site.zone, found, causes, lost);
  const behinds = new Map(changes.map((one) => [one.demand, behindOne(one)]));
  const named = [...behinds.values()]
    .flatMap(({ taken, first }) => [taken?.by, first])
    .filter((one) => one !== undefined);
  const rush = await approvedRush(tx, site, named);
  const [today, at] = [todayAt(site), momentIn(instantAt, site.zone)];
  const closedBehind = (one: Change): Behind => {
    const of = isWorse(one) ? lost?.shutFor(one.demand) : undefined;
    return of ? { closed: { text: lostWords(of.lost, today, at), inIt: of.inIt } } : {};
  };
  return worstFirst(changes, days).map((one) => {
    const { demand, item, due, became, before, after, breaksPromise } = one;
    const line = lines.get(demand);
    return {
      demand,
      order_no: line?.order_no ?? null,
      line: line?.line ?? null,
      customer: line?.customer ?? null,
      item,
      item_name: line?.item_name ?? null,
      money: line ? (lineValue(line.unit_price, line.qty, site.currency) ?? null) : null,
      due,
      promised: line?.promised ?? null,
      became,
      late: isLate(one),
      before,
      after,
      moved_days: before === null || after === null ? null : lateDays(days, secondsOf(before), secondsOf(after)),
      breaks_promise: breaksPromise,
      why:
        dueWords(one, site.zone) +
        spoken(whyWords(one, { ...behinds.get(demand), ...closedBehind(one), rush }, causes.backwards ?? false)),
    };
  });
}

/** Changes with what stood before taken for no new cause, and what is behind those that are worse; read only where one has a new cause. */
async function explained(zone: string, found: readonly Change[], causes: Causes, lost: Lost | undefined) {
  const isLooked = (one: Change): boolean => one.root !== null && (isWorse(one) || one.newRoot);
  if (!found.some(isLooked)) return { changes: found, behind: (): Behind => ({}) };
  const [before, after] = [drawnIn(await causes.before()), drawnIn(await causes.after())];
  const steps = (await causes.steps?.()) ?? (() => []);
  const changes = found.map(withoutWhatStood(before, after, { steps, ...(lost ? { isDown: lost.isDown } : {}) }));
  const [behindNew, comes, at] = [behindOf(before, after), cameBefore(before, after), momentIn(instantAt, zone)];
  const laterOf = laterFor(steps, after);
  const stood = new Set(found.filter((one, n) => one.newRoot && !changes[n]!.newRoot).map(({ demand }) => demand));
  const behind = (one: Change): Behind => {
    if (isNewCause(one)) return behindNew(one);
    const came = isWorse(one) && one.root ? comes(one.demand, one.root.what) : undefined;
    if (came !== undefined) return { came: at(came) };
    const later = stood.has(one.demand) ? laterOf(one.demand) : undefined;
    return later ? { later: laterWords(later, at) } : {};
  };
  return { changes, behind };
}
