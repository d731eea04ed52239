import type { Browser } from 'playwright-core';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { openBrowser, openPage, type RunningDesk } from './browser.ts';
import { faultsOf, picture, signIn, signInAs, startDemo } from './demo.ts';
import { openByRail, railOf, settled } from './rail.ts';

let browser: Browser;
let desk: RunningDesk;
beforeAll(async () => {
  [browser, desk] = [await openBrowser(), await startDemo()];
});
afterAll(async () => {
  await browser?.close();
  await desk?.stop();
});

/** Words of buttons that write; "Print" alone prints what is seen. */
const writing =
  /^(New .*|Plan|Plan now|Import.*|Choose files|Make the list|The ERP has it|Firm|Release|Print \d.*|Post|Start|Finish|Report|Add.*|Delete|Take .*|Paste.*|Dismiss|Snooze|Apply)$/;

test('every page that the rail offers a viewer opens, with no button that would write and no cell that can be edited, and the API refuses', async () => {
  const page = await openPage(browser);
  await signIn(page, desk, 'viewer', '/hot-list');
  const faults = faultsOf(page);
  const grid = page.getByRole('grid');
  await grid.getByText('▲').first().waitFor();
  const offered = await railOf(page);
  expect(offered.length).toBeGreaterThan(3);
  for (const path of [...offered, '/orders/SO-4021/1', '/items/BIKE-TANDEM-GREEN']) {
    if (offered.includes(path)) await openByRail(page, path);
    else {
      await page.goto(`${desk.url}${path}`);
      await settled(page);
    }
    if (path === '/profile') continue;
    const words = await page.locator('main button:enabled:not([role="columnheader"] *)').allInnerTexts();
    const doors = words.map((word) => word.trim()).filter((word) => writing.test(word));
    expect([path, ...doors]).toEqual([path]);
  }

  await page.goto(`${desk.url}/records/items`);
  const name = grid.getByRole('gridcell', { name: 'Handlebar city' });
  await name.dblclick();
  await page.keyboard.press('F2');
  await name.waitFor();
  expect(await grid.locator('input:not([type=checkbox])').count()).toBe(0);
  expect(faults).toEqual([]);

  const [item] = await page.request
    .get(`${desk.url}/api/v1/items?limit=1`)
    .then(async (answer) => ((await answer.json()) as { rows: { id: number; version: number }[] }).rows);
  const headers = { 'idempotency-key': 'viewer-writes', 'if-match': `"${item?.version}"`, origin: desk.url };
  const refused = await Promise.all([
    page.request.patch(`${desk.url}/api/v1/items/${item?.id}`, { headers, data: { name: 'Mine now' } }),
    page.request.post(`${desk.url}/api/v1/planning-runs`, { headers, data: {} }),
    page.request.post(`${desk.url}/api/v1/progress`, { headers, data: { ticket: 'WO-5103', seq: 10, good: 1 } }),
  ]);
  expect(refused.map((answer) => answer.status())).toEqual([403, 403, 403]);
});

test.each([
  ['operator', 'Dispatch'],
  ['storekeeper', 'Stock'],
  ['counter', 'Stock'],
  ['viewer', 'Hot list'],
])(
  'who signs in as %s without naming a page comes to %s, and so do the mark and the way out of what is not open',
  async (who, title) => {
    const page = await openPage(browser);
    const faults = faultsOf(page);
    await signInAs(page, desk, who, '/');
    const first = page.getByRole('heading', { level: 1, name: title });
    await first.waitFor();
    await page.goto(`${desk.url}/profile`);
    await settled(page);
    await page.getByRole('link', { name: 'Hotlist' }).click();
    await first.waitFor();
    await page.goto(`${desk.url}/users`);
    await page.getByText('Users is not open to you').waitFor();
    await page.getByRole('button', { name: 'Go to the first page' }).click();
    await first.waitFor();
    await page.goto(desk.url);
    await first.waitFor();
    expect(faults).toEqual([]);
  },
);

test('on a shared PC the next person takes over by badge and PIN, and is who reports from then on', async () => {
  const page = await openPage(browser);
  await signIn(page, desk, 'supervisor', '/report/WO-5103');
  await page.getByRole('heading', { name: 'WO-5103' }).waitFor();
  await page.goto(`${desk.url}/tickets`);
  await page.getByRole('button', { name: /^Sven Supervisor/ }).click();
  await page.getByRole('menuitem', { name: 'Change user' }).click();
  const window = page.getByRole('dialog');
  await window.getByLabel('Badge').fill('1005');
  await window.getByRole('textbox', { name: 'PIN' }).fill('0000');
  await window.getByRole('button', { name: 'Take over' }).click();
  await window.getByRole('alert').waitFor();
  await window.getByRole('textbox', { name: 'PIN' }).fill('2580');
  await window.getByRole('button', { name: 'Take over' }).click();
  await page.getByRole('button', { name: /^Olga Operator/ }).waitFor();
  expect(await page.getByRole('link', { name: 'Orders', exact: true }).count()).toBe(0);

  await page.goto(`${desk.url}/report/WO-5103`);
  await page.getByRole('button', { name: 'Start' }).click();
  await page
    .getByText(/operation 10: started/)
    .first()
    .waitFor();
  const told = await page.request.get(`${desk.url}/api/v1/progress?order=WO-5103`);
  const { rows } = (await told.json()) as { rows: { posted_by: string }[] };
  expect(rows[0]?.posted_by).toContain('Olga Operator');
});

test('who takes over by badge on a page that is not open to him is told so there, with the door to his first page', async () => {
  const page = await openPage(browser);
  await signIn(page, desk, 'supervisor', '/approvals');
  await page.getByText('No version waits for a decision.').waitFor();
  await page.getByRole('button', { name: /^Sven Supervisor/ }).click();
  await page.getByRole('menuitem', { name: 'Change user' }).click();
  const window = page.getByRole('dialog');
  await window.getByLabel('Badge').fill('1005');
  await window.getByRole('textbox', { name: 'PIN' }).fill('2580');
  await window.getByRole('button', { name: 'Take over' }).click();
  await page.getByText('Approvals is not open to you at this site.').waitFor();
  await picture(page, 'taken-over-not-open');
  expect(await page.getByText('No version waits for a decision.').count()).toBe(0);
  await page.getByRole('button', { name: 'Go to the first page' }).click();
  await page.getByText('Approvals is not open to you at this site.').waitFor({ state: 'detached' });
  expect(new URL(page.url()).pathname).not.toBe('/approvals');
  await page.getByRole('heading', { level: 1 }).waitFor();
});
