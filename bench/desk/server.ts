/** A desk to be measured: the built server through `run.mjs` on a data folder of its own. */
import { spawn } from 'node:child_process';
import { randomUUID } from 'node:crypto';
import { chmodSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';
import { hashToken } from '../../desk/src/duties/users/secrets.store.ts';
import { createUser } from '../../desk/src/duties/users/users.store.ts';
import type { Role } from '../../desk/src/house/permission.ts';
import { type Database, openTables } from '../../desk/src/server/database/database.ts';
import { openDatabase } from '../../desk/src/server/database/launch.ts';
import { freePort } from '../../desk/src/server/database/port.ts';
import { stamp } from '../../desk/src/server/http.ts';

export const root = fileURLToPath(new URL('../..', import.meta.url));
export const password = 'measured every day';

export interface MeasuredDesk {
  readonly url: string;
  /** From the start of the command to the first page served, in seconds. */
  readonly startSeconds: number;
  readonly stop: () => Promise<void>;
}

export function dataFolder(): string {
  const data = mkdtempSync(join(tmpdir(), 'hotlist-bench-'));
  chmodSync(data, 0o755);
  return data;
}

export const clear = (data: string): void => rmSync(data, { recursive: true, force: true });

export async function startDesk(data: string, demo: 'none' | 'bicycle'): Promise<MeasuredDesk> {
  const port = await freePort(0);
  const url = `http://127.0.0.1:${port}`;
  const began = performance.now();
  const child = spawn(process.execPath, [join(root, 'run.mjs'), '--demo', demo], {
    env: { ...process.env, HOTLIST_DATA: data, PORT: String(port), HOTLIST_DEMO_PASSWORD: password },
    stdio: 'ignore',
  });
  const gone = new Promise((resolve) => child.once('exit', resolve));
  const stop = async (): Promise<void> => {
    child.kill('SIGTERM');
    await gone;
  };
  for (;;) {
    const answer = await fetch(url).catch(() => undefined);
    if (answer?.ok) break;
    if (child.exitCode !== null) throw new Error(`run.mjs ended with ${child.exitCode}`);
    if (performance.now() - began > 180_000) throw new Error('no page after three minutes');
    await sleep(20);
  }
  return { url, startSeconds: (performance.now() - began) / 1000, stop };
}

/** Until the example company is in and its first plan stands: pages are served before that. */
export async function settled(url: string): Promise<void> {
  const headers = { 'content-type': 'application/json', origin: url };
  const body = JSON.stringify({ email: 'planner@example.com', password });
  let cookie: string | undefined;
  for (const end = performance.now() + 180_000; performance.now() < end; await sleep(250)) {
    // Signed in once: by password that is allowed twenty times a minute.
    if (cookie === undefined) {
      const signed = await fetch(`${url}/api/auth/sign-in/email`, { method: 'POST', headers, body });
      cookie = signed.ok ? signed.headers.get('set-cookie')?.split(';')[0] : undefined;
      continue;
    }
    const state = await fetch(`${url}/api/v1/plan-state`, { headers: { cookie } });
    if (state.ok && ((await state.json()) as { version: unknown }).version !== null) return;
  }
  throw new Error('no plan after three minutes');
}

/** The tables of a running desk, a token of its planner, and tokens of new people with roles. */
export async function insideOf(data: string): Promise<{
  db: Database;
  token: string;
  newcomer: (...roles: readonly Role[]) => Promise<string>;
  close: () => Promise<void>;
}> {
  const opened = await openDatabase({ data });
  const db = openTables(opened.url, 2);
  const planner = await db
    .selectFrom('user')
    .select('id')
    .where('email', '=', 'planner@example.com')
    .executeTakeFirstOrThrow();
  return {
    db,
    token: await tokenOf(db, () => Promise.resolve(planner.id)),
    newcomer: (...roles) =>
      tokenOf(db, (tx) =>
        createUser(tx, {
          name: roles.join(' '),
          email: `${randomUUID()}@example.com`,
          password: randomUUID(),
          grants: roles.map((role) => ({ site: 'BIKE', role })),
        }),
      ),
    close: async () => {
      await db.destroy();
      await opened.stop();
    },
  };
}

async function tokenOf(db: Database, whose: (tx: Parameters<typeof stamp>[0]) => Promise<string>): Promise<string> {
  const token = `bench-${randomUUID()}`;
  await db.transaction().execute(async (tx) => {
    await stamp(tx, { name: 'bench', email: '', via: 'cli' }, 'BIKE');
    const kept = {
      user_id: await whose(tx),
      name: 'bench',
      hash: hashToken(token),
      scopes: ['read', 'write'],
      expires_at: null,
      last_used_at: null,
      revoked_at: null,
    };
    await tx.insertInto('tokens').values(kept).execute();
  });
  return token;
}
