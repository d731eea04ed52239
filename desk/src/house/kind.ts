/**
 * A kind of record: one noun of the master data, described once. Its grid, form, spreadsheet template, import,
 * paste, export, routes and API document all come from this description.
 *
 * Field names are column names, in the table, on the wire and (as labels) in files. References hold the code of
 * the record they name. Quantities are decimal numbers in the item's unit; `cells.ts` says how a cell is read.
 */
import type { Fault } from './errors.ts';
import type { Permission } from './permission.ts';

export type Value = string | number | boolean | null;
export type Row = Readonly<Record<string, Value>>;

interface Common {
  readonly name: string;
  /** The head of its column. */
  readonly label: string;
  readonly required?: boolean;
  /** What stands there when nothing was given. */
  readonly default?: Value;
  readonly help?: string;
  /** Other heads by which a foreign file may call it, in lower case. */
  readonly aliases?: readonly string[];
  /** Who may read it, of those who may read the record; for others the record has no such field. */
  readonly read?: Permission;
  /** Who may change it beside those who may change the record. */
  readonly write?: Permission;
  /** Shown, exported, never typed in. */
  readonly readonly?: boolean;
  /** Of a kind that is planned: no plan reads it, so a change of it alone makes none stale. */
  readonly unplanned?: boolean;
  /** Not among the first columns of the grid. */
  readonly secondary?: boolean;
}

export type Field = Common &
  (
    | { readonly type: 'code'; readonly max?: number }
    | { readonly type: 'text'; readonly max?: number; readonly long?: boolean }
    | {
        readonly type: 'integer';
        readonly min: number;
        readonly max: number;
        readonly unit?: string;
        /** Part of a key: a row of a file that leaves it out is the next one among the rows with the same rest of the key. */
        readonly counted?: boolean;
      }
    /** Exact to `digits` decimals, stored as numeric. `unit` is shown in the head ("min", "days", "%"). */
    | {
        readonly type: 'decimal';
        readonly min: number;
        readonly max: number;
        readonly digits: number;
        readonly unit?: string;
      }
    /** In the unit of the item named by the field `item` (of this record's own code when `item` is absent). */
    | { readonly type: 'quantity'; readonly item?: string; readonly min?: number; readonly aboveZero?: boolean }
    /** "2.6", "1/3": stored as text in lowest terms, or as a decimal where that is exact. */
    | { readonly type: 'ratio'; readonly aboveZero?: boolean }
    | { readonly type: 'date' }
    /** A moment. A cell with a date alone means the site's shipping hour of that day. */
    | { readonly type: 'instant' }
    | { readonly type: 'boolean' }
    | { readonly type: 'choice'; readonly choices: readonly string[] }
    /** `bought`: named only where the item of that field is bought. */
    | { readonly type: 'reference'; readonly to: string; readonly bought?: string }
    /** Codes, parted by commas; each must exist in `to`. */
    | { readonly type: 'references'; readonly to: string }
  );

export interface Kind {
  /** Table, route and sheet: 'items'. */
  readonly name: string;
  readonly one: string;
  readonly many: string;
  /** What it is for, one sentence: shown where the list is empty. */
  readonly about: string;
  /** The fields that tell one record from another within a site. */
  readonly key: readonly string[];
  readonly fields: readonly Field[];
  readonly read: Permission;
  readonly write: Permission;
  /** The moments that it lasts from and to: shown with their hours, and how long. */
  readonly lasts?: { readonly from: string; readonly to: string };
  /** A change makes the plan stale. */
  readonly planned: boolean;
  /** What only somebody with this permission may write, change or take away, whoever may write the kind. */
  readonly held?: (row: Row) => Permission | undefined;
  /** Whoever writes one moves goods by it: a trainee is told this, and has it moved so that a second person looks at it. */
  readonly refusesTrainee?: string;
  /** What may be done with one that is named elsewhere and cannot be deleted. */
  readonly instead?: string;
  /** What one row must satisfy beyond its cells. */
  readonly checkRow?: (row: Row) => readonly Fault[];
  /** What a change makes of a record beyond what was typed, and what stands against it. */
  readonly became?: (before: Row, row: Row, by: 'hand' | 'import') => Becoming;
  /** What rows of a site must satisfy together (no circle, one customer an order). */
  readonly together?: Together;
}

/** What a trainee is told who would write records of a kind; undefined: he may. */
export const refusedTo = (
  { trainee }: { readonly trainee: boolean },
  { refusesTrainee }: Pick<Kind, 'refusesTrainee'>,
): string | undefined => (trainee ? refusesTrainee : undefined);

export interface Becoming {
  readonly set: Row;
  readonly faults: readonly Fault[];
}

export interface Together {
  readonly check: (rows: readonly Row[]) => readonly SetFault[];
  /**
   * Which rows hang together with one, so that a change of it is judged by them alone: those with the same value in a
   * field, or those that lead on from it, one row's `to` being the next one's `from`.
   */
  readonly among: { readonly same: string } | { readonly from: string; readonly to: string };
}

/** A fault of several rows together; `rows` are those involved, the likeliest culprit first. */
export interface SetFault extends Fault {
  readonly rows: readonly Row[];
}

export const fieldOf = (kind: Kind, name: string): Field => {
  const field = kind.fields.find((one) => one.name === name);
  if (!field) throw new Error(`${kind.name} has no field ${name}`);
  return field;
};

/** A kind as somebody sees it: lists, filters, searches, forms and files of it have only the fields that he may read. */
export const seenOf = (kind: Kind, may: (permission: Permission) => boolean): Kind => {
  const fields = kind.fields.filter((field) => field.read === undefined || may(field.read));
  return fields.length === kind.fields.length ? kind : { ...kind, fields };
};

/**
 * Whether somebody may change a field: who may change its records may, and who has the field's own permission. Whatever
 * writes a field (a grid, an import, a logged call, an applied message) asks here.
 */
export const mayWrite = (kind: Kind, name: string, may: (permission: Permission) => boolean): boolean => {
  const field = fieldOf(kind, name);
  return !field.readonly && (may(kind.write) || (field.write !== undefined && may(field.write)));
};

/** The first permission that is lacking for a record as it was or as it would be. */
export const heldBy = (
  kind: Kind,
  rows: readonly Row[],
  may: (permission: Permission) => boolean,
): Permission | undefined =>
  rows.map((row) => kind.held?.(row)).find((permission) => permission !== undefined && !may(permission));

/** "an overtime window", "a unit". */
export const withArticle = (word: string): string => `${/^[aeio]/.test(word) ? 'an' : 'a'} ${word}`;

/** How a record is called in a sentence: "SO-1042/2". */
export const keyText = (kind: Kind, row: Row): string => kind.key.map((name) => String(row[name] ?? '')).join('/');

/** Order and line of a line's name, "SO-1042/2"; the order's own number may hold a "/". Undefined when it is no such name. */
export function lineCalled(ref: string): { readonly order: string; readonly line: number } | undefined {
  const match = /^(.+)\/(\d{1,6})$/s.exec(ref);
  return match?.[1] && match[2] ? { order: match[1], line: Number(match[2]) } : undefined;
}

/** Kinds in an order in which each comes after all that it refers to; a kind may refer to itself. */
export function inDependencyOrder(kinds: readonly Kind[]): readonly Kind[] {
  const done: Kind[] = [];
  const visit = (kind: Kind, path: readonly string[]): void => {
    if (done.includes(kind)) return;
    if (path.includes(kind.name))
      throw new Error(`kinds refer to each other in a circle: ${[...path, kind.name].join(' → ')}`);
    for (const field of kind.fields)
      if ((field.type === 'reference' || field.type === 'references') && field.to !== kind.name) {
        const target = kinds.find((one) => one.name === field.to);
        if (target) visit(target, [...path, kind.name]);
      }
    done.push(kind);
  };
  for (const kind of kinds) visit(kind, []);
  return done;
}
