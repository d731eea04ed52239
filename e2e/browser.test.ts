import { expect, test } from 'vitest';
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
