/** A version is rejected or approved on the phone while a colleague decides about it: what was typed stays, and nothing is overturned unseen. */
import type { Plan } from '@hotlist/engine';
import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, expect, test } from 'vitest';
import type { Role } from '../desk/src/house/permission.ts';
import { plantDay } from '../desk/src/server/test-app.ts';
import { openBrowser, openPage, phone } from './browser.ts';
import { picture, signInAs } from './demo.ts';
import { type Ask, askAs, idle, type Plant, plan, startPlant } from './plant.ts';

const people: Readonly<Record<string, Role>> = { paula: 'planner', sven: 'supervisor', susi: 'supervisor' };
let browser: Browser;
let plant: Plant;
let planner: Ask;
let colleague: Ask;
let hand: Page;

beforeAll(async () => {
  [browser, plant] = [await openBrowser(), await startPlant(people)];
  const [page, other] = [await openPage(browser), await openPage(browser)];
  await signInAs(page, plant.desk, 'paula', '/versions');
  await signInAs(other, plant.desk, 'susi', '/approvals');
  [planner, colleague] = [askAs(page, plant.desk), askAs(other, plant.desk)];
  await planner('POST', '/units', { code: 'pcs' });
  await planner('POST', '/calendars', { code: 'DAY', week: 'Mon-Sun 06:00-14:00' });
  await planner('POST', '/work-centres', { code: 'WELD', calendar: 'DAY' });
  await planner('POST', '/machines', { code: 'W1', work_centre: 'WELD' });
  await planner('POST', '/customers', { code: 'MILLER' });
  await planner('POST', '/items', { code: 'FRAME', supply: 'make', unit: 'pcs' });
  for (const seq of [10, 20])
    await planner('POST', '/routing-steps', { item: 'FRAME', seq, work_centre: 'WELD', run_minutes: 60 });
  const line = { order_no: 'SO-1', line: 1, customer: 'MILLER', item: 'FRAME', qty: 1, due: plantDay(3) };
  await planner('POST', '/customer-lines', line);
  hand = await openPage(browser, { viewport: phone, hasTouch: true, isMobile: true });
  await signInAs(hand, plant.desk, 'sven', '/approvals');
});
afterAll(async () => {
  await browser?.close();
  await plant?.stop();
});

const submitted = async (): Promise<number> => {
  const number = await plan(planner);
  await planner('POST', `/plan-versions/${number}/submit?confirm=rival`, {});
  return number;
};
/** Moved by hand so that its last step begins with its first, on the one machine that there is. */
const breaking = async (): Promise<number> => {
  const version = await plan(planner);
  const asked = await planner('GET', `/board/problem?version=${version}`);
  const [first, last] = (asked as unknown as { readonly plan: Plan }).plan.operations;
  const edit = { kind: 'move', order: last!.order, seq: last!.seq, start: first!.start };
  await planner('POST', '/board/drafts', { version, acts: [[edit]], reason: 'both at once' });
  const { number } = (await planner('GET', '/plan-versions?limit=1')).rows[0]!;
  await planner('POST', `/plan-versions/${number}/submit?confirm=rival`, {});
  return number;
};
const newestState = async () => (await planner('GET', '/plan-versions?limit=1')).rows[0]!.state;
/** What the doors called so could be pressed when they came. */
const watchDoors = () =>
  hand.evaluate(() => {
    const seen: string[] = [];
    Object.assign(window, { doorsSeen: seen });
    new MutationObserver(() => {
      for (const door of document.querySelectorAll('button')) {
        const words = `${door.textContent} ${door.disabled || door.hasAttribute('data-disabled') ? 'waits' : 'opens'}`;
        if (door.textContent === 'Publish' && seen.at(-1) !== words) seen.push(words);
      }
    }).observe(document.body, { subtree: true, childList: true, attributes: true });
  });

test('what is typed stays while a colleague approves it, says so, and rejects only once that was read', async () => {
  const number = await submitted();
  await hand.goto(`${plant.desk.url}/versions/${number}`);
  await hand.getByRole('button', { name: 'Reject' }).tap();
  const dialog = hand.getByRole('dialog', { name: `Reject version ${number}` });
  await dialog.getByLabel('Why it is rejected').fill('SO-1 must not wait');
  await colleague('POST', `/plan-versions/${number}/approve`, {});
  await dialog.getByText(/Meanwhile: .*approved it/).waitFor();
  await picture(hand, 'reject-meanwhile-phone');
  expect(await dialog.getByLabel('Why it is rejected').inputValue()).toBe('SO-1 must not wait');
  await dialog.getByRole('button', { name: 'Reject', exact: true }).tap();
  await dialog.getByText(/^Nothing was done: .* approved it on .*, after you opened version/).waitFor();
  expect(await newestState()).toBe('approved');
  await picture(hand, 'reject-otherwise-phone');
  await dialog.getByRole('button', { name: 'Reject it all the same' }).tap();
  await dialog.waitFor({ state: 'detached' });
  expect(await newestState()).toBe('rejected');
});

test('doors that a colleague’s decision changes do not act at once, and it is said who decided', async () => {
  const number = await submitted();
  await hand.goto(`${plant.desk.url}/versions/${number}`);
  await hand.getByRole('button', { name: 'Approve and publish' }).waitFor();
  await watchDoors();
  await colleague('POST', `/plan-versions/${number}/approve`, {});
  await hand
    .getByRole('status')
    .getByText(/approved it/)
    .waitFor();
  await hand.getByRole('button', { name: 'Publish', exact: true, disabled: false }).waitFor();
  const seen = await hand.evaluate(() => (window as unknown as { doorsSeen: string[] }).doorsSeen);
  expect(seen.map((one) => one.trim())).toEqual(['Publish waits', 'Publish opens']);
});

test('the window stays where the version was published meanwhile, and in the list of approvals too', async () => {
  const before = (await colleague('GET', '/approvals')).rows[0]!.number;
  await colleague('POST', `/plan-versions/${before}/reject`, { reason: 'another is to come' });
  const number = await submitted();
  await hand.goto(`${plant.desk.url}/approvals`);
  await hand
    .getByRole('article', { name: `Version ${number}` })
    .getByRole('button', { name: 'Reject' })
    .tap();
  const dialog = hand.getByRole('dialog', { name: `Reject version ${number}` });
  await dialog.getByLabel('Why it is rejected').fill('SO-1 must not wait');
  await colleague('POST', `/plan-versions/${number}/approve`, { publish: true });
  await dialog.getByText(/Meanwhile: .*published it/).waitFor();
  expect(await dialog.getByLabel('Why it is rejected').inputValue()).toBe('SO-1 must not wait');
  await dialog.getByRole('button', { name: 'Reject', exact: true }).tap();
  await dialog
    .getByRole('alert')
    .getByText(/is published already/)
    .waitFor();
  await picture(hand, 'reject-published-phone');
  expect(await dialog.getByText(/is published already/).count()).toBe(1);
  await idle(planner);
});

test.each([
  ['on its own page', (number: number) => `/versions/${number}`],
  ['in the list of approvals', () => '/approvals'],
])(
  'the window that approves what breaks rules stays with what was typed where a colleague publishes it, %s',
  async (_, page) => {
    const number = await breaking();
    await hand.goto(`${plant.desk.url}${page(number)}`);
    const card = hand.getByRole('article', { name: `Version ${number}` });
    await ((await card.count()) > 0 ? card : hand).getByRole('button', { name: 'Approve', exact: true }).tap();
    const dialog = hand.getByRole('dialog', { name: `Approve version ${number}` });
    const reason = dialog.getByLabel('Why it shall be published so');
    await reason.fill('two welders share it');
    await dialog.getByRole('checkbox').check();
    const yes = { publish: true, reason: 'agreed by phone' };
    await colleague('POST', `/plan-versions/${number}/approve?confirm=rules-broken`, yes);
    await dialog.getByText(/Meanwhile: .*published it/).waitFor();
    await picture(hand, 'approve-meanwhile-phone');
    expect(await reason.inputValue()).toBe('two welders share it');
    await dialog.getByRole('button', { name: 'Approve', exact: true }).tap();
    const said = await dialog.getByRole('alert').locator('p').first().innerText();
    expect(await dialog.getByText(said).count()).toBe(1);
    expect(await reason.inputValue()).toBe('two welders share it');
    await dialog.getByRole('button', { name: 'Cancel' }).tap();
    await dialog.waitFor({ state: 'detached' });
    await idle(planner);
  },
);

test('of two who publish in one moment the second is told who did, though its card is gone', async () => {
  const number = await submitted();
  await hand.goto(`${plant.desk.url}/approvals`);
  const card = hand.getByRole('article', { name: `Version ${number}` });
  await card.getByRole('button', { name: 'Approve and publish' }).tap();
  const question = hand.getByRole('alertdialog');
  const yes = question.getByRole('button', { name: `Publish version ${number} now` });
  await yes.waitFor();
  // What is pressed is on its way while a colleague publishes it and the list goes on.
  await hand.route(`**/plan-versions/${number}/approve*`, async (route) => {
    await colleague('POST', `/plan-versions/${number}/approve`, { publish: true });
    await card.waitFor({ state: 'detached' });
    await route.continue();
  });
  await yes.tap();
  const told = hand.getByRole('region', { name: `Version ${number}` });
  await told.getByText(new RegExp(`Version ${number} is published already: .*susi.* published it on`, 'i')).waitFor();
  await picture(hand, 'approve-second-phone');
  await told.getByRole('button', { name: 'Close' }).tap();
  await told.waitFor({ state: 'detached' });
  await hand.unroute(`**/plan-versions/${number}/approve*`);
});

test('what somebody decided in another window of his own is said in this one; what he decides here is not', async () => {
  await idle(planner);
  const number = await submitted();
  await hand.goto(`${plant.desk.url}/versions/${number}`);
  await hand.getByRole('button', { name: 'Approve and publish' }).waitFor();
  await askAs(hand, plant.desk)('POST', `/plan-versions/${number}/approve`, {});
  const said = hand.getByRole('status').filter({ hasText: /ed it, / });
  await said.filter({ hasText: /approved it, .*\d\d:\d\d/ }).waitFor();
  await picture(hand, 'approved-in-another-window-phone');
  await hand.getByRole('button', { name: 'Publish', exact: true, disabled: false }).tap();
  await hand.getByRole('button', { name: `Publish version ${number} now` }).tap();
  await hand.getByText(/^Published: the floor works to it/).waitFor();
  expect(await said.count()).toBe(0);
});
