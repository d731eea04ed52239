/** Dates promised to customers from the plan: kept with what set them, and held against what the plan says now. */
import { sql, type Transaction } from 'kysely';
import { secondsOf } from '../../house/clock.ts';
import { lineCalled } from '../../house/kind.ts';
import type { Tables } from '../../server/database/tables.ts';
import { writerNamed } from '../../server/database/writers.ts';
import { standingVersion } from './planning.store.ts';
import { allShipOf } from './ships.store.ts';
import { lateDays, type WorkingDays } from './workingdays.ts';

type Tx = Transaction<Tables>;

export interface NewPromise {
  readonly line: string;
  readonly date: string;
  readonly sets: readonly string[];
  readonly until: string;
  readonly plan: number;
}

export async function keepPromise(tx: Tx, site: string, { sets, ...promise }: NewPromise): Promise<void> {
  await tx
    .insertInto('promises')
    .values({ ...promise, site, sets: [...sets] })
    .execute();
}

/** Whether the line stands promised for that date by the plan that stands: pressed again, there is nothing to add. */
export async function isPromised(
  tx: Tx,
  site: string,
  { line, date }: Pick<NewPromise, 'line' | 'date'>,
): Promise<boolean> {
  const called = lineCalled(line);
  const plan = await standingVersion(tx, site);
  if (!called || !plan) return false;
  const { rows } = await sql`
    select 1 from promises p
    join customer_lines c on c.site = p.site and c.order_no = ${called.order} and c.line = ${called.line}
    where p.site = ${site} and p.line = ${line} and p.date = ${date} and p.plan = ${plan.number}
      and c.state = 'open' and c.promised = p.date
    limit 1`.execute(tx);
  return rows.length > 0;
}

export interface PromiseMade {
  readonly at: string;
  readonly by: string;
  readonly date: string;
  readonly sets: string[];
  readonly until: string;
  readonly plan: number;
  /** When the standing plan ships it; null: it does not say. */
  readonly ships: string | null;
  /** Seconds from the promise to that; below 0 it is early. */
  readonly off: number | null;
  /** The same in working days. */
  readonly off_days: number | null;
}

/** The newest first. */
export async function promisesOf(tx: Tx, site: string, line: string, days: WorkingDays): Promise<PromiseMade[]> {
  const standing = await standingVersion(tx, site);
  const { rows } = await sql<Omit<PromiseMade, 'off_days'>>`
    with plan as (
      select ${allShipOf('plan_deliveries')} as ships
      from plan_deliveries where version = ${standing?.id ?? 0} and demand = ${line}
    )
    select p.changed_at as at, ${writerNamed('p.changed_by')} as by, p.date, p.sets, p.until, p.plan,
      plan.ships, extract(epoch from plan.ships - p.date)::float8 as off
    from promises p cross join plan
    where p.site = ${site} and p.line = ${line}
    order by p.id desc
    limit 100`.execute(tx);
  return rows.map((row) => ({
    ...row,
    off_days: row.ships === null ? null : lateDays(days, secondsOf(row.date), secondsOf(row.ships)),
  }));
}
