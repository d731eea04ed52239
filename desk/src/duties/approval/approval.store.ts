/** A version as those see it who decide about it, and what they decided; the site is locked first, then the version. */
import { sql, type Transaction } from 'kysely';
import { nowAt, secondsOf } from '../../house/clock.ts';
import { notFound } from '../../house/errors.ts';
import type { Tables } from '../../server/database/tables.ts';
import type { Person, Site } from '../../server/http.ts';
import { lockSite } from '../../server/site-lock.ts';
import { type Voice, voicesOf } from '../deputies/scope.ts';
import { leftOutAt } from '../planning/allbut.store.ts';
import type { AllBut } from '../planning/allbut.ts';
import { lateCountIn } from '../planning/orderchanges.store.ts';
import { lockedVersion, moveVersion, oneVersion, publishedVersion } from '../planning/planning.store.ts';
import { isWaiting, statesWaiting } from '../planning/states.ts';
import { supervisorsAt } from '../users/scope.store.ts';
import type { Supervisor } from '../users/users.ts';
import { type Approving, type Decider, type DecisionWord, stateBy, type VersionSeen } from './approval.ts';
import { concernedBy } from './changedwork.store.ts';
import { settingsOf } from './settings.store.ts';

type Tx = Transaction<Tables>;

/** `lock`: nobody else decides about the site's versions until the transaction ends. */
export async function readVersion(tx: Tx, site: Site, number: number, lock: boolean) {
  if (lock) await lockSite(tx, site.code);
  const version = await (lock ? lockedVersion : oneVersion)(tx, site.code, number);
  if (!version) throw notFound('plan version', String(number));
  const published = await publishedVersion(tx, site.code);
  const parent = await numberOf(tx, version.parent);
  const decisions = await tx
    .selectFrom('version_decisions')
    .select(['decision', 'person', 'who', 'at', 'reason', 'department', 'for_who', 'told'])
    .where('version', '=', version.id)
    .orderBy('id')
    .execute();
  const supervisors = await supervisorsAt(tx, site.code);
  const open = isWaiting(version.state);
  const submitter = decisions.findLast((one) => one.decision === 'submitted')?.person;
  const run = await tx
    .selectFrom('plan_runs')
    .select('asked_by')
    .where('site', '=', site.code)
    .where('state', 'in', ['waiting', 'running'])
    .orderBy('id')
    .executeTakeFirst();
  const seen: VersionSeen = {
    number,
    state: version.state,
    parent,
    // What is published itself was made against another: it has overtaken nobody.
    published: version.state === 'published' ? parent : (published?.number ?? null),
    hours: (secondsOf(nowAt(site)) - secondsOf(version.now)) / 3600,
    mostHours: (await settingsOf(tx, site.code)).stale_hours,
    cancelled: await cancelledIn(tx, site.code, version.id),
    firmed: await firmedBeside(tx, site.code, version),
    allBut: (await leftOutAt(tx, site.code, number)).get(number) ?? null,
    decisions,
    rivals: await rivalsOf(tx, site.code, version),
    run: run?.asked_by ?? null,
    byHand: version.by_hand !== null,
    broken: version.by_hand?.conflicts.length ?? 0,
    concerned: open ? await concernedBy(tx, site, { published, version }, supervisors, submitter) : [],
  };
  return { version, published, decisions, supervisors, seen };
}

async function numberOf(tx: Tx, id: number | null): Promise<number | null> {
  if (id === null) return null;
  const found = await tx.selectFrom('plan_versions').select('number').where('id', '=', id).executeTakeFirst();
  return found?.number ?? null;
}

/** Orders that a version plans, cancelled or deleted since: work orders and customers' lines. */
async function cancelledIn(tx: Tx, site: string, version: number): Promise<readonly string[]> {
  const { rows } = await sql<{ called: string }>`
    select o.work_order as called from plan_orders o
      left join work_orders w on w.site = ${site} and w.number = o.work_order
      where o.version = ${version} and o.work_order is not null and (w.id is null or w.state = 'cancelled')
    union
    select d.demand from plan_deliveries d
      left join customer_lines l on l.site = ${site} and concat_ws('/', l.order_no, l.line) = d.demand
      where d.version = ${version} and d.demand not like 'forecast/%' and (l.id is null or l.state = 'cancelled')
    order by called`.execute(tx);
  return rows.map((row) => row.called);
}

/** Work orders that came of planned orders of other versions since the inputs of this one were read. */
async function firmedBeside(tx: Tx, site: string, version: { readonly number: number; readonly snapshot: string }) {
  const { rows } = await sql<{ number: string }>`
    select w.number from audit a join work_orders w on w.site = a.site and w.id = a.record
    where a.site = ${site} and a.kind = 'work_orders' and a.action = 'insert'
      and a.tx >= pg_snapshot_xmin(${version.snapshot}::pg_snapshot)
      and not pg_visible_in_snapshot(a.tx, ${version.snapshot}::pg_snapshot)
      and w.state not in ('cancelled', 'closed') and w.origin like 'planned as %'
      and w.origin not like concat('planned as % in version ', ${version.number}::int)
    order by w.number`.execute(tx);
  return rows.map((row) => row.number);
}

async function rivalsOf(tx: Tx, site: string, version: { id: number; parent: number | null }) {
  const { rows } = await sql<{ number: number; who: string; at: string }>`
    select v.number, d.who, d.at from plan_versions v
      join lateral (select who, at from version_decisions d where d.version = v.id and d.decision = 'submitted' order by id desc limit 1) d on true
    where v.site = ${site} and v.id <> ${version.id} and v.state = any(${[...statesWaiting]}::text[])
      and v.parent is not distinct from ${version.parent}
    order by v.number`.execute(tx);
  return rows;
}

interface Waiting {
  readonly number: number;
  readonly state: (typeof statesWaiting)[number];
  readonly made_at: string;
  readonly reason: string;
  readonly submitted_by: string;
  readonly submitted_at: string;
  readonly note: string | null;
  readonly mine: boolean;
  readonly late: number;
  readonly late_before: number | null;
  readonly all_but: AllBut | null;
}

/** What waits for a decision, the oldest first; nothing that another publication has overtaken: it goes no further. */
export async function waitingAt(tx: Tx, site: string, person: string): Promise<readonly Waiting[]> {
  const { rows } = await sql<Waiting>`
    select v.number, v.state, v.made_at, v.reason, d.who as submitted_by, d.at as submitted_at, d.reason as note,
      d.person = ${person} as mine, ${lateCountIn('v.id')} as late,
      case when p.id is not null then ${lateCountIn('p.id')} end as late_before,
      (select r.all_but from plan_runs r where r.version = v.id) as all_but
    from plan_versions v
    join lateral (select * from version_decisions d where d.version = v.id and d.decision = 'submitted' order by id desc limit 1) d on true
    left join plan_versions p on p.site = v.site and p.state = 'published'
    where v.site = ${site} and v.state = any(${[...statesWaiting]}::text[]) and v.parent is not distinct from p.id
    order by v.number`.execute(tx);
  return rows;
}

/** The latest ten that who submitted them published too: nobody does that but within the delegated limits. */
export async function withinLimitsAt(tx: Tx, site: string) {
  const { rows } = await sql<{ number: number; who: string; at: string; note: string | null }>`
    select a.number, a.who, a.at, s.reason as note from version_decisions a
    join lateral (select * from version_decisions s where s.version = a.version and s.decision = 'submitted' order by id desc limit 1) s on true
    where a.site = ${site} and a.decision = 'approved' and a.person = s.person
    order by a.id desc limit 10`.execute(tx);
  return rows;
}

/** Demands that ship at another date in one version than in another; those that differ most first. */
export async function shipsOtherwise(tx: Tx, before: number, after: number, most: number) {
  const { rows } = await sql<{ demand: string; before: string | null; after: string | null }>`
    with dates as (
      select version, demand, case when bool_and(delivered is not null) then max(delivered) end as ships
      from plan_deliveries where version in (${before}, ${after}) group by version, demand)
    select coalesce(a.demand, b.demand) as demand, a.ships as before, b.ships as after
    from (select * from dates where version = ${before}) a
    full join (select * from dates where version = ${after}) b on a.demand = b.demand
    where a.ships is distinct from b.ships or a.demand is null or b.demand is null
    order by abs(extract(epoch from b.ships - a.ships)) desc nulls first, 1 limit ${most}`.execute(tx);
  return rows;
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
