import { type HandEdit, type Problem, plan, qty, type Second } from '@hotlist/engine';
import { describe, expect, it } from 'vitest';
import { at, sawShop } from '../masterschedule/sawshop.test-support.ts';
import { putBackWords } from './planning.messages.ts';
import { firmByLock, locksIn, unlockedMoves, withLocks } from './steplocks.ts';

type Step = { readonly order: `work/${string}` | `planned/${number}`; readonly seq: number };
const one: Step = { order: 'work/MO-1', seq: 10 };
const other: Step = { ...one, seq: 20 };
const planned: Step = { order: 'planned/5', seq: 20 };
const edit = (kind: string, more: object = {}) => ({ ...one, ...more, kind }) as HandEdit;

it.each([
  ['the last of lock and unlock counts', [edit('lock'), edit('unlock'), edit('lock', other)], ['let-go', 'locked']],
  ['a part is locked with its whole step', [edit('move', { part: 2 }), edit('lock', { part: 1 })], ['locked']],
  ['what is put elsewhere afterwards is not locked there', [edit('lock'), edit('move')], ['moved']],
  ['nor what is swapped', [edit('lock'), edit('swap', { one, other })], ['moved', 'moved']],
  ['hours and sizes say nothing of it', [edit('resize'), edit('overtime')], []],
] as const)('%s', (_, edits, are) => expect(locksIn(edits).map(({ now }) => now)).toEqual(are));

it.each([
  ['is what was moved', [edit('move')], 1],
  ['is one step however often it was moved', [edit('move'), edit('pull-forward'), edit('move')], 1],
  ['is both that were swapped', [edit('swap', { one, other })], 2],
  ['is none that is locked where it was put', [edit('move'), edit('lock')], 0],
  ['is what was moved again after it was locked', [edit('lock'), edit('move')], 1],
  ['is what was let go again after it was locked where it was put', [edit('move'), edit('lock'), edit('unlock')], 1],
  ['is none that is locked, let go and locked', [edit('move'), edit('lock'), edit('unlock'), edit('lock')], 0],
  ['is none of what was let go, made larger or added as hours', [edit('unlock'), edit('resize'), edit('overtime')], 0],
] as const)('what the next plan may put back %s', (_, edits, many) => {
  expect(unlockedMoves(edits)).toBe(many);
});

it('what may be put back is said with the way out; nothing is said of nothing', () => {
  expect([0, 1, 3].map(putBackWords)).toEqual([
    '',
    '1 operation was moved and not locked: the plan that follows its publication may put it back. Maybe lock it on the board.',
    '3 operations were moved and not locked: the plan that follows its publication may put them back. Maybe lock on the board what must stay.',
  ]);
});

it('a planned order with a locked step becomes firm, once; a work order has its number', () => {
  const locked = [edit('lock', planned), edit('lock', { ...planned, seq: 10 }), edit('lock')];
  expect(firmByLock(locked)).toEqual(['planned/5']);
  expect(firmByLock([edit('lock', planned), edit('unlock', planned)])).toEqual([]);
});

describe('a locked step', () => {
  const own = { item: 'BOARD', state: 'released' as const, qty: qty(1), qtyOpen: qty(1), due: at(0, 16) };
  const shop = sawShop({ 'SO-1': at(0, 16) }, { workOrders: [{ id: 'MO-1', ...own }] });
  const [step] = plan(shop).operations;
  const place = {
    order: 'MO-1',
    seq: step!.seq,
    machine: step!.machine!,
    from: at(3, 8),
    to: (at(3, 8) + step!.end - step!.start) as Second,
    asLarge: true,
  };
  const held = (problem: Problem, more: object = {}) => {
    const [order] = withLocks(problem, [{ ...place, ...more }]).workOrders;
    const [{ machine, frozen } = {}] = order!.operations ?? [];
    return [machine, frozen?.from];
  };
  const steps = (more: object): Problem => ({
    ...shop,
    workOrders: [{ id: 'MO-1', ...own, operations: [{ ...shop.operations[0]!, done: false, ...more }] }],
  });

  it.each<readonly [string, readonly unknown[], readonly unknown[]]>([
    ['stands where it was published', held(shop), [place.machine, place.from]],
    [
      'keeps its machine alone where its order is for another quantity',
      held(shop, { asLarge: false }),
      [place.machine, undefined],
    ],
    ['is let go once its time is past', held({ ...shop, now: at(3, 9) }), [undefined, undefined]],
    ['is let go where its machine cannot do it any more', held(shop, { machine: 'ELSE' }), [undefined, undefined]],
    ['is none that runs', held(steps({ setupDone: true })), [undefined, undefined]],
    ['is none that is done', held(steps({ done: true })), [undefined, undefined]],
    ['is nothing of an order that is gone', held(shop, { order: 'MO-9' }), [undefined, undefined]],
  ])('%s', (_, is, expected) => expect(is).toEqual(expected));
});
