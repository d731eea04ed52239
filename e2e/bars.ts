/** Where things stand on the board's canvas, for who clicks there. */
import type { Page } from 'playwright-core';
import { boardOf, type Wire } from '../desk/src/duties/board/board.ts';
import { laneOf } from '../desk/src/duties/board/find.ts';
import { layoutOf } from '../desk/src/duties/board/layout.ts';
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
