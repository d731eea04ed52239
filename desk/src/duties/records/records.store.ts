/** Reads and writes records of any kind. Column names come from the kind, never from the caller. */
import { type RawBuilder, sql, type Transaction } from 'kysely';
import { malformed, notFound, Refusal } from '../../house/errors.ts';
import { type FilterContext, type FilterList, type FilterType, isValue, type Test } from '../../house/filter.ts';
import type { Comparing } from '../../house/filtersigns.ts';
import { type Field, fieldOf, type Kind, keyText, type Row, type Value } from '../../house/kind.ts';
import type { Tables } from '../../server/database/tables.ts';
import { conditionsOf } from '../../server/filters.ts';
import { refuseUnstorable } from '../../server/guards.ts';

export type Stored = Row & {
  readonly id: number;
  readonly version: number;
  readonly changed_at: string;
  readonly changed_by: string;
};
type Tx = Transaction<Tables>;

interface Filtered {
  readonly filter?: string | undefined;
  /** What the words of the filter mean here and now. */
  readonly filtering: FilterContext;
}

export interface ListOptions extends Filtered {
  readonly search?: string | undefined;
  readonly sort?: string | undefined;
  readonly limit: number;
  readonly cursor?: string | undefined;
  readonly offset?: number | undefined;
}

const columnsOf = (kind: Kind): RawBuilder<unknown> =>
  sql.join(
    ['id', 'version', 'changed_at', 'changed_by', ...kind.fields.map((field) => field.name)].map((name) =>
      sql.ref(name),
    ),
  );

/** Refuses an order or a filter that the kind does not have: asked before an answer begins that cannot be taken back. */
export function refuseUnlistable(kind: Kind, options: Filtered & Pick<ListOptions, 'sort'>): void {
  sortOf(kind, options.sort);
  filtersOf(kind, options);
}

/** One page of a list; `next` goes on where it ended, stable while rows come and go. */
export async function listRecords(
  tx: Tx,
  site: string,
  kind: Kind,
  options: ListOptions,
): Promise<{ rows: Stored[]; total: number; next: string | null }> {
  const where = sql.join(
    [sql`site = ${site}`, ...filtersOf(kind, options), ...searchOf(kind, options.search)],
    sql` and `,
  );
  const [field, descending] = sortOf(kind, options.sort);
  const column = sql.ref(field.name);
  const key = sql`coalesce(${column}::text, '')`;
  // Numbers, days and instants sort as what they are; nothing sorts last, whichever way.
  const textual = ['code', 'text', 'choice', 'reference', 'references', 'ratio'].includes(field.type);
  const sorted = textual ? sql`${key} collate "C"` : sql`${column}`;
  const direction = descending ? sql`desc nulls last` : sql`asc nulls last`;
  const after = options.cursor ? cursorOf(options.cursor, field) : undefined;
  const beyond = after ? sql` and ${afterCursor(sorted, descending, after, textual, sqlType(field))}` : sql``;
  const skip = options.offset && !after ? sql` offset ${options.offset}` : sql``;
  const rows =
    await sql<Stored>`select ${columnsOf(kind)} from ${sql.table(kind.name)} where ${where}${beyond} order by ${sorted} ${direction}, id asc limit ${options.limit + 1}${skip}`.execute(
      tx,
    );
  const total = await sql<{ n: number }>`select count(*) as n from ${sql.table(kind.name)} where ${where}`.execute(tx);
  const page = rows.rows.slice(0, options.limit);
  const last = page[page.length - 1];
  const next =
    rows.rows.length > options.limit && last
      ? Buffer.from(JSON.stringify([last[field.name] ?? null, last.id])).toString('base64url')
      : null;
  return { rows: page, total: total.rows[0]?.n ?? 0, next };
}

const sqlType = (field: Field): RawBuilder<unknown> =>
  sql.raw(
    {
      integer: 'integer',
      decimal: 'numeric',
      quantity: 'numeric',
      date: 'date',
      instant: 'timestamptz',
      boolean: 'boolean',
    }[field.type as string] ?? 'text',
  );

function cursorOf(cursor: string, field: Field): readonly [Value, number] {
  try {
    const value: unknown = JSON.parse(Buffer.from(cursor, 'base64url').toString());
    if (
      Array.isArray(value) &&
      value.length === 2 &&
      Number.isSafeInteger(value[1]) &&
      (value[0] === null || goesOn(field, value[0]))
    ) {
      refuseUnstorable(value[0], 'cursor');
      return value as unknown as readonly [Value, number];
    }
  } catch (error) {
    if (!(error instanceof SyntaxError)) throw error;
  }
  throw malformed([
    {
      field: 'cursor',
      value: cursor.slice(0, 60),
      text: 'The cursor is not one that was given out. Maybe start again without it.',
    },
  ]);
}

function afterCursor(
  sorted: RawBuilder<unknown>,
  descending: boolean,
  [value, id]: readonly [Value, number],
  textual: boolean,
  type: RawBuilder<unknown>,
): RawBuilder<unknown> {
  if (value === null && !textual) return sql`(${sorted} is null and id > ${id})`;
  const bound = sql`${value === null ? '' : value}::${type}`;
  const compare = descending ? sql`<` : sql`>`;
  const nulls = textual ? sql`` : sql` or ${sorted} is null`;
  return sql`(${sorted} ${compare} ${bound} or (${sorted} = ${bound} and id > ${id})${nulls})`;
}

function sortOf(kind: Kind, sort: string | undefined): readonly [Field, boolean] {
  const name = sort?.replace(/^-/, '') ?? kind.key[0] ?? 'id';
  const field = kind.fields.find((one) => one.name === name);
  if (!field)
    throw malformed([
      { field: 'sort', value: name, text: `${kind.many} cannot be sorted by "${name}": there is no such field.` },
    ]);
  return [field, sort?.startsWith('-') ?? false];
}

/** Fields of a kind as its grid's heads are filtered; a ratio is kept as text. */
const filterTypes: Partial<Readonly<Record<Field['type'], FilterType>>> = {
  integer: 'number',
  decimal: 'number',
  quantity: 'number',
  date: 'date',
  instant: 'instant',
  choice: 'choice',
  boolean: 'boolean',
};

const filterListOf = (kind: Kind): FilterList => ({
  name: kind.many,
  field: (name) => {
    const field = kind.fields.find((one) => one.name === name);
    return (
      field && {
        label: field.label,
        type: filterTypes[field.type] ?? 'text',
        ...('choices' in field ? { choices: field.choices } : {}),
      }
    );
  },
});

const operators: Readonly<Record<Comparing, RawBuilder<unknown>>> = {
  eq: sql`=`,
  ne: sql`<>`,
  lt: sql`<`,
  le: sql`<=`,
  gt: sql`>`,
  ge: sql`>=`,
};

const filtersOf = (kind: Kind, { filter, filtering }: Filtered): RawBuilder<unknown>[] =>
  conditionsOf(filter, filterListOf(kind), filtering).map((condition) => {
    const column = sql.ref(condition.field);
    const tests = sql.join(
      condition.tests.map((test) => testOf(column, condition.type, test)),
      sql` and `,
    );
    return condition.not ? sql`(${column} is null or ${column}::text = '' or not (${tests}))` : sql`(${tests})`;
  });

function testOf(column: RawBuilder<unknown>, type: FilterType, { op, value }: Test): RawBuilder<unknown> {
  switch (op) {
    case 'empty':
      return sql`(${column} is null or ${column}::text = '')`;
    case 'filled':
      return sql`(${column} is not null and ${column}::text <> '')`;
    case 'has':
      return sql`${column}::text ilike ${`%${escapeLike(value)}%`}`;
    case 'starts':
      return sql`${column}::text ilike ${`${escapeLike(value)}%`}`;
    case 'is':
      return sql`${column}::text ilike ${escapeLike(value)}`;
    case 'in':
      return sql`${column}::text = any(${value.split(',')}::text[])`;
    default:
      return sql`${column} ${operators[op]} ${value}::${comparedAs[type] ?? sql`text`}`;
  }
}

/** A whole number may be compared with a broken one. */
const comparedAs: Partial<Readonly<Record<FilterType, RawBuilder<unknown>>>> = {
  number: sql`numeric`,
  date: sql`date`,
  instant: sql`timestamptz`,
  boolean: sql`boolean`,
};

/** Whether a cursor's value can be one of the field: a cursor comes back from anybody, changed or of another list. */
const goesOn = (field: Field, value: unknown): boolean =>
  typeof value === 'number' && field.type !== 'integer'
    ? ['decimal', 'quantity'].includes(field.type)
    : ['string', 'number', 'boolean'].includes(typeof value) && fits(field, String(value));

const fits = (field: Field, value: string): boolean =>
  isValue(filterTypes[field.type] ?? 'text', value) &&
  (field.type !== 'integer' || (/^-?\d+$/.test(value) && Math.abs(Number(value)) < 2 ** 31));

const escapeLike = (text: string): string => text.replace(/[\\%_]/g, (sign) => `\\${sign}`);

function searchOf(kind: Kind, search: string | undefined): RawBuilder<unknown>[] {
  const words = (search ?? '')
    .split(/\s+/)
    .filter((word) => word !== '')
    .slice(0, 6);
  const names = [
    ...kind.key,
    ...kind.fields.filter((field) => field.type === 'text' || field.type === 'reference').map((field) => field.name),
  ];
  const all = sql`concat_ws(' ', ${sql.join([...new Set(names)].map((name) => sql`${sql.ref(name)}::text`))})`;
  return words.map((word) => sql`${all} ilike ${`%${escapeLike(word)}%`}`);
}

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

export async function insertRecord(tx: Tx, site: string, kind: Kind, row: Row): Promise<Stored> {
  const names = kind.fields.map((field) => field.name);
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
  const names = Object.keys(change).map((name) => fieldOf(kind, name).name);
  if (names.length === 0) return current;
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
  await guarded(kind, current, () =>
    sql`delete from ${sql.table(kind.name)} where site = ${site} and id = ${id}`.execute(tx),
  );
  return current;
}

function sameVersion(kind: Kind, current: Stored, version: number): void {
  if (current.version === version) return;
  throw new Refusal(
    409,
    'changed',
    `${kind.one} ${keyText(kind, current)} was changed by ${current.changed_by} since you read it. Look at what it is now, then change it again.`,
    { current },
  );
}

function one(rows: readonly Stored[]): Stored {
  const row = rows[0];
  if (!row) throw new Error('a write returned no row');
  return row;
}

/** Turns what the database refuses into the sentence a person understands. */
async function guarded<T>(kind: Kind, row: Row, write: () => Promise<T>): Promise<T> {
  try {
    return await write();
  } catch (error) {
    const { code, detail = '', table = '' } = error as { code?: string; detail?: string; table?: string };
    if (code === '23505')
      throw new Refusal(409, 'exists', `There is already a ${kind.one} ${keyText(kind, row)}. Maybe change that one.`);
    if (code === '23503' && /still referenced/.test(detail))
      throw new Refusal(
        409,
        'in-use',
        `${kind.one} ${keyText(kind, row)} is still used in ${table.replaceAll('_', ' ')}. Change those first.`,
      );
    if (code === '23503') {
      const match = /\(site, (\w+)\)=\([^,]*, (.*?)\) is not present in table "(\w+)"/.exec(detail);
      const field = kind.fields.find((one) => one.name === match?.[1]);
      const text = `${field?.label ?? 'The reference'} "${match?.[2] ?? ''}" does not exist in ${(match?.[3] ?? '').replaceAll('_', ' ')}. Maybe add it there first.`;
      throw new Refusal(422, 'unknown-reference', text, {
        faults: [{ field: field?.name, column: field?.label, value: match?.[2], text }],
      });
    }
    throw error;
  }
}
