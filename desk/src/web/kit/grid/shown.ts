/** Which columns are shown, in which order and width, and how an address says it: `ref,need:120`. Pure. */
import { type Column, widthOf } from './column.ts';

export interface ColumnSetting {
  readonly id: string;
  readonly hidden?: boolean;
  readonly width?: number;
}

/** Those named are shown, in that order; nothing named: as the page has them. */
export const parseColumns = (text: string): readonly ColumnSetting[] =>
  text
    .split(',')
    .filter((part) => part !== '')
    .map((part) => {
      const [, id = part, width] = /^(.*?)(?::(\d{2,4}))?$/.exec(part) ?? [];
      return width === undefined ? { id } : { id, width: Number(width) };
    });

export const printColumns = (settings: readonly ColumnSetting[]): string =>
  settings
    .filter(({ hidden }) => !hidden)
    .map(({ id, width }) => (width === undefined ? id : `${id}:${width}`))
    .join(',');

export interface Shown<R> {
  readonly column: Column<R>;
  readonly width: number;
  /** Who said so; absent: it is by what stands in it. */
  readonly kept?: 'person' | 'page' | undefined;
}

/** Left of the first column, where rows are marked. */
export const gutter = 28;

/** The columns that are shown, in their order and width. */
export function shownColumns<R>(
  columns: readonly Column<R>[],
  settings: readonly ColumnSetting[],
): readonly Shown<R>[] {
  return complete(columns, settings).flatMap(({ id, hidden, width }) => {
    const column = columns.find((one) => one.id === id);
    if (!column || hidden) return [];
    const kept = width !== undefined ? 'person' : column.width !== undefined ? 'page' : undefined;
    return [{ column, width: width ?? widthOf(column), kept }];
  });
}

/** The settings of all columns, with one changed. */
export function withSetting<R>(
  columns: readonly Column<R>[],
  settings: readonly ColumnSetting[],
  id: string,
  patch: Partial<ColumnSetting>,
): readonly ColumnSetting[] {
  return complete(columns, settings).map((one) => (one.id === id ? { ...one, ...patch } : one));
}

/** Moves a column by one place among all of them. */
export function withMove<R>(
  columns: readonly Column<R>[],
  settings: readonly ColumnSetting[],
  id: string,
  by: -1 | 1,
): readonly ColumnSetting[] {
  const whole = [...complete(columns, settings)];
  const from = whole.findIndex((one) => one.id === id);
  const to = from + by;
  const [here, there] = [whole[from], whole[to]];
  if (here && there) [whole[from], whole[to]] = [there, here];
  return whole;
}

/** One setting a column, in the order shown: as the page has them, or those named and no others. */
export function complete<R>(
  columns: readonly Column<R>[],
  settings: readonly ColumnSetting[],
): readonly ColumnSetting[] {
  const place = new Map(settings.map((one, index) => [one.id, index]));
  const unnamed = (column: Column<R>): boolean => settings.length > 0 || (column.secondary ?? false);
  return columns
    .map((column, index) => ({
      setting: settings.find((one) => one.id === column.id) ?? { id: column.id, hidden: unnamed(column) },
      place: place.get(column.id) ?? index,
    }))
    .sort((a, b) => a.place - b.place)
    .map(({ setting }) => setting);
}

/** What a phone shows first, in that order and as it says; the rest follows as the page has it. */
export function firstOnPhone<R>(
  columns: readonly Column<R>[],
  first: Readonly<Record<string, Pick<Column<R>, 'width' | 'draw' | 'label'>>>,
): readonly Column<R>[] {
  const told = Object.entries(first).flatMap(([id, look]) => {
    const column = columns.find((one) => one.id === id);
    return column ? [{ ...column, ...look }] : [];
  });
  return [...told, ...columns.filter(({ id }) => !(id in first))];
}
