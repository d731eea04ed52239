import type { HandEdit, Plan } from '@hotlist/engine';
import { describe, expect, it } from 'vitest';
import { namingTheHand, workedLate } from './handcause.ts';

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

  it('is the step that pushed others which stand before its work, though its material explains all of it', () => {
    const material = { kind: 'purchase-late', what: 'purchase/PO-1', seconds: 8 * hour, text: 'Steel arrives Fri.' };
    const was = planOf({ 'planned/8': 10, 'planned/9': 11, 'planned/3': 12 }, [delivery('SO-2/1', 0)]);
    const is = planOf({ 'planned/8': 18, 'planned/9': 19, 'planned/3': 20 }, [delivery('SO-2/1', 8, material)]);
    const moves = [move('planned/8'), move('planned/7')];
    expect(why(was, is, ...moves)).toEqual(['SO-2/1 | planned/8 20: 8 h']);
    // One that was pulled earlier, and comes between now.
    const pulled = planOf({ 'planned/8': 30, 'planned/9': 11, 'planned/3': 12 }, [delivery('SO-2/1', 0)]);
    expect(why(pulled, is, ...moves)).toEqual(['SO-2/1 | planned/8 20: 8 h']);
    // Its own step that is pushed tells by how much, not another that is later for something else.
    const beside = (plan: Plan, start: number): Plan => ({
      ...plan,
      operations: [
        ...plan.operations,
        { order: 'planned/3', seq: 30, machine: 'W2', start: start * hour, end: (start + 1) * hour },
      ] as unknown as Plan['operations'],
    });
    const overtime = { kind: 'overtime', of: 'W9', from: 0, to: 1 } as unknown as HandEdit;
    expect(why(beside(was, 13), beside(is, 60), move('planned/8'), overtime)).toEqual([
      'SO-2/1 | planned/8 20: 8 h | Steel arrives Fri.',
    ]);
    // What stands where it stood pushes nobody.
    const held = planOf({ 'planned/8': 18, 'planned/9': 11, 'planned/3': 20 }, [delivery('SO-2/1', 8, material)]);
    expect(why(was, held, move('planned/9'), move('planned/7'))).toEqual(['SO-2/1 | Steel arrives Fri.']);
  });

  const down = { kind: 'downtime', machine: 'W9', from: 0, to: 1 } as unknown as HandEdit;
  const isDown = (hours: number) => ({ kind: 'machine-down', what: 'W9', seconds: hours * hour, text: 'W9 is down.' });

  it('is not the move of what others have, beside a downtime', () => {
    const after = planOf({ 'planned/1': 41, 'planned/2': 20, 'planned/3': 98 }, [
      delivery('SO-1/1', 1, closed(1)),
      delivery('SO-2/1', 53, isDown(48), closed(5)),
    ]);
    expect(why(before, after, move('planned/1'), down)).toEqual([
      'SO-1/1 | planned/1 20: 1 h | W1 is closed.',
      'SO-2/1 | W9 is down. | W1 is closed.',
    ]);
  });

  it('is beside the downtime only for as long as its own step ends later, or stands in the way', () => {
    const busy = { ...closed(2), kind: 'machine-busy', behind: { order: 'planned/2', seq: 20 }, text: 'W1 is busy.' };
    const after = planOf({ 'planned/1': 43, 'planned/2': 21, 'planned/3': 98 }, [
      delivery('SO-1/1', 48, isDown(48)),
      delivery('SO-2/1', 53, isDown(46), closed(5), busy),
    ]);
    expect(why(before, after, move('planned/1'), move('planned/2'), down)).toEqual([
      'SO-1/1 | W9 is down. | planned/1 20: 3 h',
      'SO-2/1 | W9 is down. | W1 is closed. | planned/2 20: 2 h | W1 is busy.',
    ]);
  });

  it('is no step of its own that ends before another that the order waits for', () => {
    const two = (frame: number, wheel: number, bike: number, late: number): Plan => {
      const plan = planOf({ 'planned/1': bike, 'planned/2': frame, 'planned/4': wheel }, [
        delivery('SO-1/1', late, ...(late > 0 ? [isDown(late)] : [])),
      ]);
      const operations = plan.operations.map((one, n) => ({ ...one, machine: `W${n}` }));
      return { ...plan, operations, pegs: [...plan.pegs, { supply: 'planned/4', consumer: 'planned/1' }] } as Plan;
    };
    // The frame is done 5 hours later by hand, the wheel 50 by a downtime: without the hand the bicycle is as late.
    expect(why(two(20, 40, 41, 0), two(25, 90, 91, 50), move('planned/2'), down)).toEqual(['SO-1/1 | W9 is down.']);
    // The wheel ends first: it is the frame that the bicycle waits for.
    expect(why(two(20, 40, 41, 0), two(95, 42, 96, 55), move('planned/2'), down)).toEqual([
      'SO-1/1 | planned/2 20: 55 h | W9 is down.',
    ]);
  });

  it('is not what its work stood behind for as long before', () => {
    const busy = { ...closed(2), kind: 'machine-busy', behind: { order: 'planned/2', seq: 20 }, text: 'W1 is busy.' };
    const was = planOf({ 'planned/2': 20, 'planned/3': 50 }, [delivery('SO-2/1', 2, busy)]);
    const is = planOf({ 'planned/2': 21, 'planned/3': 98 }, [delivery('SO-2/1', 50, isDown(48), busy)]);
    expect(why(was, is, move('planned/2'), down)).toEqual(['SO-2/1 | W9 is down. | W1 is busy.']);
  });

  it('is no step that was pulled earlier, where a downtime was put in too', () => {
    const after = planOf({ 'planned/1': 30, 'planned/2': 20, 'planned/3': 50 }, [delivery('SO-1/1', 48, isDown(48))]);
    const pulled = { kind: 'pull-forward', order: 'planned/1', seq: 20 } as unknown as HandEdit;
    expect(why(before, after, pulled, down)).toEqual(['SO-1/1 | W9 is down.']);
    // Nothing else was done: then it is what comes of it.
    expect(why(before, after, pulled)).toEqual(['SO-1/1 | planned/1 20: 48 h']);
  });

  it('is data: the order that rows share as their root, and the step', () => {
    const after = moved(delivery('SO-1/1', 30, closed(30)));
    const { deliveries } = namingTheHand({ before, after }, [move('planned/2')], () => '');
    expect(deliveries[0]?.reasons).toMatchObject([
      { kind: 'by-hand', what: 'planned/2', order: 'planned/2', seq: 20, seconds: 30 * hour },
    ]);
  });

  it('is held against the last delivery, which is the one that never comes', () => {
    const twice = planOf({ 'planned/1': 40, 'planned/2': 20 }, [
      { demand: 'SO-1/1', late: 0, reasons: [] },
      delivery('SO-1/1', 2),
    ]);
    expect(why(twice, moved(delivery('SO-1/1', 30)), move('planned/2'))).toEqual(['SO-1/1']);
  });

  it('is the part of a split step that was moved, not the one that stands where it stood', () => {
    const parts = (...ends: readonly number[]): Plan => {
      const plan = planOf({ 'planned/2': 0 }, [delivery('SO-1/1', ends[0] === 20 ? 0 : 30)]);
      const [one] = plan.operations;
      const operations = ends.map((end, at) => ({
        ...one,
        part: { number: at + 1, of: 2, qty: 1 },
        machine: `W${at}`,
        start: end - 1,
        end,
      }));
      return { ...plan, operations } as unknown as Plan;
    };
    const put = (part: number) => ({ ...move('planned/2'), part }) as HandEdit;
    const named = ({ end }: { readonly end: number }) => `the part until ${end}`;
    const cause = (edit: HandEdit) =>
      namingTheHand({ before: parts(20, 90), after: parts(60, 90) }, [edit], named).deliveries[0]?.reasons[0]?.text;
    expect(cause(put(1))).toBe('the part until 60');
    expect(cause(put(2))).toBeUndefined();
  });
});

describe('how much later by a hand', () => {
  const day = 86_400;
  /** Second 0 is a Monday; Saturday and Sunday are not worked. */
  const days = (second: number) => Math.floor(second / day / 7) * 5 + Math.min(5, (second / day) % 7);

  it.each([
    ['over a weekend is told in days that are worked', 4 * day, 7.5 * day, 2 * day],
    ['within a week is the time that passes', 2 * day, 3.5 * day, 2 * day],
    ['of less than a tenth of a day is the time that passes', 3600, 7.01 * day, 3600],
    ['on days that nobody works is the time that passes', day / 2, 6 * day, day / 2],
  ])('%s', (_, seconds, ships, late) => {
    expect(workedLate(seconds, ships, days)).toBeCloseTo(late);
  });
});
