import type { Browser, Locator, Page } from 'playwright-core';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { openBrowser, openPage, phone, type RunningDesk } from './browser.ts';
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

const stripOf = (page: Page): Locator => page.getByRole('region', { name: 'What your changes do' });

/** Presses a key, reads what was done in the strip, and takes it back. */
async function doneAndUndone(page: Page, keys: string, said: RegExp, form?: () => Promise<void>): Promise<void> {
  const strip = stripOf(page);
  await page.keyboard.press(keys);
  await form?.();
  await page.getByRole('dialog').waitFor({ state: 'detached' });
  await strip.getByText(said).waitFor();
  await page.keyboard.press('Control+z');
  await strip.waitFor({ state: 'detached' });
}

test('with the keyboard alone a planner tries every act on the board, takes each back, and keeps some as a draft', async () => {
  const page = await openPage(browser);
  await signIn(page, desk, 'planner', '/board?search=planned&rows=machines');
  const faults = faultsOf(page);
  await page.getByRole('img', { name: /operations in \d+ rows/ }).waitFor();
  await page.keyboard.press('F3');
  await page.locator('[aria-live="polite"]').filter({ hasText: 'planned' }).first().waitFor();
  await picture(page, 'boardhand-picked');

  await doneAndUndone(page, 'l', /locked$/);
  // Locked and let go again it is as it was, there is nothing to keep; each is undone by itself still.
  await page.keyboard.press('l');
  await page.getByRole('button', { name: 'Unlock', exact: true }).waitFor();
  await page.keyboard.press('l');
  await stripOf(page).getByText('All is as it was: there is nothing to keep.').waitFor();
  const keeping = stripOf(page).getByRole('button', { name: 'Keep as draft' });
  expect([await keeping.count(), await page.getByText(/by hand, not kept/).count()]).toEqual([0, 0]);
  await picture(page, 'boardhand-as-it-was');
  await page.keyboard.press('Control+z');
  await stripOf(page)
    .getByText(/ locked$/)
    .waitFor();
  await keeping.waitFor();
  await page.keyboard.press('Control+z');
  await stripOf(page).waitFor({ state: 'detached' });
  await doneAndUndone(page, 'f', /pulled forward$/);
  // Two are picked: the first is kept, the arrow goes on to its neighbour.
  await page.keyboard.press('s');
  await stripOf(page)
    .getByText(/Two operations change places, and one is picked/)
    .waitFor();
  await page.keyboard.press(' ');
  await page.keyboard.press('ArrowRight');
  await page.getByText('2 picked, the last:').first().waitFor();
  await doneAndUndone(page, 's', /swapped$/);
  await doneAndUndone(page, 'l', /2 operations locked$/);
  await page.keyboard.press('Escape');
  await page.keyboard.press('/');
  await page.getByRole('searchbox', { name: 'Search the board' }).fill('planned');
  await page.getByText(/^1 of \d+$/).waitFor();
  await page.keyboard.press('Enter');

  const dialog = page.getByRole('dialog');
  const fill = async (field: string, text: string): Promise<void> => {
    await dialog.getByRole('textbox', { name: field }).fill(text);
  };
  await doneAndUndone(page, 'q', /resized$/, async () => {
    await fill('Quantity', '0.25');
    await page.keyboard.press('Enter');
    await dialog.getByText(/It is counted in steps of 1/).waitFor();
    await fill('Quantity', '1');
    await picture(page, 'boardhand-resize');
    await page.keyboard.press('Enter');
  });
  await doneAndUndone(page, 'x', /split$/, async () => {
    await fill('Stays in this order', '9999');
    await page.keyboard.press('Enter');
    await dialog.getByText(/some of it must stay.*Maybe another quantity/).waitFor();
    await fill('Stays in this order', '1');
    await page.keyboard.press('Enter');
  });
  await doneAndUndone(page, 'd', /down$/, async () => {
    await dialog.getByRole('textbox', { name: 'Until' }).waitFor();
    await picture(page, 'boardhand-downtime');
    await dialog.getByRole('textbox', { name: 'Until' }).press('Enter');
  });
  await page.keyboard.press('o');
  await fill('From', '1 nov 2020 18:00');
  await fill('Until', '1 nov 2020 20:00');
  await page.keyboard.press('Enter');
  await dialog.getByText(/and now it is .* Maybe a later end/).waitFor();
  await page.keyboard.press('Escape');
  await dialog.waitFor({ state: 'detached' });
  await doneAndUndone(page, 'o', /in overtime$/, async () => {
    await dialog.getByRole('textbox', { name: 'Until' }).press('Enter');
  });

  // Pushed on and on it is one change. Later, for earlier might be before now, which is not kept.
  const strip = stripOf(page);
  for (let presses = 1; presses <= 3; presses += 1) {
    await page.keyboard.press('Alt+ArrowRight');
    await strip.getByText(/^[^,]* moved$/).waitFor();
  }
  await page.keyboard.press('x');
  await fill('Stays in this order', '1');
  await page.keyboard.press('Enter');
  await strip.getByText(/split$/).waitFor();
  await picture(page, 'boardhand-strip');
  await page.setViewportSize(phone);
  await picture(page, 'boardhand-phone');
  await page.setViewportSize({ width: 1440, height: 900 });
  await strip.getByRole('button', { name: 'Keep as draft' }).focus();
  await page.keyboard.press('Enter');
  await page.getByRole('dialog').getByRole('textbox', { name: 'Why' }).fill('Half of it goes first');
  await page.keyboard.press('Enter');
  await page.getByText(/moved by hand\./).waitFor();
  await picture(page, 'boardhand-draft');
  expect(await page.getByText(/Half of it goes first/).count()).toBe(1);
  expect(faults).toEqual([]);
});

test('a bar pushed again before the engine has answered goes on from where it was put, as one change, and the last answer stands', async () => {
  const page = await openPage(browser);
  // The engine hears nothing while it is held.
  await page.addInitScript(() => {
    const tell = Worker.prototype.postMessage;
    const held: (() => void)[] = [];
    const hold = { on: false };
    Worker.prototype.postMessage = function (this: Worker, ...told: unknown[]) {
      const go = () => Reflect.apply(tell, this, told);
      if (hold.on) held.push(go);
      else go();
    };
    Object.assign(window, {
      holdEngine: (on: boolean) => {
        hold.on = on;
        if (!on) for (const go of held.splice(0)) go();
      },
    });
  });
  const hold = (on: boolean): Promise<void> =>
    page.evaluate((held) => (window as unknown as { holdEngine(on: boolean): void }).holdEngine(held), on);
  await signIn(page, desk, 'planner', '/board?search=planned&rows=machines');
  const faults = faultsOf(page);
  await page.getByRole('img', { name: /operations in \d+ rows/ }).waitFor();
  await page.keyboard.press('F3');
  const heard = page.locator('p[aria-live="polite"]').filter({ hasText: 'planned' });
  await heard.waitFor();
  const strip = stripOf(page);
  const stood = await heard.innerText();
  let before = stood;
  for (let presses = 1; presses <= 3; presses += 1) {
    await page.keyboard.press('Alt+ArrowRight');
    await expect.poll(() => heard.innerText()).not.toBe(before);
    before = await heard.innerText();
  }
  const thrice = before;
  await page.keyboard.press('Control+z');
  await strip.waitFor({ state: 'detached' });
  expect(await heard.innerText()).toBe(stood);

  await hold(true);
  for (let presses = 1; presses <= 3; presses += 1) await page.keyboard.press('Alt+ArrowRight');
  expect(await heard.innerText()).toBe(stood);
  await hold(false);
  await expect.poll(() => heard.innerText()).toBe(thrice);
  await strip.getByText(/^[^,]* moved$/).waitFor();
  await page.keyboard.press('Control+z');
  await strip.waitFor({ state: 'detached' });
  expect(faults).toEqual([]);
});

test('a version whose inputs changed is not moved by hand: it is said why, and once the next one stands the way leads there', async () => {
  const page = await openPage(browser);
  await signIn(page, desk, 'planner', '/board');
  await page.getByRole('img', { name: /operations in \d+ rows/ }).waitFor();
  const { number } = (
    (await (await page.request.get(`${desk.url}/api/v1/board`)).json()) as { version: { number: number } }
  ).version;
  const sent = (method: string, path: string, body: object, match?: string): Promise<number> =>
    page.evaluate(
      async ([how, address, text, version]) => {
        const headers = { 'content-type': 'application/json', 'idempotency-key': crypto.randomUUID() };
        const matched = version ? { ...headers, 'if-match': version } : headers;
        return (await fetch(`/api/v1${address}`, { method: how!, headers: matched, body: text! })).status;
      },
      [method, path, JSON.stringify(body), match],
    );
  const [line] = (
    (await (await page.request.get(`${desk.url}/api/v1/customer-lines?filter=state:eq:open&limit=1`)).json()) as {
      rows: readonly { id: number; version: number; priority: number }[];
    }
  ).rows;
  const changed = { priority: line!.priority + 1 };
  expect(await sent('PATCH', `/customer-lines/${line!.id}`, changed, `"${line!.version}"`)).toBe(200);

  await page.goto(`${desk.url}/board?version=${number}&search=planned&rows=machines`);
  await page.getByRole('img', { name: /operations in \d+ rows/ }).waitFor();
  await page.keyboard.press('F3');
  const refusal = page.getByRole('alert').filter({ hasText: `ersion ${number}` });
  await refusal.getByText(/Maybe plan again, then move it/).waitFor();
  expect(await sent('POST', '/planning-runs', {})).toBe(202);
  await refusal.getByRole('link', { name: 'Show it' }).waitFor({ timeout: 120_000 });
  await refusal.getByText(/Maybe move it there\./).waitFor();
  await picture(page, 'boardhand-next-version');
  await refusal.getByRole('link', { name: 'Show it' }).click();
  await page.waitForURL((url) => Number(url.searchParams.get('version')) > number);
  await refusal.waitFor({ state: 'detached' });
});
