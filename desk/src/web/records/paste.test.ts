import { describe, expect, test } from 'vitest';
import type { Field, Kind } from '../../house/kind.ts';
import { planNew, planPaste } from './paste.ts';

const code: Field = { name: 'code', label: 'Item', type: 'code' };
const name: Field = { name: 'name', label: 'Name', type: 'text', max: 20 };
const lot: Field = { name: 'lot_min', label: 'Lot minimum', type: 'quantity', min: 0 };
const kind: Kind = {
  name: 'items',
  one: 'item',
  many: 'Items',
  about: 'What is made and bought.',
  key: ['code'],
  fields: [code, name, lot],
  read: 'stock.see',
  write: 'master.write',
  planned: true,
};
const records = [
  { id: 1, version: 1, code: 'FRAME', name: 'Frame', lot_min: 10 },
  { id: 2, version: 1, code: 'FORK', name: 'Fork', lot_min: 0 },
];
const from = (...fields: readonly Field[]) => ({
  fields: fields.map((field) => [field, true] as const),
  at: (index: number) => records[index],
});

describe('cells pasted over records', () => {
  test('lie over the records below the cursor, each named by its key', () => {
    expect(planPaste(kind, [['Frame 54', '20'], ['Fork 28']], from(name, lot))).toEqual({
      pasted: {
        head: ['code', 'name', 'lot_min'],
        rows: [
          ['FRAME', 'Frame 54', '20'],
          ['FORK', 'Fork 28', ''],
        ],
        above: 0,
      },
    });
  });
  test('with the key among them are rows of their own, wherever the cursor stands', () => {
    expect(planPaste(kind, [['HUB', 'Hub']], from(code, name, lot))).toEqual({
      pasted: { head: ['code', 'name'], rows: [['HUB', 'Hub']], above: 0 },
    });
  });
  test('with their heads are matched by the heads, in whatever order', () => {
    expect(
      planPaste(
        kind,
        [
          ['lot minimum', 'Item'],
          ['5', 'HUB'],
        ],
        from(name),
      ),
    ).toEqual({
      pasted: { head: ['lot_min', 'code'], rows: [['5', 'HUB']], above: 1 },
    });
  });
  test('whose heads leave out a part of the key that has a default are new rows all the same', () => {
    const line: Field = { name: 'line', label: 'Line', type: 'integer', min: 1, max: 9, default: 1 };
    const lines: Kind = { ...kind, key: ['code', 'line'], fields: [code, line, name] };
    expect(
      planNew(
        lines,
        [
          ['Item', 'Name'],
          ['HUB', 'Hub'],
        ],
        () => true,
      ),
    ).toEqual({
      pasted: { head: ['code', 'name'], rows: [['HUB', 'Hub']], above: 1 },
    });
    expect(
      planNew(
        lines,
        [
          ['Line', 'Name'],
          ['1', 'Hub'],
        ],
        () => true,
      ),
    ).not.toMatchObject({ pasted: { above: 1 } });
  });
  test('with nothing to lie over are new rows, cell by cell in the order of the fields', () => {
    expect(planNew(kind, [['HUB', 'Hub', '5']], () => true)).toEqual({
      pasted: { head: ['code', 'name', 'lot_min'], rows: [['HUB', 'Hub', '5']], above: 0 },
    });
    expect(planNew(kind, [['HUB']], () => false)).toMatchObject({
      faults: [{ text: 'This column cannot be edited.' }],
    });
  });
  test('a row beyond the last record is refused with the way to add it', () => {
    expect(planPaste(kind, [['a'], ['b'], ['c']], from(name))).toMatchObject({
      faults: [{ row: 3, text: /Maybe paste Item with it/ }].map(({ row, text }) => ({
        row,
        text: expect.stringMatching(text) as string,
      })),
    });
  });
  test('a column that may not be written is refused by name', () => {
    expect(planPaste(kind, [['a']], { ...from(), fields: [[name, false]] })).toMatchObject({
      faults: [{ row: 1, column: 'Name' }],
    });
  });
  test('a cell with no column to the right is refused', () => {
    expect(planPaste(kind, [['a', 'b']], from(lot))).toMatchObject({ faults: [{ row: 1 }] });
  });
});
