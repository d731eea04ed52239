/** A plant of a story's own, with nothing in it but people; its clock stands at `plantNow`. */
import type { APIRequestContext, Browser, Page } from 'playwright-core';
import { expect, vi } from 'vitest';
import { createUser } from '../desk/src/duties/users/users.store.ts';
import type { Role } from '../desk/src/house/permission.ts';
import { type Database, openTables } from '../desk/src/server/database/database.ts';
import { stamp } from '../desk/src/server/http.ts';
import { holdTable, makeSite } from '../desk/src/server/test-app.ts';
import { patience, type RunningDesk, startDesk } from './browser.ts';
import { enter, password } from './demo.ts';

interface Answer {
  readonly rows: readonly {
    readonly id: number;
    readonly version: number;
    readonly number: number;
    readonly state: string;
  }[];
  /** Of what is read by itself. */
  readonly version?: number;
}
/** Asks as who is signed in at a page. */
export type Ask = (method: string, path: string, data?: object, version?: number) => Promise<Answer>;

export interface Plant {
  readonly desk: RunningDesk;
  readonly db: Database;
  stop(): Promise<void>;
}

/** People by the name before the @, each with a role; all have the demo's password. */
export async function startPlant(
  people: Readonly<Record<string, Role>>,
  settings: Readonly<Record<string, string>> = {},
): Promise<Plant> {
  const desk = await startDesk({ environment: settings });
  const db = openTables(desk.databaseUrl, 2);
  await makeSite(db, 'PLANT');
  await db.transaction().execute(async (tx) => {
    await stamp(tx, { name: 'test', email: '', via: 'cli' }, 'PLANT');
    for (const [name, role] of Object.entries(people))
      await createUser(tx, { name, email: `${name}@example.com`, password, grants: [{ site: 'PLANT', role }] });
  });
  return {
    desk,
    db,
    stop: async () => {
      await db.destroy();
      await desk.stop();
    },
  };
}

export const askAs = (page: Page, desk: RunningDesk): Ask => askBy(page.request, desk);

/** Asks as somebody of whom the story needs no page. */
export async function askWithoutPage(browser: Browser, desk: RunningDesk, who: string): Promise<Ask> {
  const person = await browser.newContext();
  await enter(person, desk, who);
  return askBy(person.request, desk);
}

const askBy =
  (request: APIRequestContext, desk: RunningDesk): Ask =>
  async (method, path, data, version) => {
    const answer = await request.fetch(`${desk.url}/api/v1${path}`, {
      method,
      headers: {
        origin: desk.url,
        'idempotency-key': crypto.randomUUID(),
        ...(version === undefined ? {} : { 'if-match': `"${version}"` }),
      },
      ...(data ? { data } : {}),
    });
    expect(answer.status(), `${method} ${path}: ${await answer.text()}`).toBeLessThan(300);
    return (await answer.json()) as Answer;
  };

/** Sets some of what a site approves by, having read the rest. */
export const setApproval = async (ask: Ask, more: object): Promise<Answer> =>
  ask('PUT', '/approval-settings', more, Number((await ask('GET', '/approval-settings')).version));

/** Until no run waits or works. */
export const idle = (ask: Ask): Promise<unknown> =>
  vi.waitUntil(
    async () => {
      const { rows } = await ask('GET', '/planning-runs');
      return rows.every(({ state }) => state !== 'waiting' && state !== 'running');
    },
    { timeout: patience, interval: 300 },
  );

/** The number of the version that it made. */
export async function plan(ask: Ask): Promise<number> {
  await ask('POST', '/planning-runs', {});
  await idle(ask);
  return (await ask('GET', '/plan-versions?limit=1')).rows[0]!.number;
}

/** A run that is asked for from now on ends when the answer is called: no version is kept before. */
export function holdPlanner({ db }: Plant): Promise<() => Promise<void>> {
  return holdTable(db, 'plan_versions');
}
