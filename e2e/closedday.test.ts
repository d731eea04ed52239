import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { dayWords } from '../desk/src/house/daywords.ts';
import { plantDay } from '../desk/src/server/test-app.ts';
import { openBrowser, openPage, phone, type RunningDesk } from './browser.ts';
import { enter, faultsOf, picture } from './demo.ts';
import { type Ask, askAs, askWithoutPage, idle, type Plant, plan, startPlant } from './plant.ts';

let browser: Browser;
let plant: Plant;
let desk: RunningDesk;
let page: Page;
let planner: Ask;

/** Two saws that work every day; what SO-1 and SO-2 want is sawn until tomorrow, and that is published. */
beforeAll(async () => {
  [browser, plant] = [await openBrowser(), await startPlant({ paula: 'planner', sven: 'supervisor' })];
  desk = plant.desk;
  page = await openPage(browser);
  await enter(page, desk, 'paula');
  planner = askAs(page, desk);
  const supervisor = await askWithoutPage(browser, desk, 'sven');
  await planner('POST', '/units', { code: 'pcs' });
  await planner('POST', '/calendars', { code: 'DAY', week: 'Mon-Sun 06:00-22:00' });
  await planner('POST', '/crews', { code: 'SAWYERS', size: 2, calendar: 'DAY' });
  await planner('POST', '/work-centres', { code: 'SAW', calendar: 'DAY' });
  for (const code of ['S1', 'S2']) await planner('POST', '/machines', { code, work_centre: 'SAW' });
  await planner('POST', '/items', { code: 'FRAME', supply: 'make', unit: 'pcs' });
  const saw = { item: 'FRAME', seq: 10, name: 'Saw', work_centre: 'SAW', run_minutes: 60, crew: 'SAWYERS' };
  await planner('POST', '/routing-steps', saw);
  await planner('POST', '/customers', { code: 'MILLER', name: 'Miller Cycles' });
  for (const n of [1, 2]) {
    const of = { item: 'FRAME', qty: 20, due: plantDay(1) };
    await planner('POST', '/customer-lines', { order_no: `SO-${n}`, line: 1, customer: 'MILLER', ...of });
    await planner('POST', '/work-orders', { number: `MO-${n}`, state: 'firm', order_no: `SO-${n}`, line: 1, ...of });
  }
  const number = await plan(planner);
  await planner('POST', `/plan-versions/${number}/submit`, {});
  await supervisor('POST', `/plan-versions/${number}/approve`, { publish: true });
  await idle(planner);
});
afterAll(async () => {
  await browser?.close();
  await plant?.stop();
});

test('a holiday over published work is one exception, which leads to overtime and to the day opened again', async () => {
  const faults = faultsOf(page);
  await planner('POST', '/calendar-days?confirm=not-shown', {
    calendar: 'DAY',
    day: plantDay(1),
    hours: '',
    name: 'Stocktaking',
  });
  await page.goto(`${desk.url}/exceptions`);
  const list = page.getByRole('grid', { name: 'Exceptions' });
  const day = dayWords(plantDay(1), plantDay(0));
  const closed = list.getByRole('row', {
    name: `Closed on ${day} (Stocktaking): 2 operations stand in it on SAW. SO-1/1, SO-2/1 are late by it.`,
  });
  await closed.waitFor();
  await page.getByText('1 exception', { exact: true }).waitFor();
  await closed.click();
  await page.keyboard.press('Enter');
  const panel = page.getByRole('complementary');
  const ways = panel.getByRole('region', { name: 'Work in it all the same' });
  // On that day, or on another.
  await ways.getByRole('link', { name: 'SAW' }).nth(1).waitFor();
  await panel.getByRole('button', { name: 'Plan again' }).waitFor();
  await picture(page, 'closed-open');
  await page.emulateMedia({ colorScheme: 'dark' });
  await picture(page, 'closed-open-dark');
  await page.setViewportSize(phone);
  await ways.waitFor();
  await picture(page, 'closed-open-phone-dark');
  await page.emulateMedia({ colorScheme: 'light' });
  await picture(page, 'closed-open-phone');
  await page.setViewportSize({ width: 1440, height: 900 });

  await ways.getByRole('link', { name: 'SAW' }).first().click();
  const overtime = page.locator('form').filter({ has: page.getByRole('button', { name: 'Show what it moves' }) });
  await expect.poll(() => overtime.getByLabel(/^Day/).inputValue()).toBe(plantDay(1));
  await picture(page, 'closed-overtime');
  await page.goBack();

  await closed.click();
  await page.keyboard.press('Enter');
  await ways.getByText('Open the day again').waitFor();
  await ways.getByRole('link', { name: 'DAY' }).click();
  const form = page.getByRole('form', { name: 'Holiday or special day' });
  await expect.poll(() => form.getByRole('textbox', { name: 'Day' }).inputValue()).toBe(plantDay(1));
  await expect.poll(() => form.getByRole('radio', { name: 'As its week' }).isChecked()).toBe(true);
  await picture(page, 'closed-calendar');
  await form.getByRole('button', { name: 'Add' }).click();
  const draft = page.getByRole('region', { name: 'Not saved yet' });
  // What it moves is asked of a plan that is not stale.
  await planner('POST', '/planning-runs', {});
  await idle(planner);
  await draft.getByRole('button', { name: 'Show what it moves' }).click();
  await draft.getByRole('button', { name: 'Save' }).click();
  await page.getByText(/1 day saved/).waitFor();

  await page.goto(`${desk.url}/exceptions`);
  await page.getByText('The floor works as published.').waitFor();

  // An address that means nothing is read: what is none is left empty, and said.
  await page.goto(`${desk.url}/overtime?work_centre=%3Cb%3ENOWHERE&machine=S1&day=2026-02-30`);
  await page.getByText('There is no work centre "<b>NOWHERE" here, as the address has it.').waitFor();
  await page.getByText('"2026-02-30", as the address has it, is no day.').waitFor();
  expect(await overtime.getByLabel(/^Day/).inputValue()).toBe('');
  await picture(page, 'overtime-junk');
  expect(faults).toEqual([]);
});
