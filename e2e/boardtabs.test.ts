import type { Browser, Locator, Page } from 'playwright-core';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { openBrowser, openPage, type RunningDesk } from './browser.ts';
import { faultsOf, signIn, signInHere, startDemo } from './demo.ts';

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

const stripOf = (page: Page): Locator => page.getByRole('region', { name: 'What your changes do' });

test('two tabs of one planner have the same changes: what one does, undoes or types is taken up by the other', async () => {
  const first = await openPage(browser);
  await signIn(first, desk, 'planner', '/board?search=planned&rows=machines');
  const second = await first.context().newPage();
  const faults = [faultsOf(first), faultsOf(second)];
  await second.goto(`${desk.url}/board?search=planned&rows=machines`);
  for (const page of [first, second]) {
    await page.getByRole('img', { name: /operations in \d+ rows/ }).waitFor();
    await page.keyboard.press('F3');
  }

  await first.keyboard.press('l');
  await stripOf(first)
    .getByText(/ locked$/)
    .waitFor();
  await stripOf(second)
    .getByText(/ locked$/)
    .waitFor();
  // The second goes on from there: nothing of the first is written over.
  await second.keyboard.press('Alt+ArrowRight');
  await stripOf(second).getByText('2 changes, undone one by one').waitFor();
  await stripOf(first).getByText('2 changes, undone one by one').waitFor();
  await first.keyboard.press('Control+z');
  await stripOf(second)
    .getByText(/^[^,]* locked$/)
    .waitFor();
  await second.keyboard.press('Control+z');
  for (const page of [first, second]) await stripOf(page).waitFor({ state: 'detached' });
  expect(faults.flat()).toEqual([]);
});

test('who was signed out meanwhile finds the door to sign in beside the refusal, and comes back to the changes and the reason', async () => {
  const page = await openPage(browser);
  await signIn(page, desk, 'planner', '/board?search=planned&rows=machines');
  await page.getByRole('img', { name: /operations in \d+ rows/ }).waitFor();
  await page.keyboard.press('F3');
  await page.keyboard.press('l');
  await stripOf(page)
    .getByText(/ locked$/)
    .waitFor();
  const window = page.getByRole('dialog', { name: 'Keep as draft' });
  await stripOf(page).getByRole('button', { name: 'Keep as draft' }).click();
  await window.getByRole('textbox', { name: 'Why' }).fill('The customer waits');
  await page.context().clearCookies();
  await window.getByRole('button', { name: 'Keep as draft' }).click();
  await window.getByRole('alert').getByRole('link', { name: 'Sign in' }).click();
  await page.waitForURL(/\/sign-in/);
  await signInHere(page, 'planner');
  await page.waitForURL(/\/board\?.*search=planned/);
  await stripOf(page).getByRole('button', { name: 'Keep as draft' }).click();
  expect(await window.getByRole('textbox', { name: 'Why' }).inputValue()).toBe('The customer waits');
  await window.getByRole('button', { name: 'Keep as draft' }).click();
  await page.waitForURL(/version=\d+/);
  const kept = Number(new URL(page.url()).searchParams.get('version'));

  // The same once more for another reason: it is kept already, and said so before the page leads there.
  await page.goto(`${desk.url}/board?search=planned&rows=machines`);
  await page.getByRole('img', { name: /operations in \d+ rows/ }).waitFor();
  await page.keyboard.press('F3');
  await page.keyboard.press('l');
  await stripOf(page).getByRole('button', { name: 'Keep as draft' }).click();
  await window.getByRole('textbox', { name: 'Why' }).fill('Another reason');
  await window.getByRole('button', { name: 'Keep as draft' }).click();
  await window.getByText(`These changes are kept already, as draft version ${kept} by`).waitFor();
  expect(await window.getByRole('textbox', { name: 'Why' }).inputValue()).toBe('Another reason');
  await window.getByRole('button', { name: `Show version ${kept}` }).click();
  await page.waitForURL(new RegExp(`version=${kept}`));
});

test('a version that an address calls by no number is not asked for, and the way leads to those that there are', async () => {
  const page = await openPage(browser);
  await signIn(page, desk, 'planner', '/hot-list');
  const asked: string[] = [];
  page.on('request', (request) => asked.push(request.url()));
  for (const [address, called] of [
    ['/board?version=abc', 'abc'],
    ['/board?version=-1', '-1'],
    ['/board?version=1e400', '1e400'],
    ['/byhand?version=0x1', '0x1'],
    ['/versions/abc', 'abc'],
  ] as const) {
    await page.goto(`${desk.url}${address}`);
    await page.getByText(`There is no version ${called}.`).waitFor();
    await page.getByRole('main').getByRole('link', { name: 'All versions' }).waitFor();
  }
  expect(asked.filter((url) => /\/api\/v1\/(board|plan-versions)/.test(url))).toEqual([]);
  for (const address of ['/board?version=999999', '/versions/999999']) {
    await page.goto(`${desk.url}${address}`);
    await page.getByText(/^There is no version 999999 here: the newest is version \d+\.$/).waitFor();
    await page.getByRole('main').getByRole('link', { name: 'All versions' }).waitFor();
  }
});

test('who may not see the plan is told so at its addresses, and nothing of it is asked for', async () => {
  const page = await openPage(browser);
  await signIn(page, desk, 'operator', '/');
  const faults = faultsOf(page);
  await page.goto(`${desk.url}/byhand`);
  await page.getByText('By hand is not open to you at this site.').waitFor();
  expect(faults).toEqual([]);
});
