/** A version as those see it who decide about it, and what they decided; the site is locked first, then the version. */
import { sql, type Transaction } from 'kysely';
import { nowAt, present } from '../../house/clock.ts';
import { unseenBy } from '../../server/database/snapshots.ts';
import type { Tables } from '../../server/database/tables.ts';
import type { Person, Site } from '../../server/http.ts';
import { lockSite } from '../../server/site-lock.ts';
import { type Voice, voicesOf } from '../deputies/scope.ts';
import { leftOutAt } from '../planning/allbut.store.ts';
import { begunInDrafts } from '../planning/begunsince.store.ts';
import { type KeptByHand, movedFrom } from '../planning/byhand.ts';
import { withClosedSince } from '../planning/closedsince.store.ts';
import { comparing } from '../planning/compared.store.ts';
import {
  lockedVersion,
  moveVersion,
  noVersion,
  oneVersion,
  publishedVersion,
  runOnItsWay,
  versionsWithIds,
} from '../planning/planning.store.ts';
import { groupedBy } from '../planning/rows.ts';
import { allShipOf } from '../planning/ships.store.ts';
import { staleHoursOf } from '../planning/stale.store.ts';
import { hoursOld } from '../planning/stale.ts';
import { isOnTheWay, isWaiting, statesWaiting } from '../planning/states.ts';
import { sizesHeld } from '../planning/worksizes.store.ts';
import { supervisorsAt } from '../users/scope.store.ts';
import type { Supervisor } from '../users/users.ts';
import {
  type Approving,
  type Decider,
  type DecisionWord,
  type Fitness,
  goesNoFurther,
  stateBy,
  type VersionSeen,
} from './approval.ts';
import { concernedBy } from './changedwork.store.ts';

type Tx = Transaction<Tables>;

type Version = NonNullable<Awaited<ReturnType<typeof oneVersion>>>;

/** `lock`: nobody else decides about the site's versions until the transaction ends. */
export async function readVersion(tx: Tx, site: Site, number: number, lock: boolean) {
  if (lock) await lockSite(tx, site.code);
  const version = await (lock ? lockedVersion : oneVersion)(tx, site.code, number);
  if (!version) throw await noVersion(tx, site.code, number);
  const [read] = await readVersions(tx, site, [version]);
  return read!;
}

/** Each as it is seen, with as many questions to the database for many as for one. */
export async function readVersions(
  tx: Tx,
  site: Site,
  versions: readonly Version[],
  compared = comparing(tx, site.code),
) {
  const published = await publishedVersion(tx, site.code);
  const supervisors = await supervisorsAt(tx, site.code);
  const waiting = await submittedAt(tx, site.code);
  const rivals = await rivalsAmong(tx, site, waiting, versions);
  const fitness = await fitnessOf(tx, site, [...versions, ...rivals], published);
  const decided = await decisionsOf(tx, versions);
  const leftOut = await leftOutAt(tx, site.code, versions.length === 1 ? versions[0]!.number : null);
  const goOn = new Set(rivals.filter((one) => !goesNoFurther(fitness(one))).map(({ id }) => id));
  const run = await runOnItsWay(tx, site.code);
  return inTurn(versions, async (read) => {
    const version = isOnTheWay(read.state) ? await withClosedSince(tx, site, published, read) : read;
    const { id, number, state } = version;
    const decisions = (decided.get(id) ?? []).map(({ version: _, ...one }) => one);
    const submitter = decisions.findLast((one) => one.decision === 'submitted')?.person;
    const seen: VersionSeen = {
      ...fitness(version),
      allBut: leftOut.get(number) ?? null,
      decisions,
      rivals: waiting.flatMap(({ id: other, parent: its, ...rival }) =>
        other !== id && its === version.parent && goOn.has(other) ? [rival] : [],
      ),
      run: run?.asked_by ?? null,
      broken: version.by_hand?.conflicts.length ?? 0,
      concerned: isWaiting(state)
        ? await concernedBy(tx, site, { published, version }, supervisors, submitter, compared)
        : [],
    };
    return { version, published, decisions, supervisors, seen };
  });
}

/** Of what was submitted that which is beside others of `versions`, of which only one will be published. */
async function rivalsAmong(tx: Tx, site: Site, waiting: readonly Submitted[], versions: readonly Version[]) {
  const beside = waiting.filter((one) =>
    versions.some(({ id, state, parent }) => id !== one.id && isOnTheWay(state) && parent === one.parent),
  );
  return versionsWithIds(
    tx,
    site.code,
    beside.map(({ id }) => id),
  );
}

type Made = Pick<Version, 'id' | 'number' | 'state' | 'parent' | 'now' | 'made_at' | 'snapshot'> & {
  readonly by_hand: Pick<KeptByHand, 'base' | 'sizes'> | null;
};

/** Answers for each of `versions`; `since`: those of which it counts what became of their orders since. */
export async function fitnessOf(
  tx: Tx,
  site: Site,
  versions: readonly Made[],
  published: Pick<Version, 'id' | 'number' | 'snapshot'> | undefined,
  since = versions,
): Promise<(version: Made) => Fitness> {
  const numbers = await numbersOf(tx, versions);
  const cancelled = await cancelledIn(tx, site.code, since);
  const firmed = await firmedBeside(tx, site.code, since);
  const begun = await begunInDrafts(tx, site.code, since, published);
  const sized = await sizesHeld(
    tx,
    site.code,
    since.filter(({ state }) => isOnTheWay(state)),
  );
  const mostHours = await staleHoursOf(tx, site.code);
  const at = { now: nowAt(site), present: present() };
  return (version) => {
    const { id, number, state, now, made_at } = version;
    const madeOf = movedFrom(version.by_hand);
    const parent = version.parent === null ? null : (numbers.get(version.parent) ?? null);
    return {
      number,
      state,
      parent,
      // What is published itself was made against another: it has overtaken nobody.
      published: state === 'published' ? parent : (published?.number ?? null),
      hours: hoursOld({ now, made_at, madeOf }, published?.number ?? null, at),
      mostHours,
      cancelled: (cancelled.get(id) ?? []).map((one) => one.called),
      firmed: (firmed.get(number) ?? []).map((one) => one.called),
      begun: begun.get(id) ?? [],
      sized: sized.get(id) ?? [],
      byHand: version.by_hand !== null,
      madeOf,
    };
  };
}

async function inTurn<A, B>(all: readonly A[], of: (one: A) => Promise<B>): Promise<readonly B[]> {
  const done: B[] = [];
  for (const one of all) done.push(await of(one));
  return done;
}

/** Numbers of the versions that these were made against, by id. */
async function numbersOf(tx: Tx, versions: readonly Made[]): Promise<ReadonlyMap<number, number>> {
  const ids = [...new Set(versions.flatMap(({ parent }) => parent ?? []))];
  if (ids.length === 0) return new Map();
  const rows = await tx.selectFrom('plan_versions').select(['id', 'number']).where('id', 'in', ids).execute();
  return new Map(rows.map((row) => [row.id, row.number]));
}

async function decisionsOf(tx: Tx, versions: readonly Version[]) {
  const rows = await tx
    .selectFrom('version_decisions')
    .select(['version', 'decision', 'person', 'who', 'at', 'reason', 'department', 'for_who', 'told'])
    .where(
      'version',
      'in',
      versions.map(({ id }) => id),
    )
    .orderBy('id')
    .execute();
  return groupedBy(rows, ({ version }) => version);
}

/**
 * Orders that versions plan, by the version's id, cancelled or deleted since: work orders and customers' lines. What people work to
 * has the same work orders: moved by hand it is held up by those alone that it moves (`begunInDrafts`).
 */
async function cancelledIn(tx: Tx, site: string, versions: readonly Made[]) {
  const ids = versions.map(({ id }) => id);
  const { rows } = await sql<{ version: number; called: string }>`
    select o.version, o.work_order as called from plan_orders o
      left join work_orders w on w.site = ${site} and w.number = o.work_order
      where o.version = any(${ids}::bigint[]) and o.work_order is not null and (w.id is null or w.state = 'cancelled')
        and not exists (select from plan_versions v join plan_versions b
          on b.site = v.site and b.number = (v.by_hand ->> 'base')::int and b.state = 'published' where v.id = o.version)
    union
    select d.version, d.demand from plan_deliveries d
      left join customer_lines l on l.site = ${site} and concat_ws('/', l.order_no, l.line) = d.demand
      where d.version = any(${ids}::bigint[]) and d.demand not like 'forecast/%' and (l.id is null or l.state = 'cancelled')
    order by called`.execute(tx);
  return groupedBy(rows, ({ version }) => version);
}

/** Work orders that came of planned orders of other versions since the inputs of these were read, by no publication, by the number of each. */
async function firmedBeside(tx: Tx, site: string, versions: readonly Made[]) {
  const [numbers, snapshots] = [versions.map(({ number }) => number), versions.map(({ snapshot }) => snapshot)];
  const { rows } = await sql<{ version: number; called: string }>`
    select v.number as version, w.number as called
    from unnest(${numbers}::int[], ${snapshots}::text[]) as v(number, snapshot)
    join audit a on ${unseenBy(sql`v.snapshot::pg_snapshot`, sql`a.tx`)}
    join work_orders w on w.site = a.site and w.id = a.record
    where a.site = ${site} and a.kind = 'work_orders' and a.action = 'insert'
      and w.state not in ('cancelled', 'closed') and w.origin like 'planned as %'
      and w.origin not like concat('planned as % in version ', v.number)
      and not exists (select from plan_versions p where p.site = a.site and p.published_in = a.tx)
    order by w.number`.execute(tx);
  return groupedBy(rows, ({ version }) => version);
}

interface Submitted {
  readonly id: number;
  readonly parent: number | null;
  readonly number: number;
  readonly by: string;
  readonly at: string;
  readonly rest_of: number | null;
}

/** All that wait, by whom they were submitted, or left of another, and when. */
async function submittedAt(tx: Tx, site: string): Promise<readonly Submitted[]> {
  const { rows } = await sql<Submitted>`
    select v.id, v.parent, v.number, coalesce(r.all_but -> 'by' ->> 'name', d.who) as by, d.at,
      (r.all_but ->> 'version')::int as rest_of
    from plan_versions v
      left join plan_runs r on r.version = v.id and r.all_but is not null
      join lateral (select who, at from version_decisions d where d.version = v.id and d.decision = 'submitted' order by id desc limit 1) d on true
    where v.site = ${site} and v.state = any(${[...statesWaiting]}::text[])
    order by v.number`.execute(tx);
  return rows;
}

/** The latest ten that who submitted them published too: nobody does that but within the delegated limits. */
export async function withinLimitsAt(tx: Tx, site: string) {
  const { rows } = await sql<{ number: number; who: string; at: string; note: string | null; why: string | null }>`
    select a.number, a.who, a.at, s.reason as note, a.reason as why from version_decisions a
    join lateral (select * from version_decisions s where s.version = a.version and s.decision = 'submitted' order by id desc limit 1) s on true
    where a.site = ${site} and a.decision = 'approved' and a.person = s.person
    order by a.id desc limit 10`.execute(tx);
  return rows;
}

/** Demands that ship at another date in one version than in another; those that differ most first. */
export async function shipsOtherwise(tx: Tx, before: number, after: number, most: number) {
  const { rows } = await sql<{ demand: string; before: string | null; after: string | null; all: number }>`
    with dates as (
      select version, demand, ${allShipOf('plan_deliveries')} as ships
      from plan_deliveries where version in (${before}, ${after}) group by version, demand)
    select coalesce(a.demand, b.demand) as demand, a.ships as before, b.ships as after, count(*) over ()::int as "all"
    from (select * from dates where version = ${before}) a
    full join (select * from dates where version = ${after}) b on a.demand = b.demand
    where a.ships is distinct from b.ships or a.demand is null or b.demand is null
    order by abs(extract(epoch from b.ships - a.ships)) desc nulls first, 1 limit ${most}`.execute(tx);
  return { all: rows[0]?.all ?? 0, rows: rows.map(({ all: _, ...row }) => row) };
}

export interface NewDecision {
  readonly decision: DecisionWord;
  readonly reason: string | null;
  readonly department: string | null;
  readonly told?: string | undefined;
  /** In whose name; absent, or who decides himself: in his own. */
  readonly voice?: Voice | undefined;
  /** A word for a part: others are missing, and the version stays where it is. */
  readonly part?: boolean;
}

/** The fact and the state that follows from it. */
export async function keepDecision(
  tx: Tx,
  site: string,
  { id, number }: { readonly id: number; readonly number: number },
  by: Pick<Person, 'id' | 'name'>,
  { part = false, voice, ...fact }: NewDecision,
): Promise<void> {
  await tx
    .insertInto('version_decisions')
    .values({
      site,
      version: id,
      number,
      person: by.id,
      who: by.name,
      for_person: voice && voice.person !== by.id ? voice.person : null,
      for_who: voice && voice.person !== by.id ? voice.name : null,
      ...fact,
    })
    .execute();
  if (!part) await moveVersion(tx, id, stateBy(fact.decision));
}

/** Words of approval, each a fact; the version is approved with the last that it needs. */
export async function keepWords(
  tx: Tx,
  site: string,
  version: { readonly id: number; readonly number: number },
  by: Pick<Person, 'id' | 'name'>,
  facts: readonly Approving[],
  reason: string | null,
): Promise<Approving> {
  const [given] = facts;
  if (!given) throw new Error(`an approval of version ${version.number} without a word`);
  for (const { department, voice } of given.words)
    await keepDecision(tx, site, version, by, { decision: 'approved', reason, department, voice, part: !given.whole });
  return given;
}

export const deciderOf = (
  person: Pick<Person, 'id' | 'standsInFor'>,
  site: string,
  supervisors: readonly Supervisor[],
): Decider => ({ person: person.id, voices: voicesOf(person, site, supervisors) });
