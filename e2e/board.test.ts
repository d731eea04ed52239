import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { barsInSight, type Spot } from './bars.ts';
import { openBrowser, openPage, phone, type RunningDesk } from './browser.ts';
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

const drawingOf = (page: Page) => page.getByRole('img', { name: /operations in \d+ rows/ });

test('a planner finds a late order on the board, sees what hangs on it, and sends the link to somebody', async () => {
  const page = await openPage(browser);
  await signIn(page, desk, 'planner', '/board');
  const faults = faultsOf(page);
  const drawing = drawingOf(page);
  await drawing.waitFor();
  await picture(page, 'board');

  // By keyboard: searched, found, opened.
  await page.keyboard.press('/');
  await page.getByRole('searchbox', { name: 'Search the board' }).fill('SO-4041/1');
  await page.getByText(/^1 of \d+$/).waitFor();
  await page.keyboard.press('Enter');
  const heard = page.locator('[aria-live="polite"]').filter({ hasText: 'SO-4041/1' });
  await heard.waitFor();
  const first = await heard.innerText();
  await page.keyboard.press('ArrowRight');
  await expect.poll(() => page.locator('[aria-live="polite"]').last().innerText()).not.toBe(first);
  await page.keyboard.press('Enter');
  await page.getByRole('complementary').getByText('Steps of the order').waitFor();
  await picture(page, 'board-picked');
  await page.keyboard.press('Escape');
  // By hand too, as on a phone, which has no such key.
  await page.getByRole('complementary').getByText('Steps of the order').waitFor({ state: 'detached' });
  await page.getByRole('button', { name: /more$/ }).click();
  await page.getByRole('complementary').getByText('Steps of the order').waitFor();
  await page.keyboard.press('Escape');

  // Nearer, and over to the right; the address follows when the hand rests.
  await page.keyboard.press('+');
  await page.keyboard.press('Control+ArrowRight');
  // A fortnight is seen at first; once nearer it is two thirds of that.
  const nearer = String((14 * 86_400) / 1.5);
  await expect.poll(() => new URL(page.url()).searchParams.get('span')).toBe(nearer);
  const other = await openPage(browser);
  await signIn(other, desk, 'viewer', page.url().slice(desk.url.length));
  await other.getByRole('img', { name: /operations in \d+ rows/ }).waitFor();
  await other.locator('[aria-live="polite"]').filter({ hasText: '·' }).first().waitFor();
  expect(new URL(other.url()).searchParams.get('span')).toBe(nearer);

  // What the rows are was chosen with the mouse: keys are the board's all the same.
  await page.locator('label', { hasText: /^People$/ }).click();
  await page.keyboard.press('+');
  await expect.poll(() => new URL(page.url()).searchParams.get('span')).toBe(String((14 * 86_400) / 1.5 / 1.5));
  await page.locator('label', { hasText: /^Machines$/ }).click();

  // The same as a table, where it is found too.
  await page.keyboard.press('t');
  await page.getByRole('grid', { name: 'Operations of the board' }).getByRole('row').nth(1).waitFor();
  await page.keyboard.press('t');
  // A key is held for a moment, as it could be a scanner's: what is pressed ends before the page becomes a phone's.
  await drawing.waitFor();
  // On the phone, upright and across, the board is a board: little of its height is a frame.
  for (const size of [phone, { width: phone.height, height: phone.width }]) {
    await page.setViewportSize(size);
    await page.getByRole('button', { name: 'Search, rows, colours and what they mean' }).waitFor();
    await page.getByRole('button', { name: /operations late to need$/ }).waitFor();
    await page.keyboard.press('Escape');
    const framed = async () => {
      const [whole, drawn] = [await page.getByRole('main').boundingBox(), await drawing.boundingBox()];
      return whole!.height - drawn!.height;
    };
    await expect.poll(framed).toBeLessThan(120);
    // Across, the rail is icons until somebody unfolds it.
    if (size !== phone) {
      await page.getByRole('button', { name: 'Unfold the rail' }).click();
      await page.getByRole('button', { name: 'Fold the rail' }).click();
      await page.getByRole('button', { name: 'Unfold the rail' }).waitFor();
    }
    await picture(page, `board-phone-${size.width}`);
  }
  await page.emulateMedia({ colorScheme: 'dark' });
  await page.setViewportSize(phone);
  await page.getByRole('button', { name: 'Search, rows, colours and what they mean' }).click();
  await page.getByRole('combobox', { name: 'Rows' }).waitFor();
  await page.getByText('ends after its need').waitFor();
  // The oven stands still: its hatching is not taken for a set-up.
  await page.getByText('downtime', { exact: true }).waitFor();
  await picture(page, 'board-phone-drawer');
  // Where the address names no span, upright it opens on three days; the address has it when the board rests.
  const upright = await openPage(browser, { viewport: phone, hasTouch: true });
  await signIn(upright, desk, 'planner', '/board');
  await drawingOf(upright).waitFor();
  await picture(upright, 'board-phone-opened');
  const [{ x, y, width, height }] = [(await drawingOf(upright).boundingBox())!];
  await upright.mouse.move(x + width / 2, y + height / 2);
  await upright.mouse.wheel(0, 1);
  await expect.poll(() => Number(new URL(upright.url()).searchParams.get('span'))).toBeGreaterThan(0);
  const days = Number(new URL(upright.url()).searchParams.get('span')) / 86_400;
  expect(days).toBeGreaterThan(2);
  expect(days).toBeLessThan(4);
  // Held across, what is picked is read whole, beside what may be done to it.
  await upright.getByRole('button', { name: /operations late to need$/ }).click();
  await upright.setViewportSize({ width: phone.height, height: phone.width });
  const said = upright.getByText(/, for SO-.* late$/).first();
  await said.waitFor();
  await picture(upright, 'board-phone-across-picked');
  await expect.poll(async () => (await said.boundingBox())!.width).toBeGreaterThan(250);
  const cut = () =>
    said.evaluate((text) => Math.max(text.scrollHeight - text.clientHeight, text.scrollWidth - text.clientWidth));
  await expect.poll(cut).toBe(0);
  expect(faults).toEqual([]);
});

test('the page has the look of who opens it before anything is drawn, so that the board is painted once', async () => {
  const page = await openPage(browser, { colorScheme: 'dark' });
  await page.addInitScript(() => {
    document.addEventListener('DOMContentLoaded', () => {
      Object.assign(window, { look: document.documentElement.getAttribute('data-mantine-color-scheme') });
    });
  });
  await signIn(page, desk, 'planner', '/board');
  expect(await page.evaluate(() => (window as unknown as { look: unknown }).look)).toBe('dark');
  await page.close();
});

test('a planner drags an operation, reads whom it hurts, undoes it, and pushes it by keyboard', async () => {
  const page = await openPage(browser);
  await signIn(page, desk, 'planner', '/board');
  const faults = faultsOf(page);
  await page.getByRole('img', { name: /operations in \d+ rows/ }).waitFor();
  const strip = page.getByRole('region', { name: 'What your changes do' });
  const take = async ({ x, y }: Spot): Promise<void> => {
    await page.mouse.move(x, y);
    await page.mouse.down();
    await page.mouse.move(x + 300, y, { steps: 6 });
  };
  /** What is told while it is held, and after; then it is undone. */
  const told = async (spot: Spot): Promise<string> => {
    await take(spot);
    await strip.locator('strong').waitFor();
    const verdict = await strip.locator('strong').innerText();
    await page.mouse.up();
    await strip.getByRole('button', { name: 'Undo' }).waitFor();
    // What was dragged is what the doors below are for.
    expect(new URL(page.url()).searchParams.get('pick')).toMatch(/:\d+$/);
    // Once the hand rests the worst are told with their causes, and how many operations are late then.
    if (hurting.test(verdict)) {
      await strip
        .getByText(/^SO-\d+\/\d+ (▲\+?|△) .* (newly late|later|later still): .+/)
        .first()
        .waitFor();
      await page.getByText(/ of them late to need, [\d,]+ after 1 change by hand, not kept/).waitFor();
    }
    await picture(page, 'board-dragged');
    await strip.getByRole('button', { name: 'Undo' }).click();
    await strip.waitFor({ state: 'detached' });
    return verdict;
  };
  const hurting = /orders? (newly late|later) \(SO-\d+\/\d+ \+[\d.]+ (d|h|min)/;
  const verdicts: string[] = [];
  // What stands in sight depends on the hour: some of it has slack, and hurts nobody.
  const spots = [...(await barsInSight(page, desk.url))].sort((one, other) => other.late - one.late);
  let spot = spots[0]!;
  for (const next of spots.slice(0, 8)) {
    spot = next;
    const verdict = await told(spot);
    verdicts.push(verdict);
    if (hurting.test(verdict)) break;
  }
  for (const verdict of verdicts) expect(verdict).toMatch(/^\d+ orders? |^No order ships earlier or later/);
  expect(verdicts.at(-1)).toMatch(hurting);

  // The same again, and kept: a draft of its own, which may be moved on.
  const standing = await page.getByText(/^Version \d+$/).innerText();
  await take(spot);
  await strip.getByText(hurting).waitFor();
  // While it is held the strip does not shrink with what it has to say: the board above it keeps still.
  const heights = () =>
    strip.evaluate((box) => ({
      is: (box as HTMLElement).offsetHeight,
      least: Number.parseFloat((box as HTMLElement).style.minHeight),
    }));
  const highest = await heights();
  expect(highest.least).toBe(highest.is);
  await page.mouse.move(spot.x + 3, spot.y, { steps: 6 });
  expect((await heights()).least).toBeGreaterThanOrEqual(highest.least);
  await page.mouse.move(spot.x + 300, spot.y, { steps: 6 });
  await strip.getByText(hurting).waitFor();
  await page.mouse.up();
  await strip.getByRole('button', { name: 'Keep as draft' }).click();
  await page.getByRole('dialog').getByRole('textbox', { name: 'Why' }).fill('The saw is needed elsewhere');
  await page.getByRole('dialog').getByRole('button', { name: 'Keep as draft' }).click();
  await page.getByText(/moved by hand\./).waitFor();
  expect(await page.getByText(/The saw is needed elsewhere/).count()).toBe(1);
  await picture(page, 'board-draft');
  await page.getByRole('button', { name: 'Move it on' }).click();
  await page.getByRole('link', { name: standing }).waitFor();
  await strip.getByRole('button', { name: 'Undo' }).click();
  await strip.waitFor({ state: 'detached' });
  // Nothing of it is left in the browser, nor that a draft has it.
  expect(
    await page.evaluate(() => Object.keys(localStorage).filter((name) => /^hotlist:(hand|draft):/.test(name))),
  ).toEqual([]);

  await page.mouse.click(spot.x, spot.y);
  await page.keyboard.press('Alt+ArrowRight');
  await strip.getByText(/moved/).waitFor();
  await page.keyboard.press('Control+z');
  await strip.waitFor({ state: 'detached' });
  expect(faults).toEqual([]);
});

test('the table of a whole plan is printed with every row, its head on each sheet', async () => {
  const page = await openPage(browser);
  await signIn(page, desk, 'planner', '/board?table=1');
  const grid = page.getByRole('grid');
  await grid.locator('[data-column]').first().waitFor();
  const rows = Number(await grid.getAttribute('aria-rowcount')) - 1;
  expect(rows).toBeGreaterThan(1000);
  const paper = (await page.pdf({ format: 'A4', landscape: true })).toString('latin1');
  expect(paper.match(/\/Type\s*\/Page\b/g)?.length).toBeGreaterThan(rows / 45);
  await page.evaluate(() => {
    window.dispatchEvent(new Event('beforeprint'));
  });
  const printed = page.locator('table tbody tr');
  expect(await printed.count()).toBe(rows);
  await page.evaluate(() => window.dispatchEvent(new Event('afterprint')));
  await expect.poll(() => printed.count()).toBe(0);
  await page.context().close();
});

test('a large plan is printed on several sheets', async () => {
  const page = await openPage(browser);
  await signIn(page, desk, 'planner', '/board?rows=orders');
  await page.getByRole('img', { name: /operations in \d+ rows/ }).waitFor();
  await page.evaluate(() => {
    window.dispatchEvent(new Event('beforeprint'));
  });
  // However often a sheet is drawn meanwhile it is no larger, and a dark screen prints on white.
  await page.emulateMedia({ colorScheme: 'dark', media: 'print' });
  await page.locator('html[data-mantine-color-scheme="dark"]').waitFor();
  const first = page.locator('section').filter({ hasText: 'Sheet 1 of' }).locator('canvas');
  const drawn = await first.evaluate((element) => {
    const canvas = element as HTMLCanvasElement;
    const larger = canvas.getContext('2d')!.getTransform().a / (canvas.width / Number.parseFloat(canvas.style.width));
    return { larger, ground: getComputedStyle(canvas.closest('main')!).backgroundColor };
  });
  expect(drawn).toEqual({ larger: 1, ground: 'rgb(255, 255, 255)' });
  await page.emulateMedia({ colorScheme: 'light', media: null });
  const sheets = page.getByText(/Sheet \d+ of \d+\./);
  expect(await sheets.count()).toBeGreaterThan(3);
  expect(await sheets.first().textContent()).toMatch(/^Plan version \d+, orders, \w+ \d+ \w+/);
  // Each is one sheet of paper, and none is blank.
  const asked = await sheets.count();
  const paper = (await page.pdf({ preferCSSPageSize: true })).toString('latin1');
  expect(paper.match(/\/Type\s*\/Page\b/g)).toHaveLength(asked);
});
