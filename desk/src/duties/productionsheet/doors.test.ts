import { describe, expect, it } from 'vitest';
import { doorsOf, heldIn } from './doors.ts';
import type { SheetRow, StepRow, SupplyRow } from './productionsheet.ts';

const supply = (more: Partial<SupplyRow>): SupplyRow => ({
  type: 'supply',
  id: 'FRAME › work/WO-1',
  parent: 'FRAME',
  depth: 1,
  kind: 'work',
  supply: 'work/WO-1',
  called: 'WO-1',
  unit: 'pcs',
  qty: 20,
  of: 20,
  starts: null,
  ready: null,
  inTime: true,
  partner: null,
  partnerName: null,
  required: null,
  promised: null,
  place: null,
  state: 'firm',
  critical: false,
  again: false,
  ...more,
});
const step = (order: string, frozen: boolean): StepRow => ({
  type: 'step',
  id: `${order} › step 10`,
  parent: order,
  depth: 2,
  order,
  critical: false,
  seq: 10,
  name: null,
  workCentre: 'WELD',
  machine: 'WELD-1',
  starts: null,
  ends: null,
  setupSeconds: 0,
  runSeconds: 0,
  crew: null,
  crewSize: 1,
  outsideDays: null,
  instructions: null,
  state: 'waiting',
  good: null,
  scrap: null,
  frozen,
});
const sheet: readonly SheetRow[] = [step('work/WO-1', true), step('work/WO-2', false)];
const both = { orders: true, zone: true };
const planner = { orders: true, zone: false };

describe('where an order is read, a supply', () => {
  it.each([
    ['that is planned may be made firm', { kind: 'planned', supply: 'planned/3', state: null }, both, ['firm']],
    ['that the frozen zone holds may be released from it', {}, both, ['release', 'from-zone']],
    ['that runs may be too', { state: 'started' }, both, ['from-zone']],
    ['that nothing holds may not', { supply: 'work/WO-2' }, both, ['release']],
    ['is not released from the zone by a planner', {}, planner, ['release']],
    ['offers nothing to who only reads', {}, { orders: false, zone: false }, []],
    ['offers nothing where it is shown again', { again: true }, both, []],
    ['that is bought offers nothing', { kind: 'purchase', supply: 'purchase/PO-1/1', state: null }, both, []],
  ] as const)('%s', (_, more, may, doors) => {
    expect(doorsOf(supply(more), may, heldIn(sheet))).toEqual(doors);
  });
});
