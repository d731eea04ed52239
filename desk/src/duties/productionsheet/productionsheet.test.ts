import { describe, expect, it } from 'vitest';
import {
  type Leaf,
  type Peg,
  type PlannedOrder,
  type SheetFacts,
  type SheetRow,
  type Step,
  sheetOf,
} from './productionsheet.ts';

const leaf = (more: Partial<Leaf>): Leaf => ({
  qty: 0,
  ready: null,
  partner: null,
  partnerName: null,
  required: null,
  promised: null,
  orderAt: null,
  place: null,
  ...more,
});
const step = (seq: number, more: Partial<Step> = {}): Step => ({
  seq,
  name: null,
  workCentre: 'WELD',
  machine: null,
  starts: null,
  ends: null,
  setupSeconds: 0,
  runSeconds: 0,
  crew: null,
  crewSize: 1,
  outsideDays: null,
  instructions: null,
  state: 'planned',
  good: null,
  scrap: null,
  frozen: false,
  ...more,
});
const day = (n: number): string => `2026-11-${String(n).padStart(2, '0')}T12:00:00.000Z`;

/**
 * 20 frames are due on the 10th. The plan makes 30 from the 11th to the 12th (10 go elsewhere), because 60 m of tube
 * come on the 11th only; 4 paint pots are on the shelf.
 */
function frames(more: Partial<SheetFacts> = {}): SheetFacts {
  const order: PlannedOrder = {
    id: 'planned/1',
    item: 'FRAME',
    qty: 30,
    starts: day(11),
    ends: day(12),
    workOrder: null,
    state: null,
  };
  const pegs = new Map<string, readonly Peg[]>([
    ['demand/SO-1/1', [{ supply: 'planned/1', item: 'FRAME', qty: 20, at: day(12) }]],
    [
      'planned/1',
      [
        { supply: 'purchase/PO-1/1', item: 'TUBE', qty: 60, at: day(11) },
        { supply: 'stock/PAINT/A1/', item: 'PAINT', qty: 3, at: day(11) },
      ],
    ],
  ]);
  return {
    pegs,
    orders: new Map([['planned/1', order]]),
    leaves: new Map([
      ['purchase/PO-1/1', leaf({ qty: 100, ready: day(11), partner: 'KRAFT' })],
      ['stock/PAINT/A1/', leaf({ qty: 4, place: 'A1' })],
    ]),
    steps: new Map([['planned/1', [step(20), step(10)]]]),
    seqOf: (_, component) => (component === 'PAINT' ? 20 : 10),
    item: (code) => ({
      name: null,
      unit: 'pcs',
      supply: 'make',
      revision: null,
      onHand: code === 'PAINT' ? 4 : 0,
      reserved: code === 'PAINT' ? 3 : 0,
    }),
    blamed: new Set(),
    now: day(1),
    explode: () => ({ drawn: [], steps: [] }),
    ...more,
  };
}
const line = { consumer: 'demand/SO-1/1', item: 'FRAME', qty: 20, due: day(10) };
const told = (rows: readonly SheetRow[]) =>
  rows.map((row) =>
    row.type === 'item'
      ? `${row.depth} ${row.item} ${row.need} short ${row.short}`
      : row.type === 'supply'
        ? `${row.depth} ${row.called || row.kind} ${row.qty} of ${row.of}${row.critical ? ' critical' : ''}`
        : `${row.depth} step ${row.seq}`,
  );

describe('the production sheet of a planned line', () => {
  it('puts each material before the step that draws it, and says what is short', () => {
    expect(told(sheetOf(line, frames()))).toEqual([
      '0 FRAME 20 short 20',
      '1 planned order 1 20 of 30 critical',
      // The frames end two days after they are due, so the tube was wanted two days before it is drawn: on the 9th.
      '2 TUBE 60 short 60',
      '3 PO-1/1 60 of 100 critical',
      '2 step 10',
      '2 PAINT 3 short 0',
      '3 PAINT/A1/ 3 of 4',
      '2 step 20',
    ]);
  });

  it('wants material earlier by as much as the order is late', () => {
    const tube = sheetOf(line, frames()).find((row) => row.type === 'item' && row.item === 'TUBE');
    expect(tube).toMatchObject({ wanted: day(9) });
  });

  it('counts what stands there as available only as far as nobody reserved it', () => {
    const paint = sheetOf(line, frames()).find((row) => row.type === 'item' && row.item === 'PAINT');
    expect(paint).toMatchObject({ onHand: 4, available: 1 });
  });

  it('is short of nothing when the line is due later than it ships', () => {
    expect(told(sheetOf({ ...line, due: day(12) }, frames())).filter((row) => /short [1-9]/.test(row))).toEqual([]);
  });

  it('calls nothing short that is only made late because what it goes into is', () => {
    const facts = frames();
    const tube: PlannedOrder = {
      id: 'planned/2',
      item: 'TUBE',
      qty: 60,
      starts: day(10),
      ends: day(11),
      workOrder: null,
      state: null,
    };
    const pegs = new Map([
      ...facts.pegs,
      ['planned/1', [{ supply: 'planned/2', item: 'TUBE', qty: 60, at: day(11) }]] as const,
      ['planned/2', []] as const,
    ]);
    const orders = new Map([...facts.orders, ['planned/2', tube]]);
    const short = (blamed: ReadonlySet<string>) =>
      sheetOf(line, { ...facts, pegs, orders, blamed }).find((row) => row.type === 'item' && row.item === 'TUBE');
    expect(short(new Set())).toMatchObject({ wanted: day(9), short: 0 });
    expect(short(new Set(['planned/2']))).toMatchObject({ short: 60 });
  });

  it('takes a planned purchase for late only when it cannot be ordered sooner', () => {
    const bought = (orderAt: string) => {
      const facts = frames();
      const pegs = new Map([
        ...facts.pegs,
        ['planned/1', [{ supply: 'buy/1', item: 'TUBE', qty: 60, at: day(11) }]] as const,
      ]);
      const leaves = new Map([['buy/1', leaf({ qty: 60, ready: day(11), orderAt })]]);
      return sheetOf(line, { ...facts, pegs, leaves }).find((row) => row.type === 'item' && row.item === 'TUBE');
    };
    expect(bought(day(1))).toMatchObject({ short: 60 });
    expect(bought(day(5))).toMatchObject({ short: 0 });
  });

  it('shows an order that serves twice once, and refers to it the second time', () => {
    const facts = frames();
    const pegs = new Map([
      ...facts.pegs,
      [
        'demand/SO-1/1',
        [
          { supply: 'planned/1', item: 'FRAME', qty: 12, at: day(12) },
          { supply: 'planned/1', item: 'FRAME', qty: 8, at: day(12) },
        ],
      ] as const,
    ]);
    const rows = sheetOf(line, { ...facts, pegs });
    expect(rows.flatMap((row) => (row.type === 'supply' && row.kind === 'planned' ? [row.again] : []))).toEqual([
      false,
      true,
    ]);
    expect(rows.filter((row) => row.type === 'step')).toHaveLength(2);
  });

  it('explodes from the structures what the plan does not cover', () => {
    const facts = frames({
      pegs: new Map([['demand/SO-1/1', [{ supply: 'stock/FRAME/A1/', item: 'FRAME', qty: 15, at: day(10) }]]]),
      leaves: new Map([['stock/FRAME/A1/', leaf({ qty: 15 })]]),
      explode: (item, qty) =>
        item === 'FRAME'
          ? { drawn: [{ item: 'TUBE', seq: 10, qty: qty * 2 }], steps: [step(10)] }
          : { drawn: [], steps: [] },
    });
    expect(told(sheetOf(line, facts))).toEqual([
      '0 FRAME 20 short 5',
      '1 FRAME/A1/ 15 of 15',
      '1 nothing 5 of 5',
      '2 TUBE 10 short 10',
      '3 nothing 10 of 10',
      '2 step 10',
    ]);
  });

  it('ends in old data that goes in a circle', () => {
    const facts = frames({ pegs: new Map(), explode: (item) => ({ drawn: [{ item, seq: 0, qty: 1 }], steps: [] }) });
    expect(sheetOf(line, facts).length).toBeLessThan(100);
  });
});
