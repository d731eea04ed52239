/** Deliveries as a list: those to be brought, what is to be there first on top, then the latest of those that are done. */
import { sql, type Transaction } from 'kysely';
import { nowAt } from '../../house/clock.ts';
import type { Tables } from '../../server/database/tables.ts';
import type { Site } from '../../server/http.ts';
import { datedOf } from '../inventory/expired.store.ts';
import { isUnderWay } from './deliveries.store.ts';
import { type DeliverySource, isOpen, sooner, stateOf, urgencyOf, windowOf } from './deliveries.ts';
import { allowedAt, goalsOf } from './goals.store.ts';

interface Row {
  readonly number: string;
  readonly source: DeliverySource;
  readonly source_key: string;
  readonly order: string | null;
  readonly makes: string | null;
  readonly seq: number;
  readonly area: string;
  readonly due: string | null;
  readonly lines: readonly {
    readonly item: string;
    readonly item_name: string | null;
    readonly lot: string;
    readonly location: string;
    readonly qty: number;
    readonly unit: string;
  }[];
  readonly made_at: string;
  readonly made_by: string;
  readonly taken_at: string | null;
  readonly taken_by: string | null;
  readonly taken_by_id: string | null;
  readonly delivered_at: string | null;
  readonly delivered_by: string | null;
  readonly returned_at: string | null;
  readonly returned_by: string | null;
  readonly reason: string | null;
}

/** How many of those that are done. */
const latest = 200;

export async function deliveriesOf(tx: Transaction<Tables>, site: Site, { done = true } = {}) {
  const { rows } = await sql<Row>`
    select d.number, d.source, d.source_key, d.work_order as "order", w.item as makes, d.seq, d.area, d.due, d.made_at, d.made_by, d.taken_at,
      d.taken_by, d.taken_by_id, d.delivered_at, d.delivered_by, d.returned_at, d.returned_by, d.reason,
      (select json_agg(json_build_object('item', l.item, 'item_name', i.name, 'lot', l.lot, 'location', l.location, 'qty', l.qty::float8, 'unit', i.unit)
          order by l.location, l.item, l.lot)
        from delivery_lines l join items i on i.site = l.site and i.code = l.item where l.delivery = d.id) as lines
    from ((select * from deliveries d where site = ${site.code} and ${isUnderWay})
      union all (select * from deliveries d where site = ${site.code} and not ${isUnderWay}
        order by id desc limit ${done ? latest : 0})) d
    left join work_orders w on w.site = d.site and w.number = d.work_order
    order by d.id desc`.execute(tx);
  const ordered = rows.flatMap(({ order, seq }) => (order === null ? [] : [{ order, seq }]));
  const goals = new Map((await goalsOf(tx, site.code, ordered)).map((goal) => [`${goal.order}/${goal.seq}`, goal]));
  const allowed = await allowedAt(tx, site.code);
  const now = nowAt(site);
  const goods = rows.flatMap(({ lines }) => lines);
  const dated = await datedOf(tx, site.code, goods);
  const days = new Map(goods.map((line, at) => [line, dated[at]?.expires ?? null]));
  const told = rows.map((row) => {
    const { due, ...one } = row;
    const goal = goals.get(`${row.order}/${row.seq}`);
    const starts = goal?.starts ?? null;
    const state = stateOf(one);
    const over = !isOpen(state);
    // Of a bin it was said when it was called for.
    const called = row.source === 'kanban' && due !== null ? { earliest: row.made_at, latest: due } : null;
    const window = starts === null ? called : windowOf(starts, allowed(row.area));
    const by = over ? (due === null ? null : { earliest: due, latest: due }) : window;
    return {
      ...one,
      lines: one.lines.map((line) => ({ ...line, expires: days.get(line) ?? null })),
      state,
      earliest: over ? null : (window?.earliest ?? null),
      latest: by?.latest ?? null,
      urgency: urgencyOf(by, one.delivered_at ?? now),
      starts,
      work_centre: goal?.work_centre ?? null,
      machine: goal?.machine ?? null,
    };
  });
  const open = told.filter(({ state }) => isOpen(state));
  return [...open.toSorted(sooner), ...told.filter((one) => !open.includes(one))];
}
