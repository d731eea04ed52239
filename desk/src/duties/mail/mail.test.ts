import { describe, expect, it } from 'vitest';
import { clockWords, type MailTold, mailSaid, testRefusals } from './mail.messages.ts';
import { afterTry, leaseSeconds, mostTests, pauses, type Tried, tryOut, wordOf } from './mail.ts';

const busy: Tried = { kind: 'refused', final: false, said: '451 try later' };
const unknown: Tried = { kind: 'refused', final: true, said: '550 no such user' };

describe('a mail that was tried', () => {
  it('is sent once the server took it', () => {
    expect(afterTry(1, { kind: 'taken' })).toEqual({ state: 'sent' });
  });

  it('waits longer after each refusal that may be mended, and is given up within a working day', () => {
    const waits = pauses.map((_, at) => afterTry(at + 1, busy));
    expect(waits.map((one) => (one.state === 'waiting' ? one.pause : 0))).toEqual(pauses.toSorted((a, b) => a - b));
    expect(afterTry(pauses.length + 1, busy)).toEqual({ state: 'failed', said: '451 try later' });
    expect(pauses.reduce((sum, one) => sum + one, 0)).toBeLessThan(8 * 3600);
  });

  it('is given up at once where the server knows no such address', () => {
    expect(afterTry(1, unknown)).toEqual({ state: 'failed', said: '550 no such user' });
  });

  it('is tried once where it is a test: who asked for it waits for the answer', () => {
    expect(afterTry(1, busy, true)).toEqual({ state: 'failed', said: '451 try later' });
  });

  it('is for one worker alone for longer than a server may take: connecting, greeting, a minute of silence', () => {
    expect(leaseSeconds).toBeGreaterThan(10 + 10 + 60);
  });
});

describe('a test mail', () => {
  it('goes to who asks for it', () => {
    expect(tryOut('ann@x.org', { setUp: true, lately: 0 })).toMatchObject({ facts: [{ recipient: 'ann@x.org' }] });
  });

  it.each([
    ['where mail is not set up', 'ann@x.org', { setUp: false, lately: 0 }, 'not-set-up'],
    ['to who has no address to send to', 'ann', { setUp: true, lately: 0 }, 'no-address'],
    ['to who has been sent some just now', 'ann@x.org', { setUp: true, lately: mostTests }, 'too-often'],
  ] as const)('is refused %s', (_, own, seen, code) => {
    const answer = tryOut(own, seen);
    expect(answer).toMatchObject({ kind: 'refuse', code });
    if (answer.kind === 'refuse') expect(testRefusals[answer.code](answer.values)).not.toMatch(/undefined|null/);
  });
});

describe('how it stands with the mails of a publication', () => {
  const reach = { setUp: true, addresses: ['a@x.org'] };
  it.each([
    ['is what somebody must look after first', ['sent', 'waiting', 'failed'], reach, 'failed'],
    ['is that it waits as long as one does', ['sent', 'waiting'], reach, 'waits'],
    ['is that it was overtaken', ['overtaken', 'sent'], reach, 'overtaken'],
    ['is that it was sent, whatever is set up since', ['sent'], { setUp: false, addresses: [] }, 'sent'],
    ['is that mail is not set up', [], { setUp: false, addresses: [] }, 'not-set-up'],
    ['is that the department has no address', [], { setUp: true, addresses: [] }, 'no-address'],
    ['is that it was not sent, where it could be now', [], reach, 'not-sent'],
  ] as const)('%s', (_, states, has, word) => {
    const mails = states.map((state) => ({ recipient: 'a@x.org', state }));
    expect(wordOf(mails, has)).toBe(word);
  });

  it.each([
    ['until the right one was sent it', [], 'not-sent'],
    ['after that', [{ recipient: 'a@x.org', state: 'sent' }], 'sent'],
  ] as const)('is not that one gave up whose address was mended since, %s', (_, since, word) => {
    expect(wordOf([{ recipient: 'typo@x.org', state: 'failed' }, ...since], reach)).toBe(word);
  });
});

describe('what is told of a mail', () => {
  const told: MailTold = {
    recipient: 'paint@x.org',
    state: 'waiting',
    tries: 0,
    next_at: '2026-11-03T13:10:00.000Z',
    said: null,
    sent_at: null,
  };
  const plant = { setUp: true, zone: 'Europe/Berlin', now: '2026-11-03T13:05:00.000Z' };

  it.each<[string, Partial<MailTold>, Partial<typeof plant>, string]>([
    ['that it waits', {}, {}, 'Waits to be sent to paint@x.org.'],
    ['when it was sent', { state: 'sent', sent_at: '2026-11-03T13:02:00.000Z' }, {}, 'Sent 14:02 to paint@x.org.'],
    [
      'on which day, when that was another',
      { state: 'sent', sent_at: '2026-11-02T13:02:00.000Z' },
      {},
      'Sent Mon 2 Nov 14:02 to paint@x.org.',
    ],
    [
      'what the server said, and when it is tried again',
      { tries: 1, said: '451 try later.' },
      {},
      'Waits: it could not be sent to paint@x.org yet, tried again at 14:10: 451 try later.',
    ],
    [
      'that it is tried in no time, when it is time',
      { tries: 1, said: '451 try later', next_at: plant.now },
      {},
      'Waits: it could not be sent to paint@x.org yet, tried again within the minute: 451 try later.',
    ],
    [
      'that nobody sends it any more',
      {},
      { setUp: false },
      'Waits to be sent to paint@x.org: mail is not set up any more.',
    ],
    [
      'why it was given up, and the way out',
      { state: 'failed', tries: 1, said: '550 no such user' },
      {},
      'Gave up after one try: it could not be sent to paint@x.org: 550 no such user. Maybe mend that, then send it again.',
    ],
    [
      'that a later publication took its place',
      { state: 'overtaken' },
      {},
      'Not sent to paint@x.org: the mail of a later publication took its place, and its tickets with it.',
    ],
  ])('%s', (_, mail, at, words) => {
    expect(mailSaid({ ...told, ...mail }, { ...plant, ...at })).toBe(words);
  });

  it('is on the plant’s clock, also past its midnight', () => {
    expect(clockWords('Europe/Berlin', '2026-11-03T23:30:00.000Z', '2026-11-03T22:00:00.000Z')).toBe('Wed 4 Nov 00:30');
  });
});
