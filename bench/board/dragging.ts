/** A bar of a whole plant dragged in a browser: from the hand's movement until what it does stands on the screen. */
import type { Browser, Page } from 'playwright-core';
import { barsInSight } from '../../e2e/bars.ts';
import { atMost, type Figure, median, percentile95 } from '../figure.ts';
import { windowOf } from './plant.ts';

const movements = 60;
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
    times.push(await moved(page, x + 40 + (n % 2 === 0 ? 12 * ((n % 25) + 1) : 6 * (n % 25)), y));
  }
  await page.mouse.up();
  await page.close();
  return [
    atMost('drag among 10,000 bars, consequences on the screen, p50', median(times), 'ms', Infinity),
    atMost('the same, p95', percentile95(times), 'ms', 100),
  ];
}

/** Milliseconds from the pointer's movement until the frame that shows what it does is on the screen. */
async function moved(page: Page, x: number, y: number): Promise<number> {
  await page.evaluate(() => {
    (window as unknown as Watched).seen = undefined;
  });
  await page.mouse.move(x, y);
  const time = await page.waitForFunction(() => (window as unknown as Watched).seen, undefined, { timeout: 10_000 });
  return (await time.jsonValue())!;
}

interface Watched {
  seen?: number | undefined;
}

/**
 * Before the page's own code: notes the movement, the question that was asked after it, the answer to that very question, that
 * the page took it up (a commit of React), and the board painted after that.
 */
function watchAnswers(): void {
  let [began, asked] = [0, -1];
  let stage: 'moved' | 'answered' | 'taken' | 'painted' = 'painted';
  window.addEventListener(
    'pointermove',
    (event) => {
      [began, asked, stage] = [event.timeStamp, -1, 'moved'];
    },
    { capture: true },
  );
  const Plain = window.Worker;
  window.Worker = class extends Plain {
    constructor(address: string | URL, options?: WorkerOptions) {
      super(address, options);
      this.addEventListener('message', ({ data }) => {
        if (stage === 'moved' && data.kind === 'answer' && data.id === asked) stage = 'answered';
      });
    }
    override postMessage(told: { readonly kind: string; readonly id?: number }): void {
      if (told.kind === 'ask') asked = told.id ?? -1;
      super.postMessage(told);
    }
  };
  // A class without a name: what the test runner adds to named functions is not known in the page.
  const hook = new (class {
    supportsFiber = true;
    inject(): number {
      return 1;
    }
    onCommitFiberRoot(): void {
      if (stage === 'answered') stage = 'taken';
    }
  })();
  Object.assign(window, { __REACT_DEVTOOLS_GLOBAL_HOOK__: hook });
  const { fillRect } = CanvasRenderingContext2D.prototype;
  CanvasRenderingContext2D.prototype.fillRect = function (
    this: CanvasRenderingContext2D,
    ...at: [number, number, number, number]
  ) {
    fillRect.apply(this, at);
    if (stage !== 'taken' || this.canvas.tabIndex !== 0) return;
    stage = 'painted';
    const since = began;
    // The frame after the one that is painted begins once that is on the screen.
    requestAnimationFrame((now) => {
      (window as unknown as Watched).seen ??= now - since;
    });
  };
}
