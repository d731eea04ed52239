/** The tabs of a list: views of the page, then saved ones; what the address says of each. Pure. */
import type { Saved } from '../../views/saved.ts';

/** A view that the page itself has, in the words of the address bar. */
export interface NamedView {
  readonly name: string;
  readonly sort?: string;
  readonly filter?: string;
  readonly group?: string;
}

export interface Tab extends NamedView {
  /** What the address calls it. */
  readonly key: string;
  readonly columns?: string;
  /** Absent: a view of the page itself. */
  readonly saved?: Saved;
}

const named = ['sort', 'filter', 'group', 'columns'] as const;
type Name = (typeof named)[number];
type Words = Readonly<Record<Name, string | undefined>>;
type Tabs = readonly [Tab, ...Tab[]];

/** Never empty: a page without views of its own has "All". */
export function tabsOf(given: readonly NamedView[], saved: readonly Saved[]): Tabs {
  const [first = { name: 'All' }, ...rest] = given;
  return [tabOf(first), ...rest.map(tabOf), ...saved.map(tabOfSaved)];
}

const tabOf = (view: NamedView): Tab => ({ ...view, key: view.name });

export function tabOfSaved(saved: Saved): Tab {
  const words = named.flatMap((name) => (saved[name] === null ? [] : [[name, saved[name]] as const]));
  return { key: String(saved.id), name: saved.name, saved, ...Object.fromEntries(words) };
}

/**
 * The address under which a view is seen. A saved one is written out whole, so that the link shows the same to somebody
 * who does not have the view, or after it was changed; "-" stands where the page’s first view would add something.
 */
export function addressOf(tab: Tab, tabs: Tabs): Readonly<Record<string, string | undefined>> {
  const none = { sort: undefined, filter: undefined, group: undefined, columns: undefined };
  const plain = tab === tabs[0] && !tabs.some((one) => one.saved?.opens);
  if (!tab.saved) return { ...none, view: plain ? undefined : tab.key };
  const words = named.map((name) => [name, wordFor(name, tab[name], tab, tabs)]);
  return { ...Object.fromEntries(words), view: tab.key };
}

/** What the address says of a value under a tab: nothing where the tab says it, "-" for none where something else would come in. */
export function wordFor(name: Name, value: string | undefined, tab: Tab, tabs: Tabs): string | undefined {
  if (value !== undefined) return value === tab[name] && !tab.saved ? undefined : value;
  return tab[name] !== undefined || (tab.saved && tabs[0][name] !== undefined) ? '-' : undefined;
}

/** Whether what is seen is no longer the view that was chosen. The columns of a page’s own view are everybody’s own affair. */
export function differs(tab: Tab, { columns, ...seen }: Words): boolean {
  const words = { ...seen, columns: columns === '-' ? undefined : columns };
  return (
    words.sort !== tab.sort ||
    words.filter !== tab.filter ||
    words.group !== tab.group ||
    (tab.saved !== undefined && columns !== undefined && words.columns !== tab.columns)
  );
}
