/** Files as people send them by mistake or in malice: each is told in a sentence with its place, or read right. */
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { type Ask, type TestAnswer, type TestApp, testApp } from '../../server/test-app.ts';
import { formOf, type SheetXml, workbookOf } from './foreign.test-support.ts';
import { unzipped, zipped } from './zip.import.ts';

let test: TestApp;
let planner: Ask;
beforeAll(async () => {
  test = await testApp();
  planner = await test.as(['planner']);
  await planner('POST', '/units', { code: 'pcs' });
  await planner('POST', '/items', { code: 'BIKE', supply: 'make', unit: 'pcs' });
  await planner('POST', '/customers', { code: 'C1' });
  await planner('POST', '/calendars', { code: 'DAY', week: 'Mon-Fri 06:00-14:00' });
  await planner('POST', '/work-centres', { code: 'SAW', calendar: 'DAY' });
  await planner('POST', '/machines', { code: 'M1', work_centre: 'SAW' });
});
afterAll(() => test.close());

type File = string | Uint8Array;
interface CellFault {
  readonly sheet?: string;
  readonly row: number;
  readonly column: string;
  readonly value?: string;
  readonly text: RegExp;
}
const drop = (file: File, name = 'orders.csv'): Promise<TestAnswer> => {
  const { body, headers } = formOf([[name, file]]);
  return planner('POST', '/imports', body, { headers });
};
const apply = (id: number): Promise<TestAnswer> => planner('POST', `/imports/${id}/apply`, {});
const written = async (): Promise<number> =>
  Number(
    (
      await test.db
        .selectFrom('audit')
        .select((all) => all.fn.countAll<number>().as('n'))
        .where('kind', 'not in', ['imports', 'import_mappings'])
        .executeTakeFirstOrThrow()
    ).n,
  );

let before: number;
beforeEach(async () => {
  before = await written();
});
/** Nothing of it was written, and the server answers the next person. */
async function untouched(): Promise<void> {
  expect(await written()).toBe(before);
  expect((await planner('GET', '/me')).status).toBe(200);
}

const line = (cells: Record<string, string>): string => {
  const row = { Order: 'SO-50', Customer: 'C1', Item: 'BIKE', Quantity: '1', Due: '2026-12-03', ...cells };
  return `${Object.keys(row).join(',')}\n${Object.values(row).join(',')}\n`;
};
const head = ['Order', 'Customer', 'Item', 'Quantity', 'Due'];
/** Days since the first of January of 1904, as old Macintosh workbooks count. */
const since1904 = (Date.UTC(2026, 11, 3) - Date.UTC(1904, 0, 1)) / 86_400_000;
const ordersXml = (name: string, ...rows: SheetXml['rows']): SheetXml => ({ name, rows: [head, ...rows] });

describe('a cell is named with its place and nothing is written:', () => {
  const cases: readonly (readonly [name: string, file: File, fault: CellFault])[] = [
    [
      'a quantity of NaN',
      line({ Quantity: 'NaN' }),
      { row: 2, column: 'Quantity', value: 'NaN', text: /is not a number/ },
    ],
    [
      'a command for a spreadsheet as a quantity',
      line({ Quantity: "=cmd|' /C calc'!A0" }),
      { row: 2, column: 'Quantity', value: "=cmd|' /C calc'!A0", text: /is not a number/ },
    ],
    [
      'a novel of 100 kB in a name',
      `Item,Name,Unit\nX1,${'Call me Ishmael. '.repeat(6250)},pcs\n`,
      { row: 2, column: 'Name', text: /106249 characters long; 200 are the most. It begins "Call me Ishmael/ },
    ],
    [
      'hours that end before they begin, as they were typed and not as they were read',
      'Machine,From,To,Reason\nM1,2026-12-03 08:00,2026-12-03 7:00,belt\n',
      { row: 2, column: 'To', value: '2026-12-03 7:00', text: /ends before it begins/ },
    ],
    [
      'a head that stands twice',
      'Order,Customer,Item,Quantity,Quantity,Due\nSO-62,C1,BIKE,1,2,2026-12-03\n',
      { row: 1, column: 'Quantity', text: /"Quantity" and "Quantity" are both taken for Quantity/ },
    ],
    [
      'one order on two sheets of a workbook',
      workbookOf([
        ordersXml('May', ['SO-63', 'C1', 'BIKE', 1, '2026-12-03']),
        ordersXml('June', ['SO-64', 'C1', 'BIKE', 1, '2026-12-03'], ['SO-63', 'C1', 'BIKE', 2, '2026-12-03']),
      ]),
      { sheet: 'June', row: 3, column: 'Order', text: /second time; first in sheet May, row 2/ },
    ],
    [
      'an order whose number stands in a cell merged over two rows',
      workbookOf([
        {
          ...ordersXml('Orders', ['SO-65', 'C1', 'BIKE', 1, '2026-12-03'], [null, 'C1', 'BIKE', 2, '2026-12-04']),
          merged: ['A2:A3'],
        },
      ]),
      { sheet: 'Orders', row: 3, column: 'Order', text: /Order is missing/ },
    ],
  ];
  it.each(cases)('%s', async (_, file, fault) => {
    const dry = await drop(file, typeof file === 'string' ? 'orders.csv' : 'orders.xlsx');
    expect(dry.status).toBe(201);
    expect(dry.body.faults).toEqual([expect.objectContaining({ ...fault, text: expect.stringMatching(fault.text) })]);
    expect((await apply(dry.body.id)).status).toBe(422);
    await untouched();
  });
});

it('a row is told all that is wrong with it at once: what cannot be read and what it names that is nowhere', async () => {
  const dry = await drop(line({ Quantity: '-1', Due: 'soon', Customer: 'NOBODY' }));
  const columns = dry.body.faults.map((fault: { column: string }) => fault.column);
  expect(columns.toSorted()).toEqual(['Customer', 'Due', 'Quantity']);
  const half = await drop(line({ Quantity: '1.5', Due: 'soon' }));
  expect(half.body.faults).toMatchObject([
    { column: 'Due', value: 'soon' },
    { column: 'Quantity', value: '1.5', text: expect.stringMatching(/decimals|whole|pcs/) },
  ]);
  await untouched();
});

describe('a file of the wrong kind is refused in a sentence that says what it is:', () => {
  const text = (content: string) => Buffer.from(content);
  it.each([
    ['a PDF', text('%PDF-1.7\n%âãÏÓ'), 'orders.pdf', /is a PDF, which has no cells/],
    [
      'a Word document',
      zipped([
        { name: '[Content_Types].xml', bytes: text('<Types/>') },
        { name: 'word/document.xml', bytes: text('<document/>') },
      ]),
      'orders.docx',
      /is a Word document/,
    ],
    [
      'slides',
      zipped([
        { name: '[Content_Types].xml', bytes: text('<Types/>') },
        { name: 'ppt/presentation.xml', bytes: text('<p/>') },
      ]),
      'orders.xlsx',
      /is a presentation/,
    ],
    ['zeros', Buffer.alloc(5000), 'orders.csv', /is not a text file/],
    [
      'UTF-8 with a broken letter, rather than read as something else',
      Buffer.concat([text('Customer,Name\nC7,Müller\nC8,Gr'), Buffer.from([0xff]), text('ün\n')]),
      'customers.csv',
      /row 3.*UTF-8.*Maybe save it again/,
    ],
  ])('%s', async (_, bytes, name, sentence) => {
    const answer = await drop(bytes, name);
    expect([answer.status, answer.body.detail]).toEqual([422, expect.stringMatching(sentence)]);
    await untouched();
  });
});

describe('is read right:', () => {
  const orderOf = async (order: string) =>
    (await planner('GET', `/customer-lines?filter=order_no:eq:${order}`)).body.rows;

  it('a workbook that counts its days from 1904, through the whole import', async () => {
    const dry = await drop(
      workbookOf([ordersXml('Orders', ['SO-70', 'C1', 'BIKE', 2, { date: since1904 }])], { from1904: true }),
      'mac.xlsx',
    );
    expect(dry.body).toMatchObject({ fault_count: 0, counts: [{ added: 1 }] });
    await apply(dry.body.id);
    expect(await orderOf('SO-70')).toMatchObject([{ due: '2026-12-03T16:00:00.000Z' }]);
  });

  it('the same days counted from 1900, which are 1,462 more', async () => {
    const dry = await drop(
      workbookOf([ordersXml('Orders', ['SO-71', 'C1', 'BIKE', 2, { date: since1904 + 1462 }])]),
      'pc.xlsx',
    );
    await apply(dry.body.id);
    expect(await orderOf('SO-71')).toMatchObject([{ due: '2026-12-03T16:00:00.000Z' }]);
  });

  it('two sheets of one kind, as one', async () => {
    const dry = await drop(
      workbookOf([
        ordersXml('May', ['SO-72', 'C1', 'BIKE', 1, '2026-12-03']),
        ordersXml('June', ['SO-73', 'C1', 'BIKE', 1, '2026-12-03']),
      ]),
      'book.xlsx',
    );
    expect(dry.body).toMatchObject({ fault_count: 0, counts: [{ kind: 'customer_lines', added: 2 }] });
  });

  it('a title merged over the columns above the head', async () => {
    const rows = [['Orders of the week'], head, ['SO-74', 'C1', 'BIKE', 1, '2026-12-03']];
    const dry = await drop(workbookOf([{ name: 'Week', rows, merged: ['A1:E1'] }]), 'week.xlsx');
    expect(dry.body).toMatchObject({ fault_count: 0, counts: [{ added: 1 }] });
  });

  it.each([
    ['old Macintosh line ends', Buffer.from(line({ Order: 'SO-75' }).replaceAll('\n', '\r'))],
    ['UTF-8 with its mark', Buffer.from(`\ufeff${line({ Order: 'SO-76' })}`)],
    ['UTF-16 without a mark', Buffer.from(line({ Order: 'SO-77' }), 'utf16le')],
    ['Windows-1252 with letters that look like others’ bytes', Buffer.from(line({ Order: 'SÃO' }), 'latin1')],
  ])('%s', async (_, bytes) => {
    expect((await drop(bytes)).body).toMatchObject({ fault_count: 0, counts: [{ added: 1 }] });
  });
});

it('texts that begin like formulas stay text, and go out in CSV and in a workbook so that none is run', async () => {
  const names = ["=cmd|' /C calc'!A0", '+1', '@x', '-2+3'];
  const dry = await drop(`Customer,Name\n${names.map((name, at) => `F${at},${name}`).join('\n')}\n`, 'customers.csv');
  expect(dry.body).toMatchObject({ fault_count: 0, counts: [{ added: 4 }] });
  await apply(dry.body.id);
  const kept = (await planner('GET', '/customers?filter=code:has:F')).body.rows;
  expect(kept.map((row: { name: string }) => row.name)).toEqual(names);

  const csv = String((await planner('GET', '/exports/customers?format=csv')).body);
  for (const name of names) expect(csv).toContain(`,'${name}`);
  const book = await planner('GET', '/exports/customers?format=xlsx');
  const parts = unzipped(book.raw, 'customers.xlsx');
  if ('fault' in parts) throw new Error(parts.fault);
  const sheet = Buffer.from(parts.files.get('sheet1.xml') ?? []).toString();
  expect(sheet).toContain('<c r="B3" t="s">');
  expect(sheet).not.toMatch(/<f[ >]/);
  for (const out of [csv, book.raw])
    expect((await drop(out, typeof out === 'string' ? 'out.csv' : 'out.xlsx')).body.counts).toMatchObject([
      { added: 0, changed: 0, same: 5, bad: 0 },
    ]);
});
