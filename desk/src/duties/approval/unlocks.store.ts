/** Locks that a draft by hand put, and that go with what is left out of it. */
import type { Transaction } from 'kysely';
import type { Tables } from '../../server/database/tables.ts';
import type { KeptByHand } from '../planning/byhand.ts';
import { namesIn } from '../planning/called.store.ts';
import { stepCalled } from '../planning/handacts.messages.ts';
import type { oneVersion } from '../planning/planning.store.ts';
import { stepKey } from '../planning/stepkey.ts';
import { lockedBefore } from '../planning/steplocks.store.ts';
import { locksLost } from '../planning/steplocks.ts';

type Version = NonNullable<Awaited<ReturnType<typeof oneVersion>>>;
export type Acts = KeptByHand['acts'];

/** By what is left of its acts: each step as it is called. What a publication locked before stays so. */
export async function unlockedBy(
  tx: Transaction<Tables>,
  site: string,
  version: Version,
): Promise<(rest: Acts) => readonly string[]> {
  const acts = version.by_hand?.acts ?? [];
  if (locksLost(acts, []).length === 0) return () => [];
  const { called } = await namesIn(tx, version.id);
  const before = await lockedBefore(tx, site, version.number);
  return (rest) =>
    locksLost(acts, rest).flatMap(({ order, seq }) => {
      const name = called(order);
      if (before.has(stepKey({ order: name.replace(/^work\//, ''), seq }))) return [];
      return [stepCalled({ order: name, seq })];
    });
}
