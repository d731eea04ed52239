/** The columns of a grid, by what stands in them. A type says how a value is shown, sorted, filtered, copied and edited. */
import type { ReactNode } from 'react';
import type { FilterType } from '../../../house/filter.ts';
import type { PageAddress } from '../../paths.ts';
import { durationText, type Late, lateWords, type Money, moneyText, quantityText, workText } from '../formats.ts';
import { wallClock } from '../time.ts';

interface Base<R> {
  readonly id: string;
  /** The head. */
  readonly label: string;
  /** Width in pixels before anybody changed it, where that is not by what stands in it. */
  readonly width?: number;
  /** Said once, in the head. */
  readonly unit?: string;
  readonly help?: string;
  /** Not shown until asked for. */
  readonly secondary?: boolean;
  /** Group heads carry its sum. */
  readonly sum?: boolean;
  /** A cell drawn in its own way; sorting, filtering and copying still go by the value. */
  readonly draw?: (row: R) => ReactNode;
  /** What is drawn may be read in lines where there is no room, though its type may not: a call with its number. */
  readonly breaks?: true;
  /** May be edited in place; a function decides row by row. */
  readonly edit?: boolean | ((row: R) => boolean);
  readonly sortable?: boolean;
  readonly filterable?: boolean;
  /** How a filter reads it, where that is not by its type: the server counts days, say, and the cell draws words. */
  readonly filteredAs?: FilterType;
  /** False where the list cannot be grouped by it. */
  readonly groupable?: boolean;
}

export interface Suggestion {
  readonly value: string;
  readonly label?: string;
}

export type Column<R> = Base<R> &
  (
    | { readonly type: 'text'; readonly value: (row: R) => string | null; readonly to?: undefined }
    | { readonly type: 'number' | 'quantity'; readonly value: (row: R) => number | null; readonly decimals?: number }
    /** YYYY-MM-DD. */
    | { readonly type: 'date'; readonly value: (row: R) => string | null }
    /** ISO 8601 UTC; shown as the day on the plant's clock. */
    | { readonly type: 'instant'; readonly value: (row: R) => string | null }
    /** Seconds; `work` is counted in hours, never in days of 24. */
    | { readonly type: 'duration'; readonly value: (row: R) => number | null; readonly work?: boolean }
    | { readonly type: 'money'; readonly value: (row: R) => Money | null; readonly exact?: boolean }
    | { readonly type: 'lateness'; readonly value: (row: R) => Late | null }
    | {
        readonly type: 'reference';
        readonly value: (row: R) => string | null;
        /** The address of what it names. */
        readonly to?: (row: R) => PageAddress | undefined;
        readonly suggest?: (text: string) => Promise<readonly Suggestion[]>;
      }
    | { readonly type: 'choice'; readonly value: (row: R) => string | null; readonly choices: readonly string[] }
    | { readonly type: 'boolean'; readonly value: (row: R) => boolean | null }
  );

/** What a value is sorted and compared by. */
export type Scalar = string | number | boolean | null;

export function scalarOf<R>(column: Column<R>, row: R): Scalar {
  switch (column.type) {
    case 'money':
      return column.value(row)?.minor ?? null;
    case 'lateness':
      return column.value(row)?.days ?? null;
    default:
      return column.value(row);
  }
}

/** The cell as text, for the clipboard and to begin editing from: what a spreadsheet reads back as the same value. */
export function textOf<R>(column: Column<R>, row: R, zone: string): string {
  switch (column.type) {
    case 'lateness': {
      const late = column.value(row);
      return late ? lateWords(late).text : '';
    }
    case 'money': {
      const money = column.value(row);
      return money ? moneyText(money) : '';
    }
    case 'duration': {
      const seconds = column.value(row);
      return seconds === null ? '' : durationIn(column, seconds);
    }
    case 'instant': {
      const instant = column.value(row);
      if (!instant) return '';
      const { day, time } = wallClock(zone, instant);
      return `${day} ${time}`;
    }
    case 'boolean': {
      const value = column.value(row);
      return value === null ? '' : value ? 'yes' : 'no';
    }
    default:
      return String(column.value(row) ?? '');
  }
}

export const durationIn = ({ work }: { readonly work?: boolean }, seconds: number): string =>
  (work ? workText : durationText)(seconds);

/** The sum of a column over rows, in words; undefined when it cannot be summed. */
export function sumText<R>(column: Column<R>, rows: readonly R[]): string | undefined {
  if (column.type === 'quantity' || column.type === 'number')
    return quantityText(
      rows.reduce((sum, row) => sum + (column.value(row) ?? 0), 0),
      column.decimals,
    );
  if (column.type === 'duration')
    return durationIn(
      column,
      rows.reduce((sum, row) => sum + (column.value(row) ?? 0), 0),
    );
  if (column.type !== 'money') return undefined;
  const amounts = rows.flatMap((row) => column.value(row) ?? []);
  const currencies = [...new Set(amounts.map((one) => one.currency))];
  return currencies
    .map((currency) =>
      moneyText(
        { currency, minor: amounts.reduce((sum, one) => sum + (one.currency === currency ? one.minor : 0), 0) },
        true,
      ),
    )
    .join(' + ');
}

export const alignsRight = <R>(column: Column<R>): boolean =>
  ['number', 'quantity', 'duration', 'money', 'lateness'].includes(column.type);

/** A name or a sentence may be read in lines; a date or a figure may not. */
export const wraps = <R>({ type, breaks }: Pick<Column<R>, 'type' | 'breaks'>): boolean =>
  breaks === true || ['text', 'reference', 'choice'].includes(type);

const widths: Readonly<Record<Column<unknown>['type'], number>> = {
  text: 200,
  number: 88,
  quantity: 96,
  date: 132,
  instant: 132,
  duration: 84,
  money: 100,
  lateness: 96,
  reference: 132,
  choice: 104,
  boolean: 80,
};
export const widthOf = <R>(column: Column<R>): number => column.width ?? widths[column.type];

export const editable = <R>(column: Column<R>, row: R): boolean =>
  typeof column.edit === 'function' ? column.edit(row) : (column.edit ?? false);
