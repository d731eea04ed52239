import { describe, expect, it } from 'vitest';
import type { CalendarRows } from '../calendars/calendars.ts';
import { askRefusals, linkWords } from './overtime.messages.ts';
import {
  type Addressed,
  type Asked,
  codeBeside,
  effectOf,
  linkedOf,
  mayAsk,
  mayRevoke,
  type Other,
  readSpan,
  savesPromise,
  type Told,
} from './overtime.ts';

const today = '2026-11-03';
/** Tue 3 Nov, 07:00 in Berlin. */
const now = '2026-11-03T06:00:00Z';
const rows: CalendarRows = {
  calendars: [
    { code: 'DAY', week: 'Mon-Fri 06:00-14:00' },
    { code: 'NIGHT', week: 'Mon-Fri 22:00-06:00' },
  ],
  days: [{ calendar: 'DAY', day: '2026-11-11', hours: '', name: 'Martinmas' }],
};
const places = [{ machine: 'W1', calendar: 'DAY' }];
/** Berlin is an hour ahead of UTC. */
const asked = (day: string, hours: string, some = places): Asked => {
  const read = readSpan(hours);
  if ('fault' in read) throw new Error(read.fault);
  const at = (seconds: number) => new Date(Date.parse(`${day}T00:00:00+01:00`) + seconds * 1000).toISOString();
  return { day, span: read.span, from: at(read.span.from), to: at(read.span.to), places: some };
};
const other = (from: string, to: string, more: Partial<Other> = {}): Other => ({
  id: 7,
  who: 'Anna',
  approved: true,
  machines: ['W1'],
  from,
  to,
  ...more,
});
const said = (of: Asked, others: readonly Other[] = []): string => {
  const decision = mayAsk(of, rows, others, now);
  return decision.kind === 'accept' ? 'may' : askRefusals[decision.code](decision.values, today);
};

describe('overtime', () => {
  const evening = asked('2026-11-04', '14:00-18:00');
  it.each<[string, string, RegExp]>([
    ['is asked for after the shift', said(evening), /^may$/],
    ['is asked for on a free Saturday', said(asked('2026-11-07', '06:00-12:00')), /^may$/],
    ['is asked for over midnight', said(asked('2026-11-04', '22:00-02:00')), /^may$/],
    ['is not asked for in the past', said(asked('2026-11-03', '04:00-05:30')), /Tue 3 Nov, 04:00, is gone by.*Maybe/],
    [
      'is not asked for in a year that was mistyped',
      said(asked('9999-12-31', '22:00-02:00')),
      /^Fri 31 Dec 9999 is more than a year ahead\. Maybe/,
    ],
    [
      'is not asked for in the hour that summer time skips',
      said({ ...asked('2027-03-28', '02:00-03:00'), from: '2027-03-28T01:00:00Z', to: '2027-03-28T01:00:00Z' }),
      /^Sun 28 Mar 2027 has no 02:00–03:00: the clocks.*Maybe/,
    ],
    [
      'is not asked for over an open shift',
      said(asked('2026-11-04', '13:00-18:00')),
      /W1 is open Wed 4 Nov already \(06:00–14:00\).*Maybe/,
    ],
    [
      'is not asked for into the shift of the next morning',
      said(asked('2026-11-04', '22:00-07:00')),
      /W1 is open Thu 5 Nov already/,
    ],
    [
      'is not asked for over a night shift that began the day before',
      said(asked('2026-11-05', '05:00-07:00', [{ machine: 'W2', calendar: 'NIGHT' }])),
      /W2 is open Wed 4 Nov already \(22:00–06:00\)/,
    ],
    [
      'on a day that is closed for itself has to be meant',
      said(asked('2026-11-11', '06:00-12:00')),
      /Wed 11 Nov is closed \(Martinmas\)\. Is somebody to work/,
    ],
    ['that runs into such a day has to be meant too', said(asked('2026-11-10', '22:00-02:00')), /Wed 11 Nov is closed/],
    [
      'is not approved twice for the same hours',
      said(evening, [other('2026-11-04T16:00:00Z', '2026-11-04T20:00:00Z')]),
      /W1 works overtime in these hours already, asked for by Anna.*Maybe/,
    ],
    [
      'is not asked for twice either',
      said(evening, [other('2026-11-04T16:00:00Z', '2026-11-04T20:00:00Z', { approved: false })]),
      /Anna asked for overtime of W1 in these hours already.*Maybe/,
    ],
    [
      'may follow other overtime at once',
      said(evening, [other('2026-11-04T17:00:00Z', '2026-11-04T20:00:00Z')]),
      /^may$/,
    ],
    [
      'has nothing of that of another machine',
      said(evening, [other('2026-11-04T16:00:00Z', '2026-11-04T20:00:00Z', { machines: ['W2'] })]),
      /^may$/,
    ],
    ['is of some machine', said(asked('2026-11-04', '14:00-18:00', [])), /no machine/],
  ])('%s', (_, text, expected) => {
    expect(text).toMatch(expected);
  });

  it.each([
    ['of no hours', ''],
    ['of two spans', '06:00-07:00, 14:00-15:00'],
    ['of hours that are none', 'evening'],
  ])('%s is refused with a way out', (_, hours) => {
    expect(readSpan(hours)).toEqual({ fault: expect.stringMatching(/Maybe/) });
  });
});

describe('approved overtime', () => {
  const approved = { decision: { decision: 'approved', who: 'Cora' }, from: '2026-11-04T13:00:00Z' } as const;
  it.each([
    ['is revoked while it is ahead', approved, 'accept'],
    ['is not revoked once it has begun', { ...approved, from: now }, 'begun-already'],
    ['is revoked once', { ...approved, revoked: { who: 'Dora' } }, 'revoked-already'],
    ['alone is revoked, not what waits', { from: approved.from }, 'not-approved'],
  ])('%s', (_, standing, expected) => {
    const decision = mayRevoke(standing, now);
    expect(decision.kind === 'refuse' ? decision.code : decision.kind).toBe(expected);
  });
});

describe('what overtime does', () => {
  const line = (became: string, more: Partial<Told> = {}): Told => ({
    demand: 'SO-1/1',
    customer: 'Miller',
    due: '2026-11-05',
    promised: null,
    before: '2026-11-07',
    after: '2026-11-05',
    became,
    breaks_promise: false,
    ...more,
  });
  it('is told by who ships sooner and who later', () => {
    const effect = effectOf('…', [line('newly late'), line('saved'), line('earlier'), line('later'), line('new')]);
    expect(effect.saves.map((one) => one.became)).toEqual(['saved', 'earlier']);
    expect(effect.hurts.map((one) => one.became)).toEqual(['newly late', 'later']);
  });
  it.each([
    ['saves a promise that was broken without', { promised: '2026-11-06' }, true],
    ['saves none that was kept anyway', { promised: '2026-11-08' }, false],
    ['saves none that is broken all the same', { promised: '2026-11-04' }, false],
    ['saves that of an order that was never to ship', { promised: '2026-11-06', before: null }, true],
    ['saves none where none was given', {}, false],
  ])('%s', (_, more, expected) => {
    expect(savesPromise(line('saved', more))).toBe(expected);
  });
});

it('hours that are opened have a code of their own, whatever others are called', () => {
  expect(codeBeside(new Set(), 'OT-7')).toBe('OT-7');
  expect(codeBeside(new Set(['OT-7', 'OT-7-2']), 'OT-7')).toBe('OT-7-3');
});

describe('what an address asks overtime for', () => {
  const today = '2026-11-03';
  const saw = { centre: { code: 'SAW' }, machine: null };
  const s1 = { centre: { code: 'SAW' }, machine: { code: 'S1', work_centre: 'SAW' } };
  const empty = { work_centre: null, machine: null, day: null };
  it.each<[string, Addressed, Parameters<typeof linkedOf>[1], object, readonly RegExp[]]>([
    ['is put in', { work_centre: 'SAW', day: '2026-11-04' }, saw, { work_centre: 'SAW', day: '2026-11-04' }, []],
    ['may be nothing', {}, { centre: null, machine: null }, {}, []],
    [
      'may be a machine, which names its work centre',
      { machine: 'S1' },
      { ...s1, centre: null },
      { work_centre: 'SAW', machine: 'S1' },
      [],
    ],
    ['may be today', { day: today }, { centre: null, machine: null }, { day: today }, []],
    [
      'is refused where no work centre is so called',
      { work_centre: '<b>x' },
      { centre: null, machine: null },
      {},
      [/no work centre "<b>x".*Maybe/],
    ],
    [
      'is named only in part where it is long',
      { work_centre: 'x'.repeat(5000) },
      { centre: null, machine: null },
      {},
      [/"x{40}…" here/],
    ],
    [
      'is refused where the machine is another’s',
      { work_centre: 'WELD', machine: 'S1' },
      { ...s1, centre: { code: 'WELD' } },
      { work_centre: 'WELD' },
      [/"S1".* is no machine of that work centre.*Maybe/],
    ],
    [
      'is refused where the day is none',
      { day: '2026-02-30' },
      { centre: null, machine: null },
      {},
      [/"2026-02-30".* is no day\. Maybe/],
    ],
    [
      'is refused where the day is gone by',
      { day: '2026-11-02' },
      { centre: null, machine: null },
      {},
      [/Mon 2 Nov.* is gone by\. Maybe/],
    ],
    [
      'is refused where the day is of another age',
      { day: '9999-12-31' },
      { centre: null, machine: null },
      {},
      [/more than ten years ahead/],
    ],
  ])('%s', (_, asked, known, start, words) => {
    const found = linkedOf(asked, known, today);
    expect(found.start).toEqual({ ...empty, ...start });
    expect(found.faults.map((one) => linkWords(one, today))).toEqual(words.map((one) => expect.stringMatching(one)));
  });
});
