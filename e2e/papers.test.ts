/** Tickets that a publication made ready are printed when their paper has come, however it was asked for. */
import type { Browser } from 'playwright-core';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { stamp } from '../desk/src/server/http.ts';
import { plantDay } from '../desk/src/server/test-app.ts';
import { openBrowser, openPage } from './browser.ts';
import { picture, signInAs } from './demo.ts';
import { askAs, idle, type Plant, plan, startPlant } from './plant.ts';

let browser: Browser;
let plant: Plant;

beforeAll(async () => {
  const people = { paula: 'planner', sven: 'supervisor', olga: 'operator' } as const;
  [browser, plant] = [await openBrowser(), await startPlant(people)];
  const [page, boss] = [await openPage(browser), await openPage(browser)];
  await signInAs(page, plant.desk, 'paula', '/versions');
  await signInAs(boss, plant.desk, 'sven', '/approvals');
  const planner = askAs(page, plant.desk);
  await planner('POST', '/units', { code: 'pcs' });
  await planner('POST', '/calendars', { code: 'DAY', week: 'Mon-Fri 06:00-14:00' });
  await planner('POST', '/work-centres', { code: 'WELD', calendar: 'DAY', department: 'Metal' });
  await planner('POST', '/machines', { code: 'W1', work_centre: 'WELD' });
  await planner('POST', '/items', { code: 'FRAME', supply: 'make', unit: 'pcs' });
  await planner('POST', '/routing-steps', { item: 'FRAME', seq: 10, work_centre: 'WELD', run_minutes: 60 });
  await planner('POST', '/work-orders', { number: 'WO-1', item: 'FRAME', qty: 4, due: plantDay(2), state: 'firm' });
  const number = await plan(planner);
  await planner('POST', `/plan-versions/${number}/submit`, {});
  await askAs(boss, plant.desk)('POST', `/plan-versions/${number}/approve`, { publish: true });
  await idle(planner);
});
afterAll(async () => {
  await browser?.close();
  await plant?.stop();
});

const writePaper = (change: object) =>
  plant.db.transaction().execute(async (tx) => {
    await stamp(tx, { name: 'test', email: '', via: 'cli' }, 'PLANT');
    const { id, paper } = await tx.selectFrom('tickets').select(['id', 'paper']).executeTakeFirstOrThrow();
    await tx
      .updateTable('tickets')
      .set({ paper: JSON.stringify({ ...paper, ...change }) })
      .where('id', '=', id)
      .execute();
  });

test('a paper that fails leaves them to print; one that was opened with the middle button prints them, and open pages hear of it', async () => {
  const page = await openPage(browser);
  await signInAs(page, plant.desk, 'olga', '/publications?view=All');
  const list = await page.context().newPage();
  await list.goto(`${plant.desk.url}/tickets`);
  const ticket = list.getByRole('grid', { name: 'Tickets' }).getByRole('row').filter({ hasText: 'WO-1' });
  await ticket.getByText('to print').waitFor();

  await page.getByRole('grid', { name: 'Publications' }).getByText('Metal').click();
  await page.keyboard.press('Enter');
  const panel = page.getByRole('complementary', { name: 'Metal' });
  const door = panel.getByRole('link', { name: '1 new ticket' });
  const said = panel.locator('dl div').filter({ hasText: 'Tickets' }).locator('dd');
  await said.getByText('to print').waitFor();
  await picture(page, 'paper-to-print');

  await writePaper({ steps: null });
  const [failed] = await Promise.all([
    page.context().waitForEvent('response', (one) => one.url().includes('/ticket-prints/')),
    door.click(),
  ]);
  expect(failed.status()).toBe(500);
  await page.reload();
  await said.getByText('to print').waitFor();

  await writePaper({ steps: [] });
  await door.click({ button: 'middle' });
  await said.getByText('printed', { exact: true }).waitFor();
  await ticket.getByText('printed', { exact: true }).waitFor();
  await picture(page, 'paper-printed');
});
