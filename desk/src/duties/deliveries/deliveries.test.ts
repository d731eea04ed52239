import { describe, expect, it } from 'vitest';
import {
  type DeliveryFacts,
  delivered,
  givenBack,
  sent,
  sooner,
  stateOf,
  taken,
  urgencyOf,
  usualAllowed,
  windowOf,
} from './deliveries.ts';

const one: DeliveryFacts = {
  number: 'DLV-1',
  order: 'MO-7',
  area: 'WELD-IN',
  taken_by: null,
  taken_by_id: null,
  delivered_at: null,
  returned_at: null,
};
const anna = { ...one, taken_by: 'Anna', taken_by_id: 'u1' };
const there = { ...anna, delivered_at: '2026-11-03T08:00:00Z' };
const back = { ...anna, returned_at: '2026-11-03T08:00:00Z' };

describe('the window of a delivery', () => {
  // Work begins at 12:00: there by 11:30, and room for it from 07:30.
  const usual = windowOf('2026-11-03T12:00:00Z', usualAllowed);

  it('ends a lead before the work begins and opens a buffer sooner, as its area says', () => {
    expect(usual).toEqual({ earliest: '2026-11-03T07:30:00.000Z', latest: '2026-11-03T11:30:00.000Z' });
    expect(windowOf('2026-11-03T12:00:00Z', { lead: 0, buffer: 60 })).toEqual({
      earliest: '2026-11-03T11:00:00.000Z',
      latest: '2026-11-03T12:00:00.000Z',
    });
  });

  it.each([
    ['before it opens', '2026-11-03T07:29:59Z', 'early'],
    ['when it opens', '2026-11-03T07:30:00Z', 'due'],
    ['at its end', '2026-11-03T11:30:00Z', 'due'],
    ['after its end', '2026-11-03T11:30:01Z', 'late'],
  ])('%s it is so', (_, at, urgency) => {
    expect(urgencyOf(usual, at)).toBe(urgency);
  });

  it('is none of an order that no plan has', () => {
    expect(urgencyOf(null, '2026-11-03T11:30:00Z')).toBe('no date');
  });
});

it('what is to be there first comes first, by number where that is the same, and last what has no date', () => {
  const of = (number: string, latest: string | null) => ({ number, latest });
  const rows = [
    of('4', null),
    of('3', '2026-11-03T12:00:00Z'),
    of('2', '2026-11-03T12:00:00.000Z'),
    of('1', null),
    of('5', '2026-11-03T11:00:00Z'),
  ];
  expect(rows.toSorted(sooner).map(({ number }) => number)).toEqual(['5', '2', '3', '1', '4']);
});

describe('goods', () => {
  const line = { item: 'TUBE', seq: 10, lot: '', location: 'A', qty: 4, receipt: null };

  it('are brought unless they stand in the area already', () => {
    const to = { work_centre: 'WELD', area: 'WELD-IN' };
    expect(sent([line, { ...line, location: 'WELD-IN' }], to)).toEqual({ kind: 'accept', facts: [line] });
    expect(sent([{ ...line, location: 'WELD-IN' }], to)).toMatchObject({ kind: 'refuse', code: 'there-already' });
  });

  it('are brought nowhere when no place is set for the work centre', () => {
    expect(sent([line], { work_centre: 'WELD', area: null })).toMatchObject({
      kind: 'refuse',
      code: 'no-area',
      values: { workCentre: 'WELD' },
    });
  });
});

describe('who takes a delivery', () => {
  it.each([
    ['that waits has it', one, 'accept'],
    ['that he has keeps it', anna, 'accept'],
    ['that is delivered is refused', there, 'refuse'],
    ['that is returned is refused', back, 'refuse'],
  ])('%s', (_, of, kind) => {
    expect(taken(of, 'u1').kind).toBe(kind);
  });

  it('that another has is asked, with the name, which two may bear', () => {
    expect(taken(anna, 'u2')).toMatchObject({ kind: 'confirm', code: 'another-has-it', values: { by: 'Anna' } });
  });
});

describe('a scan', () => {
  it.each([
    ['of the area', 'weld-in ', undefined],
    ['of the order', 'MO-7', undefined],
    ['of a ticket of the order', 't-mo-7-2', undefined],
    ['of a message of the area', '[)>\u001E06\u001DLWELD-IN\u001E\u0004', undefined],
    ['of the area behind the name of its symbol', ']C0WELD-IN', undefined],
    ['of a label of the area', ']C1414...', { kind: 'location', code: 'WELD-IN' }],
  ])('%s delivers', (_, text, thing) => {
    expect(delivered(anna, 'u1', text, thing)).toEqual({ kind: 'accept', facts: ['WELD-IN'] });
  });

  it.each([
    ['of another area is refused, with what it was', 'PAINT-IN', { kind: 'location', code: 'PAINT-IN' }, 'wrong-place'],
    ['of a ticket of another order too', 'T-MO-8-1', { kind: 'work order', code: 'MO-8' }, 'wrong-place'],
    ['of an item called as the area is none of the area', 'X', { kind: 'item', code: 'WELD-IN' }, 'wrong-place'],
    ['of what is nothing here is refused', '4711', undefined, 'foreign'],
    ['of what a data identifier may make of it is none', 'LWELD-IN', undefined, 'foreign'],
    ['of nothing is refused', '', undefined, 'foreign'],
  ])('%s', (_, text, thing, code) => {
    expect(delivered(anna, 'u1', text, thing)).toMatchObject({ kind: 'refuse', code });
  });

  it.each([
    ['nobody took', one, 'u1', 'not-taken'],
    ['another took', anna, 'u2', 'another-has-it'],
    ['is there', there, 'u1', 'over'],
    ['was returned', back, 'u1', 'over'],
  ])('delivers nothing that %s', (_, of, person, code) => {
    expect(delivered(of, person, 'WELD-IN', undefined)).toMatchObject({ kind: 'refuse', code });
  });
});

it('is returned until it is there, once', () => {
  expect([one, anna, there, back].map((of) => givenBack(of).kind)).toEqual(['accept', 'accept', 'refuse', 'refuse']);
  expect([one, anna, there, back].map(stateOf)).toEqual(['waiting', 'on the way', 'delivered', 'returned']);
});
