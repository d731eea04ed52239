/**
 * Lists of rows that the database searches, sorts, filters and pages: records of a kind, and what a duty describes in
 * SQL of its own. Field names are columns of the source; they come from its description, never from the caller.
 */
import { type RawBuilder, sql, type Transaction } from 'kysely';
import { malformed } from '../house/errors.ts';
import { type Filterable, type FilterContext, type FilterType, isValue, type Test } from '../house/filter.ts';
import type { Comparing } from '../house/filtersigns.ts';
import type { Value } from '../house/kind.ts';
import type { Tables } from './database/tables.ts';
import { conditionsOf } from './filters.ts';
import { refuseUnstorable } from './guards.ts';

export interface Filtered {
  readonly filter?: string | undefined;
  /** What the words of the filter mean here and now. */
  readonly filtering: FilterContext;
}

export interface ListOptions extends Filtered {
  readonly search?: string | undefined;
  /** `field` or `-field`; absent: the first field. */
  readonly sort?: string | undefined;
  readonly limit: number;
  readonly cursor?: string | undefined;
  readonly offset?: number | undefined;
}

export interface ListField extends Filterable {
  readonly name: string;
}

export interface ListOf {
  /** "Items", "The material plan": what cannot be sorted or filtered so. */
  readonly name: string;
  /** What it may be sorted and filtered by; the first is its order when nobody asks for another. */
  readonly fields: readonly ListField[];
  /** Columns that a search looks into. */
  readonly searched: readonly string[];
}

export interface ListSource {
  /** Columns answered, every field among them. */
  readonly columns: RawBuilder<unknown>;
  readonly from: RawBuilder<unknown>;
  readonly where: readonly RawBuilder<unknown>[];
  /** A whole number that no two rows share: parts rows that are otherwise alike. */
  readonly id: string;
  /** Much work for its rows, whichever are shown: done once, for the page and its number. */
  readonly dear?: boolean;
}

export interface ListPage<R> {
  readonly rows: R[];
  readonly total: number;
  readonly next: string | null;
}

/** Refuses an order or a filter that the list does not have: asked before an answer begins that cannot be taken back. */
export function refuseUnlistable(list: ListOf, options: Filtered & Pick<ListOptions, 'sort'>): void {
  sortOf(list, options.sort);
  filtersOf(list, options);
}

/** One page of a list; `next` goes on where it ended, stable while rows come and go. */
export async function listed<R>(
  tx: Transaction<Tables>,
  list: ListOf,
  { columns, from, where: within, id, dear = false }: ListSource,
  options: ListOptions,
): Promise<ListPage<R>> {
  const where = sql.join(
    [sql`true`, ...within, ...filtersOf(list, options), ...searchOf(list, options.search)],
    sql` and `,
  );
  const [field, descending] = sortOf(list, options.sort);
  const column = sql.ref(field.name);
  const last = sql.ref(id);
  // Numbers, days and instants sort as what they are; nothing sorts last, whichever way.
  const textual = comparedAs[field.type] === undefined;
  const sorted = textual ? sql`coalesce(${column}::text, '') collate "C"` : sql`${column}`;
  const direction = descending ? sql`desc nulls last` : sql`asc nulls last`;
  const after = options.cursor ? cursorOf(options.cursor, field) : undefined;
  const beyond = after ? sql` and ${afterCursor({ sorted, last, descending }, after, field.type)}` : sql``;
  const skip = options.offset && !after ? sql` offset ${options.offset}` : sql``;
  const ordered = sql`order by ${sorted} ${direction}, ${last} asc`;
  const page = sql`${beyond} ${ordered} limit ${options.limit + 1}${skip}`;
  const asked = dear
    ? sql<R>`with whole as materialized (select ${columns} from ${from} where ${where})
        select page.*, of.listed_of from (select count(*) as listed_of from whole) of
        left join lateral (select * from whole where true${page}) page on true ${ordered}`
    : sql<R>`select ${columns} from ${from} where ${where}${page}`;
  const { rows: answered } = await asked.execute(tx);
  const found = dear ? answered.filter((row) => (row as Readonly<Record<string, Value>>)[id] !== null) : answered;
  const rows = found.slice(0, options.limit).map(shown);
  // A first page that holds all of them has counted them.
  const all = !after && !options.offset && rows.length === found.length ? rows.length : undefined;
  const total =
    all ?? (answered[0] as { listed_of?: number } | undefined)?.listed_of ?? (await countOf(tx, from, where));
  const end = rows.at(-1) as Readonly<Record<string, Value>> | undefined;
  const next =
    found.length > options.limit && end
      ? Buffer.from(JSON.stringify([end[field.name] ?? null, end[id]])).toString('base64url')
      : null;
  return { rows, total, next };
}

/** Without what was counted along with it. */
function shown<R>(row: R): R {
  const { listed_of: _, ...rest } = row as R & { listed_of?: number };
  return rest as R;
}

async function countOf(
  tx: Transaction<Tables>,
  from: RawBuilder<unknown>,
  where: RawBuilder<unknown>,
): Promise<number> {
  const { rows } = await sql<{ n: number }>`select count(*) as n from ${from} where ${where}`.execute(tx);
  return rows[0]?.n ?? 0;
}

function cursorOf(cursor: string, field: ListField): readonly [Value, number] {
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

/** Whether a cursor's value can be one of the field: a cursor comes back from anybody, changed or of another list. */
const goesOn = ({ type }: ListField, value: unknown): boolean =>
  typeof value === 'number'
    ? isValue(type, '0') && type !== 'boolean'
    : ['string', 'boolean'].includes(typeof value) && isValue(type, String(value));

function afterCursor(
  {
    sorted,
    last,
    descending,
  }: Readonly<{ sorted: RawBuilder<unknown>; last: RawBuilder<unknown>; descending: boolean }>,
  [value, id]: readonly [Value, number],
  type: FilterType,
): RawBuilder<unknown> {
  const cast = comparedAs[type];
  // Whatever the list counts its rows in: a number beyond them is no error, nothing follows it.
  const row = sql`${id}::bigint`;
  if (value === null && cast) return sql`(${sorted} is null and ${last} > ${row})`;
  const bound = sql`${value === null ? '' : value}::${cast ?? sql`text`}`;
  const compare = descending ? sql`<` : sql`>`;
  const nulls = cast ? sql` or ${sorted} is null` : sql``;
  return sql`(${sorted} ${compare} ${bound} or (${sorted} = ${bound} and ${last} > ${row})${nulls})`;
}

function sortOf(list: ListOf, sort: string | undefined): readonly [ListField, boolean] {
  const name = sort?.replace(/^-/, '');
  const field = name === undefined ? list.fields[0] : list.fields.find((one) => one.name === name);
  if (!field)
    throw malformed([
      { field: 'sort', value: name ?? '', text: `${list.name} cannot be sorted by "${name}": there is no such field.` },
    ]);
  return [field, sort?.startsWith('-') ?? false];
}

const operators: Readonly<Record<Comparing, RawBuilder<unknown>>> = {
  eq: sql`=`,
  ne: sql`<>`,
  lt: sql`<`,
  le: sql`<=`,
  gt: sql`>`,
  ge: sql`>=`,
};

const filtersOf = (list: ListOf, { filter, filtering }: Filtered): RawBuilder<unknown>[] =>
  conditionsOf(
    filter,
    { name: list.name, field: (name) => list.fields.find((one) => one.name === name) },
    filtering,
  ).map((condition) => {
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

/** As what the database compares them; text where nothing stands. A whole number may be compared with a broken one. */
const comparedAs: Partial<Readonly<Record<FilterType, RawBuilder<unknown>>>> = {
  number: sql`numeric`,
  money: sql`numeric`,
  duration: sql`numeric`,
  lateness: sql`numeric`,
  days: sql`numeric`,
  date: sql`date`,
  instant: sql`timestamptz`,
  boolean: sql`boolean`,
};

const escapeLike = (text: string): string => text.replace(/[\\%_]/g, (sign) => `\\${sign}`);

function searchOf({ searched }: ListOf, search: string | undefined): RawBuilder<unknown>[] {
  const words = (search ?? '')
    .split(/\s+/)
    .filter((word) => word !== '')
    .slice(0, 6);
  const all = sql`concat_ws(' ', ${sql.join(searched.map((name) => sql`${sql.ref(name)}::text`))})`;
  return words.map((word) => sql`${all} ilike ${`%${escapeLike(word)}%`}`);
}
