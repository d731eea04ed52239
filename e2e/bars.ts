/** Where things stand on the board's canvas, for who clicks there. */
import type { Page } from 'playwright-core';
import { actualOf, type Told } from '../desk/src/duties/board/actual.ts';
import { boardOf, type Wire } from '../desk/src/duties/board/board.ts';
import { laneOf } from '../desk/src/duties/board/find.ts';
import { layoutOf, type RowMode } from '../desk/src/duties/board/layout.ts';
import { opening } from '../desk/src/duties/board/view.ts';
import { axisHeight, frameOf, roomOf } from '../desk/src/web/kit/board/scene.ts';

export interface Spot {
  readonly x: number;
  readonly y: number;
  /** Working days late to its need. */
  readonly late: number;
}

/** Where operations that some customer waits for are drawn, by the same rules as the page draws them. */
export async function barsInSight(page: Page, url: string): Promise<readonly Spot[]> {
  const wire = (await (await page.request.get(`${url}/api/v1/board`)).json()) as Wire;
  const [board, box] = [boardOf(wire), (await page.locator('canvas[tabindex]').boundingBox())!];
  const layout = layoutOf(board, 'machines');
  const frame = frameOf(box.width, box.height);
  const room = roomOf(frame, board, layout);
  const view = opening(room, board.now);
  const spots: Spot[] = [];
  for (const [bar, step] of layout.step.entries()) {
    const [from, to] = [layout.from[bar]!, layout.to[bar]!].map((at) => (at - view.from) * view.scale) as [
      number,
      number,
    ];
    const row = layout.rows[layout.rowOf[laneOf(layout, bar)]!]!;
    const seen = from > 200 && to < room.width - 350 && row.top + row.height < room.height - 120;
    if (!seen || to - from < 20 || row.lanes > 1 || board.demandOf[board.steps.order[step]!] === -1) continue;
    const [x, y] = [box.x + frame.heads + from + 10, box.y + axisHeight + row.top + row.height / 2];
    spots.push({ x, y, late: board.steps.late[step]! || 0 });
  }
  return spots;
}

export interface DrawnBar {
  readonly step: number;
  readonly order: string;
  readonly seq: number;
  readonly row: string;
  /** In the middle of it, on the page. */
  readonly x: number;
  readonly y: number;
  readonly width: number;
}

export interface Drawn {
  readonly bars: readonly DrawnBar[];
  /** The middle of each row on the page, by its name. */
  readonly rows: ReadonlyMap<string, number>;
}

/** Every bar and row of a version's board as the page that is just opened draws it, in sight or not. */
export async function boardDrawn(page: Page, url: string, version: number, mode: RowMode): Promise<Drawn> {
  const got = async (path: string): Promise<unknown> =>
    (await page.request.get(`${url}/api/v1${path}?version=${version}`)).json();
  const [wire, told] = [(await got('/board')) as Wire, (await got('/board/actual')) as Told];
  const [board, box] = [boardOf(wire), (await page.locator('canvas[tabindex]').boundingBox())!];
  const layout = layoutOf(board, mode, mode === 'people' ? actualOf(board, told).worked : undefined);
  const frame = frameOf(box.width, box.height);
  const view = opening(roomOf(frame, board, layout), board.now);
  const { steps, orders } = board;
  const over = box.y + axisHeight;
  const rows = layout.rows.filter(({ kind }) => kind === 'row');
  const bars = [...layout.step].map((step, bar) => {
    const lane = laneOf(layout, bar);
    const row = layout.rows[layout.rowOf[lane]!]!;
    const [from, to] = [layout.from[bar]!, layout.to[bar]!];
    return {
      step,
      order: orders.id[steps.order[step]!]!,
      seq: steps.seq[step]!,
      row: row.label,
      x: box.x + frame.heads + ((from + to) / 2 - view.from) * view.scale,
      y: over + row.top + ((lane - row.lane + 0.5) * row.height) / row.lanes,
      width: (to - from) * view.scale,
    };
  });
  return { bars, rows: new Map(rows.map(({ label, top, height }) => [label, over + top + height / 2])) };
}
