/** How the hours of a load are counted, in words. */
import { allNamed } from '../../house/names.ts';
import { groupedBy } from '../planning/rows.ts';
import type { LoadedResource } from './masterschedule.ts';

export interface Counted extends Pick<LoadedResource, 'kind'> {
  /** Of which an hour counts as another than one. */
  readonly machines: readonly { readonly machine: string; readonly speed_percent: number; readonly at_once: number }[];
}

/** Empty: they are the hours of the calendar, all of them. `first`: of the week or day that is under way. */
export function countedWords({ kind, machines }: Counted, each: 'day' | 'week', first: boolean): string {
  const named = (some: Counted['machines']) => allNamed(some.map(({ machine }) => machine));
  const [fast, wide] = [
    groupedBy(
      machines.filter((one) => one.speed_percent !== 100),
      (one) => one.speed_percent,
    ),
    groupedBy(
      machines.filter((one) => one.at_once !== 1),
      (one) => one.at_once,
    ),
  ];
  const said = [
    ...[...fast].map(
      ([percent, some]) =>
        `An hour of ${named(some)} counts as ${percent / 100} h, asked for as had: ${some.length === 1 ? 'it runs' : 'they run'} at ${percent} %.`,
    ),
    ...[...wide].map(
      ([count, some]) =>
        `${named(some)} ${some.length === 1 ? `takes ${count} at once and has` : `take ${count} at once each and have`} as many hours in one.`,
    ),
  ];
  if (kind === 'crew') said.push('The hours of each of its people are counted.');
  if (first) said.push(`Of ${each === 'day' ? 'today' : 'this week'} there is what was left when it was planned.`);
  return said.join(' ');
}
