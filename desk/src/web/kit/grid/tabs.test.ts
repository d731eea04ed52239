import { describe, expect, it } from 'vitest';
import type { Saved } from '../../views/saved.ts';
import type { Column } from './column.ts';
import { parseColumns, printColumns, shownColumns, withMove, withSetting } from './shown.ts';
import { addressOf, differs, tabOfSaved, tabsOf, wordFor } from './tabs.ts';

const saved = (more: Partial<Saved> = {}): Saved => ({
  id: 12,
  version: 1,
  page: 'orders',
  name: 'Very late',
  sort: null,
  filter: 'late:> 2',
  group: null,
  columns: null,
  shared: false,
  owner: 'Paula Planner',
  mine: true,
  changeable: true,
  opens: false,
  ...more,
});
const given = [
  { name: 'Open', sort: 'due' },
  { name: 'Late', filter: 'late:> 0' },
];
const nothing = { sort: undefined, filter: undefined, group: undefined, columns: undefined };

describe('the address of a tab', () => {
  const tabs = tabsOf(given, [saved()]);
  it('of the page’s first view is the page itself', () => {
    expect(addressOf(tabs[0], tabs)).toEqual({ ...nothing, view: undefined });
  });
  it('of another view of the page is its name', () => {
    expect(addressOf(tabs[1] ?? tabs[0], tabs)).toEqual({ ...nothing, view: 'Late' });
  });
  it('of a saved view says all of it, for those who do not have the view', () => {
    expect(addressOf(tabs[2] ?? tabs[0], tabs)).toEqual({ ...nothing, view: '12', filter: 'late:> 2', sort: '-' });
  });
  it('of the page’s first view is its name where the page opens with another', () => {
    const opened = tabsOf(given, [saved({ opens: true })]);
    expect(addressOf(opened[0], opened)).toEqual({ ...nothing, view: 'Open' });
  });
});

describe('what the address says of a value', () => {
  const tabs = tabsOf(given, [saved()]);
  const [open, late, very] = [tabs[0], tabs[1] ?? tabs[0], tabs[2] ?? tabs[0]];
  it.each([
    ['nothing where the view says it', 'filter', 'late:> 0', late, undefined],
    ['itself where the view says another', 'filter', 'late:> 5', late, 'late:> 5'],
    ['a dash where the view has one and none is wanted', 'filter', undefined, late, '-'],
    ['nothing where there is none anyway', 'filter', undefined, open, undefined],
    ['itself under a saved view, whose link is whole', 'filter', 'late:> 2', very, 'late:> 2'],
    ['a dash under a saved view where the page’s first would come in', 'sort', undefined, very, '-'],
  ] as const)('is %s', (_, name, value, tab, expected) => {
    expect(wordFor(name, value, tab, tabs)).toBe(expected);
  });
});

describe('a view is changed', () => {
  const tab = tabOfSaved(saved({ columns: 'order,due:120' }));
  const seen = { sort: undefined, filter: 'late:> 2', group: undefined, columns: undefined };
  it.each([
    ['not as it was saved', seen, false],
    ['by another filter', { ...seen, filter: 'late:> 3' }, true],
    ['by a column', { ...seen, columns: 'order,due:140' }, true],
    ['by no columns of its own', { ...seen, columns: '-' }, true],
    ['not by the columns it has', { ...seen, columns: 'order,due:120' }, false],
  ])('%s', (_, words, expected) => {
    expect(differs(tab, words)).toBe(expected);
  });
  it('not by columns when it is the page’s own: those are everybody’s own affair', () => {
    expect(differs(tabsOf(given, [])[0], { ...nothing, sort: 'due', columns: 'order' })).toBe(false);
  });
});

describe('columns in an address', () => {
  const column = (id: string, more: Partial<Column<object>> = {}): Column<object> =>
    ({ id, label: id, type: 'text', value: () => null, width: 100, ...more }) as Column<object>;
  const columns = [column('order'), column('due'), column('note', { secondary: true }), column('money')];
  const shown = (text: string) =>
    shownColumns(columns, parseColumns(text)).map(({ column: one, width }) => `${one.id} ${width}`);
  it('say which are shown, in which order and how wide', () => {
    expect(shown('money:140,order')).toEqual(['money 140', 'order 100']);
  });
  it('that say nothing show what the page has', () => {
    expect(shown('')).toEqual(['order 100', 'due 100', 'money 100']);
  });
  it('that the page no longer has are passed over', () => {
    expect(shown('gone:80,due')).toEqual(['due 100']);
  });
  it('are written as they are read', () => {
    expect(printColumns(parseColumns('order,due:120,a:b'))).toBe('order,due:120,a:b');
  });
  it('carry what one changes of one of them', () => {
    const text = (settings: ReturnType<typeof parseColumns>) => printColumns(settings);
    expect(text(withSetting(columns, [], 'due', { width: 130 }))).toBe('order,due:130,money');
    expect(text(withSetting(columns, parseColumns('order,due'), 'note', { hidden: false }))).toContain('note');
    expect(text(withMove(columns, parseColumns('order,due'), 'due', -1))).toBe('due,order');
  });
});
