import { describe, expect, it } from 'vitest';
import { offsetsOf, secondsOf } from '../../house/clock.ts';
import { dueWords, whyWords } from './orderchanges.messages.ts';
import { causesCalled, changesBetween, foremostOf, type Root, type Seen, worstFirst } from './orderchanges.ts';
import { daysOn } from './workingdays.ts';

const tubing = { kind: 'purchase-late', what: 'purchase/PO-1/1', text: 'Tubing arrives Wed.' };
const queue = { kind: 'machine-busy', what: 'W1', text: 'W1 is busy.' };
const locked = { kind: 'frozen', what: 'work/MO-7', text: 'Step 10 is locked.' };
const byHand = { kind: 'by-hand', what: 'work/MO-7', text: 'Ann moved it.' };
const seen = (
  delivered: string | null,
  lateDays: number,
  ...reasons: readonly (Omit<Root, 'seconds'> & { readonly seconds?: number })[]
): Seen => ({
  demand: 'SO-1/1',
  item: 'FRAME',
  due: '2026-11-05T16:00:00.000Z',
  promised: null,
  delivered,
  lateSeconds: lateDays * 86_400,
  // The first explains what the others leave.
  reasons: reasons.map((one, n) => {
    const rest = reasons.slice(1).reduce((sum, { seconds = 3600 }) => sum + seconds, 0);
    return { seconds: n === 0 ? lateDays * 86_400 - rest : 3600, ...one };
  }),
});
const at = (day: number, hour = 16): string => `2026-11-${String(day).padStart(2, '0')}T${hour}:00:00.000Z`;

describe('between two versions an order', () => {
  it.each<[string, Seen, Seen, string, string]>([
    ['is newly late', seen(at(5), 0), seen(at(7), 2, tubing), 'newly late', 'New cause: Tubing arrives Wed.'],
    [
      'gets later',
      seen(at(6), 1, tubing),
      seen(at(8), 3, tubing),
      'later',
      'Same cause as before: Tubing arrives Wed.',
    ],
    [
      'gets later by what is busy for longer',
      seen(at(6), 1, queue),
      seen(at(8), 3, queue),
      'later',
      'Same cause as before, for longer: W1 is busy.',
    ],
    [
      'gets later for another cause beside what is busy for longer',
      seen(at(7), 1, { ...queue, seconds: 3600 }),
      seen(at(9), 3, tubing, { ...queue, seconds: 7200 }),
      'later',
      'New cause: Tubing arrives Wed. As before, but for longer: W1 is busy.',
    ],
    ['gets later for another cause', seen(at(6), 1, tubing), seen(at(8), 3, queue), 'later', 'New cause: W1 is busy.'],
    ['gets later by a hand', seen(at(6), 1, tubing), seen(at(8), 3, byHand), 'later', 'New cause: Ann moved it.'],
    [
      'gets later by a hand that is less than what holds it up anyway',
      seen(at(6), 1, tubing),
      seen(at(8), 3, tubing, byHand),
      'later',
      'New cause: Ann moved it. As before: Tubing arrives Wed.',
    ],
    [
      'gets later by a hand, and more by another cause',
      seen(at(6), 1, tubing),
      seen(at(8), 3, queue, byHand),
      'later',
      'New cause: Ann moved it. W1 is busy.',
    ],
    [
      'gets later beside what a hand had done before',
      seen(at(6), 1, tubing, byHand),
      seen(at(8), 3, tubing, byHand),
      'later',
      'Same cause as before: Tubing arrives Wed.',
    ],
    [
      'gets later and is still in time, which only another due date does',
      seen(at(3), 0),
      seen(at(4), 0),
      'later',
      'It ships when it is due.',
    ],
    [
      'gets earlier and was in time, which only another due date does',
      seen(at(4), 0),
      seen(at(3), 0),
      'earlier',
      'It ships when it is due.',
    ],
    ['is saved', seen(at(7), 2, tubing), seen(at(5), 0), 'saved', 'No longer: Tubing arrives Wed.'],
    [
      'gets earlier while the same still holds it up',
      seen(at(9), 4, { ...tubing, text: 'Tubing arrives Fri.' }),
      seen(at(7), 2, tubing),
      'earlier',
      'Same cause as before, for less long: Tubing arrives Wed.',
    ],
    ['gets earlier', seen(at(9), 4, queue), seen(at(7), 2, tubing), 'earlier', 'No longer: W1 is busy.'],
    [
      'cannot be delivered any more',
      seen(at(7), 2, queue),
      seen(null, 9, tubing),
      'later',
      'New cause: Tubing arrives Wed.',
    ],
    [
      'can be delivered again',
      seen(null, 9, tubing),
      seen(at(7), 2, queue),
      'earlier',
      'No longer: Tubing arrives Wed.',
    ],
    [
      'gets earlier as a lock is let go, beside what holds it up as much as it did',
      seen(at(9), 4, queue, locked),
      seen(at(8), 3, { ...queue, seconds: 4 * 86_400 - 3600 }),
      'earlier',
      'No longer: Step 10 is locked.',
    ],
    [
      'gets earlier beside a lock that was kept, which holds it up most now',
      seen(at(9), 4, queue, locked),
      seen(at(7), 2, { ...locked, seconds: 90_000 }, { ...queue, seconds: 7200 }),
      'earlier',
      'Same cause as before, for less long: W1 is busy.',
    ],
  ])('%s', (_, before, after, became, why) => {
    const [change, ...more] = changesBetween([before], [after]);
    expect(more).toEqual([]);
    expect(change?.became).toBe(became);
    expect(change && whyWords(change)).toBe(why);
  });

  it('has the same cause where a lock made its planned order firm', () => {
    const planned = { ...locked, what: 'planned/17' };
    const called = (name: string): string => (name === 'planned/17' ? 'work/MO-7' : name);
    const before = causesCalled([seen(at(9), 4, planned)], called);
    const [change] = changesBetween(before, causesCalled([seen(at(7), 2, locked)], called));
    expect(change && whyWords(change)).toBe('Same cause as before, for less long: Step 10 is locked.');
  });

  it('that moves by less than an hour has not changed, unless it became late by it', () => {
    const minutes = '2026-11-05T16:50:00.000Z';
    expect(changesBetween([seen(at(5), 0)], [seen(minutes, 0)])).toEqual([]);
    expect(changesBetween([seen(at(5), 0)], [{ ...seen(minutes, 0, queue), lateSeconds: 60 }])[0]?.became).toBe(
      'newly late',
    );
  });

  it('is due on another day, and that is told', () => {
    const told = (before: Seen, after: Seen) => {
      const [change] = changesBetween([before], [after]);
      return change && dueWords(change, 'Europe/Berlin');
    };
    const due = (day: number, hour: number): Seen => ({ ...seen(at(day), 0), due: at(day, hour) });
    // It ships earlier and is late all the same, for it was to be later.
    expect(told(due(12, 17), { ...due(5, 17), delivered: at(7), lateSeconds: 86_400 })).toMatch(
      /^Due Thu 5 Nov.*, and was due Thu 12 Nov.* before\. $/,
    );
    expect(told(due(12, 17), due(5, 17))).toContain('was due');
    // Another hour of the day, or the same moment.
    expect(told(due(5, 17), { ...due(5, 16), delivered: at(7) })).toBe('');
    expect(told(due(5, 17), { ...due(5, 17), delivered: at(7) })).toBe('');
  });

  it('is new, or gone', () => {
    expect(changesBetween([], [seen(at(5), 0)])[0]?.became).toBe('new');
    expect(changesBetween([seen(at(5), 0)], [])[0]?.became).toBe('gone');
  });

  it('held from the newer plan to the older one came later, or is over since', () => {
    const told = (before: readonly Seen[], after: readonly Seen[]) =>
      whyWords(changesBetween(before, after)[0]!, {}, true);
    expect(told([seen(at(5), 0)], [])).toBe('Not in the older plan: it came later.');
    expect(told([], [seen(at(7), 2, tubing)])).toBe('In the older plan alone: shipped, closed or cancelled since.');
  });

  it('is new: in time, late by a cause, or late where the plan names none', () => {
    const why = (one: Seen): string => whyWords(changesBetween([], [one])[0]!);
    expect([seen(at(5), 0), seen(at(7), 2, tubing), seen(at(7), 2), seen(null, 2)].map(why)).toEqual([
      'New; it ships in time.',
      'Tubing arrives Wed.',
      'New; it ships late, and the plan names no cause.',
      'New; it has no date, and the plan names no cause.',
    ]);
  });

  it('is told the worst first', () => {
    const moved = (demand: string, one: Seen): Seen => ({ ...one, demand });
    const changes = changesBetween(
      [moved('A', seen(at(7), 2, tubing)), moved('B', seen(at(5), 0)), moved('C', seen(at(5), 0))],
      [moved('A', seen(at(5), 0)), moved('B', seen(at(6), 1, queue)), moved('C', seen(at(9), 4, queue))],
    );
    expect(changes.map((one) => one.demand)).toEqual(['C', 'B', 'A']);
  });

  it('is told before another that it is farther behind in working days, though that is longer by the clock', () => {
    const moved = (demand: string, one: Seen): Seen => ({ ...one, demand });
    // A from Friday 16:00 to Monday 16:00, which is one day; B from Tuesday 10:00 to Wednesday 16:00.
    const changes = changesBetween(
      [moved('A', seen(at(6), 0)), moved('B', seen(at(3, 10), 0))],
      [moved('A', seen(at(9), 0)), moved('B', seen(at(4), 0))],
    );
    const days = daysOn({ week: 'Mon-Fri 00:00-24:00', special: [] }, offsetsOf('UTC'), secondsOf(at(1)), 20 * 86_400);
    const told = worstFirst(changes, (second) => days(second - secondsOf(at(1))));
    expect([changes, told].map((rows) => rows.map((one) => one.demand))).toEqual([
      ['A', 'B'],
      ['B', 'A'],
    ]);
  });

  it('that moves by less than an hour past what was promised breaks the promise, and is told', () => {
    const [thenAt, nowAt] = ['2026-11-05T15:50:00.000Z', '2026-11-05T16:10:00.000Z'];
    const promised = (delivered: string | null): Seen => ({ ...seen(delivered, 0), due: at(9), promised: at(5) });
    expect(changesBetween([promised(thenAt)], [promised(nowAt)])).toMatchObject([
      { became: 'later', breaksPromise: true },
    ]);
    expect(changesBetween([promised(at(6))], [promised(at(8))])).toMatchObject([{ breaksPromise: false }]);
    expect(changesBetween([promised(thenAt)], [promised(null)])).toMatchObject([{ breaksPromise: true }]);
  });
});

it('the few that are read first are newly late, then later by most, then saved; the others are counted', () => {
  const of = (demand: string, delivered: string, lateDays: number): Seen => ({ ...seen(delivered, lateDays), demand });
  const before = [1, 2, 3, 4].map((n) => of(`N${n}`, at(5), 0));
  const after = [1, 2, 3, 4].map((n) => of(`N${n}`, at(5 + n), n));
  const saved = [of('S', at(7), 2), of('S', at(5), 0)] as const;
  const later = [of('L', at(7), 2), of('L', at(9), 4)] as const;
  const { first, more } = foremostOf(changesBetween([...before, saved[0], later[0]], [...after, saved[1], later[1]]));
  expect([first.map(({ demand }) => demand), more]).toEqual([['N4', 'N3', 'N2', 'L', 'S'], 1]);
});
