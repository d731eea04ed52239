/** What a box drawn over the board picks, and how the keyboard extends what is picked. Pure. */
import type { Actual, ActualLanes } from './actual.ts';
import { firstAbove, rowAt } from './find.ts';
import type { Layout } from './layout.ts';

/** Corners of a box: moments, and heights of the rows; in any order. */
export interface Box {
  readonly from: number;
  readonly to: number;
  readonly top: number;
  readonly bottom: number;
}

/** More are not moved in one act. */
export const mostPicked = 500;

/** What happened, where that is drawn alone. */
interface Worked {
  readonly actual: Pick<Actual, 'until'>;
  readonly lanes: ActualLanes;
}

/** Steps whose bars a box touches, row by row and by their begin; a step with several bars once. */
export function stepsTouched(layout: Layout, box: Box, worked?: Worked): readonly number[] {
  const [from, to] = [Math.min(box.from, box.to), Math.max(box.from, box.to)];
  const [top, bottom] = [Math.min(box.top, box.bottom), Math.max(box.top, box.bottom)];
  const touched = new Set<number>();
  const first = rowAt(layout.rows, Math.max(0, top)) ?? layout.rows.length;
  for (let at = first; at < layout.rows.length && layout.rows[at]!.top <= bottom; at += 1) {
    const row = layout.rows[at]!;
    const tall = row.height / Math.max(1, row.lanes);
    for (let n = 0; n < row.lanes; n += 1) {
      const begins = row.top + n * tall;
      if (begins > bottom || begins + tall <= top) continue;
      const found =
        worked && !row.person ? happened(worked, row.lane + n, from, to) : planned(layout, row.lane + n, from, to);
      for (const step of found) touched.add(step);
    }
  }
  return [...touched];
}

function planned({ laneAt, from, to, step }: Layout, lane: number, begin: number, end: number): readonly number[] {
  const high = laneAt[lane + 1]!;
  const found: number[] = [];
  for (let bar = firstAbove(to, laneAt[lane]!, high, begin); bar < high && from[bar]! <= end; bar += 1)
    found.push(step[bar]!);
  return found;
}

/** What was at work in a lane may overlap. */
function happened({ actual, lanes }: Worked, lane: number, begin: number, end: number): readonly number[] {
  const found: number[] = [];
  for (let n = lanes.laneAt[lane]!; n < lanes.laneAt[lane + 1]! && lanes.from[n]! <= end; n += 1)
    if (actual.until[lanes.step[n]!]! > begin) found.push(lanes.step[n]!);
  return found;
}

/** By one more, which is the last then; where the hand goes back to the one before, the last is given up. */
export function extended(picks: readonly number[], next: number): readonly number[] {
  if (picks.at(-2) === next) return picks.slice(0, -1);
  return [...picks.filter((one) => one !== next), next];
}
