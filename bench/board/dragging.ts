/** A bar of a whole plant dragged in a browser: from the hand's movement until what it does stands on the screen. */
import type { Browser, Page } from 'playwright-core';
import { barsInSight } from '../../e2e/bars.ts';
import { atMost, type Figure, percentile95 } from '../figure.ts';
import { windowOf } from './plant.ts';

const movements = 25;
const strip = 'section[aria-label="What your changes do"]';

/** Consequences of a drag ≤ 100 ms at 10,000 bars. */
export async function dragging(browser: Browser, url: string): Promise<readonly Figure[]> {
  const page = await windowOf(browser, url, 'planner');
  await page.addInitScript(watchAnswers);
  await page.goto(`${url}/board`);
  await page.locator('canvas[tabindex]').waitFor({ timeout: 60_000 });
  const [bar] = await barsInSight(page, url);
  if (!bar) throw new Error('no bar in sight');
  const { x, y } = bar;
  await page.mouse.move(x, y);
  await page.mouse.down();
  // The engine reads the plan when a bar is first taken in hand.
  await page.mouse.move(x + 40, y, { steps: 4 });
  await page.locator(strip).locator('strong').waitFor({ timeout: 60_000 });
  const times: number[] = [];
  for (let n = 0; n < movements; n += 1) {
    await page.waitForTimeout(250);
    times.push(await moved(page, x + 40 + (n % 2 === 0 ? 12 * (n + 1) : 6 * n), y));
  }
  await page.mouse.up();
  await page.close();
  return [atMost('drag among 10,000 bars, consequences on the screen, p95', percentile95(times), 'ms', 100)];
}

/** Milliseconds from the pointer's movement to the frame after the engine's answer. */
async function moved(page: Page, x: number, y: number): Promise<number> {
  await page.evaluate(() => {
    (window as unknown as Watched).answered = undefined;
  });
  await page.mouse.move(x, y);
  const time = await page.waitForFunction(() => (window as unknown as Watched).answered, undefined, {
    timeout: 10_000,
  });
  return (await time.jsonValue())!;
}

interface Watched {
  answered?: number | undefined;
}

/** Before the page's own code: notes the movement, and the frame in which the engine's next answer is painted. */
function watchAnswers(): void {
  let began = 0;
  window.addEventListener('pointermove', (event) => (began = event.timeStamp), { capture: true });
  const Plain = window.Worker;
  window.Worker = class extends Plain {
    constructor(address: string | URL, options?: WorkerOptions) {
      super(address, options);
      this.addEventListener('message', () => {
        const since = began;
        // The page draws in the next frame; the one after begins once that is on the screen.
        requestAnimationFrame(() =>
          requestAnimationFrame((now) => {
            (window as unknown as Watched).answered ??= now - since;
          }),
        );
      });
    }
  };
}
