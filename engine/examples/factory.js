/** Chairs are sawn from wood that takes three days to come: the factory of the README, with one order of three. */
import { duration, qty, ratio, second } from '../dist/index.js';

const DAY = 86_400;
const HOUR = 3_600;
const lot = { min: qty(1), multiple: qty(1) };

/** @type {import('../dist/index.js').Problem} */
export const factory = {
  name: 'chairs',
  epoch: '2026-01-05T00:00:00Z',
  zone: { name: 'UTC', offsets: [{ at: second(0), offset: 0 }] },
  now: second(0),
  horizonEnd: second(365 * DAY),
  currency: 'EUR',
  items: [
    { id: 'CHAIR', supply: 'make', decimals: 0, safetyStock: qty(0), lot },
    { id: 'WOOD', supply: 'buy', decimals: 0, safetyStock: qty(0), lot },
  ],
  components: [{ parent: 'CHAIR', component: 'WOOD', qtyPer: ratio(2) }],
  operations: [{ item: 'CHAIR', seq: 10, workCentre: 'SAW', setup: duration(HOUR), runPerUnit: ratio(HOUR) }],
  workCentres: [{ id: 'SAW', calendar: 'DAY' }],
  machines: [{ id: 'SAW-1', workCentre: 'SAW', capacity: 1 }],
  calendars: [
    {
      id: 'DAY',
      week: [0, 1, 2, 3, 4].map((weekday) => ({ weekday, from: 8 * HOUR, to: 16 * HOUR })),
      exceptions: [],
    },
  ],
  sources: [
    {
      item: 'WOOD',
      vendor: 'Forest & Sons',
      leadTime: { elapsed: duration(3 * DAY) },
      min: qty(1),
      multiple: qty(1),
      priority: 1,
    },
  ],
  demands: [{ id: 'D1', item: 'CHAIR', qty: qty(3), due: second(2 * DAY + 16 * HOUR), priority: 1, kind: 'order' }],
  rules: { order: 'due', constrained: true },
  crews: [],
  changeovers: [],
  moves: [],
  stock: [],
  purchaseLines: [],
  workOrders: [],
  allocations: [],
  events: [],
};
