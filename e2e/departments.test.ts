import { randomUUID } from 'node:crypto';
import type { Browser } from 'playwright-core';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { openBrowser, openPage, phone, type RunningDesk } from './browser.ts';
import { faultsOf, picture, publishBy, signIn, startDemo } from './demo.ts';

let browser: Browser;
let desk: RunningDesk;
beforeAll(async () => {
  [browser, desk] = [await openBrowser(), await startDemo()];
});
afterAll(async () => {
  await browser?.close();
  await desk?.stop();
});

test('two supervisors of two departments and the deputy of one of them approve a version, each for a part', async () => {
  const page = await openPage(browser);
  await signIn(page, desk, 'admin', '/users');
  const faults = faultsOf(page);
  const api = `${desk.url}/api/v1/users`;
  type User = { number: number; version: number; name: string };
  const { rows } = (await (await page.request.get(api)).json()) as { rows: User[] };
  const emil = rows.find((one) => one.name === 'Emil Expediter')!;
  const made = await page.request.put(`${api}/${emil.number}/roles`, {
    data: { roles: ['expediter', 'supervisor'], departments: ['Wheel shop', 'Assembly', 'Dispatch', ''] },
    headers: { 'if-match': `"${emil.version}"`, 'idempotency-key': randomUUID(), origin: desk.url },
  });
  expect(made.status()).toBe(200);
  await page.getByRole('grid', { name: 'Users' }).getByText('Sven Supervisor').click();
  await page.keyboard.press('Enter');
  const panel = page.getByRole('complementary', { name: 'Sven Supervisor' });
  await panel.getByRole('tab', { name: 'Roles' }).click();
  await panel.getByLabel('Frame shop').check();
  await panel.getByLabel('Paint shop').check();
  await picture(page, 'scope');
  await panel.getByRole('button', { name: 'Save roles' }).click();
  await page.getByText(/roles count from the next request/).waitFor();

  const planner = await openPage(browser);
  await signIn(planner, desk, 'planner', '/versions/1');
  await planner.getByRole('button', { name: 'Submit for approval' }).click();
  await planner.getByText(/Frame shop: Sven Supervisor; Paint shop: Sven Supervisor/).waitFor();

  const hand = await openPage(browser, { viewport: phone, hasTouch: true, isMobile: true });
  await signIn(hand, desk, 'supervisor', '/approvals');
  const handFaults = faultsOf(hand);
  const card = hand.getByRole('article', { name: 'Version 1' });
  await card.getByRole('button', { name: 'Approve for Frame shop and Paint shop' }).tap();
  await card
    .getByText(/^Approved for Frame shop by Sven Supervisor, .* waits for .*Assembly: Emil Expediter/)
    .waitFor();
  await picture(hand, 'part-phone');

  const away = await openPage(browser);
  await signIn(away, desk, 'expediter', '/approvals');
  await away.getByRole('button', { name: 'Name a deputy' }).click();
  const window = away.getByRole('dialog');
  await window.getByRole('combobox', { name: 'Who' }).click();
  await away.getByRole('option', { name: 'Berta Buyer' }).click();
  await window.getByRole('textbox', { name: 'To, that day included' }).fill('+5');
  await picture(away, 'deputy-asked');
  await window.getByRole('button', { name: 'Name', exact: true }).click();
  await away
    .getByRole('region', { name: 'Deputies' })
    .getByText(/Berta Buyer for Emil Expediter, /)
    .waitFor();
  await picture(away, 'deputy');

  const other = await openPage(browser, { viewport: phone, hasTouch: true, isMobile: true, colorScheme: 'dark' });
  await signIn(other, desk, 'buyer', '/approvals');
  await publishBy(other.getByRole('article', { name: 'Version 1' }), 'Approve and publish');
  await other.getByText('No version waits for a decision.').waitFor();
  await picture(other, 'deputy-phone');
  await planner.getByText(/^Published: the floor works to it/).waitFor();
  await planner.getByText('Berta Buyer, standing in for Emil Expediter, published it', { exact: true }).waitFor();
  await picture(planner, 'version-words');
  expect([...faults, ...handFaults]).toEqual([]);
});
