/** A calendar drawn: its week by the hour, and its months day by day. */
import { memo } from 'react';
import { dayNumber } from '../../house/clock.ts';
import { usePlant } from '../../web/kit/plant.tsx';
import { daysAfter, dayWords } from '../../web/kit/time.ts';
import { clockText, type Hours, hoursWords, type Pattern, placeIn, readWeek } from '../calendars/calendars.ts';
import classes from './calendarchanges.module.css';

const weekdays = ['Mon', 'Tue', 'Wed', 'Thu', 'Fri', 'Sat', 'Sun'] as const;
const day = 86_400;
const ticks = [0, 6, 12, 18, 24] as const;

/** What a night shift has past midnight is drawn on the morning after; several weeks that repeat one below the other. */
export function WeekDrawing({ week, today }: { week: string; today: string }) {
  const read = readWeek(week);
  if ('fault' in read) return <p className={classes.fault}>{read.fault}</p>;
  const now = Math.floor(placeIn(read, dayNumber(today)) / 7);
  return (
    <figure className={classes.week} aria-label={`Week: ${week}`}>
      <div className={classes.weekrow} aria-hidden="true">
        <span />
        <svg width="100%" height={14}>
          {ticks.slice(0, -1).map((hour) => (
            <text key={hour} x={`${(100 * hour) / 24}%`} y={11} className={classes.axis}>
              {clockText(hour * 3600)}
            </text>
          ))}
        </svg>
      </div>
      {Array.from({ length: read.weeks }, (_, n) => (
        <section key={n} aria-label={read.weeks > 1 ? `Week ${n + 1} of ${read.weeks}` : undefined}>
          {read.weeks > 1 ? (
            <h3 className={classes.nth}>
              Week {n + 1} of {read.weeks}
              {n === now ? ', this week' : ''}
            </h3>
          ) : null}
          {weekdays.map((name, weekday) => (
            <DayRow key={name} name={name} of={read} place={7 * n + weekday} />
          ))}
        </section>
      ))}
    </figure>
  );
}

function DayRow({ name, of: { windows, weeks }, place }: { name: string; of: Pattern; place: number }) {
  const before = (place + 7 * weeks - 1) % (7 * weeks);
  const own = windows.filter((one) => one.weekday === place);
  const night = windows.filter((one) => one.weekday === before && one.to > day);
  const bars = [
    ...night.map(({ to }) => ({ from: 0, to: to - day })),
    ...own.map(({ from, to }) => ({ from, to: Math.min(to, day) })),
  ];
  const words = `${name} ${hoursWords(own)}`;
  return (
    <div className={classes.weekrow}>
      <span>{name}</span>
      <svg width="100%" height={18} role="img" aria-label={words}>
        <title>{words}</title>
        {ticks.map((hour) => (
          <line key={hour} x1={`${(100 * hour) / 24}%`} x2={`${(100 * hour) / 24}%`} y1={0} y2={18} />
        ))}
        {bars.map(({ from, to }) => (
          <rect
            key={from}
            x={`${(100 * from) / day}%`}
            width={`${(100 * (to - from)) / day}%`}
            y={2}
            height={14}
            rx={2}
          />
        ))}
        {own.map(({ from, name: shift }) =>
          shift === undefined ? null : (
            <text key={shift} x={`${(100 * from) / day}%`} dx={5} y={13} className={classes.shift}>
              {shift}
            </text>
          ),
        )}
      </svg>
    </div>
  );
}

/** A day as the drawing of its month shows it. */
export interface DrawnDay {
  readonly hours: readonly Hours[];
  readonly name: string | null;
  readonly special: boolean;
  /** It is among the changes that are not saved yet. */
  readonly changed: boolean;
}

interface MonthDrawingProps {
  /** YYYY-MM. */
  readonly month: string;
  readonly dayOf: (day: string) => DrawnDay;
  readonly chosen: string | undefined;
  readonly onChoose: (day: string) => void;
}

const monthNames = [
  'January',
  'February',
  'March',
  'April',
  'May',
  'June',
  'July',
  'August',
  'September',
  'October',
  'November',
  'December',
] as const;

export const MonthDrawing = memo(function MonthDrawing({ month, dayOf, chosen, onChoose }: MonthDrawingProps) {
  const { today } = usePlant();
  const [year = '', number = '1'] = month.split('-');
  const days = daysIn(month);
  return (
    <section className={classes.month} aria-label={`${monthNames[Number(number) - 1]} ${year}`}>
      <h3>
        {monthNames[Number(number) - 1]} {year}
      </h3>
      <div className={classes.days}>
        {weekdays.map((name) => (
          <span key={name} className={classes.weekday} aria-hidden="true">
            {name[0]}
          </span>
        ))}
        {days.map((one, n) => {
          const { hours, name, special, changed } = dayOf(one);
          const words = `${dayWords(one, today)}: ${name ? `${name}, ` : ''}${hoursWords(hours)}${changed ? ', not saved yet' : ''}`;
          return (
            <button
              key={one}
              type="button"
              className={classes.day}
              style={
                {
                  '--open': openStripe(hours),
                  ...(n === 0 ? { gridColumnStart: columnOf(one) } : {}),
                } as React.CSSProperties
              }
              data-closed={hours.length === 0 || undefined}
              data-special={special || undefined}
              data-changed={changed || undefined}
              data-today={one === today || undefined}
              data-over={one < today || undefined}
              aria-pressed={one === chosen}
              aria-label={words}
              title={words}
              onClick={() => onChoose(one)}
            >
              {Number(one.slice(8))}
            </button>
          );
        })}
      </div>
    </section>
  );
});

/** The open hours of a day as a stripe. */
function openStripe(hours: readonly Hours[]): string {
  const stops = hours.flatMap(({ from, to }) => {
    const [a, b] = [(100 * from) / day, (100 * Math.min(to, day)) / day];
    return [`transparent ${a}%`, `var(--accent) ${a}%`, `var(--accent) ${b}%`, `transparent ${b}%`];
  });
  return stops.length === 0 ? 'none' : `linear-gradient(to right, ${stops.join(', ')})`;
}

const columnOf = (one: string): number => {
  // 5 January 1970 was a Monday.
  const days = Math.round(Date.parse(`${one}T00:00:00Z`) / 86_400_000) - 4;
  return 1 + (((days % 7) + 7) % 7);
};

function daysIn(month: string): readonly string[] {
  const days: string[] = [];
  for (let one = `${month}-01`; one.startsWith(month); one = daysAfter(`${one}T00:00:00Z`, 1).slice(0, 10))
    days.push(one);
  return days;
}

/** So many months after a month, YYYY-MM. */
export function monthAfter(month: string, months: number): string {
  const [year = 0, number = 1] = month.split('-').map(Number);
  const at = year * 12 + number - 1 + months;
  return `${Math.floor(at / 12)}-${String((at % 12) + 1).padStart(2, '0')}`;
}
