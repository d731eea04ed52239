import { sql } from 'kysely';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { type Ask, type TestApp, testApp } from '../../server/test-app.ts';
import { nothingRead } from '../mail/incoming.import.ts';
import { keepReply } from './arrivals.store.ts';

// The plant's clock stands at Tuesday 3 November 2026, 09:00.
let test: TestApp;
let buyer: Ask;
beforeAll(async () => {
  test = await testApp();
  const planner = await test.as(['planner']);
  buyer = await test.as(['buyer', 'expediter']);
  const put = async (path: string, row: object, ask = buyer) =>
    expect(await ask('POST', path, row)).toMatchObject({ status: 201 });
  await put('/units', { code: 'm' }, planner);
  await put('/items', { code: 'TUBE', supply: 'buy', unit: 'm' }, planner);
  await put('/vendors', { code: 'KRAFT', name: 'Kraft Rohr', email: 'anna@kraft.example' });
  await put('/vendors', { code: 'BOLT', name: 'Bolt & Co', email: 'sales@bolt.example' });
  for (const [vendor, order_no, line] of [
    ['KRAFT', 'PO-1', 1],
    ['KRAFT', 'PO-1', 2],
    ['BOLT', 'PO-2', 1],
  ] as const)
    await put('/purchase-lines', {
      vendor,
      order_no,
      line,
      item: 'TUBE',
      qty: 20,
      ordered_on: '2026-10-01',
      required: '2026-10-30',
      promised: '2026-10-30',
    });
});
afterAll(() => test.close());

let mails = 0;
/** As a mail comes from the mailbox. */
async function came(more: object) {
  mails += 1;
  const at = { mailbox: 'box', validity: '1', uid: mails, bytes: Buffer.from(`mail ${mails}`), size: 100 };
  const mail = { ...nothingRead, unread: false, subject: `Mail ${mails}`, text: 'We ship on 12.11.2026', ...more };
  await keepReply(test.db, { ...at, arrived: '2026-11-03T08:00:00.000Z' }, mail, '2026-11-03T08:00:00.000Z');
  const [row] = (await buyer('GET', '/replies?limit=1')).body.rows;
  expect(row.subject).toBe(mail.subject);
  return row;
}
const seen = async (id: number) =>
  (await buyer('GET', '/replies')).body.rows.find((row: { id: number }) => row.id === id);
const give = (id: number, body: object, ask = buyer, more = '') =>
  ask('POST', `/replies/${id}/vendor${more}`, { instead_of: null, ...body });
const contactsOf = async (ref: string) =>
  (await buyer('GET', `/contacts?kind=purchase_line&ref=${encodeURIComponent(ref)}`)).body.rows;

it('a mail that matches nothing is given to a vendor by hand, laid beside its lines, and its days may be promised of them', async () => {
  const mail = await came({ from_address: 'milan@home.example', from_name: 'Milan' });
  expect(mail).toMatchObject({ matched: null, vendor: null, lines: [], given: null, giving: null });
  expect((await buyer('GET', '/replies/open-lines?vendor=KRAFT')).body.rows).toMatchObject([
    { ref: 'PO-1/1', item: 'TUBE', open: 20, unit: 'm', required: '2026-10-30' },
    { ref: 'PO-1/2' },
  ]);
  expect(await buyer('GET', '/replies/open-lines?vendor=NOPE')).toMatchObject({ status: 404 });
  expect(await give(mail.id, { vendor: 'KRAFT', refs: ['PO-2/1'] })).toMatchObject({
    status: 422,
    body: { code: 'no-line' },
  });
  expect(await give(mail.id, { vendor: 'KRAFT', refs: ['PO-1/1'] })).toMatchObject({
    status: 201,
    body: { done: 'It is given to KRAFT, about PO-1/1.' },
  });
  expect(await seen(mail.id)).toMatchObject({
    vendor: 'KRAFT',
    from_vendor: false,
    given: { refs: ['PO-1/1'], remembered: null, by: expect.any(String) },
    lines: [{ ref: 'PO-1/1' }],
  });
  expect((await contactsOf('PO-1/1'))[0]).toMatchObject({
    with_whom: 'Milan',
    channel: 'mail',
    said: 'We ship on 12.11.2026',
    next_action: 'read his mail',
  });
  expect((await buyer('GET', `/replies?ref=${encodeURIComponent('PO-1/1')}`)).body.rows).toHaveLength(1);
  expect((await buyer('POST', `/replies/${mail.id}/dates`, { day: '2026-11-12', refs: ['PO-1/1'] })).status).toBe(201);
});

it('is taken back by the same; what it is not about after all is told, a promise that came of it is asked about', async () => {
  const [{ id, giving }] = (await buyer('GET', '/replies?limit=1')).body.rows;
  expect(await give(id, { vendor: null, instead_of: giving })).toMatchObject({
    status: 409,
    body: {
      code: 'dates-stand',
      detail:
        'Thu 12 Nov stays the promise of PO-1/1: whoever has this mail, no promise is taken back. Maybe log a call with the true date as well.',
    },
  });
  const back = await give(id, { vendor: null, instead_of: giving }, buyer, '?confirm=dates-stand');
  expect(back.body.done).toBe('It is taken back.');
  expect(await seen(id)).toMatchObject({ vendor: null, given: null, lines: [] });
  expect((await contactsOf('PO-1/1'))[0]).toMatchObject({
    said: 'His mail “Mail 1” is not about it after all.',
    next_action: null,
  });
});

it('what is remembered makes later mails of its sender the vendor’s, until it is taken back', async () => {
  const from = { from_address: 'office@other.example' };
  const first = await came(from);
  expect((await give(first.id, { vendor: 'BOLT', remember: true })).body.done).toBe(
    'It is given to BOLT. Mails of office@other.example are his from now on.',
  );
  expect(await came(from)).toMatchObject({
    matched: 'sender',
    vendor: 'BOLT',
    from_vendor: true,
    lines: [{ ref: 'PO-2/1' }],
  });
  const { giving } = await seen(first.id);
  expect(giving).not.toBeNull();
  expect((await give(first.id, { vendor: null, instead_of: giving })).status).toBe(201);
  expect(await came(from)).toMatchObject({ matched: null, vendor: null });
});

it('an address of another vendor is not remembered', async () => {
  const mail = await came({ from_address: 'sales@bolt.example' });
  expect(await give(mail.id, { vendor: 'KRAFT', remember: true })).toMatchObject({
    status: 422,
    body: { code: 'address-of-other', detail: expect.stringContaining('sales@bolt.example is an address of BOLT') },
  });
});

it('an address is remembered for one vendor, however many give mails of it at once', async () => {
  const from = { from_address: 'both@home.example' };
  const [one, other] = [await came(from), await came(from)];
  const answers = await Promise.all([
    give(one.id, { vendor: 'KRAFT', remember: true }),
    give(other.id, { vendor: 'BOLT', remember: true }, await test.as(['expediter'])),
  ]);
  expect(answers.map(({ status }) => status).toSorted()).toEqual([201, 422]);
});

it('lines are locked in the order in which mails that come lock them, whatever they are named in', async () => {
  const mail = await came({ from_address: 'z@home.example' });
  for (const line of [2, 10])
    await buyer('POST', '/purchase-lines', {
      vendor: 'BOLT',
      order_no: 'PO-9',
      line,
      item: 'TUBE',
      qty: 20,
      ordered_on: '2026-10-01',
      required: '2026-10-30',
    });
  const lineOf = (line: number) =>
    sql`select from purchase_lines where order_no = 'PO-9' and line = ${line} for update`;
  const { giving } = await test.db.transaction().execute(async (held) => {
    await lineOf(2).execute(held);
    const giving = give(mail.id, { vendor: 'BOLT', refs: ['PO-9/10', 'PO-9/2'] });
    await expect
      .poll(async () => (await sql`select from pg_locks where not granted`.execute(held)).rows.length, {
        timeout: 20_000,
      })
      .toBeGreaterThan(0);
    const free = await sql`${lineOf(10)} skip locked`.execute(held);
    expect(free.rows).toHaveLength(1);
    return { giving };
  });
  expect((await giving).status).toBe(201);
});

it('of those who give it at once one is heard, each other is told who was', async () => {
  const mail = await came({ from_address: 'x@y.example' });
  const other = await test.as(['expediter']);
  const answers = await Promise.all([
    give(mail.id, { vendor: 'KRAFT' }),
    give(mail.id, { vendor: 'BOLT' }, other),
    give(mail.id, { vendor: 'KRAFT', refs: ['PO-1/2'] }),
  ]);
  expect(answers.map(({ status }) => status).toSorted()).toEqual([201, 409, 409]);
  expect(answers.find(({ status }) => status === 409)?.body).toMatchObject({ code: 'given-meanwhile' });
});

it('is given by who writes contacts alone, and is kept', async () => {
  const mail = await came({ from_address: 'x@y.example' });
  expect((await give(mail.id, { vendor: 'KRAFT' }, await test.as(['viewer']))).status).toBe(403);
  expect((await give(mail.id, { vendor: 'KRAFT' })).status).toBe(201);
  await expect(test.db.updateTable('reply_givings').set({ vendor: 'BOLT' }).execute()).rejects.toThrow(/never changed/);
  const { rows } = (await (await test.as(['administrator']))('GET', '/audit?limit=200')).body;
  expect(rows).toContainEqual(expect.objectContaining({ kind: 'reply_givings', record: mail.id }));
});
