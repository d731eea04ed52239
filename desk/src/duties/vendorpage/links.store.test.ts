import { randomUUID } from 'node:crypto';
import { sql } from 'kysely';
import { describe, expect, it } from 'vitest';
import { present, wallClock } from '../../house/clock.ts';
import { dayAfter } from '../../house/typeddays.ts';
import { stamp } from '../../server/http.ts';
import { hashToken } from '../users/secrets.store.ts';
import { linkRefusals, noLink } from './vendorpage.messages.ts';
import { buyer, link, open, ordered, plant, put, say, seenOf, test, vendor } from './vendorpage.test-support.ts';

plant();

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
      on_the_way: [],
      asks_lot: false,
      asks_expiry: false,
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

  it('opens until the end of its last day on the plant’s clock', async () => {
    const { link: made, token } = await link();
    const until = wallClock('Europe/Berlin', made.expires_at);
    expect(until.slice(11, 16)).toBe('23:59');
    expect((await open(token)).body.until).toBe(until.slice(0, 10));
    expect(until.slice(0, 10)).toBe(dayAfter(wallClock('Europe/Berlin', present()).slice(0, 10), 14));
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

  it('is neither made nor ended by a trainee: it opens what is ours to somebody outside', async () => {
    const trainee = await test.person(['buyer']);
    await test.db.transaction().execute(async (tx) => {
      await stamp(tx, { name: 'test', email: '', via: 'cli' }, 'PLANT');
      await tx.updateTable('badges').set({ trainee: true }).where('user_id', '=', trainee.id).execute();
    });
    const refused = { status: 403, body: { detail: linkRefusals.trainee } };
    expect(await trainee.ask('POST', '/vendor-links', { vendor: 'KRAFT' })).toMatchObject(refused);
    const { link: made } = await link();
    expect(await trainee.ask('POST', `/vendor-links/${made.id}/end`, {})).toMatchObject(refused);
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
