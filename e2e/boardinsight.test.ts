import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { boardOf, type Wire } from '../desk/src/duties/board/board.ts';
import { rowOfStep } from '../desk/src/duties/board/find.ts';
import { layoutOf } from '../desk/src/duties/board/layout.ts';
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
const stripOf = (page: Page) => page.getByRole('region', { name: 'What your changes do' });

/** The canvas as it is fitted now, and how much of the rows is seen. */
async function fittedOn(page: Page, wire: Wire) {
  const box = (await page.locator('canvas[tabindex]').boundingBox())!;
  const [board, frame] = [boardOf(wire), frameOf(box.width, box.height)];
  const layout = layoutOf(board, 'machines');
  return { box, board, frame, layout, room: roomOf(frame, board, layout) };
}

/** A planned step of some days on, the last row but a few: scrolled so that its row is the lowest that is seen. */
async function lowest(page: Page) {
  const wire = (await (await page.request.get(`${desk.url}/api/v1/board`)).json()) as Wire;
  await page.goto(`${desk.url}/board`);
  await page.getByRole('img', { name: /operations in \d+ rows/ }).waitFor();
  const { board, layout, room, box, frame } = await fittedOn(page, wire);
  const steps = [...layout.step].filter((step) => {
    const { machine, from, order } = board.steps;
    const near = from[step]! > board.now + 3 * day && from[step]! < board.now + 30 * day;
    return near && machine[step]! >= 0 && board.orders.state[order[step]!] === 'planned';
  });
  const high = (step: number): number => rowOfStep(layout, step)!.top;
  const [step] = steps.filter((one) => high(one) > room.height && rowOfStep(layout, one)!.lanes === 1);
  if (step === undefined) throw new Error('no planned step stands in a row that is not seen at first');
  const row = rowOfStep(layout, step)!;
  const top = row.top + row.height - room.height;
  const from = Math.round(board.steps.from[step]! - day);
  const search = new URLSearchParams({
    pick: pickWords(board, [step])!,
    from: String(from),
    span: String(4 * day),
    top: String(Math.ceil(top)),
  });
  const x = box.x + frame.heads + (day * room.width) / (4 * day) + 4;
  return { wire, row, path: `/board?${search}`, x, y: box.y + axisHeight + room.height - row.height / 2 };
}

test.each([
  ['at a desk', desktop],
  ['on a phone', phone],
])('the row of the bar in hand is not covered by what is told of it, %s', async (_, viewport) => {
  const page = await openPage(browser, { viewport, hasTouch: viewport === phone });
  await signIn(page, desk, 'planner', '/board');
  const faults = faultsOf(page);
  const { wire, row, path, x, y } = await lowest(page);
  await page.goto(`${desk.url}${path}`);
  await page.getByRole('img', { name: /operations in \d+ rows/ }).waitFor();
  const strip = stripOf(page);

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
  await page.goto(`${desk.url}${path}`);
  await page.getByRole('img', { name: /operations in \d+ rows/ }).waitFor();
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
  await picture(page, `boardinsight-pushed-${viewport.width}-dark`);
  await page.emulateMedia({ colorScheme: 'light' });
  await page.keyboard.press('Control+z');
  await strip.waitFor({ state: 'detached' });
  expect(faults).toEqual([]);
});
