/** After how many hours the inputs of a version count as stale at a site. */
import type { Transaction } from 'kysely';
import type { Tables } from '../../server/database/tables.ts';
import { settingOf } from '../../server/settings.ts';

export const usualStaleHours = 24;

export async function staleHoursOf(tx: Transaction<Tables>, site: string): Promise<number> {
  const set = await settingOf(tx, site, 'stale_hours');
  return typeof set === 'number' ? set : usualStaleHours;
}
