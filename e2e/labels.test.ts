import { once } from 'node:events';
import { createServer } from 'node:net';
import type { Browser } from 'playwright-core';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { openBrowser, openPage, phone } from './browser.ts';
import { faultsOf, picture, scan, visitAs } from './demo.ts';
import { askAs, askWithoutPage, type Plant, startPlant } from './plant.ts';

let browser: Browser;
let plant: Plant;
beforeAll(async () => {
  browser = await openBrowser();
  plant = await startPlant({ keeper: 'storekeeper', planner: 'planner', admin: 'administrator' });
});
afterAll(async () => {
  await browser?.close();
  await plant?.stop();
});

test('a storekeeper prints labels where the goods stand, scans more to print, numbers a container, and scans the label back', async () => {
  // A label printer, which tells what it took.
  let arrived: (zpl: string) => void = () => undefined;
  const server = createServer((socket) => {
    let zpl = '';
    socket.on('data', (part) => {
      zpl += part.toString();
    });
    socket.on('end', () => arrived(zpl));
  }).listen(0, '127.0.0.1');
  await once(server, 'listening');
  const { port } = server.address() as { port: number };
  const printed = () =>
    new Promise<string>((resolve) => {
      arrived = resolve;
    });

  const ask = await askWithoutPage(browser, plant.desk, 'planner');
  await ask('POST', '/units', { code: 'pcs' });
  await ask('POST', '/items', { code: 'TUBE-25', name: 'Tube 25 mm', unit: 'pcs', gtin: '9506000134352' });
  await ask('POST', '/items', { code: 'LUGS', name: 'Lug', unit: 'pcs' });
  await ask('POST', '/locations', { code: 'A-01' });
  const admin = await askWithoutPage(browser, plant.desk, 'admin');
  await admin('POST', '/printers', { code: 'DOCK', name: 'at the gate', host: '127.0.0.1', port });
  await ask('PUT', '/labels/numbering', { company_prefix: '0614141', extension: 1 });

  const page = await openPage(browser);
  await visitAs(page, plant.desk, 'keeper', '/stock');
  const faults = faultsOf(page);
  await askAs(page, plant.desk)('POST', '/movements', {
    act: 'adjust',
    item: 'TUBE-25',
    lot: 'L-7',
    to: 'A-01',
    qty: 20,
    reason: 'count',
  });
  await page.getByRole('row', { name: /TUBE-25.*A-01/ }).click();
  await page.keyboard.press('Enter');
  await page.getByRole('link', { name: 'Print labels' }).click();
  const what = page.getByLabel('Of what');
  await expect.poll(() => what.inputValue()).toBe('TUBE-25, L-7, 20');
  await page.getByRole('img', { name: /^Template LOT/ }).waitFor();
  await picture(page, 'labels');
  const lot = printed();
  await page.getByRole('button', { name: 'Print', exact: true }).click();
  await page.getByText('1 label waits for DOCK.').first().waitFor();
  expect(await lot).toContain('^FDLot L-7^FS');
  const prints = page.getByRole('list', { name: 'Prints' }).getByRole('listitem');
  await prints.filter({ hasText: '1 label sent to DOCK.' }).waitFor();

  await page.getByLabel('Label of').selectOption('item');
  // The cursor is in no field: a scan is one more to print.
  await page.getByRole('heading', { name: 'Print labels' }).click();
  await scan(page, '9506000134352');
  await expect.poll(() => what.inputValue()).toBe('TUBE-25');
  await scan(page, 'LUGS');
  await expect.poll(() => what.inputValue()).toBe('TUBE-25\nLUGS');
  await page.getByRole('button', { name: 'Print 2' }).waitFor();

  await page.getByLabel('Label of').selectOption('container');
  await what.fill('TUBE-25, L-7, 20');
  await page.getByRole('img', { name: /^Template SSCC/ }).waitFor();
  await page.emulateMedia({ colorScheme: 'dark' });
  await picture(page, 'labels-dark');
  const container = printed();
  await page.getByRole('button', { name: 'Print', exact: true }).click();
  expect(await container).toContain('^FD106141410000000019^FS');
  const row = prints.filter({ hasText: '106141410000000019' });
  // Its doors stand elsewhere once it is no more to be cancelled.
  await row.getByText('1 label sent to DOCK.').waitFor();
  await row.getByRole('button', { name: 'Print again' }).click();
  await prints.filter({ hasText: /reprint of print \d+ sent to DOCK/ }).waitFor();
  await page.setViewportSize(phone);
  await picture(page, 'labels-phone-dark');
  await page.emulateMedia({ colorScheme: 'light' });
  await picture(page, 'labels-phone');
  await page.setViewportSize({ width: 1440, height: 900 });

  // A customer has a label of his own, and it says the numbers of his order.
  await ask('POST', '/customers', { code: 'MILLER', name: 'Miller Cycles' });
  const wanted = { order_no: 'SO-7', line: 2, customer: 'MILLER', item: 'TUBE-25', qty: 5, reference: '4500012345' };
  await ask('POST', '/customer-lines', { ...wanted, due: '2026-12-01' });
  await ask('POST', '/label-templates', {
    code: 'MILLER',
    name: 'Miller pallet',
    subject: 'item',
    customer: 'MILLER',
    width_mm: 105,
    height_mm: 74,
    drawing:
      'text 5 5 95 8 bold {customer_name}\ntext 5 15 95 6 Your order {customer_ref}\ncode 5 30 95 38 code128 {barcode}',
  });
  await page.goto(`${plant.desk.url}/orders/SO-7/2`);
  await page.getByRole('link', { name: 'Print labels' }).click();
  await page.getByRole('img', { name: /^Template MILLER/ }).waitFor();
  await expect.poll(() => page.getByLabel('For the customer’s line').inputValue()).toBe('SO-7/2');
  await expect.poll(() => what.inputValue()).toBe('TUBE-25, 5');
  await picture(page, 'labels-customer');
  const his = printed();
  await page.getByRole('button', { name: 'Print', exact: true }).click();
  expect(await his).toContain('^FDYour order 4500012345^FS');

  await page.goto(`${plant.desk.url}/stock`);
  await page.getByRole('heading', { name: 'Stock' }).click();
  await scan(page, '00106141410000000019');
  await page
    .getByText('Container 106141410000000019: nothing is in it by the book; numbered for 20 of TUBE-25 lot L-7')
    .waitFor();
  await scan(page, 'https://id.gs1.org/01/04006381333931');
  await page.getByText('GTIN 04006381333931 is of no item here. Maybe').waitFor();
  expect(faults).toEqual([]);
  server.close();
});
