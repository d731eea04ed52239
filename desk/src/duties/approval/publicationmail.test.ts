import { describe, expect, it } from 'vitest';
import { letterOf, type MailedPublication, mailSubject, sendRefusals } from './publicationmail.messages.ts';
import { type PublicationSeen, sendByMail } from './publicationmail.ts';

const seen: PublicationSeen = { setUp: true, addresses: ['a@x.org', 'b@x.org'], since: null, closed: false, mails: [] };
const mail = (recipient: string, state: 'waiting' | 'sent' | 'failed', id = 1) => ({ id, recipient, state });

describe('sending a publication by mail', () => {
  it.each<[string, Partial<PublicationSeen>, readonly object[] | string]>([
    [
      'writes to each address',
      {},
      [
        { type: 'written', recipient: 'a@x.org' },
        { type: 'written', recipient: 'b@x.org' },
      ],
    ],
    [
      'writes to the address that has not got it',
      { mails: [mail('a@x.org', 'sent')] },
      [{ type: 'written', recipient: 'b@x.org' }],
    ],
    [
      'begins anew with the mail that gave up, so that it is not doubled',
      { mails: [mail('a@x.org', 'sent', 1), mail('b@x.org', 'failed', 2)] },
      [{ type: 'begun-anew', mail: 2 }],
    ],
    [
      'does not write again to an address that is no more',
      { addresses: ['a@x.org'], mails: [mail('a@x.org', 'sent'), mail('old@x.org', 'failed')] },
      'sent-already',
    ],
    ['is refused where mail is not set up', { setUp: false }, 'not-set-up'],
    ['is refused to a department without an address', { addresses: [] }, 'no-address'],
    ['is refused once another version was published: its list is old', { since: 13 }, 'published-since'],
    ['is refused to a department that no work centre bears any more', { closed: true }, 'closed'],
    [
      'is refused where all of it is on its way',
      { addresses: ['a@x.org'], mails: [mail('a@x.org', 'waiting')] },
      'on-its-way',
    ],
    ['is refused where everybody has it', { addresses: ['a@x.org'], mails: [mail('a@x.org', 'sent')] }, 'sent-already'],
  ])('%s', (_, more, expected) => {
    const answer = sendByMail({ ...seen, ...more });
    expect(answer.kind === 'accept' ? answer.facts : answer.code).toEqual(expected);
    if (answer.kind === 'refuse')
      expect(sendRefusals[answer.code](answer.values, 'Paint')).not.toMatch(/undefined|null/);
  });
});

const line = {
  order: 'WO-7',
  seq: 20,
  step: 'Paint',
  item: 'FRAME',
  left: 2.5,
  unit: 'pcs',
  machine: 'P1',
  starts: '2026-11-03T08:00:00.000Z',
  ends: '2026-11-03T09:30:00.000Z',
};
const publication: MailedPublication = {
  site: { code: 'PLANT', name: 'Plant Berlin', zone: 'Europe/Berlin' },
  id: 12,
  version: 7,
  department: 'Finish',
  holds: 'work',
  published_at: '2026-11-03T07:05:00.000Z',
  published_by: 'Ann Weld',
  until: '2026-11-05T05:00:00.000Z',
  list: [
    line,
    {
      ...line,
      order: 'WO-9',
      machine: null,
      step: null,
      starts: '2026-11-04T22:30:00.000Z',
      ends: '2026-11-05T02:00:00.000Z',
    },
  ],
  tickets: ['WO-7 issue 2'],
  changed: [],
};

describe('the mail of a publication', () => {
  it('says in its subject which list of which version it is', () => {
    expect(mailSubject(publication)).toBe('Dispatch list Finish, version 7, Plant Berlin');
    expect(mailSubject({ ...publication, department: '' })).toBe(
      'Dispatch list for work without a department, version 7, Plant Berlin',
    );
  });

  it('has a subject of one line, whatever stands in the name of a department', () => {
    expect(mailSubject({ ...publication, department: 'Finish\r\nBcc: thief@y.org' })).toBe(
      'Dispatch list Finish Bcc: thief@y.org, version 7, Plant Berlin',
    );
  });

  it('tells the list by machine, on the plant’s clock, with what is attached and where it is acknowledged', () => {
    expect(letterOf(publication, 'https://h.x.org').text).toBe(`Dispatch list Finish
Version 7, published on Tue 3 Nov 08:05 by Ann Weld. Times are those of Plant Berlin.

1 ticket is attached, new or changed: WO-7 issue 2.

What begins before Thu 5 Nov, 06:00 stands on this list; what begins later comes with a later publication.

P1
  Tue 3 Nov 09:00 – 10:30  WO-7 step 20  Paint, FRAME, 2.5 pcs

Outside, or by hand
  Wed 4 Nov 23:30 – Thu 5 Nov 03:00  WO-9 step 20  FRAME, 2.5 pcs

Acknowledge it: https://h.x.org/publications?site=PLANT&view=All&row=12
`);
  });

  it('lists machines by name, whichever begins first, and what no machine does last', () => {
    const at = (machine: string | null) => ({ ...line, machine });
    const { text } = letterOf({ ...publication, list: [null, 'P10', 'P2', 'K1'].map(at) }, undefined);
    expect(text.match(/^(Outside.*|[KP]\d+)$/gm)).toEqual(['K1', 'P2', 'P10', 'Outside, or by hand']);
  });

  it('says so where nothing is attached, and bears no link where nobody said under which address people find the desk', () => {
    const { text, html } = letterOf({ ...publication, tickets: [] }, undefined);
    expect(text).toContain('No ticket is new or changed.');
    expect(text).toContain('Acknowledge it in Hotlist, under Publications.');
    expect(html).not.toContain('href');
  });

  it('names the tickets that changed and are printed for another department', () => {
    const changed = [{ order: 'WO-9', printed_for: 'Metal' }];
    expect(letterOf({ ...publication, tickets: [], changed }, undefined).text).toContain(
      'Changed, and printed elsewhere: WO-9 (new paper for Metal). The old paper is superseded.',
    );
  });

  it('says so where there is nothing to do any more, and where tickets changed alone', () => {
    const text = (more: Partial<MailedPublication>) => letterOf({ ...publication, list: [], ...more }, undefined).text;
    expect(text({ holds: 'nothing' })).toContain('There is nothing to do any more: the list before is not worked by.');
    expect(text({ holds: 'tickets', changed: [{ order: 'WO-7', printed_for: 'Metal' }] })).toContain(
      'Nothing is on the list, and none before it is worked by.',
    );
  });

  it('holds names as text: no markup of theirs gets into the page', () => {
    const evil = {
      ...publication,
      department: '<script>alert(1)</script>',
      list: [{ ...line, step: '"><img src=x>' }],
    };
    const { html } = letterOf(evil, 'https://h.x.org');
    expect(html).not.toMatch(/<script|<img/);
    expect(html).toContain('&lt;script&gt;alert(1)&lt;/script&gt;');
    expect(html).toContain('&quot;&gt;&lt;img src=x&gt;');
  });

  it('has the same in its page as in its text', () => {
    const { html } = letterOf(publication, 'https://h.x.org');
    for (const word of ['Finish', 'WO-7', 'WO-9', '09:00', 'P1', '2.5 pcs', 'WO-7 issue 2'])
      expect(html).toContain(word);
    expect(html).toContain('href="https://h.x.org/publications?site=PLANT&amp;view=All&amp;row=12"');
  });
});
