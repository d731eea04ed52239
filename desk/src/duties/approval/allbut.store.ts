/** What of a version may be left out, and the run that leaves it out. */
import { sql, type Transaction } from 'kysely';
import type { Tables } from '../../server/database/tables.ts';
import type { AllBut } from '../planning/allbut.ts';
import { firmedOf } from '../planning/firm.store.ts';
import type { oneVersion } from '../planning/planning.store.ts';
import { ordersServing } from '../planning/serves.store.ts';
import type { LeftOut } from './allbut.ts';

type Tx = Transaction<Tables>;
type Version = NonNullable<Awaited<ReturnType<typeof oneVersion>>>;

/** Orders by the names that people give them: of a customer's, all work orders that the published plan makes for it. */
export async function leftOutOf(
  tx: Tx,
  site: string,
  { published, version }: { readonly published: Version; readonly version: Version },
  names: readonly string[],
): Promise<readonly LeftOut[]> {
  const firmed = await firmedOf(tx, site, published.number);
  const workOf = (id: string): string | undefined => (id.startsWith('work/') ? id.slice('work/'.length) : firmed(id));
  const work = { before: await ordersOf(tx, published.id), after: await ordersOf(tx, version.id) };
  const standing = new Set(work.before.flatMap((id) => workOf(id) ?? []));
  const planned = new Set(work.after.flatMap((id) => workOf(id) ?? []));
  const left: LeftOut[] = [];
  for (const name of new Set(names)) {
    const isWork = standing.has(name) || planned.has(name);
    const makes = isWork ? [name] : (await ordersServing(tx, published.id, name)).flatMap((id) => workOf(id) ?? []);
    left.push({
      name,
      inVersion: isWork ? planned.has(name) : await delivers(tx, version.id, name),
      inPublished: isWork ? standing.has(name) : await delivers(tx, published.id, name),
      work: makes.filter((number) => standing.has(number) && planned.has(number)),
    });
  }
  return left;
}

async function ordersOf(tx: Tx, version: number): Promise<readonly string[]> {
  const rows = await tx.selectFrom('plan_orders').select('id').where('version', '=', version).execute();
  return rows.map((row) => row.id);
}

const delivers = async (tx: Tx, version: number, demand: string): Promise<boolean> =>
  (await tx
    .selectFrom('plan_deliveries')
    .select('demand')
    .where('version', '=', version)
    .where('demand', '=', demand)
    .limit(1)
    .executeTakeFirst()) !== undefined;

/** The latest run that was to approve the version without some orders. */
export async function allButRun(tx: Tx, site: string, number: number) {
  const { rows } = await sql<{
    state: 'waiting' | 'running' | 'done' | 'cancelled' | 'failed';
    step: string;
    share: number;
    error: string | null;
    asked_by: string;
    held: string[];
    orders: string[];
    made: number | null;
  }>`
    select r.state, r.step, r.share, r.error, r.asked_by, r.all_but -> 'held' as held,
      coalesce(r.all_but -> 'orders', r.all_but -> 'held') as orders, v.number as made
    from plan_runs r left join plan_versions v on v.id = r.version
    where r.site = ${site} and (r.all_but ->> 'version')::int = ${number}
    order by r.id desc limit 1`.execute(tx);
  return rows[0];
}

/** What was left out of which version to make this one; null: it was not made so. */
export async function madeInsteadOf(tx: Tx, version: number): Promise<AllBut | null> {
  const found = await tx.selectFrom('plan_runs').select('all_but').where('version', '=', version).executeTakeFirst();
  return found?.all_but ?? null;
}
