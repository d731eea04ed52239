/**
 * Hours from today on that a record changes where nothing is shown of what that moves: the page Calendars shows it before it saves.
 * Pure; days are YYYY-MM-DD on the plant's clock. Source: GLOSSARY "special day".
 */
import type { Row } from '../../house/kind.ts';
import { calendarDays, calendars } from './calendars.ts';

export interface Unshown {
  readonly calendar: string;
  /** Null: its week. */
  readonly day: string | null;
}

/** Of a record of any kind that is written; `before`: as it stands. A calendar that is new moves nothing: nobody keeps to it yet. */
export function unshownBy(kind: string, row: Row, before: Row | undefined, today: string): Unshown | undefined {
  if (kind === calendars.name)
    return before && row.week !== before.week ? { calendar: String(row.code), day: null } : undefined;
  if (kind !== calendarDays.name || String(row.day) < today) return undefined;
  const isSame = before && before.day === row.day && (before.hours ?? '') === (row.hours ?? '');
  return isSame ? undefined : { calendar: String(row.calendar), day: String(row.day) };
}
