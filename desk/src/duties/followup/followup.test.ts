import { describe, expect, it } from 'vitest';
import { dayNumber, dayOfNumber } from '../../house/clock.ts';
import { byConsequence, type FollowedLine, followUp, nextFollowUp, type Standing, usualCadence } from './followup.ts';

/** Days of November 2026; the 2nd is a Monday. */
const nov = (date: number): number => dayNumber(`2026-11-${String(date).padStart(2, '0')}`);
const dateOf = (day: number): number => Number(dayOfNumber(day).slice(8));

/** Ordered on Monday the 2nd, promised on the 3rd for Friday the 27th, leaves the vendor by the 24th. */
const line: FollowedLine = {
  ordered: nov(2),
  due: nov(27),
  promised: nov(3),
  leaves: nov(24),
  shipped: false,
  late: false,
  contact: null,
};
const unpromised = { ...line, promised: null };
const said = (on: number, next?: number) => ({ contact: { on: nov(on), next: next === undefined ? null : nov(next) } });

describe('a line is followed up', () => {
  it.each<[name: string, of: FollowedLine, today: number, expected: [reason: string, since: number] | undefined]>([
    ['not within the days in which it is to be acknowledged', unpromised, 4, undefined],
    ['where it is not acknowledged on the third working day', unpromised, 5, ['not acknowledged', 5]],
    [
      'over a weekend likewise: Thursday and 3 is Tuesday',
      { ...unpromised, ordered: nov(5) },
      10,
      ['not acknowledged', 10],
    ],
    [
      'not for an acknowledgement where nobody knows when it was ordered',
      { ...unpromised, ordered: null },
      10,
      undefined,
    ],
    ['not while it is acknowledged and far', line, 19, undefined],
    ['where it is to be confirmed, five working days before', line, 20, ['confirm', 20]],
    ['not where he promised anew since then', { ...line, promised: nov(20) }, 20, undefined],
    [
      'not where it was promised later than it is to be confirmed',
      { ...line, due: nov(6), leaves: null },
      4,
      undefined,
    ],
    ['not for a confirmation where it was shipped', { ...line, shipped: true }, 20, undefined],
    ['on the day by which it must leave him', line, 24, ['ship date', 24]],
    ['and after it, while nothing proves it', line, 26, ['ship date', 24]],
    ['not where it was shipped', { ...line, shipped: true }, 26, undefined],
    ['for a confirmation where nobody can tell when it leaves', { ...line, leaves: null }, 26, ['confirm', 20]],
    ['not as late on the day itself', { ...line, shipped: true }, 27, undefined],
    ['as late from the next working day on', { ...line, shipped: true }, 30, ['late', 30]],
    ['as late on a weekend not before Monday', { ...line, due: nov(20), shipped: true }, 22, undefined],
    [
      'as late before it is due, where it comes after its need, since he said so',
      { ...line, late: true },
      4,
      ['late', 3],
    ],
    ['as late since it was ordered, where nobody promised', { ...unpromised, late: true }, 3, ['late', 2]],
    ['on the day that was agreed', { ...line, ...said(4, 10) }, 10, ['call-back', 10]],
    ['and not before', { ...line, ...said(4, 10) }, 9, undefined],
  ])('%s', (_, of, today, expected) => {
    const found = followUp(of, usualCadence, nov(today));
    expect(found && [found.reason, dateOf(found.since)]).toEqual(expected);
  });
});

describe('what was said', () => {
  it.each<[name: string, of: FollowedLine, from: number, comes: [reason: string, on: number] | undefined]>([
    [
      'since the reason arose puts it off to the day that was agreed',
      { ...line, ...said(20, 26) },
      20,
      ['ship date', 24],
    ],
    ['puts what he is asked on that day off too', { ...line, ...said(24, 26) }, 24, ['call-back', 26]],
    ['before the reason arose puts nothing off', { ...line, ...said(19, 26) }, 19, ['confirm', 20]],
    ['without a day confirms it until it must leave him', { ...line, ...said(20) }, 20, ['ship date', 24]],
    ['without a day on the ship date is asked no more until it is late', { ...line, ...said(24) }, 24, undefined],
    ['of what is late leads to the next working day', { ...line, late: true, ...said(6) }, 6, ['late', 9]],
    [
      'of what is late puts it off to the day that was agreed',
      { ...line, late: true, ...said(6, 12) },
      6,
      ['late', 12],
    ],
    [
      'without an acknowledgement leads to the third working day after',
      { ...unpromised, ...said(5) },
      5,
      ['not acknowledged', 10],
    ],
  ])('%s', (_, of, from, comes) => {
    const found = nextFollowUp(of, usualCadence, nov(from), 5);
    expect(found && [found.reason, dateOf(found.on)]).toEqual(comes);
  });

  it('is asked by the vendor’s own cadence', () => {
    const patient = { ...usualCadence, acknowledge_days: 5, confirm_days: 0, at_ship_date: false, late_every_days: 3 };
    expect(followUp(unpromised, patient, nov(6))).toBeUndefined();
    expect(followUp(unpromised, patient, nov(9))?.reason).toBe('not acknowledged');
    expect(followUp(line, patient, nov(26))).toBeUndefined();
    expect(followUp(line, patient, nov(27))?.reason).toBe('confirm');
    // Friday and 3 is Wednesday.
    expect(nextFollowUp({ ...line, late: true, ...said(6) }, patient, nov(6), 5)?.on).toBe(nov(11));
  });
});

it('what comes next is told for so many working days and no more', () => {
  expect(nextFollowUp(line, usualCadence, nov(13), 5)).toEqual({ on: nov(20), reason: 'confirm', since: nov(20) });
  expect(nextFollowUp(line, usualCadence, nov(12), 5)).toBeUndefined();
  // That goods will not come is known when their day is gone by.
  expect(nextFollowUp({ ...line, shipped: true }, usualCadence, nov(27), 5)).toBeUndefined();
  expect(nextFollowUp({ ...line, shipped: true }, usualCadence, nov(28), 5)?.on).toBe(nov(30));
});

it('what customers wait for stands first, the latest and dearest on top, the rest by need', () => {
  const row = (ref: string, more: Partial<Standing>): Standing => ({
    ref,
    hurts: 0,
    late_days: 0,
    money: 0,
    need: '2026-11-27',
    ...more,
  });
  const rows = [
    row('by need', {}),
    row('sooner', { need: '2026-11-20' }),
    row('late for nobody', { late_days: 9 }),
    row('late, cheap', { hurts: 1, late_days: 2, money: 5 }),
    row('late, dear', { hurts: 1, late_days: 2, money: 50 }),
    row('latest', { hurts: 3, late_days: 4 }),
  ];
  expect(rows.toSorted(byConsequence).map(({ ref }) => ref)).toEqual([
    'latest',
    'late, dear',
    'late, cheap',
    'sooner',
    'by need',
    'late for nobody',
  ]);
});
