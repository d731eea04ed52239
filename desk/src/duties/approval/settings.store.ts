/** What a site has set about approving and publishing. */
import type { Transaction } from 'kysely';
import { present } from '../../house/clock.ts';
import { Refusal } from '../../house/errors.ts';
import type { Tables } from '../../server/database/tables.ts';
import type { Person } from '../../server/http.ts';
import { setSettings, settingOf } from '../../server/settings.ts';
import { lockSite } from '../../server/site-lock.ts';
import { voicesOf } from '../deputies/scope.ts';
import { frozenDaysOf } from '../planning/frozenzone.store.ts';
import { usualStaleHours } from '../planning/stale.store.ts';
import { supervisorsAt } from '../users/scope.store.ts';
import { forWholeSite, settingsChanged } from './limits.messages.ts';
import { limitsIn, usualLimits } from './limits.ts';

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
  stale_hours: usualStaleHours,
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

/** How often they were set, and by whom last; null: by nobody yet. */
interface LastSet {
  readonly version: number;
  readonly who: string | null;
  /** When each person set something of them last, by his id. */
  readonly by?: Readonly<Record<string, { readonly who: string; readonly at: string }>>;
}

async function lastSet(tx: Tx, site: string): Promise<LastSet> {
  const kept = await settingOf(tx, site, 'approval_set');
  return typeof kept === 'object' && kept !== null ? (kept as LastSet) : { version: 0, who: null };
}

export const versionedSettings = async (tx: Tx, site: string): Promise<ApprovalSettings & { version: number }> => ({
  ...(await settingsOf(tx, site)),
  version: (await lastSet(tx, site)).version,
});

/** The first of these who set something of them after an instant; a name stands for everybody of that name. */
export async function whoSetSince(
  tx: Tx,
  site: string,
  since: string,
  persons: readonly { readonly id?: string; readonly name: string }[],
): Promise<string | undefined> {
  const { by = {} } = await lastSet(tx, site);
  return Object.entries(by).find(
    ([id, { who, at }]) =>
      Date.parse(at) >= Date.parse(since) &&
      persons.some((one) => (one.id === undefined ? one.name === who : one.id === id)),
  )?.[1].who;
}

/** Why a person may not set what goes for the whole site; null: he may. */
export async function barredFromSetting(
  tx: Tx,
  site: string,
  person: Pick<Person, 'id' | 'standsInFor'>,
): Promise<string | null> {
  const supervisors = await supervisorsAt(tx, site);
  const voices = voicesOf(person, site, supervisors);
  if (voices.length === 0 || voices.some((one) => one.departments === null)) return null;
  const departments = [...new Set(voices.flatMap((one) => one.departments ?? []))].sort();
  return forWholeSite(
    departments,
    supervisors.flatMap((one) => (one.departments === null ? [one.name] : [])),
  );
}

/** Of two who set them at once the second is told by whom, and what they are now. What stands so already is not set. */
export async function keepSettings(
  tx: Tx,
  site: string,
  set: { readonly [Name in keyof ApprovalSettings]?: ApprovalSettings[Name] | undefined },
  by: { readonly version: number; readonly who: string; readonly person: string },
): Promise<void> {
  await lockSite(tx, site);
  const { version, who, by: setters } = await lastSet(tx, site);
  if (version !== by.version) {
    const current = await versionedSettings(tx, site);
    throw new Refusal(409, 'changed', settingsChanged(who, limitsIn(current), current), { current });
  }
  const stands = await settingsOf(tx, site);
  const changed = ([...own, 'frozen_days'] as const).filter(
    (name) => set[name] !== undefined && set[name] !== stands[name],
  );
  if (changed.length === 0) return;
  const last: LastSet = {
    version: version + 1,
    who: by.who,
    by: { ...setters, [by.person]: { who: by.who, at: present() } },
  };
  await setSettings(tx, site, { ...Object.fromEntries(changed.map((name) => [name, set[name]])), approval_set: last });
}
