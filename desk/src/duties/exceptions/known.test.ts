import { describe, expect, it } from 'vitest';
import { byTheClock } from '../planning/openhours.ts';
import type { Exception, Trouble } from './exceptions.ts';
import { madeWith } from './known.ts';

const hour = 3600;
const step = { order: 'work/1', seq: 10, machine: 'S1', start: 8 * hour, end: 10 * hour, said: 0, more: 0 };
const trouble = (kind: Trouble, what: string, state: 'waiting' | 'started' = 'waiting') =>
  ({ kind, what, step: { ...step, state, begun: state === 'started' ? 8 * hour : null } }) as unknown as Exception;
const knows = (one: Exception, unread: readonly string[] | undefined, made = 9) =>
  madeWith({ now: made * hour, unread, worked: () => byTheClock, numberOf: (order) => order.replace('work/', 'MO-') })(
    one,
  );

describe('a plan made since', () => {
  it.each<[string, Exception, string]>([
    ['a machine that went down', trouble('machine-down', 'S1'), 'downtimes S1/2026-11-03T08:00:00Z'],
    ['what is closed', trouble('closed', 'DAY'), 'calendar_days DAY/2026-11-04'],
    ['people who are missing', trouble('people-missing', 'WELDERS'), 'crews WELDERS'],
    ['a purchase that comes later', trouble('material-late', 'PO-1/1'), 'purchase_lines PO-1/1'],
    [
      'a customer’s input',
      trouble('input-late', 'SO-1/1 artwork of the box'),
      'customer_inputs SO-1/1/artwork of the box',
    ],
    ['stock that is gone', trouble('stock-short', 'TUBE'), 'stock TUBE/BIN////'],
    ['scrap', trouble('order-short', 'work/1'), 'work_steps MO-1/20'],
    ['another quantity', trouble('order-short', 'work/1'), 'work_orders MO-1'],
  ])('knows of %s unless that was written after it', (_, one, input) => {
    expect([knows(one, []), knows(one, ['machines S9', `${input.split(' ')[0]} OTHER`]), knows(one, [input])]).toEqual(
      input.startsWith('c') && !input.startsWith('customer') ? [true, false, false] : [true, true, false],
    );
  });

  it('does not take another machine, order or item for it by its first letters', () => {
    expect(knows(trouble('machine-down', 'S1'), ['downtimes S10/2026-11-03T08:00:00Z'])).toBe(true);
    expect(knows(trouble('order-short', 'work/1'), ['work_orders MO-10'])).toBe(true);
  });

  it.each<[string, Exception, number, boolean]>([
    ['an operation that had not begun then', trouble('not-begun', 'S1'), 8.5, true],
    ['none that was to begin after it', trouble('not-begun', 'S1'), 8, false],
    ['an operation that was over its end then', trouble('runs-over', 'S1', 'started'), 10.5, true],
    ['none that was not over its end yet', trouble('runs-over', 'S1', 'started'), 9, false],
    ['frozen work that it could not keep', trouble('frozen', 'S1'), 7, true],
  ])('knows of %s', (_, one, made, known) => {
    expect(knows(one, [], made)).toBe(known);
  });

  it('knows of nothing that is written where too much was written after it', () => {
    expect(knows(trouble('machine-down', 'S1'), undefined)).toBe(false);
  });
});
