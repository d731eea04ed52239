/** What a filter's words mean at a site, and the refusal of one that means nothing. */
import { minorDigits } from '../house/amounts.ts';
import { instantOf, todayAt } from '../house/clock.ts';
import { malformed } from '../house/errors.ts';
import { type Condition, type FilterContext, type FilterList, readFilter } from '../house/filter.ts';
import type { Site } from './http.ts';

export const filterContextOf = (site: Pick<Site, 'zone' | 'currency' | 'pinnedNow'>): FilterContext => ({
  today: todayAt(site),
  startOf: (day) => instantOf(site.zone, day, '00:00'),
  minorDigits: minorDigits(site.currency),
});

/** The conditions of a filter; 400 with place, value and way out when one cannot be read. */
export function conditionsOf(
  filter: string | undefined,
  list: FilterList,
  context: FilterContext,
): readonly Condition[] {
  const read = readFilter(filter, list, context);
  if ('fault' in read) throw malformed([read.fault]);
  return read.conditions;
}
