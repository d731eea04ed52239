/**
 * The inputs as a version read them, with what its publication wrote: what was written since is taken back, from the newest to the oldest.
 * So the version that people work to is moved by hand whatever the floor, the vendors and the customers told since.
 */
import { sql, type Transaction } from 'kysely';
import { Refusal } from '../../house/errors.ts';
import type { Kind, Row } from '../../house/kind.ts';
import { unseenBy } from '../../server/database/snapshots.ts';
import type { Tables } from '../../server/database/tables.ts';
import { kinds } from '../records/records.ts';
import { tooMuchSince } from './planning.messages.ts';
import { openOf, plannedKinds, type SiteInputs, writtenByPublishing } from './planning.store.ts';
import { pledgesOf } from './pledges.store.ts';
import { groupedBy } from './rows.ts';

/** More changes than these are not taken back one by one. */
const mostTakenBack = 20_000;

type Json = Readonly<Record<string, unknown>>;

interface Change {
  readonly kind: string;
  readonly record: number;
  readonly before: Json | null;
  readonly after: Json | null;
}

/** Refuses (409 `plan-stale`) where more was written since than is taken back. */
export async function inputsAsRead(
  tx: Transaction<Tables>,
  inputs: SiteInputs,
  { number, snapshot }: { readonly number: number; readonly snapshot: string },
): Promise<SiteInputs> {
  const site = inputs.site.code;
  const { rows: changes } = await sql<Change>`
    select kind, record, before, after from audit as changes
    where site = ${site} and kind = any(${plannedKinds}::text[]) and ${unseenBy(sql`${snapshot}::pg_snapshot`)}
      and not ${writtenByPublishing}
    order by id desc limit ${mostTakenBack + 1}`.execute(tx);
  if (changes.length > mostTakenBack) throw new Refusal(409, 'plan-stale', tooMuchSince(number, mostTakenBack));
  const rows = new Map(inputs.rows);
  const written = groupedBy(changes, ({ kind }) => kind);
  for (const kind of kinds) {
    // What a work order has is read with it, where it was open then.
    const ofOrders = kind.name === 'work_steps' || kind.name === 'work_materials';
    const since = written.get(kind.name) ?? [];
    if (since.length === 0 && !(ofOrders && written.has('work_orders'))) continue;
    const open = ofOrders
      ? sql<boolean>`work_order = any(${(rows.get('work_orders') ?? []).map((order) => order.number)}::text[])`
      : openOf(kind.name);
    rows.set(kind.name, await rowsAsRead(tx, site, kind, since, open));
  }
  const lines = new Set((rows.get('customer_lines') ?? []).map(({ order_no, line }) => `${order_no}/${line}`));
  // A pledge that was given since goes with its line.
  const pledges = await pledgesOf(tx, site, snapshot);
  rows.set(
    'pledges',
    pledges.filter(({ line }) => lines.has(String(line))),
  );
  return { ...inputs, rows, snapshot };
}

async function rowsAsRead(
  tx: Transaction<Tables>,
  site: string,
  { name, fields }: Kind,
  since: readonly Change[],
  open: ReturnType<typeof openOf>,
): Promise<readonly Row[]> {
  const changed = [...new Set(since.map(({ record }) => record))];
  const now = await sql<{ id: number; row: Json }>`
    select id, to_jsonb(one) as row from ${sql.table(name)} as one where site = ${site} and id = any(${changed}::bigint[])`.execute(
    tx,
  );
  const stood = new Map<number, Json | null>(now.rows.map(({ id, row }) => [id, row]));
  for (const { record, before, after } of since)
    stood.set(record, takenBack(name, stood.get(record) ?? null, before, after));
  const names = sql.join(fields.map((field) => sql.ref(field.name)));
  const { rows } = await sql<Row>`
    select ${names} from (
      select * from ${sql.table(name)} where site = ${site} and id <> all(${changed}::bigint[])
      union all
      select * from jsonb_populate_recordset(null::${sql.table(name)}, ${JSON.stringify([...stood.values()].filter((row) => row !== null))}::jsonb)
    ) as stood where ${open} order by id`.execute(tx);
  return rows;
}

/** A record before a change of it, whatever was changed of its other fields before; null: it was not there. */
function takenBack(kind: string, row: Json | null, before: Json | null, after: Json | null): Json | null {
  if (before === null) return null;
  // What lies of stock follows its movements, which are taken back by themselves.
  const own: readonly string[] = kind === 'stock' ? ['qty'] : [];
  if (after === null || row === null) return kind === 'stock' ? { ...before, qty: 0 } : before;
  const fields = Object.keys(before).filter((name) => !own.includes(name) && !same(before[name], after[name]));
  return { ...row, ...Object.fromEntries(fields.map((name) => [name, before[name]])) };
}

const same = (one: unknown, other: unknown): boolean => JSON.stringify(one) === JSON.stringify(other);
