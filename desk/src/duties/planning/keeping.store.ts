/** Keeps versions for a site's days, and clears what is past them. */
import { sql, type Transaction } from 'kysely';
import { later, present } from '../../house/clock.ts';
import { notFound } from '../../house/errors.ts';
import type { Database } from '../../server/database/database.ts';
import type { Tables } from '../../server/database/tables.ts';
import { stamp } from '../../server/http.ts';
import { setSetting, settingOf } from '../../server/settings.ts';
import { lockSite } from '../../server/site-lock.ts';
import { inUse, mostKeepDays, outdated, usualKeepDays } from './keeping.ts';
import { statesWaiting } from './states.ts';
import { lastSupervised } from './supervised.store.ts';

type Tx = Transaction<Tables>;

const daysFrom = (set: unknown): number =>
  typeof set === 'number' && Number.isInteger(set) && set >= 1 && set <= mostKeepDays ? set : usualKeepDays;

export const keepDaysOf = async (tx: Tx, site: string): Promise<number> =>
  daysFrom(await settingOf(tx, site, 'keep_versions_days'));

export const setKeepDays = (tx: Tx, site: string, days: number): Promise<void> =>
  setSetting(tx, site, 'keep_versions_days', days);

export async function pinVersion(tx: Tx, site: string, number: number, pinned: boolean): Promise<void> {
  const kept = await tx
    .updateTable('plan_versions')
    .set({ pinned })
    .where('site', '=', site)
    .where('number', '=', number)
    .executeTakeFirst();
  if (kept.numUpdatedRows === 0n) throw notFound('plan version', String(number));
}

/** When another was published while it waited. Who submits what is overtaken already is refused. */
const overtakenAt = sql<string | null>`(
  select min(p.at) from version_decisions p
  where p.site = plan_versions.site and p.decision = 'published' and plan_versions.state = any(${[...statesWaiting]}::text[])
    and p.id > (select max(s.id) from version_decisions s where s.version = plan_versions.id and s.decision = 'submitted'))`;

/** Clears the versions past their days, one a transaction so that nobody waits long; answers how many. */
export async function sweepVersions(db: Database): Promise<number> {
  let swept = 0;
  for (const { code, settings } of await db.selectFrom('sites').select(['code', 'settings']).execute()) {
    const [now, days] = [present(), daysFrom(settings.keep_versions_days)];
    const supervised = (await lastSupervised(db, code))?.number;
    const versions = await db
      .selectFrom('plan_versions')
      .select(['id', 'number', 'made_at', 'status', 'pinned', 'state'])
      .select(overtakenAt.as('overtaken_at'))
      .select(sql<number | null>`(by_hand ->> 'base')::int`.as('base'))
      .where('site', '=', code)
      .execute();
    const aged = versions.map((one) => ({ ...one, supervised: one.number === supervised }));
    for (const id of outdated(aged, now, days))
      await db.transaction().execute(async (tx) => {
        await stamp(tx, { name: 'night clearing', email: '', via: 'cli' }, code);
        // Whoever keeps a draft by hand holds the site until it stands.
        await lockSite(tx, code);
        // Somebody may have kept, submitted or moved it meanwhile. Its rows, and its run, go with it.
        const gone = await tx
          .deleteFrom('plan_versions')
          .where('id', '=', id)
          .where('pinned', '=', false)
          .where((one) => one.or([one('state', 'not in', inUse), one(overtakenAt, '<', later(now, -days * 86_400))]))
          .where(
            sql<boolean>`not exists (select from plan_versions d where d.site = ${code} and (d.by_hand ->> 'base')::int = plan_versions.number)`,
          )
          .executeTakeFirst();
        swept += Number(gone.numDeletedRows);
      });
    await db
      .deleteFrom('plan_runs')
      .where('site', '=', code)
      .where('version', 'is', null)
      .where('ended_at', '<', later(now, -days * 86_400))
      .execute();
  }
  return swept;
}
