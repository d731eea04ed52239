/** Reads what the orders of the published version wait for that is not there as it was to be. */
import { sql, type Transaction } from 'kysely';
import { nowAt } from '../../house/clock.ts';
import type { Tables } from '../../server/database/tables.ts';
import type { Site } from '../../server/http.ts';
import { called } from '../attainment/attainment.store.ts';
import { groupedBy } from '../planning/rows.ts';
import { expectedOf } from '../purchasing/purchasing.store.ts';
import type { OpenStep, Wait } from './exceptions.ts';
import type { Taking } from './missing.ts';

type Tx = Transaction<Tables>;
type Waited = Omit<Wait, 'kind'>;
const as = (kind: Wait['kind'], rows: readonly Waited[]): readonly Wait[] => rows.map((row) => ({ kind, ...row }));
const toOrders = sql`(p.consumer like 'work/%' or p.consumer like 'planned/%')`;

export async function purchasesOf(tx: Tx, site: Site, version: number): Promise<readonly Wait[]> {
  const { rows } = await sql<Waited>`
    select p.consumer as "order", substr(p.supply, 10) as what, extract(epoch from min(p.at))::float8 as at,
      extract(epoch from max(${expectedOf('l', nowAt(site))}))::float8 as expected
    from plan_pegs p join purchase_lines l
      on l.site = ${site.code} and l.state = 'open' and p.supply = concat('purchase/', l.order_no, '/', l.line)
    where p.version = ${version} and ${toOrders}
    group by p.consumer, p.supply`.execute(tx);
  return as('material-late', rows);
}

/** Customers' inputs that nobody received: each gates a step of the orders that its line takes, the first unless it names one. */
export async function inputsOf(
  tx: Tx,
  site: Site,
  version: number,
  steps: readonly OpenStep[],
): Promise<readonly Wait[]> {
  const { rows } = await sql<{ order: string; what: string; seq: number; expected: number }>`
    select distinct p.supply as "order", concat(i.order_no, '/', i.line, ' ', i.name) as what, i.at_step as seq,
      extract(epoch from greatest(coalesce(i.expected, i.due), ${nowAt(site)}::timestamptz))::float8 as expected
    from customer_inputs i join plan_pegs p
      on p.version = ${version} and p.consumer = concat('demand/', i.order_no, '/', i.line)
    where i.site = ${site.code} and i.received is null and (p.supply like 'work/%' or p.supply like 'planned/%')`.execute(
    tx,
  );
  const stepsOf = groupedBy(steps, ({ order }) => order);
  return as(
    'input-late',
    rows.flatMap(({ order, what, seq, expected }) => {
      const own = stepsOf.get(order) ?? [];
      const gated = own.find((step) => step.seq === seq) ?? (seq === 0 ? own[0] : undefined);
      return gated ? [{ order, what, at: gated.start, expected }] : [];
    }),
  );
}

/** What is to be taken from stock by orders of which nothing was begun, less what was issued to them, and by open customers' lines. */
export async function takingOf(tx: Tx, version: number): Promise<readonly Taking[]> {
  const { rows } = await sql<Taking>`
    with ${called(sql`${version}`)},
    taken as (select p.consumer, p.item, sum(p.qty)::float8 as qty, extract(epoch from min(p.at))::float8 as at
      from plan_pegs p where p.version = ${version} and p.supply like 'stock/%' group by p.consumer, p.item)
    select t.consumer, t.item, greatest(0, t.qty - coalesce((select sum(m.issued) from work_materials m
        where m.site = o.site and m.work_order = o.number and m.item = t.item), 0))::float8 as qty, t.at
    from taken t
    join called o on o.id = t.consumer
    join work_orders w on w.site = o.site and w.number = o.number and w.state in ('firm', 'released')
    where not exists (select from work_steps s where s.site = o.site and s.work_order = o.number and s.state <> 'waiting')
    union all
    select t.consumer, t.item, t.qty, t.at from taken t
    join plan_versions v on v.id = ${version}
    join customer_lines l on l.site = v.site and l.state = 'open' and t.consumer = concat('demand/', l.order_no, '/', l.line)`.execute(
    tx,
  );
  return rows;
}

/** What stands at usable locations, of items that the version takes from stock. */
export async function stockOf(tx: Tx, site: Site, version: number): Promise<ReadonlyMap<string, number>> {
  const { rows } = await sql<{ item: string; qty: number }>`
    select s.item, sum(greatest(s.qty, 0))::float8 as qty
    from stock s join locations l on l.site = s.site and l.code = s.location and l.usable
    where s.site = ${site.code} and s.owner = '' and s.item in (select item from plan_pegs where version = ${version} and supply like 'stock/%')
    group by s.item`.execute(tx);
  return new Map(rows.map(({ item, qty }) => [item, qty]));
}
