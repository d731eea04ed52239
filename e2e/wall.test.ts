import type { Browser } from 'playwright-core';
import { afterAll, beforeAll, expect, test } from 'vitest';
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

test('a screen at the wall shows a work centre in large type, dark, and changes when somebody starts work', async () => {
  const wall = await openPage(browser, { viewport: { width: 1920, height: 1080 } });
  await signIn(wall, desk, 'operator', '/wall');
  const faults = faultsOf(wall);
  await wall.getByRole('row').filter({ hasText: 'ASSY' }).filter({ hasText: 'WO-5' }).waitFor();
  await wall.getByRole('link', { name: 'ASSY' }).click();
  const next = wall.getByRole('region', { name: 'Next' });
  await next.getByText('WO-5152').first().waitFor();
  expect(await wall.getByRole('navigation').count()).toBe(0);
  expect(await wall.locator('html').getAttribute('data-mantine-color-scheme')).toBe('dark');
  const tall = await next
    .getByText('WO-5152')
    .first()
    .evaluate((one) => Number.parseFloat(getComputedStyle(one).fontSize));
  // 48 of 1920 pixels: the capitals are 22 mm tall on a screen of 55 inches.
  expect(tall).toBeGreaterThanOrEqual(48);
  await picture(wall, 'wall');

  const operator = await openPage(browser, { viewport: phone });
  await signIn(operator, desk, 'operator', '/report/WO-5152');
  await operator.getByRole('button', { name: 'Start' }).click();
  await wall.getByRole('region', { name: 'Now' }).getByText('WO-5152').waitFor();
  await picture(wall, 'wall-started');
  // On a low screen what has no room is counted, and nothing lies below its end.
  await wall.setViewportSize({ width: 1280, height: 420 });
  await next.getByText(/^and \d+ more$/).waitFor();
  await wall.waitForFunction(() => {
    const page = document.querySelector('main');
    return page !== null && page.scrollHeight <= page.clientHeight;
  });
  await picture(wall, 'wall-low');
  await wall.setViewportSize({ width: 1920, height: 1080 });
  await wall.goto(`${desk.url}/wall/ASSY?look=light`);
  await next.getByText('WO-5153').first().waitFor();
  expect(await wall.locator('html').getAttribute('data-mantine-color-scheme')).toBe('light');
  await wall.goto(`${desk.url}/wall/PAINT`);
  await wall.getByText(/OVEN-3 is down until .*: Burner failed/).waitFor();
  await picture(wall, 'wall-down');
  expect(faults).toEqual([]);
  await wall.goto(`${desk.url}/wall/NOWHERE`);
  await wall.getByText(/^There is no work centre "NOWHERE" here\. Maybe one of ALIGN, ASSY, /).waitFor();
  expect(await wall.getByText('nothing late').count()).toBe(0);
  await picture(wall, 'wall-nowhere');
  await wall.getByRole('link', { name: 'The walls that there are' }).click();
  await wall.waitForURL(/\/wall$/);
});

test.each([
  ['a desktop', {}],
  ['a phone', { viewport: phone, hasTouch: true }],
])(
  'on %s a wall is dark from the first paint on, opened by its address and loaded anew, and its list is not',
  async (place, options) => {
    const page = await openPage(browser, { ...options, colorScheme: 'light' });
    await signIn(page, desk, 'operator', '/walls');
    await page.getByRole('heading', { level: 1, name: 'Walls' }).waitFor();
    expect(new URL(page.url()).pathname).toBe('/wall');
    const html = page.locator('html[data-mantine-color-scheme]');
    const look = () => html.getAttribute('data-mantine-color-scheme');
    expect(await look()).toBe('light');
    await page.addInitScript(() => {
      const looks: string[] = [];
      Object.assign(window, { looks });
      const told = new MutationObserver(() =>
        looks.push(document.documentElement.dataset.mantineColorScheme ?? 'none'),
      );
      told.observe(document, { subtree: true, attributeFilter: ['data-mantine-color-scheme'] });
    });
    const looks = () => page.evaluate(() => [...new Set((window as unknown as { looks: string[] }).looks)]);
    const open = [() => page.goto(`${desk.url}/wall/ASSY`), () => page.reload()];
    for (const opens of open) {
      await opens();
      await page.getByRole('region', { name: 'Next' }).getByText('WO-515').first().waitFor();
      expect(await looks()).toEqual(['dark']);
    }
    await picture(page, `wall-on-${place.replaceAll(' ', '-')}`);
    await page.goto(`${desk.url}/wall`);
    await page.getByRole('link', { name: 'ASSY' }).click();
    await page.getByRole('region', { name: 'Next' }).waitFor();
    expect(await look()).toBe('dark');
    await page.goBack();
    await page.getByRole('heading', { level: 1, name: 'Walls' }).waitFor();
    await expect.poll(look).toBe('light');
  },
);

test('on the phone today stands in one column: late, due, to approve, to print, each leading to its page', async () => {
  const page = await openPage(browser, { viewport: phone });
  await signIn(page, desk, 'supervisor', '/today');
  const faults = faultsOf(page);
  const late = page.getByRole('region', { name: 'Late' });
  await late.getByText('▲').first().waitFor();
  for (const name of ['Due today', 'To approve', 'Tickets to print'])
    await page.getByRole('region', { name }).waitFor();
  expect(await page.evaluate(() => document.documentElement.scrollWidth <= window.innerWidth)).toBe(true);
  await picture(page, 'today-phone');
  await page.emulateMedia({ colorScheme: 'dark' });
  await picture(page, 'today-phone-dark');
  await late.getByRole('link', { name: /^SO-/ }).first().click();
  await page.waitForURL(/\/orders\//);
  expect(faults).toEqual([]);
});
