import { spawn } from 'node:child_process';
import { chmodSync, existsSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';
import { type Browser, type BrowserContextOptions, chromium, type Page } from 'playwright-core';
import { freePort } from '../desk/src/server/database/port.ts';
import { testDatabase } from '../desk/src/server/database/test-database.ts';
import { installedBrowser } from '../setup/browser.mjs';

/**
 * What Playwright switches off; what the browser would draw for its own address bar, which nobody sees: two pages more a
 * window, and three quarters of what opening one costs; and the process that it keeps ready for a next page. Of two lists
 * of features a browser takes the last, so this one holds all.
 */
const off = [
  'AvoidUnnecessaryBeforeUnloadCheckSync',
  'DestroyProfileOnBrowserClose',
  'HttpsUpgrades',
  'HttpsFirstBalancedModeAutoEnable',
  'LensOverlay',
  'MediaRouter',
  'PaintHolding',
  'ThirdPartyStoragePartitioning',
  'AvoidCorsURLLoaderRestartOnRedirect',
  'OptimizationHints',
  'NetworkTimeServiceQuerying',
  'AimEnabled',
  'PreconnectToSearch',
  'WebUIOmniboxPopup',
  'WebUIOmniboxAimPopup',
  'WebUIOmniboxFullPopup',
  'SpareRendererForSitePerProcess',
];

const flags = [
  `--disable-features=${off.join()}`,
  '--headless',
  '--no-sandbox',
  '--disable-gpu',
  '--disable-quic',
  '--no-first-run',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
];

/** As long as a busy machine may need for one thing, a plan too, in milliseconds; who waits for nothing waits not a second of it. */
export const patience = 120_000;

export const desktop = { width: 1440, height: 900 };
export const phone = { width: 390, height: 844 };

/** Those that are open. */
export const browsers = new Set<Browser>();

/**
 * A browser with a folder of its own; `close()` ends it and clears the folder.
 *
 * Throws, saying what to install, where there is no browser (`./run test` sees to one).
 */
export async function openBrowser(more: readonly string[] = []): Promise<Browser> {
  const executablePath = installedBrowser() ?? chromium.executablePath();
  if (!existsSync(executablePath))
    throw new Error('No browser found. Maybe install Chromium, Chrome or Edge, or name one in CHROMIUM_PATH.');
  const browser = await chromium.launch({ executablePath, args: [...flags, ...more] });
  browsers.add(browser);
  browser.once('disconnected', () => browsers.delete(browser));
  return browser;
}

/** One person's window, with cookies of its own; a phone's when asked for. */
export async function openPage(browser: Browser, options: BrowserContextOptions = {}): Promise<Page> {
  const context = await browser.newContext({
    viewport: desktop,
    locale: 'en-GB',
    timezoneId: 'Europe/Berlin',
    // Nothing slides or fades: a page stands as soon as it is there.
    reducedMotion: 'reduce',
    ...options,
  });
  const page = await context.newPage();
  page.setDefaultTimeout(patience);
  return page;
}

export interface RunningDesk {
  readonly url: string;
  readonly databaseUrl: string;
  readonly data: string;
  /** All that the server has printed. */
  output(): string;
  /** Stops the server alone; its data stay. Returns its exit code. */
  halt(): Promise<number | null>;
  /** Stops the server and starts it anew, on the same port and data. */
  restart(): Promise<void>;
  /** Kills the server in the middle of what it does. */
  kill(): Promise<void>;
  /** Stops the server as a person would, and clears what it left. Returns its exit code. */
  stop(): Promise<number | null>;
}

export interface DeskOptions {
  /** Which example company the empty database is filled with. */
  readonly demo?: 'none' | 'bicycle' | 'wholesale' | 'studio';
  readonly environment?: Readonly<Record<string, string>>;
  /** The folder of the built product; the repository's own unless named. */
  readonly product?: string;
  /** The database it starts on is a copy of this one; an empty one unless named. */
  readonly template?: string;
}

export const productHere = fileURLToPath(new URL('../desk', import.meta.url));

/** The built server on a database of its own and a free port; ready when it says so at /readyz. */
export async function startDesk({
  demo = 'none',
  environment = {},
  product = productHere,
  template,
}: DeskOptions = {}): Promise<RunningDesk> {
  const database = await testDatabase(template);
  const data = mkdtempSync(join(tmpdir(), 'hotlist-desk-'));
  chmodSync(data, 0o755);
  const url = `http://127.0.0.1:${await freePort(0)}`;
  const said: string[] = [];
  const run = () => {
    const main = join(product, 'dist/server/main.js');
    const child = spawn(process.execPath, ['--enable-source-maps', main, '--demo', demo, '--data', data], {
      env: { ...process.env, DATABASE_URL: database.url, PORT: new URL(url).port, ...environment },
      stdio: ['ignore', 'pipe', 'pipe'],
    });
    for (const stream of [child.stdout, child.stderr]) stream.on('data', (part: Buffer) => said.push(part.toString()));
    return { child, gone: new Promise<number | null>((resolve) => child.once('exit', resolve)) };
  };
  let server = run();
  const halt = async () => {
    server.child.kill('SIGTERM');
    const late = setTimeout(() => server.child.kill('SIGKILL'), 15_000);
    const code = await server.gone;
    clearTimeout(late);
    return code;
  };
  const stop = async () => {
    const code = await halt();
    await database.close();
    rmSync(data, { recursive: true, force: true });
    return code;
  };
  const ready = async () => {
    try {
      await untilReady(url, () => server.child.exitCode, patience);
    } catch (error) {
      await stop();
      throw new Error(`The server did not get ready: ${String(error)}\n${said.join('')}`, { cause: error });
    }
  };
  const restart = async () => {
    await halt();
    server = run();
    await ready();
  };
  const kill = async () => {
    server.child.kill('SIGKILL');
    await server.gone;
  };
  await ready();
  return { url, databaseUrl: database.url, data, output: () => said.join(''), halt, restart, kill, stop };
}

async function untilReady(url: string, exitCode: () => number | null, patience: number): Promise<void> {
  const end = Date.now() + patience;
  for (;;) {
    const code = exitCode();
    if (code !== null) throw new Error(`it ended with ${code}`);
    const answer = await fetch(`${url}/readyz`).catch((error: unknown) => String(error));
    if (typeof answer !== 'string' && answer.ok) return;
    if (Date.now() > end) throw new Error(typeof answer === 'string' ? answer : `/readyz answers ${answer.status}`);
    await sleep(50);
  }
}
