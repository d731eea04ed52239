/** What of a version may be left out, and the run that leaves it out. */
import { sql, type Transaction } from 'kysely';
import type { Tables } from '../../server/database/tables.ts';
import type { AllBut } from '../planning/allbut.ts';
import { suppliesOf } from '../planning/below.ts';
import { calledBy, firmedOf } from '../planning/firm.store.ts';
import type { oneVersion } from '../planning/planning.store.ts';
import type { LeftOut } from './allbut.ts';

type Tx = Transaction<Tables>;
type Version = NonNullable<Awaited<ReturnType<typeof oneVersion>>>;

interface Orders {
  /** By the name that people give it: of a customer's, all work orders that the published plan makes for it. */
  readonly of: (name: string) => LeftOut;
  /** Customers' orders of either plan. */
  readonly lines: readonly string[];
}

/** What there is to hold of the orders of a version. */
export async function ordersOf(
  tx: Tx,
  site: string,
  { published, version }: { readonly published: Version; readonly version: Version },
): Promise<Orders> {
  const called = calledBy(await firmedOf(tx, site, published.number));
  const workOf = (id: string): string | undefined => {
    const name = called(id);
    return name.startsWith('work/') ? name.slice('work/'.length) : undefined;
  };
  const standing = new Set((await idsOf(tx, published.id)).flatMap((id) => workOf(id) ?? []));
  const planned = new Set((await idsOf(tx, version.id)).flatMap((id) => workOf(id) ?? []));
  const [before, after] = [await linesOf(tx, published.id), await linesOf(tx, version.id)];
  const pegs = await tx
    .selectFrom('plan_pegs')
    .select(['supply', 'consumer'])
    .where('version', '=', published.id)
    .execute();
  const below = suppliesOf(pegs, called);
  return {
    lines: [...new Set([...before, ...after])].sort(),
    of: (name) => {
      const isWork = standing.has(name) || planned.has(name);
      const draws = below(isWork ? `work/${name}` : `demand/${name}`)
        .toSorted()
        .flatMap((id) => workOf(id) ?? []);
      const there = (number: string): boolean => standing.has(number) && planned.has(number);
      return {
        name,
        inVersion: isWork ? planned.has(name) : after.has(name),
        inPublished: isWork ? standing.has(name) : before.has(name),
        work: (isWork ? [name] : draws).filter(there),
        below: [...(isWork ? [name] : []), ...draws].filter(there),
      };
    },
  };
}

async function idsOf(tx: Tx, version: number): Promise<readonly string[]> {
  const rows = await tx.selectFrom('plan_orders').select('id').where('version', '=', version).execute();
  return rows.map((row) => row.id);
}

async function linesOf(tx: Tx, version: number): Promise<ReadonlySet<string>> {
  const rows = await tx
    .selectFrom('plan_deliveries')
    .select('demand')
    .distinct()
    .where('version', '=', version)
    .where('demand', 'not like', 'forecast/%')
    .execute();
  return new Set(rows.map((row) => row.demand));
}

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
