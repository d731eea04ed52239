import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { type Board, boardOf, type Wire } from '../desk/src/duties/board/board.ts';
import { rowOfStep } from '../desk/src/duties/board/find.ts';
import { layoutOf } from '../desk/src/duties/board/layout.ts';
import { loadOf } from '../desk/src/duties/board/load.ts';
import { pickWords } from '../desk/src/duties/board/pick.ts';
import { axisHeight, frameOf, roomOf } from '../desk/src/web/kit/board/scene.ts';
import { desktop, openBrowser, openPage, phone, type RunningDesk } from './browser.ts';
import { faultsOf, picture, signIn, startDemo } from './demo.ts';

let browser: Browser;
let desk: RunningDesk;
beforeAll(async () => {
  browser = await openBrowser();
  desk = await startDemo();
});
afterAll(async () => {
  await browser?.close();
  await desk?.stop();
});

const day = 86_400;
/** What the phone shows of the plan, in seconds. */
const span = 4 * day;
const first = ({ from }: Board) => ({ from, each: span, count: 1 });
const stripOf = (page: Page) => page.getByRole('region', { name: 'What your changes do' });

/** The canvas as it is fitted now, and how much of the rows is seen. */
async function fittedOn(page: Page, wire: Wire) {
  const box = (await page.locator('canvas[tabindex]').boundingBox())!;
  const [board, frame] = [boardOf(wire), frameOf(box.width, box.height)];
  const layout = layoutOf(board, 'machines');
  return { box, board, frame, layout, room: roomOf(frame, board, layout) };
}

/** A planned step some days ahead whose row is not seen at first: scrolled and picked so that its row is the lowest that is seen. */
async function lowest(page: Page) {
  const wire = (await (await page.request.get(`${desk.url}/api/v1/board`)).json()) as Wire;
  await page.getByRole('img', { name: /operations in \d+ rows/ }).waitFor();
  const { board, layout, room } = await fittedOn(page, wire);
  const { machine, from, order } = board.steps;
  const step = [...layout.step].find((one) => {
    const row = rowOfStep(layout, one)!;
    const planned = machine[one]! >= 0 && board.orders.state[order[one]!] === 'planned';
    const near = from[one]! > board.now + 3 * day && from[one]! < board.now + 30 * day;
    return planned && near && row.top > room.height && row.lanes === 1;
  });
  if (step === undefined) throw new Error('no planned step stands in a row that is not seen at first');
  const row = rowOfStep(layout, step)!;
  const opened = async (height: number): Promise<void> => {
    const search = new URLSearchParams({
      pick: pickWords(board, [step])!,
      from: String(Math.round(from[step]! - day / 4)),
      span: String(day),
      top: String(Math.ceil(row.top + row.height - height)),
    });
    await page.goto(`${desk.url}/board?${search}`);
    await page.getByRole('img', { name: /operations in \d+ rows/ }).waitFor();
    await page.getByRole('button', { name: 'Pull forward' }).waitFor();
  };
  // What is said of what is picked takes room too.
  await opened(room.height);
  const fitted = await fittedOn(page, wire);
  const { box, frame } = fitted;
  await opened(fitted.room.height);
  return {
    wire,
    row,
    again: () => opened(fitted.room.height),
    x: box.x + frame.heads + fitted.room.width / 4 + 1,
    y: box.y + axisHeight + fitted.room.height - row.height / 2,
  };
}

test.each([
  ['at a desk', desktop],
  ['on a phone', phone],
])('the row of the bar in hand is not covered by what is told of it, %s', async (_, viewport) => {
  const page = await openPage(browser, { viewport, hasTouch: viewport === phone });
  await signIn(page, desk, 'planner', '/board');
  const faults = faultsOf(page);
  const { wire, row, again, x, y } = await lowest(page);
  const strip = stripOf(page);
  // What is picked is read whole.
  const said = page.getByText(/^Planned .*, for /).first();
  const cut = () =>
    said.evaluate((text) => Math.max(text.scrollHeight - text.clientHeight, text.scrollWidth - text.clientWidth));
  await expect.poll(cut).toBe(0);

  // Held by the hand it is told of on the other side.
  await page.mouse.move(x, y);
  await page.mouse.down();
  await page.mouse.move(x + 40, y, { steps: 4 });
  await strip.locator('strong').waitFor();
  const told = (await strip.boundingBox())!;
  expect(told.y + told.height <= y - row.height / 2 || told.y >= y + row.height / 2).toBe(true);
  await picture(page, `boardinsight-held-${viewport.width}`);
  await page.keyboard.press('Escape');
  await page.mouse.up();
  await strip.waitFor({ state: 'detached' });

  // Pushed by keyboard, the board scrolls it free of what stands under it then.
  await again();
  await page.keyboard.press('Alt+ArrowRight');
  await strip.getByText(/ moved$/).waitFor();
  const below = async (): Promise<number> => {
    const { room } = await fittedOn(page, wire);
    return row.top + row.height - Number(new URL(page.url()).searchParams.get('top')) - room.height;
  };
  // Pixels of the row that are covered.
  await expect.poll(below).toBeLessThanOrEqual(1);
  await picture(page, `boardinsight-pushed-${viewport.width}`);
  await page.emulateMedia({ colorScheme: 'dark' });
  // What is painted turns dark with the page.
  await expect.poll(() => darknessOf(page)).toBeGreaterThan(0.5);
  await picture(page, `boardinsight-pushed-${viewport.width}-dark`);
  await page.emulateMedia({ colorScheme: 'light' });
  await page.keyboard.press('Control+z');
  await strip.waitFor({ state: 'detached' });
  expect(faults).toEqual([]);
});

/** How dark the middle of the head of the rows is: 0 white, 1 black. */
const darknessOf = (page: Page): Promise<number> =>
  page.locator('canvas[tabindex]').evaluate((canvas) => {
    const { data } = (canvas as HTMLCanvasElement).getContext('2d')!.getImageData(8, 8, 1, 1);
    return 1 - (data[0]! + data[1]! + data[2]!) / 765;
  });

test('how much a group has to do is told by the keyboard of the bar that is picked, and by a tap on its strip', async () => {
  const page = await openPage(browser);
  await signIn(page, desk, 'planner', '/board');
  const faults = faultsOf(page);
  const { wire, row } = await lowest(page);
  const { layout } = await fittedOn(page, wire);
  const group = layout.rows[row.group]!.label;
  const told = new RegExp(`${group}, ▲? ?.*: [\\d.,]+ (h|min) of [\\d.,]+ h, \\d+ %$`);
  await page.keyboard.press('u');
  await page.locator('[aria-live]').filter({ hasText: told }).waitFor();
  await picture(page, 'board-load-told');
  await page.keyboard.press('u');
  await page.locator('[aria-live]').filter({ hasText: told }).waitFor({ state: 'detached' });

  const hand = await openPage(browser, { viewport: phone, hasTouch: true });
  await signIn(hand, desk, 'planner', '/board');
  await hand.getByRole('img', { name: /operations in \d+ rows/ }).waitFor();
  const fitted = await fittedOn(hand, wire);
  const { box, frame } = fitted;
  const { rows } = fitted.layout;
  // The machine of some group that has work in the first days is tapped on its head.
  const head = rows.find(
    ({ kind }, at) => kind === 'group' && loadOf(fitted.board, fitted.layout, at, first(fitted.board))?.asked[0],
  );
  if (!head) throw new Error('no group has work in the first days');
  await hand.goto(`${desk.url}/board?from=${Math.round(fitted.board.from)}&span=${span}&top=${head.top}`);
  await hand.getByRole('img', { name: /operations in \d+ rows/ }).waitFor();
  for (let share = 0.05; share < 1; share += 0.1) {
    await hand.touchscreen.tap(box.x + frame.heads + (box.width - frame.heads) * share, box.y + axisHeight + 15);
    if (await hand.getByText(/: [\d.,]+ (h|min) of [\d.,]+ h, \d+ %$/).count()) break;
  }
  await hand.getByText(/: [\d.,]+ (h|min) of [\d.,]+ h, \d+ %$/).waitFor();
  await picture(hand, 'board-load-phone');
  // Another day stands there once the view moves: what was told of this one is gone.
  await hand.keyboard.press('Control+ArrowRight');
  await hand.getByText(/: [\d.,]+ (h|min) of [\d.,]+ h, \d+ %$/).waitFor({ state: 'detached' });
  expect(faults).toEqual([]);
});
