/** The company's cadence, as it is kept in the site's settings with how often it was set. */
import { sql, type Transaction } from 'kysely';
import { Refusal } from '../../house/errors.ts';
import type { Tables } from '../../server/database/tables.ts';
import { setSetting, settingOf } from '../../server/settings.ts';
import { cadenceChanged } from './followup.messages.ts';
import { type Cadence, type KeptCadence, keptCadence } from './followup.ts';

type Tx = Transaction<Tables>;

export const cadenceOfSite = async (tx: Tx, site: string): Promise<KeptCadence> =>
  keptCadence(await settingOf(tx, site, 'cadence'));

/** Of two who set it at once the second is told what it is now. Answers its new version. */
export async function keepCadence(tx: Tx, site: string, cadence: Cadence, version: number): Promise<number> {
  await sql`select from sites where code = ${site} for no key update`.execute(tx);
  const current = await cadenceOfSite(tx, site);
  if (current.version !== version) throw new Refusal(409, 'changed', cadenceChanged(current.cadence), { current });
  await setSetting(tx, site, 'cadence', { ...cadence, version: version + 1 });
  return version + 1;
}
