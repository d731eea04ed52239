import { randomUUID } from 'node:crypto';
import { describe, expect, it } from 'vitest';
import { makeApp } from '../../server/app.ts';
import { makeAuth } from '../../server/auth.ts';
import { Live } from '../../server/live.ts';
import { makeSite } from '../../server/test-app.ts';
import {
  buyer,
  change,
  contactsOf,
  link,
  open,
  ordered,
  ownAddress,
  plant,
  promisesOf,
  put,
  say,
  seenOf,
  test,
  vendor,
} from './vendorpage.test-support.ts';

plant();

describe('what a vendor says by his link', () => {
  it('is his word of that quantity: of more he is asked again, and of another vendor who has the line since it is none', async () => {
    const line = await ordered({ promised: '2026-11-16' });
    const { token } = await link();
    const shown = async (by = token) =>
      (await open(by)).body.lines.find((one: { ref: string }) => one.ref === line.ref);
    await say(token, [{ ref: line.ref, seen: await seenOf(token, line.ref), act: 'confirm' }]);
    expect(await shown()).toMatchObject({ confirmed_by: 'Anna Kraft' });
    await change(line, { qty: 50 });
    expect(await shown()).toMatchObject({ open: 50, confirmed_by: null, confirmed_at: null });
    await change(line, { qty: 20, vendor: 'BOLT' });
    const { token: theirs } = await put('/vendor-links', { vendor: 'BOLT' });
    expect(await shown(theirs)).toMatchObject({ promised: '2026-11-16', confirmed_by: null, confirmed_at: null });
    await change(line, { vendor: 'KRAFT' });
    expect(await shown()).toMatchObject({ confirmed_by: 'Anna Kraft' });
  });

  it('changes nothing of the line where it confirms what stands: what the promise means is not written out', async () => {
    const line = await ordered({ promised: '2026-11-16' });
    const { token } = await link();
    const read = async () => (await buyer('GET', `/purchase-lines?filter=order_no:is ${line.order}`)).body.rows[0];
    const before = await read();
    await say(token, [{ ref: line.ref, seen: await seenOf(token, line.ref), act: 'confirm' }]);
    expect(await read()).toEqual(before);
    expect(await promisesOf(line.ref)).toHaveLength(2);
  });

  it('of a part makes that a line of its own with his date; the rest is asked as before', async () => {
    const line = await ordered({ promised: '2026-11-16' });
    const { token, link: made } = await link(line.order);
    const part = async (qty: number | null, more: object = {}) => {
      const seen = await seenOf(token, line.ref);
      return say(token, [{ ref: line.ref, seen, act: 'part', qty, day: '2026-11-25', means: 'dock', ...more }]);
    };
    expect(await part(null)).toMatchObject({
      status: 422,
      body: { detail: `${line.ref}: please give how much comes on the other date.` },
    });
    expect(await part(20)).toMatchObject({
      status: 422,
      body: {
        faults: [
          {
            field: line.ref,
            text: `${line.ref}: a part is less than the 20 m that are open. Please give a date for all of it.`,
          },
        ],
      },
    });
    expect(await part(1.5)).toMatchObject({ status: 422 });
    expect(await promisesOf(line.ref)).toHaveLength(1);
    const answer = await part(8, { note: 'second heat' });
    expect(answer).toMatchObject({ status: 201 });
    const other = `${line.order}/2`;
    expect(answer.body.lines).toMatchObject([
      { ref: line.ref, open: 12, promised: '2026-11-16', confirmed_by: null },
      { ref: other, open: 8, promised: '2026-11-25', means: 'dock', confirmed_by: 'Anna Kraft' },
    ]);
    expect((await promisesOf(other)).at(-1)).toMatchObject({
      how: 'link',
      given_by: 'Anna Kraft',
      by: `Kraft Rohr, by link ${made.id}`,
    });
    expect(await contactsOf(line.ref)).toMatchObject([{ said: `Split on the vendor page: 8 m are ${other} now.` }]);
    expect(await contactsOf(other)).toMatchObject([
      { said: 'Another date of a part given on the vendor page. second heat' },
    ]);
    // From the page as it was before.
    expect(
      await say(token, [
        {
          ref: line.ref,
          seen: { open: 20, required: '2026-11-17', promised: '2026-11-16', means: 'usable' },
          act: 'part',
          qty: 8,
          day: '2026-11-25',
          means: 'dock',
        },
      ]),
    ).toMatchObject({ status: 409, body: { code: 'line-changed' } });
  });

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
    for (const url of [`/Vendor/${token}`, `//vendor/${token}`]) {
      const { headers } = await test.app.inject({ url, headers: { accept: 'text/html' } });
      expect(headers, url).toMatchObject({ 'cache-control': 'no-store', 'referrer-policy': 'no-referrer' });
    }
  });

  async function ownApp(log?: (line: string) => void) {
    return makeApp({
      db: test.db,
      auth: makeAuth({ db: test.db, secret: 'a secret of the tests alone', baseUrl: 'http://localhost' }),
      live: new Live(test.url),
      jobs: test.jobs,
      ...(log && { log: { write: log } }),
    });
  }

  it('leaves no token in the server’s log', async () => {
    const lines: string[] = [];
    process.env.LOG_LEVEL = 'trace';
    const app = await ownApp((line) => void lines.push(line));
    delete process.env.LOG_LEVEL;
    const { token } = await link();
    await app.inject({ url: `/vendor/${token}` });
    await app.inject({ url: `/vendor/${token}?x=1` });
    await app.inject({ url: '/api/v1/vendor-page', headers: { 'vendor-link': token }, remoteAddress: ownAddress() });
    await app.close();
    expect(lines.join('')).toContain('/vendor/…');
    expect(lines.join('')).not.toContain(token);
  });

  it('behind a proxy is opened from the address that the proxy names, whatever he writes before it', async () => {
    process.env.HOTLIST_TRUST_PROXY = '1';
    const app = await ownApp();
    delete process.env.HOTLIST_TRUST_PROXY;
    const { token, link: made } = await link();
    const headers = { 'vendor-link': token, 'x-forwarded-for': '6.6.6.6, 203.0.113.9' };
    await app.inject({ url: '/api/v1/vendor-page', headers, remoteAddress: ownAddress() });
    await app.close();
    const { rows } = (await buyer('GET', '/vendor-links?vendor=KRAFT')).body;
    expect(rows.find(({ id }: { id: number }) => id === made.id)).toMatchObject({ opened_from: '203.0.113.9' });
  });
});
