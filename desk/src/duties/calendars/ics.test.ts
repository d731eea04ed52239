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
    [
      'days named one by one are holidays too, but for those that are taken out',
      [
        'DTSTART;VALUE=DATE:20261224\nRDATE;VALUE=DATE:20261231,20270102\nRDATE;VALUE=DATE:20270103\nEXDATE;VALUE=DATE:20270102\nSUMMARY:Shut',
      ],
      ['2026-12-24 Shut', '2026-12-31 Shut', '2027-01-03 Shut'],
    ],
    [
      'days named beside a rule are there with those of the rule',
      ['DTSTART;VALUE=DATE:20270101\nRRULE:FREQ=YEARLY;COUNT=2\nRDATE;VALUE=DATE:20270105\nSUMMARY:Shut'],
      ['2027-01-01 Shut', '2027-01-05 Shut', '2028-01-01 Shut'],
    ],
    [
      'one that lasts some days or weeks ends after them',
      [
        'DTSTART;VALUE=DATE:20261224\nDURATION:P2D\nSUMMARY:Two',
        'DTSTART;VALUE=DATE:20270104\nDURATION:P1W\nSUMMARY:W',
      ],
      ['24', '25']
        .map((day) => `2026-12-${day} Two`)
        .concat(
          [4, 5, 6, 7, 8, 9].map((day) => `2027-01-0${day} W`),
          '2027-01-10 W',
        ),
    ],
    [
      'one that lasts longer than anybody closes is left out, however long',
      ['DTSTART;VALUE=DATE:20261224\nDURATION:P99999999D\nSUMMARY:Ever'],
      [expect.stringMatching(/longer than 60 days/)],
    ],
    [
      'a turn that was moved is there where it was moved to alone',
      [
        'UID:x\nDTSTART;VALUE=DATE:20270501\nRRULE:FREQ=YEARLY\nSUMMARY:May',
        'UID:x\nRECURRENCE-ID;VALUE=DATE:20280501\nDTSTART;VALUE=DATE:20280503\nSUMMARY:May, moved',
      ],
      ['2027-05-01 May', '2028-05-03 May, moved'],
    ],
    [
      'an alarm within an entry is none of it',
      ['DTSTART;VALUE=DATE:20261224\nBEGIN:VALARM\nDURATION:PT5M\nSUMMARY:Ring\nEND:VALARM\nSUMMARY:Eve'],
      ['2026-12-24 Eve'],
    ],
    [
      'a line that goes on below is one',
      ['DTSTART;VALUE=DATE\n :2026\n 1224\nSUMMARY:Christ\n mas'],
      ['2026-12-24 Christmas'],
    ],
  ])('%s', (_, events, expected) => {
    expect(read(...events)).toEqual(expected);
  });

  it('one full of rules that no calendar fulfils is not read to its end', () => {
    const never = 'DTSTART;VALUE=DATE:20270101\nRRULE:FREQ=MONTHLY;BYMONTH=2;BYMONTHDAY=31\nSUMMARY:Never';
    expect(read(...Array.from({ length: 200 }, () => never))).toEqual([
      expect.stringMatching(/Maybe export.*single days/),
    ]);
  });

  it.each([
    [
      'with an end that is no day',
      ['DTSTART;VALUE=DATE:20270101\nDTEND;VALUE=DATE:x\nSUMMARY:Closed'],
      /^holidays.ics, line 7: DTEND "x" is no whole day.*Maybe mend it/,
    ],
    ['with a beginning that is no day', ['DTSTART:soon\nSUMMARY:Closed'], /line 6: DTSTART "soon"/],
    [
      'that ends before it begins',
      ['DTSTART;VALUE=DATE:20270105\nDTEND;VALUE=DATE:20270101\nSUMMARY:Closed'],
      /line 7: the entry ends on "20270101", before it begins/,
    ],
    [
      'that lasts nobody knows how long',
      ['DTSTART;VALUE=DATE:20270105\nDURATION:junk'],
      /line 7: DURATION "junk" is no/,
    ],
    [
      'with a further day that is none',
      ['DTSTART;VALUE=DATE:20270105\nRDATE;VALUE=DATE:20270106,soon'],
      /line 7: RDATE "soon"/,
    ],
    ['with a name that cannot be kept', ['DTSTART;VALUE=DATE:20270105\nSUMMARY:Ne\0w'], /line 7: a null character/],
    [
      'of more entries than there are holidays',
      Array.from({ length: 5001 }, (_, n) => `DTSTART;VALUE=DATE:20270105\nSUMMARY:${n}`),
      /5001 entries.*whole diary/,
    ],
    [
      'with a day that is in no calendar',
      ['DTSTART;VALUE=DATE:20270230\nSUMMARY:Closed'],
      /line 6: the day "20270230".*Maybe mend it/,
    ],
    ['with a month that is none', ['DTSTART;VALUE=DATE:20271345\nSUMMARY:Closed'], /the day "20271345"/],
    [
      'with a rule that no reader takes',
      ['DTSTART;VALUE=DATE:20270101\nRRULE:FREQ=DAILY;INTERVAL=0\nSUMMARY:Closed'],
      /line 7: RRULE "FREQ=DAILY;INTERVAL=0" is no rule/,
    ],
    [
      'with a rule of which nobody knows a part',
      ['DTSTART;VALUE=DATE:20270101\nRRULE:FREQ=YEARLY;BYEASTER=1\nSUMMARY:Easter'],
      /line 7: RRULE "FREQ=YEARLY;BYEASTER=1" is no rule/,
    ],
    ...['COUNT=0', 'COUNT=00', 'COUNT=-1', 'COUNT=', 'COUNT=1.5', 'COUNT=x'].map(
      (count): [string, string[], RegExp] => [
        `with a rule that comes ${count}`,
        [`DTSTART;VALUE=DATE:20270101\nRRULE:FREQ=DAILY;${count}\nSUMMARY:Closed`],
        new RegExp(`line 7: RRULE "FREQ=DAILY;${count}" is no rule that can be worked out. Maybe mend it`),
      ],
    ),
    [
      'of whole days that come again and again',
      Array.from({ length: 20 }, () => 'DTSTART;VALUE=DATE:20200101\nRRULE:FREQ=DAILY\nSUMMARY:Closed'),
      /whole diary/,
    ],
    [
      'of more rules than holidays have',
      Array.from({ length: 201 }, () => 'DTSTART;VALUE=DATE:20200101\nRRULE:FREQ=YEARLY\nSUMMARY:Closed'),
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

  it('of every calendar in it is read', () => {
    const two = Buffer.concat([
      file('DTSTART;VALUE=DATE:20261224\nSUMMARY:Eve'),
      file('DTSTART;VALUE=DATE:20261225\nSUMMARY:Day'),
    ]);
    expect(readIcs(two, 'holidays.ics', span)).toMatchObject({ days: [{ name: 'Eve' }, { name: 'Day' }], notes: [] });
  });

  it.each([
    ['in UTF-8 is read', 'utf8'],
    ['in Windows-1252 is read with its umlauts', 'latin1'],
    ['in UTF-16 is read', 'utf16le'],
  ] as const)('%s', (_, encoding) => {
    const text = Buffer.from(file('DTSTART;VALUE=DATE:20270301\nSUMMARY:Erster März')).toString('utf8');
    expect(readIcs(Buffer.from(text, encoding), 'holidays.ics', span)).toMatchObject({
      days: [{ name: 'Erster März' }],
    });
  });

  it('of which one letter is broken is refused with its line', () => {
    const bytes = file('DTSTART;VALUE=DATE:20270301\nSUMMARY:März übermäßig schön?');
    const broken = bytes.map((byte) => (byte === 63 ? 0xe4 : byte));
    expect(readIcs(broken, 'holidays.ics', span)).toEqual({
      fault: expect.stringMatching(/line 7: this is UTF-8, but/),
    });
  });

  it.each([
    [
      'with HTML is read as it stands: it is text',
      '<b>New</b> <img src=x onerror=alert(1)>',
      '<b>New</b> <img src=x onerror=alert(1)>',
    ],
    ['with emoji is read', '🎄👨‍👩‍👧 Christmas', '🎄👨‍👩‍👧 Christmas'],
    ['that turns the text round it is read without that', '\u202eEve\u2066', 'Eve'],
  ])('a name %s', (_, summary, name) => {
    expect(read(`DTSTART;VALUE=DATE:20270101\nSUMMARY:${summary}`)).toEqual([`2027-01-01 ${name}`]);
  });

  it.each([
    ['letters', 'x'.repeat(10_000), `${'x'.repeat(119)}…`],
    // Eleven families of eleven units are 121.
    ['emoji', '👨‍👩‍👧‍👦'.repeat(2000), `${'👨‍👩‍👧‍👦'.repeat(10)}…`],
  ])('a name of thousands of %s is cut, and it is said', (_, summary, name) => {
    expect(read(`DTSTART;VALUE=DATE:20270101\nSUMMARY:${summary}`)).toEqual([
      `2027-01-01 ${name}`,
      '1 name is longer than 120 characters and was cut. Maybe give it a shorter one.',
    ]);
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
