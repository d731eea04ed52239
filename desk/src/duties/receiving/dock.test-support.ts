/** A plant in which orders wait for what is to come, for tests of receiving in the database and in the browser. */
import { plantDay as day } from '../../server/test-app.ts';

/**
 * MO-7, which is late, and MO-8 weld frames of two tubes each; no tube is there. PO-1 was to bring 20 tubes yesterday, PO-2
 * brings 40 in two days. Paint is inspected and asks for its lot; nobody waits for it.
 */
export const receivingPlant: readonly (readonly [path: string, rows: readonly object[]])[] = [
  ['/units', [{ code: 'pcs' }, { code: 'box' }]],
  ['/calendars', [{ code: 'DAY', week: 'Mon-Sun 06:00-22:00' }]],
  ['/work-centres', [{ code: 'WELD', calendar: 'DAY' }]],
  ['/machines', [{ code: 'W1', work_centre: 'WELD' }]],
  [
    '/items',
    [
      { code: 'FRAME', name: 'Frame 54', supply: 'make', unit: 'pcs' },
      { code: 'TUBE-25', name: 'Tube 25 mm', supply: 'buy', unit: 'pcs' },
      { code: 'PAINT', name: 'Paint, red', supply: 'buy', unit: 'pcs', inspected: true, asks_lot: true },
    ],
  ],
  ['/item-units', [{ item: 'TUBE-25', unit: 'box', factor: '10' }]],
  ['/components', [{ parent: 'FRAME', component: 'TUBE-25', qty_per: 2 }]],
  ['/routing-steps', [{ item: 'FRAME', seq: 10, work_centre: 'WELD', run_minutes: 3 }]],
  ['/vendors', [{ code: 'KRAFT', name: 'Kraft Tubes' }]],
  ['/customers', [{ code: 'MILLER' }]],
  ['/sources', [{ item: 'TUBE-25', vendor: 'KRAFT', transit_days: 20 }]],
  [
    '/locations',
    [
      { code: 'DOCK', kind: 'dock' },
      { code: 'QA', kind: 'inspection' },
      { code: 'A-01' },
      { code: 'WELD-IN', kind: 'area', work_centre: 'WELD' },
    ],
  ],
  [
    '/purchase-lines',
    [
      { order_no: 'PO-1', line: 1, vendor: 'KRAFT', item: 'TUBE-25', qty: 20, promised: day(-1) },
      { order_no: 'PO-1', line: 2, vendor: 'KRAFT', item: 'PAINT', qty: 5, promised: day(0) },
      { order_no: 'PO-2', line: 1, vendor: 'KRAFT', item: 'TUBE-25', qty: 40, promised: day(2) },
    ],
  ],
  [
    '/customer-lines',
    [
      { order_no: 'SO-1', line: 1, customer: 'MILLER', item: 'FRAME', qty: 6, due: day(-1) },
      { order_no: 'SO-2', line: 1, customer: 'MILLER', item: 'FRAME', qty: 10, due: day(4) },
    ],
  ],
  [
    '/work-orders',
    [
      { number: 'MO-7', item: 'FRAME', qty: 6, state: 'firm', due: day(-1) },
      { number: 'MO-8', item: 'FRAME', qty: 10, state: 'firm', due: day(4) },
    ],
  ],
];
