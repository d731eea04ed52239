/**
 * How a list is looked at: sorted, filtered, searched, grouped, which columns, which row is open. The address bar names
 * it all, so that what is seen can be sent as a link; a view is such a state under a name.
 */
import { useCallback, useEffect, useMemo } from 'react';
import { filterOf, partsOf } from '../../../house/filter.ts';
import { type Saved, useSavedViews } from '../../views/saved.ts';
import { useAddress } from '../address.ts';
import { useKept } from '../useKept.ts';
import type { Filter } from './filter.ts';
import { type ColumnSetting, parseColumns, printColumns } from './shown.ts';
import { addressOf, differs, type NamedView, type Tab, tabOfSaved, tabsOf, wordFor } from './tabs.ts';

export type { NamedView };

export interface View {
  /** The list it is of. */
  readonly id: string;
  readonly tabs: readonly Tab[];
  /** The one that was chosen, whatever was changed since. */
  readonly tab: Tab;
  readonly sort: string | undefined;
  readonly filters: readonly Filter[];
  readonly search: string;
  readonly group: string | undefined;
  readonly open: string | undefined;
  readonly settings: readonly ColumnSetting[];
  /** What would be saved. */
  readonly state: Pick<Saved, 'sort' | 'filter' | 'group' | 'columns'>;
  /** Differs from the view that was chosen. */
  readonly changed: boolean;
  /** By key: the name of a view of the page, the number of a saved one. */
  readonly choose: (key: string) => void;
  /** A view that was just saved as it is seen. */
  readonly chooseSaved: (saved: Saved) => void;
  readonly setSort: (sort: string | undefined) => void;
  readonly setFilters: (filters: readonly Filter[]) => void;
  readonly setSearch: (search: string) => void;
  readonly setGroup: (group: string | undefined) => void;
  readonly setOpen: (key: string | undefined) => void;
  readonly setSettings: (settings: readonly ColumnSetting[]) => void;
}

const all: readonly NamedView[] = [{ name: 'All' }];

/** Views of the page come before saved ones. */
export function useView(id: string, given: readonly NamedView[] = all): View {
  const [address, set] = useAddress();
  const saved = useSavedViews(id);
  const [usual, setUsual] = useKept(`shown:${id}`, '');
  const tabs = useMemo(() => tabsOf(given, saved), [given, saved]);
  const opening = tabs.find((one) => one.saved?.opens);
  const asked = Object.keys(address).some((name) => name !== 'site');
  const tab = tabs.find(({ key }) => key === address.view) ?? (asked ? undefined : opening) ?? tabs[0];

  const opens = !asked && opening !== undefined;
  useEffect(() => {
    if (opens) set(addressOf(opening, tabs));
  }, [opens, opening, tabs, set]);

  // "-" in the address means: none, although the view has one.
  const over = (name: 'sort' | 'filter' | 'group' | 'columns') =>
    address[name] === '-' ? undefined : (address[name] ?? tab[name]);
  const [sort, filter, group] = [over('sort'), over('filter'), over('group')];
  const columns = address.columns === '-' ? '' : (over('columns') ?? usual);
  const filters = useMemo(() => partsOf(filter), [filter]);
  const settings = useMemo(() => parseColumns(columns), [columns]);
  const change = useCallback(
    (name: 'sort' | 'filter' | 'group' | 'columns', value: string | undefined) =>
      set({ [name]: wordFor(name, value, tab, tabs) }),
    [set, tab, tabs],
  );

  return {
    id,
    tabs,
    tab,
    sort,
    filters,
    search: address.search ?? '',
    group,
    open: address.row,
    settings,
    state: { sort: sort ?? null, filter: filter ?? null, group: group ?? null, columns: columns || null },
    changed: differs(tab, { sort, filter, group, columns: address.columns }),
    choose: (key) => set({ ...addressOf(tabs.find((one) => one.key === key) ?? tabs[0], tabs), row: undefined }),
    chooseSaved: (one) => set(addressOf(tabOfSaved(one), tabs)),
    setSort: (value) => change('sort', value),
    setFilters: (value) => change('filter', filterOf(value)),
    setSearch: (value) => set({ search: value === '' ? undefined : value }),
    setGroup: (value) => change('group', value),
    setOpen: (key) => set({ row: key }),
    setSettings: (value) => {
      const text = printColumns(value);
      if (!tab.saved) setUsual(text);
      if (text === '' && !tab.saved) set({ columns: undefined });
      else change('columns', text || undefined);
    },
  };
}
