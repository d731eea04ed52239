/** Reads the published version beside progress, dates and downtimes, for the exceptions. */
import { sql, type Transaction } from 'kysely';
import { nowAt, secondsOf } from '../../house/clock.ts';
import type { Tables } from '../../server/database/tables.ts';
import type { Site } from '../../server/http.ts';
import { called, saidSince } from '../attainment/attainment.store.ts';
import { workedOf } from '../planning/openhours.store.ts';
import { spoken } from '../planning/planning.messages.ts';
import { inputsSince, publishedVersion, standingVersion } from '../planning/planning.store.ts';
import { plantDaysOf } from '../planning/plantdays.store.ts';
import { allShipOf, shipsOf } from '../planning/ships.store.ts';
import { lateDays, type WorkingDays } from '../planning/workingdays.ts';
import { closedFor } from './closed.store.ts';
import { type OpenStep, type Reality, shortKey } from './exceptions.ts';
import { madeWith } from './known.ts';
import { inputsOf, purchasesOf, stockOf, takingOf } from './missing.store.ts';
import { type Attended, peopleMissing, stockShort } from './missing.ts';
import { customersOf, type Instead, insteadOf, shortOrders } from './short.store.ts';
import { sight } from './slid.ts';

type Tx = Transaction<Tables>;

/** With what a person calls it. */
export interface NamedStep extends Attended {
  readonly number: string;
  readonly item: string;
  readonly name: string | null;
  /** The machine that a person or a report gave it; null: any of its work centre. */
  readonly pinned: string | null;
}

const epoch = (column: string) => sql<number>`extract(epoch from ${sql.ref(column)})::float8`;

async function openSteps(tx: Tx, site: Site, version: { readonly id: number }): Promise<readonly NamedStep[]> {
  const said = await saidSince(tx, site, version);
  const { rows } = await sql<Omit<NamedStep, 'said'>>`
    with ${called(sql`${version.id}`)}
    select o.id as "order", w.number, p.seq, p.item, coalesce(s.name, r.name) as name, s.machine as pinned, min(p.crew) as crew,
      coalesce(s.crew_size, r.crew_size, 1) as people,
      case when count(*) = 1 then sum(p.setup_seconds + p.run_seconds)::float8 else 0 end as work,
      coalesce(case when s.state = 'started' then s.machine end, min(p.machine)) as machine, coalesce(s.state, 'waiting') as state,
      extract(epoch from min(p.starts))::float8 as start, extract(epoch from max(p.ends))::float8 as "end",
      ${epoch('s.started_at')} as begun,
      (greatest(0, w.qty - w.good - w.scrap - m.qty) / nullif(m.qty, 0) * avg(p.run_seconds))::float8 as more
    from called o
    join work_orders w on w.site = o.site and w.number = o.number and w.state in ('firm', 'released', 'started')
    join plan_orders m on m.version = o.version and m.id = o.id
    join plan_steps p on p.version = o.version and p.order_id = o.id
    left join work_steps s on s.site = w.site and s.work_order = w.number and s.seq = p.seq
    left join routing_steps r on r.site = w.site and r.item = p.item and r.seq = p.seq
    where coalesce(s.state, 'waiting') <> 'done'
    group by o.id, w.number, p.seq, p.item, s.name, r.name, s.machine, s.state, s.started_at, s.crew_size, r.crew_size,
      w.qty, w.good, w.scrap, m.qty
    order by o.id, p.seq`.execute(tx);
  return rows.map((row) => ({ ...row, more: row.more ?? 0, said: said(row.number, row.seq) }));
}

/** What is made for whom: from when on it is drawn on, when it is there, and of a line when it is due. */
async function pegsOf(tx: Tx, version: number) {
  const { rows } = await sql<{ supply: string; consumer: string; at: number; ends: number; due: number | null }>`
    select p.supply, p.consumer, extract(epoch from min(p.at))::float8 as at, extract(epoch from max(o.ends))::float8 as ends,
      extract(epoch from min(l.due))::float8 as due
    from plan_pegs p join plan_versions v on v.id = p.version join plan_orders o on o.version = p.version and o.id = p.supply
    left join customer_lines l on l.site = v.site and l.state = 'open' and p.consumer = concat('demand/', l.order_no, '/', l.line)
    where p.version = ${version} and (p.supply like 'work/%' or p.supply like 'planned/%')
    group by p.supply, p.consumer`.execute(tx);
  return rows;
}

async function downsSince(
  tx: Tx,
  site: string,
  version: number,
): Promise<readonly (Reality['downs'][number] & { reason: string | null })[]> {
  const { rows } = await sql<Reality['downs'][number] & { reason: string | null }>`
    select machine, ${epoch('down_from')} as "from", ${epoch('down_to')} as "to", reason from downtimes
    where site = ${site} and changed_at > (select made_at from plan_versions where id = ${version})
    order by down_from, machine`.execute(tx);
  return rows;
}

/** Frozen work that the standing plan could not leave where it was, as published. */
async function lostIn(tx: Tx, standing: number, steps: readonly NamedStep[]): Promise<Reality['lost']> {
  const messages = await tx
    .selectFrom('plan_messages')
    .select(['supply', 'from_at', 'text'])
    .where('version', '=', standing)
    .where('kind', '=', 'time-fence-conflict')
    .where('from_at', 'is not', null)
    // Of several the first is told.
    .orderBy('n', 'desc')
    .execute();
  const orders = new Map(steps.map(({ number, order }) => [`work/${number}`, order]));
  return messages.flatMap(({ supply, from_at, text }) => {
    const order = orders.get(supply);
    return order === undefined || from_at === null ? [] : [{ order, start: secondsOf(from_at), why: text }];
  });
}

/** Of customers' lines that the published version ships: how much later the standing one does. */
async function shippedLater(
  tx: Tx,
  published: number,
  standing: number,
  days: WorkingDays,
): Promise<ReadonlyMap<string, number>> {
  const { rows } = await sql<{ line: string; before: number; after: number | null }>`
    select d.demand as line, extract(epoch from max(${shipsOf('d')}))::float8 as before,
      extract(epoch from ${allShipOf('n')})::float8 as after
    from plan_deliveries d join plan_deliveries n on n.version = ${standing} and n.demand = d.demand
    where d.version = ${published} and d.delivered is not null group by d.demand`.execute(tx);
  return new Map(rows.map(({ line, before, after }) => [line, lateDays(days, before, after)]));
}

/** Of so many orders that deliver less it is told where the rest may come from: an import may end thousands. */
const mostTold = 50;

/** Of so many inputs written since a plan it is told which trouble it does not know; of more none. */
const mostRead = 5000;

/** Undefined while nothing is published. */
export async function readReality(tx: Tx, site: Site) {
  const published = await publishedVersion(tx, site.code);
  if (!published) return undefined;
  const standing = await standingVersion(tx, site.code);
  const since = standing && standing.id !== published.id ? standing : undefined;
  const steps = await openSteps(tx, site, published);
  const pegs = await pegsOf(tx, published.id);
  const downs = await downsSince(tx, site.code, published.id);
  const named = [...(await purchasesOf(tx, site, published.id)), ...(await inputsOf(tx, site, published.id, steps))];
  const taken = await takingOf(tx, published.id);
  const stock = stockShort(taken, await stockOf(tx, site, published.id));
  const shorts = await shortOrders(tx, published.id, steps);
  const [now, days] = [secondsOf(nowAt(site)), await plantDaysOf(tx, site)];
  const moments = [
    ...steps.flatMap(({ start, end }) => [start, end]),
    ...named.flatMap(({ at, expected }) => [at, expected ?? at]),
  ];
  const worked = await workedOf(tx, site, published.id, {
    from: moments.reduce((least, at) => Math.min(least, at), now),
    to: moments.reduce((most, at) => Math.max(most, at), now) + sight,
  });
  const sizes = await tx.selectFrom('crews').select(['code', 'size']).where('site', '=', site.code).execute();
  const closed = await closedFor(tx, site, published, steps, worked);
  const crews = new Map(sizes.map(({ code, size }) => [code, { size, worked: closed.crewWorks(code) }]));
  const reality: Reality = {
    now,
    worked,
    steps,
    draws: pegs
      .filter((peg) => !peg.consumer.startsWith('demand/'))
      .map(({ supply, consumer, at, ends }) => ({ order: consumer, from: supply, at, ends })),
    serves: pegs
      .filter((peg) => peg.consumer.startsWith('demand/') && !peg.consumer.startsWith('demand/forecast/'))
      .map(({ supply, consumer, ends, due }) => ({
        order: supply,
        line: consumer.slice('demand/'.length),
        ends,
        // Who is no customer any more is not made late.
        due: due ?? Infinity,
      })),
    waits: [...named, ...stock.flatMap(({ waits }) => waits), ...peopleMissing(steps, (code) => crews.get(code))],
    shorts,
    downs,
    closed: closed.stands,
    lost: since ? await lostIn(tx, since.id, steps) : [],
    broken: (published.by_hand?.conflicts ?? []).map(({ order, seq, text }) => ({ order, seq, why: spoken(text) })),
  };
  const all = [...steps, ...shorts.map(({ step }) => step)];
  const numbers = new Map(all.map(({ order, number }) => [order, number]));
  const instead = new Map<string, Instead>();
  for (const short of shorts.slice(0, mostTold))
    instead.set(short.order, await insteadOf(tx, site, published.id, since, taken, short, numbers));
  return {
    published: published.number,
    since,
    reality,
    steps: new Map(all.map((step) => [step as OpenStep, step])),
    numbers,
    short: new Map([
      ...stock.map(({ item, missing }) => [item, missing] as const),
      ...shorts.map(({ order, missing }) => [order, missing] as const),
    ]),
    instead,
    /** What ships later is said of a trouble by a plan alone that was made with it. */
    sinceKnows: since
      ? madeWith({
          now: secondsOf(since.now),
          unread: await inputsSince(tx, site.code, since, mostRead),
          worked,
          numberOf: (order) => numbers.get(order) ?? order,
        })
      : () => false,
    centreOf: closed.centreOf,
    calledIn: closed.calledIn,
    customers: await customersOf(tx, site.code, shorts),
    reasons: new Map([
      ...downs.map(({ machine, from, reason }) => [`${machine} ${from}`, reason] as const),
      ...shorts.map(({ order, reason }) => [shortKey(order), reason] as const),
    ]),
    later: since ? await shippedLater(tx, published.id, since.id, days) : undefined,
    days,
  };
}

/** Which of the lines are late by a version. */
export async function lateOf(tx: Tx, version: number, lines: readonly string[]): Promise<readonly string[]> {
  const { rows } = await sql<{ demand: string }>`
    select distinct demand from plan_deliveries
    where version = ${version} and demand = any(${lines}::text[]) and (delivered is null or late_seconds > 0)
    order by demand`.execute(tx);
  return rows.map(({ demand }) => demand);
}
