import { describe, expect, it } from 'vitest';
import type { Row } from '../../house/kind.ts';
import { inquiryTexts } from '../partners/inquirytexts.ts';
import { usualCadence } from './followup.ts';
import { askOf, type Drafted, draft, missedOn, send } from './inquiries.ts';

const line = {
  ref: 'PO-1/2',
  order_no: 'PO-1',
  line: 2,
  item: 'TUBE',
  item_name: 'Tube 25 mm',
  vendor_item: 'KR-25',
  qty: 1200.5,
  unit: 'm',
  required: '2026-11-30',
  promised: '2026-10-30',
  ask: 'late',
} as const;
const drafted = (more: Partial<Drafted> = {}) =>
  draft({
    vendor: 'Kraft Rohr',
    contact: 'Anna Kraft',
    company: 'Plant',
    me: 'Petra Keller',
    language: 'en',
    own: undefined,
    lines: [line],
    ...more,
  });
const nothing = {
  subject: null,
  text: null,
  acknowledge: null,
  confirm: null,
  shipped: null,
  late: null,
  sooner: null,
};

describe('a draft to a vendor', () => {
  it('names each line with his number, what is open, both dates and what we ask', () => {
    const { subject, text } = drafted();
    expect(subject).toBe('Your deliveries to Plant: PO-1');
    expect(text).toContain(`1. Order PO-1, line 2
   TUBE Tube 25 mm (your number KR-25)
   Still to come: 1,200.5 m
   Needed here: Mon 30 Nov 2026
   You promised: Fri 30 Oct 2026
   → This date has gone by. Where are the goods, and when do they arrive?`);
    expect(text).toMatch(/^Hello Anna Kraft,[\s\S]*Petra Keller\nPlant$/);
  });

  it('is in his language, with its days and numbers', () => {
    const { subject, text } = drafted({ language: 'de' });
    expect(subject).toBe('Ihre Lieferungen an Plant: PO-1');
    expect(text).toContain('Offene Menge: 1.200,5 m\n   Benötigt bei uns: Mo 30.11.2026');
    expect(text).toContain('→ Dieser Termin ist verstrichen.');
  });

  it('takes the company’s own words where it has some', () => {
    const own = { ...nothing, subject: 'Hurry {vendor}', text: 'Dear {contact}\n{lines}', late: 'Where?' };
    const { subject, text } = drafted({ own });
    expect(subject).toBe('Hurry Kraft Rohr');
    expect(text).toMatch(/^Dear Anna Kraft\n1\. Order PO-1[\s\S]*→ Where\?$/);
  });

  it.each([
    ['what is put in is not read for places again', { contact: '{me}' }, 'Hello {me},'],
    ['who names nobody is addressed himself', { contact: null }, 'Hello Kraft Rohr,'],
  ])('%s', (_, more, expected) => {
    expect(drafted(more).text).toContain(expected);
  });
});

it.each([
  ['late', { promised: true, gone: true }, 'late'],
  ['late', { promised: true, gone: false }, 'sooner'],
  ['ship date', { promised: true, gone: false }, 'shipped'],
  ['not acknowledged', { promised: false, gone: false }, 'acknowledge'],
  ['confirm', { promised: true, gone: false }, 'confirm'],
  ['call-back', { promised: false, gone: false }, 'acknowledge'],
] as const)('of a line that is followed up because of “%s” (%o) the vendor is asked: %s', (reason, line_, ask) => {
  expect(askOf(reason, line_)).toBe(ask);
});

describe('a mail to a vendor', () => {
  const asked = { vendor: 'KRAFT', refs: ['PO-1/1'], recipient: 'anna@kraft.example', link: false };
  const lines = [{ ref: 'PO-1/1', id: 7 }];
  const known = { vendor: true, setUp: true, desk: true, lines, lately: undefined };

  it('is sent about lines that are open and his', () => {
    expect(send(asked, known)).toEqual({ kind: 'accept', facts: lines });
  });

  it.each([
    ['where mail is not set up', asked, { setUp: false }, 'not-set-up'],
    ['to a vendor who is gone', asked, { vendor: false }, 'no-vendor'],
    ['to what is no address', { ...asked, recipient: 'anna@x\nBcc: b@x.org' }, {}, 'no-address'],
    ['about a line of another', asked, { lines: [] }, 'no-line'],
    ['with a link where nobody knows whither', { ...asked, link: true }, { desk: false }, 'nowhere'],
  ] as const)('is refused %s', (_, what, more, code) => {
    expect(send(what, { ...known, ...more })).toMatchObject({ kind: 'refuse', code });
  });

  it('asks first where somebody wrote about one of them within a day', () => {
    const lately = { ref: 'PO-1/1', by: 'Petra', at: '08:12' };
    expect(send(asked, { ...known, lately })).toMatchObject({ kind: 'confirm', code: 'asked-already', values: lately });
  });

  // Thursday 5 November 2026 is day 20,762: three working days are Tuesday; one, of what is late, is Friday.
  it.each([
    ['acknowledge', 20_767],
    ['late', 20_763],
  ] as const)('an answer to “%s” is missed by the cadence', (ask, day) => {
    expect(missedOn(ask, usualCadence, 20_762)).toBe(day);
  });
});

it.each<[string, Row, RegExp]>([
  ['without a place for the lines', { text: 'Hello' }, /Maybe put \{lines\}/],
  ['with its lines twice', { text: '{lines}\n{lines}' }, /has \{lines\} 2 times/],
  ['with a place that stands for nothing', { text: '{lines} {price}' }, /"\{price\}" stands for nothing/],
  ['with a text’s place in the subject', { subject: 'Of {lines}', text: '{lines}' }, /"\{lines\}" stands for nothing/],
])('a text of inquiries is refused %s', (_, row, words) => {
  expect(inquiryTexts.checkRow?.({ language: 'en', subject: null, ...row })[0]?.text).toMatch(words);
});
