import { describe, expect, it } from 'vitest';
import { duration, qty, ratio, second } from '../units/units.ts';
import { plan } from './planner.ts';
import type { Problem } from './problem.ts';

/** Frames take an hour each on the one machine; WO-1 was started with 10, of which 6 have still to be made. Due in 6 h. */
function frames(workOrder: { readonly qtyOpen: number; readonly scrapped?: number }, wanted: number): Problem {
  return {
    name: 'scrap',
    epoch: '2026-01-05T00:00:00Z',
    zone: { name: 'UTC', offsets: [{ at: second(0), offset: 0 }] },
    now: second(0),
    horizonEnd: second(90 * 86_400),
    currency: 'EUR',
    items: [{ id: 'FRAME', supply: 'make', decimals: 0, safetyStock: qty(0), lot: { min: qty(0), multiple: qty(1) } }],
    components: [],
    operations: [{ item: 'FRAME', seq: 10, workCentre: 'WELD', setup: duration(0), runPerUnit: ratio(3600) }],
    workCentres: [{ id: 'WELD', calendar: 'ALWAYS' }],
    machines: [{ id: 'W1', workCentre: 'WELD', capacity: 1 }],
    calendars: [{ id: 'ALWAYS', alwaysOpen: true, week: [], exceptions: [] }],
    crews: [],
    changeovers: [],
    sources: [],
    moves: [],
    stock: [],
    purchaseLines: [],
    workOrders: [
      {
        id: 'WO-1',
        item: 'FRAME',
        state: 'released',
        qty: qty(10),
        qtyOpen: qty(workOrder.qtyOpen),
        scrapped: workOrder.scrapped === undefined ? undefined : qty(workOrder.scrapped),
      },
    ],
    allocations: [],
    demands: [{ id: 'D', item: 'FRAME', qty: qty(wanted), due: second(6 * 3600), priority: 1, kind: 'order' }],
    events: [],
    rules: { order: 'due', constrained: true },
  };
}

const causes = (problem: Problem) =>
  plan(problem).deliveries.flatMap(({ reasons }) => reasons.map((reason) => reason.kind));

describe('scrap as a cause', () => {
  it('names the order that lost the pieces and how long making them again takes', () => {
    const [delivery] = plan(frames({ qtyOpen: 6, scrapped: 4 }, 10)).deliveries;
    // Six frames by 06:00, four to replace the scrap by 10:00: four hours late, all of them by scrap.
    expect(delivery?.late).toBe(4 * 3600);
    expect(delivery?.reasons.map(({ kind, what, seconds, qty }) => ({ kind, what, seconds, qty }))).toEqual([
      { kind: 'scrap', what: 'work/WO-1', seconds: 4 * 3600, qty: 4 },
    ]);
    expect(delivery?.reasons[0]?.text).toMatch(
      /^WO-1 lost 4 of 10 FRAME to scrap; 4 to replace them are ready .+, 4 hours after the rest could be\.$/,
    );
  });

  it.each(['firm', 'released'] as const)('is named too once the order that replaces it is %s', (state) => {
    const problem = frames({ qtyOpen: 6, scrapped: 4 }, 10);
    const again = { id: 'WO-2', item: 'FRAME', state, qty: qty(4), qtyOpen: qty(4) };
    const [delivery] = plan({ ...problem, workOrders: [...problem.workOrders, again] }).deliveries;
    expect(delivery?.reasons).toMatchObject([{ kind: 'scrap', what: 'work/WO-1', order: 'work/WO-2', qty: 4 }]);
  });

  it.each([
    ['nothing was lost', frames({ qtyOpen: 6 }, 10)],
    ['the order would have been too small anyway', frames({ qtyOpen: 6, scrapped: 4 }, 12)],
  ])('is not named when %s', (_, problem) => {
    expect(causes(problem)).not.toContain('scrap');
    expect(causes(problem)).not.toEqual([]);
  });
});
