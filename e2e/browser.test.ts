import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { openBrowser, openPage, startDesk } from './browser.ts';

test('a browser of our own sees a desk of our own, on an empty database', async () => {
  const desk = await startDesk();
  const browser = await openBrowser();
  try {
    const page = await openPage(browser);
    const answer = await page.goto(`${desk.url}/readyz`);
    expect(answer?.status()).toBe(200);
    expect(await page.textContent('body')).toContain('"status":"ready"');
    expect(desk.output()).toContain(`Hotlist is at ${desk.url}`);
  } finally {
    await browser.close();
    expect(await desk.stop()).toBe(0);
  }
});

describe('of two stories in one browser', () => {
  let browser: Browser;
  let ofAll: Page;
  let ofOne: Page;
  beforeAll(async () => {
    browser = await openBrowser();
    ofAll = await openPage(browser);
  });
  afterAll(() => browser?.close());

  test('the first opens a window of its own', async () => {
    ofOne = await openPage(browser);
    expect(browser.contexts()).toHaveLength(2);
  });

  test('the next finds that one closed, and what was there before both open', () => {
    expect([ofOne.isClosed(), ofAll.isClosed()]).toEqual([true, false]);
    expect(browser.contexts()).toEqual([ofAll.context()]);
  });
});
