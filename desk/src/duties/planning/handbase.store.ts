/** What a version was moved by hand of, and whether its changes can be done again on that. */
import type { Transaction } from 'kysely';
import type { Tables } from '../../server/database/tables.ts';
import { changesSince, oneVersion } from './planning.store.ts';

type Version = NonNullable<Awaited<ReturnType<typeof oneVersion>>>;

export interface HandBase {
  readonly base: Version;
  /** The published one is read as it was made, whatever was written since; another only while `since` is absent. */
  readonly isPublished: boolean;
  /** Of another: the latest input that was written since it was made, as it is called. */
  readonly since?: string | undefined;
}

/** What was done by hand to it can be done again on it, without some. */
export const isDoneAgain = (moved: HandBase | undefined): moved is HandBase =>
  moved !== undefined && moved.since === undefined;

/** Undefined: no person moved it, or what he moved is cleared. */
export async function handBaseOf(
  tx: Transaction<Tables>,
  site: string,
  { by_hand }: Pick<Version, 'by_hand'>,
): Promise<HandBase | undefined> {
  const base = by_hand ? await oneVersion(tx, site, by_hand.base) : undefined;
  if (!base) return undefined;
  if (base.state === 'published') return { base, isPublished: true };
  const [latest] = await changesSince(tx, site, base, 1);
  return { base, isPublished: false, since: latest?.called };
}
