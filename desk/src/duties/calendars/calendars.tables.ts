/** Tables of calendars, holidays and special days. Quantities and prices are exact numerics; references are codes. */
import type { RecordColumns } from '../../server/database/columns.ts';
import { recordTable } from '../../server/database/columns.ts';

export interface CalendarsTable extends RecordColumns {
  code: string;
  name: string | null;
  week: string;
}

export interface CalendarDaysTable extends RecordColumns {
  calendar: string;
  day: string;
  hours: string;
  name: string | null;
}

export const calendarsTable = recordTable(
  'calendars',
  [],
  `
  code text not null,
  name text,
  week text not null,
  unique (site, code)`,
);

export const calendarDaysTable = recordTable(
  'calendar_days',
  [],
  `
  calendar text not null,
  day date not null,
  hours text not null default '',
  name text,
  foreign key (site, calendar) references calendars (site, code) on update cascade,
  unique (site, calendar, day)`,
);
