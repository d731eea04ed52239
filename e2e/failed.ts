/**
 * Where a story fails, what stands on each page that is open then is printed, for whoever was not there. Then the
 * windows that it opened are closed, as people go home: an open page hears of every change and draws it anew, and the
 * next story would pay for all of them. What `beforeAll` opened stays for the whole file.
 */
import type { BrowserContext } from 'playwright-core';
import { afterEach, beforeEach } from 'vitest';
import { browsers } from './browser.ts';

const most = 3_000;
let before: ReadonlySet<BrowserContext> = new Set();

const windows = (): readonly BrowserContext[] => [...browsers].flatMap((browser) => browser.contexts());

beforeEach(() => {
  before = new Set(windows());
});

afterEach(async ({ task }) => {
  if (task.result?.state === 'fail')
    for (const page of windows().flatMap((window) => window.pages())) {
      const text = await page.innerText('body', { timeout: 5_000 }).catch(String);
      console.error(`"${task.name}" failed with ${page.url()} open:\n${text.slice(0, most)}`);
    }
  const own = windows().filter((window) => !before.has(window));
  await Promise.all(own.map((window) => window.close()));
});
