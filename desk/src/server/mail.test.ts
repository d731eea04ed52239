import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { handOver, type Letter } from './mail.ts';
import { mailServerOf } from './mailserver.ts';
import { type TestMail, testMail } from './test-mail.ts';

let mail: TestMail;
beforeAll(async () => {
  mail = await testMail();
});
afterAll(() => mail.close());
beforeEach(() => {
  mail.refuse = undefined;
  mail.received.length = 0;
  mail.signedIn.length = 0;
});

const letter: Letter = {
  to: 'paint@x.org',
  messageId: '<one@x.org>',
  subject: 'A\r\nBcc: thief@y.org',
  text: 'list',
  html: '<p>list</p>',
  files: [{ name: 'a "b"\r\nX: y.pdf', type: 'application/pdf', bytes: new Uint8Array([37]) }],
};
const hand = (server: string, more: Partial<Letter> = {}) => {
  const found = mailServerOf({ HOTLIST_MAIL_SERVER: server, HOTLIST_MAIL_FROM: 'hotlist@x.org' });
  if (!found) throw new Error('mail is not set up');
  return handOver(found, { ...letter, ...more });
};

describe('handing a mail to the server', () => {
  it('goes to its one address, whatever line breaks stand in its words', async () => {
    expect(await hand(`smtp://127.0.0.1:${mail.port}`)).toEqual({ kind: 'taken' });
    const [one] = mail.received;
    expect(one).toMatchObject({ to: 'paint@x.org', messageId: '<one@x.org>' });
    expect(one?.raw).not.toMatch(/^(Bcc|X):/im);
    expect(mail.signedIn).toEqual([]);
  });

  it('signs in where a user is named', async () => {
    await hand(`smtp://ann:p%25@127.0.0.1:${mail.port}`);
    expect(mail.signedIn).toEqual(['ann p%']);
  });

  it.each([
    ['is final where the server knows no such address', { status: 550, words: 'no such user' }, true],
    ['may be mended where it is busy', { status: 451, words: 'try later' }, false],
  ])('a refusal %s', async (_, refuse, final) => {
    mail.refuse = refuse;
    const answer = await hand(`smtp://127.0.0.1:${mail.port}`);
    expect(answer).toMatchObject({ kind: 'refused', final, said: expect.stringContaining(refuse.words) });
  });

  it('may be mended where nobody listens', async () => {
    const gone = await testMail();
    await gone.close();
    expect(await hand(`smtp://127.0.0.1:${gone.port}`)).toMatchObject({ kind: 'refused', final: false });
  });

  it('gives no password to a server that speaks no TLS, but on this machine', async () => {
    // The same machine by an address that does not look like it.
    const answer = await hand(`smtp://ann:secret@[::ffff:127.0.0.1]:${mail.port}`);
    expect(answer).toMatchObject({ kind: 'refused', final: false, said: expect.stringContaining('no TLS') });
    expect(mail.signedIn).toEqual([]);
    expect(mail.received).toEqual([]);
  });
});
