import { describe, expect, it } from 'vitest';
import { datesIn } from './replydates.ts';
import { newTextOf } from './replytext.ts';

// Written on Tuesday 3 November 2026.
const on = '2026-11-03';
const days = (text: string) => datesIn(text, on).map(({ day }) => day);

describe('of a reply', () => {
  it.each<[string, string, readonly string[]]>([
    ['a day by numbers', 'Delivery 2026-11-12.', ['2026-11-12']],
    ['a day as Germans write it', 'Wir liefern am 12.11.2026', ['2026-11-12']],
    ['with two digits of its year', 'am 12.11.26 sicher', ['2026-11-12']],
    ['without its year', 'Versand am 12.11., spätestens', ['2026-11-12']],
    ['without its year, past its end', 'erst am 8.1. wieder', ['2027-01-08']],
    ['of some weeks ago', 'left us on 20 October', ['2026-10-20']],
    ['a month by name', 'on the 12th of November', ['2026-11-12']],
    ['a month by its German name', 'am 5. März 2027', ['2027-03-05']],
    ['the month first', 'by Nov 12, 2026 latest', ['2026-11-12']],
    ['a day that can be but one', 'on 25/11/2026', ['2026-11-25']],
    ['a day that can be two', 'on 5/11', ['2026-11-05', '2027-05-11']],
    ['a weekday', 'You get it on Thursday', ['2026-11-05']],
    ['today’s weekday is that of next week', 'bis Dienstag', ['2026-11-10']],
    ['a weekday of next week', 'am Donnerstag nächster Woche', ['2026-11-12']],
    ['a weekday with its day is one day', 'Thu 12 Nov 2026', ['2026-11-12']],
    // The Monday of week 49 of 2026 is 30 November.
    ['a week', 'Lieferung KW 49', ['2026-12-04']],
    ['a week of another year', 'in week 2/2027', ['2027-01-15']],
    ['a week that is gone by is of next year', 'KW 3', ['2027-01-22']],
    ['tomorrow', 'We ship it tomorrow', ['2026-11-04']],
    ['the day after', 'übermorgen ist es da', ['2026-11-05']],
    ['several, each once, in their order', '12.11. and 20.11.2026, or 12.11.', ['2026-11-12', '2026-11-20']],
    ['none in a greeting', 'Guten Morgen Frau Keller', []],
    ['none in numbers of other things', 'Order PO-12.11/3, 31.02.2026, version 1.2.3, 10.5 kg, tel 030/1234', []],
  ])('%s is found', (_, text, expected) => {
    expect(days(text)).toEqual(expected);
  });

  it.each([
    ['that the year is inferred', '12.11.', ['year-inferred']],
    ['that its weekday is another', 'Mon 12 Nov 2026', ['weekday-differs']],
    ['that a week is meant', 'KW 49/2026', ['week']],
  ])('is told %s', (_, text, notes) => {
    expect(datesIn(text, on)[0]?.notes).toEqual(notes);
  });

  it('are found in time, whatever is written', () => {
    const long = `${'1.'.repeat(200_000)}${' Mon '.repeat(100_000)}`;
    const before = performance.now();
    expect(datesIn(long, on).length).toBeLessThanOrEqual(12);
    expect(performance.now() - before).toBeLessThan(3000);
  });
});

describe('a reply that quotes three old dates', () => {
  const old = 'PO-1/1 needed 2026-10-30\nPO-1/2 needed 30.10.2026\nPO-1/3 needed KW 44';
  it.each([
    ['marked by ">"', `We deliver on 12.11.2026.\n\n${old.replaceAll(/^/gm, '> ')}`],
    ['after “On … wrote:”', `We deliver on 12.11.2026.\n\nOn Tue, 3 Nov 2026 at 09:00, Petra <p@x.org> wrote:\n${old}`],
    [
      'after an attribution in two lines',
      `We deliver on 12.11.2026.\n\nOn Tue, 3 Nov 2026 at 09:00 Petra Keller <p@x.org>\nwrote:\n\n${old}`,
    ],
    ['after “Am … schrieb …:”', `Wir liefern am 12.11.2026.\n\nAm 03.11.2026 um 09:00 schrieb Petra Keller:\n${old}`],
    [
      'after Outlook’s head',
      `We deliver on 12.11.2026.\n\nFrom: Petra Keller\nSent: Tuesday, 3 November 2026 09:00\nTo: Anna\n${old}`,
    ],
    ['after a German Outlook’s head', `Am 12.11.2026.\n\nVon: Petra\nGesendet: Dienstag, 3. November 2026\n${old}`],
    ['after a line', `On 12.11.2026.\n${'_'.repeat(32)}\n${old}`],
    ['forwarded', `On 12.11.2026.\n-----Ursprüngliche Nachricht-----\n${old}`],
    ['answered in between', `> PO-1/1 needed 2026-10-30\nOn 12.11.2026.\n> PO-1/2 needed 30.10.2026`],
  ])('has one date of its own, where they are %s', (_, text) => {
    expect(days(newTextOf(text))).toEqual(['2026-11-12']);
  });
});
