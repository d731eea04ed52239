/** Rows put aside by an import: mended one by one, taken together when they are right. */
import { sql, type Transaction } from 'kysely';
import type { Cell } from '../../house/cells.ts';
import { notFound, Refusal } from '../../house/errors.ts';
import { inDependencyOrder, type Kind, withArticle } from '../../house/kind.ts';
import type { Permission } from '../../house/permission.ts';
import type { Tables } from '../../server/database/tables.ts';
import { writerNamed } from '../../server/database/writers.ts';
import { type Asking, refuseUnasked } from '../records/questions.ts';
import { kinds } from '../records/records.ts';
import type { DryRun, ImportMode, Incoming } from './dryrun.ts';
import type { ImportSite } from './known.store.ts';
import { askedOf, judged, lockKinds, refuseHeld, take } from './take.store.ts';

type Tx = Transaction<Tables>;
type Kept = Readonly<Record<string, string | number | boolean | null>>;

const chunk = 5000;
/** Parked rows are judged for themselves: they were typed here. */
const mode: ImportMode = { rows: 'good', from: 'spreadsheet' };

const keptCell = (cell: Cell): string | number | boolean | null =>
  cell instanceof Date ? cell.toISOString().replace(/T00:00:00\.000Z$/, '') : (cell ?? null);
const keptCells = (cells: Readonly<Record<string, Cell>>): Kept =>
  Object.fromEntries(Object.entries(cells).map(([name, cell]) => [name, keptCell(cell)]));

/** Puts aside what is bad. */
export async function park(tx: Tx, site: string, id: number, run: DryRun): Promise<void> {
  for (const [kind, rows] of run.judged) {
    const bad = rows.filter((one) => one.verdict === 'bad');
    for (let at = 0; at < bad.length; at += chunk)
      await tx
        .insertInto('parked_rows')
        .columns(['site', 'import', 'kind', 'file', 'sheet', 'row', 'cells', 'faults'])
        .expression(
          sql`select ${site}, ${id}::bigint, ${kind}, coalesce(file, ''), sheet, "row", cells, faults from json_to_recordset(${JSON.stringify(
            bad.slice(at, at + chunk).map(({ origin, cells, faults }) => ({
              file: origin?.file,
              sheet: origin?.sheet,
              row: origin?.row,
              cells: keptCells(cells),
              faults,
            })),
          )}::json) as coming (file text, sheet text, "row" integer, cells jsonb, faults jsonb)`,
        )
        .execute();
  }
}

const columns = [
  'id',
  'version',
  'changed_at',
  writerNamed('changed_by').as('changed_by'),
  'import',
  'kind',
  'file',
  'sheet',
  'row',
  'cells',
  'faults',
] as const;

export async function listParked(
  tx: Tx,
  site: string,
  readable: readonly string[],
  { kind, limit, after }: { readonly kind?: string | undefined; readonly limit: number; readonly after: number },
) {
  const wanted = tx
    .selectFrom('parked_rows')
    .where('site', '=', site)
    .where('kind', 'in', readable.length > 0 ? readable : [''])
    .$if(kind !== undefined, (query) => query.where('kind', '=', kind ?? ''));
  const rows = await wanted
    .select(columns)
    .where('id', '>', after)
    .orderBy('id')
    .limit(limit + 1)
    .execute();
  const { total } = await wanted.select((all) => all.fn.countAll<number>().as('total')).executeTakeFirstOrThrow();
  return { rows: rows.slice(0, limit), total, next: rows.length > limit ? (rows[limit - 1]?.id ?? null) : null };
}

export async function readParked(tx: Tx, site: string, id: number) {
  const row = await tx
    .selectFrom('parked_rows')
    .select(columns)
    .where('site', '=', site)
    .where('id', '=', id)
    .forUpdate()
    .executeTakeFirst();
  if (!row) throw notFound('parked row', String(id));
  return row;
}
type Parked = Awaited<ReturnType<typeof readParked>>;

export function sameVersion(row: Parked, version: number): void {
  if (row.version !== version)
    throw new Refusal(
      409,
      'changed',
      `This parked row was changed by ${row.changed_by} since you read it. Look at what it is now.`,
      { current: row },
    );
}

/** Changes the cells given and checks the row again. */
export async function mendParked(tx: Tx, site: ImportSite, row: Parked, change: Kept): Promise<Parked> {
  const kind = kindOf(row.kind);
  const strange = Object.keys(change).find(
    (name) => !kind.fields.some((field) => field.name === name && !field.readonly),
  );
  if (strange !== undefined)
    throw new Refusal(422, 'faulty', `No field of ${withArticle(kind.one)} is called "${strange}".`);
  const cells = { ...row.cells, ...change };
  const run = await judged(tx, site, incomingOf([{ ...row, cells }]), mode);
  const faults = run.judged.get(row.kind)?.[0]?.faults ?? [];
  await tx
    .updateTable('parked_rows')
    .set({ cells: JSON.stringify(cells), faults: JSON.stringify(faults) })
    .where('id', '=', row.id)
    .execute();
  return readParked(tx, site.code, row.id);
}

interface Taking {
  readonly may: (permission: Permission) => boolean;
  readonly asking: Asking;
  readonly confirmed: ReadonlySet<string>;
}

/** Takes all of these kinds that are right by now; the others are told what is still wrong. */
export async function takeParked(
  tx: Tx,
  site: ImportSite,
  names: readonly string[],
  { may, asking, confirmed }: Taking,
): Promise<{ taken: number; left: number }> {
  const rows = await tx
    .selectFrom('parked_rows')
    .select(columns)
    .where('site', '=', site.code)
    .where('kind', 'in', names.length > 0 ? names : [''])
    .orderBy('id')
    .forUpdate()
    .execute();
  const incoming = incomingOf(rows);
  const meanwhile = await lockKinds(tx, site.code, incoming);
  const run = await judged(tx, site, incoming, mode);
  refuseHeld(run, may);
  refuseUnasked(askedOf(run, asking), confirmed);
  await take(tx, site.code, run, mode, meanwhile);
  let left = 0;
  for (const { kind } of incoming) {
    const parked = rows.filter((row) => row.kind === kind.name);
    const judgedRows = run.judged.get(kind.name) ?? [];
    const gone = parked.filter((_, at) => judgedRows[at]?.verdict !== 'bad').map((row) => row.id);
    if (gone.length > 0) await sql`delete from parked_rows where id = any(${gone}::bigint[])`.execute(tx);
    const still = parked.flatMap((row, at) =>
      judgedRows[at]?.verdict === 'bad' ? [{ id: row.id, faults: judgedRows[at].faults }] : [],
    );
    left += still.length;
    if (still.length > 0)
      await sql`update parked_rows set faults = now_.faults from json_to_recordset(${JSON.stringify(still)}::json) as now_ (id bigint, faults jsonb) where parked_rows.id = now_.id and parked_rows.faults <> now_.faults`.execute(
        tx,
      );
  }
  return { taken: rows.length - left, left };
}

function incomingOf(rows: readonly Pick<Parked, 'kind' | 'file' | 'sheet' | 'row' | 'cells'>[]): Incoming[] {
  return inDependencyOrder(kinds).flatMap((kind) => {
    const mine = rows.filter((row) => row.kind === kind.name);
    if (mine.length === 0) return [];
    return [
      {
        kind,
        rows: mine.map((row) => row.cells),
        origins: mine.map((row) => ({
          file: row.file,
          ...(row.sheet === null ? {} : { sheet: row.sheet }),
          ...(row.row === null ? {} : { row: row.row }),
        })),
      },
    ];
  });
}

function kindOf(name: string): Kind {
  const kind = kinds.find((one) => one.name === name);
  if (!kind) throw new Error(`a parked row is of the kind ${name}, which there is not`);
  return kind;
}
