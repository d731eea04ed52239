/** Reads and writes records of any kind. Column names come from the kind, never from the caller. */
import { type RawBuilder, sql, type Transaction } from 'kysely';
import { notFound, Refusal } from '../../house/errors.ts';
import type { FilterType } from '../../house/filter.ts';
import { type Field, fieldOf, type Kind, keyText, type Row, type Together, withArticle } from '../../house/kind.ts';
import type { Tables } from '../../server/database/tables.ts';
import { writerNamed } from '../../server/database/writers.ts';
import {
  type Filtered,
  type ListOf,
  type ListOptions,
  type ListPage,
  listed,
  refuseUnlistable,
} from '../../server/lists.ts';
import { kinds } from './records.ts';

export type Stored = Row & {
  readonly id: number;
  readonly version: number;
  readonly changed_at: string;
  readonly changed_by: string;
};
type Tx = Transaction<Tables>;

const columnsOf = (kind: Kind): RawBuilder<unknown> =>
  sql.join(
    ['id', 'version', 'changed_at', 'changed_by', ...kind.fields.map((field) => field.name)].map((name) =>
      name === 'changed_by' ? sql`${writerNamed(name)} as changed_by` : sql.ref(name),
    ),
  );

/** A kind as its list is searched, sorted and filtered; a ratio is kept as text. */
const listOf = (kind: Kind): ListOf => {
  const byKey = kind.key.map((name) => fieldOf(kind, name));
  const others = kind.fields.filter((field) => !kind.key.includes(field.name));
  return {
    name: kind.many,
    fields: [...byKey, ...others].map((field) => ({
      name: field.name,
      label: field.label,
      type: filterTypes[field.type] ?? 'text',
      ...('choices' in field ? { choices: field.choices } : {}),
    })),
    searched: [
      ...kind.key,
      ...others.filter((field) => field.type === 'text' || field.type === 'reference').map((field) => field.name),
    ],
  };
};

const filterTypes: Partial<Readonly<Record<Field['type'], FilterType>>> = {
  integer: 'number',
  decimal: 'number',
  quantity: 'number',
  date: 'date',
  instant: 'instant',
  choice: 'choice',
  boolean: 'boolean',
};

/** Refuses an order or a filter that the kind does not have. */
export const refuseUnlistableRecords = (kind: Kind, options: Filtered & Pick<ListOptions, 'sort'>): void =>
  refuseUnlistable(listOf(kind), options);

/** One page of the records of a kind. */
export const listRecords = (tx: Tx, site: string, kind: Kind, options: ListOptions): Promise<ListPage<Stored>> =>
  listed<Stored>(
    tx,
    listOf(kind),
    { columns: columnsOf(kind), from: sql.table(kind.name), where: [sql`site = ${site}`], id: 'id' },
    options,
  );

export async function readRecord(tx: Tx, site: string, kind: Kind, id: number, lock = false): Promise<Stored> {
  const found =
    await sql<Stored>`select ${columnsOf(kind)} from ${sql.table(kind.name)} where site = ${site} and id = ${id}${lock ? sql` for update` : sql``}`.execute(
      tx,
    );
  const row = found.rows[0];
  if (!row) throw notFound(kind.one, String(id));
  return row;
}

export async function allRecords(tx: Tx, site: string, kind: Kind): Promise<Stored[]> {
  return (
    await sql<Stored>`select ${columnsOf(kind)} from ${sql.table(kind.name)} where site = ${site} order by id`.execute(
      tx,
    )
  ).rows;
}

/** Rows judged together are written one transaction after the other: two at once would not see each other. */
export async function lockTogether(tx: Tx, site: string, kind: Kind): Promise<void> {
  if (kind.together) await sql`select pg_advisory_xact_lock(hashtext(${`together/${site}/${kind.name}`}))`.execute(tx);
}

/** The row and those that hang together with it, in the order in which they were made; no others are read. */
export async function recordsAmong(
  tx: Tx,
  site: string,
  kind: Kind,
  among: Together['among'],
  row: Row & { readonly id: number },
): Promise<Stored[]> {
  const table = sql.table(kind.name);
  const found =
    'same' in among
      ? sql<Stored>`select ${columnsOf(kind)} from ${table} where site = ${site} and ${sql.ref(among.same)} = ${row[among.same]} order by id`
      : sql<Stored>`
        with recursive led (code) as (
          select ${row[among.to]}::text
          union
          select one.${sql.ref(among.to)} from led join ${table} one on one.site = ${site} and one.${sql.ref(among.from)} = led.code
        )
        select ${columnsOf(kind)} from ${table}
        where site = ${site} and (id = ${row.id} or ${sql.ref(among.from)} in (select code from led)) order by id`;
  return (await found.execute(tx)).rows;
}

export async function insertRecord(tx: Tx, site: string, kind: Kind, row: Row): Promise<Stored> {
  const names = kind.fields.map((field) => field.name);
  await refuseUnknown(tx, site, kind, row);
  return guarded(kind, row, async () => {
    const inserted =
      await sql<Stored>`insert into ${sql.table(kind.name)} (site, ${sql.join(names.map((name) => sql.ref(name)))}) values (${site}, ${sql.join(names.map((name) => sql`${row[name] ?? null}`))}) returning ${columnsOf(kind)}`.execute(
        tx,
      );
    return one(inserted.rows);
  });
}

/** Changes the fields given. The record must still have the version that the editor saw. */
export async function updateRecord(
  tx: Tx,
  site: string,
  kind: Kind,
  id: number,
  version: number,
  change: Row,
): Promise<Stored> {
  const current = await readRecord(tx, site, kind, id, true);
  sameVersion(kind, current, version);
  const names = Object.keys(change).flatMap((name) => (change[name] === current[name] ? [] : fieldOf(kind, name).name));
  // Who says what is so already is nobody who changed it.
  if (names.length === 0) return current;
  await refuseUnknown(tx, site, kind, change);
  if (change.code !== undefined && change.code !== current.code) await refuseNamed(tx, site, kind, current);
  return guarded(kind, { ...current, ...change }, async () => {
    const updated =
      await sql<Stored>`update ${sql.table(kind.name)} set ${sql.join(names.map((name) => sql`${sql.ref(name)} = ${change[name] ?? null}`))} where site = ${site} and id = ${id} returning ${columnsOf(kind)}`.execute(
        tx,
      );
    return one(updated.rows);
  });
}

export async function deleteRecord(tx: Tx, site: string, kind: Kind, id: number, version: number): Promise<Stored> {
  const current = await readRecord(tx, site, kind, id, true);
  sameVersion(kind, current, version);
  await refuseNamed(tx, site, kind, current);
  await guarded(kind, current, () =>
    sql`delete from ${sql.table(kind.name)} where site = ${site} and id = ${id}`.execute(tx),
  );
  return current;
}

/** A list of codes is text to the database, which cannot refuse a code that stands for nothing. */
async function refuseUnknown(tx: Tx, site: string, kind: Kind, row: Row): Promise<void> {
  for (const field of kind.fields) {
    const named = field.type === 'references' && row[field.name] ? String(row[field.name]).split(', ') : [];
    if (field.type !== 'references' || named.length === 0) continue;
    const { rows } = await sql<{ code: string }>`
      select code from ${sql.table(field.to)} where site = ${site} and code = any(${named}::text[])
      for key share`.execute(tx);
    const missing = named.find((code) => rows.every((row) => row.code !== code));
    if (missing !== undefined) throw unknownReference(field, missing, field.to);
  }
}

/** Nor can it keep a record that such a list names. */
async function refuseNamed(tx: Tx, site: string, kind: Kind, current: Stored): Promise<void> {
  for (const other of kinds)
    for (const field of other.fields) {
      if (field.type !== 'references' || field.to !== kind.name) continue;
      const { rows } = await sql`
        select 1 from ${sql.table(other.name)}
        where site = ${site} and ${current.code} = any(string_to_array(${sql.ref(field.name)}, ', ')) limit 1`.execute(
        tx,
      );
      if (rows.length > 0) throw inUse(kind, current, other.name);
    }
}

/** Facts that name a record, by their table: nothing can be changed first. */
const keptForGood: Readonly<Record<string, string>> = {
  follow_up_pauses: 'pauses of follow-up',
  follow_up_pause_ends: 'ends of pauses of follow-up',
  shipments: 'shipments',
  inquiries: 'mails to the vendor',
  replies: 'mails that came of the vendor',
  reply_givings: 'mails that were given to the vendor',
  vendor_links: 'links to the vendor’s page',
  vendor_link_ends: 'ends of links to the vendor’s page',
  vendor_link_uses: 'uses of links to the vendor’s page',
};

function inUse(kind: Kind, row: Row, table: string): Refusal {
  const named = `${kind.one} ${keyText(kind, row)}`;
  const kept = keptForGood[table];
  return new Refusal(
    409,
    'in-use',
    [
      kept
        ? `${named} cannot be deleted: ${kept} name it, and they are kept for good.`
        : `${named} is still used in ${table.replaceAll('_', ' ')}. Change those first.`,
      ...(kind.instead ? [kind.instead] : []),
    ].join(' '),
  );
}

function unknownReference(field: Field | undefined, value: string, table: string): Refusal {
  const text = `${field?.label ?? 'The reference'} "${value}" does not exist in ${table.replaceAll('_', ' ')}. Maybe add it there first.`;
  return new Refusal(422, 'unknown-reference', text, {
    faults: [{ field: field?.name, column: field?.label, value, text }],
  });
}

function sameVersion(kind: Kind, current: Stored, version: number): void {
  if (current.version === version) return;
  throw new Refusal(
    409,
    'changed',
    `The ${kind.one} ${keyText(kind, current)} was changed by ${current.changed_by} since you read it. Look at what it is now, then change it again.`,
    { current },
  );
}

function one(rows: readonly Stored[]): Stored {
  const row = rows[0];
  if (!row) throw new Error('a write returned no row');
  return row;
}

/** Whether what stands twice is the key of a record, and no other rule of its table. */
const isKey = ({ key }: Kind, detail: string): boolean => {
  const columns = /^Key \((.*?)\)=/.exec(detail)?.[1]?.split(', ') ?? [];
  return key.every((name) => columns.includes(name));
};

/** Turns what the database refuses into the sentence a person understands. */
async function guarded<T>(kind: Kind, row: Row, write: () => Promise<T>): Promise<T> {
  try {
    return await write();
  } catch (error) {
    const { code, detail = '', table = '' } = error as { code?: string; detail?: string; table?: string };
    if (code === '23505' && isKey(kind, detail))
      throw new Refusal(
        409,
        'exists',
        `There is already ${withArticle(kind.one)} ${keyText(kind, row)}. Maybe change that one.`,
      );
    if (code === '23503' && /still referenced/.test(detail)) throw inUse(kind, row, table);
    if (code === '23503') {
      const match = /\(site, (\w+)\)=\([^,]*, (.*?)\) is not present in table "(\w+)"/.exec(detail);
      const field = kind.fields.find((one) => one.name === match?.[1]);
      throw unknownReference(field, match?.[2] ?? '', match?.[3] ?? '');
    }
    throw error;
  }
}
