import { afterAll, afterEach, beforeAll, describe, expect, it, vi } from 'vitest';
import { mailJob } from '../../server/all-jobs.ts';
import { stamp } from '../../server/http.ts';
import { handOver } from '../../server/mail.ts';
import { mailServerOf } from '../../server/mailserver.ts';
import { type Ask, plantDay as days, type TestApp, testApp } from '../../server/test-app.ts';
import { type TestMail, testMail } from '../../server/test-mail.ts';
import { takeNext } from '../mail/mail.store.ts';

let test: TestApp;
let mail: TestMail;
let planner: Ask;
let supervisor: Ask;

async function put(path: string, rows: readonly object[]): Promise<void> {
  for (const row of rows) expect(await planner('POST', path, row)).toMatchObject({ status: 201 });
}

/** A frame is welded in one department, which has two addresses, and painted in another, which has none. */
beforeAll(async () => {
  [test, mail] = await Promise.all([testApp(), testMail()]);
  planner = await test.as(['planner']);
  supervisor = await test.as(['supervisor']);
  await put('/units', [{ code: 'pcs' }]);
  await put('/calendars', [{ code: 'DAY', week: 'Mon-Fri 06:00-22:00' }]);
  await put('/work-centres', [
    { code: 'WELD', calendar: 'DAY', department: 'Metal' },
    { code: 'PAINT', calendar: 'DAY', department: 'Finish' },
  ]);
  await put('/departments', [{ code: 'Metal', addresses: 'weld@x.org, lead@x.org' }, { code: 'Finish' }]);
  await put('/machines', [
    { code: 'W1', work_centre: 'WELD' },
    { code: 'P1', work_centre: 'PAINT' },
  ]);
  await put('/items', [{ code: 'FRAME', name: 'Frame', supply: 'make', unit: 'pcs' }]);
  await put('/routing-steps', [
    { item: 'FRAME', seq: 10, work_centre: 'WELD', run_minutes: 60, name: 'Weld' },
    { item: 'FRAME', seq: 20, work_centre: 'PAINT', run_minutes: 30, name: 'Paint' },
  ]);
  await put('/customers', [{ code: 'MILLER', name: 'Miller Cycles' }]);
});
afterAll(async () => {
  vi.unstubAllEnvs();
  await test.close();
  await mail.close();
});
afterEach(() => {
  mail.received.length = 0;
  mail.refuse = undefined;
});

const setUp = (): void => {
  vi.stubEnv('HOTLIST_MAIL_SERVER', `smtp://ann:secret@127.0.0.1:${mail.port}`);
  vi.stubEnv('HOTLIST_MAIL_FROM', 'hotlist@x.org');
  vi.stubEnv('HOTLIST_URL', 'https://h.x.org');
};
const send = () => mailJob.run({ db: test.db, url: test.url }, {} as never);

let made = 0;
/** One order more, so that there is a ticket that is new. */
async function publish(): Promise<string> {
  made += 1;
  await put('/customer-lines', [
    { order_no: `SO-${made}`, line: 1, customer: 'MILLER', item: 'FRAME', qty: 1, due: days(3) },
  ]);
  await planner('POST', '/planning-runs', {});
  await test.workOff();
  const { number } = (await planner('GET', '/plan-versions?limit=1')).body.rows[0];
  expect((await planner('POST', `/plan-versions/${number}/submit?confirm=rival`, {})).status).toBe(201);
  const answer = await supervisor('POST', `/plan-versions/${number}/approve`, { publish: true });
  expect(answer.status).toBe(201);
  return answer.body.done;
}
const latest = async (department: string) => {
  const { rows } = (await planner('GET', '/publications')).body;
  return rows.find((row: { department: string }) => row.department === department);
};
const told = async (department: string) =>
  (await planner('GET', `/publications/${(await latest(department)).id}`)).body.mail;
const toPrint = async () => (await planner('GET', '/tickets?filter=paper:eq:to print')).body.total;
const sendAgain = async (department: string, by = supervisor) =>
  by('POST', `/publications/${(await latest(department)).id}/mail`, {});
/** What waits is due now. */
async function timePasses(): Promise<void> {
  await test.db.transaction().execute(async (tx) => {
    await stamp(tx, { name: 'test', email: '', via: 'cli' }, 'PLANT');
    await tx.updateTable('mails').set({ next_at: new Date().toISOString() }).where('state', '=', 'waiting').execute();
  });
}

describe('a publication by mail', () => {
  it('is not written where mail is not set up, and says so', async () => {
    vi.stubEnv('HOTLIST_MAIL_SERVER', undefined);
    expect(await publish()).not.toContain('e-mail');
    expect((await latest('Metal')).mail).toBe('not-set-up');
    expect(await told('Metal')).toMatchObject({ said: [expect.stringMatching(/^Mail is not set up/)] });
    expect((await sendAgain('Metal')).body).toMatchObject({ code: 'not-set-up' });
  });

  it('is sent when a supervisor asks for it after it was set up, and to nobody twice', async () => {
    setUp();
    expect((await latest('Metal')).mail).toBe('not-sent');
    expect((await sendAgain('Metal', planner)).status).toBe(403);
    const answers = await Promise.all([sendAgain('Metal'), sendAgain('Metal')]);
    expect(answers.map((one) => one.status).toSorted()).toEqual([201, 409]);
    await test.workOff();
    expect(mail.received.map((one) => one.to)).toEqual(['weld@x.org', 'lead@x.org']);
    expect((await sendAgain('Metal')).body).toMatchObject({ code: 'sent-already' });
  });

  it('goes to each address of the department once, however many workers look, with list, tickets and link', async () => {
    expect(await publish()).toMatch(/1 ticket made ready to print, 2 e-mails on the way\./);
    expect((await latest('Metal')).mail).toBe('waits');
    const before = await toPrint();
    await Promise.all([test.workOff(), send(), send()]);
    expect(mail.received.map((one) => one.to).toSorted()).toEqual(['lead@x.org', 'weld@x.org']);
    expect(mail.signedIn.at(-1)).toBe('ann secret');
    const [{ raw, subject, messageId }] = mail.received as [(typeof mail.received)[number]];
    const { id, version } = await latest('Metal');
    expect(subject).toBe(`Dispatch list Metal, version ${version}, Plant PLANT`);
    expect(messageId).toMatch(/^<hotlist\.[\w-]+@x\.org>$/);
    expect(raw).toMatch(/^Auto-Submitted: auto-generated/m);
    expect(raw).toContain('text/plain');
    expect(raw).toContain('text/html');
    expect(raw.replace(/=\r?\n/g, '').replaceAll('=3D', '=')).toContain(
      `https://h.x.org/publications?site=PLANT&view=All&row=${id}`,
    );
    const pdf = /filename=tickets-version-\d+\.pdf\r?\n\r?\n([\s\S]+?)\r?\n--/.exec(raw.replace(/"/g, ''))?.[1] ?? '';
    expect(Buffer.from(pdf, 'base64').subarray(0, 5).toString()).toBe('%PDF-');
    expect((await latest('Metal')).mail).toBe('sent');
    expect(await toPrint()).toBe(before - 1);
    expect((await told('Metal')).said).toEqual([
      expect.stringMatching(/^Sent \d\d:\d\d to weld@x\.org\.$/),
      expect.stringMatching(/^Sent \d\d:\d\d to lead@x\.org\.$/),
    ]);
  });

  it('says of a department without an address where one is given', async () => {
    expect((await latest('Finish')).mail).toBe('no-address');
    expect((await told('Finish')).said).toEqual(['No address: give one for Finish under Departments.']);
    expect((await sendAgain('Finish')).body).toMatchObject({ code: 'no-address' });
  });

  it('is tried again with the same identity where the server refuses it for now, and both stand in the history', async () => {
    await publish();
    mail.refuse = { status: 451, words: 'try later' };
    await send();
    expect((await latest('Metal')).mail).toBe('waits');
    expect((await told('Metal')).said[0]).toMatch(
      /^Waits: it could not be sent to weld@x\.org yet, tried again at .*\d\d:\d\d: .*try later\.$/,
    );
    mail.refuse = undefined;
    await send();
    expect(mail.received).toEqual([]);
    await timePasses();
    await send();
    expect(mail.received).toHaveLength(2);
    const { rows } = (await planner('GET', '/audit?kind=mails')).body;
    const changes = rows.filter((row: { called: string }) => row.called === 'weld@x.org').slice(0, 3);
    expect(changes.map((row: { action: string }) => row.action)).toEqual(['update', 'update', 'insert']);
    expect(JSON.stringify(changes)).not.toContain('secret');
  });

  it('comes twice at most, as one and the same, where a worker dies after sending it', async () => {
    await publish();
    const dying = await takeNext(test.db);
    if (!dying) throw new Error('nothing waits');
    const server = mailServerOf(process.env);
    if (!server) throw new Error('mail is not set up');
    const content = { text: 'x', html: 'x', files: [] };
    await handOver(server, { ...content, to: dying.recipient, messageId: dying.message_id, subject: dying.subject });
    await timePasses();
    await send();
    const twice = mail.received.filter((one) => one.to === dying.recipient);
    expect(twice.map((one) => one.messageId)).toEqual([dying.message_id, dying.message_id]);
    expect(mail.received).toHaveLength(3);
  });

  it('is given up where the server knows no such address, and begins anew when it is asked for', async () => {
    await publish();
    const before = await toPrint();
    mail.refuse = { status: 550, words: 'no such user' };
    await send();
    // Its paper lies nowhere yet.
    expect(await toPrint()).toBe(before);
    expect((await latest('Metal')).mail).toBe('failed');
    expect((await told('Metal')).said[0]).toMatch(/^Gave up after one try: .*no such user/);
    mail.refuse = undefined;
    expect((await sendAgain('Metal')).body.done).toBe('2 e-mails are on their way.');
    await test.workOff();
    expect(mail.received).toHaveLength(2);
    expect(await toPrint()).toBe(before - 1);
    expect((await latest('Metal')).mail).toBe('sent');
  });

  it('that did not go out is overtaken by the next, which brings its tickets too', async () => {
    await publish();
    mail.refuse = { status: 451, words: 'try later' };
    await send();
    mail.refuse = undefined;
    const before = await latest('Metal');
    await publish();
    await send();
    expect(mail.received).toHaveLength(2);
    expect((await planner('GET', `/publications/${before.id}`)).body.mail).toMatchObject({
      said: [expect.stringMatching(/^Not sent to weld@x\.org: the mail of a later/), expect.any(String)],
      barred: expect.stringMatching(/^Version \d+ was published since/),
    });
    expect(mail.received[0]?.raw.replace(/=\r?\n/g, '')).toContain('2 tickets are attached');
  });
});
