import { describe, expect, it } from 'vitest';
import { mailServerOf } from './mailserver.ts';

const from = { HOTLIST_MAIL_FROM: 'hotlist@x.org' };

describe('outgoing mail', () => {
  it('is not set up where no server is named', () => {
    expect(mailServerOf({ ...from, HOTLIST_MAIL_SERVER: '' })).toBeUndefined();
  });

  it.each([
    [
      'of a relay in the house: port 25, nobody signs in',
      'smtp://relay',
      {},
      { host: 'relay', port: 25, secure: false },
    ],
    [
      'of a provider: port 587, signed in, the password apart as it is',
      'smtp://ann%40x.org@mail.x.org',
      { HOTLIST_MAIL_PASSWORD: 'p%@:/' },
      { host: 'mail.x.org', port: 587, secure: false, user: 'ann@x.org', password: 'p%@:/' },
    ],
    [
      'in TLS from the first byte: port 465, the password in the address',
      'smtps://ann:p%25@mail.x.org',
      {},
      { port: 465, secure: true, user: 'ann', password: 'p%' },
    ],
    ['at a port that is named', 'smtp://[::1]:2525', {}, { host: '::1', port: 2525 }],
    ['with links to the desk', 'smtp://relay', { HOTLIST_URL: 'https://h.x.org/' }, { desk: 'https://h.x.org' }],
  ])('is %s', (_, server, more, expected) => {
    expect(mailServerOf({ ...from, ...more, HOTLIST_MAIL_SERVER: server })).toMatchObject(expected);
  });

  it.each([
    [{ HOTLIST_MAIL_SERVER: 'mail.x.org' }, 'HOTLIST_MAIL_SERVER is no mail server'],
    [{ HOTLIST_MAIL_SERVER: 'http://u:secret@h' }, 'HOTLIST_MAIL_SERVER is no mail server'],
    [{ HOTLIST_MAIL_SERVER: 'smtp://u%zz@h' }, 'stands for no character'],
    [{ HOTLIST_MAIL_SERVER: 'smtp://u@h' }, 'HOTLIST_MAIL_PASSWORD is not given'],
    [{ HOTLIST_MAIL_SERVER: 'smtp://h', HOTLIST_MAIL_PASSWORD: 'secret' }, 'names no user'],
    [{ HOTLIST_MAIL_SERVER: 'smtp://h', HOTLIST_MAIL_FROM: '' }, 'HOTLIST_MAIL_FROM is missing'],
    [{ HOTLIST_MAIL_SERVER: 'smtp://h', HOTLIST_MAIL_FROM: 'a@x.org\nBcc: b@x.org' }, 'no e-mail address'],
    [{ HOTLIST_URL: 'hotlist.example.com' }, 'HOTLIST_URL is no address'],
    [{ HOTLIST_URL: 'javascript:alert(1)' }, 'HOTLIST_URL is no address'],
  ])('%o is refused at the start, without the secret: %s', (set, says) => {
    expect(() => mailServerOf({ ...from, ...set })).toThrow(says);
    expect(() => mailServerOf({ ...from, ...set })).not.toThrow('secret');
  });
});
