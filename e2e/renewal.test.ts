/** The pages are built anew while somebody works on them. */
import {
  cpSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  renameSync,
  rmSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import type { Browser } from 'playwright-core';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { openBrowser, openPage, phone, productHere, type RunningDesk } from './browser.ts';
import { faultsOf, signIn, startDemo } from './demo.ts';

let browser: Browser;
let desk: RunningDesk;
let folder = '';
beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), 'hotlist-product-'));
  const root = dirname(productHere);
  for (const name of ['node_modules', 'examples']) symlinkSync(join(root, name), join(folder, name));
  for (const name of ['dist', 'dist-web', 'package.json', 'node_modules'])
    cpSync(join(productHere, name), join(folder, 'desk', name), { recursive: true, verbatimSymlinks: true });
  [browser, desk] = [await openBrowser(), await startDemo(join(folder, 'desk'))];
});
afterAll(async () => {
  await browser?.close();
  await desk?.stop();
  rmSync(folder, { recursive: true, force: true });
});

/** As a build after a change does: every script and style has another name, and the old ones are gone. */
function rebuild(): void {
  const pages = join(folder, 'desk/dist-web');
  const assets = readdirSync(join(pages, 'assets'));
  const renamed = (text: string) =>
    assets.reduce((all, name) => all.replaceAll(name, name.replace(/\.(\w+)$/, 'N.$1')), text);
  const texts = [...assets.map((name) => join('assets', name)), 'index.html', 'worker.js'].filter((name) =>
    /\.(js|css|html)$/.test(name),
  );
  // Another build is another worker, which keeps its files apart.
  const other = (text: string) => renamed(text).replace(/hotlist-pages-\w+/, '$&N');
  for (const name of texts) writeFileSync(join(pages, name), other(readFileSync(join(pages, name), 'utf8')));
  for (const name of assets) renameSync(join(pages, 'assets', name), join(pages, 'assets', renamed(name)));
}

test('pages go on over a new build and a restart, and offer to load the new ones; a draft is kept', async () => {
  const page = await openPage(browser);
  await signIn(page, desk, 'planner', '/tickets');
  const faults = faultsOf(page);
  const heading = page.getByRole('main').getByRole('heading', { level: 1 });
  const offer = page.getByText('A new version is here.');
  const rail = page.getByRole('navigation', { name: 'Pages' });
  const goTo = async (title: string) => {
    await rail.getByRole('link', { name: title, exact: true }).click();
    await heading.filter({ hasText: title }).waitFor();
  };
  const entry = () => page.locator('script[type="module"][src]').first().getAttribute('src');
  const first = await entry();

  rebuild();
  await goTo('Dispatch');
  await page.reload();
  await goTo('Versions');
  expect(await entry()).toBe(first);
  expect(await offer.count()).toBe(0);
  expect(faults).toEqual([]);

  await goTo('Orders');
  await page.getByRole('button', { name: 'New order line' }).click();
  const field = page.getByRole('dialog').getByRole('textbox').first();
  await field.fill('SO-HALF-TYPED');
  await desk.restart();
  await offer.waitFor();
  expect(await field.inputValue()).toBe('SO-HALF-TYPED');
  // What the page has yet to load of its own build is still there.
  expect(await page.evaluate((script) => fetch(script).then((answer) => answer.status), first ?? '')).toBe(200);
  await page.getByRole('button', { name: 'Reload' }).click();
  await expect.poll(entry).not.toBe(first);
  await page.getByRole('button', { name: 'New order line' }).click();
  expect(await page.getByRole('dialog').getByRole('textbox').first().inputValue()).toBe('SO-HALF-TYPED');
});

test('the phone is on the new build as soon as the server is there, and stays on it without a network', async () => {
  const page = await openPage(browser, { viewport: phone });
  await signIn(page, desk, 'storekeeper', '/pick');
  const heading = page.getByRole('heading', { level: 1, name: 'Which order?' });
  const entry = () => page.locator('script[type="module"][src]').first().getAttribute('src');
  const keptBuilds = () =>
    page.evaluate(async () => (await caches.keys()).filter((name) => name.startsWith('hotlist-pages-')).length);
  const underWay = () =>
    page.evaluate(async () => {
      const { installing, waiting } = await navigator.serviceWorker.ready;
      return installing !== null || waiting !== null;
    });
  await heading.waitFor();
  const first = await entry();
  await page.evaluate(async () => void (await navigator.serviceWorker.ready));
  rebuild();
  await desk.restart();
  await page.reload();
  await heading.waitFor();
  const second = await entry();
  expect(second).not.toBe(first);
  await expect.poll(keptBuilds).toBe(2);
  await expect.poll(underWay).toBe(false);
  await desk.halt();
  await page.reload();
  await page.getByText(/^No network. This is as of/).waitFor();
  await heading.waitFor();
  expect(await entry()).toBe(second);
});
