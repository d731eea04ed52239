/**
 * Hours of a week, or of days that are not over, that a record changes where nothing is shown of what that moves: the page Calendars shows it before it saves.
 * Pure; days are YYYY-MM-DD on the plant's clock. Source: GLOSSARY "special day".
 */
import type { Row } from '../../house/kind.ts';
import { calendarDays, calendars, isOver } from './calendars.ts';

export interface Unshown {
  readonly calendar: string;
  /** Null: its week. */
  readonly day: string | null;
}

/** A record of any kind as it was and as it is to be; undefined: not there. A calendar that is new moves nothing: nobody keeps to it yet. */
export function unshownBy(
  kind: string,
  before: Row | undefined,
  after: Row | undefined,
  today: string,
): readonly Unshown[] {
  if (kind === calendars.name)
    return before && after && before.week !== after.week ? [{ calendar: String(after.code), day: null }] : [];
  if (kind !== calendarDays.name || (before && after && placeOf(before) === placeOf(after))) return [];
  const touched = [before, after].flatMap((row) =>
    row ? [{ calendar: String(row.calendar), day: String(row.day) }] : [],
  );
  return touched.filter(
    ({ calendar, day }, n) =>
      !isOver(day, today) && !touched.slice(0, n).some((one) => one.calendar === calendar && one.day === day),
  );
}

const placeOf = ({ calendar, day, hours }: Row): string => JSON.stringify([calendar, day, hours ?? '']);
