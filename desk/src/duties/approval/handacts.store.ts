/** What was done by hand to make a version, as far as it can be left out by ticks of its own. */
import type { HandEdit } from '@hotlist/engine';
import type { Transaction } from 'kysely';
import type { Tables } from '../../server/database/tables.ts';
import type { Site } from '../../server/http.ts';
import { actsOnlyAhead, wholeOnlyAhead } from '../planning/allbut.messages.ts';
import { editCalled, type KeptByHand, ordersOf } from '../planning/byhand.ts';
import { namesIn } from '../planning/called.store.ts';
import { type Compared, comparedVersion } from '../planning/compared.store.ts';
import { actsCalled, machinesOf } from '../planning/handacts.messages.ts';
import { handBaseOf, isDoneAgain } from '../planning/handbase.store.ts';
import type { oneVersion } from '../planning/planning.store.ts';
import { whoMoved } from '../planning/whomoved.store.ts';
import { sizesCalled } from '../planning/worksizes.ts';
import { allButRefusals, breakingWords, howToLeaveActsOut } from './allbut.messages.ts';
import { goneWith, type LeftOut, type MovedOther } from './allbut.ts';
import { breaksBy } from './breaks.ts';
import { unlockedBy } from './unlocks.store.ts';

type Tx = Transaction<Tables>;
type Version = NonNullable<Awaited<ReturnType<typeof oneVersion>>>;

interface HandActs {
  /** What was moved to make it. */
  readonly base: Version;
  readonly kept: KeptByHand;
  /** What its orders are called now … */
  readonly called: (order: string) => string;
  /** … as the acts have them here. */
  readonly acts: readonly (readonly HandEdit[])[];
}

/** Undefined: nothing was done by hand, or it cannot be done again without some. */
export async function handActsOf(tx: Tx, site: string, version: Version): Promise<HandActs | undefined> {
  const moved = await handBaseOf(tx, site, version);
  if (!version.by_hand || !isDoneAgain(moved)) return undefined;
  const { called } = await namesIn(tx, moved.base.id);
  const acts = version.by_hand.acts.map((act) => act.map((edit) => editCalled(edit, called)));
  return { base: moved.base, kept: version.by_hand, called, acts };
}

/** What other than the published version was moved to make it. */
export async function movedOther(tx: Tx, site: string, version: Version): Promise<MovedOther | null> {
  const moved = await handBaseOf(tx, site, version);
  return !version.by_hand || moved?.isPublished ? null : { base: version.by_hand.base, doneAgain: isDoneAgain(moved) };
}

/** What stands where something of it is ticked to be left out; before it is submitted, what can be then. */
export async function inPart(
  tx: Tx,
  { code, zone }: Pick<Site, 'code' | 'zone'>,
  { version, published }: { readonly version: Version; readonly published: Version | undefined },
): Promise<{ readonly whole_only: string | null; readonly acts_only: string | null }> {
  const other = await movedOther(tx, code, version);
  if (!other) return { whole_only: null, acts_only: null };
  const { base, doneAgain } = other;
  const isDraft = version.state === 'draft';
  if (doneAgain) return { whole_only: null, acts_only: isDraft ? actsOnlyAhead(base) : howToLeaveActsOut(base) };
  const why = allButRefusals['moved-by-hand']({ number: version.number, base }, zone);
  return { whole_only: isDraft && published ? wholeOnlyAhead(base, published.number) : why, acts_only: null };
}

/** Orders that each act was done to. */
export const doneTo = ({ acts }: Pick<HandActs, 'acts'>): readonly (readonly string[])[] =>
  acts.map((act) => act.flatMap(ordersOf));

/** As they are ticked, each in its place; `before`: what was moved, compared. */
export async function actsNamed(
  tx: Tx,
  site: string,
  version: Version,
  { base, acts, kept, called: now }: HandActs,
  before?: Compared,
): Promise<readonly string[]> {
  const { steps, called } = before ?? (await comparedVersion(tx, site, base));
  const stood = machinesOf(steps.map((step) => ({ ...step, order: called(step.order) })));
  const who = await whoMoved(tx, site, version);
  return actsCalled(acts, { who, sizes: sizesCalled(kept.sizes, now) }, stood);
}

/** What is said at the tick of each, and which of them break rules; `orders`: those that have ticks, too. */
export async function actsTold(
  tx: Tx,
  site: string,
  version: Version,
  hand: HandActs,
  { orders = [], before }: { readonly orders?: readonly LeftOut[]; readonly before?: Compared } = {},
) {
  const { acts: kept, conflicts } = hand.kept;
  const names = await actsNamed(tx, site, version, hand, before);
  const unlocked = await unlockedBy(tx, site, version);
  const breaks = conflicts.map((one) => ({ ...one, order: hand.called(one.order), by: breaksBy(kept, one) }));
  return {
    acts: goneWith(doneTo(hand), orders).map((goesWith, at) => ({
      name: names[at]!,
      goes_with: [...goesWith],
      // What is nothing but a lock says so by its name.
      unlocks: kept[at]!.every(({ kind }) => kind === 'lock') ? [] : [...unlocked(kept.toSpliced(at, 1))],
    })),
    broken: breakingWords(version.number, breaks, names).map((one) => ({ ...one, acts: [...one.acts] })),
  };
}
