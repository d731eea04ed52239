/** Overtime in the database: whom it is of, what was asked, decided and revoked, and the window that plans read. */
import { sql, type Transaction } from 'kysely';
import { notFound } from '../../house/errors.ts';
import type { Row } from '../../house/kind.ts';
import type { AskedFor, Verdict } from '../../house/requests.ts';
import type { Tables } from '../../server/database/tables.ts';
import type { Person } from '../../server/http.ts';
import { type CalendarRows, calendarDays, calendars } from '../calendars/calendars.ts';
import { departmentsOfCentres } from '../deputies/scope.store.ts';
import { machinesKeeping } from '../planning/machinecalendars.store.ts';
import { allRecords, deleteRecord, insertRecord } from '../records/records.store.ts';
import { overtimeWindows } from '../workcentres/workcentres.ts';
import { codeBeside, type Effect, type Other, type Place, type Standing } from './overtime.ts';

type Tx = Transaction<Tables>;

export const calendarRowsOf = async (tx: Tx, site: string): Promise<CalendarRows> => ({
  calendars: await allRecords(tx, site, calendars),
  days: await allRecords(tx, site, calendarDays),
});

/** Machines of a work centre with the calendar that each keeps, and the crews that attend its steps; undefined: there is none. */
export async function placesOf(
  tx: Tx,
  site: string,
  centre: string,
): Promise<{ readonly machines: readonly Place[]; readonly crews: readonly string[] } | undefined> {
  const found = await tx
    .selectFrom('work_centres')
    .select('code')
    .where('site', '=', site)
    .where('code', '=', centre)
    .executeTakeFirst();
  if (!found) return undefined;
  const { rows: machines } = await sql<{ machine: string; calendar: string }>`
    select code as machine, calendar from ${machinesKeeping} as m
    where site = ${site} and work_centre = ${centre} order by code`.execute(tx);
  const { rows: crews } = await sql<{ code: string }>`
    select code from crews where site = ${site} and code in (
      select unnest(array[crew, setup_crew]) from routing_steps where site = ${site} and work_centre = ${centre}
      union select unnest(array[crew, setup_crew]) from work_steps where site = ${site} and work_centre = ${centre}
    ) order by code`.execute(tx);
  return {
    machines,
    crews: crews.map((row) => row.code),
  };
}

/** Which of these crews the site does not have. */
export async function unknownCrews(tx: Tx, site: string, crews: readonly string[]): Promise<readonly string[]> {
  const { rows } = await sql<{ code: string }>`
    select code from crews where site = ${site} and code = any(${[...crews]}::text[])`.execute(tx);
  const known = new Set(rows.map((row) => row.code));
  return crews.filter((crew) => !known.has(crew));
}

/** What is asked for or approved, not revoked, and not over at an instant; but for one. */
export async function othersAfter(tx: Tx, site: string, now: string, but = 0): Promise<readonly Other[]> {
  const { rows } = await sql<Other>`
    select r.id, r.who, d.decision is not null as approved, r.work_from as "from", r.work_to as "to",
      array(select m.code from machines m where m.site = r.site and m.work_centre = r.work_centre
        and (r.machine is null or m.code = r.machine)) as machines
    from overtime_requests r
    left join overtime_decisions d on d.request = r.id
    left join overtime_revocations v on v.request = r.id
    where r.site = ${site} and r.work_to > ${now} and r.id <> ${but} and v.request is null
      and (d.decision is null or d.decision = 'approved')
    order by r.id`.execute(tx);
  return rows;
}

export interface NewRequest {
  readonly work_centre: string;
  readonly machine: string | null;
  readonly crews: readonly string[];
  readonly from: string;
  readonly to: string;
  readonly hour_price: number;
  readonly reason: string;
  readonly plan: number;
  readonly effect: Effect;
}

export async function keepRequest(
  tx: Tx,
  site: string,
  { id, name }: Pick<Person, 'id' | 'name'>,
  asked: NewRequest,
): Promise<number> {
  const { crews, from, to, effect, ...rest } = asked;
  const row = await tx
    .insertInto('overtime_requests')
    .values({
      ...rest,
      site,
      person: id,
      who: name,
      crews: crews.join(', '),
      work_from: from,
      work_to: to,
      effect: JSON.stringify(effect),
    })
    .returning('id')
    .executeTakeFirstOrThrow();
  return row.id;
}

export interface Request extends AskedFor, Omit<Standing, 'decision'> {
  readonly id: number;
  readonly who: string;
  readonly work_centre: string;
  readonly machine: string | null;
  readonly crews: string;
  readonly to: string;
  readonly hour_price: number;
  readonly reason: string;
  /** Of its approval. */
  readonly window_id: number | null;
}

/** One request, locked: it is decided and revoked once, however many press. */
export async function requestOf(tx: Tx, site: string, id: number): Promise<Request> {
  const row = await tx
    .selectFrom('overtime_requests')
    .selectAll()
    .where('site', '=', site)
    .where('id', '=', id)
    .forUpdate()
    .executeTakeFirst();
  if (!row) throw notFound('overtime', String(id));
  const decided = await tx.selectFrom('overtime_decisions').selectAll().where('request', '=', id).executeTakeFirst();
  const revoked = await tx
    .selectFrom('overtime_revocations')
    .select('who')
    .where('request', '=', id)
    .executeTakeFirst();
  return {
    ...row,
    from: row.work_from,
    to: row.work_to,
    window_id: decided?.window_id ?? null,
    decision: decided && { decision: decided.decision, who: decided.who, person: decided.person },
    revoked,
  };
}

/** Whose work it is: of its work centre, or of those where its crews attend steps, of routings and of work orders. */
export async function departmentsOf(
  tx: Tx,
  site: string,
  { work_centre, crews }: Pick<Request, 'work_centre' | 'crews'>,
): Promise<readonly string[]> {
  if (work_centre !== '') return departmentsOfCentres(tx, site, [work_centre]);
  const codes = sql`${crews.split(', ')}::text[]`;
  const { rows } = await sql<{ work_centre: string }>`
    select r.work_centre from routing_steps r
      where r.site = ${site} and r.work_centre is not null and array[r.crew, r.setup_crew] && ${codes}
    union select s.work_centre from work_steps s
      where s.site = ${site} and s.work_centre is not null and array[s.crew, s.setup_crew] && ${codes}`.execute(tx);
  return departmentsOfCentres(
    tx,
    site,
    rows.map((row) => row.work_centre),
  );
}

export async function keepDecision(
  tx: Tx,
  request: number,
  { id, name }: Pick<Person, 'id' | 'name'>,
  answer: ({ readonly decision: 'approved' } & Opened) | { readonly decision: 'refused'; readonly reason: string },
): Promise<void> {
  await tx
    .insertInto('overtime_decisions')
    .values({ request, person: id, who: name, reason: null, code: null, window_id: null, ...answer })
    .execute();
}

interface Opened {
  readonly code: string;
  readonly window_id: number;
}

/** Makes hours that are worked in any case: plans read them from their next run on. Their code is another where the wished one is taken. */
export async function openHours(
  tx: Tx,
  site: string,
  wished: string,
  { work_centre, machine, crews, from, to, hour_price, reason }: Omit<NewRequest, 'plan' | 'effect'>,
): Promise<Opened> {
  const beside = await tx
    .selectFrom('overtime_windows')
    .select('code')
    .where('site', '=', site)
    .where(sql<boolean>`starts_with(code, ${wished})`)
    .execute();
  const code = codeBeside(new Set(beside.map((row) => row.code)), wished);
  const { id } = await insertRecord(tx, site, overtimeWindows, {
    code,
    work_centre: machine === null && work_centre !== '' ? work_centre : null,
    machines: machine,
    crews: crews.length > 0 ? crews.join(', ') : null,
    work_from: from,
    work_to: to,
    hour_price,
    decided: true,
    reason,
  } satisfies Row);
  return { code, window_id: id };
}

/** Takes the hours away again, whatever they are called by now; false: a supervisor took them away by hand. */
export async function keepRevocation(
  tx: Tx,
  site: string,
  { id: request, window_id }: Pick<Request, 'id' | 'window_id'>,
  { id, name }: Pick<Person, 'id' | 'name'>,
  reason: string,
): Promise<boolean> {
  await tx.insertInto('overtime_revocations').values({ request, person: id, who: name, reason }).execute();
  const window = await tx
    .selectFrom('overtime_windows')
    .select(['id', 'version'])
    .where('site', '=', site)
    .where('id', '=', window_id)
    .forUpdate()
    .executeTakeFirst();
  if (window) await deleteRecord(tx, site, overtimeWindows, window.id, window.version);
  return window !== undefined;
}

export interface Listed {
  readonly id: number;
  readonly at: string;
  readonly person: string;
  readonly who: string;
  readonly work_centre: string;
  readonly machine: string | null;
  readonly crews: string;
  readonly from: string;
  readonly to: string;
  readonly hour_price: number;
  readonly reason: string;
  readonly plan: number;
  readonly effect: Effect;
  readonly decision: Verdict | null;
  readonly decided_by: string | null;
  readonly decided_at: string | null;
  readonly decision_reason: string | null;
  readonly code: string | null;
  readonly revoked_by: string | null;
  readonly revoked_at: string | null;
  readonly revoke_reason: string | null;
}

/** The newest first; `ahead`: what is approved and not over, the soonest first. */
export async function requestsOf(
  tx: Tx,
  site: string,
  now: string,
  { waiting, ahead }: { readonly waiting: boolean; readonly ahead: boolean },
): Promise<readonly Listed[]> {
  const { rows } = await sql<Listed>`
    select r.id, r.at, r.person, r.who, r.work_centre, r.machine, r.crews, r.work_from as "from", r.work_to as "to",
      r.hour_price, r.reason, r.plan, r.effect, d.decision, d.who as decided_by, d.at as decided_at,
      d.reason as decision_reason, d.code, v.who as revoked_by, v.at as revoked_at, v.reason as revoke_reason
    from overtime_requests r
    left join overtime_decisions d on d.request = r.id
    left join overtime_revocations v on v.request = r.id
    where r.site = ${site} and (d.request is null or not ${waiting})
      and (not ${ahead} or (d.decision = 'approved' and v.request is null and r.work_to > ${now}))
    order by case when ${ahead} then r.work_from end, r.id desc limit 100`.execute(tx);
  return rows;
}
