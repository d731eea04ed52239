import { describe, expect, it } from 'vitest';
import { barsOf } from './gantt.ts';
import type { SheetRow, StepRow, SupplyRow } from './productionsheet.ts';

const at = (day: number): string => `2026-11-0${day}T12:00:00.000Z`;
const supply = (id: string, more: Partial<SupplyRow>): SupplyRow => ({
  type: 'supply',
  id,
  parent: 'TUBE',
  depth: 3,
  kind: 'purchase',
  supply: 'purchase/PO-1/1',
  called: 'PO-1/1',
  unit: 'm',
  qty: 1,
  of: 1,
  starts: null,
  ready: at(5),
  inTime: true,
  partner: null,
  partnerName: null,
  required: null,
  promised: null,
  place: null,
  state: null,
  critical: false,
  again: false,
  ...more,
});
const step: StepRow = {
  type: 'step',
  id: 'step 10',
  parent: 'MO-1',
  depth: 2,
  order: 'work/MO-1',
  seq: 10,
  name: 'Weld',
  workCentre: 'WELD',
  machine: 'W1',
  starts: at(6),
  ends: at(7),
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
  critical: true,
};
const drawn = (rows: readonly SheetRow[]) => barsOf(rows, at(3)).map((bar) => [bar.label, bar.from, bar.to]);

describe('the drawing of one order', () => {
  it('has a bar for each step and for what comes too late, earliest first', () => {
    const made = supply('MO-1', { kind: 'work', supply: 'work/MO-1', called: 'MO-1', starts: at(6), ready: at(7) });
    expect(drawn([made, step, supply('PO', { inTime: false })])).toEqual([
      [' · PO-1/1', at(3), at(5)],
      ['10 Weld · W1', at(6), at(7)],
    ]);
  });

  it.each<[string, SheetRow]>([
    ['stock, which is there', supply('S', { kind: 'stock', ready: null })],
    ['a purchase that comes in time', supply('P', {})],
    ['an order that is drawn already', supply('M', { kind: 'work', again: true })],
    ['a step that is done', { ...step, starts: null, ends: null, state: 'done' }],
  ])('has none for %s', (_, row) => {
    expect(drawn([row])).toEqual([]);
  });

  it('shows as made in one piece an order whose steps are not planned', () => {
    const rough = supply('M', { kind: 'planned', called: 'planned order 1', starts: at(4), ready: at(6) });
    expect(drawn([rough])).toEqual([['planned order 1 ', at(4), at(6)]]);
  });
});
