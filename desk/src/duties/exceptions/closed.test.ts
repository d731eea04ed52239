import { describe, expect, it } from 'vitest';
import { offsetsOf, secondsOf } from '../../house/clock.ts';
import { type Closing, closingsOf, ofMachines } from '../planning/closings.ts';
import { workedIn } from '../planning/openhours.ts';
import { type Keeper, keeperCalled, standing } from './closed.ts';
import type { OpenStep } from './exceptions.ts';

const zone = offsetsOf('Europe/Berlin');
const at = (day: string, hour = 0): number => secondsOf(`${day}T00:00:00+01:00`) + hour * 3600;
const inSight = { from: at('2026-11-30'), to: at('2027-01-31') };
const clock = (second: number): string => new Date((second + 3600) * 1000).toISOString().slice(5, 16);

interface Of {
  readonly week?: string;
  /** Hours by day; a name behind "|". */
  readonly days?: Readonly<Record<string, string>>;
}
const rows = ({ week = 'Mon-Fri 06:00-14:00, 14:00-22:00', days = {} }: Of) => ({
  calendars: [{ code: 'DAY', week }],
  days: Object.entries(days).map(([day, text]) => {
    const [hours = '', name = null] = text.split('|');
    return { calendar: 'DAY', day, hours, name };
  }),
});
const said = ({ key, days, spans, names }: Closing) => [
  key,
  ...(days ? [days.from, days.opens && clock(days.opens), days.to, days.closes && clock(days.closes)] : ['week']),
  spans.reduce((sum, span) => sum + span.to - span.from, 0) / 3600,
  ...names,
];

describe('a calendar that closes hours in which it was open', () => {
  it.each<[string, before: Of, now: Of, expected: readonly unknown[]]>([
    ['closes nothing while it is as it was', { days: { '2026-12-24': '' } }, { days: { '2026-12-24': '' } }, []],
    [
      'closes a day, by the name of it',
      {},
      { days: { '2026-12-01': '|Stocktaking' } },
      [['closed DAY 2026-12-01', '2026-12-01', null, '2026-12-01', null, 16, 'Stocktaking']],
    ],
    ['closes nothing on a day that was closed', {}, { days: { '2026-12-05': '' } }, []],
    [
      'closes days in a row once, and so over a weekend and days that were closed already',
      { days: { '2026-12-25': '' } },
      {
        days: {
          '2026-12-24': '|Christmas',
          '2026-12-25': '|Christmas',
          '2026-12-28': '|Stocktaking',
          '2026-12-30': '',
        },
      },
      [
        ['closed DAY 2026-12-24', '2026-12-24', null, '2026-12-28', null, 32, 'Christmas', 'Stocktaking'],
        ['closed DAY 2026-12-30', '2026-12-30', null, '2026-12-30', null, 16],
      ],
    ],
    [
      'closes a part of a day from the hour on, and to the hour',
      {},
      { days: { '2026-12-01': '06:00-12:00', '2026-12-03': '12:00-22:00' } },
      [
        ['closed DAY 2026-12-01', '2026-12-01', '12-01T12:00', '2026-12-01', '12-01T22:00', 10],
        ['closed DAY 2026-12-03', '2026-12-03', '12-03T06:00', '2026-12-03', '12-03T12:00', 6],
      ],
    ],
    ['closes nothing by some minutes', {}, { days: { '2026-12-01': '06:00-21:50' } }, []],
    [
      'closes the night shift of its day with it',
      { week: 'Mon-Fri 06:00-22:00, 22:00-06:00' },
      { week: 'Mon-Fri 06:00-22:00, 22:00-06:00', days: { '2026-12-01': '' } },
      [['closed DAY 2026-12-01', '2026-12-01', null, '2026-12-01', null, 24]],
    ],
    [
      'closes a Saturday that was to be worked',
      { days: { '2026-12-05': '06:00-12:00' } },
      {},
      [['closed DAY 2026-12-05', '2026-12-05', null, '2026-12-05', null, 6]],
    ],
    [
      'closes what its week loses once, however many days it is',
      { days: { '2026-12-26': '06:00-22:00' } },
      { week: 'Mon-Fri 06:00-14:00', days: { '2026-12-24': '', '2026-12-26': '06:00-22:00' } },
      // 44 days from Monday to Friday until the end of January, one of them closed whole.
      [
        ['closed DAY 2026-12-24', '2026-12-24', null, '2026-12-24', null, 16],
        ['closed DAY week', 'week', 44 * 8],
      ],
    ],
  ])('%s', (_, before, now, expected) => {
    expect(closingsOf(rows(before), rows(now), zone, inSight).map(said)).toEqual(expected);
  });
});

describe('what stands in closed hours', () => {
  const hour = 3600;
  const step = (machine: string | null, crew: string | null, start: number, end: number) => ({
    order: 'work/1',
    seq: 10,
    machine,
    crew,
    people: 1,
    work: 0,
    state: 'waiting' as const,
    start: start * hour,
    end: end * hour,
    begun: null,
    said: 0,
    more: 0,
  });
  const closing = (calendar: string, from: number, to: number): Closing => ({
    key: `closed ${calendar}`,
    calendar,
    days: null,
    spans: [{ from: from * hour, to: to * hour }],
    names: [],
  });
  const closings = [closing('PLANT', 6, 22), closing('PEOPLE', 6, 22)];
  const kept = new Map(
    Object.entries({ 'machines M': 'PLANT', 'crews C': 'PLANT', 'crews D': 'PEOPLE', 'machines F': 'ALWAYS' }),
  );
  const keeps = (whose: Keeper, code: string) => kept.get(`${whose} ${code}`);
  const open: Readonly<Record<string, readonly number[]>> = { M: [0, 6], C: [0, 6], D: [0, 6], F: [0, 24] };
  const worked = (code: string) => workedIn(open[code]!.map((one) => one * hour));
  const stands = (steps: readonly (OpenStep & { crew: string | null })[], opened = worked) =>
    standing(steps, ofMachines(closings, [{ calendar: 'PLANT' }], [{ calendar: 'ALWAYS' }]), keeps, opened).map(
      ({ closing: { calendar }, seconds, shut }) => [calendar, seconds / hour, shut.map(({ from }) => from / hour)],
    );

  it.each<[string, Parameters<typeof stands>, expected: readonly unknown[]]>([
    ['is what was published in them, by its machine', [[step('M', null, 4, 10)]], [['PLANT', 4, [6]]]],
    ['is nothing that is over before they close', [[step('M', null, 2, 6)]], []],
    ['is nothing that loses some minutes', [[step('M', null, 2, 6.2)]], []],
    ['stands once, by machine and crew', [[step('M', 'C', 4, 10)]], [['PLANT', 4, [6]]]],
    ['stands where the plant is closed for its crew alone', [[step('F', 'C', 4, 10)]], [['PLANT', 4, [6]]]],
    ['is no day off of a crew that no machine keeps', [[step('F', 'D', 4, 10)]], []],
    ['is no work outside', [[step(null, null, 4, 10)]], []],
    ['does not stand where overtime opens them', [[step('M', null, 4, 10)], () => workedIn([0, 22 * hour])], []],
  ])('%s', (_, given, expected) => {
    expect(stands(...given)).toEqual(expected);
  });
});

describe('who is closed', () => {
  const centres = [
    { code: 'SAW', calendar: 'PLANT' },
    { code: 'WELD', calendar: 'PLANT' },
    { code: 'MILL', calendar: 'PLANT' },
    { code: 'PAINT', calendar: 'DAY' },
    { code: 'PACK', calendar: 'LATE' },
    { code: 'SHIP', calendar: 'LATE' },
  ];
  const machines = [
    { code: 'S1', calendar: null, work_centre: 'SAW' },
    { code: 'W9', calendar: 'NIGHT', work_centre: 'WELD' },
  ];
  it.each([
    ['is not said of the plant', 'PLANT', null],
    ['is a work centre that alone keeps the calendar', 'DAY', 'PAINT'],
    ['is a machine that alone keeps it', 'NIGHT', 'W9'],
    ['is else the calendar', 'LATE', 'LATE'],
  ])('%s', (_, calendar, expected) => {
    expect(keeperCalled(calendar, centres, machines)).toBe(expected);
  });
  it('is not said where there is one calendar', () => {
    expect(keeperCalled('DAY', centres.slice(2, 3), [])).toBeNull();
  });
});
