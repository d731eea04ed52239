/** Who did what was done by hand to make a version. */
import type { Transaction } from 'kysely';
import type { Tables } from '../../server/database/tables.ts';
import { oneVersion } from './planning.store.ts';

interface MadeBy {
  readonly id: number;
  readonly made_by: string;
}

/** Who kept it; of what is left of a version once some was left out, who kept that. */
export async function whoMoved(tx: Transaction<Tables>, site: string, version: MadeBy): Promise<string> {
  const run = await tx
    .selectFrom('plan_runs')
    .select('all_but')
    .where('version', '=', version.id)
    .where('all_but', 'is not', null)
    .executeTakeFirst();
  const whole = run?.all_but && (await oneVersion(tx, site, run.all_but.version));
  return whole ? whoMoved(tx, site, whole) : version.made_by;
}
