import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type Ask, type TestApp, testApp } from '../../server/test-app.ts';

const [gs, rs, eot] = ['\u001d', '\u001e', '\u0004'];
let test: TestApp;
let clerk: Ask;
let operator: Ask;

async function put(path: string, rows: readonly object[]): Promise<void> {
  for (const row of rows) expect(await clerk('POST', path, row)).toMatchObject({ status: 201 });
}

beforeAll(async () => {
  test = await testApp();
  clerk = await test.as(['planner', 'storekeeper', 'buyer']);
  operator = await test.as(['operator']);
  await put('/units', [{ code: 'pcs' }]);
  await put('/items', [
    { code: 'RICE', name: 'Risotto rice', unit: 'pcs', gtin: '9506000134352' },
    { code: 'PEN', name: 'Pen', unit: 'pcs', gtin: '4006381333931' },
    { code: 'PEN-BOX', name: 'Pen in a box', unit: 'pcs', gtin: '04006381333931' },
    { code: 'TUBE', name: 'Tubing', unit: 'pcs' },
    { code: 'PTUBE', name: 'Painted tube', unit: 'pcs' },
  ]);
  await put('/locations', [{ code: 'A-01', name: 'Rack A' }]);
  await put('/stock', [
    { item: 'RICE', location: 'A-01', lot: 'ABC', qty: 20 },
    { item: 'TUBE', location: 'A-01', lot: 'ABC', qty: 20 },
    { item: 'TUBE', location: 'A-01', serial: 'SN-77', qty: 1 },
    { item: 'TUBE', location: 'A-01', lot: 'L-9', container: '106141412345678915', qty: 12 },
  ]);
  await put('/vendors', [{ code: 'KRAFT' }]);
  await put('/purchase-lines', [
    { order_no: 'PO-311', line: 1, vendor: 'KRAFT', item: 'TUBE', qty: 50 },
    { order_no: 'PO-311', line: 2, vendor: 'KRAFT', item: 'RICE', qty: 50 },
  ]);
  await put('/vendors', [{ code: 'OTTO' }]);
  const days = { vendor_days: 5, transit_days: 1, dock_days: 1 };
  await put('/sources', [
    { item: 'TUBE', vendor: 'KRAFT', vendor_item: 'VX-999-1', ...days },
    { item: 'PEN', vendor: 'KRAFT', vendor_item: 'YY-7', ...days },
    { item: 'RICE', vendor: 'OTTO', vendor_item: 'YY-7', ...days },
    { item: 'PTUBE', vendor: 'OTTO', vendor_item: 'TUBE', ...days },
  ]);
});
afterAll(() => test.close());

const scan = async (text: string, ask = clerk) => (await ask('GET', `/scan/${encodeURIComponent(text)}`)).body;

describe('a scan goes to', () => {
  it.each<[string, string, object]>([
    ['a purchase line', 'po-311/2', { kind: 'purchase line', name: 'PO-311/2', label: { item: 'RICE' } }],
    ['a purchase order', 'PO-311', { kind: 'purchase order', says: 'Purchase order PO-311: 2 lines from KRAFT' }],
    [
      'an item by the GTIN that a shop prints',
      '9506000134352',
      { kind: 'item', name: 'RICE', label: { item: 'RICE' } },
    ],
    [
      'a lot of just this item, with all that its label says',
      `]C1010950600013435217261231${'10abc'}${gs}3712`,
      {
        kind: 'lot',
        name: 'ABC',
        says: 'Lot ABC: RICE at A-01',
        to: '/stock?filter=item%3Aeq%3ARICE%7Clot%3Aeq%3AABC',
        label: { item: 'RICE', gtin: '09506000134352', lot: 'abc', expires: '2026-12-31', qty: '12' },
      },
    ],
    [
      'the item, where its lot is not here yet',
      'https://id.gs1.org/01/09506000134352/10/NEW',
      { kind: 'item', name: 'RICE', label: { lot: 'NEW' } },
    ],
    [
      'the item on a customer’s label',
      `[)>${rs}06${gs}Ptube${gs}Q20${gs}KPO-311${rs}${eot}`,
      { kind: 'item', name: 'TUBE', label: { item: 'TUBE', qty: '20', order: 'PO-311' } },
    ],
    [
      'an item by what its vendor calls it',
      'vx-999-1',
      {
        kind: 'item',
        name: 'TUBE',
        says: 'Item TUBE: Tubing, KRAFT calls it vx-999-1',
        label: { item: 'TUBE' },
      },
    ],
    [
      'the item on a vendor’s label, with its lot',
      `[)>${rs}06${gs}PVX-999-1${gs}TABC${rs}${eot}`,
      { kind: 'lot', name: 'ABC', label: { item: 'TUBE', part: 'VX-999-1' } },
    ],
    [
      'of two that vendors call so the one of the order’s vendor',
      `[)>${rs}06${gs}PYY-7${gs}KPO-311${rs}${eot}`,
      { kind: 'item', name: 'PEN', label: { item: 'PEN' } },
    ],
    ['our own item, whatever a vendor calls so', 'TUBE', { kind: 'item', name: 'TUBE' }],
    ['a piece by its serial', 'sn-77', { kind: 'serial', name: 'SN-77', label: { item: 'TUBE', serial: 'SN-77' } }],
    [
      'a container with what is in it',
      '00106141412345678915',
      {
        kind: 'container',
        says: 'Container 106141412345678915: 12 of TUBE lot L-9 at A-01',
        to: '/stock?filter=container%3Aeq%3A106141412345678915',
      },
    ],
    [
      'a piece by the serial on its label',
      `[)>${rs}06${gs}PTUBE${gs}SSN-77${rs}${eot}`,
      { kind: 'serial', to: '/stock?filter=item%3Aeq%3ATUBE%7Cserial%3Aeq%3ASN-77' },
    ],
    ['a bin by its label', 'LA-01', { kind: 'location', name: 'A-01', to: '/stock?filter=location%3Aeq%3AA-01' }],
    ['the order on a field of a packing list', 'KPO-311', { kind: 'purchase order', name: 'PO-311' }],
    ['the line on a message', `[)>${rs}06${gs}KPO-311${gs}4K1${rs}${eot}`, { kind: 'purchase line', name: 'PO-311/1' }],
  ])('%s', async (_, text, answer) => {
    expect(await scan(text)).toMatchObject({ warning: false, ...answer });
  });

  it('the code that the whole text is, and says that as a label it would mean another', async () => {
    expect(await scan('PTUBE')).toMatchObject({
      kind: 'item',
      name: 'PTUBE',
      warning: true,
      says: 'Item PTUBE: Painted tube. "PTUBE" is item PTUBE; on a label it would mean item TUBE. Maybe type the code if that was meant.',
      label: { item: 'PTUBE' },
    });
  });
});

describe('a scan of what is not here says so with the way out, and keeps what its label says:', () => {
  it.each<[string, string, string, object]>([
    ['nothing', '  ', 'Nothing was read. Maybe', {}],
    ['an unknown code', 'NIX-99', 'Scanned "NIX-99": nothing goes by that name here. Maybe', {}],
    ['a foreign GTIN', '96385074', 'GTIN 00000096385074 is of no item here. Maybe', { gtin: '00000096385074' }],
    ['what vendors call two items', 'YY-7', 'Vendors call 2 items YY-7: PEN, RICE. Maybe', {}],
    ['a GTIN of two items', '4006381333931', 'is of 2 items: PEN, PEN-BOX. Maybe', { gtin: '04006381333931' }],
    [
      'a foreign container',
      '106141412345678908',
      'Container 106141412345678908 is not known',
      { container: '106141412345678908' },
    ],
    ['an advertisement', 'https://example.com/buy', 'names no GS1 key', {}],
    ['a label read in part', `]C10109506000134352${gs}10`, '(10) Lot takes 1 to 20 characters', {}],
    [
      'a part number of somebody else',
      `[)>${rs}06${gs}PX-77${gs}Q3${rs}${eot}`,
      'Part number X-77 is no item',
      { part: 'X-77', qty: '3' },
    ],
    ['a deleted bin', `[)>${rs}06${gs}LB-99${rs}${eot}`, 'There is no location B-99', { location: 'B-99' }],
  ])('%s', async (_, text, says, label) => {
    const answer = await scan(text);
    expect(answer).toMatchObject({ kind: 'nothing', to: null, warning: true });
    expect(answer.label).toEqual(label);
    expect(answer.says).toContain(says);
    expect(answer.says).toContain('Maybe');
  });
});

it('a container that was emptied says so, and where its goods went last', async () => {
  await put('/locations', [{ code: 'B-02' }]);
  await put('/stock', [{ item: 'PEN', location: 'A-01', container: 'PAL-7', qty: 3 }]);
  const out = { act: 'move', item: 'PEN', container: 'PAL-7', to_container: '', from: 'A-01', to: 'B-02', qty: 3 };
  expect(await clerk('POST', '/movements', out)).toMatchObject({ status: 201 });
  expect(await scan('pal-7')).toMatchObject({
    kind: 'container',
    name: 'PAL-7',
    says: expect.stringMatching(
      /^Container PAL-7: nothing is in it by the book any more; last 3 of PEN went to B-02 on \w{3} \d+ \w{3}$/,
    ),
  });
});

it('a wrong check digit on a label is a warning, and the number is kept', async () => {
  expect(await scan(']C10109506000134353')).toMatchObject({
    kind: 'nothing',
    label: { gtin: '09506000134353' },
    says: expect.stringContaining('ends with the check digit 3; by its other digits it would be 2'),
  });
});

it('an operator, who sees no stock, is told nothing of it', async () => {
  expect(await scan(']C10109506000134352', operator)).toMatchObject({ kind: 'nothing', label: {} });
});

describe('the GTIN of an item', () => {
  it.each([
    ['4006381333932', 'ends with the check digit 2; by its other digits it would be 1'],
    ['400-6381333931', 'is no GTIN: it is digits alone'],
    ['40063813339', '11 digits'],
  ])('%s is refused: %s', async (gtin, says) => {
    const answer = await clerk('POST', '/items', { code: 'X', unit: 'pcs', gtin });
    expect(answer).toMatchObject({ status: 422, body: { faults: [{ column: 'GTIN', value: gtin }] } });
    expect(answer.body.detail).toContain(says);
  });
});
