import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { boardOf, type Wire } from '../desk/src/duties/board/board.ts';
import { stepOf } from '../desk/src/duties/board/hand.ts';
import { desktop, openBrowser, openPage, phone, type RunningDesk } from './browser.ts';
import { faultsOf, picture, signIn, startDemo } from './demo.ts';

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

/** Asks the API as who is signed in on the page. */
const asked = (page: Page, path: string, body: object) =>
  page.evaluate(
    async ([address, sent]) => {
      const headers = { 'content-type': 'application/json', 'idempotency-key': crypto.randomUUID() };
      const answer = await fetch(`/api/v1${address}`, { method: 'POST', headers, body: sent! });
      return { status: answer.status, body: await answer.json() };
    },
    [path, JSON.stringify(body)],
  );

/** Three planned steps of different orders, some days away, each put a day later. */
async function threeMoves(page: Page) {
  const board = boardOf((await (await page.request.get(`${desk.url}/api/v1/board`)).json()) as Wire);
  const day = 86_400;
  const orders = new Set<number>();
  const moves = [];
  for (let step = 0; step < board.steps.count && moves.length < 3; step += 1) {
    const [order, from, machine] = [board.steps.order[step]!, board.steps.from[step]!, board.steps.machine[step]!];
    if (machine < 0 || board.orders.state[order] !== 'planned' || orders.has(order) || from < board.now + 3 * day)
      continue;
    orders.add(order);
    moves.push({ kind: 'move', ...stepOf(board, step), start: Math.round(from - board.epoch) + day });
  }
  if (moves.length < 3) throw new Error('fewer than three planned orders begin in three days or later');
  return moves;
}

async function published(page: Page, number: number): Promise<void> {
  await asked(page, `/plan-versions/${number}/submit`, {});
  await expect
    .poll(
      async () => {
        const approve = `/plan-versions/${number}/approve?confirm=rules-broken`;
        return (await asked(page, approve, { publish: true, reason: 'Agreed' })).body.state;
      },
      { timeout: 120_000, interval: 2000 },
    )
    .toBe('published');
}

test('of two drafts by hand the second is done again on the first once that is published, kept with its reason, and published too', async () => {
  const page = await openPage(browser);
  await signIn(page, desk, 'planner', '/board');
  const faults = faultsOf(page);
  await page.getByRole('img', { name: /operations in \d+ rows/ }).waitFor();
  const [one, other, third] = await threeMoves(page);
  const strip = page.getByRole('region', { name: 'What your changes do' });
  // Begun, and never kept.
  await page.goto(`${desk.url}/board?search=planned&rows=machines`);
  await page.getByRole('img', { name: /operations in \d+ rows/ }).waitFor();
  await page.keyboard.press('F3');
  await page.keyboard.press('Alt+ArrowRight');
  await strip.getByText(/moved$/).waitFor();
  // What is counted stands whole in the head.
  const counted = page.locator('main > header > p');
  await counted.getByText(/after 1 change by hand, not kept/).waitFor();
  for (const width of [1280, 1440, 1920]) {
    await page.setViewportSize({ width, height: 900 });
    await picture(page, `boardagain-head-${width}`);
    const hidden = ({ scrollWidth, clientWidth, scrollHeight, clientHeight }: Element) =>
      Math.max(scrollWidth - clientWidth, scrollHeight - clientHeight);
    expect(await counted.evaluate(hidden), `at ${width}`).toBeLessThanOrEqual(0);
  }
  await page.setViewportSize(desktop);
  const draft = async (acts: readonly object[], reason: string): Promise<number> =>
    (await asked(page, '/board/drafts', { version: 1, acts: acts.map((act) => [act]), reason })).body.number;
  const first = await draft([one!], 'The saw is serviced');
  const second = await draft([other!, one!, third!], 'The paint comes a day later');
  const planner = async (number: number) => (await asked(page, `/plan-versions/${number}/submit`, {})).status;
  expect(await planner(first)).toBe(201);
  const boss = await openPage(browser);
  await signIn(boss, desk, 'supervisor', '/versions');
  await boss.getByRole('heading', { level: 1 }).waitFor();
  await published(boss, first);

  // Opened anew, the board says what overtook the changes that were begun.
  await page.goto(`${desk.url}/board?version=1`);
  await page
    .getByText(`Version ${first} was published since version 1 was made: a draft of it goes no further by now.`)
    .waitFor();
  await picture(page, 'boardagain-reloaded');
  expect(await planner(second)).toBe(409);
  await page.goto(`${desk.url}/versions/${second}`);
  await page.getByText(/Maybe do its changes again on the published version/).waitFor();
  await picture(page, 'boardagain-refused');
  await page.getByRole('link', { name: 'Do them again on the published version' }).click();
  const came = page.getByRole('region', { name: 'Done again' });
  await came.getByText(`3 changes by hand of version ${second}: 2 are done again, 1 stands so already.`).waitFor();
  await came.getByText(/moved: it stands so already\./).waitFor();
  expect(page.url()).toContain(`version=${first}`);
  await strip.getByText('2 changes, undone one by one').waitFor();
  await picture(page, 'boardagain');
  await page.setViewportSize(phone);
  await picture(page, 'boardagain-phone');
  await page.emulateMedia({ colorScheme: 'dark' });
  await picture(page, 'boardagain-phone-dark');
  await page.emulateMedia({ colorScheme: 'light' });
  await page.setViewportSize(desktop);

  // Each is a step of undo; opened once more, what was undone is done again.
  await page.keyboard.press('Control+z');
  await strip.getByText('2 changes, undone one by one').waitFor({ state: 'detached' });
  await strip.getByRole('button', { name: 'Undo', exact: true }).click();
  await strip.waitFor({ state: 'detached' });
  await page.goto(`${desk.url}/board?again=${second}`);
  await strip.getByText('2 changes, undone one by one').waitFor();
  await strip.getByRole('button', { name: 'Keep as draft' }).click();
  const why = page.getByRole('dialog').getByRole('textbox', { name: 'Why' });
  expect(await why.inputValue()).toBe('The paint comes a day later');
  // While it is being kept nothing more can be said: it would not go along.
  let answered = (): void => {};
  const held = new Promise<void>((done) => (answered = done));
  await page.route('**/api/v1/board/drafts*', async (route) => {
    await held;
    await route.continue();
  });
  await page.getByRole('dialog').getByRole('button', { name: 'Keep as draft' }).click();
  await expect.poll(() => why.isEditable()).toBe(false);
  answered();
  await page.getByText(/moved by hand\./).waitFor();
  await page.unroute('**/api/v1/board/drafts*');
  await came.waitFor({ state: 'detached' });
  const kept = Number(new URL(page.url()).searchParams.get('version'));
  expect(kept).toBeGreaterThan(second);
  expect(await planner(kept)).toBe(201);
  await published(boss, kept);

  // On a shared PC the next person neither sees them nor drops them. Who is not signed in is told so in the log, too.
  expect(faults).toEqual([]);
  await page.context().clearCookies();
  // By its number: the plan made after the publication may stand by then.
  await signIn(page, desk, 'supervisor', `/board?version=${kept}`);
  await page.getByRole('img', { name: /operations in \d+ rows/ }).waitFor();
  await page.getByText('The floor works to it.').waitFor();
  expect(await page.getByRole('link', { name: '1 change by hand, not kept' }).count()).toBe(0);
  await page.context().clearCookies();
  await signIn(page, desk, 'planner', '/board');
  const later = faultsOf(page);

  // What was never kept is found where the board is opened next, and done again likewise.
  await page.getByRole('link', { name: '1 change by hand, not kept' }).waitFor();
  await picture(page, 'boardagain-unkept');
  await page.getByRole('link', { name: 'Do them again on the published version' }).click();
  await came.getByText('1 change by hand of version 1 is done again.').waitFor();
  await strip.getByText(/moved$/).waitFor();
  expect(page.url()).toContain(`version=${kept}`);

  // What was changed since, while that stands unkept, is taken along.
  const me = (await (await page.request.get(`${desk.url}/api/v1/me`)).json()) as { user: { id: string } };
  await page.evaluate(
    ([name, text]) => localStorage.setItem(name!, text!),
    [`hotlist:hand:${me.user.id}:BIKE:1`, JSON.stringify([[{ ...third!, start: third!.start + 86_400 }]])],
  );
  await page.goto(`${desk.url}/board?again=1`);
  await came.getByText('2 changes by hand of version 1 are done again.').waitFor();
  await strip.getByText('2 changes, undone one by one').waitFor();
  expect(later).toEqual([]);
});
