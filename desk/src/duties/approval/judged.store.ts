/** What decides about a version where small changes are delegated. */
import type { Transaction } from 'kysely';
import type { Tables } from '../../server/database/tables.ts';
import type { Person, Site } from '../../server/http.ts';
import { lastSupervised, type Supervised } from '../planning/supervised.store.ts';
import type { readVersion } from './approval.store.ts';
import type { Version } from './changedwork.store.ts';
import { type Facts, type Judged, judge, type OwnLimits } from './judged.ts';
import { addedUpAt, beyondAt, readingOf } from './limits.store.ts';
import type { Limits } from './limits.ts';
import { whoSetSince } from './settings.store.ts';

type Tx = Transaction<Tables>;
type Read = Pick<Awaited<ReturnType<typeof readVersion>>, 'version' | 'published' | 'seen'>;
type Submitter = Pick<Person, 'id' | 'name'>;

export const judgedAt = async (tx: Tx, site: Site, limits: Limits, submitter: Submitter, read: Read): Promise<Judged> =>
  judge(await factsAt(tx, site, limits, submitter, read), limits);

/** Undefined: nothing is published. */
async function factsAt(
  tx: Tx,
  site: Site,
  limits: Limits,
  submitter: Submitter,
  { version, published, seen }: Read,
): Promise<Facts | undefined> {
  if (!published) return undefined;
  const reading = readingOf(tx, site);
  const between = { published, version };
  const last = await lastSupervised(tx, site.code);
  return {
    ...(await beyondAt(tx, site, limits, between, reading)),
    rival: seen.rivals.length > 0,
    ownLimits: last && (await ownLimitsAt(tx, site, last, submitter, version)),
    addedUp: await addedUpAt(tx, site, between, last, reading),
    run: seen.run !== null,
  };
}

/** Of who submits it, and of who made it by hand: by his name where it was kept without him. */
async function ownLimitsAt(
  tx: Tx,
  site: Site,
  { number: since, at }: Supervised,
  submitter: Submitter,
  { id, by_hand, made_by: name }: Version,
): Promise<OwnLimits | undefined> {
  const maker = by_hand
    ? await tx.selectFrom('plan_versions').select('maker').where('id', '=', id).executeTakeFirst()
    : undefined;
  const makers = maker ? [maker.maker === null ? { name } : { id: maker.maker, name }] : [];
  const who = await whoSetSince(tx, site.code, at, [submitter, ...makers]);
  return who === undefined ? undefined : { ownLimits: who, since };
}
