import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Browser } from 'playwright-core';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { printedSymbol } from '../desk/src/duties/marking/symbol.test-support.ts';
import { openBrowser, openPage, phone } from './browser.ts';
import { faultsOf, picture, visitAs } from './demo.ts';
import { askAs, askWithoutPage, type Plant, startPlant } from './plant.ts';

let folder: string;
let withCamera: Browser;
let withoutOne: Browser;
let plant: Plant;
beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), 'hotlist-camera-'));
  const film = join(folder, 'label.y4m');
  writeFileSync(film, filmOf('^FNC1010950600013435210L-77'));
  [withCamera, withoutOne, plant] = await Promise.all([
    openBrowser(['--use-fake-device-for-media-stream', `--use-file-for-fake-video-capture=${film}`]),
    openBrowser(),
    startPlant({ keeper: 'storekeeper', planner: 'planner' }),
  ]);
});
afterAll(async () => {
  await withCamera?.close();
  await withoutOne?.close();
  await plant?.stop();
  rmSync(folder, { recursive: true, force: true });
});

/** One picture of a DataMatrix, for as long as somebody looks: luma and two halves of no colour (YUV4MPEG2, 4:2:0). */
function filmOf(text: string): Buffer {
  const { across, modules } = printedSymbol('datamatrix', text);
  const [width, height, module] = [640, 480, 8];
  const luma = Buffer.alloc(width * height, 235);
  const [left, top] = [200, 120];
  for (const [at, dark] of modules.entries())
    if (dark)
      for (let y = 0; y < module; y += 1) {
        const row = top + Math.floor(at / across) * module + y;
        const from = row * width + left + (at % across) * module;
        luma.fill(16, from, from + module);
      }
  const frame = Buffer.concat([Buffer.from('FRAME\n'), luma, Buffer.alloc((width * height) / 2, 128)]);
  return Buffer.concat([Buffer.from(`YUV4MPEG2 W${width} H${height} F10:1 Ip A1:1 C420\n`), frame]);
}

test('a label before the camera of a phone goes where a scan of it goes, once', async () => {
  const ask = await askWithoutPage(withoutOne, plant.desk, 'planner');
  await ask('POST', '/units', { code: 'pcs' });
  await ask('POST', '/items', { code: 'TUBE', name: 'Tube', supply: 'buy', unit: 'pcs', gtin: '09506000134352' });
  await ask('POST', '/locations', { code: 'STORE' });

  const keeper = await openPage(withCamera, { viewport: phone, hasTouch: true, permissions: ['camera'] });
  await visitAs(keeper, plant.desk, 'keeper', '/counts');
  const found = { act: 'adjust', item: 'TUBE', lot: 'L-77', to: 'STORE', qty: 5, reason: 'found' };
  await askAs(keeper, plant.desk)('POST', '/movements', found);
  const faults = faultsOf(keeper);
  let scans = 0;
  keeper.on('request', (request) => {
    if (request.url().includes('/scan/')) scans += 1;
  });
  await keeper.getByRole('button', { name: 'Scan with the camera' }).tap();
  const camera = keeper.getByRole('region', { name: 'Camera' });
  await camera.waitFor();
  await keeper.getByText(/L-77/).first().waitFor();
  await expect.poll(() => new URL(keeper.url()).pathname).not.toBe('/counts');
  await picture(keeper, 'camera-phone');
  await keeper.waitForTimeout(2_500);
  expect(scans).toBe(1);
  await camera.getByRole('button', { name: 'Close the camera' }).tap();
  await camera.waitFor({ state: 'detached' });
  expect(faults).toEqual([]);
});

test('where there is no camera, or the browser does not give it, the strip says so and what else to do', async () => {
  const keeper = await openPage(withoutOne, { viewport: phone, hasTouch: true, permissions: ['camera'] });
  await visitAs(keeper, plant.desk, 'keeper', '/counts');
  await keeper.getByRole('button', { name: 'Scan with the camera' }).tap();
  await keeper.getByText('This device has no camera. Maybe type the code into the search.').waitFor();
  await picture(keeper, 'camera-none-phone');

  const refused = await openPage(withCamera, { viewport: phone, hasTouch: true, permissions: [] });
  await visitAs(refused, plant.desk, 'keeper', '/counts');
  await refused.getByRole('button', { name: 'Scan with the camera' }).tap();
  await refused.getByText(/The browser does not give the camera to this page\./).waitFor();
});
