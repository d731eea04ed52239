/** Finding on the board by halving: the bar at a point, the first bar to be drawn, the neighbours of a bar. Pure. */
import type { Layout, Row } from './layout.ts';

/** The first place in [low, high) whose value is above `limit`; values rise. */
export function firstAbove(values: Float64Array, low: number, high: number, limit: number): number {
  let [from, to] = [low, high];
  while (from < to) {
    const middle = (from + to) >> 1;
    if (values[middle]! > limit) to = middle;
    else from = middle + 1;
  }
  return from;
}

/** The row at a height; undefined above the first and below the last. */
export function rowAt(rows: readonly Row[], y: number): number | undefined {
  let [low, high] = [0, rows.length];
  while (low < high) {
    const middle = (low + high) >> 1;
    if (rows[middle]!.top + rows[middle]!.height > y) high = middle;
    else low = middle + 1;
  }
  return y >= 0 && low < rows.length ? low : undefined;
}

/** The lane at a height, and how far down in it; undefined in the head of a group and beside the rows. */
export function laneUnder({ rows }: Layout, y: number): { readonly lane: number; readonly share: number } | undefined {
  const row = rows[rowAt(rows, y) ?? -1];
  if (!row || row.lanes === 0) return undefined;
  const down = ((y - row.top) / row.height) * row.lanes;
  const n = Math.min(row.lanes - 1, Math.floor(down));
  return { lane: row.lane + n, share: down - n };
}

/** The bar at a moment and height; a bar too narrow to be hit is found within `slack` seconds of it. */
export function barAt(layout: Layout, at: number, y: number, slack: number): number | undefined {
  const { lane } = laneUnder(layout, y) ?? {};
  if (lane === undefined) return undefined;
  const [low, high] = [layout.laneAt[lane]!, layout.laneAt[lane + 1]!];
  const bar = firstAbove(layout.to, low, high, at - slack);
  if (bar === high) return undefined;
  // Of two within reach the one that holds the moment itself.
  const next = bar + 1 < high && layout.to[bar]! <= at && layout.from[bar + 1]! <= at ? bar + 1 : bar;
  return layout.from[next]! <= at + slack ? next : undefined;
}

/** The lane of a bar. */
export function laneOf({ laneAt }: Layout, bar: number): number {
  let [low, high] = [0, laneAt.length - 1];
  while (low < high) {
    const middle = (low + high) >> 1;
    if (laneAt[middle + 1]! > bar) high = middle;
    else low = middle + 1;
  }
  return low;
}

/** The row in which a step has its bar; undefined where it has none. */
export function rowOfStep(layout: Layout, step: number): Row | undefined {
  const bar = layout.barOf[step] ?? -1;
  return bar < 0 ? undefined : layout.rows[layout.rowOf[laneOf(layout, bar)]!];
}

export type Direction = 'left' | 'right' | 'up' | 'down';

/** Where the keyboard goes from a bar: the one before or after it in its lane, or the nearest in time of the next lane that has any. */
export function neighbour(layout: Layout, bar: number, direction: Direction): number {
  const lane = laneOf(layout, bar);
  if (direction === 'left') return bar > layout.laneAt[lane]! ? bar - 1 : bar;
  if (direction === 'right') return bar + 1 < layout.laneAt[lane + 1]! ? bar + 1 : bar;
  const by = direction === 'up' ? -1 : 1;
  const middle = (layout.from[bar]! + layout.to[bar]!) / 2;
  for (let next = lane + by; next >= 0 && next < layout.laneAt.length - 1; next += by) {
    const [low, high] = [layout.laneAt[next]!, layout.laneAt[next + 1]!];
    // What a person reported is planned in his crew's row: from here the way would lead back there.
    if (layout.rows[layout.rowOf[next]!]!.person) continue;
    if (low < high) return nearest(layout, low, high, middle);
  }
  return bar;
}

/** The bar of [low, high), which is not empty, that lies nearest to a moment. */
export function nearest({ from, to }: Layout, low: number, high: number, at: number): number {
  const after = firstAbove(to, low, high, at);
  if (after === high) return high - 1;
  if (after === low || from[after]! <= at) return after;
  return at - to[after - 1]! < from[after]! - at ? after - 1 : after;
}
