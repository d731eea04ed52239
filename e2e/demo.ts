/** The bicycle plant with its people, as the stories meet it. */
import type { Locator, Page } from 'playwright-core';
import { expect, vi } from 'vitest';
import { present, wallClock } from '../desk/src/house/clock.ts';
import { openTables } from '../desk/src/server/database/database.ts';
import { sharedTemplate } from '../desk/src/server/database/test-database.ts';
import { patience, type RunningDesk, startDesk } from './browser.ts';

export const password = 'tulip anvil ferry';

/** The demo's people by what they do: the name before the @. */
export type Person =
  | 'planner'
  | 'expediter'
  | 'buyer'
  | 'supervisor'
  | 'operator'
  | 'inspector'
  | 'storekeeper'
  | 'viewer'
  | 'admin';

/**
 * The demo, ready to be signed in to, and its first plan stands: each is a copy of what the product filled in and
 * planned once in this run of the tests (once more after midnight: its orders are due from the day on).
 */
export async function startDemo(
  product?: string,
  settings: Readonly<Record<string, string>> = {},
): Promise<RunningDesk> {
  const day = wallClock('Europe/Berlin', present()).slice(0, 10);
  const template = await sharedTemplate(`hotlist_demo_${day.replaceAll('-', '_')}`, filledAndPlanned);
  return startDesk({ template, environment: settings, ...(product ? { product } : {}) });
}

async function filledAndPlanned() {
  const desk = await startDesk({ demo: 'bicycle', environment: { HOTLIST_DEMO_PASSWORD: password } });
  const db = openTables(desk.databaseUrl, 1);
  const states = () => db.selectFrom('plan_runs').select('state').execute();
  await vi.waitUntil(async () => (await states()).some(({ state }) => state === 'done'), { timeout: patience });
  await db.destroy();
  await desk.halt();
  return { url: desk.databaseUrl, close: desk.stop };
}

/** Comes to `path` by the sign-in, as somebody who was sent the link. */
export const signIn = (page: Page, desk: RunningDesk, who: Person, path = '/'): Promise<void> =>
  signInAs(page, desk, who, path);

/** The same of anybody who has the demo's password. */
export async function signInAs(page: Page, desk: RunningDesk, who: string, path: string): Promise<void> {
  await page.goto(`${desk.url}${path}`);
  await signInHere(page, who);
}

/** Comes to `path` signed in, as who was here before, for two thirds of what it costs a window by the sign-in's own page. */
export async function visitAs(page: Page, desk: RunningDesk, who: string, path: string): Promise<void> {
  await enter(page, desk, who);
  await page.goto(`${desk.url}${path}`);
  await page.locator('#root > *').first().waitFor({ state: 'attached' });
}

/** Signs in without a page: one that stands open draws anew whatever is asked meanwhile. */
export async function enter({ request }: Pick<Page, 'request'>, desk: RunningDesk, who: string): Promise<void> {
  const answer = await request.post(`${desk.url}/api/auth/sign-in/email`, {
    headers: { origin: desk.url },
    data: { email: `${who}@example.com`, password },
  });
  expect(answer.status(), `${who} signs in: ${await answer.text()}`).toBe(200);
}

/** On the page that asks who is there. */
export async function signInHere(page: Page, who: string): Promise<void> {
  await page.getByRole('textbox', { name: 'E-mail' }).fill(`${who}@example.com`);
  await page.getByRole('textbox', { name: 'Password' }).fill(password);
  await page.getByRole('button', { name: 'Sign in', exact: true }).click();
  await page.getByRole('heading', { level: 1, name: 'Sign in' }).waitFor({ state: 'detached' });
}

/** All that the browser complains of from now on, as it does; a question or refusal of the desk's (409, 422) is no fault. */
export function faultsOf(page: Page): string[] {
  const faults: string[] = [];
  page.on('console', (message) => {
    if (message.type() === 'error' && !/status of (409|422)/.test(message.text()))
      faults.push(`${message.text()} ${message.location().url}`);
  });
  page.on('pageerror', (error) => faults.push(error.message));
  return faults;
}

/** Pictures for those who want to look; nowhere unless HOTLIST_PICTURES names a folder. */
export async function picture(page: Page, name: string): Promise<void> {
  const folder = process.env.HOTLIST_PICTURES;
  if (folder) await page.screenshot({ path: `${folder}/${name}.png` });
}

/** As a scanner at the PC: a burst of keys, ended by Enter. In the page, and each at its millisecond, because a busy machine would tear it apart. */
export async function scan(page: Page, text: string): Promise<void> {
  await page.evaluate(
    (keys) => {
      const target = document.activeElement ?? document.body;
      const begin = performance.now();
      for (const [place, key] of keys.entries()) {
        const press = new KeyboardEvent('keydown', { key, bubbles: true, cancelable: true });
        Object.defineProperty(press, 'timeStamp', { value: begin + place });
        target.dispatchEvent(press);
      }
    },
    [...text, 'Enter'],
  );
}

/** Publishes by the door of that name, which asks before it does. */
export async function publishBy(at: Page | Locator, door: string): Promise<void> {
  await at.getByRole('button', { name: door, exact: true }).click();
  await at
    .getByRole('alertdialog')
    .getByRole('button', { name: /^Publish version \d+ now$/ })
    .click();
}
