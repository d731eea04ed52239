/** What a site has set about approving and publishing. */
import type { Transaction } from 'kysely';
import type { Tables } from '../../server/database/tables.ts';
import { setSetting, settingOf } from '../../server/settings.ts';
import { frozenDaysOf } from '../planning/frozenzone.store.ts';

type Tx = Transaction<Tables>;

export interface ApprovalSettings {
  readonly stale_hours: number;
  readonly frozen_days: number;
}

const usual = { stale_hours: 24 };

export async function settingsOf(tx: Tx, site: string): Promise<ApprovalSettings> {
  const hours = await settingOf(tx, site, 'stale_hours');
  return {
    stale_hours: typeof hours === 'number' ? hours : usual.stale_hours,
    frozen_days: await frozenDaysOf(tx, site),
  };
}

export async function keepSettings(
  tx: Tx,
  site: string,
  set: { readonly [Name in keyof ApprovalSettings]?: ApprovalSettings[Name] | undefined },
): Promise<void> {
  for (const name of ['stale_hours', 'frozen_days'] as const)
    if (set[name] !== undefined) await setSetting(tx, site, name, set[name]);
}
