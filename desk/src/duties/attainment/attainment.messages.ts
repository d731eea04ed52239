/** What a person reads about what runs otherwise than published. */
import type { Band, Departure, Followed } from './attainment.ts';

export const departureWords: Readonly<Record<Departure, string>> = {
  'late-start': 'not begun',
  overrun: 'runs over',
  early: 'done early',
};

/** What may be done about it, in one sentence. */
export function proposalFor(
  kind: Departure,
  { behind, draws }: Pick<Followed, 'behind' | 'draws'>,
  next: string | null,
): string {
  if (kind === 'late-start') {
    if (behind !== null) return `Step ${behind} before it is not done. Maybe hurry that, or plan again.`;
    if (draws !== null) return `It draws on ${draws}, which is not done. Maybe hurry that, or plan again.`;
    return 'Nothing before it is open. Maybe begin it, or report that it was begun.';
  }
  if (kind === 'overrun')
    return next === null ? 'Maybe report it finished, or plan again.' : `${next} waits for it. Maybe plan again.`;
  return next === null ? 'Its machine is free. Maybe pull something forward.' : `Maybe pull ${next} forward.`;
}

/** "in the frozen zone (day 1 to 2)", "day 3 to 5", "after day 20": working days from a publication on. */
export function bandWords({ from, to, zone }: Band): string {
  if (to === null) return from === 1 ? 'all days' : `after day ${from - 1}`;
  const days = from === to ? `day ${from}` : `day ${from} to ${to}`;
  return zone ? `in the frozen zone (${days})` : days;
}
