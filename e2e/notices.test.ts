import type { Browser } from 'playwright-core';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { receivingPlant } from '../desk/src/duties/receiving/dock.test-support.ts';
import { openBrowser, openPage, phone } from './browser.ts';
import { faultsOf, picture, scan, signInAs } from './demo.ts';
import { askAs, type Plant, startPlant } from './plant.ts';

let browser: Browser;
let plant: Plant;
beforeAll(async () => {
  browser = await openBrowser();
  plant = await startPlant({ keeper: 'storekeeper', planner: 'planner', buyer: 'buyer' });
});
afterAll(async () => {
  await browser?.close();
  await plant?.stop();
});

const [first, second] = ['340123450000000017', '340123450000000024'];
/** Another than the check digit says. */
const wrong = '340123450000000032';

test('a buyer enters what a vendor has sent; on the phone a container is received by its scan, the rest otherwise than announced', async () => {
  const [planner, buyer, keeper] = [await openPage(browser), await openPage(browser), await openPage(browser)];
  await signInAs(planner, plant.desk, 'planner', '/receiving');
  const asPlanner = askAs(planner, plant.desk);
  await signInAs(buyer, plant.desk, 'buyer', '/receiving?show=notices');
  const asBuyer = askAs(buyer, plant.desk);
  for (const [path, rows] of receivingPlant)
    for (const row of rows) await (path === '/purchase-lines' ? asBuyer : asPlanner)('POST', path, row);
  const faults = [faultsOf(buyer)];

  await buyer.getByRole('button', { name: 'Enter a notice' }).click();
  await buyer.getByLabel(/^Number of the notice/).fill('ASN-7');
  await buyer.getByRole('combobox', { name: 'Vendor' }).fill('KRAFT');
  await buyer.getByLabel(/^Expected/).fill('today 23:59');
  await buyer.getByRole('textbox', { name: 'Carrier', exact: true }).fill('Dachser');
  const lines = buyer.getByLabel(/^Lines/);
  await lines.fill(`PO-1/1\t20\t\t\t\t${first}\nPO-9/1\t5\nPO-1/2\tfive`);
  await buyer.getByRole('button', { name: 'Enter it' }).click();
  await buyer.getByText('Line 3: ').waitFor();
  await lines.fill(`PO-1/1\t20\t\t\t\t${first}\nPO-9/1\t5`);
  await buyer.getByRole('button', { name: 'Enter it' }).click();
  await buyer.getByText('Line 2: There is no purchase line PO-9/1.').waitFor();
  await picture(buyer, 'notice-entered');
  await lines.fill(`PO-1/1\t20\t\t\t\t${first}\nPO-1/2\t5\t\tRED-1\t\t${second}\nPO-2/1\t4\tbox\t\t\t${wrong}`);
  await buyer.getByRole('button', { name: 'Enter it' }).click();
  await buyer.getByText(`Notice ASN-7 of KRAFT is kept: 3 lines are on the way. SSCC ${wrong}`).waitFor();
  await buyer.getByRole('row', { name: /ASN-7.*announced/ }).waitFor();

  await keeper.setViewportSize(phone);
  await signInAs(keeper, plant.desk, 'keeper', '/receiving');
  faults.push(faultsOf(keeper));
  await keeper.getByRole('row', { name: /TUBE-25.*ASN-7\/1/ }).waitFor();
  await picture(keeper, 'dock-notices-phone');
  await keeper.goto(`${plant.desk.url}/receive`);
  await keeper.getByRole('heading', { name: 'What came?' }).waitFor();
  await keeper.getByRole('textbox', { name: 'Order, line or item' }).blur();
  await scan(keeper, `]C100${first}`);
  await keeper.getByText(`Container ${first} alone.`).waitFor();
  await picture(keeper, 'notice-container-phone');
  await keeper.getByRole('button', { name: 'Receive as announced: 1 line' }).click();
  await keeper.getByText('1 line of notice ASN-7 received. Of 2 lines something is still to come.').waitFor();

  const text = keeper.getByRole('textbox', { name: 'Order, line or item' });
  await text.fill(`00${first}`);
  await keeper.keyboard.press('Enter');
  await keeper.getByText(`Container ${first} of notice ASN-7 was received already`).waitFor();
  await text.fill('asn-7');
  await keeper.keyboard.press('Enter');
  await keeper.getByRole('list', { name: 'What is announced' }).getByText('PO-1/2, lot RED-1').waitFor();
  await keeper.emulateMedia({ colorScheme: 'dark' });
  await picture(keeper, 'notice-phone-dark');
  await keeper.getByRole('button', { name: 'It is otherwise' }).click();
  await keeper.getByLabel('Line 2, PAINT: counted').fill('3');
  await keeper.getByLabel('Line 2, PAINT: lot').fill('RED-2');
  await keeper.getByLabel('Line 3, TUBE-25: counted').fill('');
  await picture(keeper, 'notice-counted-phone-dark');
  await keeper.getByRole('button', { name: 'Receive what was counted' }).click();
  await keeper.getByText('1 line of notice ASN-7 received. Of 2 lines something is still to come.').waitFor();

  const row = buyer.getByRole('row', { name: /ASN-7.*partly received/ });
  await row.click();
  await buyer.keyboard.press('Enter');
  await buyer.getByRole('list', { name: 'Its lines' }).getByText('3 received').waitFor();
  await picture(buyer, 'notice-open');
  await buyer.emulateMedia({ colorScheme: 'dark' });
  await picture(buyer, 'notice-open-dark');
  await buyer.getByRole('button', { name: 'The rest does not come' }).click();
  await buyer.getByLabel(/^Reason/).fill('left behind');
  await buyer.getByRole('button', { name: 'Close it' }).click();
  await buyer.getByText('Notice ASN-7 is closed; 2 lines short, told under Discrepancies.').waitFor();
  await buyer.goto(`${plant.desk.url}/receiving?show=discrepancies`);
  await buyer.getByRole('row', { name: /lot.*PAINT.*ASN-7 announced lot RED-1/ }).waitFor();
  await buyer.getByRole('row', { name: /short.*TUBE-25.*did not come: left behind/ }).waitFor();
  await picture(buyer, 'notice-discrepancies-dark');
  expect(faults.flat()).toEqual([]);
});
