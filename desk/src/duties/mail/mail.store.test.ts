import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import { type TestApp, type TestPerson, testApp } from '../../server/test-app.ts';
import { type TestMail, testMail } from '../../server/test-mail.ts';
import { mostTests } from './mail.ts';

let test: TestApp;
let mail: TestMail;
let ann: TestPerson;
beforeAll(async () => {
  [test, mail] = await Promise.all([testApp(), testMail()]);
  ann = await test.person(['administrator']);
  for (const [path, row] of [
    ['/calendars', { code: 'DAY', week: 'Mon-Fri 06:00-22:00' }],
    ['/work-centres', { code: 'WELD', calendar: 'DAY', department: 'Metal' }],
    ['/departments', { code: 'Finish', addresses: 'a@x.org; b@x.org' }],
  ] as const)
    expect((await ann.ask('POST', path, row)).status).toBe(201);
});
afterAll(async () => {
  vi.unstubAllEnvs();
  await test.close();
  await mail.close();
});

const connection = async () => (await ann.ask('GET', '/connections/mail')).body;
const trial = () => ann.ask('POST', '/connections/mail/test', {});

describe('outgoing mail under Connections', () => {
  it('is of administrators alone', async () => {
    const supervisor = await test.as(['supervisor', 'planner']);
    expect((await supervisor('GET', '/connections/mail')).status).toBe(403);
    expect((await supervisor('POST', '/connections/mail/test', {})).status).toBe(403);
  });

  it('says that it is not set up, and tries nothing then', async () => {
    expect((await connection()).server).toBeNull();
    expect(await trial()).toMatchObject({ status: 409, body: { code: 'not-set-up' } });
  });

  it('is shown as it is set up, without its password; with which departments have no address, or no work', async () => {
    vi.stubEnv('HOTLIST_MAIL_SERVER', `smtp://ann:secret@127.0.0.1:${mail.port}`);
    vi.stubEnv('HOTLIST_MAIL_FROM', 'hotlist@x.org');
    const shown = await connection();
    expect(shown).toMatchObject({
      server: { host: '127.0.0.1', port: mail.port, user: 'ann', from: 'hotlist@x.org', desk: null },
      departments: [
        { department: 'Finish', addresses: ['a@x.org', 'b@x.org'], has_work: false },
        { department: 'Metal', addresses: [], has_work: true },
      ],
    });
    expect(JSON.stringify(shown)).not.toContain('secret');
  });

  it('sends a test to who asks for it, some times and no more, and says what became of it', async () => {
    mail.refuse = { status: 451, words: 'try later' };
    expect((await trial()).body.done).toContain(ann.email);
    await test.workOff();
    expect((await connection()).mails[0].said).toMatch(/^Gave up after one try: .*try later/);
    mail.refuse = undefined;
    const answers = await Promise.all(Array.from({ length: mostTests + 1 }, trial));
    expect(answers.filter((one) => one.status === 201)).toHaveLength(mostTests - 1);
    expect(answers.find((one) => one.status === 429)?.body.code).toBe('too-often');
    await test.workOff();
    expect(mail.received.map((one) => [one.to, one.subject])).toEqual(
      Array.from({ length: mostTests - 1 }, () => [ann.email, 'Test mail']),
    );
    expect((await connection()).mails[0].said).toMatch(/^Sent \d\d:\d\d to /);
  });
});
