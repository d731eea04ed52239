/** The data of other systems dropped on the page: known by its content, judged, said what became of it, taken. */
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type Ask, type TestAnswer, type TestApp, testApp } from '../../server/test-app.ts';
import { adventureWorks, fixture, folder, formOf, northwind } from './foreign.test-support.ts';
import { zipped } from './zip.import.ts';

let test: TestApp;
let planner: Ask;
beforeAll(async () => {
  test = await testApp();
  planner = await test.as(['planner', 'buyer', 'storekeeper']);
});
afterAll(() => test.close());

type Attached = readonly (readonly [name: string, content: string | Uint8Array])[];
const drop = (attached: Attached, fields: Record<string, string> = {}): Promise<TestAnswer> => {
  const { body, headers } = formOf(attached, fields);
  return planner('POST', '/imports', body, { headers });
};
const { 'Production.BillOfMaterials.csv': bills, ...others } = adventureWorks;
/** Without the row that names a product that is not there. */
const works = Object.entries({ ...others, 'Production.BillOfMaterials.csv': bills.replace(/^4,.*\n/m, '') });
/** Without the rows that name an order that is not there and that have too few values. */
const script = northwind
  .split('\n')
  .filter((row) => !/VALUES\((99,|10248,1,14\)$)/.test(row))
  .join('\n');
const archive = (of: Attached): Uint8Array =>
  zipped(of.map(([name, content]) => ({ name: `set/${name}`, bytes: Buffer.from(content as Uint8Array) })));
const total = async (kind: string): Promise<number> => (await planner('GET', `/${kind}?limit=1`)).body.total;

describe('is known by what it holds, judged, and taken:', () => {
  it.each([
    ['a folder of a planning problem, file by file', 'hotlist', Object.entries(folder)],
    ['the same as a zip with a folder in it', 'hotlist', [['d100.zip', archive(Object.entries(folder))]] as const],
    ['a frePPLe fixture', 'frepple', [['what-i-got.json', JSON.stringify(fixture)]] as const],
    ['Northwind’s script', 'northwind', [['script.sql', script]] as const],
    ['a set of AdventureWorks', 'adventureworks', works],
  ] as const)('%s', async (_, format, attached) => {
    const before = await total('items');
    const dry = await drop(attached);
    expect(dry).toMatchObject({ status: 201, body: { format, state: 'dry', faults: [], mapping: [] } });
    expect(await total('items')).toBe(before);
    const taken = await planner('POST', `/imports/${dry.body.id}/apply`, {});
    expect(taken).toMatchObject({ status: 201, body: { state: 'applied', format, counts: dry.body.counts } });
    expect(taken.body.counts.length).toBeGreaterThan(5);
  });

  it('what was honoured and what was refused of frePPLe is said by model and field', async () => {
    const { notes } = (await drop([['demo.json', JSON.stringify(fixture)]])).body;
    expect(notes).toContain('refused: demand.maxlateness ×1: is not planned with');
    expect(notes).toContainEqual(expect.stringMatching(/^honoured: .*demand\.minshipment ×1/));
  });
});

describe('AdventureWorks', () => {
  it('lists the make items without a routing; demand is generated once a time is said, the same for the same time', async () => {
    const dry = await drop(works);
    expect(dry.body.notes).toContainEqual(expect.stringMatching(/^1 make items have no routing.*: FK-1$/));
    expect(dry.body.notes).toContainEqual(expect.stringMatching(/No demand was generated/));
    const lines = (answer: TestAnswer) =>
      answer.body.counts.find((one: { kind: string }) => one.kind === 'customer_lines');
    expect(lines(dry)).toBeUndefined();
    const path = `/imports/${dry.body.id}`;
    const said = await planner('PATCH', path, { now: '2025-09-21T06:00' }, { version: dry.body.version });
    expect(said).toMatchObject({ status: 200, body: { now: '2025-09-21T06:00', format: 'adventureworks' } });
    expect(lines(said)).toMatchObject({ added: 300 });
    await planner('POST', `${path}/apply`, {});
    expect(lines(await drop(works, { now: '2025-09-21T06:00' }))).toMatchObject({ added: 0, changed: 0, same: 300 });
  });

  it('of which a file is missing says which, and is not taken', async () => {
    const dry = await drop(works.filter(([name]) => name !== 'Purchasing.Vendor.csv'));
    expect(dry.body.faults).toContainEqual({
      file: 'Purchasing.Vendor.csv',
      text: 'Purchasing.Vendor.csv is missing.',
    });
    expect((await planner('POST', `/imports/${dry.body.id}/apply`, {})).status).toBe(422);
  });
});

describe('a person says otherwise', () => {
  it('and the sheets of a known set are matched column by column, or the other way round', async () => {
    const set = Object.entries(folder);
    const dry = await drop(set, { format: 'sheets' });
    expect(dry.body.format).toBeNull();
    expect(dry.body.mapping.map((one: { sheet: string }) => one.sheet)).toContain('demands');
    // It says of no sheet, and is passed over.
    expect(dry.body.notes.join()).not.toContain('meta.json');
    const path = `/imports/${dry.body.id}`;
    const asSet = await planner('PATCH', path, { format: 'hotlist' }, { version: dry.body.version });
    expect(asSet.body).toMatchObject({ format: 'hotlist', mapping: [], faults: [] });
    const back = await planner('PATCH', path, { format: 'sheets' }, { version: asSet.body.version });
    expect(back.body.mapping).toHaveLength(7);
  });

  it('and what is not of that system is refused with the reason', async () => {
    const dry = await drop([['orders.csv', 'Order,Item\nA,B\n']], { format: 'frepple' });
    expect(dry.body.faults).toEqual([{ file: 'the folder', text: expect.stringMatching(/There is no \.json file/) }]);
    expect((await planner('POST', `/imports/${dry.body.id}/apply`, {})).status).toBe(422);
  });

  it('with a time that is none, and is told', async () =>
    expect(await drop([['demo.json', JSON.stringify(fixture)]], { now: 'yesterday' })).toMatchObject({
      status: 400,
      body: { faults: [{ field: 'now', text: expect.stringMatching(/is no time/) }] },
    }));
});

it('who may not write what the data holds neither drops it nor says what it is', async () => {
  const { body } = await drop([['demo.json', JSON.stringify(fixture)]]);
  const buyer = await test.as(['buyer']);
  expect((await buyer('POST', `/imports/${body.id}/cancel`)).status).toBe(403);
  const said = { format: 'sheets' };
  expect((await buyer('PATCH', `/imports/${body.id}`, said, { version: body.version })).status).toBe(403);
  expect((await planner('POST', `/imports/${body.id}/cancel`)).body).toEqual({ cancelled: true });
});

describe('a fixture without a time', () => {
  it('is not taken before somebody says what time it is', async () => {
    const timeless = JSON.stringify(fixture.filter((one) => one.model !== 'common.parameter'));
    const dry = await drop([['demo.json', timeless]]);
    expect(dry.body.faults).toMatchObject([
      { file: 'demo.json', text: expect.stringMatching(/Nobody says what time/) },
    ]);
    expect(dry.body.notes).toEqual([]);
    const said = await planner(
      'PATCH',
      `/imports/${dry.body.id}`,
      { now: '2026-01-05' },
      { version: dry.body.version },
    );
    expect(said.body).toMatchObject({ fault_count: 0, now: '2026-01-05' });
  });
});

describe('several files', () => {
  it('of sheets are one import, each sheet matched for itself', async () => {
    const dry = await drop([
      ['units.csv', 'Unit,Decimals\nbox,0\n'],
      ['parts.csv', 'Item,Supply,Unit\nLID,buy,box\n'],
    ]);
    expect(dry.body).toMatchObject({
      file: 'units.csv and 1 more file',
      fault_count: 0,
      mapping: [{ kind: 'units' }, { kind: 'items' }],
    });
    expect((await planner('POST', `/imports/${dry.body.id}/apply`, {})).status).toBe(201);
  });

  it.each([
    [
      'two of one name',
      [
        ['a.csv', 'Unit\nx\n'],
        ['a.csv', 'Unit\ny\n'],
      ],
      /holds two files called a\.csv/,
    ],
    [
      'none of them readable',
      [
        ['a.txtx', 'x'],
        ['b.doc', 'y'],
      ],
      /There is no CSV and no workbook here/,
    ],
    ['an archive of nothing', [['nothing.zip', zipped([])]], /holds no files/],
    [
      'an archive that was cut short',
      [['short.zip', archive([['a.csv', 'Unit\nx\n']]).subarray(0, 40)]],
      /short\.zip is damaged/,
    ],
  ] as readonly (readonly [string, Attached, RegExp])[])('%s are refused in a sentence', async (_, attached, text) => {
    const answer = await drop(attached);
    expect([answer.status, answer.body.detail]).toEqual([422, expect.stringMatching(text)]);
  });
});
