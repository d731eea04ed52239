import { spawnSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import { delimiter, join } from 'node:path';
import { say } from './say.mjs';

const names = [
  'chromium',
  'chromium-browser',
  'google-chrome',
  'google-chrome-stable',
  'chrome',
  'microsoft-edge',
  'microsoft-edge-stable',
];

/** @returns {string[]} where browsers that Playwright can drive usually lie, the wanted one first */
function places() {
  const programs = [process.env.ProgramFiles, process.env['ProgramFiles(x86)'], process.env.LOCALAPPDATA].filter(
    (folder) => folder !== undefined,
  );
  return [
    ...(process.env.CHROMIUM_PATH ? [process.env.CHROMIUM_PATH] : []),
    ...(process.env.PATH ?? '').split(delimiter).flatMap((folder) => names.map((name) => join(folder, name))),
    '/Applications/Chromium.app/Contents/MacOS/Chromium',
    '/Applications/Google Chrome.app/Contents/MacOS/Google Chrome',
    '/Applications/Microsoft Edge.app/Contents/MacOS/Microsoft Edge',
    ...programs.map((folder) => join(folder, 'Google', 'Chrome', 'Application', 'chrome.exe')),
    ...programs.map((folder) => join(folder, 'Microsoft', 'Edge', 'Application', 'msedge.exe')),
  ];
}

/** @returns {string | undefined} an installed Chromium, Chrome or Edge */
export function installedBrowser() {
  return places().find((path) => existsSync(path));
}

/** @returns {Promise<string | undefined>} the browser Playwright has downloaded, if it starts on this machine */
async function playwrightBrowser() {
  const { chromium } = await import('playwright-core');
  const path = chromium.executablePath();
  if (!path || !existsSync(path)) return undefined;
  return spawnSync(path, ['--version'], { timeout: 20_000, stdio: 'ignore' }).status === 0 ? path : undefined;
}

/**
 * A browser for the tests: an installed one, else Playwright's, else the system's package where we may install it.
 *
 * @param {string} root
 * @returns {Promise<string | undefined>} undefined, after saying what to install, when there is none to be had
 */
export async function ensureBrowser(root) {
  const there = installedBrowser() ?? (await playwrightBrowser());
  if (there) return there;

  say("No browser found; fetching Playwright's");
  quietly(
    process.execPath,
    [join(root, 'node_modules/playwright-core/cli.js'), 'install', '--no-shell', 'chromium'],
    300_000,
  );
  const fetched = await playwrightBrowser();
  if (fetched) return fetched;

  if (process.getuid?.() === 0 && existsSync('/etc/debian_version')) {
    say('Installing the system package chromium');
    quietly('apt-get', ['update', '-q'], 300_000);
    quietly('apt-get', ['install', '-y', '-q', '--no-install-recommends', 'chromium'], 600_000);
    const installed = installedBrowser();
    if (installed) return installed;
  }
  say('No browser for the tests in e2e/. Maybe install Chromium, Chrome or Edge, or name one in CHROMIUM_PATH.');
  return undefined;
}

/**
 * Shows what the command says only when it fails.
 *
 * @param {string} command
 * @param {readonly string[]} args
 * @param {number} timeout in milliseconds
 */
function quietly(command, args, timeout) {
  const env = { ...process.env, DEBIAN_FRONTEND: 'noninteractive', PLAYWRIGHT_DOWNLOAD_CONNECTION_TIMEOUT: '10000' };
  const done = spawnSync(command, args, { timeout, env, encoding: 'utf8', stdio: ['ignore', 'pipe', 'pipe'] });
  if (done.status !== 0) {
    const words = `${done.stdout ?? ''}${done.stderr ?? ''}`.trim().split('\n').slice(-3).join('\n  ');
    say(`${command} ${args[0]} failed: ${done.error?.message ?? ''}\n  ${words}`);
  }
}
