/** One order alone in time: its steps and what is on its way to it, the chain that sets its date drawn thick. */
import { useMemo } from 'react';
import { usePlant } from '../../web/kit/plant.tsx';
import { daysAfter, dayWords, instantInFull, present, secondsBetween, wallClock } from '../../web/kit/time.ts';
import { barsOf } from './gantt.ts';
import type { SheetRow } from './productionsheet.ts';
import classes from './sheet.module.css';

const [rowHeight, top, names, width] = [22, 20, 172, 480];
/** Marks on the time axis; more than these would touch. */
const mostTicks = 4;

interface OrderGanttProps {
  readonly rows: readonly SheetRow[];
  readonly due: string;
  readonly ships: string | null;
}

export function OrderGantt({ rows, due, ships }: OrderGanttProps) {
  const { zone, today } = usePlant();
  const now = useMemo(() => present(), []);
  const bars = useMemo(() => barsOf(rows, now), [rows, now]);
  if (bars.length === 0) return null;
  const ends = [...bars.flatMap((bar) => [bar.from, bar.to]), due, ...(ships ? [ships] : [])].sort();
  const first = ends[0] ?? due;
  const last = ends.at(-1) ?? due;
  const span = Math.max(secondsBetween(first, last), 3600);
  const x = (at: string): number => names + (secondsBetween(first, at) / span) * (width - names - 8);
  const height = top + bars.length * rowHeight + 8;
  const days = daysBetween(wallClock(zone, first).day, wallClock(zone, last).day);
  const every = Math.max(1, Math.ceil(days.length / mostTicks));
  return (
    <figure className={classes.gantt}>
      <svg viewBox={`0 0 ${width} ${height}`} role="img" aria-label={`${bars.length} steps and deliveries in time`}>
        {days
          .filter((_, index) => index % every === 0)
          .map((day) => {
            const at = x(`${day}T00:00:00Z`);
            return at < names ? null : (
              <g key={day}>
                <line x1={at} x2={at} y1={top - 4} y2={height} className={classes.tick} />
                <text x={Math.min(at + 3, width - 58)} y={12} className={classes.axis}>
                  {dayWords(day, today)}
                </text>
              </g>
            );
          })}
        {bars.map((bar, index) => {
          const y = top + index * rowHeight;
          const from = x(bar.from);
          return (
            <g key={bar.id}>
              <title>{`${bar.label}: ${instantInFull(zone, bar.from)} to ${instantInFull(zone, bar.to)}${bar.critical ? '. It sets the date of the line.' : ''}`}</title>
              <text x={0} y={y + 15} className={classes.label} data-critical={bar.critical || undefined}>
                {bar.label.length > 25 ? `${bar.label.slice(0, 24)}…` : bar.label}
              </text>
              <rect
                x={from}
                y={bar.critical ? y + 4 : y + 7}
                width={Math.max(2, x(bar.to) - from)}
                height={bar.critical ? 14 : 8}
                rx={2}
                className={classes.span}
                data-kind={bar.kind}
                data-critical={bar.critical || undefined}
                data-late={bar.late || undefined}
              />
            </g>
          );
        })}
        <line x1={x(due)} x2={x(due)} y1={top - 6} y2={height} className={classes.due}>
          <title>{`Due ${instantInFull(zone, due)}`}</title>
        </line>
      </svg>
      <figcaption className="dim">
        Thick: the chain that sets the date. Dashed line: due {dayWords(wallClock(zone, due).day, today)}.
      </figcaption>
    </figure>
  );
}

function daysBetween(from: string, to: string): readonly string[] {
  const days: string[] = [];
  for (let day = from; day <= to && days.length < 800; day = nextDay(day)) days.push(day);
  return days;
}

const nextDay = (day: string): string => daysAfter(`${day}T00:00:00Z`, 1).slice(0, 10);
