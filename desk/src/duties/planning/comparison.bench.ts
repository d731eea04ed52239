/** Makes versions of any size for measuring. */
import { sql } from 'kysely';
import type { Database } from '../../server/database/database.ts';

/** Kept beside the plans of the company; what moves, moves by so many hours. */
export async function fillVersion(
  db: Database,
  { operations, orders }: { readonly operations: number; readonly orders: number },
  hours: number,
): Promise<number> {
  const { rows } = await sql<{ id: number; number: number }>`
    insert into plan_versions (site, number, made_by, reason, status, snapshot, now, figures)
    select site, max(number) + 1, 'bench', 'measured', 'cancelled', pg_current_snapshot(), max(now),
      (array_agg(figures order by number))[1]
    from plan_versions group by site returning id, number`.execute(db);
  const { id, number } = rows[0]!;
  await sql`
    insert into plan_steps (version, order_id, item, seq, machine, starts, ends, setup_seconds, run_seconds, frozen)
    select ${id}, concat('planned/', n), concat('ITEM-', n % 300), 10, m.machine, s.at, s.at + interval '50 minutes', 600, 2400, false
    from generate_series(1, ${operations}) n
    join (select code as machine, row_number() over (order by code) - 1 as k, count(*) over () as machines from machines) m
      on m.k = n % m.machines
    cross join lateral (select v.now + n / m.machines * interval '1 hour'
      + case when n % 3 = 0 then ${hours} else 0 end * interval '1 hour' as at from plan_versions v where v.id = ${id}) s`.execute(
    db,
  );
  await sql`
    insert into plan_deliveries (version, demand, item, qty, due, delivered, late_seconds, reasons)
    select ${id}, concat('SO-', n, '/1'), concat('ITEM-', n % 300), 1, now() + interval '30 days',
      now() + interval '30 days' + n % 5 * ${hours} * interval '1 hour', n % 5 * ${hours} * 3600,
      '[{"kind": "machine-busy", "what": "W1", "seconds": 7200, "text": "W1 is busy with other work."}]'
    from generate_series(1, ${orders}) n`.execute(db);
  // Every other one is drawn on by the one before it, all else by a customer's order.
  await sql`
    insert into plan_pegs (version, supply, consumer, item, qty, at)
    select ${id}, concat('planned/', n),
      case when n % 2 = 0 and n > 1 then concat('planned/', n - 1) else concat('demand/SO-', n % ${orders} + 1, '/1') end,
      concat('ITEM-', n % 300), 1, now() + interval '20 days'
    from generate_series(1, ${operations}) n`.execute(db);
  await sql`analyze plan_steps, plan_deliveries, plan_pegs`.execute(db);
  return number;
}
