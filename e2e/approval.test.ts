import type { Browser } from 'playwright-core';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { type TestMail, testMail } from '../desk/src/server/test-mail.ts';
import { openBrowser, openPage, phone, type RunningDesk } from './browser.ts';
import { faultsOf, picture, signIn, startDemo, visitAs } from './demo.ts';
import { askAs } from './plant.ts';

let browser: Browser;
let desk: RunningDesk;
let mail: TestMail;
beforeAll(async () => {
  mail = await testMail();
  const settings = { HOTLIST_MAIL_SERVER: `smtp://127.0.0.1:${mail.port}`, HOTLIST_MAIL_FROM: 'hotlist@x.org' };
  [browser, desk] = [await openBrowser(), await startDemo(undefined, settings)];
});
afterAll(async () => {
  await browser?.close();
  await desk?.stop();
  await mail?.close();
});

test('a planner submits a version, a supervisor approves it on the phone, the floor works to it, and each department is sent its list', async () => {
  const page = await openPage(browser);
  await signIn(page, desk, 'planner', '/versions');
  const faults = faultsOf(page);
  const versions = page.getByRole('grid', { name: 'Plan versions' });
  await versions.getByRole('link', { name: '1', exact: true }).click();
  await page.getByRole('heading', { level: 1, name: 'Version 1' }).waitFor();
  await page.getByText('Nothing was decided about it yet.').waitFor();
  // Nothing can be held against the first one: it says which orders are late in it.
  const late = page.getByRole('region', { name: 'Late orders' });
  const worst = await late.getByRole('link').first().innerText();
  await page.getByText(new RegExp(`orders are late, the worst ${worst} by [\\d.]+ d\\. \\S`)).waitFor();
  await picture(page, 'version-draft');
  await askAs(page, desk)('POST', '/departments', { code: 'Assembly', addresses: 'line@x.org' });
  await page.getByRole('button', { name: 'Submit for approval' }).click();
  await page.getByText(/^Submitted: waits/).waitFor();
  expect(await page.getByRole('button', { name: /Approve/ }).count()).toBe(0);

  const hand = await openPage(browser, { viewport: phone, hasTouch: true, isMobile: true });
  await signIn(hand, desk, 'supervisor', '/approvals');
  const handFaults = faultsOf(hand);
  const card = hand.getByRole('article', { name: 'Version 1' });
  await card.getByText(/Paula Planner submitted it/).waitFor();
  await card.getByText(/orders are late, the worst/).waitFor();
  await picture(hand, 'approvals-phone');
  await hand.goto(`${desk.url}/versions/1`);
  await hand.getByRole('region', { name: 'Late orders' }).waitFor();
  expect(await hand.evaluate(() => document.documentElement.scrollWidth)).toBeLessThanOrEqual(phone.width);
  await picture(hand, 'version-first-phone');
  await hand.goto(`${desk.url}/approvals`);
  const door = card.getByRole('button', { name: 'Approve and publish' });
  expect((await door.boundingBox())?.height).toBeGreaterThanOrEqual(44);
  // It cannot be taken back: it says what it would do, and does nothing yet.
  await door.tap();
  const question = card.getByRole('alertdialog', { name: 'Publish version 1?' });
  await question
    .getByText(
      / are sent their lists; (\d+ operations? (is|are) of no department, )?\d+ orders become firm, (\d+ (is|are) released, \d+ tickets? (is|are) made ready to print, )?1 e-mail goes out\./,
    )
    .waitFor();
  for (const name of ['Publish version 1 now', 'Not yet'])
    expect((await question.getByRole('button', { name }).boundingBox())?.height).toBeGreaterThanOrEqual(44);
  await picture(hand, 'publish-asked-phone');
  await question.getByRole('button', { name: 'Not yet' }).tap();
  await question.waitFor({ state: 'detached' });
  expect(await door.evaluate((one) => one === document.activeElement)).toBe(true);
  await door.tap();
  await question.waitFor();
  await hand.keyboard.press('Escape');
  await question.waitFor({ state: 'detached' });
  await page.getByText(/^Submitted: waits/).waitFor();
  await door.tap();
  await question.waitFor();
  await hand.keyboard.press('Enter');
  await hand.getByText('No version waits for a decision.').waitFor();
  // What was published, to whom, and the ways on stay until they are closed.
  const sent = hand.getByRole('region', { name: 'Version 1 is published' });
  await sent.getByText(/^Version 1 is published to .*Assembly.*\. The plan is made anew\.$/).waitFor();
  for (const name of ['Who was sent what', 'What the floor does next', 'The board'])
    await sent.getByRole('link', { name }).waitFor();
  await picture(hand, 'published-sent-phone');
  await sent.getByRole('button', { name: 'Close' }).tap();
  await sent.waitFor({ state: 'detached' });
  // The planner's page hears of it by itself.
  await page.getByText(/^Published: the floor works to it/).waitFor();
  await page.getByText(/^Sven Supervisor published it$/).waitFor();
  await page.getByText(/^0 of \d+ departments have acknowledged; open: Assembly, /).waitFor();
  await picture(page, 'version-published');
  await page.goto(`${desk.url}/wall/ASSY`);
  await page.getByText('The list of version 1 is to be acknowledged by Assembly, under Publications.').waitFor();
  await picture(page, 'wall-to-acknowledge');
  await page.goto(`${desk.url}/dispatch`);
  await page.getByText(/The lists are to be acknowledged by Assembly, /).waitFor();
  await picture(page, 'dispatch-to-acknowledge');

  // Who works there says it where he works by it, as Today tells him.
  const floor = await openPage(browser, { viewport: phone, hasTouch: true, isMobile: true });
  await visitAs(floor, desk, 'operator', '/today');
  await floor.getByText(/^The list of version 1 for Assembly has come, published /).waitFor();
  await picture(floor, 'today-to-acknowledge-phone');
  await floor.goto(`${desk.url}/dispatch`);
  const acknowledge = floor
    .getByRole('button', { name: /^Acknowledge the list of version 1 for (?!Assembly)/ })
    .first();
  await acknowledge.waitFor();
  await picture(floor, 'dispatch-to-acknowledge-phone');
  await acknowledge.tap();
  await floor.getByText(/^Version 1 is acknowledged for /).waitFor();

  await page.goto(`${desk.url}/publications`);
  const lists = page.getByRole('grid', { name: 'Publications' });
  const assembly = lists.getByRole('row').filter({ hasText: 'Assembly' });
  await assembly.getByText('Sent', { exact: true }).waitFor();
  await assembly.getByText('Assembly').click();
  await page.keyboard.press('Enter');
  await page.getByText(/^Sent .*\d\d:\d\d to line@x\.org\.$/).waitFor();
  expect(mail.received.map((one) => one.to)).toEqual(['line@x.org']);
  await picture(page, 'publications');

  // The plan is made anew by itself, with what publishing made firm.
  await page.goto(`${desk.url}/versions`);
  await versions.getByRole('link', { name: '2', exact: true }).waitFor();
  await picture(page, 'versions');
  // What a version changes is read on the phone without pushing the page aside.
  await hand.goto(`${desk.url}/versions/2`);
  await hand
    .getByText(/operations? moved/)
    .first()
    .waitFor();
  const facts = (await hand.getByText('Made against').locator('xpath=../..').boundingBox())!;
  expect(facts.x + facts.width).toBeLessThanOrEqual(phone.width);
  // Nor can it be pushed up into an empty sheet below the page.
  expect(await hand.evaluate(() => document.documentElement.scrollHeight)).toBe(phone.height);
  await picture(hand, 'version-phone');
  // Nor is it decided about without being told what it changes.
  await page.goto(`${desk.url}/versions/2`);
  await page.getByRole('button', { name: 'Submit for approval' }).click();
  await page.getByText(/^Submitted: waits/).waitFor();
  await hand.goto(`${desk.url}/approvals`);
  await hand
    .getByRole('article', { name: 'Version 2' })
    .getByText(/operations? moved/)
    .waitFor();
  // Who submitted it takes it back: nobody is asked about it any more.
  await page.getByRole('button', { name: 'Take back' }).click();
  await page.getByText(/^Draft: nobody works to it/).waitFor();
  await page.getByText(/Paula Planner took it back/).waitFor();
  await page.getByRole('button', { name: 'Submit for approval' }).waitFor();
  await picture(page, 'taken-back');
  await hand.getByText('No version waits for a decision.').waitFor();
  const told = await page.request.get(`${desk.url}/api/v1/dispatch`);
  expect(((await told.json()) as { version: { number: number } }).version.number).toBe(1);
  expect([...faults, ...handFaults]).toEqual([]);
});

test('a supervisor sets on the phone how far small changes go without him, and a planner reads it', async () => {
  const hand = await openPage(browser, { viewport: phone, hasTouch: true, isMobile: true });
  await signIn(hand, desk, 'supervisor', '/approvals');
  const limits = hand.getByRole('region', { name: 'Delegated limits' });
  await limits.getByRole('switch', { name: /^Small changes are published/ }).tap();
  await limits.getByLabel('Days a step may move').fill('1');
  await limits.getByLabel('Hours of overtime').tap();
  await hand.reload();
  await limits.getByLabel('Days a step may move').waitFor();
  expect(await limits.getByLabel('Days a step may move').inputValue()).toBe('1');
  await picture(hand, 'limits-phone');

  const page = await openPage(browser);
  await signIn(page, desk, 'planner', '/approvals');
  const read = page.getByRole('region', { name: 'Delegated limits' });
  await read.getByText('No version was published within them yet.').waitFor();
  await read.getByText(/steps move by up to 1 day, within their machine group, with no more overtime\.$/).waitFor();
  expect(await read.getByRole('switch').count()).toBe(0);
  await picture(page, 'limits');
});
