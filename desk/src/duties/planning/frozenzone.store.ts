/** The frozen zone of a site: the working days from now within which a plan keeps machines and sequence. */
import type { Transaction } from 'kysely';
import type { Tables } from '../../server/database/tables.ts';
import type { Site } from '../../server/http.ts';
import { settingOf } from '../../server/settings.ts';
import { plantDaysOf } from './plantdays.store.ts';
import { afterWorkingDays, type WorkingDays } from './workingdays.ts';

const usualDays = 2;
export const mostFrozenDays = 60;

export async function frozenDaysOf(tx: Transaction<Tables>, site: string): Promise<number> {
  const set = await settingOf(tx, site, 'frozen_days');
  return typeof set === 'number' && set >= 0 && set <= mostFrozenDays ? set : usualDays;
}

/** Its end, in seconds since 1970, for a plan made at `now`, likewise; by the plant's working days unless others are named. */
export async function frozenUntil(
  tx: Transaction<Tables>,
  site: Site,
  now: number,
  days?: WorkingDays,
): Promise<number> {
  return afterWorkingDays(days ?? (await plantDaysOf(tx, site)), now, await frozenDaysOf(tx, site.code));
}
