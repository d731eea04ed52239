import { afterAll, afterEach, beforeAll, describe, expect, it, vi } from 'vitest';
import { mailJob } from '../../server/all-jobs.ts';
import { stamp } from '../../server/http.ts';
import { type Ask, type TestApp, testApp } from '../../server/test-app.ts';
import { type TestMail, testMail } from '../../server/test-mail.ts';

// The plant's clock stands at Tuesday 3 November 2026, 09:00.
let test: TestApp;
let mail: TestMail;
let buyer: Ask;
beforeAll(async () => {
  [test, mail] = await Promise.all([testApp(), testMail()]);
  const planner = await test.as(['planner']);
  buyer = await test.as(['buyer', 'expediter']);
  const put = async (path: string, row: object, ask = buyer) =>
    expect(await ask('POST', path, row)).toMatchObject({ status: 201 });
  await put('/units', { code: 'm' }, planner);
  await put('/items', { code: 'TUBE', name: 'Tube 25 mm', supply: 'buy', unit: 'm' }, planner);
  await put('/vendors', {
    code: 'KRAFT',
    name: 'Kraft Rohr',
    contact: 'Anna Kraft',
    email: 'anna@kraft.example',
    language: 'de',
  });
  await put('/vendors', { code: 'BOLT', name: 'Bolt & Co' });
  await put('/sources', { item: 'TUBE', vendor: 'KRAFT', vendor_item: 'KR-25' });
});
afterAll(async () => {
  vi.unstubAllEnvs();
  await test.close();
  await mail.close();
});
afterEach(async () => {
  await test.workOff();
  mail.received.length = 0;
  mail.refuse = undefined;
});

const setUp = (): void => {
  vi.stubEnv('HOTLIST_MAIL_SERVER', `smtp://127.0.0.1:${mail.port}`);
  vi.stubEnv('HOTLIST_MAIL_FROM', 'buying@plant.example');
  vi.stubEnv('HOTLIST_URL', 'https://h.plant.example');
};
let orders = 0;
/** Late since Friday. */
async function late(more: object = {}) {
  orders += 1;
  const row = {
    order_no: `PO-${orders}`,
    line: 1,
    vendor: 'KRAFT',
    item: 'TUBE',
    qty: 20,
    required: '2026-10-30',
    promised: '2026-10-30',
  };
  const made = await buyer('POST', '/purchase-lines', { ...row, ordered_on: '2026-10-01', ...more });
  expect(made.status).toBe(201);
  return `${made.body.order_no}/${made.body.line}`;
}
const drafted = async (query = 'vendor=KRAFT') => (await buyer('GET', `/follow-up/draft?${query}`)).body;
const letter = (refs: readonly string[], more: object = {}) => ({
  vendor: 'KRAFT',
  refs,
  recipient: 'anna@kraft.example',
  with_whom: 'Anna Kraft',
  language: 'de',
  subject: 'Ihre Lieferung',
  text: 'Wo ist die Ware?\n<b>Bitte</b>',
  ...more,
});
const send = (body: object, more: { key?: string } = {}, ask = buyer) => ask('POST', '/follow-up/mails', body, more);
const rowOf = async (ref: string) =>
  (await buyer('GET', '/follow-up')).body.rows.find((row: { ref: string }) => row.ref === ref);
const told = async (ref: string) => (await buyer('GET', `/follow-up/mails?ref=${encodeURIComponent(ref)}`)).body.rows;
const work = () => mailJob.run({ db: test.db, url: test.url }, {} as never);
const rawText = (raw: string): string => {
  const [, encoding, body = ''] =
    /^Content-Type: text\/plain[^]*?Content-Transfer-Encoding: (\S+)\r\n[^]*?\r\n\r\n([^]*?)\r\n--/im.exec(raw) ?? [];
  if (encoding === 'base64') return Buffer.from(body, 'base64').toString();
  return body;
};

describe('an inquiry', () => {
  it('cannot be sent where mail is not set up, and says so in its draft', async () => {
    vi.stubEnv('HOTLIST_MAIL_SERVER', undefined);
    const ref = await late();
    expect(await drafted()).toMatchObject({
      barred: expect.stringContaining('not set up'),
      recipient: 'anna@kraft.example',
    });
    expect(await send(letter([ref]))).toMatchObject({ status: 409, body: { code: 'not-set-up' } });
  });

  it('is drafted in the vendor’s language, about all that is due, or the lines that are named', async () => {
    setUp();
    const [one, two] = [await late(), await late({ promised: null, required: '2026-11-20' })];
    const all = await drafted();
    expect(all).toMatchObject({ language: 'de', with_whom: 'Anna Kraft', barred: null, may_link: true });
    expect(all.lines).toContainEqual({ ref: one, ask: 'late', said: 'Asked where the goods are' });
    expect(all.lines).toContainEqual({ ref: two, ask: 'acknowledge', said: 'Asked to acknowledge the order' });
    expect(all.text).toContain('TUBE Tube 25 mm (Ihre Nummer KR-25)');
    const named = await drafted(`vendor=KRAFT&language=en&refs=${encodeURIComponent(two)}`);
    expect(named.lines).toEqual([expect.objectContaining({ ref: two })]);
    expect(named.text).toContain('You promised: nothing yet');
    expect((await buyer('GET', '/follow-up/draft?vendor=BOLT')).body).toMatchObject({ code: 'nothing-due' });
  });

  it('takes the texts that the company keeps as a record', async () => {
    const made = await buyer('POST', '/inquiry-texts', {
      language: 'de',
      subject: 'Termin {orders}',
      text: 'Hallo\n{lines}',
    });
    expect(made.status).toBe(201);
    expect(await drafted()).toMatchObject({
      subject: expect.stringMatching(/^Termin PO-/),
      text: expect.stringMatching(/^Hallo\n1\. /),
    });
    const wrong = await buyer('POST', '/inquiry-texts', { language: 'en', text: 'Hello {price}' });
    expect(wrong).toMatchObject({
      status: 422,
      body: { faults: expect.arrayContaining([expect.objectContaining({ text: expect.stringContaining('{price}') })]) },
    });
  });

  it('pressed twice goes out once, as it was written, in the name of who wrote it', async () => {
    const ref = await late();
    const key = 'pressed-twice-1';
    const answers = await Promise.all([send(letter([ref]), { key }), send(letter([ref]), { key })]);
    expect(answers.some((one) => one.status === 201)).toBe(true);
    await test.workOff();
    expect(mail.received).toHaveLength(1);
    const [{ raw, to, subject, messageId }] = mail.received as [(typeof mail.received)[number]];
    expect(to).toBe('anna@kraft.example');
    expect(subject).toMatch(/^Ihre Lieferung \[HL-[2-9A-Z]{10}\]$/);
    expect(rawText(raw)).toContain('Wo ist die Ware?');
    expect(raw).toContain('&lt;b&gt;Bitte&lt;/b&gt;');
    expect(raw).not.toMatch(/^Auto-Submitted/im);
    expect(raw).toMatch(/^From: "?buyer\+expediter \d+"? <buying@plant\.example>/im);
    const [one] = await told(ref);
    expect(one).toMatchObject({
      state: 'sent',
      message_id: messageId,
      refs: [ref],
      text: 'Wo ist die Ware?\n<b>Bitte</b>',
      link: false,
    });
    expect(one.said).toMatch(/^Sent .* to anna@kraft\.example\.$/);
  });

  it('is a contact of each of its lines, and puts them off to the next step of the cadence', async () => {
    const refs = [await late(), await late({ promised: null, required: '2026-11-20', ordered_on: '2026-10-20' })];
    expect(await rowOf(refs[0] ?? '')).toMatchObject({ today: true });
    expect((await send(letter(refs))).status).toBe(201);
    // Of what is late he is asked again on the next working day; to acknowledge he has three.
    expect(await rowOf(refs[0] ?? '')).toMatchObject({
      today: false,
      on: '2026-11-04',
      contact: {
        with_whom: 'Anna Kraft',
        said: expect.stringMatching(/^Asked where the goods are, by mail “Ihre Lieferung \[HL-/),
        next_action: 'call: the mail is not answered',
      },
    });
    expect(await rowOf(refs[1] ?? '')).toMatchObject({ today: false, on: '2026-11-06' });
  });

  it('asks first where one of its lines was written about within a day', async () => {
    const ref = await late();
    expect((await send(letter([ref]))).status).toBe(201);
    const again = await send(letter([ref]));
    expect(again).toMatchObject({ status: 409, body: { code: 'asked-already', values: { confirm: 'asked-already' } } });
    expect((await buyer('POST', '/follow-up/mails?confirm=asked-already', letter([ref]))).status).toBe(201);
    await test.workOff();
    expect(mail.received).toHaveLength(2);
  });

  it('brings the vendor a link, which nothing keeps once it is sent', async () => {
    const ref = await late();
    expect((await send(letter([ref], { link: true }))).status).toBe(201);
    await test.workOff();
    const [{ raw }] = mail.received as [(typeof mail.received)[number]];
    const [, token = ''] =
      /https:\/\/h\.plant\.example\/vendor\/([\w-]+)/.exec(rawText(raw).replaceAll('=\r\n', '')) ?? [];
    expect(token).toHaveLength(43);
    const page = await test
      .as([])
      .then((ask) => ask('GET', '/vendor-page', undefined, { headers: { 'vendor-link': token } }));
    expect(page).toMatchObject({ status: 200, body: { vendor: 'Kraft Rohr' } });
    const kept = await test.db.selectFrom('inquiries').select('link_token').where('link', 'is not', null).execute();
    expect(kept).toEqual([{ link_token: null }]);
    const log = await test.db.selectFrom('audit').select('after').where('kind', '=', 'inquiries').execute();
    expect(log.length).toBeGreaterThan(0);
    expect(JSON.stringify(log)).not.toContain(token);
  });

  it('that the server refuses says so, and is tried again when a person asks', async () => {
    const ref = await late();
    mail.refuse = { status: 550, words: 'No such user here' };
    const { body } = await send(letter([ref], { recipient: 'gone@kraft.example' }));
    await test.workOff();
    expect((await told(ref))[0]).toMatchObject({ state: 'failed', said: expect.stringContaining('No such user here') });
    mail.refuse = undefined;
    expect((await buyer('POST', `/follow-up/mails/${body.id}/again`, {})).status).toBe(201);
    await test.workOff();
    expect((await told(ref))[0]).toMatchObject({ state: 'sent' });
    expect(await buyer('POST', `/follow-up/mails/${body.id}/again`, {})).toMatchObject({ status: 409 });
  });

  it.each<[string, object, string]>([
    ['about a line of another vendor', { vendor: 'BOLT' }, 'no-line'],
    ['to what is no address', { recipient: 'anna at kraft' }, 'no-address'],
  ])('is refused %s, and nothing is kept', async (_, more, code) => {
    const ref = await late();
    expect(await send(letter([ref], more))).toMatchObject({ status: 422, body: { code } });
    expect(await told(ref)).toEqual([]);
    expect(await rowOf(ref)).toMatchObject({ contact: null });
  });

  it('is sent by who may log calls, and by no viewer', async () => {
    const ref = await late();
    expect((await send(letter([ref]), {}, await test.as(['viewer']))).status).toBe(403);
    expect((await send(letter([ref]), {}, await test.as(['expediter']))).status).toBe(201);
  });

  it('that is empty is refused with why; its subject is kept in one line, as it is sent', async () => {
    const ref = await late();
    expect((await send(letter([ref], { text: ' \n' }))).body.detail).toContain('text: an empty mail asks nothing');
    expect((await send(letter([ref], { subject: ' ' }))).body.detail).toContain('subject: a mail has a subject');
    expect((await send(letter([ref], { subject: 'Termin\r\nBcc: x@y.example' }))).status).toBe(201);
    const [{ subject }] = (await buyer('GET', `/follow-up/mails?ref=${encodeURIComponent(ref)}`)).body.rows;
    expect(subject).toMatch(/^Termin Bcc: x@y\.example \[HL-/);
    await work();
    mail.received.length = 0;
  });

  it('is never changed, and goes out once however many workers look', async () => {
    const ref = await late();
    expect((await send(letter([ref]))).status).toBe(201);
    await Promise.all([work(), work(), test.workOff()]);
    expect(mail.received).toHaveLength(1);
    const change = test.db.transaction().execute(async (tx) => {
      await stamp(tx, { name: 'test', email: '', via: 'cli' }, 'PLANT');
      await tx
        .updateTable('inquiries')
        .set({ text: 'other' } as never)
        .execute();
    });
    await expect(change).rejects.toThrow(/never changed/);
  });
});
