/** Rush orders in the database: what was asked, what was decided, the line that is made of it. */
import { type RawBuilder, sql, type Transaction } from 'kysely';
import { notFound } from '../../house/errors.ts';
import type { AskedFor } from '../../house/requests.ts';
import type { Tables } from '../../server/database/tables.ts';
import type { Person, Site } from '../../server/http.ts';
import { departmentsOfCentres } from '../deputies/scope.store.ts';
import { addCustomerLine } from '../orders/orders.store.ts';
import { lineId, lineNow, lineSeen } from '../planning/linescalled.store.ts';
import { standingVersion, versionAtWork } from '../planning/planning.store.ts';
import { keepPledges, lastPledges } from '../planning/pledges.store.ts';
import { allShipOf } from '../planning/ships.store.ts';
import { type Known, type Option, type Twin, type Wanted, wishOf } from './rush.ts';
import { type Effect, type Gain, type Hurt, lineOf, putOffIn } from './wouldrun.ts';

type Tx = Transaction<Tables>;

/** Whether the site has such a customer and item. */
export async function knownOf(tx: Tx, site: string, wanted: Wanted, today: string): Promise<Known & { unit: string }> {
  const { rows } = await sql<{ customer: boolean; decimals: number | null; unit: string | null }>`
    select exists (select 1 from customers where site = ${site} and code = ${wanted.customer}) as customer, u.decimals, i.unit
    from (select 1) one left join items i on i.site = ${site} and i.code = ${wanted.item}
    left join units u on u.site = i.site and u.code = i.unit`.execute(tx);
  const [found] = rows;
  return {
    customer: found?.customer ?? false,
    item: found?.unit != null,
    decimals: found?.decimals ?? 0,
    unit: found?.unit ?? '',
    today,
  };
}

export interface NewRequest extends Wanted {
  readonly option: Option;
  readonly date: string;
  readonly run_ships: string | null;
  readonly run_tried: boolean;
  readonly hurts: readonly Hurt[];
  /** Null: asked for before it was kept, as is `from_nothing`. */
  readonly gains: readonly Gain[] | null;
  readonly from_nothing: boolean | null;
  readonly plan: number;
}

/** The line that was made, as it is called now; one that is gone as it was. */
const lineOfDecision = sql<string | null>`coalesce(${lineNow(sql`d.line_id`)}, d.line)`;

/**
 * The latest that was asked for with the same words: what is ordered before what waits. One that was refused is none, nor one whose
 * line was cancelled, nor one ordered more than an hour ago whose line is not open any more.
 */
export async function twinOf(
  tx: Tx,
  site: string,
  { customer, item, qty, wish }: Wanted,
  but = 0,
): Promise<Twin | undefined> {
  const { rows } = await sql<Twin>`
    select r.who, r.at, ${lineOfDecision} as line from rush_requests r left join rush_decisions d on d.request = r.id
    left join customer_lines l on l.id = d.line_id
    where r.site = ${site} and r.id <> ${but}
      and r.customer = ${customer} and r.item = ${item} and r.qty = ${qty} and r.wish = ${wish}
      and (d.request is null or l.state = 'open'
        or (l.state <> 'cancelled' and d.at > clock_timestamp() - interval '1 hour'))
    order by d.line is null, r.id desc limit 1`.execute(tx);
  return rows[0];
}

/** As the database takes them, whom it hurts with the id of each line. */
const listsOf = (
  site: RawBuilder<unknown>,
  { hurts, gains }: { readonly hurts: readonly Hurt[]; readonly gains: readonly Gain[] | null },
) => ({
  hurts: sql<string>`(
    select coalesce(jsonb_agg(h.hurt || jsonb_build_object('line_id', l.id) order by h.at), '[]')
    from jsonb_array_elements(${JSON.stringify(hurts)}::jsonb) with ordinality h (hurt, at)
    left join customer_lines l on l.site = ${site} and l.order_no || '/' || l.line = h.hurt ->> 'line')`,
  gains: gains && JSON.stringify(gains),
});

export async function keepRequest(tx: Tx, site: string, { id, name }: Person, wanted: NewRequest): Promise<number> {
  const row = await tx
    .insertInto('rush_requests')
    .values({ ...wanted, site, person: id, who: name, ...listsOf(sql`${site}`, wanted) })
    .returning('id')
    .executeTakeFirstOrThrow();
  return row.id;
}

export interface Asked extends NewRequest, AskedFor {
  readonly id: number;
  readonly who: string;
  readonly line: string | null;
  readonly line_id: number | null;
  readonly run: number | null;
}

/** One request, locked against a second decision where it is to be decided. */
export async function requestOf(tx: Tx, site: string, id: number, locked: boolean): Promise<Asked> {
  const query = tx.selectFrom('rush_requests').selectAll().where('site', '=', site).where('id', '=', id);
  const row = await (locked ? query.forUpdate() : query).executeTakeFirst();
  if (!row) throw notFound('rush order', String(id));
  const decided = await tx
    .selectFrom('rush_decisions as d')
    .select(['decision', 'who', 'person', 'run', lineOfDecision.as('line'), 'line_id'])
    .where('request', '=', id)
    .executeTakeFirst();
  return {
    ...row,
    run_tried: row.run_tried || row.run_ships !== null,
    line: decided?.line ?? null,
    line_id: decided?.line_id ?? null,
    run: decided?.run ?? null,
    decision: decided && { decision: decided.decision, who: decided.who, person: decided.person },
  };
}

/** The departments in which an item is made, and all that goes into it as far as that is made. */
export async function departmentsMaking(tx: Tx, site: string, item: string): Promise<readonly string[]> {
  const { rows } = await sql<{ work_centre: string }>`
    with recursive made (item) as (
      select ${item}::text
      union
      select c.component from made join components c on c.site = ${site} and c.parent = made.item
        join items i on i.site = c.site and i.code = c.component and i.supply = 'make'
    )
    select distinct r.work_centre from made join routing_steps r on r.site = ${site} and r.item = made.item
    where r.work_centre is not null`.execute(tx);
  return departmentsOfCentres(
    tx,
    site,
    rows.map((row) => row.work_centre),
  );
}

/** Its line, as the run that was tried had it; where it goes first it is pledged, and whom it hurts is so anew. Answers its name. */
export async function keepOrder(
  tx: Tx,
  site: Site,
  request: Asked,
  note: string,
  hurts: readonly Hurt[],
): Promise<string> {
  const made = lineOf({ ...request, wished: wishOf(site, request) });
  const line = await addCustomerLine(tx, site.code, { ...made, note });
  if (request.option === 'kept') return line;
  const { item, qty, due, promised: ships } = made;
  const hurt = hurts.map((one) => one.line);
  const putOff = putOffIn(await lastPledges(tx, site.code, hurt), hurts);
  await keepPledges(tx, site.code, [{ line, item, qty, due, ships }, ...putOff]);
  return line;
}

export async function keepAnswer(
  tx: Tx,
  request: number,
  { id, name }: Pick<Person, 'id' | 'name'>,
  answer: {
    readonly decision: 'approved' | 'refused';
    readonly reason?: string;
    readonly line?: string;
    readonly run?: number;
    /** By the run that was tried. */
    readonly effect?: Pick<Effect, 'hurts' | 'gains' | 'ships'> | undefined;
  },
): Promise<void> {
  const { effect, ...said } = answer;
  const site = sql`(select site from rush_requests where id = ${request})`;
  const line_id = said.line === undefined ? null : lineId(site, said.line);
  const tried = effect ? { run_ships: effect.ships, ...listsOf(site, effect) } : { run_ships: null, hurts: null };
  await tx
    .insertInto('rush_decisions')
    .values({ request, person: id, who: name, reason: null, line: null, run: null, ...said, line_id, ...tried })
    .execute();
}

interface Listed {
  readonly id: number;
  readonly at: string;
  readonly who: string;
  readonly person: string;
  readonly customer: string;
  readonly item: string;
  readonly item_name: string | null;
  readonly qty: number;
  readonly unit: string;
  readonly wish: string;
  readonly option: Option;
  readonly date: string;
  readonly run_ships: string | null;
  readonly run_tried: boolean;
  readonly hurts: Hurt[];
  readonly gains: Gain[] | null;
  readonly from_nothing: boolean | null;
  readonly plan: number;
  readonly decision: 'approved' | 'refused' | null;
  readonly decided_by: string | null;
  readonly decided_at: string | null;
  readonly reason: string | null;
  readonly taken_back: boolean;
  readonly line: string | null;
  readonly run: 'waiting' | 'running' | 'done' | 'cancelled' | 'failed' | null;
  readonly ships: string | null;
  /** The version by which departments work ships it. */
  readonly in_work: boolean;
  /** The plan that ships it, and whether departments work by it. */
  readonly version: number | null;
  readonly at_work: boolean;
}

interface Made {
  readonly id: number;
  readonly snapshot: string;
}

/** A version's deliveries of the line of an id. */
const deliveriesIn = (version: Made | undefined, line: RawBuilder<unknown>): RawBuilder<unknown> =>
  version
    ? sql`plan_deliveries x where x.version = ${version.id} and x.demand = ${lineSeen(line, sql`${version.snapshot}`)}`
    : sql`plan_deliveries x where false`;

const shipsIn = (version: Made | undefined, line: RawBuilder<unknown>): RawBuilder<boolean> =>
  sql`exists (select from ${deliveriesIn(version, line)} and x.delivered is not null)`;

/** A line as a version that ships it calls it, by its id; undefined: it does not. Once the one does by which departments work, the line is in work. */
export async function shipped(tx: Tx, version: Made, line: number | null): Promise<string | undefined> {
  const { rows } = await sql<{ demand: string }>`
    select x.demand from ${deliveriesIn(version, sql`${line}::bigint`)} and x.delivered is not null limit 1`.execute(
    tx,
  );
  return rows[0]?.demand;
}

/** Whether a run was tried as it was asked for: what was before that was kept has its date, where it had one. */
const wasTried = sql<boolean>`(r.run_tried or r.run_ships is not null)`;

/** The newest first. */
export async function requestsOf(tx: Tx, site: string, waiting: boolean): Promise<readonly Listed[]> {
  const standing = await standingVersion(tx, site);
  const atWork = await versionAtWork(tx, site);
  const { rows } = await sql<Omit<Listed, 'version' | 'at_work'>>`
    select r.id, r.at, r.who, r.person, r.customer, r.item, i.name as item_name, r.qty, coalesce(i.unit, '') as unit, r.wish,
      r.option, r.date, coalesce(d.hurts, r.hurts) as hurts,
      case when d.hurts is null then r.gains else d.gains end as gains, r.from_nothing,
      case when d.hurts is null then r.run_ships else d.run_ships end as run_ships,
      d.hurts is not null or ${wasTried} as run_tried, r.plan, d.decision, d.who as decided_by, d.at as decided_at, d.reason,
      ${lineOfDecision} as line, p.state as run,
      coalesce(d.decision = 'refused' and d.person = r.person, false) as taken_back,
      (select ${allShipOf('x')} from ${deliveriesIn(standing, sql`d.line_id`)}) as ships,
      ${shipsIn(atWork, sql`d.line_id`)} as in_work
    from rush_requests r left join rush_decisions d on d.request = r.id left join plan_runs p on p.id = d.run
    left join items i on i.site = r.site and i.code = r.item
    where r.site = ${site} and (d.request is null or not ${waiting})
    order by r.id desc limit 100`.execute(tx);
  const [version, at_work] = [standing?.number ?? null, standing?.id === atWork?.id];
  return rows.map((row) => ({ ...row, version, at_work }));
}
