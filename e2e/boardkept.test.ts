import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { openBrowser, openPage, type RunningDesk } from './browser.ts';
import { signIn, startDemo } from './demo.ts';

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

const drawn = (page: Page) => page.getByRole('img', { name: /operations in \d+ rows/ }).waitFor();

/** Locks a step and keeps that as a draft, whose answer never comes; once this ends the server has it. Answers its number. */
async function keptUnanswered(page: Page): Promise<number> {
  await page.goto(`${desk.url}/board?version=1&search=planned&rows=machines`);
  await drawn(page);
  await page.keyboard.press('F3');
  await page.keyboard.press('l');
  const strip = page.getByRole('region', { name: 'What your changes do' });
  await strip.getByText(/ locked$/).waitFor();
  let kept = (_: number): void => {};
  const number = new Promise<number>((done) => (kept = done));
  await page.route('**/api/v1/board/drafts?*', async (route) => {
    const answer = await route.fetch();
    kept(((await answer.json()) as { number: number }).number);
  });
  await strip.getByRole('button', { name: 'Keep as draft' }).click();
  const window = page.getByRole('dialog', { name: 'Keep as draft' });
  await window.getByRole('textbox', { name: 'Why' }).fill(`The customer waits ${Math.random()}`);
  await window.getByRole('button', { name: 'Keep as draft' }).click();
  return await number;
}

test('a page that is loaded anew while a draft is being kept shows that draft, and has its changes as not kept no longer', async () => {
  const page = await openPage(browser);
  await signIn(page, desk, 'planner', '/board');
  await drawn(page);
  const number = await keptUnanswered(page);
  await page.unrouteAll({ behavior: 'ignoreErrors' });
  await page.reload();
  await page.waitForURL(new RegExp(`version=${number}\\b`));
  await page.getByText(`These changes are kept already, as draft version ${number} by`).waitFor();
  await drawn(page);
  await page.goto(`${desk.url}/board?version=1`);
  await drawn(page);
  expect(await page.getByText('not kept').count()).toBe(0);
});
