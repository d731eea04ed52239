/** A sheet as it was found, before anybody knows what its columns mean; and where a record came from. */
import type { PlanningRules } from '@hotlist/engine';
import type { Cell, Tables } from '../../house/cells.ts';
import type { Fault } from '../../house/errors.ts';
import type { FormatName } from './formats.ts';

export interface Sheet {
  /** Of the sheet in its workbook, or of the file without its ending. */
  readonly name: string;
  readonly file: string;
  readonly head: readonly string[];
  /** Rows below the head; an empty row is an empty list. */
  readonly rows: readonly (readonly Cell[])[];
  /** What the person sees beside `rows[0]`; the file's first row is 1. */
  readonly firstRow: number;
}

/** Beside the sheets of a folder: the site, its time zone and its now. Who reads sheets alone passes over it. */
export const metaFile = 'meta.json';

/** Bytes of each file by its name. */
export type Files = ReadonlyMap<string, Uint8Array>;

/** What was attached, as sheets; faults say what of it could not be read. */
export interface ReadSheets {
  readonly sheets: readonly Sheet[];
  readonly faults: readonly Fault[];
}

/** Sheets whose columns are matched; or the data of another system, read as it is. */
export interface Found extends ReadSheets {
  readonly notes?: readonly string[];
  readonly source?: { readonly format: FormatName; readonly reading: Reading };
}

/** Where one record stood, and what its fields were called there. */
export interface Origin {
  readonly file: string;
  readonly sheet?: string;
  readonly row?: number;
  readonly heads?: Readonly<Record<string, string>>;
}

/** What a reader makes of foreign files. `origins` runs beside `tables`, record by record. */
export interface Reading {
  readonly tables: Tables;
  readonly origins: ReadonlyMap<string, readonly Origin[]>;
  readonly faults: readonly Fault[];
  /** Sentences about what was assumed, left out or made up. */
  readonly notes: readonly string[];
  readonly site: ReadSite;
  /** The source's own name of a demand, where it differs from "ORDER/LINE". */
  readonly demandNames: ReadonlyMap<string, string>;
}

export interface ReadSite {
  readonly code: string;
  readonly zone: string;
  readonly currency: string;
  readonly dueTime: string;
  /** ISO 8601 in UTC; absent: the source does not say. */
  readonly now?: string;
  /** What the source says of the planning rules; absent: as in the desk. */
  readonly rules?: Partial<PlanningRules>;
}

/** Collects records with their origins while a reader works. */
export class Draft {
  private readonly found = new Map<string, Record<string, Cell>[]>();
  private readonly from = new Map<string, Origin[]>();
  readonly faults: Fault[] = [];
  readonly notes: string[] = [];
  readonly demandNames = new Map<string, string>();

  add(kind: string, record: Record<string, Cell>, origin: Origin): void {
    const records = this.found.get(kind);
    if (records) {
      records.push(record);
      this.from.get(kind)?.push(origin);
    } else {
      this.found.set(kind, [record]);
      this.from.set(kind, [origin]);
    }
  }

  /** Adds a record that others only mention, once a code. */
  mention(kind: string, code: Cell, record: Record<string, Cell>, origin: Origin): void {
    const text = String(code ?? '').trim();
    if (text === '' || this.mentioned.has(`${kind}\n${text}`)) return;
    this.mentioned.add(`${kind}\n${text}`);
    this.add(kind, record, origin);
  }
  private readonly mentioned = new Set<string>();

  has(kind: string): boolean {
    return this.found.has(kind);
  }

  records(kind: string): readonly Readonly<Record<string, Cell>>[] {
    return this.found.get(kind) ?? [];
  }

  reading(site: ReadSite): Reading {
    return {
      tables: this.found,
      origins: this.from,
      faults: this.faults,
      notes: this.notes,
      site,
      demandNames: this.demandNames,
    };
  }
}
