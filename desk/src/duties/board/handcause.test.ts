import type { HandEdit, Plan } from '@hotlist/engine';
import { describe, expect, it } from 'vitest';
import { namingTheHand } from './handcause.ts';

const hour = 3600;
/** SO-1/1 is made by planned/1 of what planned/2 makes, SO-2/1 by planned/3; each is one step that ends at that hour. */
const planOf = (ends: Readonly<Record<string, number>>, deliveries: readonly object[]): Plan =>
  ({
    operations: Object.entries(ends).map(([order, end]) => ({
      order,
      seq: 20,
      machine: 'W1',
      start: (end - 1) * hour,
      end: end * hour,
    })),
    pegs: [
      { supply: 'planned/1', consumer: 'demand/SO-1/1' },
      { supply: 'planned/2', consumer: 'planned/1' },
      { supply: 'planned/3', consumer: 'demand/SO-2/1' },
    ],
    deliveries,
  }) as unknown as Plan;
const delivery = (demand: string, late: number, ...reasons: readonly object[]) => ({
  demand,
  date: (100 + late) * hour,
  late: late * hour,
  reasons,
});
const closed = (hours: number) => ({ kind: 'closed', what: 'W1', seconds: hours * hour, text: 'W1 is closed.' });
const move = (order: string) => ({ kind: 'move', order, seq: 20, start: 0 }) as unknown as HandEdit;
const why = (before: Plan, after: Plan, ...edits: readonly HandEdit[]) =>
  namingTheHand(
    { before, after },
    edits,
    'Paula',
    ({ order, seq }, seconds) => `${order} ${seq}: ${seconds / hour} h`,
  ).deliveries.map(({ demand, reasons }) => [demand, ...reasons.map(({ text }) => text)].join(' | '));

describe('why an order is late that a hand made late', () => {
  const before = planOf({ 'planned/1': 40, 'planned/2': 20, 'planned/3': 50 }, [
    delivery('SO-1/1', 0),
    delivery('SO-2/1', 5, closed(5)),
  ]);
  const moved = (...deliveries: readonly object[]) =>
    planOf({ 'planned/1': 140, 'planned/2': 120, 'planned/3': 50 }, deliveries);

  it('is the step that was moved, not the hours for which its machine is closed', () => {
    const after = moved(delivery('SO-1/1', 30, closed(30)), delivery('SO-2/1', 5, closed(5)));
    expect(why(before, after, move('planned/2'))).toEqual([
      'SO-1/1 | planned/2 20: 30 h',
      // As late as it was: no hand made it late.
      'SO-2/1 | W1 is closed.',
    ]);
  });

  it('is beside what held it up before, each for its own time', () => {
    const after = moved(delivery('SO-1/1', 0), delivery('SO-2/1', 8, closed(8)));
    const behind = { ...closed(8), kind: 'machine-busy', behind: { order: 'planned/2', seq: 20 } };
    expect(why(before, after, move('planned/2'))[1]).toBe('SO-2/1 | W1 is closed. | planned/2 20: 3 h');
    // Of two that were moved the one that its work stands behind.
    const two = moved(delivery('SO-1/1', 0), delivery('SO-2/1', 8, behind));
    expect(why(before, two, move('planned/1'), move('planned/2'))[1]).toBe(
      'SO-2/1 | W1 is closed. | planned/2 20: 3 h',
    );
  });

  it('is not told where several were moved and none of them is near, nor where nothing was', () => {
    const after = moved(delivery('SO-1/1', 0), delivery('SO-2/1', 8, closed(8)));
    expect(why(before, after, move('planned/1'), move('planned/2'))[1]).toBe('SO-2/1 | W1 is closed.');
    expect(why(before, after, move('planned/3'))[1]).toBe('SO-2/1 | W1 is closed.');
  });

  it('names step and person in the root that rows share', () => {
    const after = moved(delivery('SO-1/1', 30, closed(30)));
    const { deliveries } = namingTheHand({ before, after }, [move('planned/2')], 'Paula', () => '');
    expect(deliveries[0]?.reasons).toMatchObject([
      { kind: 'by-hand', what: 'step 20 of planned/2 was moved by hand by Paula', order: 'planned/2', seq: 20 },
    ]);
  });
});
