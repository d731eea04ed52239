import { describe, expect, it } from 'vitest';
import { offsetsOf, secondsOf } from '../../house/clock.ts';
import type { CalendarRows } from '../calendars/calendars.ts';
import { shutFor } from './closedcause.ts';
import { closingsOf } from './closings.ts';
import { lostWords, whyWords } from './orderchanges.messages.ts';
import { changesBetween, type Root, type Seen } from './orderchanges.ts';
import type { Placed } from './pushing.ts';

const today = '2026-11-30';
const at = (wall: string): number => secondsOf(`2026-12-${wall}:00Z`);
const open: CalendarRows = {
  calendars: [
    { code: 'DAY', week: 'Mon-Fri 06:00-14:00' },
    { code: 'OVEN', week: 'Mon-Fri 06:00-14:00' },
  ],
  days: [],
};
const special = (day: string, hours: string, name: string | null) => ({
  ...open,
  days: [...open.days, { calendar: 'DAY', day, hours, name }],
});
const on = (machine: string, start: string, end: string, order = 'work/MO-1'): Placed => ({
  order,
  seq: 10,
  machine,
  start: at(start),
  end: at(end),
});
const pegs = [
  { supply: 'work/MO-1', consumer: 'work/MO-2', item: 'FRAME', qty: 1, at: '' },
  { supply: 'work/MO-2', consumer: 'demand/SO-1/1', item: 'BIKE', qty: 1, at: '' },
];
const shut = (now: CalendarRows, step: Placed, ...both: readonly (readonly [was: Placed, is: Placed])[]) => {
  const closings = closingsOf(open, now, offsetsOf('UTC'), { from: at('01T00:00'), to: at('31T00:00') });
  const between = {
    before: { steps: [...both.map(([was]) => was), step], pegs },
    after: { steps: both.map(([, is]) => is), pegs },
    both,
  };
  const found = shutFor(closings, between, (machine) => (machine === 'O1' ? 'OVEN' : 'DAY'))('SO-1/1');
  return found && { text: lostWords(found.lost, today, String), inIt: found.inIt };
};

const seen = (day: number, root: Root | null): Seen => ({
  demand: 'SO-1/1',
  item: 'BIKE',
  due: '2026-12-01T14:00:00.000Z',
  promised: null,
  delivered: `2026-12-0${day}T14:00:00.000Z`,
  lateSeconds: Math.max(0, day - 1) * 86_400,
  reasons: root ? [root] : [],
});
const vendor: Root = { kind: 'lead-time', what: 'buy/3', seconds: 3600, text: '4 FRAME from KRAFT arrive Wed.' };
const welder: Root = { kind: 'machine-busy', what: 'W1', seconds: 3600, text: 'W1 is busy until Fri.' };
const stocktaking = special('2026-12-03', '', 'Stocktaking');
const closed = 'DAY is closed on Thu 3 Dec (Stocktaking).';

describe('what was closed since', () => {
  it.each<[string, CalendarRows, Placed, ReturnType<typeof shut>]>([
    ['is told of work that stood in it', stocktaking, on('W1', '03T06:00', '03T08:00'), { text: closed, inIt: true }],
    [
      'is told of work that stood behind it on a machine of its calendar',
      stocktaking,
      on('W1', '04T06:00', '04T08:00'),
      { text: closed, inIt: false },
    ],
    ['is not told of work before it', stocktaking, on('W1', '02T06:00', '02T08:00'), undefined],
    ['is not told of a machine of another calendar', stocktaking, on('O1', '03T06:00', '03T08:00'), undefined],
    ['is nothing where nothing was', open, on('W1', '03T06:00', '03T08:00'), undefined],
    [
      'is a shorter day',
      special('2026-12-03', '06:00-10:00', null),
      on('W1', '03T12:00', '03T14:00'),
      { text: 'DAY has fewer hours on Thu 3 Dec.', inIt: true },
    ],
    [
      'is another week',
      { ...open, calendars: [{ code: 'DAY', week: 'Mon-Fri 06:00-10:00' }, open.calendars[1]!] },
      on('W1', '03T12:00', '03T14:00'),
      { text: 'the week of DAY has fewer hours.', inIt: true },
    ],
  ])('%s', (_, now, step, told) => {
    expect(shut(now, step)).toEqual(told);
  });

  it('is not told of work behind it that begins when it did', () => {
    const [was, is] = [on('W1', '04T06:00', '04T08:00'), on('W1', '04T06:00', '04T08:00')];
    expect(shut(stocktaking, on('W1', '02T06:00', '02T08:00', 'work/MO-9'), [was, is])).toBeUndefined();
  });

  it('is told of work that is pushed by what stood in it', () => {
    const other = [
      on('W1', '03T06:00', '03T14:00', 'work/MO-9'),
      on('W1', '04T06:00', '04T14:00', 'work/MO-9'),
    ] as const;
    const own = [on('W1', '04T06:00', '04T08:00'), on('W1', '07T06:00', '07T08:00')] as const;
    expect(shut(stocktaking, on('O1', '02T06:00', '02T08:00', 'work/MO-8'), other, own)).toEqual({
      text: closed,
      inIt: true,
    });
  });

  it.each<[string, Root | null, Root | null, boolean, string]>([
    ['its work stood in it', vendor, vendor, true, `New cause: ${closed} As before: ${vendor.text}`],
    ['its work stood in it, and more is new', null, welder, true, `New cause: ${closed} ${welder.text}`],
    ['its work stood in it, and nothing else holds it', null, null, true, `New cause: ${closed}`],
    ['it stood behind it', vendor, vendor, false, `Same cause as before: ${vendor.text} Since then ${closed}`],
    ['it stood behind it, with a new cause', vendor, welder, false, `New cause: ${welder.text} Since then ${closed}`],
  ])('is the cause of what ships later where %s', (_, was, is, inIt, words) => {
    const [change] = changesBetween([seen(2, was)], [seen(3, is)]);
    expect(whyWords(change!, { closed: { text: closed, inIt } })).toBe(words);
  });
});
