/** The critical ratio of an operation with its arithmetic in words. */
import { durationText } from '../../web/kit/formats.ts';
import type { HotRow } from './columns.tsx';
import { ratioWords } from './hotlist.messages.ts';

export function RatioSum({ row }: { readonly row: HotRow }) {
  const { critical_ratio: ratio, ratio_time: time, ratio_work: work } = row;
  if (ratio === null || time === null || work === null) return null;
  return ratioWords({ ratio, time: hoursText(time), work: hoursText(work), late: row.late_days > 0 });
}

/** Working time is read in hours: a day of it is not 24 of them. */
const hoursText = (seconds: number): string =>
  seconds < 3600 ? durationText(seconds) : `${(seconds / 3600).toFixed(1)} h`;
