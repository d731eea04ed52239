/** What a site was told once and keeps: one JSON object in its row, one name a setting. The duty reads its own out of `unknown`. */
import { sql, type Transaction } from 'kysely';
import type { Tables } from './database/tables.ts';

export type Setting =
  | 'plan_automatically'
  | 'hot_list_rule'
  | 'since_hour'
  | 'finished_location'
  | 'keep_versions_days'
  | 'frozen_days'
  | 'release_window_days'
  | 'stale_hours'
  | 'company_prefix'
  | 'sscc_extension'
  | 'ticket_printer'
  | 'delegated'
  | 'delegated_days'
  | 'delegated_other_group'
  | 'delegated_overtime_hours'
  | 'counting'
  | 'valuation'
  | 'standing_hours'
  | 'cadence'
  | 'approval_set';

/** Undefined when it was never set. */
export async function settingOf(tx: Transaction<Tables>, site: string, name: Setting): Promise<unknown> {
  const row = await tx.selectFrom('sites').select('settings').where('code', '=', site).executeTakeFirst();
  return row?.settings[name];
}

/** The other settings stay: two people may set two of them at once. */
export const setSetting = (tx: Transaction<Tables>, site: string, name: Setting, value: unknown): Promise<void> =>
  setSettings(tx, site, { [name]: value });

/** Several at once, which is one row of the audit log; what is undefined stays. */
export async function setSettings(
  tx: Transaction<Tables>,
  site: string,
  set: { readonly [Name in Setting]?: unknown },
): Promise<void> {
  await sql`update sites set settings = settings || ${JSON.stringify(set)}::jsonb where code = ${site}`.execute(tx);
}
