/** What finished operations took, beside what their standards say. */
import { sql, type Transaction } from 'kysely';
import { numberOf, runSeconds, secondsOfMinutes } from '../../house/amounts.ts';
import type { Tables } from '../../server/database/tables.ts';

type Tx = Transaction<Tables>;

/** The finished operations of one routing step, added up. */
export interface StepActuals {
  readonly item: string;
  readonly seq: number;
  readonly operations: number;
  readonly standard_hours: number;
  readonly actual_hours: number;
}

/** Older work says little about today's standards. */
const days = 180;

/** Of operations finished with hours in the half year before `now`: the standard of what was run, and the hours that count. */
export async function stepActuals(tx: Tx, site: string, now: string): Promise<readonly StepActuals[]> {
  const { rows } = await sql<{
    item: string;
    seq: number;
    setup_minutes: string;
    fixed_minutes: string;
    batch_minutes: string;
    batch_qty: string;
    teardown_minutes: string;
    run_minutes: string;
    ran: string;
    hours: string;
  }>`
    select w.item, s.seq, s.setup_minutes, s.fixed_minutes, s.batch_minutes, s.batch_qty, s.teardown_minutes,
      s.run_minutes, s.good + s.scrap as ran, sum(p.hours) as hours
    from work_steps s
    join work_orders w on w.site = s.site and w.number = s.work_order
    join progress_reports p on p.site = s.site and p.work_order = s.work_order and p.seq = s.seq and p.kind <> 'reversal'
    left join progress_reports back on back.reverses = p.id
    left join countersigns c on c.report = p.id
    where s.site = ${site} and s.state = 'done' and s.good + s.scrap > 0
      and back.id is null and (not p.waits or c.verdict = 'countersigned')
      and p.worked_at > ${now}::timestamptz - make_interval(days => ${days})
    group by w.item, s.id
    having sum(p.hours) > 0`.execute(tx);
  const sums = new Map<string, { item: string; seq: number; operations: number; standard: number; actual: number }>();
  for (const row of rows) {
    const key = `${row.item}\n${row.seq}`;
    const sum = sums.get(key) ?? { item: row.item, seq: row.seq, operations: 0, standard: 0, actual: 0 };
    sum.operations += 1;
    sum.standard += (secondsOfMinutes(row.setup_minutes) + runSeconds(row, numberOf(row.ran))) / 3600;
    sum.actual += numberOf(row.hours);
    sums.set(key, sum);
  }
  return [...sums.values()].map(({ standard, actual, ...step }) => ({
    ...step,
    standard_hours: standard,
    actual_hours: actual,
  }));
}
