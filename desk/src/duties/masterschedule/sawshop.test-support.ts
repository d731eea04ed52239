/** A saw shop small enough to plan by hand: Monday 5 January 2026 00:00 UTC is second 0, work is Monday to Friday 08:00 to 16:00. */
import { duration, type Problem, qty, ratio, type Second, second } from '@hotlist/engine';

const [hour, day] = [3600, 86_400];

/** Second of an hour on a day; day 0 is Monday. */
export const at = (days: number, hours: number): Second => second(days * day + hours * hour);

/** Two saws; a board takes an hour of set-up and an hour of run. `due`: one board each. */
export function sawShop(due: Readonly<Record<string, Second>>, more: Partial<Problem> = {}): Problem {
  return {
    name: 'saws',
    epoch: '2026-01-05T00:00:00Z',
    zone: { name: 'UTC', offsets: [{ at: second(0), offset: 0 }] },
    now: second(0),
    horizonEnd: second(365 * day),
    currency: 'EUR',
    items: [
      {
        id: 'BOARD',
        supply: 'make',
        decimals: 0,
        safetyStock: qty(0),
        lot: { min: qty(1), multiple: qty(1), max: qty(1) },
      },
    ],
    components: [],
    operations: [
      { item: 'BOARD', seq: 10, workCentre: 'SAW', setup: duration(hour), runPerUnit: ratio(hour), crew: 'SAWYERS' },
    ],
    workCentres: [{ id: 'SAW', calendar: 'DAY' }],
    machines: ['S1', 'S2'].map((id) => ({ id, workCentre: 'SAW', capacity: 1 })),
    calendars: [
      {
        id: 'DAY',
        week: [0, 1, 2, 3, 4].map((weekday) => ({ weekday, from: 8 * hour, to: 16 * hour })),
        exceptions: [],
      },
    ],
    crews: [{ id: 'SAWYERS', size: 2, calendar: 'DAY' }],
    changeovers: [],
    sources: [],
    moves: [],
    stock: [],
    purchaseLines: [],
    workOrders: [],
    allocations: [],
    demands: Object.entries(due).map(([id, when]) => ({
      id,
      item: 'BOARD',
      qty: qty(1),
      due: when,
      priority: 1,
      kind: 'order' as const,
    })),
    events: [],
    rules: { order: 'due', constrained: true },
    ...more,
  };
}
