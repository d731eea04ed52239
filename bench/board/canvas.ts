/** The board of a large version in a browser: until it is drawn, and how its frames follow the hand. */
import type { Browser } from 'playwright-core';
import { fillVersion } from '../../desk/src/duties/planning/comparison.bench.ts';
import type { Database } from '../../desk/src/server/database/database.ts';
import { atMost, type Figure, percentile95 } from '../figure.ts';
import { windowOf } from './plant.ts';

const frames = 90;

interface Where {
  readonly db: Database;
  readonly url: string;
  readonly browser: Browser;
}

/** Ready ≤ 0.5 s and frames ≤ 20 ms at 10,000 bars; frames ≤ 50 ms at 50,000. */
export async function canvas({ db, url, browser }: Where): Promise<readonly Figure[]> {
  const page = await windowOf(browser, url, 'planner');
  const figures: Figure[] = [];
  for (const [operations, most] of [
    [10_000, 20],
    [50_000, 50],
  ] as const) {
    const version = await fillVersion(db, { operations, orders: operations / 5 }, 0);
    const address = `${url}/board?version=${version}`;
    // Once for the code, once to be measured: the board's own data, from the question to the drawing.
    await page.goto(address);
    await page.locator('canvas[tabindex]').waitFor({ timeout: 60_000 });
    await page.goto(address);
    await page.locator('canvas[tabindex]').waitFor({ timeout: 60_000 });
    const ready = await page.evaluate(() => performance.now() / 1000);
    if (operations === 10_000) figures.push(atMost(`board of ${operations} bars, page drawn`, ready, 's', 0.5));
    await page.keyboard.press('0');
    const times = await page.evaluate(follow, frames);
    figures.push(atMost(`board of ${operations} bars, pan and zoom, frame p95`, percentile95(times), 'ms', most));
  }
  await page.close();
  return figures;
}

/** In the page: the wheel turned and the ground dragged, a movement a frame; the time of each frame. */
async function follow(count: number): Promise<number[]> {
  const board = document.querySelector('canvas')!;
  const { left, top } = board.getBoundingClientRect();
  const at = { clientX: left + 600, clientY: top + 300, bubbles: true };
  const times: number[] = [];
  let before = 0;
  for (let n = 0; n < count; n += 1)
    await new Promise<void>((next) => {
      requestAnimationFrame((now) => {
        if (n > 5) times.push(now - before);
        before = now;
        const zooms = n % 30 < 15;
        const wheel = zooms ? { deltaY: n % 60 < 30 ? -60 : 60 } : { deltaX: n % 60 < 30 ? 40 : -40, deltaY: 0 };
        board.dispatchEvent(new WheelEvent('wheel', { ...at, ...wheel, cancelable: true }));
        next();
      });
    });
  return times;
}
