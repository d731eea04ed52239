import type { Browser } from 'playwright-core';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { openBrowser, openPage, phone, type RunningDesk } from './browser.ts';
import { faultsOf, picture, scan, signIn, startDemo } from './demo.ts';

let browser: Browser;
let desk: RunningDesk;
beforeAll(async () => {
  [browser, desk] = [await openBrowser(), await startDemo()];
});
afterAll(async () => {
  await browser?.close();
  await desk?.stop();
});

/** What the server refuses is told by the browser too; those are meant. */
const unmeant = (faults: readonly string[]): readonly string[] =>
  faults.filter((fault) => !/status of 40[14]/.test(fault));

test('a planner prints what is due, types a paper ticket with a slip of the pen, and corrects it', async () => {
  const page = await openPage(browser);
  const faults = faultsOf(page);
  await signIn(page, desk, 'planner', '/dispatch');
  const list = page.getByRole('grid', { name: 'Dispatch lists' });
  await list.getByText('WO-5102').first().waitFor();
  await picture(page, 'dispatch');

  await page.goto(`${desk.url}/tickets`);
  const tickets = page.getByRole('grid', { name: 'Tickets' });
  await tickets.getByText('WO-5103').waitFor();
  await picture(page, 'tickets-before');
  const [answer] = await Promise.all([
    page.waitForResponse((one) => one.url().includes('/tickets/print')),
    page.getByRole('button', { name: /^Print \d+ due$/ }).click(),
  ]);
  const { pdf } = (await answer.json()) as { readonly pdf: string };
  const paper = await page.request.get(`${desk.url}${pdf}`);
  expect(paper.headers()['content-type']).toBe('application/pdf');
  await tickets.getByText('printed').first().waitFor();
  await picture(page, 'tickets');

  await page.goto(`${desk.url}/progress`);
  const line = page.getByRole('region', { name: 'Type a ticket' });
  await line.getByLabel('Ticket').fill('T-WO-5103-1');
  await page.keyboard.press('Enter');
  await line.getByText('FRAME-58-BLACK').waitFor();
  await line.getByLabel('Good').fill('240');
  await line.getByLabel('Badge').fill('99999');
  await page.keyboard.press('Enter');
  await line.getByText(/were to be started|has passed on/).waitFor();
  await picture(page, 'progress-question');
  await page.keyboard.press('Escape');
  await line.getByLabel('Good').fill('4');
  await page.keyboard.press('Enter');
  await line.getByText('Nobody here has the badge "99999"').waitFor();
  expect(await line.getByLabel('Finished').isChecked()).toBe(false);
  await picture(page, 'progress-fault');
  // What was typed is there after a reload.
  await page.reload();
  expect(await line.getByLabel('Good').inputValue()).toBe('4');
  await line.getByLabel('Badge').fill('');
  await page.keyboard.press('Enter');
  const reports = page.getByRole('grid', { name: 'Reports' });
  await reports.getByText('counted').first().waitFor();
  await expect.poll(() => line.getByLabel('Ticket').inputValue()).toBe('');

  await reports.getByText('counted').first().click();
  await page.keyboard.press('.');
  await page.getByRole('menuitem', { name: 'Correct' }).click();
  const window = page.getByRole('dialog');
  await window.getByLabel('Why is it corrected?').fill('typed 4 for 3');
  await window.getByLabel('Good').fill('3');
  await picture(page, 'progress-correct');
  await window.getByRole('button', { name: 'Post the right one' }).click();
  await reports.getByText('typed 4 for 3').first().waitFor();
  await picture(page, 'progress');
  expect(unmeant(faults)).toEqual([]);
});

test('an operator opens a ticket on the phone, starts, reports scrap with why, and takes it back', async () => {
  const page = await openPage(browser, { viewport: phone });
  const faults = faultsOf(page);
  await signIn(page, desk, 'operator', '/report');
  await page.getByRole('textbox', { name: 'Ticket or work order' }).fill('wo-5102');
  await picture(page, 'report-choose-phone');
  await page.keyboard.press('Enter');
  await page.getByRole('heading', { name: /WO-5102/i }).waitFor();
  await picture(page, 'report-phone');
  // What is typed while the start is on its way is there when it has arrived.
  let typed = (): void => undefined;
  const typing = new Promise<void>((resolve) => (typed = resolve));
  await page.route('**/api/v1/progress', async (route) => {
    await typing;
    await route.continue();
  });
  await page.getByRole('button', { name: 'Start' }).click();
  await page.getByLabel(/^Good/).fill('2');
  typed();
  await page.getByText('operation 10: started').first().waitFor();
  expect(await page.getByLabel(/^Good/).inputValue()).toBe('2');
  await page.getByLabel(/^Scrap/).fill('1');
  await page.getByRole('button', { name: 'Handling' }).click();
  await picture(page, 'report-scrap-phone');
  await page.getByRole('button', { name: 'Report', exact: true }).click();
  await page.getByText('1 scrap').first().waitFor();
  await picture(page, 'report-done-phone');
  await page.getByRole('button', { name: 'Undo' }).last().click();
  await page.getByText('· 1 scrap').waitFor({ state: 'detached' });
  expect(unmeant(faults)).toEqual([]);
});

test('a scan in any page opens the ticket, and a viewer can report nothing', async () => {
  const page = await openPage(browser);
  await signIn(page, desk, 'viewer', '/dispatch');
  await page.getByRole('grid', { name: 'Dispatch lists' }).getByText('WO-').first().waitFor();
  await scan(page, 'T-WO-5103-1');
  await page.waitForURL((url) => url.pathname === '/report/T-WO-5103-1');
  await page.getByRole('heading', { name: 'WO-5103' }).waitFor();
  await picture(page, 'report');
  expect(await page.getByRole('button', { name: 'Finish' }).count()).toBe(0);
});
