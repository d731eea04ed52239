/** Hours in which work is done. Pure; a row of open hours is opens and closes in turn. */

/** Seconds that are worked from one moment to another; below 0 where the other is before it. */
export type Worked = (from: number, to: number) => number;

/** Of what keeps no hours that we know: a vendor's work. */
export const byTheClock: Worked = (from, to) => to - from;

export function workedIn(open: ArrayLike<number>): Worked {
  const sums = new Float64Array(open.length / 2 + 1);
  for (let n = 0; n + 1 < open.length; n += 2) sums[n / 2 + 1] = sums[n / 2]! + open[n + 1]! - open[n]!;
  const until = (at: number): number => {
    let [low, high] = [0, open.length / 2];
    while (low < high) {
      const middle = (low + high) >> 1;
      if (open[2 * middle + 1]! > at) high = middle;
      else low = middle + 1;
    }
    return sums[low]! + Math.max(0, 2 * low < open.length ? at - open[2 * low]! : 0);
  };
  return (from, to) => until(to) - until(from);
}

/** Open hours and more of them, in one row without overlaps. */
export function merged(open: ArrayLike<number> = [], more: readonly number[]): Float64Array {
  const spans: [number, number][] = [];
  for (const list of [open, more]) for (let n = 0; n < list.length; n += 2) spans.push([list[n]!, list[n + 1]!]);
  spans.sort((a, b) => a[0] - b[0]);
  const whole: number[] = [];
  for (const [from, to] of spans) {
    const end = whole.at(-1);
    if (end !== undefined && from <= end) whole[whole.length - 1] = Math.max(end, to);
    else whole.push(from, to);
  }
  return Float64Array.from(whole);
}
