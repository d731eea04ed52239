import { describe, expect, it } from 'vitest';
import { staysWords } from './allbut.messages.ts';
import { approveAllBut, type LeftOut, staysOf, type Whole } from './allbut.ts';
import type { VersionSeen } from './approval.ts';

const seen = (more: Partial<VersionSeen> = {}): VersionSeen => ({
  number: 7,
  state: 'submitted',
  parent: 3,
  published: 3,
  hours: 2,
  mostHours: 24,
  cancelled: [],
  firmed: [],
  decisions: [{ decision: 'submitted', person: 'ann', who: 'Ann', at: '2026-11-03T08:12:00Z', department: null }],
  allBut: null,
  rivals: [],
  run: null,
  broken: 0,
  concerned: [],
  ...more,
});
const whole: Whole = { byHand: null, asked: null, moving: ['work/MO-1', 'work/MO-2', 'planned/3'] };
const order = (name: string, more: Partial<LeftOut> = {}): LeftOut => ({
  name,
  inVersion: true,
  inPublished: true,
  work: [name],
  below: more.work ?? [name],
  ...more,
});
const decider = (person: string) => ({ person, voices: [{ person, name: person, departments: null }] });
const asked = (
  orders: readonly LeftOut[],
  more: { readonly seen?: Partial<VersionSeen>; readonly whole?: Partial<Whole>; readonly person?: string } = {},
) => {
  const answer = approveAllBut(seen(more.seen), decider(more.person ?? 'bob'), { ...whole, ...more.whole }, orders);
  return answer.kind === 'accept' ? answer.facts.join(' ') : answer.code;
};

describe('approving all but some orders', () => {
  it.each([
    ['holds a work order', [order('MO-1')], {}, 'MO-1'],
    [
      'holds every work order that a customer’s order waits for',
      [order('SO-9/1', { work: ['MO-2', 'MO-1'] })],
      {},
      'MO-1 MO-2',
    ],
    ['holds once what two of them share', [order('SO-9/1', { work: ['MO-1'] }), order('MO-1')], {}, 'MO-1'],
    [
      'is refused for an order that neither plan has',
      [order('MO-1'), order('XX', { inVersion: false, inPublished: false, work: [] })],
      {},
      'not-in-it',
    ],
    [
      'is refused for an order that came since: it is published nowhere',
      [order('SO-9/1', { inPublished: false, work: [] })],
      {},
      'not-published',
    ],
    [
      'holds a customer’s order that waits for no work order, but for stock or planned ones',
      [order('SO-9/1', { work: [] })],
      {},
      '',
    ],
    ['is refused for an order that is over', [order('MO-1', { inVersion: false, work: [] })], {}, 'over'],
    [
      'is refused where nothing is left',
      [order('MO-1'), order('MO-2')],
      { whole: { moving: ['work/MO-1', 'work/MO-2'] } },
      'all-left-out',
    ],
    ['goes on where a planned order is left', [order('MO-1'), order('MO-2')], {}, 'MO-1 MO-2'],
    ['is refused while such a run is going', [order('MO-1')], { whole: { asked: 'Cara' } }, 'asked-already'],
    [
      'is refused where nothing is published',
      [order('MO-1')],
      { seen: { parent: null, published: null } },
      'nothing-published',
    ],
    [
      'is refused for what was moved by hand: it would be moved back',
      [order('MO-1')],
      { whole: { byHand: 6 } },
      'moved-by-hand',
    ],
    ['is refused to who submitted it', [order('MO-1')], { person: 'ann' }, 'own-version'],
    [
      'is refused when another approved it meanwhile',
      [order('MO-1')],
      { seen: { state: 'approved' } },
      'decided-already',
    ],
    ['is refused when another version was published since', [order('MO-1')], { seen: { published: 5 } }, 'overtaken'],
    [
      'is refused when an order in it was cancelled',
      [order('MO-1')],
      { seen: { cancelled: ['MO-1'] } },
      'order-cancelled',
    ],
    ['is refused on inputs that are too old', [order('MO-1')], { seen: { hours: 25 } }, 'stale-inputs'],
  ] as const)('%s', (_, orders, more, expected) => {
    expect(asked(orders, more)).toBe(expected);
  });
});

describe('at the tick of an order it says', () => {
  const moving = ['work/MO-1', 'work/MO-2', 'planned/3'];
  const line = (name: string, below: readonly string[], more: Partial<LeftOut> = {}) =>
    order(name, { work: below, below, ...more });
  const at = (name: string, orders: readonly LeftOut[], moves: readonly string[] = moving) =>
    staysOf(orders, moves).find((one) => one.order === name);

  it('which work orders that move stay with it, and who draws on them too', () => {
    // MO-1 draws on MO-2, MO-9 does not move.
    const orders = [
      line('SO-1/1', ['MO-1', 'MO-2', 'MO-9']),
      line('SO-2/1', ['MO-2']),
      line('SO-3/1', ['MO-9']),
      order('MO-1', { below: ['MO-1', 'MO-2'] }),
      order('MO-2'),
    ];
    expect(at('SO-1/1', orders)).toEqual({ order: 'SO-1/1', holds: ['MO-1', 'MO-2'], others: ['SO-2/1'] });
    expect(at('SO-2/1', orders)).toEqual({ order: 'SO-2/1', holds: ['MO-2'], others: ['SO-1/1'] });
    expect(at('MO-1', orders)).toEqual({ order: 'MO-1', holds: ['MO-2'], others: ['SO-1/1', 'SO-2/1'] });
    expect(at('SO-3/1', orders)).toBeUndefined();
  });

  it.each([
    ['that it came since', line('SO-1/1', [], { inPublished: false }), 'not-published'],
    ['that it is over', line('SO-1/1', [], { inVersion: false }), 'over'],
    ['that nothing else changes', line('SO-1/1', ['MO-1']), 'all-left-out'],
  ] as const)('why it cannot be left out: %s', (_, one, barred) => {
    expect(at('SO-1/1', [one], ['work/MO-1'])?.barred).toBe(barred);
  });

  it.each([
    [{ holds: ['MO-1'], others: ['SO-2/1'] }, 'Left out, it keeps MO-1 as published; SO-2/1 draws on that too.'],
    [{ holds: ['MO-1', 'MO-2'], others: [] }, 'Left out, it keeps MO-1, MO-2 as published.'],
    [{ holds: [], others: ['SO-1/1', 'SO-2/1'] }, 'Left out, SO-1/1, SO-2/1 draw on that too.'],
    [{ holds: [], others: [] }, ''],
  ])('%o in words', (stays, words) => {
    expect(staysWords(stays)).toBe(words);
  });
});
