/** Small things that are said the same way on every page: dates, money, quantities, lateness, check marks. */
import { never } from '../../duties/planning/workingdays.ts';
import { durationText, type Late, lateWords, type Money, moneyText, quantityText } from './formats.ts';
import classes from './marks.module.css';
import { usePlant } from './plant.tsx';
import { dayWords, instantInFull, wallClock } from './time.ts';

/** A day, or the plant's day of an instant; exact on hover. `time` adds the clock's. */
export function When({ day, at, time }: { day?: string | null; at?: string | null; time?: boolean }) {
  const { zone, today } = usePlant();
  if (at) {
    const wall = wallClock(zone, at);
    return (
      <time dateTime={at} title={instantInFull(zone, at)} className="figures">
        {dayWords(wall.day, today)}
        {time ? `, ${wall.time}` : ''}
      </time>
    );
  }
  return day ? (
    <time dateTime={day} title={dayWords(day, '')} className="figures">
      {dayWords(day, today)}
    </time>
  ) : null;
}

/** The last day on which goods may be used, and whether it is over. */
export function Until({ day }: { day: string | null }) {
  const { today } = usePlant();
  if (day === null) return null;
  return day < today ? (
    <span className={classes.late} data-state="late">
      <span aria-hidden="true">▲ </span>expired on <When day={day} />
    </span>
  ) : (
    <span className="dim">
      until <When day={day} />
    </span>
  );
}

/** From one moment to another; the day stands once where both are on it. */
export function Between({ from, to, word = 'to' }: { from: string; to: string; word?: string }) {
  const { zone } = usePlant();
  const [first, last] = [wallClock(zone, from), wallClock(zone, to)];
  return (
    <>
      <When at={from} time /> {word}{' '}
      {first.day === last.day ? <time dateTime={to}>{last.time}</time> : <When at={to} time />}
    </>
  );
}

/** Sign, word and colour together, so that no one of them is needed. Fine has no colour at all. */
export function LateMark({ of, title }: { of: Late | null; title?: string }) {
  if (!of) return null;
  const { sign, text, said } = lateWords(of);
  return (
    <span className={classes.late} data-state={of.state} title={title ?? said}>
      {sign === '' ? null : <span aria-hidden="true">{sign} </span>}
      {text}
      {of.state === 'late' ? <span className={classes.heard}> late</span> : null}
    </span>
  );
}

/** Late in working days, with sign, word and colour: "+3.0 d", "0.4 d left"; "never" for what nothing serves. */
export function LateDays({ days, state }: { days: number; state: Late['state'] }) {
  if (days < never) return <LateMark of={{ days, state }} title="Working days to its need" />;
  return (
    <span className={classes.late} data-state={state} title="Nothing serves it">
      <span aria-hidden="true">▲ </span>never
    </span>
  );
}

export function MoneyMark({ of, whole }: { of: Money | null; whole?: boolean }) {
  return of ? (
    <span className="figures" title={whole ? moneyText(of) : undefined}>
      {moneyText(of, whole)}
    </span>
  ) : null;
}

export function Quantity({ of, unit, decimals }: { of: number; unit?: string; decimals?: number }) {
  return (
    <span className="figures">
      {quantityText(of, decimals)}
      {unit ? <span className="dim"> {unit}</span> : null}
    </span>
  );
}

export const Duration = ({ seconds }: { seconds: number }) => <span className="figures">{durationText(seconds)}</span>;

export function Check({ of }: { of: boolean | null }) {
  if (of === null) return null;
  return of ? (
    <span className={classes.check}>
      <span aria-hidden="true">✓</span>
      <span className={classes.heard}>yes</span>
    </span>
  ) : (
    <span className={classes.heard}>no</span>
  );
}
