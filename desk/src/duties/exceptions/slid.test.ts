import { describe, expect, it } from 'vitest';
import { byTheClock, workedIn } from '../planning/openhours.ts';
import type { OpenStep } from './exceptions.ts';
import { slidOf } from './slid.ts';

const hour = 3600;
const step = (order: string, seq: number, machine: string, start: number, end: number): OpenStep => ({
  order,
  seq,
  machine,
  state: 'waiting',
  start: start * hour,
  end: end * hour,
  begun: null,
  said: 0,
  more: 0,
});
/** A is sawn 8–10 and welded from 10 to 12; B, which needs it, is packed 13–14; C is sawn 10–11. */
const [saw, weld, pack, other] = [
  step('A', 10, 'S', 8, 10),
  step('A', 20, 'W', 10, 12),
  step('B', 10, 'P', 13, 14),
  step('C', 10, 'S', 10, 11),
];
const steps = [saw, weld, pack, other] as const;
type Facts = Parameters<typeof slidOf>[0];
const closed = (one: OpenStep, from: number, to: number): Facts['closed'] => {
  const shut = [{ from: from * hour, to: to * hour }];
  const closing = { key: 'closed DAY week', calendar: 'DAY', days: null, spans: shut, names: [] };
  return [{ step: one, closing, seconds: (to - from) * hour, shut }];
};
const slid = (more: Partial<Facts>) => {
  const draws = [{ order: 'B', from: 'A', at: 13 * hour, ends: 12 * hour }];
  const found = slidOf({
    now: 7 * hour,
    worked: () => byTheClock,
    steps,
    draws,
    waits: [],
    downs: [],
    closed: [],
    ...more,
  });
  return [...found].map(([{ order, seq }, { end, by }]) => [`${order}/${seq}`, end / hour, `${by.order}/${by.seq}`]);
};
const changed = (more: Partial<OpenStep>) => [{ ...saw, ...more }, weld, pack, other];

describe('the published end, slid by what really happened', () => {
  it.each<[string, more: Partial<Facts>, expected: readonly unknown[]]>([
    ['is the published one while nothing happened', {}, []],
    ['is the published one within a quarter of an hour of it', { now: 8.2 * hour }, []],
    [
      'slides with what has not begun, and with that what comes after it, draws on it or stands behind it on its machine',
      { now: 10 * hour },
      [
        ['A/10', 12, 'A/10'],
        ['C/10', 13, 'A/10'],
        ['A/20', 14, 'A/10'],
        ['B/10', 15, 'A/10'],
      ],
    ],
    [
      'counts what has not begun from when that was published',
      { now: 10 * hour, steps: changed({ said: 10 * hour }) },
      [],
    ],
    [
      'slides with what began late, also on its machine, and no further than where there is room',
      { now: 9 * hour, steps: changed({ state: 'started', begun: 8.5 * hour }) },
      [
        ['A/10', 10.5, 'A/10'],
        ['C/10', 11.5, 'A/10'],
        ['A/20', 12.5, 'A/10'],
      ],
    ],
    [
      'slides with what is at work past its end',
      { now: 11 * hour, steps: [{ ...saw, state: 'started', begun: 8 * hour }, weld] },
      [
        ['A/10', 11, 'A/10'],
        ['A/20', 13, 'A/10'],
      ],
    ],
    ['is the published one of what began early', { steps: changed({ state: 'started', begun: 6 * hour }) }, []],
    ['slides with what became more', { steps: [weld, pack, { ...other, more: hour }] }, [['C/10', 12, 'C/10']]],
    [
      'slides on a machine that does two at once with whoever was to leave its place',
      { steps: [...changed({ more: 2 * hour }), step('D', 10, 'S', 8, 9.5), step('E', 10, 'S', 9.5, 11)] },
      [
        ['A/10', 12, 'A/10'],
        ['C/10', 13, 'A/10'],
        ['A/20', 14, 'A/10'],
        ['B/10', 15, 'A/10'],
      ],
    ],
    [
      'slides off a day on which its machine is closed, and pushes what stands behind',
      // S works from 10 on.
      {
        steps: [saw, weld, other],
        closed: closed(saw, 8, 10),
        worked: (machine) => (machine === 'S' ? workedIn([10 * hour, 40 * hour]) : byTheClock),
      },
      [
        ['A/10', 12, 'A/10'],
        ['C/10', 13, 'A/10'],
        ['A/20', 14, 'A/10'],
      ],
    ],
    [
      'slides over hours that are closed in the middle of it',
      { steps: [saw], closed: closed(saw, 9, 12), worked: () => workedIn([8, 9, 12, 20].map((at) => at * hour)) },
      [['A/10', 13, 'A/10']],
    ],
    [
      'slides off hours in which its people are away while the machine might work',
      { steps: [saw], closed: closed(saw, 8, 9) },
      [['A/10', 11, 'A/10']],
    ],
    [
      'slides with material to the moment it comes, and never ends where nobody knows that',
      {
        steps: [weld, other],
        waits: [
          { kind: 'material-late', order: 'A', what: 'PO-1/1', at: 10 * hour, expected: 15 * hour },
          { kind: 'stock-short', order: 'C', what: 'TUBE', at: 10 * hour, expected: null },
        ],
      },
      [
        ['C/10', Infinity, 'C/10'],
        ['A/20', 17, 'A/20'],
      ],
    ],
    [
      'holds nobody behind it on its machine where nobody knows when it begins: another goes first',
      {
        steps: [saw, other],
        waits: [{ kind: 'stock-short', order: 'A', what: 'TUBE', at: 8 * hour, expected: null }],
      },
      [['A/10', Infinity, 'A/10']],
    ],
    [
      'slides with a machine that is down before it or in the middle of it',
      { steps: [saw, other], downs: [{ machine: 'S', from: 9 * hour, to: 10.5 * hour }] },
      [
        ['A/10', 11.5, 'A/10'],
        ['C/10', 12.5, 'A/10'],
      ],
    ],
    [
      'slides over what is closed between',
      // Open 8 to 12 and 14 to 20.
      { now: 10 * hour, steps: [weld, saw], worked: () => workedIn([8, 12, 14, 20].map((at) => at * hour)) },
      [
        ['A/10', 12, 'A/10'],
        ['A/20', 16, 'A/10'],
      ],
    ],
  ])('%s', (_, more, expected) => {
    expect(slid(more)).toEqual(expected);
  });

  it('goes on by the clock past all that the calendars know', () => {
    const worked = () => workedIn([8 * hour, 12 * hour]);
    expect(slid({ steps: [{ ...other, more: 5 * hour }], worked })[0]?.slice(0, 2)).toEqual([
      'C/10',
      10 + 6 + 60 * 24 + 4,
    ]);
  });
});
