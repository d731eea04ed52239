/** The board of a large version in a browser: until it is drawn, and how its frames follow the hand. */
import { EventEmitter, once } from 'node:events';
import type { Browser, Page } from 'playwright-core';
import { fillVersion } from '../../desk/src/duties/planning/comparison.bench.ts';
import type { Database } from '../../desk/src/server/database/database.ts';
import { atMost, type Figure, percentile95 } from '../figure.ts';
import { windowOf } from './plant.ts';

const frames = 90;
/** Times that a board is opened; the middle one is told: one alone is a tenth of a second off either way. */
const turns = 7;

interface Where {
  readonly db: Database;
  readonly url: string;
  readonly browser: Browser;
}

/** Ready ≤ 0.5 s, of a version that nobody looked at yet too, and frames ≤ 20 ms at 10,000 bars; frames ≤ 50 ms at 50,000. */
export async function canvas({ db, url, browser }: Where): Promise<readonly Figure[]> {
  const page = await windowOf(browser, url, 'planner');
  await page.exposeFunction('boardDrawn', (ready: Ready) => drawn.emit('drawn', ready));
  await page.addInitScript(tellDrawn);
  const [small, large] = [10_000, 50_000];
  const fill = (operations: number): Promise<number> => fillVersion(db, { operations, orders: operations / 5 }, 0);
  const [seen, huge] = [await fill(small), await fill(large)];
  // Once for the code, and once more for what the browser compiled of it.
  await ready(page, url, seen);
  await ready(page, url, seen);
  const [again, first]: [Ready[], Ready[]] = [[], []];
  for (let turn = 0; turn < turns; turn += 1) {
    again.push(await ready(page, url, seen));
    first.push(await ready(page, url, await fill(small)));
  }
  const frame = async (operations: number, most: number): Promise<Figure> => {
    await page.keyboard.press('0');
    const times = await page.evaluate(follow, frames);
    return atMost(`board of ${operations} bars, pan and zoom, frame p95`, percentile95(times), 'ms', most);
  };
  const figures = [
    atMost(`board of ${small} bars, page drawn`, middle(again).drawn, 's', 0.5),
    ...parts(middle(again)),
    atMost('the same of a version that nobody looked at yet', middle(first).drawn, 's', 0.5),
    ...parts(middle(first)),
    await frame(small, 20),
  ];
  await ready(page, url, huge);
  figures.push(await frame(large, 50));
  await page.close();
  return figures;
}

/** Seconds since the address was entered. */
interface Ready {
  readonly asked: number;
  readonly answered: number;
  readonly drawn: number;
}

const middle = (all: readonly Ready[]): Ready => all.toSorted((a, b) => a.drawn - b.drawn)[Math.floor(all.length / 2)]!;

const parts = ({ asked, answered, drawn }: Ready): readonly Figure[] => [
  atMost('  until the plan is asked for', asked, 's', Infinity),
  atMost('  until it is there', answered - asked, 's', Infinity),
  atMost('  until it is drawn', drawn - answered, 's', Infinity),
];

const drawn = new EventEmitter<{ drawn: [Ready] }>();

/** Told by the page itself: what asks it from outside puts a large script into it first, which takes a tenth of the time. */
async function ready(page: Page, url: string, version: number): Promise<Ready> {
  const told = once(drawn, 'drawn', { signal: AbortSignal.timeout(60_000) });
  await page.goto(`${url}/board?version=${version}`);
  return ((await told) as [Ready])[0];
}

/** In the page: tells when the board stands and two frames have gone by, so that it is painted. */
function tellDrawn(): void {
  new MutationObserver((_, observer) => {
    if (!document.querySelector('canvas[tabindex]')) return;
    observer.disconnect();
    requestAnimationFrame(() =>
      requestAnimationFrame((now) => {
        const answers = performance.getEntriesByType('resource') as PerformanceResourceTiming[];
        const plan = answers.find(({ name }) => name.includes('/api/v1/board?'))!;
        const ready = { asked: plan.startTime / 1000, answered: plan.responseEnd / 1000, drawn: now / 1000 };
        (window as unknown as { boardDrawn: (ready: Ready) => void }).boardDrawn(ready);
      }),
    );
  }).observe(document, { childList: true, subtree: true });
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
