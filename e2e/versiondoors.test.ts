import type { Plan } from '@hotlist/engine';
import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, expect, test } from 'vitest';
import type { Role } from '../desk/src/house/permission.ts';
import { plantDay } from '../desk/src/server/test-app.ts';
import { openBrowser, openPage, phone } from './browser.ts';
import { faultsOf, picture, publishBy, visitAs } from './demo.ts';
import { type Ask, askAs, askWithoutPage, idle, type Plant, plan, setApproval, startPlant } from './plant.ts';

let browser: Browser;
let plant: Plant;
let page: Page;
let planner: Ask;
let supervisor: Ask;

const people: Readonly<Record<string, Role>> = { paula: 'planner', sven: 'supervisor', vera: 'viewer' };

/** One order is welded; version 1 is published, version 2 was made anew after it and changes nothing that counts. */
beforeAll(async () => {
  [browser, plant] = [await openBrowser(), await startPlant(people)];
  page = await openPage(browser);
  await visitAs(page, plant.desk, 'paula', '/versions');
  planner = askAs(page, plant.desk);
  supervisor = await askWithoutPage(browser, plant.desk, 'sven');
  await planner('POST', '/units', { code: 'pcs' });
  await planner('POST', '/calendars', { code: 'DAY', week: 'Mon-Sun 06:00-22:00' });
  await planner('POST', '/work-centres', { code: 'WELD', calendar: 'DAY' });
  await planner('POST', '/machines', { code: 'W1', work_centre: 'WELD' });
  await planner('POST', '/items', { code: 'FRAME', supply: 'make', unit: 'pcs' });
  await planner('POST', '/routing-steps', { item: 'FRAME', seq: 10, work_centre: 'WELD', run_minutes: 60 });
  await planner('POST', '/work-orders', { number: 'MO-1', item: 'FRAME', qty: 4, due: plantDay(3), state: 'firm' });
  const number = await plan(planner);
  await planner('POST', `/plan-versions/${number}/submit`, {});
  await supervisor('POST', `/plan-versions/${number}/approve`, { publish: true });
  await idle(planner);
  await setApproval(supervisor, { delegated: true });
});
afterAll(async () => {
  await browser?.close();
  await plant?.stop();
});

const rowOf = (at: Page, number: number) =>
  at.getByRole('row').filter({ has: at.getByRole('link', { name: String(number), exact: true }) });

test('from the side panel a planner lets a supervisor decide about a small change, who publishes it there on the phone; what that overtakes says so to everybody', async () => {
  const faults = faultsOf(page);
  await rowOf(page, 2).getByText('draft').click();
  await page.keyboard.press('Enter');
  const panel = page.getByRole('complementary', { name: 'Version 2' });
  await panel.getByRole('button', { name: 'Submit for approval' }).click();
  const question = panel.getByRole('alertdialog', { name: 'Publish version 2?' });
  await question
    .getByText(/^Nobody else is asked: it is within the delegated limits\. Steps may move within/)
    .waitFor();
  await picture(page, 'panel-asked');
  // What was told holds no more: nothing is done, and it is said what it is by now.
  await setApproval(supervisor, { delegated: false });
  await question.getByRole('button', { name: 'Publish version 2 now' }).click();
  const refusal = panel.getByText(
    /^Nothing was done, for it is otherwise .* version 2 would wait for a supervisor now\./,
  );
  await refusal.waitFor();
  await picture(page, 'panel-told-otherwise');
  await setApproval(supervisor, { delegated: true });
  await panel.getByRole('button', { name: 'Submit for approval' }).click();
  await question.getByRole('button', { name: 'Let a supervisor decide' }).click();
  await panel.getByText('who submitted it lets a supervisor decide.').waitFor();
  await panel.getByRole('button', { name: 'Take back' }).waitFor();
  await picture(page, 'panel-submitted');
  // The state came after the columns were fitted to "draft", and its word stands in one piece.
  const pieces = (one: Element): number => {
    const range = document.createRange();
    range.selectNodeContents(one);
    return range.getClientRects().length;
  };
  expect(await rowOf(page, 2).getByText('submitted', { exact: true }).evaluate(pieces)).toBe(1);
  // Made against the same plan as version 2, which is published before it.
  expect(await plan(planner)).toBe(3);

  const hand = await openPage(browser, { viewport: phone, hasTouch: true, isMobile: true });
  await visitAs(hand, plant.desk, 'sven', '/versions');
  const handFaults = faultsOf(hand);
  const sheet = hand.getByRole('complementary', { name: 'Version 2' });
  // What says where it stands is no door: a tap on it opens the row.
  await rowOf(hand, 2).getByText('submitted').tap();
  const door = sheet.getByRole('button', { name: 'Approve and publish' });
  await door.waitFor();
  expect((await door.boundingBox())?.height).toBeGreaterThanOrEqual(44);
  await picture(hand, 'panel-phone');
  await publishBy(sheet, 'Approve and publish');
  await door.waitFor({ state: 'detached' });

  const guest = await openPage(browser);
  await visitAs(guest, plant.desk, 'vera', '/versions/3');
  await guest
    .getByText(/^Version 3 was made against version 1, but version 2 is published now\. Maybe plan again/)
    .waitFor();
  expect(await guest.getByText('A planner submits it.').count()).toBe(0);
  await picture(guest, 'overtaken-guest');
  expect([...faults, ...handFaults]).toEqual([]);
});

test('who publishes what breaks rules, and it is otherwise by then, is told so in the same window, and publishes it from there', async () => {
  await planner('POST', '/items', { code: 'FORK', supply: 'make', unit: 'pcs' });
  for (const seq of [10, 20])
    await planner('POST', '/routing-steps', { item: 'FORK', seq, work_centre: 'WELD', run_minutes: 240 });
  await planner('POST', '/work-orders', { number: 'MO-2', item: 'FORK', qty: 1, due: plantDay(3), state: 'firm' });
  const version = await plan(planner);
  const problem = (await planner('GET', `/board/problem?version=${version}`)) as unknown as { readonly plan: Plan };
  const [first, last] = problem.plan.operations.filter(({ item }) => item === 'FORK');
  const act = { kind: 'move', order: last!.order, seq: last!.seq, start: first!.start - 2 * 3600 };
  await planner('POST', '/board/drafts', { version, acts: [[act]], reason: 'It waits by the door' });
  const number = (await planner('GET', '/plan-versions?limit=1')).rows[0]!.number;
  await planner('POST', `/plan-versions/${number}/submit`, {});

  const boss = await openPage(browser);
  await visitAs(boss, plant.desk, 'sven', `/versions/${number}`);
  const faults = faultsOf(boss);
  await boss.getByRole('button', { name: 'Approve and publish' }).click();
  const asked = boss.getByRole('dialog', { name: `Approve version ${number}` });
  await asked.getByText(/1 order is released/).waitFor();
  await asked.getByRole('checkbox', { name: /^Publish with/ }).check();
  await asked.getByRole('textbox', { name: 'Why it shall be published so' }).fill('The night shift comes');
  await planner('POST', '/tickets/release', { orders: ['MO-2'] });
  const door = asked.getByRole('button', { name: `Publish version ${number} now` });
  await door.click();
  await asked.getByText(/^Nothing was done, for it is otherwise than it was told/).waitFor();
  await asked.getByText(/^Nothing moves against the published plan\. .*The floor works to it at once/).waitFor();
  expect(await asked.getByText(/1 order is released/).count()).toBe(0);
  await picture(boss, 'window-told-otherwise');
  await door.click();
  await asked.waitFor({ state: 'detached' });
  await boss.getByText('Published: the floor works to it.').waitFor();
  expect(faults).toEqual([]);
});

test('the door of a row to submit it is closed with the words of its page where an order was cancelled since', async () => {
  await planner('POST', '/work-orders', { number: 'MO-3', item: 'FRAME', qty: 1, due: plantDay(4), state: 'firm' });
  const version = await plan(planner);
  await page.goto(`${plant.desk.url}/versions`);
  const door = async () => {
    await rowOf(page, version).getByText('draft').click();
    await page.keyboard.press('.');
    return page.getByRole('menuitem', { name: 'Read it, then submit it' });
  };
  expect(await (await door()).isEnabled()).toBe(true);
  await page.keyboard.press('Escape');
  const [order] = (await planner('GET', '/work-orders?filter=number:eq:MO-3')).rows;
  await planner('PATCH', `/work-orders/${order!.id}`, { state: 'cancelled' }, order!.version);
  await page.reload();
  const closed = await door();
  await closed.waitFor();
  expect(await closed.isEnabled()).toBe(false);
  expect(await closed.getAttribute('title')).toBe(
    `Version ${version} plans MO-3, cancelled since. Maybe plan again: the new version is a draft against what is published.`,
  );
});

test('what is not there is asked for once, by a visit and from within', async () => {
  const other = await openPage(browser, { storageState: await page.context().storageState() });
  const asked: string[] = [];
  await other.exposeFunction('wasAsked', (address: string) => asked.push(address));
  await other.addInitScript(() => {
    const ask = window.fetch;
    window.fetch = (...given) => {
      (window as unknown as { wasAsked: (address: string) => void }).wasAsked(String(given[0]));
      return ask(...given);
    };
    // What changes is told to every page, which asks again: here nothing is told.
    Object.assign(window, {
      EventSource: class extends EventTarget {
        close() {}
      },
    });
  });
  for (const path of ['/board?version=999', '/versions/999', '/wall/NOWHERE']) {
    await other.goto(`${plant.desk.url}${path}`);
    await other
      .getByText(/There is no (version 999|work centre "NOWHERE")/)
      .first()
      .waitFor();
  }
  expect(
    asked.filter((address) => /999|NOWHERE/.test(address)).map((address) => address.replace(/[?&]site=.*/, '')),
  ).toEqual(['/api/v1/board?version=999', '/api/v1/plan-versions/999', '/api/v1/dispatch/NOWHERE']);
  await other.context().close();
});
