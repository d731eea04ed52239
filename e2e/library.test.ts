/** The engine as others install it: packed, installed by name into an empty folder, used in Node and in a browser's worker. */
import { execFileSync } from 'node:child_process';
import { createReadStream, existsSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { extname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import type { Browser } from 'playwright-core';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { problems } from '../setup/documents.mjs';
import { openBrowser, openPage } from './browser.ts';

const shipped =
  'Demand D1 for 3 CHAIR, due 7 Jan 16:00, ships 8 Jan 12:00: 20 hours late. No plan ships it before 8 Jan 10:00.';
const types: Readonly<Record<string, string>> = { '.js': 'text/javascript', '.html': 'text/html' };
const folder = mkdtempSync(join(tmpdir(), 'hotlist-library-'));
const installed = join(folder, 'node_modules/@hotlist/engine');
let browser: Browser;
let server: Server;

beforeAll(async () => {
  const engine = fileURLToPath(new URL('../engine', import.meta.url));
  const npm = (...args: string[]) => execFileSync('npm', args, { cwd: folder, stdio: ['ignore', 'ignore', 'inherit'] });
  npm('pack', engine, '--silent');
  const [pack = ''] = readdirSync(folder).filter((name) => name.endsWith('.tgz'));
  writeFileSync(join(folder, 'package.json'), '{ "type": "module", "private": true }');
  npm('install', `./${pack}`, '--offline', '--no-audit', '--no-fund');
  server = createServer((request, answer) => {
    const file = join(installed, new URL(request.url ?? '/', 'http://localhost').pathname);
    if (!existsSync(file)) return answer.writeHead(404).end();
    answer.setHeader('content-type', types[extname(file)] ?? 'application/octet-stream');
    createReadStream(file).pipe(answer);
  });
  await new Promise<void>((resolve) => {
    server.listen(0, '127.0.0.1', resolve);
  });
  browser = await openBrowser();
});
afterAll(async () => {
  await browser?.close();
  server?.close();
  rmSync(folder, { recursive: true, force: true });
});

test('it brings nothing else along, no test of ours, and all that its README leads to', () => {
  expect(readdirSync(join(folder, 'node_modules')).filter((name) => !name.startsWith('.'))).toEqual(['@hotlist']);
  expect(readdirSync(installed).sort()).toEqual(['LICENSE', 'README.md', 'dist', 'examples', 'package.json', 'src']);
  expect(
    readdirSync(join(installed, 'dist'), { recursive: true, encoding: 'utf8' }).filter((name) => /test/.test(name)),
  ).toEqual([]);
  expect(problems(installed, 'README.md', readFileSync(join(installed, 'README.md'), 'utf8'))).toEqual([]);
});

test('it plans in Node, by its name', () => {
  const said = execFileSync(process.execPath, [join(installed, 'examples/node.js')], { encoding: 'utf8' }).split('\n');
  expect(said.filter((line) => line.startsWith('  '))).toEqual([
    `  ${shipped}`,
    '  None.',
    expect.stringContaining('CHAIR can ship 8 Jan 15:00'),
    expect.stringContaining('it ships 7 Jan 16:00 instead of 8 Jan 12:00'),
    '  Demand D1 ships 9 Jan 12:00 instead of 8 Jan 12:00: 1 day later.',
    '  1 demand later (D1 +1 day).',
  ]);
  writeFileSync(
    join(folder, 'own.js'),
    "import { plan } from '@hotlist/engine';\nimport { factory } from './node_modules/@hotlist/engine/examples/factory.js';\nconsole.log(plan(factory).figures.onTime);\n",
  );
  expect(execFileSync(process.execPath, ['own.js'], { cwd: folder, encoding: 'utf8' }).trim()).toBe('0');
});

test('it plans in a worker of the browser, and comes to the same', async () => {
  const page = await openPage(browser);
  await page.goto(`http://127.0.0.1:${(server.address() as AddressInfo).port}/examples/worker.html`);
  await page.getByText(shipped).waitFor();
});
