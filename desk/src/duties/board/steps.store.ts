/**
 * The operations of a version as columns, and what their records say of them. The two are joined here, by maps: in the database each
 * of ten thousand rows would be joined to four tables and written out with what its neighbours say too, which costs twice as much.
 */
import { sql, type Transaction } from 'kysely';
import type { Tables } from '../../server/database/tables.ts';
import { workOrdersIn } from '../planning/called.store.ts';
import { type Base, gatheredMostly, seconds } from './gathered.store.ts';

type Tx = Transaction<Tables>;

interface Dense {
  order_id: string[];
  seq: number[];
  machine: (string | null)[];
  crew: (string | null)[];
  starts: number[];
  lasts: number[];
  setup: number[];
  run: number[];
  late: (number | null)[];
}

interface Sparse {
  setup_crew: (string | null)[];
  setup_lasts: number[];
  frozen: number[];
  part: number[];
}

export type StepColumns = Dense & Sparse;

/** By order, step and part. */
export const stepColumns = (tx: Tx, { id, epoch }: Base) =>
  gatheredMostly<Dense, Sparse>(
    tx,
    ['order_id', 'seq', 'machine', 'crew', 'starts', 'lasts', 'setup', 'run', 'late'],
    { setup_crew: null, setup_lasts: 0, frozen: 0, part: 0 },
    sql`select row_number() over (order by order_id, seq, part) - 1 as n, order_id, seq, machine, crew, setup_crew, ${seconds('starts', epoch)} as starts,
        extract(epoch from ends - starts)::int as lasts, setup_seconds as setup, run_seconds as run,
        extract(epoch from coalesce(setup_ends, starts) - starts)::int as setup_lasts, late_days as late,
        frozen::int as frozen, case when part_qty is null then 0 else part end as part
      from plan_steps where version = ${id} order by order_id, seq, part`,
  );

interface StepRecord {
  readonly name: string | null;
  readonly setup_family: string | null;
  readonly work_centre: string | null;
  readonly crew_size: number;
  /** Hundredths of the order that came good here. */
  readonly done: number;
}

const unknown: StepRecord = { name: null, setup_family: null, work_centre: null, crew_size: 1, done: 0 };

/** What a step of an order is by the order's own record, and where that is silent by its item's routing. */
export async function stepRecords(
  tx: Tx,
  { id, site }: Base,
  items: readonly string[],
): Promise<(order: string, item: string, seq: number) => StepRecord> {
  const routing = await sql<{ of: string; seq: number } & Omit<StepRecord, 'done'>>`
    select item as of, seq, name, setup_family, work_centre, crew_size from routing_steps
    where site = ${site} and item = any(${[...new Set(items)]}::text[])`.execute(tx);
  const work = await sql<{ of: string; seq: number; done: number } & Partial<StepRecord>>`
    select c.id as of, w.seq, w.name, w.setup_family, w.work_centre, w.crew_size,
      least(100, coalesce(floor(100 * w.good / nullif(o.qty, 0)), 0))::int as done
    from (${workOrdersIn(sql`${id}`)}) c
      join work_steps w on w.site = ${site} and w.work_order = c.number
      join work_orders o on o.site = ${site} and o.number = w.work_order`.execute(tx);
  const byItem = new Map(routing.rows.map((row) => [`${row.of} ${row.seq}`, row]));
  const byOrder = new Map(work.rows.map((row) => [`${row.of} ${row.seq}`, row]));
  const known = new Map<string, StepRecord>();
  return (order, item, seq) => {
    const own = byOrder.get(`${order} ${seq}`);
    const key = `${item} ${seq}`;
    if (own) return merged(own, byItem.get(key));
    const before = known.get(key);
    if (before) return before;
    const found = merged(undefined, byItem.get(key));
    known.set(key, found);
    return found;
  };
}

const merged = (own: Partial<StepRecord> | undefined, routed: Partial<StepRecord> | undefined): StepRecord => ({
  name: own?.name ?? routed?.name ?? unknown.name,
  setup_family: own?.setup_family ?? routed?.setup_family ?? unknown.setup_family,
  work_centre: own?.work_centre ?? routed?.work_centre ?? unknown.work_centre,
  crew_size: own?.crew_size ?? routed?.crew_size ?? unknown.crew_size,
  done: own?.done ?? unknown.done,
});
