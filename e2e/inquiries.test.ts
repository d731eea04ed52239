import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { plantDay as day } from '../desk/src/server/test-app.ts';
import { type TestMail, testMail } from '../desk/src/server/test-mail.ts';
import { openBrowser, openPage, phone } from './browser.ts';
import { faultsOf, picture, signInAs } from './demo.ts';
import { askAs, type Plant, startPlant } from './plant.ts';
import { settled } from './rail.ts';

let browser: Browser;
let plant: Plant;
let mail: TestMail;
beforeAll(async () => {
  [browser, mail] = [await openBrowser(), await testMail()];
  plant = await startPlant(
    { planner: 'planner', expediter: 'expediter' },
    { HOTLIST_MAIL_SERVER: `smtp://127.0.0.1:${mail.port}`, HOTLIST_MAIL_FROM: 'buying@plant.example' },
  );
});
afterAll(async () => {
  await browser?.close();
  await plant?.stop();
  await mail?.close();
});

const late = { vendor: 'KRAFT', line: 1, qty: 20, ordered_on: day(-20), required: day(-4), promised: day(-4) };
/** The plant's clock stands at Tuesday 3 November 2026. */
const records: readonly (readonly [path: string, row: object])[] = [
  ['/units', { code: 'pcs' }],
  ['/items', { code: 'TUBE-25', name: 'Tube 25 mm', supply: 'buy', unit: 'pcs' }],
  [
    '/vendors',
    { code: 'KRAFT', name: 'Kraft Rohr', contact: 'Anna Kraft', email: 'anna@kraft.example', language: 'de' },
  ],
  ['/purchase-lines', { ...late, order_no: 'PO-1', item: 'TUBE-25' }],
  ['/purchase-lines', { ...late, order_no: 'PO-2', item: 'TUBE-25' }],
];

async function looks(page: Page, name: string) {
  for (const scheme of ['light', 'dark'] as const) {
    await page.emulateMedia({ colorScheme: scheme });
    await picture(page, `${name}-${scheme}`);
  }
  await page.emulateMedia({ colorScheme: 'light' });
}

test('an expediter writes to a vendor in his language, the mail goes out once, and its lines leave the day’s list', async () => {
  const [page, other] = [await openPage(browser), await openPage(browser)];
  await signInAs(other, plant.desk, 'planner', '/hot-list');
  await signInAs(page, plant.desk, 'expediter', '/follow-up');
  for (const [path, row] of records)
    await (['/purchase-lines', '/vendors'].includes(path) ? askAs(page, plant.desk) : askAs(other, plant.desk))(
      'POST',
      path,
      row,
    );
  const faults = faultsOf(page);
  const row = (name: RegExp) => page.getByRole('row', { name });
  await row(/PO-2\/1/).waitFor();
  await settled(page);
  await row(/PO-1\/1/).click();
  await page.keyboard.press('a');
  const letter = page.getByRole('dialog', { name: 'Write to Kraft Rohr' });
  await letter.getByText('It is about 2 lines: PO-1/1, PO-2/1.').waitFor();
  expect(await letter.getByLabel('Text').inputValue()).toContain('Guten Tag Anna Kraft');
  await letter.getByLabel('Subject').fill('Wo bleiben die Rohre?');
  await looks(page, 'inquiry');
  await letter.getByRole('button', { name: 'Send' }).dblclick();
  await page.getByText('Nobody is to be called today.').waitFor();
  await expect.poll(() => mail.received.length, { timeout: 60_000 }).toBe(1);
  expect(mail.received[0]).toMatchObject({
    to: 'anna@kraft.example',
    subject: expect.stringMatching(/^Wo bleiben die Rohre\? \[HL-/),
  });

  await page.getByRole('button', { name: 'To come', exact: true }).click();
  await row(/PO-1\/1/).click();
  await page.keyboard.press('Enter');
  await page.getByRole('tab', { name: 'Mails' }).click();
  await page.getByText(/Sent .* to anna@kraft\.example\./).waitFor();
  await page.getByText('PO-1/1, PO-2/1', { exact: true }).click();
  await page.getByText('Guten Tag Anna Kraft').waitFor();
  await looks(page, 'inquiry-panel');
  expect(faults).toEqual([]);

  const small = await openPage(browser, { viewport: phone, hasTouch: true, isMobile: true });
  await signInAs(small, plant.desk, 'expediter', '/follow-up?tab=To%20come');
  await small.getByRole('button', { name: 'To come', exact: true }).click();
  await small.getByRole('row', { name: /PO-1\/1/ }).click();
  await small.keyboard.press('m');
  await small.getByRole('dialog', { name: 'Write to Kraft Rohr' }).getByLabel('Text').waitFor();
  await looks(small, 'inquiry-phone');
  expect(await small.evaluate(() => document.documentElement.scrollWidth)).toBe(phone.width);
});
