/** What a site has set about approving and publishing. */
import type { Transaction } from 'kysely';
import type { Tables } from '../../server/database/tables.ts';
import { setSetting, settingOf } from '../../server/settings.ts';
import { frozenDaysOf } from '../planning/frozenzone.store.ts';
import { usualLimits } from './limits.ts';

type Tx = Transaction<Tables>;

export interface ApprovalSettings {
  readonly stale_hours: number;
  readonly frozen_days: number;
  readonly delegated: boolean;
  readonly delegated_days: number;
  readonly delegated_other_group: boolean;
  readonly delegated_overtime_hours: number;
}

const usual: Omit<ApprovalSettings, 'frozen_days'> = {
  stale_hours: 24,
  delegated: false,
  delegated_days: usualLimits.days,
  delegated_other_group: usualLimits.otherGroup,
  delegated_overtime_hours: usualLimits.overtimeHours,
};
const own = Object.keys(usual) as readonly (keyof typeof usual)[];

export async function settingsOf(tx: Tx, site: string): Promise<ApprovalSettings> {
  const set: Record<string, unknown> = {};
  for (const name of own) {
    const value = await settingOf(tx, site, name);
    if (typeof value === typeof usual[name]) set[name] = value;
  }
  return { ...usual, ...set, frozen_days: await frozenDaysOf(tx, site) };
}

export async function keepSettings(
  tx: Tx,
  site: string,
  set: { readonly [Name in keyof ApprovalSettings]?: ApprovalSettings[Name] | undefined },
): Promise<void> {
  for (const name of [...own, 'frozen_days'] as const)
    if (set[name] !== undefined) await setSetting(tx, site, name, set[name]);
}
