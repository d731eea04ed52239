/** What is asked where hours are changed unseen. */
import { dayWords } from '../../house/daywords.ts';
import { fewNamed } from '../../house/names.ts';
import type { Unshown } from './unshown.ts';

const mostNamed = 3;

/** "What Fri 25 Dec of DAY moves was not shown. Maybe change it under Calendars, which shows it first; or save it unseen." */
export function unshownWords(all: readonly Unshown[], today: string): string {
  const named = all.map(({ calendar, day }) => `${day === null ? 'the week' : dayWords(day, today)} of ${calendar}`);
  const [it, moves] = all.length === 1 ? ['it', 'moves'] : ['them', 'move'];
  return `What ${fewNamed(named, mostNamed)} ${moves} was not shown. Maybe change ${it} under Calendars, which shows first whom that makes late; or save ${it} unseen.`;
}
