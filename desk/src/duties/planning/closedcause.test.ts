import { describe, expect, it } from 'vitest';
import { offsetsOf, secondsOf } from '../../house/clock.ts';
import type { CalendarRows } from '../calendars/calendars.ts';
import { type Standing, shutFor } from './closedcause.ts';
import { closingsOf } from './closings.ts';
import { closingWords, whyWords } from './orderchanges.messages.ts';
import { changesBetween, type Root, type Seen } from './orderchanges.ts';

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
const on = (machine: string, start: string, end: string): Standing => ({
  order: 'work/MO-1',
  machine,
  start: at(start),
  end: at(end),
});
const pegs = [
  { supply: 'work/MO-1', consumer: 'work/MO-2', item: 'FRAME', qty: 1, at: '' },
  { supply: 'work/MO-2', consumer: 'demand/SO-1/1', item: 'BIKE', qty: 1, at: '' },
];
const shut = (now: CalendarRows, step: Standing) => {
  const closings = closingsOf(open, now, offsetsOf('UTC'), { from: at('01T00:00'), to: at('31T00:00') });
  const found = shutFor(closings, [step], pegs, (machine) => (machine === 'O1' ? 'OVEN' : 'DAY'))('SO-1/1');
  return found && { text: closingWords(found.closing, today), inIt: found.inIt };
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
  it.each<[string, CalendarRows, Standing, ReturnType<typeof shut>]>([
    ['is told of work that stood in it', stocktaking, on('W1', '03T06:00', '03T08:00'), { text: closed, inIt: true }],
    [
      'is told of work that stood behind it on a machine of its calendar',
      stocktaking,
      on('W1', '04T06:00', '04T08:00'),
      { text: closed, inIt: false },
    ],
    [
      'is not told of work behind it that begins when it did',
      stocktaking,
      { ...on('W1', '04T06:00', '04T08:00'), stays: true },
      undefined,
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
