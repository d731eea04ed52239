/** A rush order is asked for, and approved, while the next plan is being made: both wait for it and end by themselves. */
import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, expect, test } from 'vitest';
import type { Role } from '../desk/src/house/permission.ts';
import { plantDay } from '../desk/src/server/test-app.ts';
import { openBrowser, openPage, phone } from './browser.ts';
import { picture, visitAs } from './demo.ts';
import { type Ask, askAs, askWithoutPage, holdPlanner, idle, type Plant, plan, startPlant } from './plant.ts';

const people: Readonly<Record<string, Role>> = { paula: 'planner', sven: 'supervisor', bert: 'buyer' };
let browser: Browser;
let plant: Plant;
let planner: Page;
let supervisor: Page;
let ask: Ask;

/** A frame is an hour of W1's eight a day, and its tube comes at the end of the third: on the fourth the first is welded. */
beforeAll(async () => {
  [browser, plant] = [await openBrowser(), await startPlant(people)];
  const narrow = { viewport: phone, hasTouch: true, isMobile: true };
  [planner, supervisor] = [await openPage(browser, narrow), await openPage(browser, narrow)];
  await visitAs(planner, plant.desk, 'paula', '/rush');
  await visitAs(supervisor, plant.desk, 'sven', '/approvals');
  ask = askAs(planner, plant.desk);
  await ask('POST', '/units', { code: 'pcs' });
  await ask('POST', '/calendars', { code: 'DAY', week: 'Mon-Sun 06:00-14:00' });
  await ask('POST', '/work-centres', { code: 'WELD', calendar: 'DAY' });
  await ask('POST', '/machines', { code: 'W1', work_centre: 'WELD' });
  await ask('POST', '/customers', { code: 'MILLER' });
  await ask('POST', '/vendors', { code: 'KRAFT' });
  await ask('POST', '/items', { code: 'FRAME', supply: 'make', unit: 'pcs' });
  await ask('POST', '/items', { code: 'TUBE', supply: 'buy', unit: 'pcs' });
  await ask('POST', '/components', { parent: 'FRAME', component: 'TUBE', qty_per: 1 });
  await ask('POST', '/routing-steps', { item: 'FRAME', seq: 10, work_centre: 'WELD', run_minutes: 60 });
  const tubes = { order_no: 'PO-1', line: 1, vendor: 'KRAFT', item: 'TUBE', qty: 100, promised: plantDay(3) };
  const office = await askWithoutPage(browser, plant.desk, 'bert');
  await office('POST', '/purchase-lines', tubes);
  await ordered('SO-1', 4, plantDay(5));
  await plan(ask);
});
afterAll(async () => {
  await browser?.close();
  await plant?.stop();
});

const ordered = (order_no: string, qty: number, due: string) =>
  ask('POST', '/customer-lines', { order_no, line: 1, customer: 'MILLER', item: 'FRAME', qty, due });

/** An input that changes no date. */
const unheard = (code: string) => ask('POST', '/items', { code, supply: 'buy', unit: 'pcs' });

const beingMade = /A new plan is being made of what has changed; it is asked as soon as it stands/;

test('what is asked for while a plan is being made waits for it: another date is shown before it is asked for, the same is asked for', async () => {
  await planner.getByRole('combobox', { name: 'Customer' }).fill('MILLER');
  await planner.getByRole('combobox', { name: 'Item' }).fill('FRAME');
  await planner.getByLabel(/^Quantity/).fill('2');
  await planner.getByLabel(/^Wished for/).fill('+4');
  await planner.keyboard.press('Escape');
  await planner.getByRole('button', { name: 'When can it ship?' }).tap();
  const kept = planner.getByRole('region', { name: 'If it waits its turn' });
  await kept.getByText('Nobody ships later.').waitFor();
  const before = await kept.getByRole('heading').innerText();

  let go = await holdPlanner(plant);
  await ordered('SO-2', 8, plantDay(4));
  await ask('POST', '/planning-runs', {});
  await kept.getByRole('button', { name: 'Ask approval' }).tap();
  await kept.getByText(beingMade).waitFor();
  await picture(planner, 'rush-ask-waits-phone');
  await go();
  await planner.getByText(/^The plan that stands now gives other dates/).waitFor();
  await picture(planner, 'rush-ask-otherwise-phone');
  expect(await kept.getByRole('heading').innerText()).not.toBe(before);
  expect((await ask('GET', '/rush-requests')).rows).toEqual([]);

  go = await holdPlanner(plant);
  await unheard('BELL');
  await ask('POST', '/planning-runs', {});
  await kept.getByRole('button', { name: 'Ask approval' }).tap();
  await kept.getByText(beingMade).waitFor();
  await go();
  await planner.getByText('It waits for a supervisor.').waitFor();
});

test('an approval that comes while a plan is being made waits for it, and is done by itself', async () => {
  const request = supervisor.getByRole('article', { name: 'Rush order of FRAME for MILLER' });
  await request.getByRole('button', { name: 'Approve' }).waitFor();
  const go = await holdPlanner(plant);
  await unheard('LAMP');
  await ask('POST', '/planning-runs', {});
  await request.getByRole('button', { name: 'Approve' }).tap();
  await request.getByText(beingMade).waitFor();
  await picture(supervisor, 'rush-approval-waits-phone');
  await go();
  await supervisor.getByText(/^Approved: SO-\d+\/1 is ordered/).waitFor();
  await idle(ask);
});

test('who waits for a plan may stop waiting: nothing is asked for', async () => {
  await planner.getByRole('button', { name: 'When can it ship?' }).tap();
  const kept = planner.getByRole('region', { name: 'If it waits its turn' });
  await kept.getByText('Nobody ships later.').waitFor();
  const asked = (await ask('GET', '/rush-requests')).rows.length;
  const go = await holdPlanner(plant);
  await unheard('RACK');
  await ask('POST', '/planning-runs', {});
  await kept.getByRole('button', { name: 'Ask approval' }).tap();
  await kept.getByRole('button', { name: 'Cancel' }).tap();
  await kept.getByText(beingMade).waitFor({ state: 'detached' });
  await go();
  await idle(ask);
  await kept.getByRole('button', { name: 'Ask approval' }).waitFor();
  expect((await ask('GET', '/rush-requests')).rows.length).toBe(asked);
});
