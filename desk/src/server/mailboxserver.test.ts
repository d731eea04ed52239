import { describe, expect, it } from 'vitest';
import { mailboxOf } from './mailboxserver.ts';

describe('the mailbox', () => {
  it('is none where none is named', () => {
    expect(mailboxOf({ HOTLIST_MAILBOX: '' })).toBeUndefined();
  });

  it.each([
    [
      'in TLS from the first byte: port 993, its inbox',
      'imaps://ann%40x.org@mail.x.org',
      { HOTLIST_MAILBOX_PASSWORD: 'p%@:/' },
      { host: 'mail.x.org', port: 993, secure: true, user: 'ann@x.org', password: 'p%@:/', folder: 'INBOX' },
    ],
    [
      'in clear at first, in a folder that is named',
      'imap://ann:p%25@mail.x.org/Vendors',
      {},
      { port: 143, secure: false, password: 'p%', folder: 'Vendors' },
    ],
    ['at a port that is named', 'imap://a:b@[::1]:1143', {}, { host: '::1', port: 1143 }],
  ])('is read %s', (_, address, more, expected) => {
    expect(mailboxOf({ ...more, HOTLIST_MAILBOX: address })).toMatchObject(expected);
  });

  it.each([
    [{ HOTLIST_MAILBOX: 'mail.x.org' }, 'HOTLIST_MAILBOX is no mailbox'],
    [{ HOTLIST_MAILBOX: 'pop3://u:secret@h' }, 'HOTLIST_MAILBOX is no mailbox'],
    [{ HOTLIST_MAILBOX: 'imaps://h', HOTLIST_MAILBOX_PASSWORD: 'secret' }, 'names no user'],
    [{ HOTLIST_MAILBOX: 'imaps://u@h' }, 'HOTLIST_MAILBOX_PASSWORD is not given'],
    [{ HOTLIST_MAILBOX: 'imaps://u%zz@h' }, 'HOTLIST_MAILBOX holds a %'],
  ])('%o is refused at the start, without the secret: %s', (set, says) => {
    expect(() => mailboxOf(set)).toThrow(says);
    expect(() => mailboxOf(set)).not.toThrow('secret');
  });
});
