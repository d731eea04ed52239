import { describe, expect, it } from 'vitest';
import { customerLines } from '../orders/orders.ts';
import { counted } from './counted.ts';

const lines = (rows: readonly (readonly [order: string, line?: string | number])[]) =>
  counted(
    customerLines,
    rows.map(([order_no, line]) => (line === undefined ? { order_no } : { order_no, line })),
    [],
  ).map((cells) => `${cells.order_no}/${cells.line}`);

describe('order lines without their number', () => {
  it('are counted within their order, as they come', () => {
    expect(lines([['SO-1'], ['SO-2'], ['SO-1'], ['SO-1']])).toEqual(['SO-1/1', 'SO-2/1', 'SO-1/2', 'SO-1/3']);
  });
  it('go on from the highest that was given', () => {
    expect(
      lines([
        ['SO-1', 10],
        ['SO-1', ''],
        ['SO-1', '5'],
        ['SO-1', ' '],
      ]),
    ).toEqual(['SO-1/10', 'SO-1/11', 'SO-1/5', 'SO-1/12']);
  });
  it('leave what is no number for the check to name', () => {
    expect(lines([['SO-1', 'ten'], ['SO-1']])).toEqual(['SO-1/ten', 'SO-1/1']);
  });
});
