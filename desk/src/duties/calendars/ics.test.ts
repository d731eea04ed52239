import { describe, expect, it } from 'vitest';
import { readIcs } from './ics.import.ts';

const span = { from: '2026-11-03', to: '2028-11-03' };
const file = (...events: readonly string[]) =>
  new TextEncoder().encode(
    [
      'BEGIN:VCALENDAR',
      'VERSION:2.0',
      'PRODID:-//Test//EN',
      ...events.flatMap((event, n) => ['BEGIN:VEVENT', `UID:${n}`, ...event.split('\n'), 'END:VEVENT']),
      'END:VCALENDAR',
      '',
    ].join('\r\n'),
  );
const read = (...events: readonly string[]) => {
  const found = readIcs(file(...events), 'holidays.ics', span);
  return 'fault' in found ? [found.fault] : [...found.days.map(({ day, name }) => `${day} ${name}`), ...found.notes];
};

it('an entry of a calendar file is a holiday under whatever name it is kept', () => {
  const events = ['__proto__', 'constructor', '1'].map(
    (uid, n) =>
      `BEGIN:VEVENT\r\nUID:${uid}\r\nDTSTART;VALUE=DATE:2026122${4 + n}\r\nSUMMARY:Day ${n}\r\nEND:VEVENT\r\n`,
  );
  const text = `BEGIN:VCALENDAR\r\nVERSION:2.0\r\n${events.join('')}END:VCALENDAR\r\n`;
  expect(readIcs(new TextEncoder().encode(text), 'holidays.ics', span)).toMatchObject({
    days: [{ name: 'Day 0' }, { name: 'Day 1' }, { name: 'Day 2' }],
  });
});

describe('of a calendar file', () => {
  it.each<[string, readonly string[], readonly unknown[]]>([
    [
      'a whole day is a holiday',
      ['DTSTART;VALUE=DATE:20261224\nDTEND;VALUE=DATE:20261225\nSUMMARY:Christmas Eve'],
      ['2026-12-24 Christmas Eve'],
    ],
    ['one without an end is one day', ['DTSTART;VALUE=DATE:20261224\nSUMMARY:Eve'], ['2026-12-24 Eve']],
    [
      'several days end before their end',
      ['DTSTART;VALUE=DATE:20261224\nDTEND;VALUE=DATE:20261227\nSUMMARY:Closed'],
      ['2026-12-24 Closed', '2026-12-25 Closed', '2026-12-26 Closed'],
    ],
    [
      'what comes every year is there every year, except where it says not',
      ['DTSTART;VALUE=DATE:20200101\nRRULE:FREQ=YEARLY\nEXDATE;VALUE=DATE:20280101\nSUMMARY:New Year'],
      ['2027-01-01 New Year'],
    ],
    [
      'two on one day are one day with both names',
      ['DTSTART;VALUE=DATE:20270501\nSUMMARY:Labour Day', 'DTSTART;VALUE=DATE:20270501\nSUMMARY:Works outing'],
      ['2027-05-01 Labour Day / Works outing'],
    ],
    [
      'a name with commas and an umlaut is read as it was meant',
      ['DTSTART;VALUE=DATE:20270106\nSUMMARY:Heilige Drei Könige\\, frei'],
      ['2027-01-06 Heilige Drei Könige, frei'],
    ],
    [
      'a meeting is left out, and said so with a way out',
      ['DTSTART:20261224T090000Z\nDTEND:20261224T100000Z\nSUMMARY:Stand-up'],
      [expect.stringMatching(/1 entry has a time of day and was left out.*Maybe add it/)],
    ],
    [
      'what was cancelled is left out, and said so',
      ['DTSTART;VALUE=DATE:20261224\nSTATUS:CANCELLED\nSUMMARY:Eve'],
      ['1 entry is cancelled and left out.'],
    ],
    [
      'what lies before today is left out, and said so',
      ['DTSTART;VALUE=DATE:20251224\nSUMMARY:Eve', 'DTSTART;VALUE=DATE:20251225\nSUMMARY:Day'],
      [expect.stringMatching(/^2 entries lie before Tue 3 Nov or after .* and were left out/)],
    ],
    [
      'a season is left out, and said so',
      ['DTSTART;VALUE=DATE:20270101\nDTEND;VALUE=DATE:20270601\nSUMMARY:Spring'],
      [expect.stringMatching(/longer than 60 days/)],
    ],
    [
      'the second Friday of each May is there each May',
      ['DTSTART;VALUE=DATE:20260508\nRRULE:FREQ=YEARLY;BYMONTH=5;BYDAY=2FR\nSUMMARY:Bridge day'],
      ['2027-05-14 Bridge day', '2028-05-12 Bridge day'],
    ],
    [
      'what comes by a rule that no calendar fulfils is left out, and said so',
      ['DTSTART;VALUE=DATE:20270101\nRRULE:FREQ=MONTHLY;BYMONTH=2;BYMONTHDAY=31\nSUMMARY:Never'],
      [expect.stringMatching(/1 entry comes again by a rule that no calendar fulfils/)],
    ],
    [
      'what comes every day for ever ends where the span ends',
      ['DTSTART;VALUE=DATE:20281030\nRRULE:FREQ=DAILY\nSUMMARY:Daily'],
      ['2028-10-30 Daily', '2028-10-31 Daily', '2028-11-01 Daily', '2028-11-02 Daily'],
    ],
  ])('%s', (_, events, expected) => {
    expect(read(...events)).toEqual(expected);
  });

  it('one full of rules that no calendar fulfils is not read to its end', () => {
    const never = 'DTSTART;VALUE=DATE:20270101\nRRULE:FREQ=MONTHLY;BYMONTH=2;BYMONTHDAY=31\nSUMMARY:Never';
    expect(read(...Array.from({ length: 500 }, () => never))).toEqual([
      expect.stringMatching(/Maybe export.*single days/),
    ]);
  });

  it.each([
    [
      'with a day that is in no calendar',
      ['DTSTART;VALUE=DATE:20270230\nSUMMARY:Closed'],
      /a day "20270230".*Maybe mend it/,
    ],
    ['with a month that is none', ['DTSTART;VALUE=DATE:20271345\nSUMMARY:Closed'], /a day "20271345"/],
    [
      'with a rule that no reader takes',
      ['DTSTART;VALUE=DATE:20270101\nRRULE:FREQ=DAILY;INTERVAL=0\nSUMMARY:Closed'],
      /no calendar file, or a broken one/,
    ],
    [
      'of whole days that come again and again',
      Array.from({ length: 20 }, () => 'DTSTART;VALUE=DATE:20200101\nRRULE:FREQ=DAILY\nSUMMARY:Closed'),
      /whole diary/,
    ],
    [
      'of more rules than holidays have',
      Array.from({ length: 501 }, () => 'DTSTART;VALUE=DATE:20200101\nRRULE:FREQ=YEARLY\nSUMMARY:Closed'),
      /whole diary/,
    ],
    [
      'of rules that go through thousands of years',
      Array.from({ length: 10 }, () => 'DTSTART;VALUE=DATE:10000101\nRRULE:FREQ=YEARLY\nSUMMARY:Closed'),
      /whole diary/,
    ],
    [
      'of rules that go on and have no turn',
      Array.from(
        { length: 21 },
        () =>
          'DTSTART;VALUE=DATE:20200101\nRRULE:FREQ=YEARLY;BYMONTH=2;BYMONTHDAY=29;BYDAY=SU;UNTIL=99991231\nSUMMARY:Rare',
      ),
      /whole diary/,
    ],
  ])('%s, is refused as a whole with a way out', (_, events, sentence) => {
    expect(read(...events)).toEqual([expect.stringMatching(sentence)]);
  });

  it('turns within a day are no holidays', () => {
    expect(read('DTSTART;VALUE=DATE:20270101\nRRULE:FREQ=DAILY;BYHOUR=0,1;BYMINUTE=1,2\nSUMMARY:Closed')).toEqual([
      expect.stringMatching(/1 entry comes again by a rule that no calendar fulfils/),
    ]);
  });

  it.each([
    ['that is none', 'order,qty\nSO-1,20', /no calendar file.*Maybe export it anew/],
    ['that is cut off', 'BEGIN:VCALENDAR\r\nBEGIN:VEVENT\r\nDTSTART;VALUE=DATE:2026', /no calendar file/],
    ['that is empty', '', /no calendar file/],
    ['without entries', 'BEGIN:VCALENDAR\r\nVERSION:2.0\r\nEND:VCALENDAR\r\n', /no entries/],
  ])('%s, is said so', (_, text, sentence) => {
    expect(readIcs(new TextEncoder().encode(text), 'holidays.ics', span)).toEqual({
      fault: expect.stringMatching(sentence),
    });
  });
});
