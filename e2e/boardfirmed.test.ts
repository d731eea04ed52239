import type { Browser } from 'playwright-core';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { openBrowser, openPage, type RunningDesk } from './browser.ts';
import { faultsOf, picture, publishBy, signIn, startDemo } from './demo.ts';

let browser: Browser;
let desk: RunningDesk;
beforeAll(async () => {
  browser = await openBrowser();
  desk = await startDemo();
});
afterAll(async () => {
  await browser?.close();
  await desk?.stop();
});

test('changes that were not kept while their own version was published, which made their orders firm, are there and done again by one press', async () => {
  const page = await openPage(browser);
  await signIn(page, desk, 'planner', '/board');
  const faults = faultsOf(page);
  await page.getByRole('img', { name: /operations in \d+ rows/ }).waitFor();
  const { number } = (
    (await (await page.request.get(`${desk.url}/api/v1/board`)).json()) as { version: { number: number } }
  ).version;
  const { plan } = (await (await page.request.get(`${desk.url}/api/v1/board/problem?version=${number}`)).json()) as {
    plan: { operations: readonly { order: string; seq: number; start: number }[] };
  };
  const planned = plan.operations.filter(({ order }) => order.startsWith('planned/'));
  const [first, last] = [
    planned.toSorted((a, b) => a.start - b.start)[0]!,
    planned.toSorted((a, b) => b.start - a.start)[0]!,
  ];
  const acts = [first, last].map(({ order, seq, start }) => [{ kind: 'move', order, seq, start: start + 86_400 }]);
  const me = (await (await page.request.get(`${desk.url}/api/v1/me`)).json()) as { user: { id: string } };
  // As the board keeps what is not kept as a draft.
  await page.evaluate(
    ([name, text]) => localStorage.setItem(name!, text!),
    [`hotlist:hand:${me.user.id}:BIKE:${number}`, JSON.stringify(acts)],
  );
  await page.goto(`${desk.url}/board?version=${number}`);
  const strip = page.getByRole('region', { name: 'What your changes do' });
  await strip.getByText('2 changes, undone one by one').waitFor();

  await page.goto(`${desk.url}/versions/${number}`);
  await page.getByRole('button', { name: 'Submit for approval' }).click();
  await page.getByText(/^Submitted: waits/).waitFor();
  const boss = await openPage(browser);
  await signIn(boss, desk, 'supervisor', `/versions/${number}`);
  await publishBy(boss, 'Approve and publish');
  await boss.getByText(/^Published: the floor works to it/).waitFor();

  await page.goto(`${desk.url}/board?version=${number}`);
  await strip.getByText(/has no step \d+ in this plan/).waitFor();
  await strip.getByText('2 changes, undone one by one').waitFor();
  await picture(page, 'boardfirmed');
  expect(await strip.getByRole('button', { name: 'Keep as draft' }).count()).toBe(0);
  await strip.getByRole('link', { name: 'Do them again on the published version' }).click();
  const came = page.getByRole('region', { name: 'Done again' });
  await came.getByText(`2 changes by hand of version ${number} are done again.`).waitFor();
  await strip.getByText('2 changes, undone one by one').waitFor();
  await strip.getByRole('button', { name: 'Keep as draft' }).waitFor();
  expect(page.url()).toContain(`version=${number}`);
  expect(faults).toEqual([]);
});
