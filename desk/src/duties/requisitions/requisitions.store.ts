/** Requisitions in the database: what is known of what is asked for, what was done about each, and the list. */
import { type Selectable, sql, type Transaction } from 'kysely';
import { toMillionth } from '../../house/amounts.ts';
import { notFound } from '../../house/errors.ts';
import type { FilterContext } from '../../house/filter.ts';
import { lineCalled, type Row } from '../../house/kind.ts';
import type { Tables } from '../../server/database/tables.ts';
import type { Person } from '../../server/http.ts';
import { type ListOf, type ListOptions, listed } from '../../server/lists.ts';
import { nextNumbers } from '../../server/numbering.ts';
import { spotsOf } from '../allocations/allocations.store.ts';
import { departmentsOfCentres } from '../deputies/scope.store.ts';
import { expectedOf } from '../purchasing/purchasing.store.ts';
import { type Act, type Purpose, purposes, type Sort, type State, sorts, states } from './requisitions.ts';

type Tx = Transaction<Tables>;
type By = Pick<Person, 'id' | 'name'>;

/** What the records say of an item that is asked for. */
export async function itemKnown(tx: Tx, site: string, item: string) {
  return tx
    .selectFrom('items')
    .select(['code', 'name', 'unit', 'unit_cost'])
    .where('site', '=', site)
    .where('code', '=', item)
    .executeTakeFirst();
}

export async function offersOf(tx: Tx, site: string, item: string, today: string): Promise<readonly Row[]> {
  const { rows } = await sql<Row>`
    select vendor, rank, unit_cost, price_breaks from sources where site = ${site} and item = ${item}
      and (valid_from is null or valid_from <= ${today}::date) and (valid_to is null or valid_to >= ${today}::date)
    order by rank, vendor`.execute(tx);
  return rows;
}

/** The most of an item that was ordered, asked for or planned at once; null: never. */
export async function mostOf(tx: Tx, site: string, item: string, version: number | undefined): Promise<number | null> {
  const { rows } = await sql<{ most: number | null }>`
    select greatest(
      (select max(qty) from purchase_lines where site = ${site} and item = ${item}),
      (select max(qty) from requisitions where site = ${site} and item = ${item} and state not in ('draft', 'rejected', 'cancelled')),
      (select sum(qty) from plan_pegs where version = ${version ?? 0} and item = ${item}),
      (select max(greatest(order_min, order_multiple)) from sources where site = ${site} and item = ${item} and order_min + order_multiple > 0)
    ) as most`.execute(tx);
  return rows[0]?.most ?? null;
}

/** Stock, what is on order and what others wait for. */
export async function standingOf(
  tx: Tx,
  site: string,
  item: string,
  at: { readonly now: string; readonly today: string },
) {
  const spots = (await spotsOf(tx, site, { item }, at)).filter(({ usable }) => usable);
  const sum = (of: 'there' | 'allocated') => toMillionth(spots.reduce((total, spot) => total + spot[of], 0));
  const { rows: open } = await sql<{ line: string; vendor: string; qty: number; expected: string | null }>`
    select concat(l.order_no, '/', l.line) as line, l.vendor, l.qty - l.received as qty, ${expectedOf('l', at.now)} as expected
    from purchase_lines l where l.site = ${site} and l.item = ${item} and l.state = 'open' and l.qty > l.received
    order by 4 nulls last, 1 limit 20`.execute(tx);
  const asked = await tx
    .selectFrom('requisitions_now')
    .select(['number', 'qty', 'now as state'])
    .where('site', '=', site)
    .where('item', '=', item)
    .where('now', 'in', ['submitted', 'approved'])
    .orderBy('number')
    .limit(20)
    .execute();
  const units = await tx
    .selectFrom('item_units')
    .select(['unit', 'factor'])
    .where('site', '=', site)
    .where('item', '=', item)
    .orderBy('unit')
    .execute();
  return { on_hand: sum('there'), reserved: sum('allocated'), open, asked, units };
}

/** Whose work something is for; undefined: there is no such thing. */
export async function departmentsFor(
  tx: Tx,
  site: string,
  purpose: Purpose,
  of: string | null,
): Promise<readonly string[] | undefined> {
  if (purpose === 'stock' || of === null) return [];
  if (purpose === 'work centre') {
    const known = await tx
      .selectFrom('work_centres')
      .select('code')
      .where('site', '=', site)
      .where('code', '=', of)
      .executeTakeFirst();
    return known && departmentsOfCentres(tx, site, [of]);
  }
  if (purpose === 'customer line') {
    const { rows } = await sql`
      select 1 from customer_lines where site = ${site} and concat(order_no, '/', line) = ${of}`.execute(tx);
    return rows.length > 0 ? [] : undefined;
  }
  const order = await tx
    .selectFrom('work_orders')
    .select('number')
    .where('site', '=', site)
    .where('number', '=', of)
    .executeTakeFirst();
  if (!order) return undefined;
  const steps = await tx
    .selectFrom('work_steps')
    .select('work_centre')
    .distinct()
    .where('site', '=', site)
    .where('work_order', '=', of)
    .execute();
  return departmentsOfCentres(
    tx,
    site,
    steps.flatMap((row) => row.work_centre ?? []),
  );
}

export interface NewRequisition {
  readonly sort: Sort;
  readonly item: string | null;
  readonly what: string | null;
  readonly qty: number;
  readonly unit: string;
  readonly entered_qty: number | null;
  readonly entered_unit: string | null;
  readonly unit_price: number | null;
  readonly value: number | null;
  readonly purpose: Purpose;
  readonly of: string | null;
  readonly departments: readonly string[];
  readonly needed: string;
  readonly vendor: string | null;
  readonly reason: string;
  readonly planned?: string | null;
}

/** Answers ids and numbers in their order. */
export async function keepRequisitions(
  tx: Tx,
  site: string,
  by: By,
  some: readonly NewRequisition[],
  state: 'draft' | 'submitted',
): Promise<readonly { readonly id: number; readonly number: string }[]> {
  const numbers = await nextNumbers(tx, site, 'RQ', some.length, async (wished) =>
    (
      await tx
        .selectFrom('requisitions')
        .select('number')
        .where('site', '=', site)
        .where('number', 'in', [...wished])
        .execute()
    ).map((row) => row.number),
  );
  const made = await tx
    .insertInto('requisitions')
    .values(
      some.map((one, at) => ({
        planned: null,
        ...one,
        site,
        number: numbers[at] ?? '',
        person: by.id,
        who: by.name,
        state,
        order_no: null,
        order_line: null,
      })),
    )
    .returning(['id', 'number'])
    .execute();
  if (state === 'submitted') for (const { id } of made) await keepAct(tx, id, by, 'submitted');
  return made;
}

/** The act as a fact; the caller has the requisition locked. */
export async function keepAct(
  tx: Tx,
  requisition: number,
  { id, name }: By,
  act: Act,
  reason: string | null = null,
): Promise<void> {
  await tx.insertInto('requisition_acts').values({ requisition, act, person: id, who: name, reason }).execute();
}

/** The act, and the state that it leads to. */
export async function act(
  tx: Tx,
  requisition: number,
  by: By,
  done: Act,
  more: {
    readonly reason?: string;
    readonly order?: { readonly no: string; readonly line: number };
    readonly vendor?: string;
  } = {},
): Promise<void> {
  await keepAct(tx, requisition, by, done, more.reason ?? null);
  await tx
    .updateTable('requisitions')
    .set({
      state: done,
      ...(more.order ? { order_no: more.order.no, order_line: more.order.line } : {}),
      ...(more.vendor === undefined ? {} : { vendor: more.vendor }),
    })
    .where('id', '=', requisition)
    .execute();
}

export async function rewrite(tx: Tx, id: number, change: NewRequisition): Promise<void> {
  await tx
    .updateTable('requisitions')
    .set({ ...change, planned: null })
    .where('id', '=', id)
    .execute();
}

/** The number of the requisition that a purchase line ("PO-1/2") fills; null: none. */
export async function requisitionFilledBy(tx: Tx, site: string, line: string): Promise<string | null> {
  const called = lineCalled(line);
  const found = await tx
    .selectFrom('requisitions')
    .select('number')
    .where('site', '=', site)
    .where('order_no', '=', called?.order ?? '')
    .where('order_line', '=', called?.line ?? 0)
    .where('state', '=', 'ordered')
    .executeTakeFirst();
  return found?.number ?? null;
}

/** One, locked: decided, ordered and cancelled once, however many press. */
export async function lockedRequisition(tx: Tx, site: string, id: number) {
  const [found] = await lockedRequisitions(tx, site, [id]);
  if (!found) throw notFound('requisition', String(id));
  return found;
}

export async function lockedRequisitions(tx: Tx, site: string, ids: readonly number[]) {
  const locked = await tx
    .selectFrom('requisitions')
    .select('id')
    .where('site', '=', site)
    .where('id', 'in', [...ids])
    .orderBy('id')
    .forUpdate()
    .execute();
  const { rows } = await sql<Selectable<Tables['requisitions_now']> & { by: string }>`
    select n.*, coalesce((select a.who from requisition_acts a where a.requisition = n.id order by a.id desc limit 1), n.who) as by
    from requisitions_now n where n.id = any(${locked.map((row) => row.id)}::bigint[]) order by n.id`.execute(tx);
  return rows;
}

const list: ListOf = {
  name: 'Requisitions',
  fields: [
    { name: 'number', label: 'Number', type: 'text' },
    { name: 'state', label: 'State', type: 'choice', choices: states },
    { name: 'sort', label: 'Sort', type: 'choice', choices: sorts },
    { name: 'wanted', label: 'What', type: 'text' },
    { name: 'qty', label: 'Quantity', type: 'number' },
    { name: 'value', label: 'Value', type: 'number' },
    { name: 'purpose', label: 'For', type: 'choice', choices: purposes },
    { name: 'of', label: 'Of', type: 'text' },
    { name: 'needed', label: 'Needed', type: 'date' },
    { name: 'vendor', label: 'Vendor', type: 'text' },
    { name: 'who', label: 'Asked by', type: 'text' },
    { name: 'asked_at', label: 'Asked', type: 'instant' },
    { name: 'late', label: 'Late', type: 'boolean' },
    { name: 'mine', label: 'Mine', type: 'boolean' },
    { name: 'reason', label: 'Why', type: 'text' },
  ],
  searched: ['number', 'wanted', 'item_name', 'of', 'vendor', 'vendor_name', 'who', 'reason', 'order'],
};

export interface ListedRequisition {
  readonly id: number;
  readonly version: number;
  readonly number: string;
  readonly person: string;
  readonly who: string;
  readonly asked_at: string;
  readonly sort: Sort;
  readonly item: string | null;
  readonly item_name: string | null;
  readonly what: string | null;
  readonly qty: number;
  readonly unit: string;
  readonly entered_qty: number | null;
  readonly entered_unit: string | null;
  readonly unit_price: number | null;
  readonly value: number | null;
  readonly purpose: Purpose;
  readonly of: string | null;
  readonly departments: readonly string[];
  readonly needed: string;
  readonly late: boolean;
  readonly mine: boolean;
  readonly vendor: string | null;
  readonly vendor_name: string | null;
  readonly reason: string;
  readonly state: State;
  readonly planned: string | null;
  readonly order: string | null;
  readonly acts: readonly {
    readonly act: Act;
    readonly at: string;
    readonly who: string;
    readonly reason: string | null;
  }[];
}

/** By pages; `all`: not only what he asked for. Drafts are nobody's but of who writes them. */
export const listRequisitions = (
  tx: Tx,
  site: string,
  today: string,
  { person, all }: { readonly person: string; readonly all: boolean },
  options: ListOptions & { readonly filtering: FilterContext },
) => {
  const from = sql`(
    select n.id, n.version, n.number, n.person, n.who, n.asked_at, n.sort, n.item, i.name as item_name, n.what,
      coalesce(n.item, n.what) as wanted, n.qty, n.unit, n.entered_qty, n.entered_unit, n.unit_price, n.value, n.purpose, n.of,
      n.departments, n.needed, n.needed < ${today}::date and n.now in ('submitted', 'approved') as late,
      n.person = ${person} as mine,
      n.vendor, v.name as vendor_name, n.reason, n.now as state, n.planned,
      case when n.order_no is null then null else concat(n.order_no, '/', n.order_line) end as "order",
      (select coalesce(jsonb_agg(jsonb_build_object('act', a.act, 'at', a.at, 'who', a.who, 'reason', a.reason) order by a.id), '[]')
        from requisition_acts a where a.requisition = n.id) as acts
    from requisitions_now n
    left join items i on i.site = n.site and i.code = n.item
    left join vendors v on v.site = n.site and v.code = n.vendor
    where n.site = ${site} and (n.person = ${person} or ${all} and n.now <> 'draft')) requisitions`;
  return listed<ListedRequisition>(tx, list, { columns: sql`*`, from, where: [], id: 'id' }, options);
};

/** What a person asked for and another decided or did since. */
export async function decidedFor(tx: Tx, site: string, person: string, since: string) {
  const { rows } = await sql<{
    number: string;
    what: string;
    act: Act;
    at: string;
    who: string;
    reason: string | null;
    order: string | null;
  }>`
    select distinct on (r.id) r.number, coalesce(r.item, r.what) as what, a.act, a.at, a.who, a.reason,
      case when a.act = 'ordered' then concat(r.order_no, '/', r.order_line) end as "order"
    from requisitions r join requisition_acts a on a.requisition = r.id
    where r.site = ${site} and r.person = ${person} and a.person <> ${person} and a.at >= ${since}::timestamptz
    order by r.id desc, a.id desc limit 20`.execute(tx);
  return rows;
}
