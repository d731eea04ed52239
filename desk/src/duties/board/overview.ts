/** The whole plan on few pixels: what cannot be told apart there is one. Pure. */
import type { Board } from './board.ts';
import type { Layout, Row } from './layout.ts';

export interface Run {
  readonly row: Row;
  readonly from: number;
  readonly to: number;
  readonly tone: number;
  readonly late: boolean;
}

/** Bars of one colour in a lane that touch within `pixel` seconds are one run; late ones come last, so that nothing hides them. */
export function runsOf(
  { steps }: Pick<Board, 'steps'>,
  layout: Layout,
  tones: Uint8Array,
  pixel: number,
): readonly Run[] {
  const [inTime, late]: [Run[], Run[]] = [[], []];
  for (const row of layout.rows)
    for (let lane = row.lane; lane < row.lane + row.lanes; lane += 1) {
      const last: { inTime: Grown | undefined; late: Grown | undefined } = { inTime: undefined, late: undefined };
      for (let bar = layout.laneAt[lane]!; bar < layout.laneAt[lane + 1]!; bar += 1) {
        const step = layout.step[bar]!;
        const isLate = steps.late[step]! > 0;
        const tone = tones[step]!;
        const [from, to] = [layout.from[bar]!, layout.to[bar]!];
        const kind = isLate ? 'late' : 'inTime';
        const before = last[kind];
        if (before && (isLate || before.tone === tone) && from <= before.to + pixel) before.to = to;
        // It lies under a pixel that is painted already.
        else if (!before || to > Math.max(before.to, before.from + pixel)) {
          const run: Grown = { row, from, to, tone, late: isLate };
          last[kind] = run;
          (isLate ? late : inTime).push(run);
        }
      }
    }
  return [...inTime, ...late];
}

type Grown = { -readonly [Key in keyof Run]: Run[Key] };
