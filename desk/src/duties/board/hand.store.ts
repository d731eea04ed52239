/**
 * A version as the engine takes it, for edits by hand. The published one is what people work to: what is moved is a change of it,
 * whatever was told since. Another is moved only while it is still a plan of the inputs as they stand; a schedule of it is typed all
 * the same where no newer one is there, and is judged by the inputs as they are by now.
 */
import { sql, type Transaction } from 'kysely';
import { nowAt, present } from '../../house/clock.ts';
import { Refusal } from '../../house/errors.ts';
import type { Tables } from '../../server/database/tables.ts';
import type { Site } from '../../server/http.ts';
import { lockSite } from '../../server/site-lock.ts';
import { type AsMade, asMadeOf } from '../planning/asmade.store.ts';
import type { KeptByHand } from '../planning/byhand.ts';
import {
  changesSince,
  publishedVersion,
  readInputs,
  standingVersion,
  versionCalled,
} from '../planning/planning.store.ts';
import { staleHoursOf } from '../planning/stale.store.ts';
import { hoursOld } from '../planning/stale.ts';
import { isOvertaken, statesOnTheWay, type VersionState } from '../planning/states.ts';
import { boardRefusals, keptBefore } from './board.messages.ts';
import { readOpenWork, refusePlanned } from './openwork.store.ts';

export interface ForHand extends Pick<AsMade, 'problem' | 'plan' | 'inputs'> {
  /** The moment that the version plans from. */
  readonly now: string;
  /** What was published when it was made; itself, once it is. */
  readonly parent: number | null;
  readonly published: boolean;
  /** Its inputs were written since, and it is read with them as they are now: the newest, of which a schedule is typed. */
  readonly stale: boolean;
}

/** `typed`: a schedule in which nothing slides. */
export async function readForHand(
  tx: Transaction<Tables>,
  site: Site,
  number: number,
  typed: boolean,
): Promise<ForHand> {
  if (number === 0) return readOpenWork(tx, site);
  const version = await versionCalled(tx, site.code, number);
  const published = version.state === 'published';
  // What people work to is moved itself: what it was made of is published no more.
  if (version.by_hand && !published)
    throw new Refusal(409, 'by-hand', boardRefusals.alreadyByHand(number, version.by_hand.base));
  const anyway = typed && version.id === (await standingVersion(tx, site.code))?.id;
  if (!published && !anyway) await refuseStale(tx, site.code, version);
  const stale = !published && anyway && (await changesSince(tx, site.code, version, 1)).length > 0;
  const parent = published ? version.id : version.parent;
  return {
    ...(await asMadeOf(tx, await readInputs(tx, site.code), version)),
    now: version.now,
    parent,
    published,
    stale,
  };
}

/**
 * Before edits are kept: doing them again takes its time, and a publication meanwhile made orders of this version firm, which a
 * draft of it would plan, and firm, once more. The site stays locked, so nothing is published until the draft is kept.
 */
export async function refuseStaleLocked(
  tx: Transaction<Tables>,
  site: string,
  number: number,
  { published, stale, inputs, now }: ForHand,
): Promise<void> {
  await lockSite(tx, site);
  if (published) return;
  if (number === 0) await refusePlanned(tx, site);
  else if (!stale) return refuseStale(tx, site, await versionCalled(tx, site, number));
  const [latest] = await changesSince(tx, site, { snapshot: inputs.snapshot, now }, 1);
  if (latest) throw new Refusal(409, 'plan-stale', boardRefusals.changedMeanwhile(latest.called));
}

async function refuseStale(
  tx: Transaction<Tables>,
  site: string,
  version: { readonly number: number; readonly snapshot: string; readonly now: string },
): Promise<void> {
  const [latest] = await changesSince(tx, site, version, 1);
  if (latest) throw new Refusal(409, 'plan-stale', boardRefusals.stale(version.number, latest.called));
}

/** The same changes of the same version, kept, not decided against, and not stale: twice they are one draft. */
export async function sameDraft(tx: Transaction<Tables>, site: Site, base: number, acts: KeptByHand['acts']) {
  const found = await tx
    .selectFrom('plan_versions')
    .select(['number', 'by_hand', 'made_by', 'reason', 'state', 'parent', 'now', 'made_at'])
    .where('site', '=', site.code)
    .where('state', 'in', [...statesOnTheWay])
    .where(sql<boolean>`(by_hand ->> 'base')::int = ${base} and by_hand -> 'acts' = ${JSON.stringify(acts)}::jsonb`)
    .orderBy('number', 'desc')
    .executeTakeFirst();
  if (!found) return undefined;
  const published = (await publishedVersion(tx, site.code))?.number ?? null;
  const at = { now: nowAt(site), present: present() };
  // Of the published version the same is kept anew then, and goes on.
  if (base === published && hoursOld({ ...found, madeOf: base }, published, at) > (await staleHoursOf(tx, site.code)))
    return undefined;
  const overtaken = await overtakenBy(tx, site.code, found);
  return {
    number: found.number,
    conflicts: found.by_hand?.conflicts.length ?? 0,
    done: keptBefore(found.number, found.made_by, found.reason, overtaken),
    before: { reason: found.reason },
    overtaken,
  };
}

/** Number of the version that was published since another was made, which goes no further by that; null: it still may. */
export async function overtakenBy(
  tx: Transaction<Tables>,
  site: string,
  version: { readonly state: VersionState; readonly parent: number | null },
): Promise<number | null> {
  const published = await publishedVersion(tx, site);
  return published && isOvertaken({ ...version, published: published.id }) ? published.number : null;
}

/** Drafts that others made of the same version by hand, after the newest that was there; the last first. */
export function draftsSince(tx: Transaction<Tables>, site: string, base: number, newest: number) {
  return tx
    .selectFrom('plan_versions')
    .select(['number', 'made_by'])
    .where('site', '=', site)
    .where('number', '>', newest)
    .where(sql<boolean>`(by_hand ->> 'base')::int = ${base}`)
    .orderBy('number', 'desc')
    .limit(20)
    .execute();
}
