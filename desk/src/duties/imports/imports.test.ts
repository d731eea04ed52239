import { deflateRawSync } from 'node:zlib';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import writeXlsxFile from 'write-excel-file/node';
import { type Ask, makeSite, type TestAnswer, type TestApp, testApp } from '../../server/test-app.ts';
import { locations, stock } from '../inventory/inventory.ts';
import { units } from '../items/items.ts';
import { purchaseLines } from '../purchasing/purchasing.ts';
import { formOf } from './foreign.test-support.ts';
import { mayNot } from './imports.messages.ts';

let test: TestApp;
let planner: Ask;
beforeAll(async () => {
  test = await testApp();
  planner = await test.as(['planner', 'buyer', 'storekeeper']);
  await planner('POST', '/units', { code: 'pcs' });
  await planner('POST', '/units', { code: 'kg', decimals: 3 });
  for (const code of ['BIKE', 'FRAME', 'TUBE']) await planner('POST', '/items', { code, supply: 'make', unit: 'pcs' });
  for (const code of ['C1', 'C2']) await planner('POST', '/customers', { code });
});
afterAll(() => test.close());

function drop(
  file: string | Uint8Array,
  name = 'orders.csv',
  more: Record<string, string> = {},
  ask = planner,
): Promise<TestAnswer> {
  const { body, headers } = formOf([[name, file]], more);
  return ask('POST', '/imports', body, { headers });
}

it('a null character in the name of a file is refused with a sentence', async () => {
  const answer = await drop('Item\nA\n', 'a\u0000b.csv', { kind: 'items' });
  expect([answer.status, answer.body.detail]).toEqual([400, expect.stringContaining('null character')]);
});

it('a person of another site neither sees the progress of an import nor stops it', async () => {
  await makeSite(test.db, 'ELSEWHERE');
  const other = await test.as(['planner'], 'ELSEWHERE');
  const { body } = await drop('Item\nA\n', 'progress.csv', { kind: 'items' });
  await test.db.insertInto('import_progress').values({ import: body.id, stage: 'Taking', done: 1, total: 2 }).execute();
  expect((await other('GET', `/imports/${body.id}/progress`)).status).toBe(404);
  await other('POST', `/imports/${body.id}/cancel`, {});
  await other('POST', `/imports/${body.id}/apply`, {});
  expect((await planner('GET', `/imports/${body.id}/progress`)).body).toEqual({ stage: 'Taking', done: 1, total: 2 });
  const kept = await test.db.selectFrom('import_progress').select('cancelled').where('import', '=', body.id).execute();
  expect(kept).toEqual([{ cancelled: false }]);
});

const apply = (id: number, body: object = {}, ask = planner): Promise<TestAnswer> =>
  ask('POST', `/imports/${id}/apply`, body);
const sentences = (answer: TestAnswer): string[] => answer.body.faults.map((one: { text: string }) => one.text);
const lines = async (): Promise<number> => (await planner('GET', '/customer-lines?limit=1')).body.total;

const orders = `Order no;Pos;Customer;Article;Qty;Due date;Colour
SO-1;1;C1;BIKE;2;03.12.2026;red
SO-1;2;C1;FRAME;=12*144;2026-12-04 14:30;
SO-2;1;C2;BIKE;1;4 Dec 2026;blue
`;

describe('a file of orders', () => {
  it('is matched, checked and counted before anything is written; then it is taken', async () => {
    const dry = await drop(orders);
    expect(dry).toMatchObject({
      status: 201,
      body: {
        state: 'dry',
        fault_count: 0,
        counts: [{ kind: 'customer_lines', added: 3, changed: 0, same: 0, bad: 0 }],
      },
    });
    expect(dry.body.mapping).toMatchObject([
      { kind: 'customer_lines', columns: ['order_no', 'line', 'customer', 'item', 'qty', 'due', null] },
    ]);
    expect(dry.body.notes).toEqual([expect.stringMatching(/"Colour" is not taken over/)]);
    expect(await lines()).toBe(0);
    expect(await apply(dry.body.id)).toMatchObject({ status: 201, body: { state: 'applied', parked: 0 } });
    const { rows } = (await planner('GET', '/customer-lines?sort=order_no')).body;
    expect(rows.map((row: { order_no: string; qty: number; due: string }) => [row.order_no, row.qty, row.due])).toEqual(
      [
        ['SO-1', 2, '2026-12-03T16:00:00.000Z'],
        ['SO-1', 1728, '2026-12-04T13:30:00.000Z'],
        ['SO-2', 1, '2026-12-04T16:00:00.000Z'],
      ],
    );
  });

  it('taken twice is the second time refused; dropped again it changes nothing', async () => {
    const dry = await drop(orders);
    expect(dry.body.counts).toMatchObject([{ added: 0, changed: 0, same: 3 }]);
    expect((await apply(dry.body.id)).status).toBe(201);
    expect(await apply(dry.body.id)).toMatchObject({ status: 409, body: { code: 'not-dry' } });
  });

  it('with other values says field by field what changes, and lists what is missing without deleting it', async () => {
    const dry = await drop('Order,Line,Customer,Item,Quantity,Due\nSO-1,1,C1,BIKE,5,2026-12-10\n');
    expect(dry.body.counts).toMatchObject([
      { changed: 1, fields: { qty: 1, due: 1 }, missing: { count: 2, first: ['SO-1/2', 'SO-2/1'] } },
    ]);
    await apply(dry.body.id);
    expect(await lines()).toBe(3);
  });

  it('whose columns a person matched once needs no question the next time', async () => {
    const strange = 'Beleg,Kunde,Teil,Menge,Wunschtermin\nSO-7,C1,BIKE,4,2026-12-24\n';
    const first = await drop(strange);
    expect(first.body.mapping[0].kind).toBeNull();
    expect(sentences(first)).toEqual([expect.stringMatching(/cannot be told what this file holds/)]);
    const matched = await planner(
      'PATCH',
      `/imports/${first.body.id}`,
      { mapping: [{ kind: 'customer_lines', columns: ['order_no', 'customer', 'item', 'qty', 'due'] }] },
      { version: first.body.version },
    );
    expect(matched).toMatchObject({ status: 200, body: { fault_count: 0, counts: [{ added: 1 }] } });
    await apply(first.body.id);
    expect((await drop(strange)).body).toMatchObject({
      fault_count: 0,
      counts: [{ same: 1 }],
      mapping: [{ kind: 'customer_lines' }],
    });
  });

  it('whose name says what it holds is that, though another of the same heads was taken before', async () => {
    await apply((await drop('Code,Name\nV1,Tubes Ltd\n', 'vendors.csv')).body.id);
    expect((await drop('Code,Name\nMAIN,Main store\n', 'locations.csv')).body.mapping[0].kind).toBe('locations');
    expect((await drop('Code,Name\nV2,Bolts Ltd\n', 'list.csv')).body.mapping[0].kind).toBe('vendors');
    // But for what a person chose for a sheet of that name.
    const chosen = await drop('Code,Name\nV3,Saws Ltd\n', 'customers.csv', { kind: 'vendors' });
    await apply(chosen.body.id);
    expect((await drop('Code,Name\nV4,Nuts Ltd\n', 'customers.csv')).body.mapping[0].kind).toBe('vendors');
  });

  it('with one bad row is refused as a whole, or taken without it and the row put aside, mended and taken', async () => {
    const dry = await drop(
      'Order,Customer,Item,Quantity,Due\nSO-20,C1,BIKE,1,2026-12-03\nSO-21,C1,BIKKE,1,2026-12-03\n',
    );
    expect(dry.body).toMatchObject({ fault_count: 1, faults: [{ row: 3, column: 'Item', value: 'BIKKE' }] });
    const before = await lines();
    expect(await apply(dry.body.id)).toMatchObject({ status: 422, body: { code: 'faulty' } });
    expect(await lines()).toBe(before);
    expect(await apply(dry.body.id, { rows: 'good' })).toMatchObject({ status: 201, body: { parked: 1 } });
    expect(await lines()).toBe(before + 1);
    const { rows } = (await planner('GET', '/parked?kind=customer_lines')).body;
    expect(rows).toMatchObject([{ row: 3, cells: { item: 'BIKKE' }, faults: [{ value: 'BIKKE' }] }]);
    expect((await planner('POST', '/parked/take', { kind: 'customer_lines' })).body).toEqual({ taken: 0, left: 1 });
    expect(
      await planner('PATCH', `/parked/${rows[0].id}`, { cells: { item: 'BIKE' } }, { version: rows[0].version }),
    ).toMatchObject({ status: 200, body: { faults: [] } });
    expect((await planner('POST', '/parked/take', { kind: 'customer_lines' })).body).toEqual({ taken: 1, left: 0 });
    expect(await lines()).toBe(before + 2);
  });

  it('pasted from a spreadsheet goes the same way', async () => {
    const dry = await planner('POST', '/imports/paste', {
      kind: 'customers',
      head: ['Customer', 'Name'],
      rows: [
        ['C3', 'Velo AG'],
        ['C4', 'x'.repeat(300)],
      ],
    });
    expect(dry.body).toMatchObject({ counts: [{ added: 1, bad: 1 }], faults: [{ row: 2, column: 'Name' }] });
    expect(await apply(dry.body.id, { rows: 'good' })).toMatchObject({ status: 201, body: { parked: 1 } });
  });

  it('is cancelled, and then cannot be taken', async () => {
    const dry = await drop(orders);
    expect((await planner('POST', `/imports/${dry.body.id}/cancel`)).body).toEqual({ cancelled: true });
    expect((await apply(dry.body.id)).status).toBe(409);
  });
});

describe('several at once', () => {
  it('more than there are connections take imports, and each is answered', async () => {
    const answers = await Promise.all(Array.from({ length: 14 }, () => apply(999_999)));
    expect(answers.map((one) => one.status)).toEqual(answers.map(() => 404));
  });

  it('a button pressed over and over takes an import once, and each press hears it', async () => {
    const { body } = await drop('Unit\npressed\n', 'pressed.csv', { kind: 'units' });
    const press = () => planner('POST', `/imports/${body.id}/apply`, {}, { key: 'pressed-over-and-over' });
    const answers = await Promise.all(Array.from({ length: 14 }, press));
    expect(answers.map((one) => one.body.state)).toEqual(answers.map(() => 'applied'));
  });

  it('who may not take an import does not undo that somebody stopped it', async () => {
    const { body } = await drop(orders);
    const running = { import: body.id, stage: 'Taking', done: 1, total: 2, cancelled: true };
    await test.db.insertInto('import_progress').values(running).execute();
    expect((await apply(body.id, {}, await test.as(['viewer']))).status).toBe(403);
    const kept = await test.db.selectFrom('import_progress').selectAll().where('import', '=', body.id).execute();
    expect(kept).toEqual([running]);
  });

  it('an import that nobody knows is not said to be on its way', async () => {
    expect((await planner('POST', '/imports/999999/cancel')).status).toBe(404);
  });
});

describe('who may import', () => {
  it.each([['buyer'], ['viewer']] as const)(
    'a %s neither drops customers’ orders that somebody brought nor changes how they are read',
    async (role) => {
      const { body } = await drop(orders);
      const other = await test.as([role]);
      const unmapped = { mapping: body.mapping.map(() => ({ kind: null })) };
      expect((await other('POST', `/imports/${body.id}/cancel`)).status).toBe(403);
      expect((await other('PATCH', `/imports/${body.id}`, unmapped, { version: body.version })).status).toBe(403);
      expect((await apply(body.id, {}, other)).status).toBe(403);
      expect((await planner('GET', `/imports/${body.id}`)).body).toMatchObject({ state: 'dry', mapping: body.mapping });
    },
  );

  it('a viewer does not drop a file of which nobody knows yet what it holds', async () => {
    const { body } = await drop('Wind;Weather\n1;2\n');
    const viewer = await test.as(['viewer']);
    expect((await viewer('POST', `/imports/${body.id}/cancel`)).status).toBe(403);
    expect((await planner('POST', `/imports/${body.id}/cancel`)).body).toEqual({ cancelled: true });
  });

  it('a viewer may not', async () => {
    expect(await drop(orders, 'orders.csv', {}, await test.as(['viewer']))).toMatchObject({ status: 403 });
  });
  it('a buyer may not bring customers’ orders', async () => {
    expect(await drop(orders, 'orders.csv', {}, await test.as(['buyer']))).toMatchObject({
      status: 403,
      body: {
        detail: expect.stringMatching(
          /may not change customer orders\. An administrator can grant a role that may: planner or supervisor\.$/,
        ),
      },
    });
  });
  it('who may not bring several kinds is told all of them at once, with the roles that may', () => {
    expect(mayNot('Ann', [units, stock, locations, purchaseLines]).message).toBe(
      'Ann may not change units, stock, locations and purchase orders. An administrator can grant a role that may: planner or supervisor or administrator for units; storekeeper for stock; planner or supervisor or storekeeper or administrator for locations; expediter or buyer for purchase orders.',
    );
  });
  it('an expediter may bring new dates for lines that stand, and nothing else', async () => {
    const expediter = await test.as(['expediter']);
    const dates = await drop('Order,Line,Due\nSO-1,1,2026-12-11\n', 'dates.csv', { kind: 'customer_lines' }, expediter);
    expect(dates).toMatchObject({ status: 201, body: { counts: [{ changed: 1 }] } });
    expect((await apply(dates.body.id, {}, expediter)).status).toBe(201);
    expect(
      (await drop('Order,Line,Due,Quantity\nSO-1,1,2026-12-12,9\n', 'dates.csv', { kind: 'customer_lines' }, expediter))
        .status,
    ).toBe(403);
    const added = await drop(
      'Order,Line,Due,Customer,Item,Quantity\nSO-99,1,2026-12-12,C1,BIKE,1\n',
      'dates.csv',
      { kind: 'customer_lines' },
      expediter,
    );
    expect(added.status).toBe(403);
  });

  it('with decimal commas has points between its thousands', async () => {
    const german =
      'Order;Line;Customer;Article;Qty;Due;Unit price\nSO-19;1;C1;BIKE;1.500;03.12.2026;9,10\nSO-19;2;C1;BIKE;2;03.12.2026;1.250\n';
    const dry = await drop(german);
    expect(dry.body.counts).toMatchObject([{ added: 2, bad: 0 }]);
    await apply(dry.body.id);
    const { rows } = (await planner('GET', '/customer-lines?filter=order_no:eq:SO-19&sort=line')).body;
    expect(rows.map(({ qty, unit_price: price }: { qty: number; unit_price: number }) => [qty, price])).toEqual([
      [1500, 9.1],
      [2, 1250],
    ]);
  });

  it('without a column for the line: the lines of an order are counted as they come, and dropped again they are the same', async () => {
    const unnumbered = 'Order;Customer;Article;Qty;Due\nSO-9;C1;BIKE;2;03.12.2026\nSO-9;C1;FRAME;3;03.12.2026\n';
    const dry = await drop(unnumbered);
    expect(dry.body.notes).toEqual([expect.stringMatching(/no column for Line: rows with the same Order are counted/)]);
    await apply(dry.body.id);
    const { rows } = (await planner('GET', '/customer-lines?filter=order_no:eq:SO-9&sort=line')).body;
    expect(rows.map((row: { line: number; item: string }) => [row.line, row.item])).toEqual([
      [1, 'BIKE'],
      [2, 'FRAME'],
    ]);
    expect((await drop(unnumbered)).body.counts).toMatchObject([{ added: 0, changed: 0, same: 2, bad: 0 }]);
    // Another item for an order that is here: most likely a further line, never silently another item on the first.
    const further = await drop('Order;Customer;Article;Qty;Due\nSO-9;C1;FRAME;7;03.12.2026\n');
    expect(further.body).toMatchObject({ counts: [{ changed: 0, bad: 1 }], faults: [{ row: 2, value: 'SO-9/1' }] });
    expect(sentences(further)).toEqual([expect.stringMatching(/SO-9\/1 is BIKE here, not FRAME.*3 is free/)]);
  });
});

const line = (cells: Record<string, string>): string => {
  const row = { Order: 'SO-50', Customer: 'C1', Item: 'BIKE', Quantity: '1', Due: '2026-12-03', ...cells };
  return `${Object.keys(row).join(',')}\n${Object.values(row).join(',')}\n`;
};
const utf16 = (text: string): Buffer => Buffer.concat([Buffer.from([0xff, 0xfe]), Buffer.from(text, 'utf16le')]);

describe('bad input', () => {
  it.each([
    [
      'a due date in 1926',
      line({ Due: '1926-12-03' }),
      { column: 'Due', row: 2, value: '1926-12-03', text: /lies in the year 1926/ },
    ],
    ['a due date that can be read two ways', line({ Due: '3/4/2026' }), { column: 'Due', text: /two ways/ }],
    ['a quantity of −3', line({ Quantity: '-3' }), { column: 'Quantity', value: '-3', text: /above 0, not -3/ }],
    ['a quantity of 1e99', line({ Quantity: '1e99' }), { column: 'Quantity', text: /far beyond/ }],
    [
      'a quantity finer than the unit counts',
      line({ Quantity: '1.5' }),
      { column: 'Quantity', value: '1.5', text: /more decimals than pcs is counted in/ },
    ],
    [
      'an unknown customer',
      line({ Customer: 'C9' }),
      { column: 'Customer', value: 'C9', text: /does not exist in customers/ },
    ],
    [
      'an unknown unit',
      'Item,Unit\nX1,furlong\n',
      { column: 'Unit', value: 'furlong', text: /does not exist in units/ },
    ],
    [
      'a novel in a name',
      `Item,Name,Unit\nX1,${'Call me Ishmael. '.repeat(400)},pcs\n`,
      { column: 'Name', text: /characters long; 200 are the most/ },
    ],
    ['a calendar with no hours', 'Calendar,Week\nNEVER,;\n', { row: 2, column: 'Week', text: /no working hours/ }],
    [
      'a routing step without work centre',
      'Item,Step,Work centre\nBIKE,10,\n',
      { row: 2, column: 'Work centre', text: /names no work centre/ },
    ],
    [
      'a bill of material in a circle',
      'Item,Component,Quantity per\nBIKE,FRAME,1\nFRAME,TUBE,1\nTUBE,BIKE,1\n',
      { row: 4, column: 'Component', text: /circle: BIKE → FRAME → TUBE → BIKE/ },
    ],
    [
      'two customers for one order',
      'Order,Line,Customer,Item,Quantity,Due\nSO-60,1,C1,BIKE,1,2026-12-03\nSO-60,2,C2,BIKE,1,2026-12-03\n',
      { row: 3, column: 'Customer', value: 'C2', text: /belongs to customer C1, but line 2 names C2/ },
    ],
    [
      'one line twice',
      'Order,Line,Customer,Item,Quantity,Due\nSO-61,1,C1,BIKE,1,2026-12-03\nSO-61,1,C1,BIKE,2,2026-12-03\n',
      { row: 3, text: /second time; first in row 2/ },
    ],
    [
      'two columns for one field',
      'Order,Customer,Item,Quantity,Qty,Due\nSO-62,C1,BIKE,1,1,2026-12-03\n',
      { row: 1, column: 'Qty', text: /"Quantity" and "Qty" are both taken for Quantity/ },
    ],
    [
      'no head row',
      'SO-63,C1,BIKE,1,2026-12-03\nSO-64,C1,BIKE,1,2026-12-03\n',
      { text: /Maybe the head row is missing/ },
    ],
  ] as const)('%s is named with its place, and nothing is written', async (_, file, fault) => {
    const before = await planner('GET', '/items?limit=1');
    const dry = await drop(file);
    expect(dry.status).toBe(201);
    expect(dry.body.faults).toHaveLength(1);
    expect(dry.body.faults[0]).toMatchObject({ ...fault, text: expect.stringMatching(fault.text) });
    expect((await apply(dry.body.id)).status).toBe(422);
    expect((await planner('GET', '/items?limit=1')).body.total).toBe(before.body.total);
  });

  it('a column that every new row needs and the file has not is told once, not once a row', async () => {
    const dry = await drop('Order,Customer,Item,Quantity\nSO-65,C1,BIKE,1\nSO-66,C1,BIKE,1\n', 'orders.csv', {
      kind: 'customer_lines',
    });
    expect(dry.body).toMatchObject({
      counts: [{ bad: 2 }],
      faults: [{ row: 2, column: 'Due', text: expect.stringMatching(/no column for Due/) }],
    });
    expect(dry.body.fault_count).toBe(1);
  });

  it.each([
    ['an empty file', Buffer.alloc(0), 'orders.csv', /is empty/],
    ['a workbook that is none', Buffer.from('PK\u0003\u0004 and then nothing'), 'orders.xlsx', /damaged|no workbook/],
    ['an old workbook', Buffer.from([0xd0, 0xcf, 0x11, 0xe0, 0, 0]), 'orders.xls', /Excel 97/],
    ['a picture', Buffer.from([0x89, 0x50, 0x4e, 0x47, 0, 0]), 'orders.png', /picture/],
    ['a quotation mark that never ends', Buffer.from('Order,Item\n"SO-1,BIKE\n'), 'orders.csv', /quotation mark/],
    ['a zip bomb', zipOf('xl/worksheets/sheet1.xml', 700_000_000), 'orders.xlsx', /unpacks to more than/],
  ])('%s is refused in a sentence', async (_, bytes, name, sentence) => {
    const answer = await drop(bytes, name);
    expect(answer.status).toBe(422);
    expect(answer.body.detail).toMatch(sentence);
  });

  it('a file of 200 MB is refused while it comes in, and the server stays up', async () => {
    const answer = await drop(Buffer.alloc(200 * 1024 * 1024, 'Order,Item\n'));
    expect(answer).toMatchObject({
      status: 413,
      body: { code: 'too-large', detail: expect.stringMatching(/64 MB for a file/) },
    });
    expect((await planner('GET', '/me')).status).toBe(200);
  });

  it.each([
    ['Windows line ends', Buffer.from(line({ Order: 'SO-70' }).replaceAll('\n', '\r\n')), 'SO-70'],
    ['semicolons', Buffer.from(line({ Order: 'SO-71' }).replaceAll(',', ';')), 'SO-71'],
    ['tabs', Buffer.from(line({ Order: 'SO-72' }).replaceAll(',', '\t')), 'SO-72'],
    ['UTF-16', utf16(line({ Order: 'SÖ-73' })), 'SÖ-73'],
    ['Windows-1252', Buffer.from(line({ Order: 'SÖ-74' }), 'latin1'), 'SÖ-74'],
    ['a title above the head', Buffer.from(`Open orders\n\n${line({ Order: 'SO-75' })}`), 'SO-75'],
  ])('%s are no fault', async (_, bytes, order) => {
    const dry = await drop(bytes);
    expect(dry.body).toMatchObject({ fault_count: 0, counts: [{ added: 1 }] });
    await apply(dry.body.id);
    expect((await planner('GET', `/customer-lines?filter=order_no:eq:${encodeURIComponent(order)}`)).body.total).toBe(
      1,
    );
  });

  it('a text that begins like a formula stays text, and is written out so that no spreadsheet runs it', async () => {
    const dry = await drop('Customer,Name\nC5,"=HYPERLINK(""http://x"")"\nC6,@sum\n');
    await apply(dry.body.id);
    const out = String((await planner('GET', '/exports/customers?format=csv')).body);
    expect(out).toContain(`C5,"'=HYPERLINK(""http://x"")"`);
    expect(out).toContain(`C6,'@sum`);
    const again = await drop(out, 'customers.csv');
    expect(again.body).toMatchObject({ fault_count: 0, counts: [{ added: 0, changed: 0 }] });
  });

  it('dates of a workbook are days of the calendar', async () => {
    const bytes = await writeXlsxFile([
      [{ value: 'Order' }, { value: 'Customer' }, { value: 'Item' }, { value: 'Quantity' }, { value: 'Due' }],
      [
        { value: 'SO-80' },
        { value: 'C1' },
        { value: 'BIKE' },
        { value: 2 },
        { value: new Date('2026-12-03T00:00:00Z'), type: Date, format: 'yyyy-mm-dd' },
      ],
    ]).toBuffer();
    const dry = await drop(bytes, 'orders.xlsx');
    expect(dry.body).toMatchObject({ fault_count: 0, counts: [{ added: 1 }] });
    await apply(dry.body.id);
    expect((await planner('GET', '/customer-lines?filter=order_no:eq:SO-80')).body.rows).toMatchObject([
      { due: '2026-12-03T16:00:00.000Z', qty: 2 },
    ]);
  });
});

describe('files out', () => {
  it.each(['csv', 'xlsx'])('read back as %s change nothing', async (format) => {
    for (const kind of ['items', 'customer_lines', 'units']) {
      const out = await planner('GET', `/exports/${kind}?format=${format}`);
      const again = await drop(out.raw, `${kind}.${format}`);
      expect([kind, again.body.fault_count, again.body.counts?.[0]?.same]).toEqual([
        kind,
        0,
        (await planner('GET', `/${kind.replaceAll('_', '-')}?limit=1`)).body.total,
      ]);
    }
  });
  it('are empty sheets to fill in, for one kind or for all', async () => {
    expect(String((await planner('GET', '/templates/items')).body)).toMatch(/^\ufeffItem,Name,Supply,Unit/);
    const all = await drop((await planner('GET', '/templates/all?format=xlsx')).raw, 'hotlist.xlsx');
    expect(all.body.mapping.filter((one: { kind: string | null }) => one.kind === null)).toMatchObject([
      { sheet: 'How to fill in' },
    ]);
  });
});

describe('beside an ERP', () => {
  it('fields that Hotlist owns keep what they have, and the dry run says how many', async () => {
    const supervisor = await test.as(['supervisor']);
    await supervisor('PUT', '/field-owners', { kind: 'customer_lines', field: 'priority', owner: 'hotlist' });
    const [row] = (await planner('GET', '/customer-lines?filter=order_no:eq:SO-2')).body.rows;
    await planner('PATCH', `/customer-lines/${row.id}`, { priority: 1 }, { version: row.version });
    const night = 'Order,Line,Customer,Item,Quantity,Due,Priority\nSO-2,1,C2,BIKE,7,2026-12-04,5\n';
    const dry = await drop(night, 'night.csv', { from: 'erp' });
    expect(dry.body.counts).toMatchObject([{ changed: 1, kept: 1, fields: { qty: 1 } }]);
    await apply(dry.body.id);
    expect((await planner('GET', `/customer-lines/${row.id}`)).body).toMatchObject({ qty: 7, priority: 1 });
  });

  it('what changed here goes back once, and what the ERP brought does not', async () => {
    const first = await planner('POST', '/write-backs/customer_lines');
    expect(first.body.rows).toBeGreaterThan(0);
    expect((await planner('GET', '/write-backs/customer_lines')).body.pending).toBe(0);
    const [row] = (await planner('GET', '/customer-lines?filter=order_no:eq:SO-2')).body.rows;
    await planner('PATCH', `/customer-lines/${row.id}`, { promised: '2026-12-18' }, { version: row.version });
    const night = await drop('Order,Line,Customer,Item,Quantity,Due\nSO-1,1,C1,BIKE,77,2026-12-10\n', 'night.csv', {
      from: 'erp',
    });
    await apply(night.body.id);
    expect((await planner('GET', '/write-backs/customer_lines')).body.pending).toBe(1);
    const second = await planner('POST', '/write-backs/customer_lines');
    const file = await planner('GET', `/write-backs/customer_lines/${second.body.id}?format=csv`);
    const [head, ...rows] = String(file.body).trim().split('\r\n');
    expect(head).toMatch(/^Change,Changed fields,Order,Line/);
    expect(rows).toEqual([expect.stringMatching(/^changed,Promised,SO-2,1,C2,BIKE,7,.*2026-12-18 17:00/)]);
    expect((await planner('GET', `/write-backs/customer_lines/${second.body.id}?format=csv`)).body).toEqual(file.body);
  });

  it('a list is marked as taken over once, by whoever said so first; a viewer may not', async () => {
    const { id } = (await planner('POST', '/write-backs/items')).body;
    const path = `/write-backs/items/${id}/taken-over`;
    expect((await (await test.as(['viewer']))('POST', path)).status).toBe(403);
    const said = await planner('POST', path);
    expect(said.body).toMatchObject({ id, taken_over_by: expect.stringMatching(/^planner.* \d+$/) });
    const again = await (await test.as(['planner']))('POST', path);
    expect(again.body).toEqual(said.body);
    expect((await planner('GET', '/write-backs/items')).body.lists).toContainEqual(said.body);
    expect((await planner('POST', '/write-backs/items/999999/taken-over')).status).toBe(404);
  });

  it('a key has no owner, and neither has a field that there is not', async () => {
    const supervisor = await test.as(['supervisor']);
    for (const field of ['order_no', 'colour'])
      expect(
        (await supervisor('PUT', '/field-owners', { kind: 'customer_lines', field, owner: 'hotlist' })).status,
      ).toBe(404);
  });
});

/** A zip of one entry whose content is zeros, as a bomb would have it. */
function zipOf(name: string, size: number): Buffer {
  const packed = deflateRawSync(Buffer.alloc(size), { level: 9 });
  const local = Buffer.alloc(30);
  local.writeUInt32LE(0x04034b50, 0);
  local.writeUInt16LE(8, 8);
  local.writeUInt32LE(packed.length, 18);
  local.writeUInt32LE(size, 22);
  local.writeUInt16LE(name.length, 26);
  const central = Buffer.alloc(46);
  central.writeUInt32LE(0x02014b50, 0);
  central.writeUInt16LE(8, 10);
  central.writeUInt32LE(packed.length, 20);
  central.writeUInt32LE(size, 24);
  central.writeUInt16LE(name.length, 28);
  const end = Buffer.alloc(22);
  const start = local.length + name.length + packed.length;
  end.writeUInt32LE(0x06054b50, 0);
  end.writeUInt16LE(1, 8);
  end.writeUInt16LE(1, 10);
  end.writeUInt32LE(central.length + name.length, 12);
  end.writeUInt32LE(start, 16);
  return Buffer.concat([local, Buffer.from(name), packed, central, Buffer.from(name), end]);
}
