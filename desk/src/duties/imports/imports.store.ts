/** One import from the file that came in to the rows that were taken. */
import { promisify } from 'node:util';
import { constants, gunzip, gzip } from 'node:zlib';
import { sql, type Transaction } from 'kysely';
import { type Fault, notFound, Refusal } from '../../house/errors.ts';
import { type Kind, mayWrite } from '../../house/kind.ts';
import type { Permission } from '../../house/permission.ts';
import type { Tables } from '../../server/database/tables.ts';
import { writerNamed } from '../../server/database/writers.ts';
import { refuseTraineeOf } from '../../server/http.ts';
import { type Asking, confirmOf, isUnasked, type Question, refuseUnasked } from '../records/questions.ts';
import { kinds } from '../records/records.ts';
import type { DryRun, ImportMode, Incoming, SheetCounts, SheetMapping } from './dryrun.ts';
import type { Said } from './formats.ts';
import { faultyImport, mayNot, mayNothing, notDry } from './imports.messages.ts';
import type { ImportSite } from './known.store.ts';
import { columnsOf, guessed, keptUnder, mapped, type SavedMapping } from './mapping.ts';
import { park } from './parked.store.ts';
import type { Found, Sheet } from './sheets.ts';
import { askedOf, incomingOf, judged, lockKinds, refuseHeld, take, toldOf, type Watch } from './take.store.ts';

type Tx = Transaction<Tables>;
const [pack, unpack] = [promisify(gzip), promisify(gunzip)];

/** Who imports, and where. */
export interface Importer {
  readonly tx: Tx;
  readonly site: ImportSite;
  readonly asking: Asking;
  readonly person: { readonly name: string; readonly trainee: boolean };
  readonly permissions: ReadonlySet<Permission>;
  /** Reads a file as it was attached. */
  readonly read: (bytes: Uint8Array, file: string, said: Said) => Promise<Found>;
}

export interface Source {
  readonly name: string;
  readonly bytes: Uint8Array;
  readonly pasted: boolean;
}

/** More are counted and not kept: a person mends the first and tries again. */
const keptFaults = 1000;

export async function startImport(
  who: Importer,
  source: Source,
  said: Said & { readonly kind?: string | undefined; readonly from?: ImportMode['from'] | undefined },
) {
  const { tx, site } = who;
  if (!kinds.some((kind) => mayTouch(who.permissions, kind))) throw mayNothing(who.person.name);
  const found = await foundIn(who, source, said);
  const { sheets, faults } = found;
  if (sheets.length === 0 && !found.source)
    throw new Refusal(422, 'faulty', faults.map((fault) => fault.text).join(' '), { faults });
  const known = await savedMappings(tx, site.code);
  const mapping = sheets.map((sheet) => guessed(sheet, kinds, known, said.kind));
  const mode: ImportMode = { rows: 'all', from: said.from ?? 'spreadsheet' };
  const { id } = await tx
    .insertInto('imports')
    .values({
      site: site.code,
      file: source.name,
      state: 'dry',
      mode: JSON.stringify(mode),
      mapping: JSON.stringify(mapping),
      format: found.source?.format ?? null,
      source_now: said.now ?? null,
    })
    .returning('id')
    .executeTakeFirstOrThrow();
  await tx
    .insertInto('import_files')
    .values({
      import: id,
      packed: await pack(source.bytes, { level: constants.Z_BEST_SPEED }),
      pasted: source.pasted,
      faults: '[]',
    })
    .execute();
  await examine(who, id, found, mapping, mode);
  return readImport(tx, site.code, id);
}

export interface MappingChange {
  readonly kind: string | null;
  readonly columns?: readonly (string | null)[] | undefined;
}

/** Another mapping or mode; the dry run is done again. A kind without columns has them guessed. */
export async function changeImport(
  who: Importer,
  id: number,
  version: number,
  change: Said & {
    readonly mapping?: readonly MappingChange[] | undefined;
    readonly mode?: Partial<ImportMode> | undefined;
  },
) {
  const { tx, site } = who;
  const before = await lockImport(tx, site.code, id);
  refuseStrangers(who, before);
  if (before.version !== version) {
    const current = await readImport(tx, site.code, id);
    throw new Refusal(
      409,
      'changed',
      `The import was changed by ${current.changed_by} since you read it. Look at what it is now.`,
      { current },
    );
  }
  const now = change.now ?? before.source_now;
  const found = await foundIn(who, await sourceOf(tx, before), {
    format: change.format ?? before.format ?? 'sheets',
    ...(now ? { now } : {}),
  });
  const known = await savedMappings(tx, site.code);
  const mapping = found.sheets.map((sheet, at): SheetMapping => {
    const old = before.mapping[at] ?? guessed(sheet, kinds, known);
    const said = change.mapping?.[at];
    if (!said) return old;
    const kind = kinds.find((one) => one.name === said.kind);
    return {
      ...old,
      kind: kind?.name ?? null,
      columns: said.columns
        ? wholeColumns(sheet, kind, said.columns)
        : kind
          ? columnsOf(sheet, kind)
          : old.columns.map(() => null),
    };
  });
  const mode = { ...before.mode, ...change.mode };
  await tx
    .updateTable('imports')
    .set({
      mapping: JSON.stringify(mapping),
      mode: JSON.stringify(mode),
      format: found.source?.format ?? null,
      source_now: now || null,
    })
    .where('id', '=', id)
    .execute();
  await examine(who, id, found, mapping, mode);
  return readImport(tx, site.code, id);
}

const wholeColumns = (sheet: Sheet, kind: Kind | undefined, said: readonly (string | null)[]): (string | null)[] =>
  sheet.head.map((_, at) =>
    kind?.fields.some((field) => field.name === said[at] && !field.readonly) ? (said[at] ?? null) : null,
  );

/** How an import is followed while it is taken; it begins once nobody else can take it. */
export interface Watching {
  readonly begin: () => Promise<void>;
  readonly watch: Watch;
}

/** Takes it, on what stands in the database now: what was right an hour ago is looked at again. */
export async function applyImport(
  who: Importer,
  id: number,
  { rows, confirmed }: { readonly rows: ImportMode['rows'] | undefined; readonly confirmed: ReadonlySet<string> },
  watching: Watching,
) {
  const { tx, site } = who;
  const { watch } = watching;
  const before = await lockImport(tx, site.code, id);
  refuseStrangers(who, before);
  await watching.begin();
  const mode: ImportMode = { ...before.mode, ...(rows ? { rows } : {}) };
  const found = await foundIn(who, await sourceOf(tx, before), {
    format: before.format ?? 'sheets',
    ...(before.source_now === null ? {} : { now: before.source_now }),
  });
  const { incoming, faults: blocking, notes, at } = coming(found, before.mapping, site);
  const meanwhile = await lockKinds(tx, site.code, incoming);
  const run = await judged(tx, at, incoming, mode, watch);
  refuseOthers(who, incoming, run);
  const against = mode.rows === 'all' ? [...blocking, ...run.faults] : blocking;
  if (against.length > 0)
    throw new Refusal(422, 'faulty', faultyImport(against.length), { faults: against.slice(0, keptFaults) });
  refuseUnasked(askedOf(run, who.asking), confirmed);
  await take(tx, site.code, run, mode, meanwhile, watch);
  await park(tx, site.code, id, run);
  await saveMappings(tx, site.code, before.mapping);
  await tx
    .updateTable('imports')
    .set({
      state: 'applied',
      mode: JSON.stringify(mode),
      counts: JSON.stringify(run.counts),
      fault_count: run.faults.length,
      notes: JSON.stringify([...notes, ...toldOf(run)]),
    })
    .where('id', '=', id)
    .execute();
  await tx
    .updateTable('import_files')
    .set({ packed: null, faults: JSON.stringify(run.faults.slice(0, keptFaults)) })
    .where('import', '=', id)
    .execute();
  return readImport(tx, site.code, id);
}

/** False: it is being taken just now; it stops at the next pause. */
export async function dropImport({ tx, site: { code: site }, ...who }: Importer, id: number): Promise<boolean> {
  const known = await tx
    .selectFrom('imports')
    .select(['mapping', 'counts'])
    .where('site', '=', site)
    .where('id', '=', id)
    .executeTakeFirst();
  if (!known) throw notFound('import', String(id));
  refuseStrangers(who, known);
  const free = await tx
    .selectFrom('imports')
    .select('state')
    .where('site', '=', site)
    .where('id', '=', id)
    .forUpdate()
    .skipLocked()
    .executeTakeFirst();
  if (!free) {
    // Whoever takes it may not have begun to tell of it.
    await sql`insert into import_progress (import, stage, done, total, cancelled) values (${id}, 'Reading', 0, 0, true)
      on conflict (import) do update set cancelled = true`.execute(tx);
    return false;
  }
  if (free.state !== 'dry') throw notDry(free.state);
  await tx.updateTable('imports').set({ state: 'cancelled' }).where('id', '=', id).execute();
  await tx.updateTable('import_files').set({ packed: null }).where('import', '=', id).execute();
  return true;
}

async function examine(
  who: Importer,
  id: number,
  found: Found,
  mapping: readonly SheetMapping[],
  mode: ImportMode,
): Promise<void> {
  const { incoming, faults, notes, at } = coming(found, mapping, who.site);
  const run = await judged(who.tx, at, incoming, mode);
  refuseOthers(who, incoming, run);
  const all = [...faults, ...run.faults];
  const asked = askedOf(run, who.asking);
  const told = [...notes, ...toldOf(run), ...(asked ? [asked] : [])];
  await who.tx
    .updateTable('imports')
    .set({ counts: JSON.stringify(run.counts), fault_count: all.length, notes: JSON.stringify(told) })
    .where('id', '=', id)
    .execute();
  await who.tx
    .updateTable('import_files')
    .set({ faults: JSON.stringify(all.slice(0, keptFaults)) })
    .where('import', '=', id)
    .execute();
}

export interface Coming {
  readonly incoming: readonly Incoming[];
  readonly faults: readonly Fault[];
  readonly notes: readonly string[];
  /** The site as the data means its times: by its own zone where it comes from another system. */
  readonly at: ImportSite;
}

/** What was found as rows to judge: sheets by their mapping, another system's data by its reader. */
export function coming(
  { sheets, faults, source, notes = [] }: Found,
  mapping: readonly SheetMapping[],
  site: ImportSite,
): Coming {
  if (source) {
    const { tables, origins, site: theirs, ...reading } = source.reading;
    const at = { code: site.code, zone: theirs.zone, dueTime: theirs.dueTime };
    return { incoming: incomingOf(tables, origins), faults: reading.faults, notes: reading.notes, at };
  }
  const joined = mapped(sheets, mapping, kinds);
  return { ...joined, faults: [...faults, ...joined.faults], notes: [...notes, ...joined.notes], at: site };
}

const mayTouch = (permissions: ReadonlySet<Permission>, kind: Kind): boolean =>
  kind.fields.some((field) => mayWrite(kind, field.name, (permission) => permissions.has(permission)));

/**
 * An import is changed, taken or dropped by who may write something of each kind that it holds: by its mapping, or, where
 * it is the data of another system, by what it counts. Of one of which nothing is known, by who may write of any.
 */
function refuseStrangers(
  { permissions, person }: Pick<Importer, 'permissions' | 'person'>,
  { mapping, counts }: { readonly mapping: readonly SheetMapping[]; readonly counts: readonly SheetCounts[] },
): void {
  if (!kinds.some((kind) => mayTouch(permissions, kind))) throw mayNothing(person.name);
  const held = new Set([...mapping, ...counts].map((one) => one.kind));
  const barred = kinds.filter((kind) => held.has(kind.name) && !mayTouch(permissions, kind));
  if (barred.length > 0) throw mayNot(person.name, barred);
}

/** Who may not write the kind may still change, in records that stand, the fields that have a permission of their own. */
function refuseOthers({ permissions, person }: Importer, incoming: readonly Incoming[], run: DryRun): void {
  const may = (permission: Permission) => permissions.has(permission);
  refuseHeld(run, may);
  const barred: Kind[] = [];
  for (const { kind, rows } of incoming) {
    refuseTraineeOf(person, kind);
    if (permissions.has(kind.write)) continue;
    const given = new Set(rows.flatMap((row) => Object.keys(row)).filter((name) => !kind.key.includes(name)));
    const mine = kind.fields.every((field) => !given.has(field.name) || mayWrite(kind, field.name, may));
    const adds = run.judged.get(kind.name)?.some((one) => one.verdict === 'added') ?? false;
    if (!mine || adds) barred.push(kind);
  }
  if (barred.length > 0) throw mayNot(person.name, barred);
}

async function saveMappings(tx: Tx, site: string, mapping: readonly SheetMapping[]): Promise<void> {
  for (const { kind, ...one } of mapping)
    if (kind !== null)
      await tx
        .insertInto('import_mappings')
        .values(keptUnder(one).map((signature) => ({ site, signature, kind, columns: JSON.stringify(one.columns) })))
        .onConflict((conflict) =>
          conflict.columns(['site', 'signature']).doUpdateSet((excluded) => ({
            kind: excluded.ref('excluded.kind'),
            columns: excluded.ref('excluded.columns'),
          })),
        )
        .execute();
}

async function lockImport(tx: Tx, site: string, id: number) {
  const found = await tx
    .selectFrom('imports')
    .selectAll()
    .where('site', '=', site)
    .where('id', '=', id)
    .forUpdate()
    .executeTakeFirst();
  if (!found) throw notFound('import', String(id));
  if (found.state !== 'dry') throw notDry(found.state);
  return found;
}

async function sourceOf(tx: Tx, one: { readonly id: number; readonly file: string }): Promise<Source> {
  const kept = await tx
    .selectFrom('import_files')
    .select(['packed', 'pasted'])
    .where('import', '=', one.id)
    .executeTakeFirstOrThrow();
  if (!kept.packed) throw new Error(`import ${one.id} is dry and has no file`);
  return { name: one.file, bytes: await unpack(kept.packed), pasted: kept.pasted };
}

async function foundIn({ read }: Importer, { name, bytes, pasted }: Source, said: Said): Promise<Found> {
  if (!pasted) return read(bytes, name, said);
  const { head, rows } = JSON.parse(Buffer.from(bytes).toString()) as Pick<Sheet, 'head' | 'rows'>;
  return { sheets: [{ name, file: name, head, rows, firstRow: 1 }], faults: [] };
}

export async function readImport(tx: Tx, site: string, id: number) {
  const [found] = await importsWhere(tx, site, id);
  if (!found) throw notFound('import', String(id));
  const file = await tx.selectFrom('import_files').select('faults').where('import', '=', id).executeTakeFirst();
  return { ...found, faults: file?.faults ?? [] };
}

/** The newest first. */
export const importsWhere = (tx: Tx, site: string, id?: number) =>
  tx
    .selectFrom('imports')
    .select([
      'id',
      'version',
      'changed_at',
      writerNamed('changed_by').as('changed_by'),
      'file',
      'state',
      'mode',
      'mapping',
      'counts',
      'fault_count',
      'notes',
      'format',
      'source_now',
    ])
    .select((all) =>
      all
        .selectFrom('parked_rows')
        .whereRef('parked_rows.import', '=', 'imports.id')
        .select((rows) => rows.fn.countAll<number>().as('n'))
        .as('parked_count'),
    )
    .where('site', '=', site)
    .$if(id !== undefined, (query) => query.where('id', '=', id ?? 0))
    .orderBy('id', 'desc')
    .limit(100)
    .execute()
    .then((rows) =>
      rows.map(({ parked_count, source_now, notes, ...row }) => ({
        ...row,
        notes: notes.filter((one) => typeof one === 'string'),
        // What was taken was answered.
        asked: row.state === 'dry' ? askedIn(notes) : null,
        now: source_now,
        parked: parked_count ?? 0,
      })),
    );

function askedIn(notes: readonly (string | Question)[]) {
  const question = notes.find((one) => typeof one !== 'string');
  return question ? { code: confirmOf(question), text: question.text } : null;
}

export interface Bringing {
  readonly name: string;
  readonly mode: ImportMode;
  /** Says what would happen and writes nothing. */
  readonly dry: boolean;
  /** What a sheet holds, where it cannot be told. */
  readonly kind?: string | undefined;
  /** YYYY-MM-DD of the plant. */
  readonly today: string;
  /** Questions that were answered with yes. */
  readonly confirmed: ReadonlySet<string>;
}

export interface Brought {
  /** What is asked before it is taken, and was not said yes to. */
  readonly asked: Question | undefined;
  readonly counts: readonly SheetCounts[];
  readonly faults: readonly Fault[];
  readonly notes: readonly string[];
  readonly parked: number;
  readonly taken: boolean;
}

/** Files read at once, from the command line: judged, taken and put aside in one go. */
export async function bring(
  tx: Tx,
  site: ImportSite,
  found: Found,
  { name, mode, dry, kind, today, confirmed }: Bringing,
): Promise<Brought> {
  const saved = await savedMappings(tx, site.code);
  const mapping = found.sheets.map((sheet) => guessed(sheet, kinds, saved, kind));
  const { incoming, faults, notes: said, at } = coming(found, mapping, site);
  const meanwhile = await lockKinds(tx, site.code, incoming, dry);
  const run = await judged(tx, at, incoming, mode);
  const notes = [...said, ...toldOf(run)];
  const all = [...faults, ...run.faults];
  const question = askedOf(run, { today, couldSee: false });
  const asked = isUnasked(question, confirmed) ? question : undefined;
  if (dry || asked || (mode.rows === 'all' ? all : faults).length > 0)
    return { asked, counts: run.counts, faults: all, notes, parked: 0, taken: false };
  await take(tx, site.code, run, mode, meanwhile);
  const { id } = await tx
    .insertInto('imports')
    .values({
      site: site.code,
      file: name,
      state: 'applied',
      mode: JSON.stringify(mode),
      mapping: JSON.stringify(mapping),
      counts: JSON.stringify(run.counts),
      fault_count: run.faults.length,
      notes: JSON.stringify(notes),
      format: found.source?.format ?? null,
    })
    .returning('id')
    .executeTakeFirstOrThrow();
  await tx
    .insertInto('import_files')
    .values({ import: id, packed: null, pasted: false, faults: JSON.stringify(run.faults.slice(0, keptFaults)) })
    .execute();
  await park(tx, site.code, id, run);
  return {
    asked: undefined,
    counts: run.counts,
    faults: all,
    notes,
    parked: run.counts.reduce((sum, one) => sum + one.bad, 0),
    taken: true,
  };
}

/** Mappings that were saved at the site, by signature. */
async function savedMappings(tx: Tx, site: string): Promise<ReadonlyMap<string, SavedMapping>> {
  const saved = await tx
    .selectFrom('import_mappings')
    .select(['signature', 'kind', 'columns'])
    .where('site', '=', site)
    .execute();
  return new Map(saved.map(({ signature, kind, columns }) => [signature, { kind, columns }]));
}
