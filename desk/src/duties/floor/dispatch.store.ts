/** The dispatch list as the plan has it that people work to, less what has been finished since. */
import { sql, type Transaction } from 'kysely';
import { decimalOf } from '../../house/amounts.ts';
import type { Tables } from '../../server/database/tables.ts';
import type { Site } from '../../server/http.ts';
import { workOrdersIn } from '../planning/called.store.ts';
import { needsOtherwise } from '../planning/otherneeds.store.ts';
import { standingVersion, versionAtWork } from '../planning/planning.store.ts';
import { groupedBy } from '../planning/rows.ts';
import { linesServed } from '../planning/serves.store.ts';
import { missingFor } from './missing.store.ts';
import { leftAt, type StepState } from './progress.ts';
import { standingIn } from './standing.ts';

type Tx = Transaction<Tables>;

export interface DispatchWish {
  readonly workCentre?: string | undefined;
  /** Empty: work centres without one, and what has no work centre. */
  readonly department?: string | undefined;
  /** Only what starts before this instant. */
  readonly until?: string | undefined;
}

interface PlannedStep {
  readonly order: string;
  readonly order_id: string;
  readonly order_state: 'firm' | 'released' | 'started';
  readonly seq: number;
  readonly item: string;
  readonly item_name: string | null;
  readonly unit: string;
  readonly decimals: number;
  readonly yield_percent: number;
  readonly ordered: number;
  readonly state: StepState;
  readonly step: string | null;
  readonly work_centre: string | null;
  readonly machine: string | null;
  readonly starts: string;
  readonly ends: string;
  readonly part: number;
  readonly parts: number;
  readonly part_qty: number | null;
  readonly setup_seconds: number;
  readonly run_seconds: number;
  readonly need: string | null;
  readonly late_days: number | null;
  readonly frozen: boolean;
  readonly material_seq: number;
}

/**
 * Operations of work orders in the plan that people work to, per machine in the order of their starts; planned orders that were made
 * firm from it among them. A firm order has no steps of its own yet: its routing stands for them.
 */
export async function dispatchRows(tx: Tx, site: string, wish: DispatchWish) {
  const version = await versionAtWork(tx, site);
  if (!version) return { version: undefined, rows: [], drawnFrom: [] };
  const { rows: planned } = await sql<PlannedStep>`
    with called as materialized (${workOrdersIn(sql`${version.id}`)}), steps as (
      select p.order_id, w.number as "order", w.state as order_state, p.seq, p.item, i.name as item_name, i.unit,
        u.decimals, i.yield_percent, w.qty as ordered, coalesce(s.state, 'waiting') as state, coalesce(s.name, r.name) as step,
        coalesce(m.work_centre, s.work_centre, r.work_centre) as work_centre, p.machine, p.starts, p.ends, p.part,
        p.parts, p.part_qty, p.setup_seconds, p.run_seconds, p.need, p.late_days, p.frozen,
        -- Material without a step of its own is needed where the order begins.
        case when p.seq = min(p.seq) over (partition by p.order_id) then 0 else p.seq end as material_seq
      from plan_steps p
      join called o on o.id = p.order_id
      join work_orders w on w.site = ${site} and w.number = o.number
      join items i on i.site = w.site and i.code = w.item
      join units u on u.site = i.site and u.code = i.unit
      left join work_steps s on s.site = w.site and s.work_order = w.number and s.seq = p.seq
      left join routing_steps r on s.id is null and r.site = w.site and r.item = w.item and r.seq = p.seq
      left join machines m on m.site = w.site and m.code = p.machine
      where p.version = ${version.id} and w.state in ('firm', 'released', 'started')
    )
    select * from steps where state <> 'done'
      and (${wish.workCentre ?? null}::text is null or work_centre = ${wish.workCentre ?? null})
      and (${wish.department ?? null}::text is null or coalesce((select c.department from work_centres c
        where c.site = ${site} and c.code = work_centre), '') = ${wish.department ?? null})
      and (${wish.until ?? null}::timestamptz is null or starts < ${wish.until ?? null}::timestamptz)
    order by work_centre nulls last, machine nulls last, starts, "order", seq, part`.execute(tx);
  const orders = [...new Set(planned.map((row) => row.order))];
  const ids = [...new Set(planned.map((row) => row.order_id))];
  const own = await tx
    .selectFrom('work_steps')
    .select(['work_order', 'seq', 'state', 'good', 'scrap', 'work_centre'])
    .where('site', '=', site)
    .where(sql<boolean>`work_order = any(${orders}::text[])`)
    .orderBy('seq')
    .execute();
  const stepsOf = groupedBy(own, (step) => step.work_order);
  const nextOf = await centresAfter(tx, site, planned, stepsOf);
  const serves = groupedBy(await linesServed(tx, site, version.id, ids), (one) => one.order_id);
  return {
    /** Of each row: the step from which on what it draws is needed. */
    drawnFrom: planned.map((row) => row.material_seq),
    version: {
      id: version.id,
      number: version.number,
      made_at: version.made_at,
      now: version.now,
      published: version.state === 'published',
    },
    rows: planned.map((row) => {
      const { decimals, part_qty } = row;
      const standing = standingIn(row, stepsOf.get(row.order) ?? []);
      const lines = serves.get(row.order_id) ?? [];
      // Field by field: to spread what the database answered takes most of the time of this list.
      return {
        order: row.order,
        order_state: row.order_state,
        seq: row.seq,
        item: row.item,
        item_name: row.item_name,
        unit: row.unit,
        ordered: row.ordered,
        state: row.state,
        step: row.step,
        work_centre: row.work_centre,
        machine: row.machine,
        starts: row.starts,
        ends: row.ends,
        part: row.part,
        parts: row.parts,
        setup_seconds: row.setup_seconds,
        run_seconds: row.run_seconds,
        need: row.need,
        late_days: row.late_days,
        frozen: row.frozen,
        next: nextOf(row),
        left: part_qty ?? decimalOf(leftAt(standing, row.seq), decimals),
        priority: lines.length > 0 ? Math.min(...lines.map((line) => line.priority)) : null,
        serves: lines[0]?.line ?? null,
        serves_more: Math.max(0, lines.length - 1),
      };
    }),
  };
}

interface Staged {
  readonly seq: number;
  readonly work_centre: string | null;
}

/** Where an order goes from a step: by its own steps, where it has that one not by its routing. */
async function centresAfter(
  tx: Tx,
  site: string,
  planned: readonly PlannedStep[],
  stepsOf: ReadonlyMap<string, readonly Staged[]>,
) {
  const own = (order: string): readonly Staged[] => stepsOf.get(order) ?? [];
  const routed = planned.filter(({ order, seq }) => own(order).every((step) => step.seq !== seq));
  const routing = await tx
    .selectFrom('routing_steps')
    .select(['item', 'seq', 'work_centre'])
    .where('site', '=', site)
    .where(sql<boolean>`item = any(${[...new Set(routed.map((row) => row.item))]}::text[])`)
    .orderBy('seq')
    .execute();
  const routingOf = groupedBy(routing, (step) => step.item);
  const byRouting = new Set(routed);
  const after = (steps: readonly Staged[], seq: number) => steps.find((step) => step.seq > seq)?.work_centre;
  return (row: PlannedStep): string | null =>
    after(own(row.order), row.seq) ??
    (byRouting.has(row) ? after(routingOf.get(row.item) ?? [], row.seq) : null) ??
    null;
}

/** The same with the material that is not there now for each, by the rule of clear to build. */
export async function dispatchList(tx: Tx, site: Site, wish: DispatchWish) {
  const { version, rows, drawnFrom } = await dispatchRows(tx, site.code, wish);
  if (!version) return { version: null, rows: [] };
  const missing = await missingFor(tx, site, version, rows);
  const newest = await needsOtherwise(tx, version, await standingVersion(tx, site.code));
  const { number, made_at, now, published } = version;
  return {
    version: { number, made_at, now, published },
    rows: rows.map((row, at) => ({
      ...row,
      newest: newest.get(`${row.order}/${row.seq}`) ?? null,
      missing: (missing.get(row.order) ?? [])
        .filter(({ seq }) => seq === row.seq || (drawnFrom[at] === 0 && seq <= row.seq))
        .map((one) => one.missing),
    })),
  };
}

export const centresAt = (tx: Tx, site: string) =>
  tx.selectFrom('work_centres').select(['code', 'name']).where('site', '=', site).orderBy('code').execute();

/** Machines of a work centre that are down at an instant, with when the last of what is known ends. */
export const downAt = (tx: Tx, site: string, workCentre: string, now: string) =>
  tx
    .selectFrom('downtimes as d')
    .innerJoin('machines as m', (on) => on.onRef('m.site', '=', 'd.site').onRef('m.code', '=', 'd.machine'))
    .select(['d.machine', 'd.down_to as until', 'd.reason'])
    .where('d.site', '=', site)
    .where('m.work_centre', '=', workCentre)
    .where('d.down_from', '<=', now)
    .where('d.down_to', '>', now)
    .orderBy('d.machine')
    .orderBy('d.down_to')
    .execute();

/** Where and when a version has the steps of a work order. */
export async function stepsInPlan(tx: Tx, version: number, order: string) {
  const { rows } = await sql<{ seq: number; machine: string | null; starts: string }>`
    with called as materialized (${workOrdersIn(sql`${version}`)})
    select p.seq, p.machine, p.starts from plan_steps p join called o on o.id = p.order_id
    where p.version = ${version} and o.number = ${order} order by p.seq, p.part`.execute(tx);
  return rows;
}
