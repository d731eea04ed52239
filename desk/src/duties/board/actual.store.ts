/** What the floor said of the version that it works to, for the board. */
import type { Transaction } from 'kysely';
import { nowAt, secondsOf } from '../../house/clock.ts';
import type { Tables } from '../../server/database/tables.ts';
import type { Site } from '../../server/http.ts';
import { stoodOf, workedBy } from '../attainment/attainment.store.ts';
import { frozenUntil } from '../planning/frozenzone.store.ts';
import { publishedVersion } from '../planning/planning.store.ts';

/** Any other version is only a plan: nothing happened to it. */
export async function readActual(tx: Transaction<Tables>, site: Site, number: number) {
  const published = await publishedVersion(tx, site.code);
  const worksTo = published?.number === number ? published.id : undefined;
  const rows = worksTo === undefined ? [] : await stoodOf(tx, worksTo);
  const worked = worksTo === undefined ? [] : await workedBy(tx, worksTo);
  const now = secondsOf(nowAt(site));
  return {
    published: published?.number ?? null,
    frozen_until: published ? await frozenUntil(tx, site, now) : null,
    now,
    rows: [...rows],
    worked: [...worked],
  };
}
