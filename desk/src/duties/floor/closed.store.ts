/** Machines whose hours are closed now: work that was begun on them rests until they open. */
import type { Transaction } from 'kysely';
import { instantAt, nowAt, secondsOf } from '../../house/clock.ts';
import type { Tables } from '../../server/database/tables.ts';
import type { Site } from '../../server/http.ts';
import { openHoursOf } from '../planning/openhours.store.ts';
import { versionAtWork } from '../planning/planning.store.ts';
import type { StepState } from './progress.ts';

const day = 86_400;
/** So far ahead hours are looked for. */
const span = 60 * day;

export interface Closed {
  readonly machine: string;
  /** Null: not within sixty days. */
  readonly opens: string | null;
}

/** Of the machines on which something was begun; one whose hours nobody knows is open. */
export async function closedAt(
  tx: Transaction<Tables>,
  site: Site,
  steps: readonly { readonly state: StepState; readonly machine: string | null }[],
): Promise<readonly Closed[]> {
  const machines = [
    ...new Set(steps.flatMap(({ state, machine }) => (state === 'started' && machine ? [machine] : []))),
  ];
  const version = machines.length === 0 ? undefined : await versionAtWork(tx, site.code);
  if (!version) return [];
  const now = secondsOf(nowAt(site));
  const epoch = Math.floor(now / day) * day;
  const hours = await openHoursOf(tx, site, { version: version.id, epoch }, { from: -day, to: span });
  return machines.flatMap((machine) => {
    const place = hours.placeOf('machines', machine);
    if (place === -1) return [];
    const { windows } = hours.calendars[place]!;
    const next = windows.findIndex((end, n) => n % 2 === 1 && epoch + end > now);
    const opens = next === -1 ? null : epoch + windows[next - 1]!;
    return opens !== null && opens <= now ? [] : [{ machine, opens: opens === null ? null : instantAt(opens) }];
  });
}
