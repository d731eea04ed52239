/** What a plant decides before its first publication, and what its walls say on a day on which it is closed. */
import type { Plan } from '@hotlist/engine';
import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, expect, test } from 'vitest';
import type { Role } from '../desk/src/house/permission.ts';
import { plantDay, setNow } from '../desk/src/server/test-app.ts';
import { openBrowser, openPage, phone } from './browser.ts';
import { enter, faultsOf, picture, visitAs } from './demo.ts';
import { type Ask, askAs, idle, type Plant, plan, startPlant } from './plant.ts';

const people: Readonly<Record<string, Role>> = { paula: 'planner', sven: 'supervisor', olga: 'operator' };
let browser: Browser;
let plant: Plant;
let page: Page;
let boss: Page;
let planner: Ask;
let supervisor: Ask;
let faults: readonly (readonly string[])[];

/** A frame is welded in ten hours, in shifts of eight that end on Friday; the story begins on a Tuesday. */
beforeAll(async () => {
  [browser, plant] = [await openBrowser(), await startPlant(people)];
  [page, boss] = [await openPage(browser), await openPage(browser)];
  await enter(page, plant.desk, 'paula');
  await visitAs(boss, plant.desk, 'sven', '/approvals');
  [planner, supervisor] = [askAs(page, plant.desk), askAs(boss, plant.desk)];
  faults = [faultsOf(page), faultsOf(boss)];
  await planner('POST', '/units', { code: 'pcs' });
  await planner('POST', '/calendars', { code: 'DAY', week: 'Mon-Fri 06:00-14:00' });
  await planner('POST', '/work-centres', { code: 'WELD', calendar: 'DAY' });
  await planner('POST', '/machines', { code: 'W1', work_centre: 'WELD' });
  await planner('POST', '/items', { code: 'FRAME', supply: 'make', unit: 'pcs' });
  await planner('POST', '/routing-steps', { item: 'FRAME', seq: 10, work_centre: 'WELD', run_minutes: 600 });
  await planner('POST', '/work-orders', { number: 'WO-1', item: 'FRAME', qty: 4, due: plantDay(20), state: 'firm' });
});
afterAll(async () => {
  await browser?.close();
  await plant?.stop();
});

test('a first version that was moved by hand is told against what it was moved from, and compared with it', async () => {
  const version = await plan(planner);
  const asked = await planner('GET', `/board/problem?version=${version}`);
  const [step] = (asked as unknown as { readonly plan: Plan }).plan.operations;
  const later = { kind: 'move', order: step!.order, seq: step!.seq, start: step!.start + 7 * 86_400 };
  await planner('POST', '/board/drafts', { version, acts: [[later]], reason: 'the welder is away' });
  const { number } = (await planner('GET', '/plan-versions?limit=1')).rows[0]!;
  await page.goto(`${plant.desk.url}/versions/${number}`);
  // Before anybody submits one: what would be here, and by what the floor goes meanwhile.
  await boss.getByText(/^Nothing is published yet, and the floor goes by the newest plan\./).waitFor();
  await picture(boss, 'approvals-nothing-yet');
  const changes = page.getByRole('region', { name: 'What changes' });
  await changes.getByText('Nothing was published before it. Told against').waitFor();
  await changes
    .getByRole('link', { name: `version ${version}`, exact: true })
    .first()
    .waitFor();
  await page.getByRole('region', { name: 'What is in it' }).waitFor();
  await picture(page, 'first-by-hand');
  await page.getByRole('link', { name: 'compare with it' }).click();
  await page.waitForURL(new RegExp(`/versions/${version}/compare/${number}$`));
  await page.getByText(/WO-1/).first().waitFor({ state: 'attached' });
  await picture(page, 'first-by-hand-compared');
  await planner('POST', `/plan-versions/${number}/submit`, {});
  const card = boss.getByRole('article', { name: `Version ${number}` });
  await card.getByText('Nothing is published yet: it would be the first plan that the floor is given.').waitFor();
  // What is in it, and apart from that what was changed of the draft.
  const said = card.getByText(/^Against the draft from which it was moved by hand,/);
  await said.getByRole('link', { name: `version ${version}` }).waitFor();
  await picture(boss, 'first-by-hand-card');
  // Who submitted it hears of the rejection on the page that is open on the phone, with why and the way on, until another is submitted.
  const hand = await openPage(browser, { viewport: phone, hasTouch: true, isMobile: true });
  await visitAs(hand, plant.desk, 'paula', '/today');
  await hand.getByText('Nothing is late.').waitFor();
  const rejected = hand.getByRole('region', { name: 'Rejected' });
  expect(await rejected.count()).toBe(0);
  await supervisor('POST', `/plan-versions/${number}/reject`, { reason: 'the welder is here' });
  await card.waitFor({ state: 'detached' });
  await rejected
    .getByText(new RegExp(`^Version ${number}, which you submitted: sven rejected it .*: the welder is here`))
    .waitFor();
  await picture(hand, 'rejected-today');
  await rejected.getByRole('link', { name: `Compare with version ${version}` }).waitFor();
  await rejected.getByRole('link', { name: 'Do its changes again' }).tap();
  await hand.waitForURL(/\/board\?.*again=/);
  await hand.goto(`${plant.desk.url}/today`);
  await rejected.waitFor();
  const next = await plan(planner);
  await planner('POST', `/plan-versions/${next}/submit`, {});
  await rejected.waitFor({ state: 'detached' });
  await supervisor('POST', `/plan-versions/${next}/reject`, { reason: 'another comes' });
  await hand.close();
});

test('a wall, the list of walls and dispatch say that nothing is published, as long as nothing is', async () => {
  const floor = await openPage(browser, { viewport: { width: 1920, height: 1080 } });
  await visitAs(floor, plant.desk, 'olga', '/wall/WELD');
  await floor.getByText(/^Nothing is published yet: this is version \d+, until the next is made$/).waitFor();
  await picture(floor, 'wall-unpublished');
  for (const path of ['/wall', '/dispatch']) {
    await floor.goto(`${plant.desk.url}${path}`);
    await floor.getByText('Nothing is published yet: this is the newest plan, and the next one replaces it.').waitFor();
    await picture(floor, `unpublished-${path.slice(1)}`);
  }
  await floor.close();
});

test('of more versions than a page of approvals holds the next are shown when they are asked for', async () => {
  const numbers: number[] = [];
  for (let n = 0; n < 11; n += 1) {
    const number = await plan(planner);
    await planner('POST', `/plan-versions/${number}/submit?confirm=rival`, {});
    numbers.push(number);
  }
  await boss.goto(`${plant.desk.url}/approvals`);
  const waiting = boss.getByRole('article', { name: /^Version \d+$/ });
  const more = boss.getByRole('button', { name: 'Show more: 1 version waits besides' });
  await more.waitFor();
  expect(await waiting.count()).toBe(10);
  await picture(boss, 'approvals-more');
  await more.click();
  await expect.poll(() => waiting.count()).toBe(11);
  await more.waitFor({ state: 'detached' });
  const names = await waiting.evaluateAll((all) => all.map((one) => Number(one.getAttribute('aria-label')?.slice(8))));
  expect(names.toSorted((a, b) => a - b)).toEqual(numbers);
});

test('before a version is decided about it says what the plan would do that its run did not take', async () => {
  const first = await plan(planner);
  await planner('POST', `/plan-versions/${first}/submit?confirm=rival`, {});
  await supervisor('POST', `/plan-versions/${first}/approve`, { publish: true });
  await idle(planner);
  await page.goto(`${plant.desk.url}/versions`);
  await page.getByRole('button', { name: 'Plan from nothing' }).click();
  await page.getByText(/^It was planned from nothing/).waitFor();
  await idle(planner);
  const { number } = (await planner('GET', '/plan-versions?limit=1')).rows[0]!;
  const said =
    /^It was planned from nothing: the published version, mended, would save no order and move 0 operations\.$/;
  await page.goto(`${plant.desk.url}/versions/${number}`);
  await page.getByText(said).waitFor();
  await planner('POST', `/plan-versions/${number}/submit?confirm=rival`, {});
  await boss.goto(`${plant.desk.url}/approvals`);
  const card = boss.getByRole('article', { name: `Version ${number}` });
  await card.getByText(said).waitFor();
  await picture(boss, 'approvals-other-plan');
});

test('on a closed day a wall says of work that was begun when it goes on', async () => {
  const number = await plan(planner);
  await planner('POST', `/plan-versions/${number}/submit?confirm=rival`, {});
  await supervisor('POST', `/plan-versions/${number}/approve`, { publish: true });
  await idle(planner);
  const floor = await openPage(browser, { viewport: { width: 1920, height: 1080 } });
  await visitAs(floor, plant.desk, 'olga', '/wall/WELD');
  await floor.getByRole('region', { name: 'Next' }).waitFor();
  expect(await floor.getByText(/Nothing is published/).count()).toBe(0);
  await askAs(floor, plant.desk)('POST', '/progress', { ticket: 'WO-1', seq: 10, machine: 'W1', started: true });
  const now = floor.getByRole('region', { name: 'Now' });
  await now.getByText('WO-1').waitFor();
  expect(await now.getByText(/goes on/).count()).toBe(0);
  // Saturday.
  await setNow(plant.db, `${plantDay(4)}T09:00:00Z`);
  await floor.goto(`${plant.desk.url}/wall/WELD`);
  await now.getByText(/begun, goes on Mon.* 06:00/).waitFor();
  await picture(floor, 'wall-closed');
  await floor.goto(`${plant.desk.url}/wall`);
  await floor.getByText(/begun, goes on Mon.* 06:00/).waitFor();
  await picture(floor, 'walls-closed');
  expect(faults.flat()).toEqual([]);
});
