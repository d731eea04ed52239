/** How lengths of time and lateness are said, on every page and in every sentence. Pure. */
const [minute, hour, day] = [60, 3600, 86_400];

/** A length of time in seconds: "40 min", "9.5 h", "2.1 d" (a day is 24 hours of elapsed time). */
export function durationText(seconds: number): string {
  const size = Math.abs(seconds);
  const sign = seconds < 0 ? '−' : '';
  if (size < minute) return seconds === 0 ? '0 min' : `${sign}1 min`;
  if (size < hour) return `${sign}${Math.round(size / minute)} min`;
  // 23 h 58 min is a day to a reader, not "24.0 h".
  if (Math.round((size / hour) * 10) / 10 < 24) return `${sign}${(size / hour).toFixed(1)} h`;
  return `${sign}${(size / day).toFixed(1)} d`;
}

/** Work is never counted in days, which are 24 hours: "40 min", "32.5 h". */
export const workText = (seconds: number): string =>
  Math.abs(seconds) < hour ? durationText(seconds) : `${(seconds / hour).toFixed(1)} h`;

/** How much later or earlier something is: in days from a tenth of one on, "0.4 d" beside "3.0 d"; hours below. */
export const latenessText = (seconds: number): string =>
  seconds >= day / 10 ? `${(seconds / day).toFixed(1)} d` : durationText(seconds);

/** In working days: late over hours on which nobody works, or by less than hundredths show. It counts as late on every list. */
export const leastLate = 0.01;

/** The same of working days: "3.0 d", "29 min" as a part of one; none where only hours on which nobody works lie between. */
export const lateDaysText = (days: number): string =>
  days >= 0 && days <= leastLate ? 'no working day' : latenessText(days * day);

/** Late to need, in working days: above zero late, below zero that many to spare. The state is the planner's, not the eye's. */
export interface Late {
  readonly days: number;
  readonly state: 'late' | 'risk' | 'fine';
}

/** At risk with less than `riskBelow` working days to spare. */
export const lateOf = (days: number, riskBelow = 1): Late => ({
  days,
  state: days > 0 ? 'late' : -days < riskBelow ? 'risk' : 'fine',
});

export interface LateWords {
  readonly sign: '▲' | '△' | '';
  readonly text: string;
  /** For those who hear the page. */
  readonly said: string;
}

/** ▲ "+3.0 d" when late, △ "0.4 d left" at risk, "no slack" without any working time left, "5.0 d left" without a sign when fine. */
export function lateWords({ days, state }: Late): LateWords {
  if (state === 'late') {
    const by = lateDaysText(days);
    return { sign: '▲', text: days <= leastLate ? by : `+${by}`, said: `late by ${by}` };
  }
  const text = days >= 0 ? 'no slack' : `${latenessText(-days * day)} left`;
  return state === 'risk' ? { sign: '△', text, said: `at risk, ${text}` } : { sign: '', text, said: text };
}
