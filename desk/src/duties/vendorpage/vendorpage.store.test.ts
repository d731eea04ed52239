import { randomUUID } from 'node:crypto';
import { sql } from 'kysely';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { makeApp } from '../../server/app.ts';
import { makeAuth } from '../../server/auth.ts';
import { stamp } from '../../server/http.ts';
import { Live } from '../../server/live.ts';
import { type Ask, makeSite, type TestApp, testApp } from '../../server/test-app.ts';
import { hashToken } from '../users/secrets.store.ts';
import { linkRefusals, noLink } from './vendorpage.messages.ts';

// The plant's clock stands at Tuesday 3 November 2026, 09:00.
let test: TestApp;
let buyer: Ask;
const put = async (path: string, row: object, ask = buyer) => {
  const answer = await ask('POST', path, row);
  expect(answer).toMatchObject({ status: 201 });
  return answer.body;
};
beforeAll(async () => {
  test = await testApp();
  const planner = await test.as(['planner']);
  buyer = await test.as(['buyer', 'expediter']);
  await put('/units', { code: 'm' }, planner);
  await put('/items', { code: 'TUBE', name: 'Tube 25 mm', supply: 'buy', unit: 'm' }, planner);
  for (const [code, name] of [
    ['KRAFT', 'Kraft Rohr'],
    ['BOLT', 'Bolt & Co'],
  ])
    await put('/vendors', { code, name });
  for (const [vendor, vendor_item] of [
    ['KRAFT', 'R-25/2.5'],
    ['BOLT', 'B-1'],
  ])
    await put('/sources', { item: 'TUBE', vendor, vendor_item, vendor_days: 5, transit_days: 3, dock_days: 1 });
});
afterAll(() => test.close());

let orders = 0;
async function ordered(more: object = {}) {
  orders += 1;
  const row = {
    order_no: `PO-${orders}`,
    line: 1,
    vendor: 'KRAFT',
    item: 'TUBE',
    qty: 20,
    required: '2026-11-17',
    unit_price: 7.5,
  };
  const made = await put('/purchase-lines', { ...row, ...more });
  return { id: made.id as number, order: made.order_no as string, ref: `${made.order_no}/${made.line}` };
}
const change = async ({ id, order }: { id: number; order: string }, fields: object) => {
  const { body } = await buyer('GET', `/purchase-lines?filter=order_no:is ${order}`);
  const { version } = body.rows.find((one: { id: number }) => one.id === id);
  expect(await buyer('PATCH', `/purchase-lines/${id}`, fields, { version })).toMatchObject({ status: 200 });
};

interface Made {
  readonly token: string;
  readonly link: { readonly id: number };
}
const link = (order_no: string | null = null, more: object = {}): Promise<Made> =>
  put('/vendor-links', { vendor: 'KRAFT', order_no, ...more });

let addresses = 0;
/** Each asks from an address of his own, as what is counted by address is counted for all. */
const ownAddress = (): string => `10.9.${Math.floor((addresses += 1) / 250)}.${addresses % 250}`;
async function vendor(
  method: 'GET' | 'POST',
  path: string,
  token: string | undefined,
  {
    body,
    key = randomUUID(),
    from = ownAddress(),
    headers = {},
  }: Partial<Record<'key' | 'from', string>> & { body?: object; headers?: Record<string, string> } = {},
) {
  const answer = await test.app.inject({
    method,
    url: `/api/v1${path}`,
    remoteAddress: from,
    headers: {
      ...(token === undefined ? {} : { 'vendor-link': token }),
      ...(method === 'POST' ? { 'idempotency-key': key } : {}),
      ...headers,
    },
    ...(body ? { payload: body } : {}),
  });
  return { status: answer.statusCode, body: answer.json(), headers: answer.headers };
}
const open = (token: string | undefined, more: object = {}) => vendor('GET', '/vendor-page', token, more);
const seenOf = async (token: string, ref: string) => {
  const { body } = await open(token);
  const { open: qty, required, promised, means } = body.lines.find((one: { ref: string }) => one.ref === ref);
  return { open: qty, required, promised, means };
};
const say = (token: string, answers: readonly object[], more: object = {}) =>
  vendor('POST', '/vendor-page/answers', token, { ...more, body: { name: 'Anna Kraft', answers } });
const promisesOf = async (ref: string) => (await buyer('GET', `/purchase-promises?line=${ref}`)).body.promises;
const contactsOf = async (ref: string) =>
  (await buyer('GET', `/contacts?kind=purchase_line&ref=${encodeURIComponent(ref)}`)).body.rows;

describe('a link', () => {
  it('shows the open lines of its vendor, and nothing else of the company', async () => {
    const line = await ordered({ promised: '2026-11-20', promise_means: 'dock', note: 'pay late' });
    const others = await ordered({ vendor: 'BOLT' });
    const closed = await ordered({ state: 'closed' });
    const { token } = await link();
    const { status, body } = await open(token);
    expect(status).toBe(200);
    const refs = body.lines.map((one: { ref: string }) => one.ref);
    expect(refs).toContain(line.ref);
    expect(refs).not.toContain(others.ref);
    expect(refs).not.toContain(closed.ref);
    expect(body.lines.find((one: { ref: string }) => one.ref === line.ref)).toEqual({
      ref: line.ref,
      order_no: line.order,
      line: 1,
      item: 'TUBE',
      item_name: 'Tube 25 mm',
      vendor_item: 'R-25/2.5',
      unit: 'm',
      open: 20,
      required: '2026-11-17',
      // A day before it from dock to stock, three on the road: Friday the 13th.
      ship_by: '2026-11-13',
      promised: '2026-11-20',
      means: 'dock',
      confirmed_at: null,
      confirmed_by: null,
    });
    expect({ ...body, lines: [] }).toEqual({
      company: 'Plant PLANT',
      vendor: 'Kraft Rohr',
      today: '2026-11-03',
      until: expect.stringMatching(/^\d{4}-\d\d-\d\d$/),
      all: refs.length,
      lines: [],
    });
  });

  it('says by when goods leave the vendor only where his transit is known apart from his own days', async () => {
    await put('/vendors', { code: 'WHOLE' });
    await put('/sources', { item: 'TUBE', vendor: 'WHOLE', transit_days: 30 });
    await ordered({ vendor: 'WHOLE' });
    const { token } = await put('/vendor-links', { vendor: 'WHOLE' });
    expect((await open(token)).body.lines).toMatchObject([{ required: '2026-11-17', ship_by: null }]);
  });

  it('of one order shows that order alone, of all its lines what is still to come', async () => {
    const line = await ordered({ received: 5 });
    await ordered();
    const { body } = await open((await link(line.order)).token);
    expect(body).toMatchObject({ all: 1, lines: [{ ref: line.ref, open: 15 }] });
  });

  it.each([
    ['a buyer makes', ['buyer'], 201],
    ['an expediter makes', ['expediter'], 201],
    ['a planner makes none', ['planner'], 403],
    ['a storekeeper makes none', ['storekeeper'], 403],
  ] as const)('%s', async (_, roles, status) => {
    const ask = await test.as(roles);
    expect((await ask('POST', '/vendor-links', { vendor: 'KRAFT' })).status).toBe(status);
  });

  it('is not made by a trainee: it opens what is ours to somebody outside', async () => {
    const trainee = await test.person(['buyer']);
    await test.db.transaction().execute(async (tx) => {
      await stamp(tx, { name: 'test', email: '', via: 'cli' }, 'PLANT');
      await tx.updateTable('badges').set({ trainee: true }).where('user_id', '=', trainee.id).execute();
    });
    expect(await trainee.ask('POST', '/vendor-links', { vendor: 'KRAFT' })).toMatchObject({
      status: 403,
      body: { detail: linkRefusals.trainee },
    });
  });

  it.each([
    ['of a vendor whom nobody knows', { vendor: 'NOBODY' }, 422, 'no-vendor'],
    ['of an order of another vendor', { vendor: 'BOLT', order_no: 'PO-1' }, 422, 'not-his-order'],
    ['for longer than 90 days', { vendor: 'KRAFT', days: 91 }, 400, 'malformed'],
    ['for no day at all', { vendor: 'KRAFT', days: 0 }, 400, 'malformed'],
  ])('%s is not made', async (_, body, status, code) => {
    expect(await buyer('POST', '/vendor-links', body)).toMatchObject({ status, body: { code } });
  });

  it('has its token in no table, no log and no repeated answer', async () => {
    const key = randomUUID();
    const body = { vendor: 'KRAFT', order_no: null };
    const { body: made } = await buyer('POST', '/vendor-links', body, { key });
    expect(await buyer('POST', '/vendor-links', body, { key })).toMatchObject({ status: 409 });
    await open(made.token);
    const { rows } = await sql<{ text: string }>`
      select a::text as text from audit a union all select r::text from requests r union all select k::text from vendor_links k
      union all select u::text from vendor_link_uses u`.execute(test.db);
    const all = rows.map(({ text }) => text).join('\n');
    expect(all).toContain('vendor_link');
    expect(all).not.toContain(made.token);
    const logged = await sql<{ text: string }>`select a::text as text from audit a`.execute(test.db);
    expect(logged.rows.map(({ text }) => text).join('\n')).not.toContain(hashToken(made.token));
  });

  it('is told with who opened it last and how often, who answered, and who made and ended it', async () => {
    const line = await ordered();
    const { token, link: made } = await link(line.order);
    for (const from of ['192.0.2.7', '192.0.2.7', '192.0.2.8']) await open(token, { from });
    await say(token, [{ ref: line.ref, seen: await seenOf(token, line.ref), act: 'confirm' }]);
    await buyer('POST', `/vendor-links/${made.id}/end`);
    await buyer('POST', `/vendor-links/${made.id}/end`);
    const { rows } = (await buyer('GET', `/vendor-links?vendor=KRAFT&order=${line.order}`)).body;
    // Twice from one address within the minute is once; what the vendor sees is asked by `seenOf` once more.
    expect(rows.find((one: { id: number }) => one.id === made.id)).toMatchObject({
      order_no: line.order,
      state: 'revoked',
      opened: 3,
      answered_by: 'Anna Kraft',
      made_by: expect.stringMatching(/^buyer/),
      ended_by: expect.stringMatching(/^buyer/),
    });
    const { rows: log } = await sql<{ kind: string; via: string; who: string }>`
      select kind, via, who from audit where kind like 'vendor_link%' and record = ${made.id} order by id`.execute(
      test.db,
    );
    const by = { via: 'link', who: `Kraft Rohr, by link ${made.id}` };
    expect(log).toMatchObject([
      { kind: 'vendor_links', via: 'api' },
      { kind: 'vendor_link_uses', ...by },
      { kind: 'vendor_link_uses', ...by },
      { kind: 'vendor_link_uses', ...by },
      { kind: 'vendor_link_uses', ...by },
      { kind: 'vendor_link_ends', via: 'api' },
    ]);
  });

  it('is neither changed nor deleted, and follows its vendor to another code', async () => {
    const { link: made } = await link();
    const write = (text: string) =>
      test.db.transaction().execute(async (tx) => {
        await stamp(tx, { name: 'test', email: '', via: 'cli' }, 'PLANT');
        await sql.raw(text).execute(tx);
      });
    for (const text of [
      `update vendor_links set expires_at = now() + interval '1 year' where id = ${made.id}`,
      `delete from vendor_links where id = ${made.id}`,
      'truncate vendor_link_uses',
    ])
      await expect(write(text)).rejects.toThrow(/never changed|append-only/);
    await put('/vendors', { code: 'OLD' });
    const { token } = await put('/vendor-links', { vendor: 'OLD' });
    await write("update vendors set code = 'NEW' where code = 'OLD'");
    expect((await open(token)).body.vendor).toBe('NEW');
  });
});

describe('a link that opens nothing says so in one way, whatever the reason', () => {
  const expired = async (): Promise<string> => {
    const token = `expired-${randomUUID()}`;
    await test.db.transaction().execute(async (tx) => {
      await stamp(tx, { name: 'test', email: '', via: 'cli' }, 'PLANT');
      const row = { site: 'PLANT', vendor: 'KRAFT', order_no: null, hash: hashToken(token) };
      await tx
        .insertInto('vendor_links')
        .values({ ...row, expires_at: sql<string>`now() - interval '1 second'` })
        .execute();
    });
    return token;
  };
  const revoked = async (): Promise<string> => {
    const { token, link: made } = await link();
    expect((await open(token)).status).toBe(200);
    await buyer('POST', `/vendor-links/${made.id}/end`);
    return token;
  };
  it.each<[string, () => Promise<string | undefined>]>([
    ['it never was', async () => randomUUID()],
    ['it was cut off', async () => (await link()).token.slice(0, -1)],
    ['it is over', expired],
    ['it was revoked', revoked],
    ['it is the digest that is kept', async () => hashToken((await link()).token)],
    ['there is none', async () => undefined],
  ])('because %s', async (_, token) => {
    const given = await token();
    const line = { ref: 'PO-1/1', seen: { open: 20, required: null, promised: null, means: 'usable' }, act: 'confirm' };
    for (const answer of [await open(given), await say(given as string, [line])])
      expect(answer).toMatchObject({ status: 404, body: { code: 'no-link', detail: noLink } });
  });

  it('and a person who is signed in opens nothing either without one', async () => {
    const person = await test.person(['buyer']);
    const answer = await vendor('GET', '/vendor-page', undefined, { headers: { cookie: person.cookie } });
    expect(answer.status).toBe(404);
  });
});

describe('what a vendor says by his link', () => {
  it('is kept as promises, with who and how, and stands in the log of contacts', async () => {
    const [one, two] = [await ordered(), await ordered({ promised: '2026-11-16' })];
    const { token, link: made } = await link();
    const answer = await say(token, [
      { ref: one.ref, seen: await seenOf(token, one.ref), act: 'confirm' },
      {
        ref: two.ref,
        seen: await seenOf(token, two.ref),
        act: 'date',
        day: '2026-11-25',
        means: 'ship',
        note: 'mill late',
      },
    ]);
    expect(answer).toMatchObject({
      status: 201,
      body: { done: 'Thank you, Anna Kraft. We have received the dates of 2 lines.' },
    });
    expect(answer.body.lines.find(({ ref }: { ref: string }) => ref === one.ref)).toMatchObject({
      promised: '2026-11-17',
      confirmed_by: 'Anna Kraft',
    });
    const by = `Kraft Rohr, by link ${made.id}`;
    expect(await promisesOf(one.ref)).toMatchObject([
      {
        date: '2026-11-17T16:00:00.000Z',
        means: 'usable',
        how: 'acknowledgement',
        given_by: 'Anna Kraft',
        asked_by_us: false,
        by,
      },
    ]);
    expect(await promisesOf(two.ref)).toMatchObject([
      { how: 'typed' },
      { date: '2026-11-25T16:00:00.000Z', means: 'ship', how: 'link', given_by: 'Anna Kraft', by },
    ]);
    expect(await contactsOf(two.ref)).toMatchObject([
      {
        with_whom: 'Anna Kraft',
        channel: 'link',
        said: 'Another date given on the vendor page. mill late',
        partner: 'KRAFT',
      },
    ]);
  });

  it('that is a question stands in the log with what is to be done, and moves no date', async () => {
    const line = await ordered();
    const { token } = await link(line.order);
    const seen = await seenOf(token, line.ref);
    const answer = await say(token, [{ ref: line.ref, seen, act: 'ask', note: 'Which alloy?' }]);
    expect(answer.body.done).toBe('Thank you, Anna Kraft. We have received 1 question.');
    expect(await contactsOf(line.ref)).toMatchObject([
      { said: 'Asked on the vendor page: Which alloy?', next_action: 'answer the vendor’s question', new_date: null },
    ]);
    expect(await promisesOf(line.ref)).toEqual([]);
  });

  it('is done once where it is sent twice, with one key or from the page as it was', async () => {
    const line = await ordered();
    const { token } = await link(line.order);
    const seen = await seenOf(token, line.ref);
    const answers = [{ ref: line.ref, seen, act: 'date', day: '2026-11-25', means: 'dock', note: 'mill late' }];
    const key = randomUUID();
    const twins = await Promise.all([say(token, answers, { key }), say(token, answers, { key })]);
    expect(twins.map(({ status }) => status)).toEqual([201, 201]);
    expect(twins[0]?.body).toEqual(twins[1]?.body);
    expect((await say(token, answers)).body.done).toBe('Thank you, Anna Kraft: that was received already.');
    expect(await promisesOf(line.ref)).toHaveLength(1);
    expect(await contactsOf(line.ref)).toHaveLength(1);
  });

  it('is all taken or nothing, each line with why', async () => {
    const [fine, changed, closed] = [await ordered(), await ordered(), await ordered()];
    const { token } = await link();
    const answers = await Promise.all(
      [fine, changed, closed].map(async ({ ref }) => ({ ref, seen: await seenOf(token, ref), act: 'confirm' })),
    );
    await change(changed, { required: '2026-11-19' });
    await change(closed, { state: 'closed' });
    const { status, body } = await say(token, answers);
    expect([status, body.code]).toEqual([409, 'line-changed']);
    expect(body.faults).toEqual([
      {
        field: changed.ref,
        text: `${changed.ref} has changed since you opened the page: needed was Tue 17 Nov, is Thu 19 Nov. Please look at it once more and send again.`,
      },
      { field: closed.ref, text: `${closed.ref} was closed in the meantime: nothing more of it is expected.` },
    ]);
    expect(await promisesOf(fine.ref)).toEqual([]);
  });

  it('leaves our own estimate where he only confirms, and takes its place where he gives another date', async () => {
    const line = await ordered({ promised: '2026-11-16', estimated: '2026-11-23' });
    const { token } = await link(line.order);
    const estimated = async () => (await buyer('GET', `/purchase-promises?line=${line.ref}`)).body.estimated;
    const before = await estimated();
    expect(before).toMatch(/^2026-11-23/);
    await say(token, [{ ref: line.ref, seen: await seenOf(token, line.ref), act: 'confirm' }]);
    expect(await estimated()).toBe(before);
    const seen = await seenOf(token, line.ref);
    await say(token, [{ ref: line.ref, seen, act: 'date', day: '2026-11-25', means: 'dock' }]);
    expect(await estimated()).toBeNull();
  });

  it('is one date of a line, and one question beside it', async () => {
    const line = await ordered();
    const { token } = await link(line.order);
    const seen = await seenOf(token, line.ref);
    const date = { ref: line.ref, seen, act: 'date', day: '2026-11-25', means: 'dock' };
    expect((await say(token, [date, { ...date, day: '2026-11-26' }])).status).toBe(400);
    const answer = await say(token, [{ ref: line.ref, seen, act: 'ask', note: 'Which alloy?' }, date]);
    expect(answer.body.done).toBe('Thank you, Anna Kraft. We have received the date of 1 line and 1 question.');
    // What is to be done about the line stands in its latest contact.
    expect((await contactsOf(line.ref))[0]).toMatchObject({ next_action: 'answer the vendor’s question' });
  });

  it('is not hindered by what of a line he does not see', async () => {
    const line = await ordered();
    const { token } = await link(line.order);
    const seen = await seenOf(token, line.ref);
    await change(line, { note: 'ours alone' });
    expect((await say(token, [{ ref: line.ref, seen, act: 'confirm' }])).status).toBe(201);
  });

  it('reaches no line of another vendor, of another order or of another site', async () => {
    const own = await ordered();
    const [bolts, other] = [await ordered({ vendor: 'BOLT' }), await ordered()];
    await makeSite(test.db, 'NORTH');
    const north = await test.as(['planner', 'buyer'], 'NORTH');
    await put('/units', { code: 'm' }, north);
    await put('/items', { code: 'TUBE', supply: 'buy', unit: 'm' }, north);
    await put('/vendors', { code: 'KRAFT' }, north);
    await put(
      '/purchase-lines',
      { order_no: 'PO-NORTH', line: 1, vendor: 'KRAFT', item: 'TUBE', qty: 5, required: '2026-11-17' },
      north,
    );
    const { token } = await link(own.order);
    const seen = { open: 20, required: '2026-11-17', promised: null, means: 'usable' };
    for (const ref of [bolts.ref, other.ref, 'PO-NORTH/1'])
      expect(await say(token, [{ ref, seen, act: 'confirm' }])).toMatchObject({
        status: 422,
        body: { code: 'no-such-line', detail: `${ref} is not on this page. Maybe load the page again.` },
      });
    expect(await vendor('GET', '/vendor-page?site=NORTH', token)).toMatchObject({ status: 403 });
    expect((await promisesOf(bolts.ref)).length + (await promisesOf(other.ref)).length).toBe(0);
    const theirs = (await buyer('GET', `/vendor-links?vendor=KRAFT`)).body.rows[0];
    expect((await north('POST', `/vendor-links/${theirs.id}/end`)).status).toBe(404);
  });

  it.each([
    ['a day gone by', { day: '2026-11-02', means: 'dock' }, 422, 'date-past'],
    ['a day of another century', { day: '2126-11-02', means: 'dock' }, 422, 'date-far'],
    ['a day that is none', { day: '2026-02-30', means: 'dock' }, 400, 'malformed'],
    ['a date without its meaning', { day: '2026-11-25' }, 422, 'no-date'],
    ['what nobody reads', { day: '2026-11-25', means: 'dock', price: 1 }, 400, 'malformed'],
    ['a note beyond all length', { day: '2026-11-25', means: 'dock', note: 'x'.repeat(501) }, 400, 'malformed'],
  ])('is refused with a sentence where it is %s', async (_, more, status, code) => {
    const line = await ordered();
    const { token } = await link(line.order);
    const answer = await say(token, [{ ref: line.ref, seen: await seenOf(token, line.ref), act: 'date', ...more }]);
    expect(answer).toMatchObject({ status, body: { code, detail: expect.stringMatching(/\w/) } });
    expect(await promisesOf(line.ref)).toEqual([]);
  });

  it('is refused without a name that can be seen, and from a page of another origin', async () => {
    const line = await ordered();
    const { token } = await link(line.order);
    const body = { answers: [{ ref: line.ref, seen: await seenOf(token, line.ref), act: 'confirm' }] };
    expect((await vendor('POST', '/vendor-page/answers', token, { body: { ...body, name: ' \u200b' } })).status).toBe(
      400,
    );
    const headers = { origin: 'https://evil.example', 'sec-fetch-site': 'cross-site' };
    const foreign = await vendor('POST', '/vendor-page/answers', token, { body: { ...body, name: 'Eve' }, headers });
    expect(foreign).toMatchObject({ status: 403, body: { code: 'other-origin' } });
    expect(await promisesOf(line.ref)).toEqual([]);
  });
});

describe('the vendor’s page', () => {
  it('answers nothing for the rest of a minute to who asks too often, by one address or with one token', async () => {
    const { token } = await link();
    const many = async (count: number, ask: () => Promise<{ status: number }>) => {
      const statuses: number[] = [];
      // Within one minute: where the next begins meanwhile, once more.
      for (let turn = 0; turn < 2 && !statuses.includes(429); turn += 1)
        for (let asked = 0; asked < count; asked += 1) statuses.push((await ask()).status);
      return statuses;
    };
    expect(await many(61, () => open(token))).toContain(429);
    const writer = await link();
    expect(await many(21, () => say(writer.token, []))).toContain(429);
    expect(await many(121, () => open(randomUUID(), { from: '203.0.113.9' }))).toContain(429);
    const { body } = await vendor('GET', '/vendor-page', token, { from: '203.0.113.9' });
    expect(body).toMatchObject({
      code: 'too-often',
      detail: expect.stringMatching(/^More than \d+ requests in a minute\./),
    });
  });

  it('is kept by nobody, listed by no search, and tells no other server where it is', async () => {
    const { token } = await link();
    for (const { headers } of [await open(token), await open('guessed')])
      expect(headers).toMatchObject({
        'cache-control': 'no-store',
        'referrer-policy': 'no-referrer',
        'x-robots-tag': 'noindex, nofollow',
      });
    expect((await open(token)).headers['set-cookie']).toBeUndefined();
  });

  it('leaves no token in the server’s log', async () => {
    const lines: string[] = [];
    const live = new Live(test.url);
    process.env.LOG_LEVEL = 'trace';
    const app = await makeApp({
      db: test.db,
      auth: makeAuth({ db: test.db, secret: 'a secret of the tests alone', baseUrl: 'http://localhost' }),
      live,
      jobs: test.jobs,
      log: { write: (line) => void lines.push(line) },
    });
    delete process.env.LOG_LEVEL;
    const { token } = await link();
    await app.inject({ url: `/vendor/${token}` });
    await app.inject({ url: `/vendor/${token}?x=1` });
    await app.inject({ url: '/api/v1/vendor-page', headers: { 'vendor-link': token }, remoteAddress: ownAddress() });
    await app.close();
    expect(lines.join('')).toContain('/vendor/…');
    expect(lines.join('')).not.toContain(token);
  });
});
