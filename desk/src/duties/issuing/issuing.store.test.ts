import { sql } from 'kysely';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { later } from '../../house/clock.ts';
import { type Ask, plantNow, type TestApp } from '../../server/test-app.ts';
import { type LedgerTest, ledgerTest, rawly } from '../inventory/ledger.test-support.ts';

let test: TestApp;
let balance: LedgerTest['balance'];
let differences: LedgerTest['differences'];
let put: LedgerTest['put'];
let keeper: Ask;
let planner: Ask;

beforeAll(async () => {
  ({ test, balance, differences, put, keeper, planner } = await ledgerTest());
  await put('/items', [
    { code: 'BIKE', supply: 'make', unit: 'pcs' },
    { code: 'TUBE', supply: 'buy', unit: 'pcs' },
    { code: 'STEEL', supply: 'buy', unit: 'pcs' },
    { code: 'GLUE', supply: 'buy', unit: 'pcs' },
  ]);
  await put('/components', [
    { parent: 'BIKE', component: 'TUBE', qty_per: '2', alternate_group: 'T', rank: 1 },
    { parent: 'BIKE', component: 'STEEL', qty_per: '4', alternate_group: 'T', rank: 2 },
  ]);
});
afterAll(() => test.close());

let made = 0;
const order = async (state = 'released'): Promise<string> => {
  made += 1;
  await put('/work-orders', [{ number: `MO-${made}`, item: 'BIKE', qty: 5, state }]);
  await put('/work-materials', [
    { work_order: `MO-${made}`, item: 'TUBE', qty: 10 },
    { work_order: `MO-${made}`, item: 'GLUE', qty: 1, seq: 20 },
  ]);
  return `MO-${made}`;
};
const stock = (rows: readonly [item: string, location: string, qty: number, lot?: string, expires?: string][]) =>
  rawly(
    test.db,
    `delete from allocations; update stock set qty = 0; insert into stock (site, item, location, qty, lot, expires) values ${rows
      .map(
        ([item, at, qty, lot = '', expires]) =>
          `('PLANT', '${item}', '${at}', ${qty}, '${lot}', ${expires ? `'${expires}'` : 'null'})`,
      )
      .join(
        ', ',
      )} on conflict (site, item, location, lot, serial, container, owner) do update set qty = excluded.qty, expires = excluded.expires`,
  );
const issue = (
  number: string,
  lines: readonly object[],
  more: { confirm?: string; because?: string; reason?: string; key?: string } = {},
) =>
  keeper(
    'POST',
    `/pick-lists/${number}/issue?${new URLSearchParams({ confirm: more.confirm ?? '', because: more.because ?? '' })}`,
    { lines, reason: more.reason ?? '' },
    more.key ? { key: more.key } : {},
  );
const needs = async (number: string) =>
  (await keeper('GET', `/pick-lists/${number}`)).body.lines.map(
    (one: { item: string; qty: number; issued: number; open: number }) => [one.item, one.qty, one.issued, one.open],
  );

describe('a pick list', () => {
  it('says where to take it: reserved for the order, then what expires first; who has what is missing', async () => {
    const number = await order();
    await stock([
      ['TUBE', 'A', 3],
      ['TUBE', 'B', 3, 'OLD', '2036-01-01'],
      ['TUBE', 'C', 6],
    ]);
    await planner('POST', '/allocations/reserve', { item: 'TUBE', location: 'C', qty: 2, for: number });
    const other = await order();
    await planner('POST', '/allocations/reserve', { item: 'TUBE', location: 'C', qty: 4, for: other });
    const { lines } = (await keeper('GET', `/pick-lists/${number}`)).body;
    expect(lines[0]).toMatchObject({
      item: 'TUBE',
      open: 10,
      missing: 2,
      from: [
        { location: 'C', qty: 2 },
        { location: 'B', lot: 'OLD', qty: 3 },
        { location: 'A', qty: 3 },
      ],
      held: [{ for_order: other, qty: 4 }],
      substitutes: ['STEEL'],
    });
    const { rows } = (await keeper('GET', '/pick-lists')).body;
    expect(rows.find((row: { order: string }) => row.order === number)).toMatchObject({
      lines: 2,
      open: 2,
      begun: false,
    });
  });

  it('of several orders in one walk offers no piece twice, each what is reserved for it, and says where places stand on the way', async () => {
    const [first, second] = [await order(), await order()];
    await stock([
      ['TUBE', 'A', 10],
      ['TUBE', 'C', 6],
    ]);
    await rawly(test.db, `update locations set walk = case code when 'C' then 10 end where site = 'PLANT'`);
    await planner('POST', '/allocations/reserve', { item: 'TUBE', location: 'A', qty: 4, for: first });
    await planner('POST', '/allocations/reserve', { item: 'TUBE', location: 'A', qty: 2, for: second });
    const wave = async (...orders: readonly string[]) => {
      const { lists } = (await keeper('GET', `/pick-waves/${orders.join(',')}`)).body;
      return lists.map((list: { order: string; lines: { missing: number; from: object[] }[] }) => [
        list.order,
        list.lines[0]?.missing,
        list.lines[0]?.from,
      ]);
    };
    const at = (location: string, qty: number) => ({
      location,
      lot: '',
      qty,
      expires: null,
      containers: [],
      walk: location === 'C' ? 10 : null,
    });
    // 16 lie there: the first has its 10, and the second its own 2 and what is left.
    expect(await wave(first, second)).toEqual([
      [first, 0, [at('A', 8), at('C', 2)]],
      [second, 4, [at('A', 2), at('C', 4)]],
    ]);
    expect(await wave(second, first)).toEqual([
      [second, 0, [at('A', 6), at('C', 4)]],
      [first, 4, [at('A', 4), at('C', 2)]],
    ]);
    expect(await keeper('GET', '/pick-waves/MO-0')).toMatchObject({ status: 404 });
    expect(await keeper('GET', '/pick-waves/,')).toMatchObject({ status: 400 });
  });

  it('of what stands in a container is issued out of it in the same act, what stands loose first, and names it', async () => {
    const number = await order();
    await stock([['TUBE', 'A', 0]]);
    const item = 'TUBE';
    const found = (qty: number, container: string) =>
      keeper('POST', '/movements?confirm=far-more', { act: 'adjust', item, to: 'A', qty, container, reason: 'found' });
    for (const [qty, container] of [
      [3, ''],
      [4, 'PAL-1'],
      [20, 'PAL-2'],
    ] as const)
      expect(await found(qty, container)).toMatchObject({ status: 201 });
    expect((await keeper('GET', `/pick-lists/${number}`)).body.lines[0].from).toMatchObject([
      { location: 'A', qty: 10, containers: ['PAL-1', 'PAL-2'] },
    ]);
    const taken = await issue(number, [{ item, location: 'A', qty: 10 }]);
    expect(taken).toMatchObject({
      status: 201,
      body: {
        done: `Issued to ${number}: 10 pcs of TUBE. Out of its container: 4 of TUBE from PAL-1, 3 of TUBE from PAL-2.`,
      },
    });
    const { rows } = (await keeper('GET', '/stock?filter=item%3Aeq%3ATUBE%7Cqty%3Agt%3A0')).body;
    expect(rows.map((row: { container: string; qty: number }) => [row.container, row.qty])).toEqual([['PAL-2', 17]]);
    expect(await issue(await order(), [{ item, location: 'A', qty: 18 }], { reason: 'x' })).toMatchObject({
      status: 409,
    });
    expect(await differences()).toEqual([]);
    await rawly(test.db, `update stock set qty = 0 where item = 'TUBE'`);
  });

  it('of pieces by serial is issued by naming each, which its trace keeps, and brought back by name', async () => {
    const number = await order();
    await stock([['TUBE', 'A', 0]]);
    const item = 'TUBE';
    for (const serial of ['S-1', 'S-2'])
      await keeper('POST', '/movements', { act: 'adjust', item, serial, to: 'A', qty: 1, reason: 'found' });
    expect((await keeper('GET', `/pick-lists/${number}`)).body.lines[0]).toMatchObject({
      from: [],
      missing: 8,
      pieces: [
        { location: 'A', serial: 'S-1' },
        { location: 'A', serial: 'S-2' },
      ],
    });
    const piece = { item, location: 'A', qty: 1 };
    expect(await issue(number, [piece])).toMatchObject({
      status: 422,
      body: { code: 'serial-missing', detail: expect.stringMatching(/by serials: S-1.*S-2\. Maybe say which/) },
    });
    expect(await issue(number, [{ ...piece, serial: 'S-1', qty: 2 }])).toMatchObject({ body: { code: 'not-one' } });
    expect(await issue(number, [{ ...piece, serial: 'S-9' }])).toMatchObject({ body: { code: 'no-piece' } });
    expect(await issue(number, [{ ...piece, serial: 'S-1', location: 'B' }])).toMatchObject({
      status: 422,
      body: { code: 'no-piece', detail: expect.stringContaining('it is at A') },
    });
    expect(await issue(number, [{ ...piece, serial: 'S-1' }])).toMatchObject({
      status: 201,
      body: { done: expect.stringContaining('serial S-1') },
    });
    expect((await keeper('GET', '/movements?item=TUBE&serial=S-1&limit=1')).body.rows[0]).toMatchObject({
      to_kind: 'work order',
      reference_key: number,
    });
    expect(await issue(number, [{ ...piece, serial: 'S-1' }])).toMatchObject({ body: { code: 'no-piece' } });
    const back = { ...piece, serial: 'S-1' };
    expect(await keeper('POST', `/pick-lists/${number}/return`, back)).toMatchObject({ status: 201 });
    expect(await differences()).toEqual([]);
    await rawly(test.db, `update stock set qty = 0 where item = 'TUBE'`);
  });

  it('of very many pieces names those that may be taken, issues any that is named, and asks which wherever they stand', async () => {
    const number = await order();
    await rawly(
      test.db,
      `insert into stock (site, item, location, lot, serial, qty)
        select 'PLANT', 'TUBE', case when n <= 100 then 'A' else 'B' end, '', 'P-' || to_char(n, 'FM000'), 1 from generate_series(1, 102) n`,
    );
    const piece = { item: 'TUBE', location: 'B', qty: 1 };
    await rawly(test.db, `update stock set available_from = '2090-01-01' where item = 'TUBE' and location = 'A'`);
    const [listed] = (await keeper('GET', `/pick-lists/${number}`)).body.lines;
    expect([listed.missing, listed.pieces.map((one: { serial: string }) => one.serial)]).toEqual([
      8,
      ['P-101', 'P-102'],
    ]);
    expect(await issue(number, [piece])).toMatchObject({ status: 422, body: { code: 'serial-missing' } });
    expect(await issue(number, [{ ...piece, serial: 'P-102' }])).toMatchObject({ status: 201 });
    await rawly(test.db, `update stock set qty = 0 where item = 'TUBE'`);
  });

  it('offers nothing that has expired, and says where it lies; issued all the same it is asked, and the reason is kept', async () => {
    const number = await order();
    await stock([
      ['TUBE', 'A', 4, 'OLD', '2020-01-01'],
      ['TUBE', 'B', 4, 'NEW', '2040-01-01'],
    ]);
    const { lines } = (await keeper('GET', `/pick-lists/${number}`)).body;
    expect(lines[0]).toMatchObject({
      from: [{ location: 'B', lot: 'NEW', expires: '2040-01-01' }],
      spots: [
        { location: 'A', expires: '2020-01-01', expired: true },
        { location: 'B', expires: '2040-01-01', expired: false },
      ],
    });
    const old = [{ item: 'TUBE', location: 'A', lot: 'OLD', qty: 4 }];
    expect(await issue(number, old)).toMatchObject({
      status: 409,
      body: {
        code: 'expired',
        detail: expect.stringMatching(/TUBE lot OLD at A expired on Wed 1 Jan 2020\. Maybe take another lot/),
        values: { confirm: 'expired' },
      },
    });
    expect(await issue(number, old, { confirm: 'expired' })).toMatchObject({
      status: 422,
      body: { code: 'reason-missing' },
    });
    expect((await needs(number))[0]).toEqual(['TUBE', 10, 0, 10]);
    // A lot has one day wherever it lies: where the books have none of it, too.
    const elsewhere = [{ item: 'TUBE', location: 'C', lot: 'OLD', qty: 1 }];
    expect(await issue(number, elsewhere, { confirm: 'negative', reason: 'it is there' })).toMatchObject({
      status: 409,
      body: { code: 'expired' },
    });
    const done = await issue(number, old, { confirm: 'expired', because: 'tested by the laboratory' });
    expect(done).toMatchObject({ status: 201 });
    expect((await keeper('GET', '/movements?item=TUBE&limit=1')).body.rows[0]).toMatchObject({
      lot: 'OLD',
      reason: 'tested by the laboratory',
    });
    expect(await issue(number, [{ item: 'TUBE', location: 'B', lot: 'NEW', qty: 4 }])).toMatchObject({ status: 201 });
    await rawly(test.db, `delete from stock where item = 'TUBE'`);
  });

  it('of a place where less lies than the books have says why, offers the rest elsewhere and what stands in for it, until something comes there', async () => {
    const number = await order();
    await stock([
      ['TUBE', 'A', 7],
      ['TUBE', 'B', 1],
      ['STEEL', 'C', 12],
    ]);
    const tube = async () => (await keeper('GET', `/pick-lists/${number}`)).body.lines[0];
    const short = { item: 'TUBE', location: 'A', qty: 4, short: true };
    expect(await issue(number, [short])).toMatchObject({ status: 422, body: { code: 'reason-missing' } });
    expect(await issue(number, [short], { reason: 'bent' })).toMatchObject({
      status: 201,
      body: { done: `Issued to ${number}: 4 pcs of TUBE. No more TUBE lies at A: it is sought.` },
    });
    // 10 needed, 4 issued, 1 at B: 5 of tube at 2 a bicycle are 10 of steel at 4.
    expect(await tube()).toMatchObject({
      issued: 4,
      missing: 5,
      from: [{ location: 'B', qty: 1 }],
      vain: [{ location: 'A', note: 'bent' }],
      instead: [{ item: 'STEEL', qty: 10, from: [{ location: 'C', qty: 10 }] }],
    });
    expect((await keeper('GET', '/looks')).body.rows).toMatchObject([{ item: 'TUBE', location: 'A', note: 'bent' }]);
    expect(await issue(number, [{ ...short, location: 'B', qty: 0 }], { reason: 'empty' })).toMatchObject({
      status: 201,
      body: { movements: [] },
    });
    expect(await tube()).toMatchObject({ issued: 4, missing: 6, from: [] });
    await keeper('POST', '/movements', { act: 'adjust', item: 'TUBE', to: 'A', qty: 1, reason: 'found' });
    expect(await tube()).toMatchObject({ missing: 2, from: [{ location: 'A', qty: 4 }], vain: [{ location: 'B' }] });
    await rawly(
      test.db,
      'alter table looks disable trigger user; delete from looks; alter table looks enable trigger user',
    );
  });

  it('where somebody looked in vain is no word on what is on no line, stands in for none, or is of an order that is shut', async () => {
    const number = await order();
    await stock([['TUBE', 'A', 4]]);
    const short = (item: string, more: object = {}) =>
      issue(number, [{ item, location: 'A', qty: 0, short: true, ...more }], { reason: 'gone' });
    expect(await short('NONE', { instead_of: 'TUBE' })).toMatchObject({ status: 404 });
    expect(await short('NUT', { instead_of: 'TUBE' })).toMatchObject({ status: 422 });
    expect(await short('TUBE', { location: 'NOWHERE' })).toMatchObject({ status: 422 });
    await rawly(test.db, `update work_orders set state = 'closed' where number = '${number}'`);
    expect(await short('TUBE')).toMatchObject({ status: 422, body: { code: 'not-released' } });
    expect((await keeper('GET', '/looks')).body.rows).toEqual([]);
  });

  it('of several orders in one walk is offered to none that is shut by now, nor a substitute to two, nor where it was sought in vain', async () => {
    const [shut, first, second] = [await order(), await order(), await order()];
    await put('/work-orders', [{ number: 'MO-7,5', item: 'BIKE', qty: 1, state: 'released' }]);
    await put('/work-materials', [{ work_order: 'MO-7,5', item: 'STEEL', qty: 5 }]);
    await stock([['STEEL', 'A', 30]]);
    await rawly(test.db, `update work_orders set state = 'cancelled' where number = '${shut}'`);
    type Offer = { readonly item: string; readonly from: readonly { readonly qty: number }[] };
    type Line = Offer & { readonly instead: readonly Offer[] };
    const wave = async () => {
      const answer = await keeper('GET', `/pick-waves/${encodeURIComponent(`${shut},${first},${second},MO-7%2C5`)}`);
      return answer.body.lists.map(
        ({ order, state, lines }: { order: string; state: string; lines: readonly Line[] }) => [
          order,
          state,
          ...lines.flatMap(({ item, from, instead }) => [
            ...from.map(({ qty }) => `${qty} ${item}`),
            ...instead.map((one) => `${one.from[0]?.qty} ${one.item} instead`),
          ]),
        ],
      );
    };
    // 5 of 30 are the last order's own; 10 of tube at 2 a bicycle are 20 of steel at 4, and 5 are left.
    expect(await wave()).toEqual([
      [shut, 'cancelled'],
      [first, 'released', '20 STEEL instead'],
      [second, 'released', '5 STEEL instead'],
      ['MO-7,5', 'released', '5 STEEL'],
    ]);
    await issue(first, [{ item: 'STEEL', instead_of: 'TUBE', location: 'A', qty: 0, short: true }], { reason: 'gone' });
    expect((await wave())[1]).toEqual([first, 'released']);
    await rawly(
      test.db,
      'alter table looks disable trigger user; delete from looks; alter table looks enable trigger user',
    );
    const long = Array.from({ length: 20 }, (_, n) => String(n).padEnd(64, 'x')).join(',');
    expect((await keeper('GET', `/pick-waves/${encodeURIComponent(long)}`)).body.detail).toMatch(/no work order "0x/);
  });

  it('is neither issued, returned nor put into a kit by a trainee alone', async () => {
    const number = await order();
    await stock([['TUBE', 'A', 10]]);
    const trainee = await test.person(['storekeeper']);
    await rawly(
      test.db,
      `update badges set trainee = true where user_id = (select id from "user" where email = '${trainee.email}')`,
    );
    const line = { item: 'TUBE', location: 'A', qty: 1 };
    for (const [path, body] of [
      [`/pick-lists/${number}/issue`, { lines: [line] }],
      [`/pick-lists/${number}/return`, line],
      ['/kits', { order: number, location: 'B' }],
    ] as const)
      expect(await trainee.ask('POST', path, body)).toMatchObject({
        status: 403,
        body: { detail: expect.stringContaining('trainee') },
      });
    expect(await balance('TUBE', 'A')).toBe(10);
  });

  it('is issued in one act, in part, once however often it is sent; what was reserved for it is used', async () => {
    const number = await order();
    await stock([
      ['TUBE', 'A', 8],
      ['GLUE', 'A', 1],
    ]);
    await planner('POST', '/allocations/reserve', { item: 'TUBE', qty: 5, for: number });
    const lines = [
      { item: 'TUBE', location: 'A', qty: 7 },
      { item: 'GLUE', seq: 20, location: 'A', qty: 1 },
    ];
    const key = 'pressed-twice';
    expect(await issue(number, lines, { key })).toMatchObject({
      status: 201,
      body: { done: `Issued to ${number}: 1 pcs of GLUE, 7 pcs of TUBE.` },
    });
    expect(await issue(number, lines, { key })).toMatchObject({ status: 201 });
    expect(await needs(number)).toEqual([
      ['TUBE', 10, 7, 3],
      ['GLUE', 1, 1, 0],
    ]);
    expect([await balance('TUBE', 'A'), await balance('GLUE', 'A')]).toEqual([1, 0]);
    expect((await planner('GET', '/free-stock?item=TUBE')).body.holders).toEqual([]);
    expect((await planner('GET', `/tickets/${number}`)).body.materials).toEqual([
      { item: 'TUBE', seq: 0, unit: 'pcs', qty: 10, issued: 7 },
      { item: 'GLUE', seq: 20, unit: 'pcs', qty: 1, issued: 1 },
    ]);
    const [moved] = (await keeper('GET', '/movements?item=TUBE&limit=1')).body.rows;
    expect(moved).toMatchObject({
      qty: 7,
      from_location: 'A',
      to_kind: 'work order',
      reference_kind: 'issue',
      reference_key: number,
    });
    expect(await keeper('POST', `/movements/${moved.id}/reverse`, { reason: 'wrong' })).toMatchObject({
      status: 422,
      body: { code: 'of-issue' },
    });
  });

  it('happened when it was picked, however late the device sends it, and once; never in another’s name', async () => {
    const number = await order();
    await stock([['TUBE', 'A', 8]]);
    const [ann, bob] = [await test.person(['storekeeper']), await test.person(['storekeeper'])];
    const pick = { lines: [{ item: 'TUBE', location: 'A', qty: 2 }], reason: '' };
    const send = (person: typeof ann, ago: string) =>
      person.ask('POST', `/pick-lists/${number}/issue`, pick, {
        key: 'made-at-the-tap',
        headers: { 'happened-ago': ago, 'done-by': ann.id },
      });
    expect(await send(bob, '60')).toMatchObject({ status: 403, body: { code: 'of-another' } });
    for (const ago of ['1e3', '-60', '99999999'])
      expect(await send(ann, ago)).toMatchObject({ status: 400, body: { code: 'malformed' } });
    const sent = await send(ann, '7200');
    // Sent again later it says another number of seconds, and is the same pick.
    expect([sent.status, (await send(ann, '7260')).body]).toEqual([201, sent.body]);
    const [moved] = (await keeper('GET', '/movements?item=TUBE&limit=1')).body.rows;
    expect(moved).toMatchObject({
      id: sent.body.movements[0],
      by: ann.name,
      moved_at: expect.stringContaining(later(plantNow, -7200).slice(0, 19)),
    });
    expect((await needs(number))[0]).toEqual(['TUBE', 10, 2, 8]);
  });

  it('that was picked and given up on the device stands in the history, with who, when and why', async () => {
    const ann = await test.person(['storekeeper']);
    const pick = { what: '2 pcs of TUBE to MO-1', sent: '/pick-lists/MO-1/issue', refused: 'It is empty.' };
    const headers = { 'happened-ago': '3600', 'done-by': ann.id };
    expect(await ann.ask('POST', '/unsent/given-up', { ...pick, reason: 'put back' }, { headers })).toMatchObject({
      status: 201,
    });
    const [told] = (await planner('GET', '/audit?kind=unsent_given_up')).body.rows;
    expect(told).toMatchObject({ who: ann.name, called: pick.what, one: 'thing given up on a device' });
    expect(JSON.stringify(told.changes)).toMatch(/put back.*It is empty/);
    await expect(rawly(test.db, 'delete from unsent_given_up')).rejects.toThrow(/append-only/);
    const nobody = await test.person([]);
    for (const at of ['', '?site=ELSEWHERE'])
      expect(await nobody.ask('POST', `/unsent/given-up${at}`, pick)).toMatchObject({
        status: 403,
        body: { code: 'no-site' },
      });
  });

  it('is issued from where it waits for inspection by who may release it alone', async () => {
    const number = await order();
    await stock([['TUBE', 'Q', 3]]);
    const operator = await test.as(['operator']);
    const body = { lines: [{ item: 'TUBE', location: 'Q', qty: 1 }] };
    expect(await operator('POST', `/pick-lists/${number}/issue`, body)).toMatchObject({
      status: 422,
      body: { code: 'held-back', faults: [{ field: 'location' }] },
    });
    expect(await balance('TUBE', 'Q')).toBe(3);
    expect(await issue(number, body.lines)).toMatchObject({ status: 201 });
  });

  it('is issued whole or not at all', async () => {
    const number = await order();
    await stock([['TUBE', 'A', 8]]);
    const answer = await issue(number, [
      { item: 'TUBE', location: 'A', qty: 2 },
      { item: 'GLUE', seq: 20, location: 'A', qty: 1 },
    ]);
    expect(answer).toMatchObject({ status: 409, body: { code: 'negative' } });
    expect(await needs(number)).toEqual([
      ['TUBE', 10, 0, 10],
      ['GLUE', 1, 0, 1],
    ]);
  });

  it('is of what can be counted', async () => {
    const number = await order();
    await stock([['TUBE', 'A', 8]]);
    for (const qty of [-1e308, -1e16, 1e-10, 0.5])
      expect(await issue(number, [{ item: 'TUBE', location: 'A', qty }])).toMatchObject({ status: 422 });
  });

  it('asks before more than the order needs, with a reason; and takes no one else’s', async () => {
    const number = await order();
    await stock([['TUBE', 'A', 20]]);
    const eleven = [{ item: 'TUBE', location: 'A', qty: 11 }];
    expect(await issue(number, eleven)).toMatchObject({ status: 422, body: { code: 'reason-missing' } });
    expect(await issue(number, eleven, { reason: 'one broke' })).toMatchObject({
      status: 409,
      body: { code: 'over-issue' },
    });
    expect(await issue(number, eleven, { reason: 'one broke', confirm: 'over-issue' })).toMatchObject({ status: 201 });
    const other = await order();
    await planner('POST', '/allocations/reserve', { item: 'TUBE', qty: 9, for: other });
    // No question that this could answer with yes.
    const taken = await issue(await order(), [{ item: 'TUBE', location: 'A', qty: 1 }]);
    expect(taken).toMatchObject({ status: 409, body: { code: 'allocated' } });
    expect(taken.body.values.confirm).toBeUndefined();
    expect(taken.body.detail).toMatch(/ask a planner to release the reservation\.$/);
    expect(await issue(await order('firm'), [{ item: 'TUBE', location: 'A', qty: 1 }])).toMatchObject({
      status: 422,
      body: { code: 'not-released' },
    });
    expect(await issue(other, [{ item: 'NUT', location: 'A', qty: 1 }])).toMatchObject({ status: 422 });
  });

  it('takes a substitute by the structure, no other', async () => {
    const number = await order();
    await stock([
      ['TUBE', 'A', 4],
      ['STEEL', 'A', 12],
      ['NUT', 'A', 5],
    ]);
    expect(await issue(number, [{ item: 'NUT', instead_of: 'TUBE', location: 'A', qty: 1 }])).toMatchObject({
      status: 422,
    });
    expect(await issue(number, [{ item: 'STEEL', instead_of: 'TUBE', location: 'A', qty: 12 }])).toMatchObject({
      status: 201,
    });
    // 12 of steel at 4 a bicycle stand for 6 of tube at 2.
    expect(await needs(number)).toEqual([
      ['STEEL', 12, 12, 0],
      ['TUBE', 4, 0, 4],
      ['GLUE', 1, 0, 1],
    ]);
  });

  it('takes leftovers back to a place, never more than was issued', async () => {
    const number = await order();
    await stock([['TUBE', 'A', 10]]);
    await issue(number, [{ item: 'TUBE', location: 'A', qty: 10 }]);
    const back = (qty: number) =>
      keeper('POST', `/pick-lists/${number}/return`, { item: 'TUBE', location: 'C', qty, reason: 'left over' });
    expect(await back(11)).toMatchObject({ status: 422, body: { code: 'more-than-issued' } });
    expect(await back(3)).toMatchObject({ status: 201 });
    expect((await needs(number))[0]).toEqual(['TUBE', 10, 7, 3]);
    expect([await balance('TUBE', 'A'), await balance('TUBE', 'C')]).toEqual([0, 3]);
  });

  it('comes back as the lot and the piece that were issued, and no more of each than that', async () => {
    const number = await order();
    await stock([
      ['TUBE', 'A', 4, 'L1'],
      ['TUBE', 'B', 6, 'L2'],
    ]);
    const serial = `S-${number}`;
    await keeper('POST', '/movements', { act: 'adjust', item: 'TUBE', serial, to: 'A', qty: 1, reason: 'found' });
    expect(
      await issue(number, [
        { item: 'TUBE', location: 'A', lot: 'L1', qty: 3 },
        { item: 'TUBE', location: 'B', lot: 'L2', qty: 5 },
        { item: 'TUBE', location: 'A', serial, qty: 1 },
      ]),
    ).toMatchObject({ status: 201 });
    const back = (more: object) =>
      keeper('POST', `/pick-lists/${number}/return`, { item: 'TUBE', location: 'C', qty: 1, reason: 'left', ...more });
    expect(await back({ lot: 'L1', qty: 4 })).toMatchObject({
      status: 422,
      body: {
        code: 'another-issued',
        faults: [{ field: 'lot' }],
        detail: `Only 3 pcs of TUBE of lot L1 are with ${number}. Issued to it: 1 pcs of serial ${serial}, 3 pcs of lot L1, 5 pcs of lot L2. Maybe it is one of these.`,
      },
    });
    for (const wrong of [{ lot: 'L9' }, { lot: '' }, { serial: 'S-NONE' }, { serial, lot: 'L1' }])
      expect(await back(wrong)).toMatchObject({ status: 422, body: { code: 'another-issued' } });
    expect(await back({ lot: 'L1', qty: 2 })).toMatchObject({ status: 201 });
    expect(await back({ lot: 'L1', qty: 2 })).toMatchObject({ status: 422 });
    expect(await back({ serial })).toMatchObject({ status: 201 });
    expect(await back({ serial })).toMatchObject({ status: 422 });
    expect((await keeper('GET', `/pick-lists/${number}`)).body.lines[0].out).toEqual([
      { lot: 'L1', serial: '', qty: 1 },
      { lot: 'L2', serial: '', qty: 5 },
    ]);
    // What was issued before the ledger had it may be of any lot.
    const before = await order();
    await rawly(test.db, `update work_materials set issued = 2 where work_order = '${before}' and item = 'TUBE'`);
    const other = (qty: number) =>
      keeper('POST', `/pick-lists/${before}/return`, { item: 'TUBE', location: 'C', lot: 'L7', qty });
    expect(await other(3)).toMatchObject({ status: 422, body: { code: 'more-than-issued' } });
    expect(await other(2)).toMatchObject({ status: 201 });
    expect(await differences()).toEqual([]);
    await rawly(test.db, `update stock set qty = 0 where item = 'TUBE'`);
  });

  it('names no piece by serial with two lines: each has as many as it needs, and the last may choose among the rest', async () => {
    const number = await order();
    const [line] = (await planner('GET', `/work-materials?filter=work_order:eq:${number}|item:eq:TUBE`)).body.rows;
    expect((await planner('PATCH', `/work-materials/${line.id}`, { qty: 2 }, { version: line.version })).status).toBe(
      200,
    );
    await put('/work-materials', [{ work_order: number, item: 'TUBE', qty: 1, seq: 30 }]);
    for (const serial of ['Q-1', 'Q-2', 'Q-3', 'Q-4'])
      await keeper('POST', '/movements', { act: 'adjust', item: 'TUBE', serial, to: 'B', qty: 1, reason: 'found' });
    const named = async (path: string) => {
      const answer = (await keeper('GET', path)).body;
      return (answer.lists ?? [answer]).flatMap((list: { lines: { item: string; pieces: { serial: string }[] }[] }) =>
        list.lines.flatMap(({ item, pieces }) => (item === 'TUBE' ? [pieces.map(({ serial }) => serial).join()] : [])),
      );
    };
    expect(await named(`/pick-lists/${number}`)).toEqual(['Q-1,Q-2', 'Q-3,Q-4']);
    expect(await named(`/pick-waves/${number},${await order()}`)).toEqual(['Q-1,Q-2', 'Q-3', 'Q-4']);
    await rawly(test.db, `update stock set qty = 0 where item = 'TUBE'`);
  });

  it('offers each piece by serial to one line, and none that is reserved for another', async () => {
    const number = await order();
    await put('/work-materials', [{ work_order: number, item: 'TUBE', qty: 3, seq: 30 }]);
    await stock([['TUBE', 'A', 2]]);
    for (const serial of ['P-1', 'P-2', 'P-3'])
      await keeper('POST', '/movements', { act: 'adjust', item: 'TUBE', serial, to: 'B', qty: 1, reason: 'found' });
    const other = await order();
    const lacks = async (path: string) => {
      const answer = (await keeper('GET', path)).body;
      const lines = answer.lists?.flatMap((list: { lines: object[] }) => list.lines) ?? answer.lines;
      return lines
        .filter(({ item }: { item: string }) => item === 'TUBE')
        .map(({ missing, pieces }: { missing: number; pieces: object[] }) => [missing, pieces.length]);
    };
    // 2 loose and 3 pieces: 10 - 5 are missing at the first step, all 3 at the second.
    expect(await lacks(`/pick-lists/${number}`)).toEqual([
      [5, 3],
      [3, 0],
    ]);
    expect(await lacks(`/pick-waves/${other},${number}`)).toEqual([
      [5, 3],
      [10, 0],
      [3, 0],
    ]);
    await planner('POST', '/allocations/reserve', { item: 'TUBE', location: 'B', qty: 2, for: other });
    expect((await lacks(`/pick-lists/${number}`))[0]).toEqual([7, 1]);
    // Who has two reserved is served after who may take the one that is free.
    expect((await lacks(`/pick-waves/${number},${other}`)).map(([missing]: [number]) => missing)).toEqual([7, 3, 8]);
    await rawly(test.db, `delete from allocations; update stock set qty = 0 where item = 'TUBE'`);
  });

  it('holds the containers of all lines before it takes anything of the first', async () => {
    const number = await order();
    await put('/work-materials', [{ work_order: number, item: 'STEEL', qty: 8 }]);
    await stock([['TUBE', 'A', 0]]);
    for (const [item, container] of [
      ['STEEL', 'PAL-S'],
      ['TUBE', 'PAL-T'],
    ] as const)
      await keeper('POST', '/movements?confirm=far-more', {
        act: 'adjust',
        item,
        to: 'A',
        qty: 20,
        container,
        reason: 'x',
      });
    const lines = ['STEEL', 'TUBE'].map((item) => ({ item, location: 'A', qty: 2 }));
    let issuing: ReturnType<typeof issue> | undefined;
    await test.db.transaction().execute(async (tx) => {
      await sql`select pg_advisory_xact_lock(container_lock('PLANT', 'PAL-T'))`.execute(tx);
      issuing = issue(number, lines);
      await expect
        .poll(
          async () =>
            (await sql`select from pg_locks where locktype = 'advisory' and not granted`.execute(tx)).rows.length,
        )
        .toBe(1);
      const free = await sql`select from stock where item = 'STEEL' and qty > 0 for update skip locked`.execute(tx);
      expect(free.rows).toHaveLength(1);
    });
    expect(await issuing).toMatchObject({ status: 201 });
    expect(await differences()).toEqual([]);
    await rawly(test.db, `delete from stock where item in ('TUBE', 'STEEL')`);
  });

  it('is issued by several at once without a piece lost or doubled', async () => {
    const number = await order();
    await stock([['TUBE', 'A', 30]]);
    const answers = await Promise.all(
      Array.from({ length: 8 }, () => issue(number, [{ item: 'TUBE', location: 'A', qty: 2 }])),
    );
    // 10 are needed: five get theirs, the rest is asked.
    expect(answers.filter(({ status }) => status === 201)).toHaveLength(5);
    expect((await needs(number))[0]).toEqual(['TUBE', 10, 10, 0]);
    expect(await balance('TUBE', 'A')).toBe(20);
    expect(await differences()).toEqual([]);
  });
});
