import { describe, expect, test } from 'vitest';
import type { Field } from '../../house/kind.ts';
import { planPaste } from './paste.ts';

const name: Field = { name: 'name', label: 'Name', type: 'text', max: 20 };
const lot: Field = { name: 'lot_min', label: 'Lot minimum', type: 'quantity', min: 0 };
const rows = [
  { id: 1, version: 1, name: 'Frame', lot_min: 10 },
  { id: 2, version: 1, name: 'Fork', lot_min: 0 },
];

describe('cells pasted over records', () => {
  test('change the records below the cursor, only where they differ', () => {
    const plan = planPaste(
      [
        ['Frame', '20'],
        ['Fork 28', '0'],
      ],
      rows,
      [name, lot],
    );
    expect(plan.faults).toEqual([]);
    expect(plan.changes.map(({ row, cells }) => [row.id, cells])).toEqual([
      [1, { lot_min: '20' }],
      [2, { name: 'Fork 28' }],
    ]);
  });
  test('a cell that cannot be read is named by row and column, with its value', () => {
    const { faults } = planPaste([['Frame', '−3 or so']], rows, [name, lot]);
    expect(faults).toMatchObject([{ row: 1, column: 'Lot minimum', value: '−3 or so' }]);
  });
  test('a row beyond the last record is refused, not added', () => {
    expect(planPaste([['a'], ['b'], ['c']], rows, [name]).faults).toMatchObject([{ row: 3 }]);
  });
  test('a column that may not be written is refused', () => {
    expect(planPaste([['a', 'b']], rows, [name, undefined]).faults).toMatchObject([
      { row: 1, text: 'This column cannot be edited.' },
    ]);
  });
});
