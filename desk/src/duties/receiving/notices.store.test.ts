import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type Ask, makeSite, plantDay } from '../../server/test-app.ts';
import { type LedgerTest, ledgerTest, rawly } from '../inventory/ledger.test-support.ts';

let ledger: LedgerTest;
let buyer: Ask;
let count = 0;
beforeAll(async () => {
  ledger = await ledgerTest();
  buyer = await ledger.test.as(['buyer']);
  await ledger.put('/locations', [{ code: 'DOCK', kind: 'dock' }]);
  await ledger.put('/vendors', [{ code: 'KRAFT', name: 'Kraft Tubes' }, { code: 'OTHER' }]);
});
afterAll(() => ledger.test.close());

const sscc = '340123450000000017';
/** A purchase line of twenty. */
async function ordered(item = 'NUT', more: object = {}): Promise<string> {
  count += 1;
  const order_no = `PO-${count}`;
  const row = { order_no, line: 1, vendor: 'KRAFT', item, qty: 20, promised: plantDay(9), ...more };
  expect(await buyer('POST', '/purchase-lines', row)).toMatchObject({ status: 201 });
  return `${order_no}/1`;
}
const announce = (lines: readonly object[], more: object = {}, ask = buyer) => {
  count += 1;
  return ask('POST', '/ship-notices', {
    number: `ASN-${count}`,
    vendor: 'KRAFT',
    expected: `${plantDay(3)}T10:00:00Z`,
    lines,
    ...more,
  });
};
const announced = async (lines: readonly object[], more: object = {}) => (await announce(lines, more)).body.notice;
const receive = (id: number, body: object = {}, confirm = '', options = {}) =>
  ledger.keeper('POST', `/ship-notices/${id}/receipts${confirm ? `?confirm=${confirm}` : ''}`, body, options);
const end = (id: number, as: string, ask = buyer) => ask('POST', `/ship-notices/${id}/end`, { as, reason: 'lost' });
const find = async (id: number) =>
  (await ledger.keeper('GET', '/ship-notices')).body.rows.find((row: { id: number }) => row.id === id);
const lineOf = async (ref: string) =>
  (await buyer('GET', `/purchase-lines?search=${ref.split('/')[0]}`)).body.rows.find(
    (row: { order_no: string }) => `${row.order_no}/1` === ref,
  );
const due = async (partOf: string) =>
  (await ledger.keeper('GET', '/dock-schedule')).body.rows.filter((row: { ref: string }) => row.ref.startsWith(partOf));
const disputes = async (document: string) =>
  (await ledger.keeper('GET', '/discrepancies')).body.rows.filter(
    (row: { document: string }) => row.document === document,
  );

describe('a ship notice', () => {
  it('is announced in another unit, dates its purchase line, and stands on the dock schedule in its place', async () => {
    const ref = await ordered('BOLT', { qty: 24 });
    const { status, body } = await announce(
      [
        { line: ref, qty: 1, unit: 'box', lot: 'L-1', expires: plantDay(90), container: `(00)${sscc}` },
        { line: ref.toLowerCase(), qty: 12 },
      ],
      { carrier: 'Dachser', carrier_ref: 'D 77' },
    );
    const { number, id } = body.notice;
    expect([status, body.done, body.warnings]).toEqual([
      201,
      `Notice ${number} of KRAFT is kept: 2 lines are on the way.`,
      [],
    ]);
    expect(body.notice).toMatchObject({ state: 'announced', late: false, carrier: 'Dachser', carrier_ref: 'D 77' });
    expect(body.notice.lines[0]).toMatchObject({ ref, qty: 12, entered_unit: 'box', lot: 'L-1', container: sscc });
    expect(new Date((await lineOf(ref)).estimated).toISOString()).toBe(`${plantDay(3)}T10:00:00.000Z`);
    expect(await due(ref)).toEqual([]);
    expect(await due(number)).toMatchObject([
      { kind: 'ship notice', ref: `${number}/1`, notice: id, open: 12, day: plantDay(3), when: 'coming' },
      { ref: `${number}/2`, open: 12 },
    ]);
  });

  it('of less than is open leaves the date as it was, and the rest on the dock schedule by its line', async () => {
    const ref = await ordered('NUT', { promised: plantDay(2) });
    await announced([{ line: ref, qty: 8 }]);
    expect((await lineOf(ref)).estimated).toBeNull();
    expect(await due(ref)).toMatchObject([{ kind: 'purchase line', open: 12, announced: 8 }]);
  });

  it('that ends leaves no date of its own on a line: two that had all of it together, and one that brought more', async () => {
    const [halved, more] = [await ordered(), await ordered()];
    const [half, all] = [await announced([{ line: halved, qty: 10 }]), await announced([{ line: more, qty: 20 }])];
    const later = { expected: `${plantDay(5)}T10:00:00Z` };
    await announced([{ line: halved, qty: 10 }], later);
    const oneMore = await announced([{ line: more, qty: 1 }], later);
    expect(new Date((await lineOf(halved)).estimated).toISOString()).toContain(plantDay(5));
    await end(half.id, 'taken back');
    expect((await lineOf(halved)).estimated).toBeNull();
    await end(all.id, 'taken back');
    await end(oneMore.id, 'taken back');
    expect((await lineOf(more)).estimated).toBeNull();
  });

  it('whose arrival is past is late, on that day too', async () => {
    const ref = await ordered();
    const { number } = await announced([{ line: ref, qty: 20 }], { expected: `${plantDay(0)}T00:00:01Z` });
    expect(await due(number)).toMatchObject([{ day: plantDay(0), when: 'late' }]);
  });

  it('names open lines of its vendor: what is not is said at each line, and nothing is kept', async () => {
    const [good, cancelled, closed] = [
      await ordered(),
      await ordered('NUT', { state: 'cancelled' }),
      await ordered('NUT', { state: 'closed' }),
    ];
    const other = await ordered('NUT', { vendor: 'OTHER' });
    const lines = [good, cancelled, closed, other, 'PO-NONE/1'].map((line) => ({ line, qty: 1 }));
    const { status, body } = await announce([...lines, { line: good, qty: 1, unit: 'box' }]);
    expect([status, body.code]).toEqual([422, 'lines-faulty']);
    expect(body.faults.map(({ text }: { text: string }) => text)).toEqual([
      `Line 2: ${cancelled} was cancelled. Maybe tell the vendor, and leave the line out.`,
      `Line 3: ${closed} is closed: what was ordered has come. Maybe leave the line out.`,
      `Line 4: ${other} is ordered from OTHER, and the notice is of KRAFT. Maybe it is another line.`,
      'Line 5: There is no purchase line PO-NONE/1. Maybe it is written differently, as PO-1/2.',
      expect.stringMatching(/^Line 6: .*box/),
    ]);
    expect(await due(good)).toHaveLength(0);
    expect((await lineOf(good)).estimated).toBeNull();
  });

  it('of more than is open, or with a wrong SSCC, is warned of and kept', async () => {
    const ref = await ordered();
    const wrong = '340123450000000028';
    const { status, body } = await announce([{ line: ref, qty: 25, container: wrong }]);
    expect([status, body.warnings]).toEqual([
      201,
      [
        `5 pcs more of ${ref} are announced than are open. Maybe ask the vendor; who receives them is asked then.`,
        `SSCC ${wrong} ends with the check digit 8; by its other digits it would be 4. Maybe a digit was mistyped.`,
      ],
    ]);
    expect(body.notice.lines[0]).toMatchObject({ container: wrong, warned: body.warnings.join(' ') });
  });

  it('of an SSCC that it named before is refused, at one moment too; what else stands on goods may stand there again', async () => {
    const container = '340123450000000031';
    const two = [await ordered(), await ordered()];
    const answers = await Promise.all(two.map((line) => announce([{ line, qty: 1, container }])));
    expect(answers.map(({ status }) => status).sort()).toEqual([201, 422]);
    expect(answers.find(({ status }) => status === 422)?.body.faults[0]).toMatchObject({ field: 'lines.0.container' });
    for (const line of two) expect((await announce([{ line, qty: 1, container: 'Pallet 1' }])).status).toBe(201);
  });

  it('dates its line by when what is on the way covers what is open, again when goods come', async () => {
    const ref = await ordered();
    const estimated = async () => (await lineOf(ref)).estimated.slice(0, 10);
    const first = await announced([{ line: ref, qty: 20 }]);
    expect(await estimated()).toBe(plantDay(3));
    const late = { expected: `${plantDay(90)}T10:00:00Z` };
    const excess = await announced([{ line: ref, qty: 1 }], late);
    expect(await estimated()).toBe(plantDay(3));
    await receive(excess.id, { lines: [{ line: 1, qty: 1 }] });
    expect(await estimated()).toBe(plantDay(3));
    expect(
      (
        await receive(first.id, {
          lines: [
            { line: 1, qty: 1 },
            { line: 1, qty: 1 },
          ],
        })
      ).body.detail,
    ).toBe(`Line 1 of notice ${first.number} stands there twice. Maybe add up what was counted of it.`);
  });

  it('is called by what is seen of its number', async () => {
    const lines = [{ line: await ordered(), qty: 1 }];
    expect((await announce(lines, { number: 'D\u200bUP', carrier: 'One\nline' })).body.notice).toMatchObject({
      number: 'DUP',
      carrier: 'One line',
    });
    expect((await announce(lines, { number: 'DUP' })).body.code).toBe('number-taken');
    expect((await announce(lines, { number: '\u200b\u200b' })).status).toBe(400);
  });

  it('is announced once by its number, however many do at once; taken back it may come again', async () => {
    const ref = await ordered();
    const again = () => announce([{ line: ref, qty: 20 }], { number: 'TWICE' });
    const answers = await Promise.all([again(), again(), again()]);
    expect(answers.map(({ status }) => status).sort()).toEqual([201, 422, 422]);
    const id = answers.find(({ status }) => status === 201)?.body.notice.id;
    expect(new Date((await lineOf(ref)).estimated).toISOString()).toContain(plantDay(3));
    expect((await end(id, 'taken back')).body.notice).toMatchObject({ state: 'taken back', ended: 'lost' });
    expect((await lineOf(ref)).estimated).toBeNull();
    expect((await receive(id)).body.code).toBe('notice-taken-back');
    expect(await again()).toMatchObject({ status: 201 });
  });

  it('is received as announced by one press: quantities, lots, expiry; found by its number', async () => {
    const item = await ledger.fresh();
    const line = await ordered(item);
    const { id, number } = await announced([{ line, qty: 20, lot: 'L-9', expires: plantDay(200) }]);
    const found = await ledger.keeper('GET', `/dock-schedule/${number.toLowerCase()}`);
    expect(found.body).toMatchObject({ rows: [], container: null, notices: [{ id }] });
    const { body } = await receive(id);
    expect(body.done).toBe(`1 line of notice ${number} received. All of it is here.`);
    expect(body.notice.state).toBe('received');
    expect(await lineOf(line)).toMatchObject({ received: 20, state: 'closed' });
    const { rows } = (await ledger.keeper('GET', `/receipts?search=${item}`)).body;
    expect(rows[0]).toMatchObject({ lot: 'L-9', document: number, line, qty: 20, place: 'DOCK' });
    expect(await disputes(number)).toEqual([]);
    expect(await due(number)).toEqual([]);
    expect(await ledger.differences()).toEqual([]);
  });

  it('is received by a container: that once, however many clerks scan it at once, and twice sent once', async () => {
    const item = await ledger.fresh();
    const ref = await ordered(item);
    const [first, second] = ['340123450000000116', '340123450000000123'];
    const { id } = await announced([
      { line: ref, qty: 8, container: first },
      { line: ref, qty: 12, container: second },
    ]);
    for (const text of [`00${first}`, first, `(00)${first}`])
      expect((await ledger.keeper('GET', `/dock-schedule/${encodeURIComponent(text)}`)).body).toMatchObject({
        container: first,
        notices: [{ id }],
      });
    const scan = await ledger.keeper('GET', `/scan/${encodeURIComponent(`]C100${first}`)}`);
    expect(scan.body).toMatchObject({ kind: 'ship notice', to: `/receive/${first}` });
    const answers = await Promise.all([1, 2, 3].map(() => receive(id, { container: first })));
    expect(answers.map(({ status, body }) => [status, body.code]).sort()).toEqual([
      [201, undefined],
      [422, 'container-received'],
      [422, 'container-received'],
    ]);
    expect(await find(id)).toMatchObject({ state: 'partly received', lines: [{ open: 0 }, { open: 12 }] });
    const key = randomUUID();
    const twice = await Promise.all([1, 2].map(() => receive(id, { container: second }, '', { key })));
    expect(twice.map(({ status }) => status)).toEqual([201, 201]);
    expect(twice[1]?.body.receipts).toEqual(twice[0]?.body.receipts);
    expect(await lineOf(ref)).toMatchObject({ received: 20 });
    expect((await receive(id)).body.code).toBe('notice-received');
  });

  it('comes beside another one of the same items in another turn, both at once', async () => {
    const items = [await ledger.fresh(), await ledger.fresh(), await ledger.fresh()];
    const notices: number[] = [];
    for (const turn of [items, items.toReversed(), items, items.toReversed()]) {
      const lines = [];
      for (const item of turn) lines.push({ line: await ordered(item), qty: 20 });
      notices.push((await announced(lines)).id);
    }
    const answers = await Promise.all(notices.map((id) => receive(id)));
    expect(answers.map(({ status }) => status)).toEqual([201, 201, 201, 201]);
    expect(await Promise.all(items.map((item) => ledger.balance(item, 'DOCK')))).toEqual([80, 80, 80]);
  });

  it('is received otherwise than announced: fewer, more and another lot are told; what is missing once it is closed', async () => {
    const refs = [await ordered(), await ordered('NUT', { over_percent: 50 }), await ordered()];
    const { id, number } = await announced([
      { line: refs[0], qty: 20 },
      { line: refs[1], qty: 20 },
      { line: refs[2], qty: 20, lot: 'RED' },
    ]);
    const lines = [
      { line: 1, qty: 15 },
      { line: 2, qty: 22 },
      { line: 3, qty: 20, lot: 'BLUE', damage: 'torn' },
    ];
    expect((await receive(id, { lines })).body.done).toBe(
      `3 lines of notice ${number} received. Of 1 line something is still to come.`,
    );
    expect((await receive(id, { lines: [{ line: 2, qty: 1 }] })).body.code).toBe('line-came');
    expect(await end(id, 'taken back')).toMatchObject({ status: 422, body: { code: 'notice-came' } });
    expect(await end(id, 'closed', ledger.keeper)).toMatchObject({ status: 403 });
    expect((await end(id, 'closed')).body.done).toBe(
      `Notice ${number} is closed; 1 line short, told under Discrepancies.`,
    );
    expect((await receive(id)).body.code).toBe('notice-closed');
    const told = (await disputes(number)).map((row: { kind: string; qty: number; line: string; note: string }) => [
      row.kind,
      row.qty,
      row.line,
      row.note,
    ]);
    expect(told.sort()).toEqual([
      ['damaged', 20, refs[2], 'torn'],
      ['lot', 20, refs[2], `${number} announced lot RED; lot BLUE came`],
      ['over', 2, refs[1], `${number} announced 20 pcs still to come`],
      ['short', 5, refs[0], `Announced by ${number}, did not come: lost`],
    ]);
    const [short] = (await disputes(number)).filter(({ kind }: { kind: string }) => kind === 'short');
    expect(short).toMatchObject({ receipt: null, received: 0, paper_qty: 20, vendor: 'KRAFT' });
    expect(await buyer('POST', `/discrepancies/${short.id}/tell`, {})).toMatchObject({ status: 201 });
    expect(await end(id, 'closed')).toMatchObject({ status: 422 });
  });

  it('above what may come is asked, with a reason; of an order cancelled since it is refused, and nothing is received', async () => {
    const [one, two] = [await ordered(), await ordered()];
    const { id } = await announced([
      { line: one, qty: 20 },
      { line: two, qty: 23 },
    ]);
    expect(await receive(id)).toMatchObject({ status: 409, body: { code: 'over-receipt' } });
    expect(await receive(id, {}, 'over-receipt')).toMatchObject({ status: 422, body: { code: 'reason-missing' } });
    const row = await lineOf(one);
    await buyer(
      'PATCH',
      `/purchase-lines/${row.id}?confirm=promised`,
      { state: 'cancelled' },
      { version: row.version },
    );
    const refusal = await receive(id, { reason: 'all taken' }, 'over-receipt');
    expect(refusal).toMatchObject({ status: 422, body: { code: 'line-cancelled' } });
    expect(await lineOf(two)).toMatchObject({ received: 0 });
    const lines = [{ line: 2, qty: 23 }];
    expect(await receive(id, { lines, reason: 'all taken' }, 'over-receipt')).toMatchObject({ status: 201 });
  });

  it('waits again for what is taken back of it', async () => {
    const ref = await ordered(await ledger.fresh());
    const { id } = await announced([{ line: ref, qty: 20 }]);
    const [receipt] = (await receive(id)).body.receipts;
    expect(await ledger.keeper('POST', `/receipts/${receipt}/take-back`, { reason: 'not ours' })).toMatchObject({
      status: 201,
    });
    expect(await find(id)).toMatchObject({ state: 'announced', lines: [{ open: 20, received: 0 }] });
    expect(await receive(id)).toMatchObject({ status: 201 });
  });

  it('of another site is not there; storekeepers announce none; none is ever changed; all of it is in the log', async () => {
    await makeSite(ledger.test.db, 'FAR');
    const ref = await ordered();
    const { id, number } = await announced([{ line: ref, qty: 20 }]);
    const there = await ledger.test.as(['storekeeper', 'buyer'], 'FAR');
    for (const [act, body] of [
      ['receipts', {}],
      ['end', { as: 'closed', reason: 'x' }],
    ] as const)
      expect(await there('POST', `/ship-notices/${id}/${act}`, body)).toMatchObject({ status: 404 });
    expect(await announce([{ line: ref, qty: 1 }], {}, ledger.keeper)).toMatchObject({ status: 403 });
    await expect(rawly(ledger.test.db, 'update ship_notice_lines set qty = 1')).rejects.toThrow('never changed');
    await end(id, 'taken back');
    const log = await ledger.test.db
      .selectFrom('audit')
      .select(['kind', 'called'])
      .where('kind', 'like', 'ship_notice%')
      .where('called', 'like', `${number}%`)
      .orderBy('id')
      .execute();
    expect(log).toEqual([
      { kind: 'ship_notices', called: number },
      { kind: 'ship_notice_lines', called: `${number}/1` },
      { kind: 'ship_notice_ends', called: number },
    ]);
  });
});
