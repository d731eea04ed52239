import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { dayNumber } from '../../house/clock.ts';
import { type Ask, plantDay, type TestApp, testApp } from '../../server/test-app.ts';
import { type CalendarRows, openOn } from '../calendars/calendars.ts';
import { askedOf } from './asked.ts';
import { dayChangeWords, faultWords, interruptedWords, wayWords } from './calendarchanges.messages.ts';
import {
  byHurt,
  type CalendarChanges,
  changed,
  type DayChange,
  faultsOf,
  type Hurt,
  interrupted,
  onlyOver,
  openSeconds,
  type Running,
  type Way,
} from './calendarchanges.ts';

const today = '2026-11-03';
const hour = 3600;
const rows: CalendarRows = {
  calendars: [{ code: 'DAY', week: 'Mon-Fri 06:00-14:00' }],
  days: [{ calendar: 'DAY', day: '2026-12-24', hours: '06:00-10:00', name: 'Christmas Eve' }],
};
const days = (...some: readonly (readonly [string, string | null])[]): CalendarChanges => ({
  days: some.map(([day, hours]) => ({ calendar: 'DAY', day, hours, name: null })),
  weeks: [],
});

describe('a calendar is open', () => {
  it.each([
    ['by its week', '2026-11-03', 8],
    ['not on a day that the week has not', '2026-11-07', 0],
    ['by the hours of a special day', '2026-12-24', 4],
  ])('%s', (_, day, hours) => {
    expect(openSeconds(rows, 'DAY', day)).toBe(hours * hour);
  });
  it('on the day on which a night shift begins', () => {
    expect(openOn('Fri 22:00-06:00', undefined, dayNumber('2026-11-06'))).toEqual([{ from: 22 * hour, to: 30 * hour }]);
    expect(openOn('Fri 22:00-06:00', undefined, dayNumber('2026-11-07'))).toEqual([]);
  });
});

describe('a change of a calendar', () => {
  it.each<[string, CalendarChanges, string, number]>([
    ['closes a day', days(['2026-11-04', '']), '2026-11-04', 0],
    ['gives it other hours', days(['2026-11-07', '08:00-12:00']), '2026-11-07', 4],
    ['replaces a special day', days(['2026-12-24', '']), '2026-12-24', 0],
    ['takes a special day away', days(['2026-12-24', null]), '2026-12-24', 8],
    [
      'has another week',
      { days: [], weeks: [{ calendar: 'DAY', week: 'Mon-Fri 06:00-12:00', was: '' }] },
      '2026-11-04',
      6,
    ],
  ])('%s', (_, changes, day, hours) => {
    expect(openSeconds(changed(rows, changes), 'DAY', day)).toBe(hours * hour);
  });

  it.each<[string, CalendarChanges, RegExp]>([
    ['of the year 9999', days(['9999-12-31', '']), /9999-12-31 is more than ten years ahead.*Maybe the year/],
    ['of the year 1', days(['0001-01-01', '']), /is more than ten years ago.*Maybe the year/],
    [
      'of a week from the year 9999',
      { days: [], weeks: [{ calendar: 'DAY', week: 'from 9999-01-01: Mon 06:00-14:00 | Tue 06:00-14:00', was: '' }] },
      /9999-01-01 is more than ten years ahead/,
    ],
    ['of hours that are none', days(['2026-11-04', 'morning']), /not a span of hours.*Maybe/],
    ['that takes away what is not there', days(['2026-11-04', null]), /no special day of DAY/],
    ['of a week without hours', { days: [], weeks: [{ calendar: 'DAY', week: '', was: '' }] }, /no working hours/],
    [
      'that names a day twice',
      days(['2026-11-04', ''], ['2026-11-04', '08:00-12:00']),
      /Wed 4 Nov of DAY stands there twice.*Maybe/,
    ],
    [
      'that names a week twice',
      { days: [], weeks: ['Mon 06:00-12:00', 'Tue 06:00-12:00'].map((week) => ({ calendar: 'DAY', week, was: '' })) },
      /week of DAY stands there twice.*Maybe/,
    ],
    [
      'of a calendar that is none',
      { days: [], weeks: [{ calendar: 'NIGHT', week: 'always', was: '' }] },
      /no calendar NIGHT/,
    ],
  ])('%s is refused', (_, changes, sentence) => {
    expect(faultsOf(changes, rows, today).map((one) => faultWords(one, today))).toEqual([
      expect.stringMatching(sentence),
    ]);
  });

  it.each([
    ['of today', today],
    ['of a day gone by, which is corrected,', '2026-10-05'],
  ])('%s is not refused', (_, day) => {
    expect(faultsOf(days([day, '']), rows, today)).toEqual([]);
  });

  it.each<[string, CalendarChanges, boolean]>([
    ['the day before yesterday', days(['2026-11-01', '']), true],
    ['yesterday, whose night shift may still run', days(['2026-11-02', '']), false],
    ['one that is over and one that is not', days(['2026-11-01', ''], ['2026-11-04', '']), false],
    ['a week', { ...days(['2026-11-01', '']), weeks: [{ calendar: 'DAY', week: 'always', was: '' }] }, false],
  ])('of %s is asked for no plan only where all of it is over', (_, changes, over) => {
    expect(onlyOver(changes, today)).toBe(over);
  });

  it('of a day that is over says so', () => {
    expect(dayChangeWords({ calendar: 'DAY', day: '2026-11-01', hours: '', name: null }, today)).toBe(
      'Sun 1 Nov, which is over: closed',
    );
  });
});

describe('of what the next plan and the plan left as it is make of a change', () => {
  const none = { promises_broken: 0, newly_late: 0, later: 0, moved: 0 };
  it.each<[string, Partial<Hurt>, Partial<Hurt>, Way]>([
    ['breaks fewer promises, however much it moves', { moved: 1789 }, { promises_broken: 1, moved: 3 }, 'next'],
    ['makes fewer orders late where promises are equal', { newly_late: 2 }, { newly_late: 1, moved: 296 }, 'least'],
    ['makes fewer later where none is late', { later: 2 }, { later: 1 }, 'least'],
    ['moves less where customers do not mind', { moved: 1789 }, { moved: 296 }, 'least'],
    ['happens by itself where all is equal', {}, {}, 'next'],
  ])('the one that %s comes first', (_, next, least, first) => {
    expect(byHurt({ next: { ...none, ...next }, least: { ...none, ...least } })[0]).toBe(first);
  });

  it('each says late orders, broken promises and moves', () => {
    expect(wayWords('next', { ...none, newly_late: 1, moved: 1789 })).toEqual([
      'The next plan',
      '1 order newly late, no promise broken, 1,789 operations moved',
    ]);
    expect(wayWords('least', { ...none, promises_broken: 2, moved: 1 })[1]).toBe(
      'no order newly late, 2 promises broken, 1 operation moved',
    );
  });
});

describe('work under way', () => {
  const weld: Running = {
    order: 'WO-7',
    seq: 10,
    machine: 'W1',
    work_centre: 'WELD',
    calendar: 'DAY',
    until: '2026-11-05T10:40:00',
    pausable: true,
    downs: [],
  };
  const now = `${today}T09:00:00`;
  const named = (changes: CalendarChanges, of: Partial<Running> = {}) =>
    interrupted([{ ...weld, ...of }], rows, changes, now).map((one) => interruptedWords(one, today));

  it.each<[string, CalendarChanges, readonly unknown[]]>([
    [
      'stops over a holiday before its end, from the evening before to the morning after',
      days(['2026-11-04', '']),
      [
        'WO-7/10 is running on W1 until Thu 5 Nov, 10:40: it stops Tue 3 Nov, 14:00, and goes on Thu 5 Nov, 06:00; it keeps the machine meanwhile. Maybe let it run on, or ask for overtime of W1.',
      ],
    ],
    [
      'stops when its day closes early',
      days(['2026-11-04', '06:00-08:00']),
      [expect.stringMatching(/stops Wed 4 Nov, 08:00, and goes on Thu 5 Nov, 06:00/)],
    ],
    [
      'stops at once when today closes',
      days([today, '']),
      [expect.stringMatching(/stops Tue 3 Nov, 09:00, and goes on Wed 4 Nov, 06:00/)],
    ],
    [
      'stops over what another week leaves out',
      { days: [], weeks: [{ calendar: 'DAY', week: 'Tue 06:00-14:00; Thu-Fri 06:00-14:00', was: '' }] },
      [expect.stringMatching(/stops Tue 3 Nov, 14:00, and goes on Thu 5 Nov, 06:00/)],
    ],
    ['has nothing of a holiday after its end', days(['2026-11-06', '']), []],
    ['has nothing of an evening off after its end', days(['2026-11-05', '06:00-12:00']), []],
    ['has nothing of longer hours', days(['2026-11-04', '06:00-18:00']), []],
    ['has nothing of a holiday on which nobody works anyway', days(['2026-11-07', '']), []],
    [
      'is named once, with the first stop',
      days(['2026-11-05', ''], ['2026-11-04', '']),
      [expect.stringMatching(/stops Tue 3 Nov, 14:00, and goes on Fri 6 Nov, 06:00/)],
    ],
  ])('%s', (_, changes, expected) => {
    expect(named(changes)).toEqual(expected);
  });

  it.each<[string, string, CalendarChanges, Partial<Running>, string]>([
    [
      'a Saturday, Monday closed',
      '2026-11-07T09:00:00',
      days(['2026-11-09', '']),
      {},
      'nobody works on it now, and it goes on Tue 10 Nov, 06:00 instead of Mon 9 Nov, 06:00; it keeps the machine meanwhile.',
    ],
    [
      'the evening before a holiday',
      '2026-11-09T20:00:00',
      days(['2026-11-10', '']),
      {},
      'nobody works on it now, and it goes on Wed 11 Nov, 06:00 instead of Tue 10 Nov, 06:00;',
    ],
    [
      'a Saturday, and it must not pause',
      '2026-11-07T09:00:00',
      days(['2026-11-09', '']),
      { pausable: false },
      'must not pause: a conflict, because nobody works on it now, and it goes on Tue 10 Nov, 06:00 instead of Mon 9 Nov, 06:00.',
    ],
    [
      'a Saturday, and Tuesday is closed, not Monday',
      '2026-11-07T09:00:00',
      days(['2026-11-10', '']),
      {},
      'is running on W1 until Wed 11 Nov, 10:40: it stops Mon 9 Nov, 14:00, and goes on Wed 11 Nov, 06:00;',
    ],
  ])('on which nobody works goes on later, it stops no more: %s', (_, at, changes, of, said) => {
    const [one, ...more] = interrupted([{ ...weld, until: '2026-11-11T10:40:00', ...of }], rows, changes, at);
    expect(interruptedWords(one!, at.slice(0, 10))).toContain(said);
    expect(more).toEqual([]);
  });

  // Down from Tuesday 08:00; the holiday is Wednesday.
  it.each<[string, string, readonly unknown[]]>([
    [
      'goes on once it is repaired and stops over the holiday',
      '2026-11-03T12:00:00',
      [
        'WO-7/10 is under way on W1, which is down until Tue 3 Nov, 12:00, until Thu 5 Nov, 10:40: it stops Tue 3 Nov, 14:00, and goes on Thu 5 Nov, 06:00; it keeps the machine meanwhile. Maybe let it run on, or ask for overtime of W1.',
      ],
    ],
    [
      'goes on later than it would, repaired in the holiday',
      '2026-11-04T10:00:00',
      [
        expect.stringMatching(
          /nobody works on it now, and it goes on Thu 5 Nov, 06:00 instead of Wed 4 Nov, 10:00; it keeps/,
        ),
      ],
    ],
    ['has nothing of a holiday in which it would have been down', '2026-11-05T08:00:00', []],
  ])('on a machine that is down %s', (_, to, said) => {
    expect(named(days(['2026-11-04', '']), { downs: [{ from: '2026-11-03T08:00:00', to }] })).toEqual(said);
  });

  it('that must not pause is in conflict, with a way out', () => {
    expect(named(days(['2026-11-04', '']), { pausable: false })).toEqual([
      expect.stringMatching(/must not pause: a conflict, because it stops Tue 3 Nov, 14:00.*Maybe let it run on/),
    ]);
  });

  it('with which nobody goes on says so', () => {
    const week = {
      calendar: 'DAY',
      week: 'from 2026-11-02: Mon-Tue 06:00-14:00 | closed | closed | closed | closed | closed | closed | closed | closed | closed | closed | closed',
      was: '',
    };
    expect(named({ ...days(['2026-12-24', '']), weeks: [week] })).toEqual([
      expect.stringMatching(/and nobody goes on with it/),
    ]);
  });

  it('names the days that it would need to run on', () => {
    const changes = days(['2026-11-04', ''], ['2026-12-24', '']);
    expect(interrupted([weld], rows, changes, now)).toMatchObject([{ days: ['2026-11-04'] }]);
  });

  it('names yesterday, whose night shift still runs', () => {
    const night = { calendars: [{ code: 'DAY', week: 'Mon-Fri 22:00-06:00' }], days: [] };
    const running = { ...weld, until: '2026-11-03T05:00:00' };
    const changes = days(['2026-11-01', ''], ['2026-11-02', '']);
    expect(interrupted([running], night, changes, '2026-11-03T02:00:00')).toMatchObject([{ days: ['2026-11-02'] }]);
  });

  it('on another calendar has nothing of it', () => {
    expect(named(days(['2026-11-04', '']), { calendar: 'NIGHT' })).toEqual([]);
  });
});

let test: TestApp;
let planner: Ask;
let viewer: Ask;
const put = async (path: string, rows: readonly object[]) => {
  for (const row of rows) expect(await planner('POST', path, row)).toMatchObject({ status: 201 });
};
const plan = async () => {
  expect(await planner('POST', '/planning-runs', {})).toMatchObject({ status: 202 });
  await test.workOff();
};
const effect = (changes: object, who = viewer) =>
  who('GET', `/calendar-effects?changes=${encodeURIComponent(JSON.stringify(changes))}`);
/** Planning is a worker's job; a busy machine takes its time. */
const patience = 120_000;
const closed = (...some: readonly string[]) => ({ days: some.map((day) => ({ calendar: 'DAY', day, hours: '' })) });

const holidays = (calendars: readonly string[], count: number): DayChange[] =>
  calendars.flatMap((calendar) =>
    Array.from({ length: count }, (_, day) => ({ calendar, day: plantDay(day + 1), hours: '', name: 'Shutdown' })),
  );

/** Eight hours a day; the order takes two days and is due, as promised, at the end of the third. */
describe('a holiday', () => {
  beforeAll(async () => {
    test = await testApp();
    planner = await test.as(['planner', 'storekeeper', 'supervisor']);
    viewer = await test.as(['viewer']);
    await put('/units', [{ code: 'pcs' }]);
    await put('/calendars', [
      { code: 'DAY', week: 'Mon-Sun 08:00-16:00' },
      { code: 'NIGHT', week: 'Mon-Fri 22:00-06:00' },
    ]);
    await put('/work-centres', [{ code: 'WELD', calendar: 'DAY' }]);
    await put('/machines', [{ code: 'W1', work_centre: 'WELD' }]);
    await put('/items', [{ code: 'FRAME', name: 'Frame 54', supply: 'make', unit: 'pcs' }]);
    await put('/routing-steps', [{ item: 'FRAME', seq: 10, work_centre: 'WELD', setup_minutes: 0, run_minutes: 60 }]);
    await put('/customers', [{ code: 'MILLER', name: 'Miller Cycles' }]);
    await put('/customer-lines', [
      {
        order_no: 'SO-1',
        line: 1,
        customer: 'MILLER',
        item: 'FRAME',
        qty: 16,
        due: plantDay(2),
        promised: plantDay(2),
      },
    ]);
  }, 60_000);
  afterAll(() => test.close());

  it('before anything was planned moves nothing that could be shown, and says so', async () => {
    expect(await effect(closed(plantDay(1)))).toMatchObject({ status: 202, body: { code: 'nothing-planned' } });
  });

  describe('once there is a plan', () => {
    beforeAll(plan, patience);

    it(
      'shows its damage first: the order it makes late, the promise it breaks; nothing is kept',
      async () => {
        const { status, body } = await effect(closed(plantDay(1), plantDay(2)));
        expect(status).toBe(200);
        expect(body.comparison.verdict).toMatch(/^1 order newly late, 1 promise broken/);
        expect(body.comparison.orders).toMatchObject([
          { demand: 'SO-1/1', breaks_promise: true, customer: 'Miller Cycles' },
        ]);
        // One order, one operation: what must move is what the next plan moves.
        expect(body.least).toMatchObject({ counts: { newly_late: 1, moved: 1 } });
        expect(body.version.number).toBe(1);
        expect((await viewer('GET', '/working-times')).body.days).toEqual([]);
        expect((await viewer('GET', '/plan-versions')).body.rows).toHaveLength(1);
      },
      patience,
    );

    it(
      'of many calendars is asked at once, however long',
      async () => {
        const query = askedOf({ weeks: [], days: holidays(['DAY', 'NIGHT'], 100) });
        const { status, body } = await viewer('GET', `/calendar-effects?changes=${encodeURIComponent(query)}`);
        expect(status).toBe(200);
        // A hundred days closed: the order waits for the day after them.
        expect(body.comparison.orders).toMatchObject([{ demand: 'SO-1/1', breaks_promise: true }]);
      },
      patience,
    );

    it(
      'on which nothing is planned moves nothing',
      async () => {
        expect((await effect(closed(plantDay(60)))).body.comparison).toMatchObject({
          verdict: 'No order ships at another date, no operation moved.',
        });
      },
      patience,
    );

    it.each([
      ['with a bracket alone', '[', 'changes'],
      [
        'with a field of a day that is none',
        '{"days":[{"calendar":"DAY","day":"2030-01-07","hours":"","hour":"8"}]}',
        'days.0.hour',
      ],
      [
        'with a field of a week that is none',
        '{"weeks":[{"calendar":"DAY","week":"","was":"","weak":"x"}]}',
        'weeks.0.weak',
      ],
    ])('that is written wrong, %s, is refused by its place', async (_, query, field) => {
      const { status, body } = await viewer('GET', `/calendar-effects?changes=${encodeURIComponent(query)}`);
      expect([status, body.faults[0].field]).toEqual([400, field]);
      expect(body.faults[0].text).not.toMatch(/character/);
    });

    it('that cannot be is refused with a sentence, before the plan is asked', async () => {
      expect(await effect(closed('9999-12-31'))).toMatchObject({
        status: 422,
        body: { detail: expect.stringMatching(/more than ten years ahead/) },
      });
      expect(await effect({ days: [] })).toMatchObject({
        status: 400,
        body: { detail: expect.stringMatching(/Maybe add/) },
      });
      expect((await viewer('GET', '/calendar-effects?changes=%7Bnonsense')).status).toBe(400);
      expect((await effect({ days: [{ calendar: 'DAY', day: 'soon', hours: '' }] })).status).toBe(400);
      const months = Array.from({ length: 40 }, (_, day) => plantDay(day));
      expect(await effect({ days: [{ calendar: 'DAY,A,B,C,D,E'.split(','), day: months, hours: '' }] })).toMatchObject({
        status: 400,
        body: { detail: expect.stringMatching(/240 days on calendars; 200 are tried at once/) },
      });
    });

    it('is saved by who may, and not by who may only look', async () => {
      const body = { ...closed(plantDay(1)), plan: 1 };
      expect((await viewer('POST', '/calendar-changes', body)).status).toBe(403);
      expect((await viewer('GET', '/working-times')).body.days).toEqual([]);
    });

    it('and other days are saved all or none', async () => {
      const some = {
        days: [
          { calendar: 'DAY', day: plantDay(1), hours: '', name: 'Works outing' },
          { calendar: 'NONE', day: plantDay(1), hours: '' },
        ],
        plan: 1,
      };
      expect((await planner('POST', '/calendar-changes', some)).status).toBe(422);
      expect((await viewer('GET', '/working-times')).body.days).toEqual([]);
      const saved = await planner('POST', '/calendar-changes', { ...some, days: some.days.slice(0, 1) });
      expect(saved).toMatchObject({ status: 201, body: { saved: 1, done: expect.stringMatching(/1 day saved/) } });
      expect((await viewer('GET', '/working-times')).body).toMatchObject({
        days: [{ calendar: 'DAY', day: plantDay(1), hours: '', name: 'Works outing' }],
        calendars: [
          { code: 'DAY', used_by: ['WELD'] },
          { code: 'NIGHT', used_by: [] },
        ],
      });
    });

    it('that another changed since it was seen is not written over: the second is told what it is now', async () => {
      const mine = { days: [{ calendar: 'DAY', day: plantDay(1), hours: '08:00-10:00', was: null }] };
      const told = await planner('POST', '/calendar-changes', mine);
      expect(told).toMatchObject({ status: 409, body: { code: 'changed' } });
      expect(told.body.detail).toMatch(/of DAY is closed by now, changed by .+\. Nothing was saved\. Maybe/);
      expect((await viewer('GET', '/working-times')).body.days).toMatchObject([{ hours: '' }]);
    });

    it('that is over is corrected without a plan to hold it against', async () => {
      expect(await planner('POST', '/calendar-changes', closed(plantDay(-9)))).toMatchObject({
        status: 201,
        body: { done: expect.stringMatching(/^1 day saved\. These days are over: nothing moves/) },
      });
      const away = { days: [{ calendar: 'DAY', day: plantDay(-9), hours: null, was: '' }] };
      expect(await planner('POST', '/calendar-changes', away)).toMatchObject({ status: 201 });
    });

    it('is refused where it was shown on a version that there never was', async () => {
      expect(await planner('POST', '/calendar-changes', { ...closed(plantDay(5)), plan: 99 })).toMatchObject({
        status: 404,
        body: { detail: expect.stringContaining('99') },
      });
    });

    it('asks before it is saved on other inputs than it was shown on', async () => {
      const body = { ...closed(plantDay(5)), plan: 1 };
      expect(await planner('POST', '/calendar-changes', body)).toMatchObject({
        status: 409,
        body: { code: 'not-as-shown', values: { confirm: 'not-as-shown' } },
      });
      expect((await planner('POST', '/calendar-changes?confirm=not-as-shown', body)).status).toBe(201);
    });

    it(
      'saved is what the next run plans with; taken away, the day is as its week again',
      async () => {
        await plan();
        const { body } = await effect({ days: [{ calendar: 'DAY', day: plantDay(1), hours: null }] });
        expect(body.comparison.counts).toMatchObject({ newly_late: 0 });
        const away = { days: [{ calendar: 'DAY', day: plantDay(1), hours: null, was: '' }], plan: 2 };
        expect((await planner('POST', '/calendar-changes', away)).status).toBe(201);
        expect((await viewer('GET', '/working-times')).body.days).toMatchObject([{ day: plantDay(5) }]);
      },
      patience,
    );

    it(
      'over work under way on a machine that is down until after it stops nothing',
      async () => {
        await put('/work-orders', [{ number: 'MO-9', item: 'FRAME', qty: 16, state: 'started' }]);
        await put('/work-steps', [
          { work_order: 'MO-9', seq: 10, work_centre: 'WELD', machine: 'W1', run_minutes: 60, state: 'started' },
        ]);
        await plan();
        const running = async () => (await effect(closed(plantDay(1)))).body.running;
        expect(await running()).toMatchObject([{ order: 'MO-9', down: null }]);
        const down = { machine: 'W1', down_from: `${plantDay(-1)}T12:00:00Z`, down_to: `${plantDay(2)}T06:00:00Z` };
        await put('/downtimes', [down]);
        await plan();
        expect(await running()).toEqual([]);
      },
      patience,
    );
  });

  describe('from a calendar file', () => {
    const sent = (name: string, text: string) =>
      `--x\r\ncontent-disposition: form-data; name="file"; filename="${name}"\r\ncontent-type: text/calendar\r\n\r\n${text}\r\n`;
    const send = (ask: Ask, name: string, text: string, more = '') => {
      const body = `${sent(name, text)}${more}--x--\r\n`;
      return ask('POST', '/calendar-files', body, { headers: { 'content-type': 'multipart/form-data; boundary=x' } });
    };
    const ics = (day: string, more = '') =>
      `BEGIN:VCALENDAR\r\nVERSION:2.0\r\nBEGIN:VEVENT\r\nUID:1\r\nDTSTART;VALUE=DATE:${day.replaceAll('-', '')}\r\nSUMMARY:Epiphany\r\nEND:VEVENT\r\n${more}END:VCALENDAR\r\n`;

    it('is read with sentences about what was left out, and writes nothing', async () => {
      const meeting = `BEGIN:VEVENT\r\nUID:2\r\nDTSTART:20261224T090000Z\r\nSUMMARY:Stand-up\r\nEND:VEVENT\r\n`;
      expect(await send(planner, 'holidays.ics', ics(plantDay(64), meeting))).toMatchObject({
        status: 200,
        body: {
          days: [{ day: plantDay(64), name: 'Epiphany' }],
          notes: [expect.stringMatching(/time of day.*Maybe/)],
        },
      });
      expect((await viewer('GET', '/working-times')).body.days).not.toContainEqual(
        expect.objectContaining({ day: plantDay(64) }),
      );
    });

    it('is one: two are refused, with the way to send them', async () => {
      const [one, other] = [ics(plantDay(64)), ics(plantDay(65))];
      expect(await send(planner, 'holidays.ics', one, sent('more.ics', other))).toMatchObject({
        status: 413,
        body: { code: 'too-many', detail: expect.stringMatching(/^One file is taken here.*Maybe send them one after/) },
      });
    });

    it('that is none is refused with a way out; who may not write may not send one', async () => {
      expect(await send(planner, 'orders.csv', 'order,qty')).toMatchObject({
        status: 422,
        body: { detail: expect.stringMatching(/orders.csv is no calendar file.*Maybe/) },
      });
      expect((await send(viewer, 'holidays.ics', ics(plantDay(64)))).status).toBe(403);
    });
  });
});
