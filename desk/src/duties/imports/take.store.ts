/**
 * Takes judged rows into the tables: set by set, in one transaction, stamped, so that each has its audit row.
 *
 * Rows go over as JSON recordsets of some thousand: kysely lends no connection for COPY, and the triggers cost ten
 * times what the transport does (measured on 100,000 customer lines).
 */
import { type RawBuilder, sql, type Transaction } from 'kysely';
import type { Tables as CellTables } from '../../house/cells.ts';
import { type Fault, Refusal } from '../../house/errors.ts';
import { type Field, fieldOf, heldBy, inDependencyOrder, type Kind, keyText, type Row } from '../../house/kind.ts';
import type { Permission } from '../../house/permission.ts';
import type { Tables } from '../../server/database/tables.ts';
import { broughtShipped } from '../orders/notposted.messages.ts';
import { notPostedBy } from '../orders/notposted.ts';
import { isGone, isNamed, lockBesideVersions, type Meanwhile, refuseGone } from '../records/gone.store.ts';
import { type Asking, type Question, questionOf, type Written } from '../records/questions.ts';
import { heldWords } from '../records/records.messages.ts';
import { kinds } from '../records/records.ts';
import { type DryRun, dryRun, type ImportMode, type Incoming, type SheetCounts, type Verdict } from './dryrun.ts';
import { type ImportSite, knownFor } from './known.store.ts';
import type { Origin } from './sheets.ts';

type Tx = Transaction<Tables>;

/** Told how far it is; throws to stop. */
export type Watch = (stage: string, done: number, total: number) => Promise<void>;
const nobody: Watch = () => Promise.resolve();

const chunk = 5000;

/** Refuses rows of records that only somebody with a permission of his own may write. */
export function refuseHeld(run: DryRun, may: (permission: Permission) => boolean): void {
  for (const [name, rows] of run.judged) {
    const kind = kinds.find((one) => one.name === name)!;
    if (!kind.held) continue;
    const written = rows.filter(({ verdict }) => verdict === 'added' || verdict === 'changed');
    const barred = written.find(({ row, before }) => heldBy(kind, before ? [before, row] : [row], may));
    if (barred) throw new Refusal(403, 'held', heldWords(kind, barred.row));
  }
}

const writtenOf = (run: DryRun): readonly Written[] =>
  [...run.judged].flatMap(([kind, rows]) =>
    rows.flatMap(({ verdict, row, before }) =>
      verdict === 'added' || verdict === 'changed' ? [{ kind, row, before }] : [],
    ),
  );

/** What is asked before it is taken. */
export const askedOf = (run: DryRun, asking: Asking): Question | undefined => questionOf(writtenOf(run), asking);

/** What is told of it, and stops nobody: lines that it sets to shipped move no goods. */
export function toldOf(run: DryRun): readonly string[] {
  const lines = writtenOf(run).flatMap(({ kind, row, before }) => notPostedBy(kind, before, row));
  return lines.length > 0 ? [broughtShipped(lines)] : [];
}

/** What an import would do, against what stands in the database now. */
export async function judged(
  tx: Tx,
  site: ImportSite,
  incoming: readonly Incoming[],
  mode: ImportMode,
  watch: Watch = nobody,
): Promise<DryRun> {
  const known = await knownFor(
    tx,
    site,
    incoming.map((one) => one.kind),
  );
  const total = incoming.reduce((sum, one) => sum + one.rows.length, 0);
  const run = dryRun(incoming, known, mode);
  let done = 0;
  for (;;) {
    const step = run.next();
    if (step.done) return step.value;
    await watch('Checking', done, total);
    done += step.value.rows;
    // Others are served meanwhile.
    await new Promise(setImmediate);
  }
}

/** Nobody else may change the kinds that come in until the transaction ends; reading goes on. What `take` asks for is answered. */
/** `dry`: nothing is taken, so that nobody is held up who decides about versions. */
export async function lockKinds(tx: Tx, site: string, incoming: readonly Incoming[], dry = false): Promise<Meanwhile> {
  const meanwhile = !dry && incoming.some(({ kind }) => isNamed(kind)) ? await lockBesideVersions(tx, site) : undefined;
  if (incoming.length > 0)
    await sql`lock table ${sql.join(incoming.map((one) => sql.table(one.kind.name)))} in share row exclusive mode`.execute(
      tx,
    );
  return meanwhile;
}

/** Writes the new and the changed rows; what is bad or the same is left. */
export async function take(
  tx: Tx,
  site: string,
  run: DryRun,
  mode: ImportMode,
  meanwhile: Meanwhile,
  watch: Watch = nobody,
): Promise<void> {
  const [{ via } = { via: '' }] = (
    await sql<{ via: string }>`select current_setting('hotlist.via', true) as via`.execute(tx)
  ).rows;
  if (mode.from === 'erp') await sql`select set_config('hotlist.via', 'erp', true)`.execute(tx);
  await sql`select set_config('hotlist.way', 'import', true)`.execute(tx);
  const wanted = (name: string, verdict: Verdict): readonly Row[] =>
    (run.judged.get(name) ?? []).flatMap((one) => (one.verdict === verdict ? [one.row] : []));
  const total = run.counts.reduce((sum, one) => sum + one.added + one.changed, 0);
  let done = 0;
  for (const [name] of run.judged) {
    const kind = kinds.find((one) => one.name === name);
    if (!kind) throw new Error(`${name} is no kind`);
    const gone = (run.judged.get(name) ?? []).filter(
      ({ verdict, before, row }) => verdict === 'changed' && before && isGone(kind, before, row),
    );
    await refuseGone(
      tx,
      meanwhile,
      name,
      gone.map(({ row }) => keyText(kind, row)),
    );
    for (const verdict of ['added', 'changed'] as const) {
      const rows = wanted(name, verdict);
      for (let at = 0; at < rows.length; at += chunk) {
        await watch('Taking', done, total);
        const part = rows.slice(at, at + chunk);
        await write(tx, site, kind, part, verdict);
        done += part.length;
      }
    }
  }
  await sql`select set_config('hotlist.via', ${via}, true), set_config('hotlist.way', '', true)`.execute(tx);
}

/** The kinds are locked since they were judged: what was new is new still, and need not be looked for once more. */
async function write(
  tx: Tx,
  site: string,
  kind: Kind,
  rows: readonly Row[],
  verdict: 'added' | 'changed',
): Promise<void> {
  const names = kind.fields.map((field) => field.name);
  const list = (of: readonly string[], prefix?: string): RawBuilder<unknown> =>
    sql.join(of.map((name) => sql.ref(prefix ? `${prefix}.${name}` : name)));
  const coming = sql`json_to_recordset(${JSON.stringify(rows)}::json)
      as coming (${sql.join(kind.fields.map((field) => sql`${sql.ref(field.name)} ${columnType(field)}`))})`;
  if (verdict === 'added')
    await sql`insert into ${sql.table(kind.name)} (site, ${list(names)})
      select ${site}, ${list(names, 'coming')} from ${coming}`.execute(tx);
  else {
    const others = names.filter((name) => !kind.key.includes(name));
    const set = others.map((name) => sql`${sql.ref(name)} = ${sql.ref(`coming.${name}`)}`);
    const found = kind.key.map((name) => {
      const { required, default: otherwise } = fieldOf(kind, name);
      const same = required || otherwise !== undefined ? sql`=` : sql`is not distinct from`;
      return sql`${sql.ref(`standing.${name}`)} ${same} ${sql.ref(`coming.${name}`)}`;
    });
    const { numAffectedRows } = await sql`update ${sql.table(kind.name)} as standing set ${sql.join(set)} from ${coming}
      where standing.site = ${site} and ${sql.join(found, sql` and `)}`.execute(tx);
    if (Number(numAffectedRows) !== rows.length)
      throw new Error(`${numAffectedRows} of ${rows.length} changed ${kind.many} were found by their key`);
  }
}

const columnType = (field: Field): RawBuilder<unknown> =>
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

export interface Taken {
  readonly counts: readonly SheetCounts[];
  readonly faults: readonly Fault[];
}

/** Takes records from a reader or an example. All or nothing unless `mode` says otherwise; with faults nothing is written. */
export async function importTables(
  tx: Tx,
  site: ImportSite,
  tables: CellTables,
  more: {
    readonly origins?: ReadonlyMap<string, readonly Origin[]>;
    readonly mode?: Partial<ImportMode>;
    readonly dry?: boolean;
  } = {},
): Promise<Taken> {
  const unknown = [...tables.keys()].filter((name) => !kinds.some((kind) => kind.name === name));
  if (unknown.length > 0) throw new Error(`no kinds of record: ${unknown.join(', ')}`);
  const mode: ImportMode = { rows: 'all', from: 'spreadsheet', ...more.mode };
  const incoming = incomingOf(tables, more.origins);
  const meanwhile = await lockKinds(tx, site.code, incoming, more.dry);
  const run = await judged(tx, site, incoming, mode);
  if (!more.dry && (run.faults.length === 0 || mode.rows === 'good')) await take(tx, site.code, run, mode, meanwhile);
  return { counts: run.counts, faults: run.faults };
}

/** Tables of cells as an import takes them. */
export const incomingOf = (
  tables: CellTables,
  origins: ReadonlyMap<string, readonly Origin[]> = new Map(),
): readonly Incoming[] =>
  inDependencyOrder(kinds).flatMap((kind): Incoming[] => {
    const rows = tables.get(kind.name);
    return rows && rows.length > 0 ? [{ kind, rows, origins: origins.get(kind.name) ?? [] }] : [];
  });
