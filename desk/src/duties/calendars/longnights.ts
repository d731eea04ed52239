/** Hours that run over midnight for so long that they are asked about before they are recorded, by whatever door. Pure. */
import type { Row } from '../../house/kind.ts';
import { calendarDays, calendars, type Hours, longNights } from './calendars.ts';

/** A span that would run over midnight for more than 16 hours, in seconds of the day; `day` null: of the week. */
export interface LongNight extends Pick<Hours, 'from' | 'to'> {
  readonly calendar: string;
  readonly day: string | null;
}

type Of = Pick<LongNight, 'calendar' | 'day'>;

/** Those of hours in words that are not recorded so already. */
export function nightsAnew({ calendar, day }: Of, text: string, recorded: unknown): readonly LongNight[] {
  const of = day === null ? 'week' : 'day';
  const known = longNights(of, String(recorded ?? ''));
  return longNights(of, text)
    .filter((one) => !known.some(({ from, to }) => from === one.from && to === one.to))
    .map((span) => ({ ...span, calendar, day }));
}

/** Those of a record that is written, of any kind; `before`: as it stands. */
export function nightsOfRecord(kind: string, row: Row, before: Row | undefined): readonly LongNight[] {
  if (kind === calendars.name)
    return nightsAnew({ calendar: String(row.code), day: null }, String(row.week ?? ''), before?.week);
  if (kind !== calendarDays.name) return [];
  return nightsAnew({ calendar: String(row.calendar), day: String(row.day) }, String(row.hours ?? ''), before?.hours);
}
