/**
 * The dry run: what an import would do, row by row, and everything that stands against it. Pure; nothing is written.
 *
 * Kinds are judged in dependency order. A row with a fault is `bad`; so is a row that names a bad row. A row whose
 * key exists is compared field by field over the columns that were given; the others keep what they have.
 */
import { asTyped, type Cell, type CellContext, decimalSignOf, readCell, show } from '../../house/cells.ts';
import type { Fault } from '../../house/errors.ts';
import { type Field, type Kind, keyText, type Row, type Value } from '../../house/kind.ts';
import { boughtFaults, quantityFaults, type UnitsKnown } from '../records/countedunits.ts';
import { counted, countedAsOther, countedField, nextFree } from './counted.ts';
import type { Origin } from './sheets.ts';

export interface ImportMode {
  /** All or nothing, or the good rows with the bad put aside. */
  readonly rows: 'all' | 'good';
  /** From an ERP: fields that Hotlist owns keep what they have. */
  readonly from: 'spreadsheet' | 'erp';
}

/** How the columns of one sheet were understood. */
export interface SheetMapping {
  readonly sheet: string;
  readonly head: readonly string[];
  /** Null: the sheet is not taken. */
  readonly kind: string | null;
  /** Field name of each column; null: not taken over. */
  readonly columns: readonly (string | null)[];
  readonly rows: number;
}

export interface SheetCounts {
  readonly kind: string;
  readonly added: number;
  readonly changed: number;
  readonly same: number;
  readonly bad: number;
  /** Fields that Hotlist owns and the ERP would have changed. */
  readonly kept: number;
  /** How many values change, by field. */
  readonly fields: Readonly<Record<string, number>>;
  /** Records that are here and not in the file; they stay. The first of them by name. */
  readonly missing: { readonly count: number; readonly first: readonly string[] };
}

/** Rows of one kind as they came in. */
export interface Incoming {
  readonly kind: Kind;
  /** Each row has the fields that its sheet has a column for. */
  readonly rows: readonly Readonly<Record<string, Cell>>[];
  readonly origins: readonly (Origin | undefined)[];
}

/** What stands in the database, as far as the import touches it. */
export interface Known {
  readonly context: CellContext;
  /** Records of the kinds that come in, by `keyOf`. */
  readonly records: ReadonlyMap<string, ReadonlyMap<string, Row>>;
  /** Codes of the kinds that are referred to. */
  readonly codes: ReadonlyMap<string, ReadonlySet<string>>;
  readonly units: UnitsKnown;
  /** "kind.field" that Hotlist owns. */
  readonly owned: ReadonlySet<string>;
}

export type Verdict = 'added' | 'changed' | 'same' | 'bad';

export interface Judged {
  readonly verdict: Verdict;
  readonly row: Row;
  /** The record that it changes. */
  readonly before: Row | undefined;
  readonly cells: Readonly<Record<string, Cell>>;
  readonly origin: Origin | undefined;
  readonly faults: readonly Fault[];
}

export interface DryRun {
  readonly judged: ReadonlyMap<string, readonly Judged[]>;
  readonly counts: readonly SheetCounts[];
  readonly faults: readonly Fault[];
}

export const keyOf = (kind: Kind, row: Row): string => kind.key.map((name) => String(row[name] ?? '')).join('\u0001');

export interface Step {
  readonly kind: string;
  readonly rows: number;
}

/** `incoming` in dependency order, one entry a kind. It pauses every so many rows; the caller may stop there. */
export function* dryRun(incoming: readonly Incoming[], known: Known, mode: ImportMode): Generator<Step, DryRun> {
  const desk = new Desk(known, mode);
  const counts: SheetCounts[] = [];
  for (const one of incoming) counts.push(yield* desk.judge(one));
  const faults = [...desk.judged.values()].flat().flatMap((one) => one.faults);
  // What is wrong in itself comes first; then what is wrong because of it.
  const told = faults.filter((fault) => !desk.repeated.has(fault));
  return {
    judged: desk.judged,
    counts,
    faults: [
      ...told.filter((fault) => !desk.followers.has(fault)),
      ...told.filter((fault) => desk.followers.has(fault)),
    ],
  };
}

const pauseEvery = 5000;

interface Draft {
  readonly row: Record<string, Value>;
  /** Undefined when a cell of the key cannot be read. */
  readonly key: string | undefined;
  readonly before: Row | undefined;
  readonly at: number;
  readonly faults: Fault[];
}

/** A kind's fields as rows are read by: the key first. `blank` is copied, which is faster than growing each row. */
interface Form {
  readonly key: readonly Field[];
  readonly others: readonly Field[];
  readonly blank: Record<string, Value>;
}

const formOf = ({ key, fields }: Kind): Form => ({
  key: fields.filter((field) => key.includes(field.name)),
  others: fields.filter((field) => !key.includes(field.name)),
  blank: Object.fromEntries(fields.map((field) => [field.name, null])),
});

class Desk {
  readonly judged = new Map<string, readonly Judged[]>();
  /** Faults that are there only because another row has one. */
  readonly followers = new Set<Fault>();
  /** Faults told already for the first row that has them. */
  readonly repeated = new Set<Fault>();
  private readonly without = new Set<string>();
  /** Codes that come in well, and badly, by kind. */
  private readonly good = new Map<string, Set<string>>();
  private readonly bad = new Map<string, Map<string, Origin | undefined>>();
  private readonly units: UnitsKnown;
  /** Of the kind that is judged. */
  private context: CellContext;

  constructor(
    private readonly known: Known,
    private readonly mode: ImportMode,
  ) {
    this.units = known.units.copy();
    this.context = known.context;
  }

  *judge(given: Incoming): Generator<Step, SheetCounts> {
    const { kind } = given;
    const incoming = { ...given, rows: counted(kind, given.rows, given.origins) };
    const records = this.known.records.get(kind.name) ?? new Map<string, Row>();
    let kept = 0;
    const drafts: Draft[] = [];
    const form = formOf(kind);
    this.context = { ...this.known.context, decimalComma: decimalSignOf(kind.fields, incoming.rows) };
    for (const cells of incoming.rows) {
      if (drafts.length % pauseEvery === 0)
        yield { kind: kind.name, rows: Math.min(pauseEvery, incoming.rows.length - drafts.length) };
      const draft = this.read(incoming, form, cells, drafts.length, records);
      if (cells !== given.rows[draft.at]) this.otherThanCounted(incoming, draft, records);
      kept += this.keepOwned(kind, draft);
      drafts.push(draft);
    }
    this.twice(incoming, drafts);
    this.units.add(
      kind.name,
      drafts.filter((draft) => draft.faults.length === 0).map((draft) => draft.row),
    );
    for (const draft of drafts) this.checkRow(incoming, draft);
    this.references(incoming, drafts);
    this.together(incoming, drafts, records);
    this.remember(incoming, drafts);
    return this.count(incoming, drafts, records, kept);
  }

  private read(
    { kind, origins }: Incoming,
    form: Form,
    cells: Readonly<Record<string, Cell>>,
    at: number,
    records: ReadonlyMap<string, Row>,
  ): Draft {
    const row = { ...form.blank };
    const faults: Fault[] = [];
    const origin = origins[at];
    for (const field of form.key) this.readField(kind, field, cells, row, faults, origin);
    const key = faults.length === 0 ? keyOf(kind, row) : undefined;
    const before = key === undefined ? undefined : records.get(key);
    for (const field of form.others)
      if (before && (field.readonly || !Object.hasOwn(cells, field.name))) row[field.name] = before[field.name] ?? null;
      else this.readField(kind, field, cells, row, faults, origin);
    return { row, key, before, at, faults };
  }

  /** A row that was only counted may change its record, but not into one of another item: that is most likely a new one. */
  private otherThanCounted({ kind, origins }: Incoming, draft: Draft, records: ReadonlyMap<string, Row>): void {
    const { row, before, faults } = draft;
    const field = countedField(kind);
    if (!field || !before || faults.length > 0 || row.item === before.item) return;
    const text = countedAsOther(kind, row, before, nextFree(kind, field.name, row, records.values()));
    faults.push(placed({ field: field.name, column: field.label, value: keyText(kind, row), text }, origins[draft.at]));
  }

  private readField(
    kind: Kind,
    field: Field,
    cells: Readonly<Record<string, Cell>>,
    row: Record<string, Value>,
    faults: Fault[],
    origin: Origin | undefined,
  ): void {
    const cell = unescaped(field, cells[field.name]);
    const found = readCell(field, cell, this.context);
    if ('value' in found) row[field.name] = found.value;
    else if (Object.hasOwn(cells, field.name))
      faults.push(placed({ field: field.name, column: field.label, value: show(cell), text: found.fault }, origin));
    else faults.push(this.noColumn(kind, field, origin));
  }

  /** A column that is missing is told once, not once a row. */
  private noColumn(kind: Kind, field: Field, origin: Origin | undefined): Fault {
    const fault = placed(
      {
        field: field.name,
        column: field.label,
        text: `There is no column for ${field.label}, which each new ${kind.one} needs.`,
      },
      origin,
    );
    const place = JSON.stringify([kind.name, field.name, origin?.file, origin?.sheet]);
    if (this.without.has(place)) this.repeated.add(fault);
    this.without.add(place);
    return fault;
  }

  private keepOwned(kind: Kind, { row, before, faults }: Draft): number {
    if (this.mode.from !== 'erp' || !before || faults.length > 0) return 0;
    let kept = 0;
    for (const field of kind.fields)
      if (this.known.owned.has(`${kind.name}.${field.name}`) && row[field.name] !== before[field.name]) {
        row[field.name] = before[field.name] ?? null;
        kept++;
      }
    return kept;
  }

  private twice({ kind, origins }: Incoming, drafts: readonly Draft[]): void {
    const first = new Map<string, number>();
    for (const draft of drafts) {
      if (draft.key === undefined) continue;
      const before = first.get(draft.key);
      if (before === undefined) first.set(draft.key, draft.at);
      else {
        const earlier = origins[before];
        const sheet = earlier?.sheet === origins[draft.at]?.sheet ? undefined : earlier?.sheet;
        const line = earlier?.row;
        const text = `The ${kind.one} ${keyText(kind, draft.row)} stands here for the second time${line ? `; first in ${sheet === undefined ? '' : `sheet ${sheet}, `}row ${line}` : ''}. Maybe one of them has a wrong ${labelOf(kind, kind.key[kind.key.length - 1] ?? '').toLowerCase()}.`;
        draft.faults.push(
          placed(
            { field: kind.key[0], column: labelOf(kind, kind.key[0] ?? ''), value: keyText(kind, draft.row), text },
            origins[draft.at],
          ),
        );
      }
    }
  }

  private checkRow({ kind, rows, origins }: Incoming, draft: Draft): void {
    const told = new Set(draft.faults.map(({ field }) => field));
    // What could be read is judged by itself where the row as a whole cannot be.
    if (told.size === 0) {
      const became = draft.before && kind.became?.(draft.before, draft.row, 'import');
      Object.assign(draft.row, became?.set);
      for (const fault of became?.faults ?? []) draft.faults.push(placed(fault, origins[draft.at], kind));
      for (const fault of kind.checkRow?.(draft.row) ?? [])
        draft.faults.push(placed(asTyped(fault, kind, rows[draft.at] ?? {}), origins[draft.at], kind));
    }
    for (const fault of [...quantityFaults(kind, draft.row, this.units), ...boughtFaults(kind, draft.row, this.units)])
      if (!told.has(fault.field)) draft.faults.push(placed(fault, origins[draft.at]));
  }

  private references({ kind, origins }: Incoming, drafts: readonly Draft[]): void {
    const fields = kind.fields.filter((field) => field.type === 'reference' || field.type === 'references');
    const toItself = fields.some((field) => 'to' in field && field.to === kind.name);
    for (const draft of drafts.filter(({ faults }) => faults.length > 0))
      for (const { fault, follows } of this.unknownIn(fields, draft, origins)) if (!follows) draft.faults.push(fault);
    // A chain of rows that name each other goes bad one link a round.
    for (let changed = true; changed; ) {
      changed = false;
      if (toItself) this.remember({ kind, origins }, drafts);
      for (const draft of drafts) {
        if (draft.faults.length > 0) continue;
        for (const { fault, follows } of this.unknownIn(fields, draft, origins)) {
          draft.faults.push(fault);
          if (follows) this.followers.add(fault);
          changed = toItself;
        }
      }
    }
  }

  private unknownIn(fields: readonly Field[], { row, at }: Draft, origins: Incoming['origins']) {
    return fields.flatMap((field) =>
      namedBy(field, row).flatMap((code) => {
        const found = this.unknown(field, code);
        if (!found) return [];
        const fault = placed({ field: field.name, column: field.label, value: code, text: found.text }, origins[at]);
        return [{ fault, follows: found.follows }];
      }),
    );
  }

  private unknown(field: Field, code: string): { readonly text: string; readonly follows: boolean } | undefined {
    if (!('to' in field)) return undefined;
    if (this.known.codes.get(field.to)?.has(code) || this.good.get(field.to)?.has(code)) return undefined;
    const bad = this.bad.get(field.to);
    if (!bad?.has(code))
      return {
        text: `${field.label} "${code}" does not exist in ${field.to.replaceAll('_', ' ')}. Maybe it is written differently there, or must be added first.`,
        follows: false,
      };
    const origin = bad.get(code);
    const where = [origin?.sheet, origin?.row ? `row ${origin.row}` : undefined].filter(Boolean).join(', ');
    return {
      text: `${field.label} "${code}" cannot be taken itself${where ? ` (${where})` : ''}, so this row cannot either.`,
      follows: true,
    };
  }

  /** What all rows must satisfy together: the good ones that come in over those that are here. */
  private together({ kind, origins }: Incoming, drafts: readonly Draft[], records: ReadonlyMap<string, Row>): void {
    if (!kind.together) return;
    for (let round = 0; round < 50; round++) {
      const good = drafts.filter((draft) => draft.faults.length === 0);
      if (good.length === 0) return;
      const replaced = new Set(good.flatMap((draft) => (draft.before ? [draft.before] : [])));
      const merged = [...[...records.values()].filter((row) => !replaced.has(row)), ...good.map((draft) => draft.row)];
      const wrong = kind.together.check(merged);
      if (wrong.length === 0) return;
      const byRow = new Map<Row, Draft>(good.map((draft) => [draft.row, draft]));
      let found = false;
      for (const { rows, ...fault } of wrong) {
        const culprit = rows.map((row) => byRow.get(row)).find((draft) => draft !== undefined);
        if (!culprit) continue;
        culprit.faults.push(placed(fault, origins[culprit.at], kind));
        found = true;
      }
      if (!found) return;
    }
  }

  private remember({ kind, origins }: Pick<Incoming, 'kind' | 'origins'>, drafts: readonly Draft[]): void {
    const name = kind.key[0] ?? 'code';
    const good = new Set<string>();
    const bad = new Map<string, Origin | undefined>();
    for (const draft of drafts) {
      const code = draft.row[name];
      if (code === undefined || code === null) continue;
      if (draft.faults.length === 0) good.add(String(code));
      else bad.set(String(code), origins[draft.at]);
    }
    this.good.set(kind.name, good);
    this.bad.set(kind.name, bad);
  }

  private count(
    { kind, rows, origins }: Incoming,
    drafts: readonly Draft[],
    records: ReadonlyMap<string, Row>,
    kept: number,
  ): SheetCounts {
    const numbers = { added: 0, changed: 0, same: 0, bad: 0 };
    const fields: Record<string, number> = {};
    const inFile = new Set<Row>();
    const judged = drafts.map((draft): Judged => {
      const { row, before, faults, at } = draft;
      if (before) inFile.add(before);
      const differing =
        before && faults.length === 0 ? kind.fields.filter((field) => row[field.name] !== before[field.name]) : [];
      for (const field of differing) fields[field.name] = (fields[field.name] ?? 0) + 1;
      const verdict: Verdict =
        faults.length > 0 ? 'bad' : !before ? 'added' : differing.length > 0 ? 'changed' : 'same';
      numbers[verdict]++;
      return { verdict, row, before, cells: rows[at] ?? {}, origin: origins[at], faults };
    });
    this.judged.set(kind.name, judged);
    const missing = [...records.values()].filter((row) => !inFile.has(row));
    return {
      kind: kind.name,
      ...numbers,
      kept,
      fields,
      missing: { count: missing.length, first: missing.slice(0, 100).map((row) => keyText(kind, row)) },
    };
  }
}

/** The place in the file's own words: its sheet, its row, its head of the column. */
function placed(fault: Fault, origin: Origin | undefined, kind?: Kind): Fault {
  const field = fault.field ?? kind?.fields.find((one) => one.label === fault.column)?.name;
  return {
    ...fault,
    ...(origin ? { file: origin.file, sheet: origin.sheet, row: origin.row } : {}),
    column: (field && origin?.heads?.[field]) ?? fault.column,
  };
}

const labelOf = (kind: Kind, name: string): string => kind.fields.find((field) => field.name === name)?.label ?? name;

function namedBy(field: Field, row: Row): readonly string[] {
  const value = row[field.name];
  if (value === null || value === undefined || value === '') return [];
  return field.type === 'references' ? String(value).split(', ') : [String(value)];
}

/** Our own export puts an apostrophe before text that a spreadsheet would run; it is no part of the text. */
const unescaped = (field: Field, cell: Cell): Cell =>
  typeof cell === 'string' &&
  cell.startsWith("'") &&
  /^'[=+\-@\t\r]/.test(cell) &&
  ['text', 'code', 'reference', 'references'].includes(field.type)
    ? cell.slice(1)
    : cell;
