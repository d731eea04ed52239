/**
 * Changes of calendars as an address has them: days with the same hours and name together, for a holiday closes many calendars and a
 * shutdown many days. Pure.
 */
import { groupedBy } from '../planning/rows.ts';
import type { CalendarChanges, DayChange } from './calendarchanges.ts';

type OneOrMany = string | readonly string[];

/** Each of the days on each of the calendars. */
export interface DaysAsked {
  readonly calendar: OneOrMany;
  readonly day: OneOrMany;
  readonly hours: string | null;
  readonly name?: string | null | undefined;
}

/** An address is refused where it is longer; percent signs count. */
const longestAsked = 8000;

/** Names of days only where there is room. */
export function askedOf({ days, weeks }: CalendarChanges): string {
  const whole = JSON.stringify({ weeks, days: together(days) });
  if (encodeURIComponent(whole).length <= longestAsked) return whole;
  return JSON.stringify({ weeks, days: together(days.map((one) => ({ ...one, name: undefined }))) });
}

type Day = Pick<DayChange, 'calendar' | 'day' | 'hours'> & Pick<DaysAsked, 'name'>;

function together(days: readonly Day[]): readonly DaysAsked[] {
  const alike = groupedBy(days, ({ hours, name }) => JSON.stringify([hours, name]));
  return [...alike.values()].flatMap((those) => {
    const calendars = groupedBy(those, ({ day }) => day);
    const same = groupedBy([...calendars.keys()], (day) =>
      JSON.stringify(
        calendars
          .get(day)
          ?.map(({ calendar }) => calendar)
          .sort(),
      ),
    );
    return [...same].map(([these, some]) => ({
      calendar: shortly(JSON.parse(these) as readonly string[]),
      day: shortly(some),
      hours: those[0]!.hours,
      name: those[0]!.name,
    }));
  });
}

/** Day by day. */
export const apart = (some: readonly DaysAsked[]): DayChange[] =>
  some.flatMap(({ calendar, day, hours, name = null }) =>
    listed(calendar).flatMap((one) => listed(day).map((each) => ({ calendar: one, day: each, hours, name }))),
  );

const listed = (some: OneOrMany): readonly string[] => (typeof some === 'string' ? [some] : some);
const shortly = (some: readonly string[]): OneOrMany => (some.length === 1 ? some[0]! : some);
