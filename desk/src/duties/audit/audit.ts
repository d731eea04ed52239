/** What a change of a record was, field by field, in the words of the pages. Pure. */
import type { Field } from '../../house/kind.ts';
import { kindNamed } from '../records/records.ts';

export type Told = string | number | boolean | null;

export interface FieldChange {
  readonly field: string;
  /** As the pages call it. */
  readonly label: string;
  /** How a page shows the values. */
  readonly type: Field['type'];
  readonly unit: string | null;
  readonly before: Told;
  readonly after: Told;
}

type Columns = Readonly<Record<string, unknown>> | null;

/** Columns that say which record it is, not what changed in it. */
const structural = new Set(['id', 'site', 'user_id']);

/** The log's own triggers keep secrets out; should one ever get in, it is not shown. */
const secret = /(^|_)(hash|password_hash|secret|token_hash)$/;

/**
 * The fields whose value differs, in the order of the kind's fields. A record that was added or deleted shows what it
 * held, without the fields that held nothing.
 */
export function changesOf(kindName: string, was: Columns, is: Columns): readonly FieldChange[] {
  const [before, after] = kindName === 'sites' ? [withSettings(was), withSettings(is)] : [was, is];
  const fields = new Map(kindNamed(kindName)?.fields.map((field) => [field.name, field]));
  const names = [...new Set([...fields.keys(), ...Object.keys(before ?? {}), ...Object.keys(after ?? {})])];
  return names
    .filter((name) => !structural.has(name) && !secret.test(name))
    .flatMap((name) => {
      const [was, is] = [told(before?.[name]), told(after?.[name])];
      if (was === is) return [];
      const field = fields.get(name);
      return [
        {
          field: name,
          label:
            field?.label ?? labels[name] ?? (kindName === 'sites' ? settingLabels[name] : undefined) ?? words(name),
          type: field?.type ?? typeOf(was ?? is),
          unit: (field && 'unit' in field && field.unit) || null,
          before: was,
          after: is,
        },
      ];
    });
}

const labels: Readonly<Record<string, string>> = {
  pin: 'PIN',
  email: 'E-mail',
  expires_at: 'Expires',
  revoked_at: 'Revoked',
};

/** A site with each of its settings as a field of its own; who sets them, and how often they were set, the log says itself. */
function withSettings(site: Columns): Columns {
  if (!site || typeof site.settings !== 'object' || site.settings === null) return site;
  const { settings, ...rest } = site;
  const { approval_set: _, ...set } = settings as Readonly<Record<string, unknown>>;
  return { ...rest, ...set };
}

const settingLabels: Readonly<Record<string, string>> = {
  plan_automatically: 'Changes plan by themselves',
  keep_versions_days: 'Versions go after days',
  frozen_days: 'Frozen working days',
  stale_hours: 'Inputs are stale after hours',
  delegated: 'Small changes are published by who submits them',
  delegated_days: 'Delegated: days a step may move',
  delegated_other_group: 'Delegated: another machine group',
  delegated_overtime_hours: 'Delegated: hours of overtime',
  hot_list_rule: 'Order of the hot list',
  since_hour: 'Production sheet: since the hour',
  finished_location: 'Where finished work goes',
  release_window_days: 'Released within days',
  company_prefix: 'GS1 company prefix',
  sscc_extension: 'Extension digit of container numbers',
  counting: 'Counting programme',
  valuation: 'Valuation of stock',
  standing_hours: 'Goods stand too long after hours',
  cadence: 'When vendors are followed up',
};

function told(value: unknown): Told {
  if (value === undefined || value === null || value === '') return null;
  if (typeof value === 'string' || typeof value === 'number' || typeof value === 'boolean') return value;
  return Array.isArray(value) ? value.map(plainly).join('; ') : plainly(value);
}

/** A value within a value as "name value, name value": nobody reads JSON. */
function plainly(value: unknown): string {
  if (typeof value !== 'object' || value === null) return String(value ?? 'nothing');
  return Object.entries(value)
    .filter(([, inner]) => inner !== null && inner !== '')
    .map(([name, inner]) => `${words(name).toLowerCase()} ${plainly(inner)}`)
    .join(', ');
}

const typeOf = (value: Told): Field['type'] => {
  if (typeof value === 'boolean') return 'boolean';
  return typeof value === 'string' && /^\d{4}-\d\d-\d\dT/.test(value) ? 'instant' : 'text';
};

/** "changed_by_hand" → "Changed by hand". */
const words = (name: string): string => {
  const spaced = name.replaceAll('_', ' ');
  return spaced.charAt(0).toUpperCase() + spaced.slice(1);
};

/** What the pages call one record of the kind: "customer line". */
export const kindWords = (kindName: string): string =>
  kindNamed(kindName)?.one ??
  (Object.hasOwn(ones, kindName) ? ones[kindName] : undefined) ??
  words(kindName).toLowerCase();

const ones: Readonly<Record<string, string>> = {
  users: 'person',
  unsent_given_up: 'thing given up on a device',
  sites: 'site',
  plan_versions: 'plan version',
  version_decisions: 'decision about a version',
  publications: 'publication',
  mails: 'e-mail',
  overtime_requests: 'overtime asked for',
  overtime_decisions: 'decision about overtime',
  overtime_revocations: 'revoked overtime',
  deputies: 'deputy',
  deputy_ends: 'end of a deputy',
  rush_requests: 'rush order asked for',
  rush_decisions: 'decision about a rush order',
  pledges: 'pledge of a rush order',
  looks: 'look for goods',
  kanban_acts: 'act about a kanban card',
  stock_sums: 'sum of stock',
  discrepancies: 'discrepancy',
  follow_up_pauses: 'pause of follow-up',
  follow_up_pause_ends: 'end of a pause of follow-up',
  vendor_links: 'link of a vendor',
  vendor_link_ends: 'end of a vendor’s link',
  vendor_link_uses: 'use of a vendor’s link',
  step_locks: 'lock of a step',
  zone_releases: 'release from the frozen zone',
  zone_releases_taken_back: 'release from the frozen zone taken back',
  saved_views: 'saved view',
  opening_views: 'view a page opens with',
};
