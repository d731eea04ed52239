import type { Browser } from 'playwright-core';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { openBrowser, openPage, phone, type RunningDesk, startDesk } from './browser.ts';
import { faultsOf } from './demo.ts';

let browser: Browser;
let desk: RunningDesk;
beforeAll(async () => {
  [browser, desk] = [await openBrowser(), await startDesk()];
});
afterAll(async () => {
  await browser?.close();
  await desk?.stop();
});

/** Pictures for those who want to look; nowhere unless asked for. */
const pictures = process.env.HOTLIST_PICTURES;

test.each([['/'], ['/hot-list'], ['/board'], ['/report']])(
  'whoever is not signed in is asked for once on the way from %s to the sign-in, and the browser complains of nothing',
  async (path) => {
    const page = await openPage(browser);
    const faults = faultsOf(page);
    const asked: string[] = [];
    page.on('request', (one) => {
      if (one.url().includes('/api/')) asked.push(one.url().replace(desk.url, ''));
    });
    await page.goto(`${desk.url}${path}`);
    await page.getByRole('heading', { level: 1, name: 'Sign in' }).waitFor();
    await page.waitForLoadState('networkidle');
    expect(asked).toEqual(['/api/v1/me']);
    expect(faults).toEqual([]);
  },
);

test('the first administrator comes in by the link, adds a person who sets a password, and the history tells it', async () => {
  const page = await openPage(browser);
  const faults: string[] = [];
  page.on('console', (message) => message.type() === 'error' && faults.push(message.text()));
  page.on('pageerror', (error) => faults.push(error.message));
  const printed = () => /\/welcome\?token=\S+/.exec(desk.output())?.[0];
  await expect.poll(printed).toBeDefined();
  const link = printed() ?? '';
  await page.goto(`${desk.url}${link}`);
  await page.getByLabel('Your name').fill('Ada');
  await page.getByLabel('E-mail').fill('ada@example.com');
  await page.getByRole('textbox', { name: 'Password' }).fill('tulip anvil ferry');
  await page.getByLabel('Site', { exact: false }).first().fill('Main plant');
  await page.getByRole('button', { name: 'Begin' }).click();
  await page.getByRole('navigation').first().waitFor();

  await page.goto(`${desk.url}/users`);
  await page.getByRole('button', { name: 'Add a person' }).click();
  const window = page.getByRole('dialog');
  await window.getByLabel('Name').fill('Bo');
  await window.getByLabel('E-mail').fill('bo@example.com');
  await window.getByLabel('viewer').check();
  if (pictures) await page.screenshot({ path: `${pictures}/add.png` });
  await window.getByRole('button', { name: 'Add' }).click();
  const given = page.getByRole('textbox', { name: 'Link' });
  await given.waitFor();
  const address = await given.inputValue();
  expect(address).toContain(`${desk.url}/set-password?token=`);
  await page.keyboard.press('Escape');
  await page.getByText('bo@example.com').first().waitFor();
  if (pictures) await page.screenshot({ path: `${pictures}/users.png` });

  const other = await openPage(browser, { viewport: phone });
  await other.goto(address);
  await other.getByRole('textbox', { name: 'New password' }).fill('moss ferry tulip');
  if (pictures) await other.screenshot({ path: `${pictures}/set-password.png` });
  await other.getByRole('button', { name: 'Set password' }).click();
  await other.waitForURL((url) => url.pathname !== '/set-password');
  await other.goto(`${desk.url}/users`);
  await other.getByText('is not open to you').waitFor();
  await other.goto(`${desk.url}/profile`);
  await other.getByRole('button', { name: 'New token' }).waitFor();
  if (pictures) await other.screenshot({ path: `${pictures}/profile-phone.png` });

  await page.goto(`${desk.url}/history`);
  await page.getByText('Role: viewer').first().waitFor();
  if (pictures) await page.screenshot({ path: `${pictures}/history.png` });
  await page.goto(`${desk.url}/roles`);
  await page.getByText('own work').waitFor();
  if (pictures) await page.screenshot({ path: `${pictures}/roles.png` });
  await page.goto(`${desk.url}/profile`);
  await page.getByRole('button', { name: 'New token' }).click();
  await page.getByRole('dialog').getByLabel('Name').fill('ERP night run');
  await page.getByRole('button', { name: 'Make' }).click();
  expect(await page.getByRole('textbox', { name: 'Token' }).inputValue()).toMatch(/^hl_/);
  await page.keyboard.press('Escape');
  if (pictures) await page.screenshot({ path: `${pictures}/profile.png` });
  expect(faults).toEqual([]);
});

test('the page of the API runs under the security policy', async () => {
  const page = await openPage(browser);
  const barred: string[] = [];
  page.on('console', (message) => /Content.Security.Policy/i.test(message.text()) && barred.push(message.text()));
  page.on('pageerror', (error) => barred.push(error.message));
  await page.goto(`${desk.url}/api/docs/`);
  await page.getByText('Who you are and what you may do where').first().waitFor();
  if (pictures) await page.screenshot({ path: `${pictures}/api.png` });
  expect(barred).toEqual([]);
});
