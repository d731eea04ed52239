import { describe, expect, it } from 'vitest';
import { at, board, wire } from './board.test-support.ts';
import { boardOf } from './board.ts';
import { asked, type Doing, type Form, lockOrUnlock, meant, offerOf } from './offers.ts';

/** Steps of the board: 0 and 1 of work/1, 2 of planned/2, 3 of planned/3. */
const notTo = (picks: readonly number[], doing: Doing) => {
  const offer = offerOf(board, picks, doing);
  return 'not' in offer ? offer.not : undefined;
};

const workOrder = (state: 'firm' | 'released') =>
  boardOf(wire({ orders: { ...wire().orders, state: [state, 'planned', 'planned'] } }));

describe('what may be done to what is picked', () => {
  it('locks, lets go and pulls forward all of it at once', () => {
    const both = [
      { order: 'work/1', seq: 20 },
      { order: 'planned/3', seq: 10 },
    ];
    for (const kind of ['lock', 'unlock', 'pull-forward'] as const)
      expect(offerOf(board, [1, 3], kind)).toEqual({ act: both.map((one) => ({ kind, ...one })) });
  });
  it('lets go what is frozen, and locks what is not', () => {
    const frozen = boardOf(wire({ steps: { ...wire().steps, frozen: [0, 1, 0, 0] } }));
    expect([lockOrUnlock(frozen, [0, 1]), lockOrUnlock(frozen, [1, 0]), lockOrUnlock(frozen, [])]).toEqual([
      'unlock',
      'lock',
      'lock',
    ]);
  });
  it('swaps two, no fewer and no more', () => {
    expect(offerOf(board, [1, 2], 'swap')).toEqual({
      act: [{ kind: 'swap', one: { order: 'work/1', seq: 20 }, other: { order: 'planned/2', seq: 10 } }],
    });
    expect(notTo([1], 'swap')).toMatch(/^Two operations change places, and one is picked\. Maybe press Space/);
    expect(notTo([1, 2, 3], 'swap')).toMatch(/^Two operations change places, and 3 are picked\. Maybe press Escape/);
  });
  it('gives another quantity to a planned, a firm or a released order: to one that is begun it gives none', () => {
    expect(offerOf(board, [2], 'resize')).toEqual({ form: 'resize' });
    for (const state of ['firm', 'released'] as const)
      expect(offerOf(workOrder(state), [1], 'split')).toEqual({ form: 'split' });
    expect(offerOf(board, [1], 'split')).toEqual({
      not: expect.stringMatching(/^Work on order 1 has begun.* Maybe /),
      mendedAt: 'work/1',
    });
    expect(notTo([2, 3], 'resize')).toContain('One operation at a time');
  });
  it('adds and takes hours without anything picked', () => {
    expect([offerOf(board, [], 'downtime'), offerOf(board, [], 'overtime')]).toEqual([
      { form: 'downtime' },
      { form: 'overtime' },
    ]);
  });
});

describe('a form of an edit', () => {
  const filled = (step: number | undefined, form: Form) => asked(board, step, form).start;
  it.each<readonly [string, number | undefined, Form, object]>([
    ['another quantity with the one that it has', 2, 'resize', { qty: 4 }],
    ['a split with half of it, which stays', 2, 'split', { qty: 2 }],
    [
      'downtime with the machine, from when the operation begins',
      1,
      'downtime',
      { of: 'W1', from: '2026-01-05 10:00', to: '2026-01-05 14:00' },
    ],
    [
      'overtime with machine and crew, from the end of the shift',
      1,
      'overtime',
      { of: 'W1 with WELDERS', from: '2026-01-05 11:00', to: '2026-01-05 13:00' },
    ],
    // Now it is 07:00 in Berlin.
    ['downtime of nothing picked from now', undefined, 'downtime', { of: null, from: '2026-01-05 07:00' }],
  ])('begins %s', (_, step, form, start) => {
    expect(filled(step, form)).toMatchObject(start);
  });
  it('means an edit in seconds of the plan and steps of the unit', () => {
    const span = (field: 'from' | 'to') => at(field === 'from' ? 10 : 12);
    expect(meant(board, 1, 'overtime', { of: 'W1 with WELDERS' }, span)).toEqual({
      act: ['W1', 'WELDERS'].map((of) => ({ kind: 'overtime', of, from: 10 * 3600, to: 12 * 3600 })),
    });
    expect(meant(board, 3, 'split', { qty: 2.5 }, span)).toEqual({
      act: [{ kind: 'split', order: 'planned/3', qty: 25 }],
    });
  });
  it('says of how many an order is split, with the unit', () => {
    expect(asked(board, 2, 'split').fields[0]!.help).toMatch(/^Of 4 pcs\. /);
    expect(asked(board, 3, 'split').fields[0]!.help).toMatch(/^Of 9\. /);
  });
  it('takes no hours that end before they begin, and says both', () => {
    for (const form of ['downtime', 'overtime'] as const)
      expect(meant(board, 1, form, { of: 'W1' }, (field) => at(field === 'from' ? 12 : 10))).toEqual({
        not: 'It would end Mon 5 Jan 11:00, and begin Mon 5 Jan 13:00. Maybe the two are the other way round.',
      });
  });
  it('takes no quantity that its unit does not count', () => {
    expect(meant(board, 2, 'resize', { qty: 2.5 }, () => 0)).toEqual({ not: expect.stringContaining('steps of 1.') });
  });
  it('of a work order that is not begun is an edit as of a planned one', () => {
    expect(meant(workOrder('released'), 1, 'resize', { qty: 3 }, () => 0)).toEqual({
      act: [{ kind: 'resize', order: 'work/1', qty: 3 }],
    });
    expect(meant(workOrder('firm'), 0, 'split', { qty: 2.5 }, () => 0)).toEqual({
      not: expect.stringContaining('steps of 1'),
    });
  });
});
