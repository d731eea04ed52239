import { once } from 'node:events';
import { createServer, type Server, type Socket } from 'node:net';
import { sql } from 'kysely';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { openTables } from '../../server/database/database.ts';
import { stamp } from '../../server/http.ts';
import { type Ask, type TestApp, testApp } from '../../server/test-app.ts';
import { numberContainers } from './containers.store.ts';

let test: TestApp;
let planner: Ask;
let keeper: Ask;
let viewer: Ask;
let admin: Ask;

async function put(path: string, rows: readonly object[]): Promise<void> {
  for (const row of rows) expect(await planner('POST', path, row)).toMatchObject({ status: 201 });
}

/** A label printer: it takes what comes on its port, and says nothing. */
const taken: string[] = [];
let printer: Server;
let port: number;
async function listen(at = 0): Promise<void> {
  printer = createServer((socket: Socket) => {
    const parts: Buffer[] = [];
    socket.on('data', (part: Buffer) => parts.push(part));
    socket.on('end', () => taken.push(Buffer.concat(parts).toString()));
  });
  printer.listen(at, '127.0.0.1');
  await once(printer, 'listening');
  port = (printer.address() as { port: number }).port;
}
async function off(): Promise<void> {
  printer.close();
  await once(printer, 'close');
}

beforeAll(async () => {
  test = await testApp();
  await listen();
  planner = await test.as(['planner', 'storekeeper']);
  keeper = await test.as(['storekeeper']);
  viewer = await test.as(['viewer']);
  admin = await test.as(['administrator']);
  await put('/units', [{ code: 'pcs' }]);
  await put('/items', [
    { code: 'RICE', name: 'Risotto rice', unit: 'pcs', gtin: '9506000134352' },
    { code: 'TUBE', name: 'Tube ^25~ mm', unit: 'pcs' },
  ]);
  await put('/locations', [{ code: 'A-01', name: 'Rack A' }]);
  await put('/stock', [
    { item: 'RICE', location: 'A-01', lot: 'L-7', qty: 20, expires: '2026-12-31' },
    { item: 'TUBE', location: 'A-01', lot: 'L-8', serial: 'SN-77', qty: 1 },
  ]);
  expect(await admin('POST', '/printers', { code: 'DOCK', host: '127.0.0.1', port })).toMatchObject({ status: 201 });
});
afterAll(async () => {
  await off();
  await test.close();
});

const print = (body: object, ask = keeper) => ask('POST', '/labels/prints', body);
const prints = async () => (await viewer('GET', '/labels/prints')).body.rows;
/** The pauses are over. */
const later = () => sql`update label_prints set next_at = clock_timestamp() where state = 'waiting'`.execute(test.db);

describe('labels for a printer', () => {
  it('are queued with the request, sent by the worker, and seen by everybody who sees stock', async () => {
    const asked = await print({
      subject: 'item',
      things: [{ item: 'tube' }, { item: 'RICE' }],
      copies: 3,
      printer: 'DOCK',
    });
    expect(asked).toMatchObject({ status: 201, body: { said: '6 labels wait for DOCK.', pdf: null } });
    expect(taken).toEqual([]);
    await test.workOff();
    expect((await prints())[0]).toMatchObject({
      id: asked.body.print,
      state: 'sent',
      said: '6 labels sent to DOCK.',
      first: 'TUBE',
    });
    const [zpl = ''] = taken.splice(0);
    expect(zpl.match(/\^XA/g)).toHaveLength(2);
    expect(zpl).toContain('^FDTube _5E25_7E mm^FS');
    expect(zpl.match(/\^PQ3/g)).toHaveLength(2);
  });

  it('asked for twice by a network that fails are printed once', async () => {
    const body = { subject: 'location', things: [{ location: 'A-01' }], printer: 'DOCK' };
    const [one, two] = [
      await keeper('POST', '/labels/prints', body, { key: 'the-same-key' }),
      await keeper('POST', '/labels/prints', body, { key: 'the-same-key' }),
    ];
    expect(two.body.print).toBe(one.body.print);
    await test.workOff();
    expect(taken.splice(0)).toHaveLength(1);
  });

  it('wait for a printer that is off, which is said, and go out once it is on', async () => {
    await off();
    const { print: id } = (await print({ subject: 'item', things: [{ item: 'RICE' }], printer: 'DOCK' })).body;
    await test.workOff();
    expect((await prints())[0]).toMatchObject({
      id,
      state: 'waiting',
      said: `1 label waits: DOCK did not take them yet: nothing listens at 127.0.0.1:${port}.`,
    });
    await listen(port);
    await later();
    await print({ subject: 'item', things: [{ item: 'TUBE' }], printer: 'DOCK' });
    await test.workOff();
    expect((await prints()).slice(0, 2).map((one: { state: string }) => one.state)).toEqual(['sent', 'sent']);
    expect(taken.splice(0)).toHaveLength(2);
  });

  it('are cancelled while they wait, and then never sent; once sent they are not', async () => {
    const { print: id } = (await print({ subject: 'item', things: [{ item: 'RICE' }], printer: 'DOCK' })).body;
    const operator = await test.as(['operator']);
    for (const other of [viewer, operator])
      for (const act of ['cancel', 'again'])
        expect((await other('POST', `/labels/prints/${id}/${act}`)).status).toBe(403);
    expect((await keeper('POST', `/labels/prints/${id}/cancel`)).body.said).toBe('1 label for DOCK, cancelled.');
    await test.workOff();
    expect(taken).toEqual([]);
    expect(await keeper('POST', `/labels/prints/${id}/cancel`)).toMatchObject({
      status: 409,
      body: { detail: 'It is cancelled and not cancelled any more.' },
    });
  });

  it('printed again are marked, on the label and in the record', async () => {
    const { print: id } = (await print({ subject: 'item', things: [{ item: 'RICE' }], printer: 'DOCK' })).body;
    const again = await keeper('POST', `/labels/prints/${id}/again`);
    expect(again.body.said).toBe(`1 label, reprint of print ${id} waits for DOCK.`);
    await test.workOff();
    expect(taken.splice(0).map((zpl) => zpl.includes('^FDREPRINT^FS'))).toEqual([false, true]);
    expect((await prints())[0]).toMatchObject({ reprint_of: id });
  });
});

describe('labels as a sheet', () => {
  it('are a PDF that is the same however often it is opened', async () => {
    const { body } = await print({
      subject: 'lot',
      things: [{ item: 'RICE', lot: 'L-7', qty: '20' }],
      copies: 30,
      sheet: 'A4-24',
    });
    expect(body.said).toBe('30 labels as a sheet.');
    const paper = await keeper('GET', body.pdf);
    expect(paper.headers['content-type']).toBe('application/pdf');
    expect(paper.raw.subarray(0, 5).toString()).toBe('%PDF-');
    expect((paper.raw.toString('latin1').match(/\/Type \/Page\b/g) ?? []).length).toBe(2);
  });

  it.each([
    ['an unknown item', { subject: 'item', things: [{ item: 'NIX' }] }, 'There is no item NIX here. Maybe'],
    [
      'a deleted bin',
      { subject: 'location', things: [{ location: 'B-99' }] },
      'There is no location B-99 here. Maybe it was deleted',
    ],
    ['a lot without its lot', { subject: 'lot', things: [{ item: 'RICE' }] }, 'Maybe the lot is missing'],
    ['a serial without it', { subject: 'serial', things: [{ item: 'RICE' }] }, 'Maybe the serial is missing'],
    ['an unknown kit', { subject: 'kit', things: [{ kit: 'KIT-9' }] }, 'There is no kit KIT-9 here. Maybe'],
    ['nothing', { subject: 'item', things: [{}] }, 'Nothing is to be printed'],
    [
      'a template of something else',
      { subject: 'item', things: [{ item: 'RICE' }], template: 'BIN' },
      'There is no template BIN for an item',
    ],
    ['an unknown printer', { subject: 'item', things: [{ item: 'RICE' }], printer: 'NIX' }, 'There is no printer NIX'],
    [
      'a sheet that is too small',
      { subject: 'location', things: [{ location: 'A-01' }], sheet: 'A4-24' },
      'does not fit on the sheet A4, 3 × 8',
    ],
    [
      'a container before there is a prefix',
      { subject: 'container', things: [{ item: 'RICE' }] },
      'this site has none. Maybe set it under Labels',
    ],
  ])('of %s are refused with the way out', async (_, body, says) => {
    const answer = await print(body);
    expect(answer.status).toBe(422);
    expect(answer.body.detail).toContain(says);
  });
});

it('a label of a piece says its serial, and of which lot it is', async () => {
  const { body } = await print({ subject: 'serial', things: [{ item: 'tube', serial: 'SN-77' }] });
  expect((await prints())[0]).toMatchObject({ id: body.print, subject: 'serial', first: 'TUBE SN-77' });
  const { labels } = await test.db
    .selectFrom('label_prints')
    .select('labels')
    .where('id', '=', body.print)
    .executeTakeFirstOrThrow();
  expect(labels[0]).toMatchObject({ item: 'TUBE', serial: 'SN-77', lot: 'L-8', location: 'A-01', barcode: 'SN-77' });
});

describe('a template of the site', () => {
  it('is a record: a fault is told with its line, and a good one is printed and seen before', async () => {
    const body = {
      code: 'ITEM',
      subject: 'item',
      width_mm: 50,
      height_mm: 20,
      drawing: 'text 1 1 40 5 {item}\ntext 1 8 60 5 {nix}',
    };
    const refused = await planner('POST', '/label-templates', body);
    expect(refused).toMatchObject({
      status: 422,
      body: { faults: [{ row: 2, text: expect.stringContaining('Line 2: It ends at 61') }] },
    });
    await put('/label-templates', [{ ...body, drawing: 'text 1 1 40 5 Our {item}\ncode 1 7 40 10 code128 {barcode}' }]);
    const preview = (await viewer('GET', '/labels/preview?subject=item')).body;
    expect(preview.svg).toContain('>Our FRAME-54</text>');
    const { templates } = (await viewer('GET', '/labels/choices')).body;
    expect(templates.map((one: { code: string; own: boolean }) => [one.code, one.own])).toEqual([
      ['LOT', true],
      ['SERIAL', true],
      ['KIT', true],
      ['KANBAN', true],
      ['BIN', true],
      ['SSCC', true],
      ['ITEM', false],
    ]);
  });
});

describe('containers', () => {
  it('are numbered by the site’s company prefix, which has 4 to 12 digits', async () => {
    expect((await planner('PUT', '/labels/numbering', { company_prefix: '9506000134352' })).body.detail).toContain(
      '"9506000134352" is no company prefix',
    );
    expect((await keeper('PUT', '/labels/numbering', { company_prefix: '0614141' })).status).toBe(403);
    expect((await planner('PUT', '/labels/numbering', { company_prefix: '0614141', extension: 1 })).status).toBe(200);
    const { body } = await print({
      subject: 'container',
      things: [{ item: 'RICE', lot: 'L-7', qty: '20' }, {}],
      printer: 'DOCK',
    });
    // By hand, from the right: 1·3 1·1 4·3 1·1 4·3 1·1 6·3 0·1 1·3 = 51, so 9; with 2·3 in place of 1·3 54, so 6.
    expect(body.containers).toEqual(['106141410000000019', '106141410000000026']);
    await test.workOff();
    expect(taken.splice(0)).toHaveLength(1);
    expect((await keeper('GET', `/scan/00${body.containers[0]}`)).body).toMatchObject({
      kind: 'container',
      name: '106141410000000019',
      says: 'Container 106141410000000019: nothing is in it by the book; numbered for 20 of RICE lot L-7',
      label: { container: '106141410000000019' },
    });
  });

  it('get a second label by their number, with what they were numbered for, and it is a reprint', async () => {
    const first = (await prints())[0];
    const again = await print({ subject: 'container', things: [{ container: '106141410000000019' }] });
    expect(again.body).toMatchObject({
      said: `1 label, reprint of print ${first.id} as a sheet.`,
      containers: ['106141410000000019'],
    });
    expect(
      (await print({ subject: 'container', things: [{ container: '106141412345678908' }] })).body.detail,
    ).toContain('was not numbered here');
  });

  it('never share a number, whatever 50 clients ask at once, and two sites of one prefix neither', async () => {
    const many = openTables(test.url, 50);
    const give = (fail: boolean) =>
      many.transaction().execute(async (tx) => {
        await stamp(tx, { name: 'one of many', email: '', via: 'cli' }, 'PLANT');
        const given = await numberContainers(tx, 'PLANT', 'many', [
          { item: null, lot: null, qty: null },
          { item: null, lot: null, qty: null },
        ]);
        if (fail) throw new Error('the client went away');
        return given;
      });
    try {
      const all = await Promise.allSettled(Array.from({ length: 50 }, (_, n) => give(n % 10 === 0)));
      const given = all.flatMap((one) => (one.status === 'fulfilled' ? one.value : []));
      expect([given.length, new Set(given).size]).toEqual([90, 90]);
      const { rows } = await sql<{ count: number }>`select count(*) as count from container_numbers`.execute(test.db);
      // 45 who were answered two each, and the two before.
      expect(Number(rows[0]?.count)).toBe(92);
    } finally {
      await many.destroy();
    }
  });
});

describe('label printers', () => {
  it('are an administrator’s to set: the desk connects to what they name', async () => {
    const one = { code: 'GATE', host: '127.0.0.1', port: 9 };
    expect((await planner('POST', '/printers', one)).status).toBe(403);
    expect((await admin('POST', '/printers', one)).status).toBe(201);
  });

  it.each(['a b', 'http://zebra', 'user@zebra', 'zebra:9100', '-zebra', 'zebra..local', ''])(
    'are no host called "%s"',
    async (host) => expect((await admin('POST', '/printers', { code: 'NO', host })).status).toBe(422),
  );

  it.each(['zebra', 'zebra-2.plant.example', '10.0.0.7', 'fe80::1'])('are a host called %s', async (host) =>
    expect((await admin('POST', '/printers', { code: host.replaceAll(/[:.]/g, '-'), host })).status).toBe(201),
  );
});

describe('a customer’s own template', () => {
  const drawing = 'text 1 1 90 5 {customer_name}: {customer_ref} ({customer_order})\ncode 1 7 90 20 code128 {barcode}';
  const item = { subject: 'item', things: [{ item: 'TUBE' }], printer: 'DOCK' };
  const latest = async () => {
    await later();
    await test.workOff();
    return taken.at(-1) ?? '';
  };
  beforeAll(async () => {
    await put('/customers', [
      { code: 'MILLER', name: 'Miller Cycles' },
      { code: 'STADT', name: 'Stadtrad' },
    ]);
    await put('/customer-lines', [
      {
        order_no: 'SO-7',
        line: 2,
        customer: 'MILLER',
        item: 'TUBE',
        qty: 5,
        due: '2026-12-01',
        reference: '4500012345',
      },
      { order_no: 'SO-8', line: 1, customer: 'STADT', item: 'TUBE', qty: 5, due: '2026-12-01' },
    ]);
    const one = { subject: 'item', width_mm: 100, height_mm: 50, drawing };
    await put('/label-templates', [{ ...one, code: 'MILLER-ITEM', customer: 'MILLER' }]);
    const stranger = await planner('POST', '/label-templates', { ...one, code: 'ODD', customer: 'NOBODY' });
    expect(stranger.body.detail).toMatch(/NOBODY/);
  });

  it('is taken for what is printed for his order, and says his numbers', async () => {
    expect(await print({ ...item, order: 'so-7/2' })).toMatchObject({ status: 201 });
    expect(await latest()).toContain('^FDMiller Cycles: 4500012345 (SO-7/2)^FS');
    const { templates } = (await viewer('GET', '/labels/choices')).body;
    expect(templates.find(({ code }: { code: string }) => code === 'MILLER-ITEM').customer).toBe('MILLER');
    const { svg } = (await viewer('GET', '/labels/preview?subject=item&template=MILLER-ITEM')).body;
    expect(svg).toContain('Miller Cycles');
  });

  it('says his name without an order; for who has none of his own ours is taken', async () => {
    expect(await print({ ...item, template: 'MILLER-ITEM' })).toMatchObject({ status: 201 });
    expect(await latest()).toContain('^FDMiller Cycles:');
    expect(await print({ ...item, order: 'SO-8/1' })).toMatchObject({ status: 201 });
    expect((await prints())[0].template).toBe('ITEM');
  });

  it.each([
    [{ order: 'SO-9/1' }, 'There is no customer line SO-9/1 here. Maybe it is written SO-1/2.'],
    [
      { order: 'SO-8/1', template: 'MILLER-ITEM' },
      'Template MILLER-ITEM is MILLER’s, and SO-8/1 is an order of STADT. Maybe choose another template.',
    ],
  ])('is refused in a sentence: %j', async (more, says) => {
    const refused = await print({ ...item, ...more });
    expect([refused.status, refused.body.detail]).toEqual([422, says]);
  });
});
