import { spawn } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import { chmodSync, mkdirSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { chromium } from 'playwright-core';
import { ensureBrowser } from './browser.mjs';
import { build } from './build.mjs';
import { say } from './say.mjs';

/**
 * Takes the pictures of the README from the running product: the bicycle plant on a database of its own.
 *
 * @typedef {import('playwright-core').Page} Page
 */

const root = fileURLToPath(new URL('..', import.meta.url));
const folder = join(root, 'docs', 'pictures');
/** Small enough that a picture stays below 250 kB. */
const size = { width: 1360, height: 680 };

/** @type {readonly { name: string, take: (page: Page) => Promise<void> }[]} */
const pictures = [
  {
    name: 'hot-list',
    take: async (page) => {
      await page.goto('/hot-list');
      const late = page.getByRole('row').filter({ hasText: 'PO-' }).filter({ hasText: 'SO-' }).first();
      await late.getByText('▲').click();
      await late.getByRole('button', { name: 'Why?' }).click();
      await page.getByRole('grid').getByRole('list').first().waitFor();
    },
  },
  {
    name: 'order',
    take: async (page) => {
      await page.goto('/hot-list');
      await page.getByRole('row').filter({ hasText: 'PO-' }).getByRole('link', { name: /^SO-/ }).first().click();
      await page.getByRole('main').getByRole('heading', { level: 2 }).first().waitFor();
      await page.getByRole('table').first().waitFor();
    },
  },
  {
    name: 'items',
    take: async (page) => {
      await page.goto('/records/items');
      await page.getByRole('gridcell').first().waitFor();
    },
  },
];

await build(root);
const data = mkdtempSync(join(tmpdir(), 'hotlist-pictures-'));
chmodSync(data, 0o755);
const password = randomBytes(9).toString('base64url');
const { DATABASE_URL: _, ...environment } = process.env;
const server = spawn(process.execPath, [join(root, 'desk/dist/server/main.js'), '--demo', 'bicycle', '--data', data], {
  env: { ...environment, HOTLIST_DEMO_PASSWORD: password },
  stdio: ['ignore', 'pipe', 'inherit'],
});
const gone = new Promise((resolve) => server.once('exit', resolve));
try {
  const url = await address();
  const browser = await chromium.launch({
    executablePath: (await ensureBrowser(root)) ?? chromium.executablePath(),
    args: ['--headless', '--no-sandbox', '--disable-gpu'],
  });
  try {
    mkdirSync(folder, { recursive: true });
    for (const colorScheme of /** @type {const} */ (['light', 'dark'])) {
      const context = await browser.newContext({
        baseURL: url,
        viewport: size,
        colorScheme,
        locale: 'en-GB',
        timezoneId: 'Europe/Berlin',
        reducedMotion: 'reduce',
      });
      const page = await context.newPage();
      await signIn(page);
      for (const { name, take } of pictures) {
        await take(page);
        await page.waitForLoadState('networkidle');
        await page.mouse.move(size.width - 1, size.height - 1);
        await page.screenshot({ path: join(folder, `${name}-${colorScheme}.png`) });
        say(`docs/pictures/${name}-${colorScheme}.png`);
      }
      await context.close();
    }
  } finally {
    await browser.close();
  }
} finally {
  server.kill('SIGTERM');
  await gone;
  rmSync(data, { recursive: true, force: true });
}

/** @returns {Promise<string>} where the server is, once it says so */
function address() {
  let said = '';
  return new Promise((resolve, reject) => {
    server.once('exit', (code) => reject(new Error(`The server ended with ${code}:\n${said}`)));
    server.stdout?.on('data', (part) => {
      said += part;
      const found = /Hotlist is at (\S+)[\s\S]*Sign in as/.exec(said)?.[1];
      if (found) resolve(found);
    });
  });
}

/**
 * Signs in and waits for the first plan.
 *
 * @param {Page} page
 */
async function signIn(page) {
  await page.goto('/hot-list');
  await page.getByRole('textbox', { name: 'E-mail' }).fill('planner@example.com');
  await page.getByRole('textbox', { name: 'Password' }).fill(password);
  await page.getByRole('button', { name: 'Sign in', exact: true }).click();
  await page.getByRole('grid').getByText('▲').first().waitFor({ timeout: 60_000 });
}
