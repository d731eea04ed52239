import { describe, expect, it } from 'vitest';
import type { Column } from './column.ts';
import { firstOnPhone } from './shown.ts';

const columns: readonly Column<string>[] = ['start', 'order', 'state', 'missing'].map((id) => ({
  id,
  label: id,
  type: 'text',
  width: 150,
  value: (row) => row,
}));

describe('on a phone', () => {
  it('the most telling columns come first, in their own order and width, and none is lost', () => {
    const shown = firstOnPhone(columns, { order: { label: 'What', width: 120 }, missing: { label: 'Missing' } });
    expect(shown.map(({ id, label, width }) => `${id} ${label} ${width}`)).toEqual([
      'order What 120',
      'missing Missing 150',
      'start start 150',
      'state state 150',
    ]);
  });

  it('a column that the page does not have is not made up', () => {
    expect(firstOnPhone(columns, { nothing: { label: 'Nothing' } })).toEqual(columns);
  });
});
