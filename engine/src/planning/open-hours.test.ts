import { describe, expect, it } from 'vitest';
import { duration, qty, ratio, second } from '../units/units.ts';
import { OpenHours } from './open-hours.ts';
import type { Calendar, Problem } from './problem.ts';

const hour = 3600;
const daily = (id: string, from: number, to: number): Calendar => ({
  id,
  week: [0, 1, 2, 3, 4].map((weekday) => ({ weekday, from: from * hour, to: to * hour })),
  exceptions: [],
});

/** 2026-01-05 is a Monday. */
const problem: Problem = {
  name: 'hours',
  epoch: '2026-01-05T00:00:00Z',
  zone: { name: 'UTC', offsets: [{ at: second(0), offset: 0 }] },
  now: second(0),
  horizonEnd: second(30 * 86_400),
  currency: 'EUR',
  items: [{ id: 'X', supply: 'make', decimals: 0, safetyStock: qty(0), lot: { min: qty(0), multiple: qty(1) } }],
  components: [],
  operations: [{ item: 'X', seq: 10, workCentre: 'PACK', setup: duration(0), runPerUnit: ratio(60) }],
  workCentres: [{ id: 'PACK', calendar: 'PLANT' }],
  machines: [
    { id: 'TABLE', workCentre: 'PACK', capacity: 1 },
    { id: 'LATE', workCentre: 'PACK', capacity: 1, calendar: 'EVENING' },
  ],
  calendars: [daily('PLANT', 6, 22), daily('DAY', 7, 15), daily('EVENING', 14, 22)],
  crews: [{ id: 'PACKERS', size: 1, calendar: 'DAY' }],
  changeovers: [],
  sources: [],
  moves: [],
  stock: [],
  purchaseLines: [],
  workOrders: [],
  allocations: [],
  demands: [],
  events: [],
  rules: { order: 'due', constrained: true },
};

describe('hours in which a step could have run', () => {
  const hours = new OpenHours(problem);
  const [monday, friday] = [0, 4 * 24];
  it.each([
    ["without a crew they are the work centre's", 'TABLE', undefined, monday, monday + 24, 16],
    ["a machine's own calendar comes first", 'LATE', undefined, monday, monday + 24, 8],
    ['with a crew both must work', 'TABLE', 'PACKERS', monday, monday + 24, 8],
    ['machine and crew may share one hour only', 'LATE', 'PACKERS', monday, monday + 24, 1],
    ['from Friday evening to Monday morning there are none', 'TABLE', 'PACKERS', friday + 15, 7 * 24 + 7, 0],
  ])('%s', (_, machine, crew, from, to, open) => {
    expect(hours.between(machine, crew, from * hour, to * hour)).toBe(open * hour);
  });
});
