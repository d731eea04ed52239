import { sql } from 'kysely';
import { afterAll, afterEach, beforeAll, describe, expect, it, vi } from 'vitest';
import { type Ask, type TestApp, testApp } from '../../server/test-app.ts';
import { type TestMail, testMail } from '../../server/test-mail.ts';
import { hasDovecot, type TestMailbox, testMailbox } from '../../server/test-mailbox.ts';
import { mailboxJob } from './replies.jobs.ts';

// The plant's clock stands at Tuesday 3 November 2026, 09:00.
describe.skipIf(!hasDovecot)('a mailbox', () => {
  let test: TestApp;
  let mail: TestMail;
  let box: TestMailbox;
  let buyer: Ask;
  beforeAll(async () => {
    [test, mail, box] = await Promise.all([testApp(), testMail(), testMailbox()]);
    vi.stubEnv('HOTLIST_MAIL_SERVER', `smtp://127.0.0.1:${mail.port}`);
    vi.stubEnv('HOTLIST_MAIL_FROM', 'buying@plant.example');
    mailboxNamed(`imap://buying@127.0.0.1:${box.port}`);
    const planner = await test.as(['planner']);
    buyer = await test.as(['buyer', 'expediter']);
    const put = async (path: string, row: object, ask = buyer) =>
      expect(await ask('POST', path, row)).toMatchObject({ status: 201 });
    await put('/units', { code: 'm' }, planner);
    await put('/items', { code: 'TUBE', supply: 'buy', unit: 'm' }, planner);
    await put('/vendors', { code: 'KRAFT', name: 'Kraft Rohr', contact: 'Anna Kraft', email: 'Anna@kraft.example' });
    await put('/vendors', { code: 'BOLT', name: 'Bolt & Co', email: 'sales@bolt.example' });
  });
  afterAll(async () => {
    vi.unstubAllEnvs();
    await Promise.all([test.close(), mail.close(), box.close()]);
  });
  afterEach(() => {
    mail.received.length = 0;
  });

  const mailboxNamed = (address: string, password = 's3cret-word') => {
    vi.stubEnv('HOTLIST_MAILBOX', address);
    vi.stubEnv('HOTLIST_MAILBOX_PASSWORD', password);
  };
  let orders = 0;
  /** Two lines, late since Friday, about which the vendor was written to. Answers them and the mail as it was sent. */
  async function asked() {
    orders += 1;
    const refs: string[] = [];
    for (const line of [1, 2]) {
      const row = { order_no: `PO-${orders}`, line, vendor: 'KRAFT', item: 'TUBE', qty: 20, ordered_on: '2026-10-01' };
      expect(
        (await buyer('POST', '/purchase-lines', { ...row, required: '2026-10-30', promised: '2026-10-30' })).status,
      ).toBe(201);
      refs.push(`PO-${orders}/${line}`);
    }
    const body = {
      vendor: 'KRAFT',
      refs,
      recipient: 'anna@kraft.example',
      with_whom: 'Anna Kraft',
      language: 'de',
      subject: 'Termin?',
      text: 'Bitte',
    };
    expect((await buyer('POST', '/follow-up/mails', body)).status).toBe(201);
    await test.workOff();
    const [sent] = mail.received.splice(0);
    if (!sent) throw new Error('nothing was sent');
    return { refs, ref: refs[0] ?? '', sent };
  }
  const written = (heads: Readonly<Record<string, string>>, text: string): string =>
    [
      ...Object.entries({
        From: 'Anna Kraft <anna@kraft.example>',
        To: 'buying@plant.example',
        Subject: 'AW: Termin?',
        'Message-ID': `<${Math.random()}@kraft.example>`,
        ...heads,
      }).map(([name, value]) => `${name}: ${value}`),
      'MIME-Version: 1.0',
      'Content-Type: text/plain; charset=utf-8',
      '',
      ...text.split('\n'),
      '',
    ].join('\r\n');
  const look = () => mailboxJob.run({ db: test.db, url: test.url }, {} as never);
  const replies = async (query: string) => (await buyer('GET', `/replies?${query}`)).body.rows;
  const about = (ref: string) => replies(`ref=${encodeURIComponent(ref)}`);
  const count = async () =>
    Number(
      (
        await test.db
          .selectFrom('replies')
          .select(({ fn }) => fn.countAll().as('n'))
          .executeTakeFirstOrThrow()
      ).n,
    );
  const rowOf = async (ref: string) =>
    (await buyer('GET', '/follow-up')).body.rows.find((row: { ref: string }) => row.ref === ref);
  const promises = async (ref: string) =>
    (await buyer('GET', `/purchase-promises?line=${encodeURIComponent(ref)}`)).body.promises;

  it('lays a reply beside the lines that it answers, once, and nothing of it is taken by itself', async () => {
    const { refs, ref, sent } = await asked();
    expect(await rowOf(ref)).toMatchObject({ today: false });
    box.deliver(
      written(
        { 'In-Reply-To': sent.messageId },
        'Wir liefern am 12.11., Rest KW 49.\n\nAm 03.11.2026 schrieb Petra:\n> PO-1/1 30.10.2026, 31.10.2026 und 1.11.2026',
      ),
    );
    await Promise.all([look(), look()]);
    await look();
    const found = await about(ref);
    expect(found).toHaveLength(1);
    expect(found[0]).toMatchObject({
      kind: 'reply',
      matched: 'message',
      vendor: 'KRAFT',
      from_vendor: true,
      lines: refs.map((one) => ({ ref: one, item: 'TUBE', open: 20, unit: 'm', required: '2026-10-30' })),
      text: 'Wir liefern am 12.11., Rest KW 49.',
      quotes: true,
      taken: [],
      dates: [
        { day: '2026-11-12', words: '12.11.', notes: ['the year is not said'] },
        { day: '2026-12-04', words: 'KW 49', notes: ['within that week, until its Friday', 'the year is not said'] },
      ],
    });
    // It comes back to whoever calls down the list.
    expect(await rowOf(ref)).toMatchObject({
      today: true,
      contact: { said: 'Wir liefern am 12.11., Rest KW 49.', next_action: 'read his mail' },
    });
    expect(await promises(ref)).toHaveLength(1);

    const take = (body: object, confirm = '') => buyer('POST', `/replies/${found[0].id}/dates${confirm}`, body);
    expect(await take({ day: '2026-11-13', refs: [ref] })).toMatchObject({
      status: 422,
      body: { code: 'not-found-in-it' },
    });
    expect(await take({ day: '2026-11-12', refs: ['PO-99/1'] })).toMatchObject({
      status: 422,
      body: { code: 'no-line' },
    });
    expect(await take({ day: '2026-11-12', refs: [ref] })).toMatchObject({
      status: 201,
      body: { done: expect.stringContaining(ref) },
    });
    const again = await Promise.all(Array.from({ length: 5 }, () => take({ day: '2026-11-12', refs: [ref] })));
    expect(again.map(({ body }) => body.code)).toEqual(Array(5).fill('taken-already'));
    expect((await promises(ref)).at(-1)).toMatchObject({
      how: 'mail',
      given_by: 'Anna Kraft',
      date: expect.stringMatching(/^2026-11-12T/),
    });
    expect((await about(ref))[0]).toMatchObject({ taken: [{ ref, day: '2026-11-12' }] });
    expect(await promises(refs[1] ?? '')).toHaveLength(1);

    expect((await buyer('POST', `/replies/${found[0].id}/done`, {})).body.done).toBe('Put away.');
    expect((await buyer('POST', `/replies/${found[0].id}/done`, {})).body.done).toMatch(/already/);
    expect((await replies('open=yes')).map((one: { id: number }) => one.id)).not.toContain(found[0].id);
    // The line that no day was taken of is followed up by its cadence again.
    expect((await rowOf(refs[1] ?? '')).contact).toMatchObject({ next_action: null });
  });

  it('tells a day before the order, which is no promise', async () => {
    const { ref, sent } = await asked();
    box.deliver(written({ 'In-Reply-To': sent.messageId }, 'Am 15.09.2026 gesendet; am 20.10.2026 auch'));
    await look();
    const [found] = await about(ref);
    expect(found.dates).toEqual([
      { day: '2026-09-15', words: '15.09.2026', notes: ['before the order of Thu 1 Oct'] },
      { day: '2026-10-20', words: '20.10.2026', notes: ['gone by'] },
    ]);
    const take = (day: string, confirm = '') =>
      buyer('POST', `/replies/${found.id}/dates${confirm}`, { day, refs: [ref] });
    expect(await take('2026-09-15')).toMatchObject({ status: 422, body: { code: 'before-order' } });
    expect(await take('2026-10-20')).toMatchObject({ status: 409, body: { code: 'day-gone' } });
    expect((await take('2026-10-20', '?confirm=day-gone')).status).toBe(201);
  });

  it('knows an answer by the mark in its subject, says that a stranger sent it, and by the vendor’s address', async () => {
    const { ref, sent } = await asked();
    const [mark] = /\[HL-\w+\]/.exec(sent.subject) ?? [];
    box.deliver(written({ From: 'someone@else.example', Subject: `RE: ${mark}` }, 'Am 12.11.2026'));
    box.deliver(written({ From: 'Sales <SALES@bolt.example>', Subject: 'News' }, 'Am 13.11.2026'));
    box.deliver(written({ From: 'x@nowhere.example', Subject: 'Win' }, 'Buy'));
    await look();
    expect((await about(ref))[0]).toMatchObject({ matched: 'mark', from_vendor: false });
    const all = await replies('open=yes');
    expect(all.slice(0, 2)).toMatchObject([
      { matched: null, vendor: null, subject: 'Win', dates: [] },
      { matched: 'sender', vendor: 'BOLT', inquiry: null, subject: 'News' },
    ]);
  });

  it('reads nothing twice where its mails are numbered anew', async () => {
    const before = await count();
    box.renumber();
    await look();
    expect(await count()).toBe(before);
    box.deliver(written({ Subject: 'After' }, 'x'));
    await look();
    expect(await count()).toBe(before + 1);
  });

  it('tells a mail of ours that did not arrive at its lines, with the way out, and an absence note changes nothing', async () => {
    const { ref, sent } = await asked();
    box.deliver(written({ 'In-Reply-To': sent.messageId, 'Auto-Submitted': 'auto-replied' }, 'Away until 12.11.2026'));
    await look();
    expect(await rowOf(ref)).toMatchObject({ today: false });
    expect((await about(ref))[0]).toMatchObject({ kind: 'automatic', dates: [] });
    box.deliver(
      [
        'From: MAILER-DAEMON@mx.example',
        'Subject: Undelivered',
        'MIME-Version: 1.0',
        'Content-Type: multipart/report; report-type=delivery-status; boundary=B',
        '',
        '--B',
        'Content-Type: message/delivery-status',
        '',
        'Final-Recipient: rfc822; anna@kraft.example',
        'Action: failed',
        'Status: 5.1.1',
        'Diagnostic-Code: smtp; 550 No such user',
        '',
        '--B',
        'Content-Type: text/rfc822-headers',
        '',
        `Message-ID: ${sent.messageId}`,
        '',
        '--B--',
        '',
      ].join('\r\n'),
    );
    await look();
    expect((await about(ref))[0]).toMatchObject({
      kind: 'bounce',
      said: 'The mail to anna@kraft.example did not arrive: 5.1.1 550 No such user.',
    });
    expect(await rowOf(ref)).toMatchObject({ today: true, contact: { next_action: 'mend his address, or call' } });
    const [own] = (await buyer('GET', `/follow-up/mails?ref=${encodeURIComponent(ref)}`)).body.rows;
    expect(own.bounced).toMatch(/did not arrive: 5\.1\.1/);
  });

  it('is not held up by a mail that cannot be read, nor by noise', async () => {
    const before = await count();
    box.deliver(Buffer.from('\u0000\u0001 no mail at all'));
    box.deliver(written({ Subject: 'After the noise' }, '\u0000text'));
    await look();
    expect(await count()).toBe(before + 2);
    expect((await replies('limit=1'))[0]).toMatchObject({ subject: 'After the noise' });
  });

  it('is kept whole at the next look where the database gave way, and a mail too big to be read is told so', async () => {
    const { ref, sent } = await asked();
    await sql`create sequence gives_way`.execute(test.db);
    await sql`create function give_way() returns trigger language plpgsql as $$ begin
      if nextval('gives_way') <= 5 then raise exception 'gave way' using errcode = '40001'; end if; return new; end $$`.execute(
      test.db,
    );
    await sql`create trigger gives_way before insert on replies for each row execute function give_way()`.execute(
      test.db,
    );
    box.deliver(written({ 'In-Reply-To': sent.messageId }, 'Wir liefern am 12.11.'));
    await look();
    expect(await about(ref)).toHaveLength(0);
    await look();
    expect(await about(ref)).toMatchObject([{ kind: 'reply', text: 'Wir liefern am 12.11.' }]);
    await sql`drop function give_way cascade`.execute(test.db);

    box.deliver(written({ 'In-Reply-To': sent.messageId }, `Siehe Anlage.\n${'x'.repeat(70)}\n`.repeat(60_000)));
    await look();
    const { rows } = (await buyer('GET', `/contacts?kind=purchase_line&ref=${encodeURIComponent(ref)}`)).body;
    expect(rows[0].said).toMatch(/^It is \d\.\d MB, more than is read here/);
  });

  it('is tried by who sets it up, and says what is wrong without the password', async () => {
    const administrator = await test.as(['administrator']);
    expect((await administrator('POST', '/connections/mailbox/test', {})).body.done).toMatch(
      /^It opens: \d+ mails lie in it\.$/,
    );
    mailboxNamed(`imap://buying@127.0.0.1:${box.port}`, 'wrong-word');
    const answer = await administrator('POST', '/connections/mailbox/test', {});
    expect(answer).toMatchObject({ status: 409, body: { code: 'not-opened' } });
    await look();
    const told = await administrator('GET', '/connections/mailbox');
    expect(told.body).toMatchObject({
      mailbox: { user: 'buying', folder: 'INBOX', secure: false },
      said: expect.any(String),
    });
    expect(JSON.stringify([answer.body, told.body])).not.toContain('wrong-word');
    expect((await (await test.as(['viewer']))('GET', '/connections/mailbox')).status).toBe(403);
    mailboxNamed(`imap://buying@127.0.0.1:${box.port}`);
  });

  it('is never changed once it was read', async () => {
    await expect(test.db.updateTable('replies').set({ subject: 'other' }).execute()).rejects.toThrow(/never changed/);
  });
});
