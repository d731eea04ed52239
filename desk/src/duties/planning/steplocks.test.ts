import type { HandEdit, Second } from '@hotlist/engine';
import { expect, it } from 'vitest';
import { firmByLock, locksIn } from './steplocks.ts';

const [one, other] = [
  { order: 'planned/5', seq: 20 },
  { order: 'work/MO-1', seq: 10 },
] as const;
const lock = (of: typeof one | typeof other, part?: number): HandEdit => ({
  kind: 'lock',
  ...of,
  ...(part ? { part } : {}),
});
const unlock = (of: typeof one | typeof other): HandEdit => ({ kind: 'unlock', ...of });
const move = (of: typeof one | typeof other): HandEdit => ({ kind: 'move', ...of, start: 60 as Second });
const is = (of: typeof one | typeof other, locked: boolean) => ({ ...of, locked });

it.each<readonly [string, readonly HandEdit[], readonly ReturnType<typeof is>[]]>([
  ['the last of lock and unlock counts', [lock(one), unlock(one), lock(other)], [is(one, false), is(other, true)]],
  ['a part is locked with its whole step', [lock(one, 2)], [is(one, true)]],
  ['what is put elsewhere afterwards is not locked there', [lock(one), move(one)], []],
  ['nor what is swapped', [lock(one), lock(other), { kind: 'swap', one, other }], []],
  ['what is let go and then put elsewhere stays let go', [unlock(other), move(other)], [is(other, false)]],
])('%s', (_, edits, locks) => expect(locksIn(edits)).toEqual(locks));

it('a planned order with a locked step becomes firm, once; a work order has its number', () => {
  expect(firmByLock([lock(one), lock({ ...one, seq: 20 }), lock(other)])).toEqual(['planned/5']);
  expect(firmByLock([lock(one), unlock(one)])).toEqual([]);
});
