/** What became of the work of the published version since it was made, and which drafts of it move that. */
import { sql, type Transaction } from 'kysely';
import { secondsOf } from '../../house/clock.ts';
import { unseenBy } from '../../server/database/snapshots.ts';
import type { Tables } from '../../server/database/tables.ts';
import { openStates } from '../work/states.ts';
import { type Became, type BegunSince, begunSince, type Stands } from './begunsince.ts';
import { namesIn } from './called.store.ts';
import { writtenByPublishing } from './planning.store.ts';
import { groupedBy } from './rows.ts';
import { stepKey } from './stepkey.ts';

type Tx = Transaction<Tables>;

/** As it is written now: of each record what it was before the first change that the version did not see. Orders are called as then. */
export async function becameSince(tx: Tx, site: string, { snapshot }: { readonly snapshot: string }): Promise<Became> {
  const { rows } = await sql<{ order: string; seq: number | null }>`
    with stood as materialized (
      select distinct on (kind, record) kind, record, before from audit as changes
      where site = ${site} and kind in ('work_orders', 'work_steps') and ${unseenBy(sql`${snapshot}::pg_snapshot`)}
        and not ${writtenByPublishing}
      order by kind, record, id)
    select concat('work/', coalesce(called.before ->> 'number', w.work_order)) as "order", w.seq
      from stood s join work_steps w on w.id = s.record
      left join work_orders o on o.site = w.site and o.number = w.work_order
      left join stood called on called.kind = 'work_orders' and called.record = o.id
      where s.kind = 'work_steps' and w.state <> 'waiting' and coalesce(s.before ->> 'state', 'waiting') = 'waiting'
    union all
    select concat('work/', s.before ->> 'number'), null from stood s
      where s.kind = 'work_orders' and s.before ->> 'state' = any(${[...openStates]}::text[])
        and not exists (select from work_orders w where w.id = s.record and w.state = any(${[...openStates]}::text[]))`.execute(
    tx,
  );
  return {
    begun: new Set(rows.flatMap(({ order, seq }) => (seq === null ? [] : [stepKey({ order, seq })]))),
    over: new Set(rows.flatMap(({ order, seq }) => (seq === null ? [order] : []))),
  };
}

interface Moved {
  readonly id: number;
  /** What a person moved to make it; null: nothing. */
  readonly by_hand: { readonly base: number } | null;
}

/** By the id of each draft of the published version that moves what has begun or is over by now. */
export async function begunInDrafts(
  tx: Tx,
  site: string,
  versions: readonly Moved[],
  published: (Drawn & { readonly snapshot: string }) | undefined,
): Promise<ReadonlyMap<number, readonly BegunSince[]>> {
  const drafts = versions.filter(({ by_hand }) => published && by_hand?.base === published.number);
  if (!published || drafts.length === 0) return new Map();
  const became = await becameSince(tx, site, published);
  const names = [...became.over, ...[...became.begun].map((key) => key.slice(0, key.lastIndexOf(' ')))];
  if (names.length === 0) return new Map();
  const stands = await standsIn(tx, site, published, [published.id, ...drafts.map(({ id }) => id)], names);
  const before = stands(published.id);
  return new Map(drafts.map(({ id }) => [id, begunSince(before, stands(id), became)]));
}

export interface Drawn {
  readonly id: number;
  readonly number: number;
}

/** Where steps stand in the published version and in drafts of it, in seconds since 1970, by the version's id and the names that it was made with; `orders`: of those alone. */
export async function standsIn(
  tx: Tx,
  site: string,
  published: Drawn,
  versions: readonly number[],
  orders?: readonly string[],
): Promise<(version: number) => readonly Stands[]> {
  const { asMade } = await namesIn(tx, published.id);
  const rows = await tx
    .selectFrom('plan_steps')
    .select(['version', 'order_id', 'seq', 'part', 'machine', 'starts', 'ends'])
    .where('version', 'in', [...versions])
    .$if(orders !== undefined, (steps) =>
      steps.where(sql<boolean>`(order_id = any(${[...(orders ?? [])]}::text[]) or order_id like 'planned/%')`),
    )
    .orderBy('order_id')
    .orderBy('seq')
    .execute();
  const steps = groupedBy(
    rows.map((row): Stands & { readonly version: number } => ({
      version: row.version,
      order: asMade(row.order_id),
      seq: row.seq,
      ...(row.part === 0 ? undefined : { part: { number: row.part } }),
      machine: row.machine ?? undefined,
      start: secondsOf(row.starts),
      end: secondsOf(row.ends),
    })),
    ({ version }) => version,
  );
  return (version) => steps.get(version) ?? [];
}
