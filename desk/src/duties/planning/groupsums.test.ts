import { describe, expect, it } from 'vitest';
import { hour, steps } from './comparison.test-support.ts';
import type { Step } from './comparison.ts';
import { gathered, lateOf, type Opened, sumsBy } from './groupsums.ts';
import type { Seen } from './orderchanges.ts';

const nothing = { changes: [], moves: [] };
const inDays = (second: number) => second / 86_400;
const byMachine = { ofStep: ({ machine }: Step) => [machine ?? ''], ofOrder: () => ['M1', 'M2'] };
const plan = (lines: readonly Step[], overtime: readonly Opened[] = [], orders: readonly Seen[] = []) => ({
  steps: lines,
  late: lateOf(orders, inDays),
  overtime,
});

describe('by group', () => {
  const work = steps('work/1 A 10 on M1 at 9', 'work/2 A 10 on M1 at 10', 'work/3 A 10 on M2 at 9');

  it.each<[string, Opened['of'], readonly [string, number][]]>([
    ['counts once in each in which one of its steps runs', { steps: new Set(['work/1 10', 'work/2 10']) }, [['M1', 2]]],
    ['of a machine by hand counts where that works in it', { machine: 'M2', crews: [] }, [['M2', 2]]],
    ['in which nothing runs counts in none', { machine: 'M9', crews: [] }, []],
  ])('a window of overtime %s', (_, of, expected) => {
    const opened = { from: 9 * hour, to: 11 * hour, of };
    const sums = sumsBy(byMachine, { before: plan(work), after: plan(work, [opened]) }, nothing);
    expect(sums.map(({ group, overtime }) => [group, overtime.after / hour])).toEqual(expected);
  });

  it('an order counts in each where its work runs: its days late before and after, and that it ships never', () => {
    const late = (delivered: string | null, lateSeconds: number): Seen => ({
      demand: 'SO-1/1',
      item: 'A',
      due: '2026-03-02T12:00:00Z',
      promised: null,
      reasons: [],
      delivered,
      lateSeconds,
    });
    const sums = sumsBy(
      byMachine,
      {
        before: plan(work, [], [late('2026-03-05T00:00:00Z', 216_000)]),
        after: plan(work, [], [late(null, 0)]),
      },
      nothing,
    );
    const [tenth, fifth] = [late('2026-03-02T14:24:00Z', 8640), late('2026-03-02T16:48:00Z', 17_280)];
    const [both] = sumsBy(byMachine, { before: plan(work), after: plan(work, [], [tenth, fifth]) }, nothing);
    // 0.1 + 0.2 is 0.30000000000000004 to a computer.
    expect(both?.late_days.after).toBe(0.3);
    expect(sums).toMatchObject(
      ['M1', 'M2'].map((group) => ({
        group,
        late_days: { before: 2.5, after: 0 },
        never: { before: 0, after: 1 },
      })),
    );
  });
});

it('what an order draws on is found down to the last, and a circle ends nothing', () => {
  const pegs = ['work/1 demand/SO-1/1', 'work/2 work/1', 'work/1 work/2'].map((one) => {
    const [supply = '', consumer = ''] = one.split(' ');
    return { supply, consumer };
  });
  const found = gathered(pegs, 'consumer', (name) => new Set([name]));
  expect([...found('demand/SO-1/1')].sort()).toEqual(['demand/SO-1/1', 'work/1', 'work/2']);
});

it('what comes to one and the same alone has one set between it: its sums are looked up once', () => {
  const pegs = ['work/1', 'work/2'].map((supply) => ({ supply, consumer: 'demand/SO-1/1' }));
  const found = gathered(pegs, 'supply', (name) => new Set(name.startsWith('demand/') ? ['Acme'] : []));
  expect([...found('work/1')]).toEqual(['Acme']);
  expect(found('work/2')).toBe(found('work/1'));
});
