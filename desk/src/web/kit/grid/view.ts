/** How a list is looked at: sorted, filtered, searched, grouped, which columns; named views of it; the row that is open. */
import { useCallback, useMemo } from 'react';
import { filterOf, partsOf } from '../../../house/filter.ts';
import { useAddress } from '../address.ts';
import { useKept } from '../kept.ts';
import { type Column, widthOf } from './column.ts';
import type { Filter } from './filter.ts';

/** A view as it is saved and sent: the words of the address bar. */
export interface NamedView {
  readonly name: string;
  readonly sort?: string;
  readonly filter?: string;
  readonly group?: string;
  /** Made by the person, so it may be deleted. */
  readonly own?: boolean;
}

export interface ColumnSetting {
  readonly id: string;
  readonly hidden?: boolean;
  readonly width?: number;
}

export interface View {
  readonly id: string;
  readonly name: string;
  readonly names: readonly NamedView[];
  readonly sort: string | undefined;
  readonly filters: readonly Filter[];
  readonly search: string;
  readonly group: string | undefined;
  readonly open: string | undefined;
  readonly settings: readonly ColumnSetting[];
  /** Differs from the named view it began as. */
  readonly changed: boolean;
  readonly choose: (name: string) => void;
  readonly saveAs: (name: string) => void;
  readonly forget: (name: string) => void;
  readonly setSort: (sort: string | undefined) => void;
  readonly setFilters: (filters: readonly Filter[]) => void;
  readonly setSearch: (search: string) => void;
  readonly setGroup: (group: string | undefined) => void;
  readonly setOpen: (key: string | undefined) => void;
  readonly setSettings: (settings: readonly ColumnSetting[]) => void;
}

const all: NamedView = { name: 'All' };

/** `id` names the list for what is kept of it; views of the page come before the person's own. */
export function useView(id: string, given: readonly NamedView[] = [all]): View {
  const [address, set] = useAddress();
  const [own, setOwn] = useKept<readonly NamedView[]>(`views:${id}`, []);
  const [settings, setSettings] = useKept<readonly ColumnSetting[]>(`columns:${id}`, []);
  const names = useMemo(() => [...given, ...own], [given, own]);
  const base = names.find((one) => one.name === address.view) ?? names[0] ?? all;

  // "-" in the address means: none, although the named view has one.
  const over = (name: 'sort' | 'filter' | 'group') =>
    address[name] === '-' ? undefined : (address[name] ?? base[name]);
  const [sort, filter, group] = [over('sort'), over('filter'), over('group')];
  const filters = useMemo(() => partsOf(filter), [filter]);
  const change = useCallback(
    (name: 'sort' | 'filter' | 'group', value: string | undefined) =>
      set({ [name]: value === base[name] ? undefined : (value ?? '-') }),
    [set, base],
  );

  return {
    id,
    name: base.name,
    names,
    sort,
    filters,
    search: address.search ?? '',
    group,
    open: address.row,
    settings,
    changed: sort !== base.sort || filter !== base.filter || group !== base.group,
    choose: (name) =>
      set({
        view: name === names[0]?.name ? undefined : name,
        sort: undefined,
        filter: undefined,
        group: undefined,
        row: undefined,
      }),
    saveAs: (name) => {
      setOwn([
        ...own.filter((one) => one.name !== name),
        { name, own: true, ...(sort ? { sort } : {}), ...(filter ? { filter } : {}), ...(group ? { group } : {}) },
      ]);
      set({ view: name, sort: undefined, filter: undefined, group: undefined });
    },
    forget: (name) => {
      setOwn(own.filter((one) => one.name !== name));
      if (base.name === name) set({ view: undefined });
    },
    setSort: (value) => change('sort', value),
    setFilters: (value) => change('filter', filterOf(value)),
    setSearch: (value) => set({ search: value === '' ? undefined : value }),
    setGroup: (value) => change('group', value),
    setOpen: (key) => set({ row: key }),
    setSettings,
  };
}

export interface Shown<R> {
  readonly column: Column<R>;
  readonly width: number;
}

/** Columns in the person's order and width; new columns of the page stand where the page put them. */
export function shownColumns<R>(
  columns: readonly Column<R>[],
  settings: readonly ColumnSetting[],
): readonly Shown<R>[] {
  const setting = new Map(settings.map((one, index) => [one.id, { ...one, index }]));
  const placed = columns.map((column, index) => ({ column, place: setting.get(column.id)?.index ?? index }));
  placed.sort((a, b) => a.place - b.place);
  return placed
    .filter(({ column }) => !(setting.get(column.id)?.hidden ?? column.secondary ?? false))
    .map(({ column }) => ({ column, width: setting.get(column.id)?.width ?? widthOf(column) }));
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

/** One setting a column, in the order shown. */
export function complete<R>(
  columns: readonly Column<R>[],
  settings: readonly ColumnSetting[],
): readonly ColumnSetting[] {
  const place = new Map(settings.map((one, index) => [one.id, index]));
  return columns
    .map((column, index) => ({
      setting: settings.find((one) => one.id === column.id) ?? { id: column.id, hidden: column.secondary ?? false },
      place: place.get(column.id) ?? index,
    }))
    .sort((a, b) => a.place - b.place)
    .map(({ setting }) => setting);
}
