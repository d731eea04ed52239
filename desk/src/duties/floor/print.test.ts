import { expect, it } from 'vitest';
import { bars } from '../../server/pdf.print.ts';
import { pagesOf, textOf } from '../../server/pdf.test-support.ts';
import { dispatchPdf } from './dispatch.print.ts';
import { issueFor, type Paper, plannedFor, readTicket, stepNeeds, ticketText } from './ticket.ts';
import { type PrintableTicket, ticketsPdf } from './tickets.print.ts';

const paper: Paper = {
  order: 'MO-00042',
  item: 'FRAME-54',
  name: 'Frame 54 red',
  revision: 'C',
  qty: 20,
  unit: 'pcs',
  for_line: 'SO-1042/2',
  customer: 'Miller Cycles',
  note: null,
  steps: [
    {
      seq: 10,
      name: 'Weld',
      work_centre: 'WELD',
      setup_minutes: 30,
      run_minutes: '6',
      fixed_minutes: 0,
      crew: null,
      outside_days: null,
      instructions: 'Purge with argon.',
    },
  ],
  materials: [{ item: 'TUBE', name: 'Tubing', qty: 40.5, unit: 'm', seq: 10 }],
};
const printed = (more: Partial<PrintableTicket> = {}): PrintableTicket => ({
  paper,
  order: paper.order,
  issue: 2,
  superseded_by: null,
  printed_at: '2026-11-03T13:30:00.000Z',
  printed_by: 'Ada',
  first: null,
  due: '2026-11-06T16:00:00Z',
  planned_for: [],
  places: new Map([['TUBE', 'A-01-3 (120)']]),
  ...more,
});
const of = { site: 'Main plant', zone: 'Europe/Berlin' };

it('says what is to be made, of what, how, and by whom it was printed', async () => {
  const bytes = await ticketsPdf([printed()], of, { compress: false });
  const text = textOf(bytes);
  for (const word of [
    'MO-00042',
    'T-MO-00042-2',
    'FRAME-54',
    '20 pcs',
    'SO-1042/2',
    'Miller Cycles',
    'Weld',
    'Purge with argon.',
    'TUBE',
    '40.5 m',
    'A-01-3 (120)',
    'Issue 2',
    'page 1 of 1',
  ])
    expect(text).toContain(word);
  // 13:30 UTC on the plant's clock
  expect(text).toContain('printed 2026-11-03 14:30 by Ada');
  expect(text).not.toContain('REPRINT');
  expect(pagesOf(bytes)).toBe(1);
});

it('carries its barcode as Code 128: one filled bar for each bar of the symbol', async () => {
  const widths = bars('T-MO-00042-2');
  // Start, text (two digits a symbol where there are four or more), check: 11 modules each; stop: 13.
  expect(widths.reduce((sum, one) => sum + one, 0) % 11).toBe(2);
  const drawn = Buffer.from(await ticketsPdf([printed()], of, { compress: false })).toString('latin1');
  const count = Math.ceil(widths.length / 2);
  const run = drawn.match(/(?:[\d.]+ [\d.]+ [\d.]+ 40 re\s+)+/)?.[0].match(/ re/g)?.length;
  expect(run).toBe(count);
});

it('a reprint says who printed the first paper and when, and a superseded paper by which', async () => {
  const first = { at: '2026-11-02T07:05:00.000Z', by: 'Bo' };
  const text = textOf(await ticketsPdf([printed({ first, superseded_by: 3 })], of, { compress: false }));
  expect(text).toContain('REPRINT');
  expect(text).toContain('first printed 2026-11-02 08:05 by Bo');
  expect(text).toContain('printed 2026-11-03 14:30 by Ada   reprint');
  expect(text).toContain('SUPERSEDED BY ISSUE 3');
});

it('each order begins a page, and a long one says which page of how many', async () => {
  const [first] = paper.steps;
  const steps = Array.from({ length: 60 }, (_, at) => ({ ...(first as Paper['steps'][number]), seq: (at + 1) * 10 }));
  const bytes = await ticketsPdf([printed(), printed({ paper: { ...paper, steps } }), printed()], of, {
    compress: false,
  });
  const text = textOf(bytes);
  const [, pages] = /page 2 of (\d+)/.exec(text) ?? [];
  expect(Number(pages)).toBeGreaterThan(2);
  expect(pagesOf(bytes)).toBe(2 + Number(pages));
  expect(text.match(/continued/g)?.length).toBe(Number(pages) - 1);
  // The head of the columns stands on every page that has operations.
  expect(text.match(/What is done/g)?.length).toBeGreaterThanOrEqual(2 + Number(pages) - 1);
});

it('letters that the paper has no sign for are question marks, not other letters', async () => {
  const text = textOf(await ticketsPdf([printed({ paper: { ...paper, name: 'Größe Ж' } })], of, { compress: false }));
  expect(text).toContain('Größe ?');
});

it('the same paper again is a reprint; another one is the next issue', () => {
  expect(issueFor(undefined, 'a')).toEqual({ issue: 1, reprint: false });
  expect(issueFor({ issue: 3, hash: 'a' }, 'a')).toEqual({ issue: 3, reprint: true });
  expect(issueFor({ issue: 3, hash: 'a' }, 'b')).toEqual({ issue: 4, reprint: false });
});

it('a barcode reads back to its order and issue, whatever dashes the number has', () => {
  expect(readTicket(ticketText('WO-5-1', 12))).toEqual({ order: 'WO-5-1', issue: 12 });
  expect(readTicket('t-mo-1-2\n')).toEqual({ order: 'mo-1', issue: 2 });
  expect(readTicket('FRAME-54')).toBeUndefined();
});

it('a dispatch list has a page for each work centre and names what is missing', async () => {
  const row = {
    order: 'MO-1',
    seq: 10,
    state: 'waiting' as const,
    order_state: 'released' as const,
    item: 'FRAME',
    item_name: null,
    step: 'Weld',
    left: 18,
    part: 0,
    parts: 0,
    ordered: 20,
    unit: 'pcs',
    work_centre: 'WELD',
    machine: 'W1',
    starts: '2026-11-03T06:00:00.000Z',
    ends: '2026-11-03T08:00:00.000Z',
    setup_seconds: 1800,
    run_seconds: 5400,
    need: '2026-11-03T07:59:50.000Z',
    late_days: 0.01,
    newest: null,
    priority: 1,
    serves: 'SO-1/1',
    serves_more: 0,
    missing: [
      {
        item: 'TUBE',
        name: null,
        qty: 40,
        unit: 'm',
        from: 'purchase/PO-1/1',
        at: '2026-11-03T06:00:00.000Z',
        by_start: true,
        text: '',
      },
    ],
    next: 'PAINT',
    frozen: false,
  };
  const list = {
    version: null,
    rows: [row, { ...row, work_centre: 'PAINT', machine: 'OVEN', part: 2, parts: 3, missing: [], next: null }],
  };
  const bytes = await dispatchPdf(list, of, { compress: false });
  const text = textOf(bytes);
  expect(pagesOf(bytes)).toBe(2);
  for (const word of [
    'WELD',
    'W1',
    'OVEN',
    'MO-1 / 10',
    'MO-1 / 10, 2 of 3',
    '18 pcs',
    '30 min',
    '1.5 h',
    'TUBE 40 m',
    'ready',
    '11-03 07:00',
  ])
    expect(text).toContain(word);
});

it('a dispatch list that is printed again says so, and until when it goes', async () => {
  const text = textOf(
    await dispatchPdf({ version: null, rows: [] }, of, {
      compress: false,
      until: '2026-11-05T05:00:00Z',
      reprintOf: 12,
    }),
  );
  expect(text).toContain('REPRINT of print 12');
  expect(text).toContain('what begins before 2026-11-05 06:00');
});

it.each([
  ['nothing where a step needs nothing', null, {}, ''],
  ['a crew of several', 'WELDERS', { crew_size: 2 }, 'Crew WELDERS, 2 people.'],
  [
    'the tools, and who sets up',
    null,
    { tools: 'JIG-4, JIG-4', setup_crew: 'SETTERS' },
    'Set-up by SETTERS. Tools JIG-4, JIG-4.',
  ],
  [
    'batches, teardown and what goes on',
    null,
    { batch_minutes: 30, batch_qty: 40, teardown_minutes: 10, transfer_qty: 20 },
    '30 min a batch of 40 pcs. Teardown 10 min. 20 pcs at a time go on to the next step.',
  ],
  ['on how many machines at once', null, { split_machines: 3 }, 'On up to 3 machines at once.'],
])('a ticket says %s', (_, crew, more, said) => {
  expect(stepNeeds({ crew, more }, 'pcs')).toBe(said);
});

it('prints what a step is done with under the step', async () => {
  const steps = paper.steps.map((step) => ({ ...step, more: { tools: 'JIG-4' } }));
  const words = textOf(await ticketsPdf([printed({ paper: { ...paper, steps } })], of, { compress: false }));
  expect(words).toContain('Tools JIG-4.');
});

it('says what may stand in for what, until when and by whose word', async () => {
  const deviation = {
    id: 1,
    item: 'STEEL',
    qty: 6,
    unit: 'pcs',
    instead_of: 'TUBE',
    of_qty: 3,
    of_unit: 'm',
    until: '2026-11-06',
    agreed: 'Miller',
    who: 'Ada',
    reason: 'tubing is late',
  };
  const bytes = await ticketsPdf([printed({ paper: { ...paper, deviations: [deviation] } })], of, { compress: false });
  const text = textOf(bytes).replaceAll('\n', ' ');
  expect(text).toContain('DEVIATION: up to 6 pcs of STEEL for 3 m of TUBE, until Fri 6 Nov.');
  expect(text).toContain('Miller agreed, told by Ada: tubing is late');
});

it('a ticket says when its order is due, and of one that was made for no line for whom the plan has it', async () => {
  const ticket = printed({ paper: { ...paper, for_line: null }, planned_for: ['SO-7/1', 'SO-9/2'] });
  const text = textOf(await ticketsPdf([ticket], of, { compress: false }));
  expect(text).toContain('due Fri 6 Nov 2026');
  expect(text).toContain('For, by the plan');
  expect(text).toContain('SO-7/1 and 1 more');
  expect([plannedFor([]), plannedFor(['SO-7/1'])]).toEqual(['', 'SO-7/1, by the plan']);
});
