/** A desk that plans a whole plant: 1,200 orders, about 10,000 operations. */
import { execFileSync } from 'node:child_process';
import { rmSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import type { Browser, Page } from 'playwright-core';
import { desktop, openPage } from '../../e2e/browser.ts';
import { password, root } from '../desk/server.ts';
import { companyFolder } from './company.ts';

/** Takes the plant in beside what the desk has; the next plan is of both. */
export function takePlant(data: string, orders: number): void {
  const folder = companyFolder(orders, Date.now());
  try {
    execFileSync(process.execPath, [join(root, 'desk/dist/cli/main.js'), 'import', folder, '--data', data], {
      stdio: ['ignore', 'ignore', 'inherit'],
    });
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

/** A window of one of the example's people, signed in. */
export async function windowOf(browser: Browser, url: string, person: string): Promise<Page> {
  const page = await openPage(browser, { viewport: desktop });
  const answer = await page.request.post(`${url}/api/auth/sign-in/email`, {
    data: { email: `${person}@example.com`, password },
    headers: { origin: url },
  });
  if (!answer.ok()) throw new Error(`${person}: ${answer.status()} ${await answer.text()}`);
  return page;
}

/** Asks the API as the person of this window; what is refused ends the bench. */
export async function post(page: Page, url: string, path: string, data: object = {}): Promise<unknown> {
  const answer = await page.request.post(`${url}/api/v1${path}`, {
    data,
    headers: { origin: url, 'idempotency-key': crypto.randomUUID() },
    timeout: 120_000,
  });
  if (!answer.ok()) throw new Error(`${path}: ${answer.status()} ${await answer.text()}`);
  return await answer.json();
}

interface Stands {
  readonly version: { readonly number: number } | null;
  readonly run: unknown;
}
const standing = async (page: Page, url: string): Promise<Stands> =>
  (await (await page.request.get(`${url}/api/v1/plan-state`)).json()) as Stands;

/** The number of a version that is made now, once nothing runs any more. */
export async function planned(page: Page, url: string): Promise<number> {
  const before = (await standing(page, url)).version?.number ?? 0;
  await post(page, url, '/planning-runs');
  for (const end = performance.now() + 300_000; performance.now() < end; await sleep(500)) {
    const { version, run } = await standing(page, url);
    if (version && version.number > before && run === null) return version.number;
  }
  throw new Error('no plan after five minutes');
}
