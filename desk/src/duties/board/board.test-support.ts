/** A small board, as a test meets it. */
import { boardOf, type Wire } from './board.ts';

const [hour, day] = [3600, 86_400];
/** Monday 5 January 2026, midnight in Berlin is 23:00 UTC of the day before. */
export const monday = Date.parse('2026-01-05T00:00:00Z') / 1000;

/**
 *   FRAME work/1:  10 saw on S1 06–08, 20 weld on W1 09–12   → BIKE planned/2: 10 pack on P1 13–14 → SO-1/1
 *   STAND planned/3: 10 saw on S1 07–09 (it overlaps work/1 there) → only stock
 */
export function wire(change: Partial<Wire> = {}): Wire {
  const steps = [
    // order, seq, machine, centre, starts, lasts
    [0, 10, 0, 0, 6 * hour, 2 * hour],
    [0, 20, 1, 1, 9 * hour, 3 * hour],
    [1, 10, 2, 2, 13 * hour, hour],
    [2, 10, 0, 0, 7 * hour, 2 * hour],
  ];
  const column = (n: number) => steps.map((step) => step[n]!);
  const same = (value: number) => steps.map(() => value);
  return {
    epoch: monday,
    now: 6 * hour,
    offsets: { zone: 'Europe/Berlin', at: [0], offset: [hour] },
    calendars: [{ windows: [6 * hour, 10 * hour, 30 * hour, 38 * hour] }],
    centres: [
      { code: 'SAW', name: 'Sawing', department: 'Frames' },
      { code: 'WELD', name: null, department: 'Frames' },
      { code: 'PACK', name: null, department: null },
    ],
    machines: ['S1', 'W1', 'P1'].map((code, centre) => ({
      code,
      name: null,
      centre,
      calendar: 0,
      capacity: 1,
      down: [],
    })),
    days: { week: 'Mon-Fri 08:00-16:00', special: [] },
    crews: [{ code: 'WELDERS', name: null, size: 2, calendar: 0 }],
    workers: [
      { code: 'B1', name: 'Bela', crew: 0, shift: 'early' },
      { code: 'B2', name: 'Jana', crew: 0, shift: null },
    ],
    items: [
      { code: 'FRAME', name: 'Frame', unit: 'pcs', decimals: 0 },
      { code: 'BIKE', name: 'City bike', unit: 'pcs', decimals: 0 },
      { code: 'STAND', name: null, unit: null, decimals: 1 },
    ],
    demands: { ref: ['SO-1/1'], customer: ['MILLER'], due: [20 * hour], promised: [null], late: [0] },
    orders: {
      id: ['work/1', 'planned/2', 'planned/3'],
      item: [0, 1, 2],
      qty: [4, 4, 9],
      state: ['started', 'planned', 'planned'],
      need: [12 * hour, 20 * hour, day],
    },
    feeds: { from: [0], to: [1] },
    serves: { order: [1], demand: [0] },
    names: ['Weld', 'RED'],
    steps: {
      order: column(0),
      seq: column(1),
      machine: column(2),
      centre: column(3),
      starts: column(4),
      lasts: column(5),
      name: [-1, 0, -1, -1],
      family: [1, -1, -1, -1],
      crew: [-1, 0, -1, -1],
      crew_size: same(1),
      setup_crew: same(-1),
      setup: same(0),
      run: steps.map((step) => step[5]!),
      setup_lasts: same(0),
      late: [-0.5, 1, -3, null],
      frozen: same(0),
      done: same(0),
      part: same(0),
    },
    ...change,
  };
}
export const board = boardOf(wire());
export const at = (hours: number): number => monday + hours * hour;
