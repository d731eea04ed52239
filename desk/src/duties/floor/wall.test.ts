import { describe, expect, it } from 'vitest';
import { type WallStep, wallOf, wallsOf } from './wall.ts';

const step = (order: string, starts: string, more: Partial<WallStep> = {}): WallStep => ({
  order,
  seq: 10,
  state: 'waiting',
  machine: 'W1',
  starts: `2026-11-03T${starts}:00Z`,
  late_days: -1,
  missing: [],
  ...more,
});
const orders = (list: { readonly rows: readonly WallStep[] }) => list.rows.map((row) => row.order);

describe('the screen at the wall', () => {
  it('shows as now only what was started, however long ago the plan would have begun', () => {
    const list = wallOf([step('A', '06:00'), step('B', '07:00', { state: 'started' })]);
    expect(orders(list.now)).toEqual(['B']);
    expect(orders(list.next)).toEqual(['A']);
  });

  it('shows what comes next in order of time, on whatever machine', () => {
    const list = wallOf([step('A', '06:00'), step('B', '07:00'), step('C', '09:00', { machine: 'W2' })]);
    expect(orders(list.next)).toEqual(['A', 'B', 'C']);
  });

  it('shows the latest first, and in time nothing', () => {
    const list = wallOf([
      step('A', '06:00', { late_days: 0 }),
      step('B', '07:00', { late_days: 0.1 }),
      step('C', '08:00', { late_days: 3 }),
      step('D', '09:00', { late_days: null }),
    ]);
    expect(orders(list.late)).toEqual(['C', 'B']);
  });

  it('shows a late order once, by the first of its steps', () => {
    const list = wallOf([
      step('A', '08:00', { seq: 20, late_days: 2 }),
      step('A', '06:00', { late_days: 2 }),
      step('B', '07:00', { late_days: 1 }),
    ]);
    expect(list.late.rows.map(({ order, seq }) => [order, seq])).toEqual([
      ['A', 10],
      ['B', 10],
    ]);
  });

  it('shows what waits for material, but neither what was begun without it nor what has it by its start', () => {
    const missing = [{ by_start: false }];
    const list = wallOf([
      step('A', '06:00', { missing: [{ by_start: true }, ...missing] }),
      step('B', '07:00', { missing, state: 'started' }),
      step('C', '08:00', { missing: [{ by_start: true }] }),
    ]);
    expect(orders(list.waiting)).toEqual(['A']);
  });

  it('counts what has no room', () => {
    const many = Array.from({ length: 9 }, (_, at) => step(`O${at}`, `0${at}:00`));
    const list = wallOf(many, { left: 4, right: 4 });
    expect(list.next).toMatchObject({ more: 5 });
    expect(orders(list.next)).toEqual(['O0', 'O1', 'O2', 'O3']);
  });

  it('has half of a column for each of its two lists, and what one leaves the other takes', () => {
    const steps = (count: number, more: Partial<WallStep>) =>
      Array.from({ length: count }, (_, at) => step(`${more.state}${at}`, `0${at}:00`, more));
    const shown = (started: number, waiting: number) => {
      const all = [...steps(started, { state: 'started' }), ...steps(waiting, { state: 'waiting' })];
      const { now, next } = wallOf(all, { left: 7, right: 7 });
      return [now.rows.length, next.rows.length];
    };
    expect([shown(9, 9), shown(1, 9), shown(9, 2), shown(2, 2)]).toEqual([
      [4, 3],
      [1, 6],
      [5, 2],
      [2, 2],
    ]);
  });

  it('is empty for a work centre without work', () => {
    expect(wallOf([])).toMatchObject({ now: { rows: [], more: 0 }, late: { rows: [] } });
  });
});

describe('the walls of the work centres', () => {
  const at = (work_centre: string, order: string, starts: string, more: Partial<WallStep> = {}) => ({
    ...step(order, starts, more),
    work_centre,
  });
  const centres = ['ASSY', 'PAINT', 'WELD'].map((code) => ({ code, name: null }));
  const steps = [
    at('WELD', 'A', '06:00', { late_days: 2 }),
    at('WELD', 'A', '06:30', { seq: 20, late_days: 2 }),
    at('WELD', 'B', '07:00', { state: 'started' }),
    at('PAINT', 'C', '09:00'),
    at('PAINT', 'D', '08:00'),
    at('PAINT', 'E', '05:00', { state: 'done', late_days: 1 }),
  ];

  it('say what runs there, else what comes first, and nothing where nothing is to be done', () => {
    expect(wallsOf(centres, steps).map(({ code, first }) => [code, first?.order ?? null])).toEqual([
      ['ASSY', null],
      ['PAINT', 'D'],
      ['WELD', 'B'],
    ]);
  });

  it('count operations that are open, not what is done, and an order that is late once, as its own screen does', () => {
    expect(wallsOf(centres, steps).map(({ open, late }) => [open, late])).toEqual([
      [0, 0],
      [2, 0],
      [3, 1],
    ]);
  });
});
