import { describe, expect, it } from 'vitest';
import { customerLines } from '../orders/orders.ts';
import { kinds } from '../records/records.ts';
import { kindOfSheet, matchHeads, plainHead } from './imports.ts';

describe('heads are the same words', () => {
  it.each([
    ['whatever their case', 'DUE DATE', 'due date'],
    ['with underscores or hyphens', 'due_date', 'Due-Date'],
    ['with a unit in brackets', 'Set-up (min)', 'set up'],
    ['with accents', 'Pièce', 'piece'],
    ['written together as programs do', 'dueDate', 'due date'],
    ['with # or Nr. for number', 'Order #', 'Order Nr.'],
  ])('%s', (_, a, b) => {
    expect(plainHead(a)).toBe(plainHead(b));
  });

  it('as far as a name goes: a cell of 100,000 open brackets is cut before it is searched', () => {
    expect(plainHead(`${'x'.repeat(100_000)}${'['.repeat(100_000)}`)).toHaveLength(200);
  });
});

describe('columns become fields', () => {
  const fields = (heads: readonly string[], mapping = {}) =>
    matchHeads(customerLines, heads, mapping).columns.map((one) => one.field ?? '');

  it('by name, label and the words that others use', () => {
    expect(fields(['Sales Order', 'pos', 'Client', 'SKU', 'QTY', 'Delivery date'])).toEqual([
      'order_no',
      'line',
      'customer',
      'item',
      'qty',
      'due',
    ]);
  });

  it('as programs write them, two letters too', () => {
    const heads = (kind: string, words: readonly string[]) =>
      matchHeads(kinds.find((one) => one.name === kind)!, words).columns.map((one) => one.field);
    expect(heads('purchase_lines', ['PoNo', 'Vendor'])).toEqual(['order_no', 'vendor']);
    expect(heads('items', ['Part no.', 'UoM', 'Make or buy'])).toEqual(['code', 'unit', 'supply']);
  });

  it('each once: the better word wins, wherever it stands', () => {
    expect(fields(['ordered', 'Quantity'])).toEqual(['', 'qty']);
  });

  it('as a person said, even against the words', () => {
    expect(fields(['Order', 'Old order'], { 'Old order': 'order_no', Order: '' })).toEqual(['', 'order_no']);
  });

  it('and what no column gives is missing, unless it has a default', () => {
    const { missing } = matchHeads(customerLines, ['Order', 'Customer', 'Item', 'Quantity']);
    expect(missing.map((field) => field.name)).toEqual(['due']);
  });
});

describe('a sheet holds', () => {
  const name = (sheet: string, head: readonly string[]) => kindOfSheet({ name: sheet, head }, kinds)?.name;
  it('what its name says', () => expect(name('Customer orders', [])).toBe('customer_lines'));
  it('else what its heads say', () =>
    expect(name('Sheet1', ['Order', 'Customer', 'Part number', 'Qty', 'Due date'])).toBe('customer_lines'));
  it('nothing that can be told from one head', () => expect(name('Sheet1', ['Name'])).toBeUndefined());
});
