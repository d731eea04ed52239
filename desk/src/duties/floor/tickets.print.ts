/**
 * Tickets as PDF: instruction and record at once. An order begins on a page of its own; an operation is never torn in
 * two; every page says which ticket it is of and how many there are.
 */
import { wallClock } from '../../house/clock.ts';
import { dayWords } from '../../house/daywords.ts';
import {
  clockText,
  drawBars,
  height,
  line,
  margin,
  type PaperOf,
  type Pdf,
  pdfBytes,
  plain,
  width,
} from '../../server/pdf.print.ts';
import { firstLine, type Paper, type PaperMaterial, type PaperStep, stepNeeds, ticketText } from './ticket.ts';

export interface PrintableTicket {
  readonly paper: Paper;
  readonly order: string;
  readonly issue: number;
  readonly superseded_by: number | null;
  readonly printed_at: string;
  readonly printed_by: string;
  /** When and by whom it was printed before; null: it was not. */
  readonly first: { readonly at: string; readonly by: string } | null;
  /** Instant; null: it has none. */
  readonly due: string | null;
  /** Of an order that was made for no line: those that the plan has it for. */
  readonly planned_for: readonly string[];
  readonly places: ReadonlyMap<string, string>;
}

const [ink, dim, hair] = ['#000', '#555', '#999'];
const inner = width - 2 * margin;
const floor = height - margin - 16;

export function ticketsPdf(
  tickets: readonly PrintableTicket[],
  of: PaperOf,
  options: { readonly compress?: boolean } = {},
): Promise<Uint8Array> {
  const title = tickets.length === 1 ? `Ticket ${tickets[0]?.order}` : `${tickets.length} tickets`;
  return pdfBytes(title, (pdf) => tickets.forEach((ticket) => drawTicket(pdf, ticket, of)), options);
}

/** Where the pen is, and how it goes on to another page. */
interface Pen {
  y: number;
  readonly room: (tall: number, head?: () => void) => void;
}

/**
 * The foot says "page 2 of 3", so how many pages there are must be known before the first is left: what is drawn is
 * measured first, with the same code and a pen that draws nothing.
 */
function drawTicket(pdf: Pdf, ticket: PrintableTicket, of: PaperOf): void {
  const plan: (() => void)[][] = [];
  const pen: Pen = {
    y: 0,
    room(tall, head) {
      if (plan.length > 0 && pen.y + tall <= floor) return;
      plan.push([]);
      pen.y = plan.length === 1 ? margin : margin + 26;
      if (plan.length > 1) put(() => smallHead(pdf, ticket));
      if (head && plan.length > 1) head();
    },
  };
  const put = (draw: () => void): void => void plan.at(-1)?.push(draw);
  layHead(pdf, ticket, of, pen, put);
  laySteps(pdf, ticket.paper, pen, put);
  layMaterials(pdf, ticket.paper.materials, ticket.places, pen, put);
  layDeviations(pdf, ticket, pen, put);
  laySignature(pdf, pen, put);
  plan.forEach((page, at) => {
    pdf.addPage();
    for (const draw of page) draw();
    foot(pdf, ticket, of, at + 1, plan.length);
  });
}

/** "due Thu 5 Nov 2026". */
const dueWords = (due: string, zone: string): string => `due ${dayWords(wallClock(zone, due).slice(0, 10), '')}`;

type Put = (draw: () => void) => void;

function layHead(pdf: Pdf, ticket: PrintableTicket, of: PaperOf, pen: Pen, put: Put): void {
  pen.room(150);
  const { paper } = ticket;
  const text = ticketText(ticket.order, ticket.issue);
  const top = pen.y;
  put(() => {
    const wide = drawBars(pdf, text, width - margin, top, 40, 240);
    pdf.font('Helvetica').fontSize(9).fillColor(ink);
    line(pdf, text, width - margin - Math.max(wide, 120), top + 44, Math.max(wide, 120), 'center');
    pdf.font('Helvetica').fontSize(9).fillColor(dim);
    line(pdf, 'Work order', margin, top, 200);
    pdf.font('Helvetica-Bold').fontSize(22).fillColor(ink);
    line(pdf, ticket.order, margin, top + 12, inner - 260);
    const marks = [
      `Issue ${ticket.issue}`,
      ticket.first ? 'REPRINT' : '',
      ticket.superseded_by === null ? '' : `SUPERSEDED BY ISSUE ${ticket.superseded_by}`,
    ];
    pdf.font('Helvetica-Bold').fontSize(10);
    line(pdf, marks.filter((one) => one !== '').join('   '), margin, top + 40, inner - 260);
    if (!ticket.first) return;
    const { at, by } = ticket.first;
    pdf.font('Helvetica').fontSize(8).fillColor(dim);
    line(pdf, `first printed ${clockText(of.zone, at)} by ${by}`, margin, top + 53, inner - 260);
  });
  pen.y += 64;
  const facts: readonly (readonly [string, string, number])[] = [
    ['Item', paper.item, 0.36],
    ['Revision', paper.revision ?? 'none', 0.12],
    ['Quantity', `${paper.qty} ${paper.unit}`, 0.18],
    ticket.planned_for.length > 0
      ? ['For, by the plan', firstLine(ticket.planned_for), 0.34]
      : ['Customer order', paper.for_line ?? '–', 0.34],
  ];
  const at = pen.y;
  put(() => {
    rule(pdf, at, 1);
    let x = margin;
    for (const [word, value, share] of facts) {
      pdf.font('Helvetica').fontSize(8).fillColor(dim);
      line(pdf, word, x, at + 6, inner * share - 8);
      pdf.font('Helvetica-Bold').fontSize(12).fillColor(ink);
      line(pdf, value, x, at + 17, inner * share - 8);
      x += inner * share;
    }
    pdf.font('Helvetica').fontSize(10).fillColor(ink);
    line(pdf, paper.name ?? '', margin, at + 34, inner * 0.46);
    line(
      pdf,
      ticket.due === null ? '' : dueWords(ticket.due, of.zone),
      margin + inner * 0.48,
      at + 34,
      inner * 0.18 - 8,
    );
    line(pdf, paper.customer ?? '', margin + inner * 0.66, at + 34, inner * 0.34);
  });
  pen.y += 50;
  if (paper.note) layText(pdf, paper.note, pen, put, margin, inner);
  pen.y += 6;
}

/** Columns of an operation: left edge and width. The blank ones are written in by hand. */
const cut = (from: number, wide: number) => ({ x: margin + from, wide });
const columns = {
  seq: cut(0, 28),
  name: cut(30, 148),
  place: cut(180, 70),
  setup: cut(252, 40),
  run: cut(294, 56),
  good: cut(356, 40),
  scrap: cut(400, 36),
  hours: cut(440, 36),
  badge: cut(480, inner - 480),
} as const;

function laySteps(pdf: Pdf, { steps, unit }: Paper, pen: Pen, put: Put): void {
  const head = (): void => {
    const y = pen.y;
    put(() => {
      pdf.font('Helvetica-Bold').fontSize(8).fillColor(ink);
      const words = {
        seq: 'Step',
        name: 'What is done',
        place: 'Work centre',
        setup: 'Set-up',
        run: 'Run / unit',
        good: 'Good',
        scrap: 'Scrap',
        hours: 'Hours',
        badge: 'Badge',
      };
      for (const [name, word] of Object.entries(words) as [keyof typeof columns, string][])
        line(pdf, word, columns[name].x, y, columns[name].wide, name === 'setup' || name === 'run' ? 'right' : 'left');
      rule(pdf, y + 11, 0.8);
    });
    pen.y += 14;
  };
  pen.room(60);
  head();
  for (const step of steps) {
    pdf.font('Helvetica').fontSize(9);
    const below = [stepNeeds(step, unit), step.instructions ?? ''].filter((one) => one !== '').join('\n');
    const words = below === '' ? 0 : pdf.heightOfString(plain(below), { width: inner - 30 }) + 4;
    // An instruction longer than a page goes on by itself; the line above it stays whole.
    pen.room(30 + Math.min(words, 200), head);
    const y = pen.y;
    put(() => {
      pdf.font('Helvetica-Bold').fontSize(11).fillColor(ink);
      line(pdf, String(step.seq), columns.seq.x, y + 6, columns.seq.wide);
      pdf.font('Helvetica').fontSize(10);
      line(pdf, step.name ?? '', columns.name.x, y + 6, columns.name.wide);
      line(
        pdf,
        step.outside_days === null ? (step.work_centre ?? '') : 'outside',
        columns.place.x,
        y + 6,
        columns.place.wide,
      );
      pdf.fontSize(9);
      line(
        pdf,
        step.outside_days === null ? `${step.setup_minutes} min` : '',
        columns.setup.x,
        y + 7,
        columns.setup.wide,
        'right',
      );
      line(pdf, runText(step), columns.run.x, y + 7, columns.run.wide, 'right');
      for (const blank of [columns.good, columns.scrap, columns.hours, columns.badge])
        pdf
          .rect(blank.x, y + 1, blank.wide, 22)
          .lineWidth(0.6)
          .stroke(hair);
    });
    pen.y += 27;
    if (below !== '') layText(pdf, below, pen, put, columns.name.x, inner - 30);
    const end = pen.y;
    put(() => rule(pdf, end, 0.3));
    pen.y += 3;
  }
  if (steps.length === 0) layText(pdf, 'No operations.', pen, put, margin, inner);
}

const runText = (step: PaperStep): string =>
  step.outside_days !== null
    ? `${step.outside_days} d`
    : [
        step.run_minutes === '0' ? '' : `${step.run_minutes} min`,
        step.fixed_minutes > 0 ? `+ ${step.fixed_minutes}` : '',
      ]
        .filter((one) => one !== '')
        .join(' ') || '-';

/** Running text, paragraph by paragraph, over as many pages as it needs. */
function layText(pdf: Pdf, text: string, pen: Pen, put: Put, x: number, wide: number): void {
  for (const paragraph of plain(text).split('\n')) {
    for (const part of inParts(paragraph)) {
      pdf.font('Helvetica').fontSize(9);
      const tall = pdf.heightOfString(part || ' ', { width: wide });
      pen.room(tall);
      const y = pen.y;
      put(() => pdf.font('Helvetica').fontSize(9).fillColor(ink).text(part, x, y, { width: wide }));
      pen.y += tall;
    }
  }
  pen.y += 3;
}

/** Pieces of at most 60 words, so that no piece is taller than what a page can hold. */
function inParts(paragraph: string): readonly string[] {
  const words = paragraph.split(' ');
  if (words.length <= 60) return [paragraph];
  const parts: string[] = [];
  for (let at = 0; at < words.length; at += 60) parts.push(words.slice(at, at + 60).join(' '));
  return parts;
}

const materialColumns = {
  seq: cut(0, 28),
  item: cut(30, 96),
  name: cut(130, 128),
  qty: cut(260, 66),
  places: cut(336, inner - 336),
} as const;

function layMaterials(
  pdf: Pdf,
  materials: readonly PaperMaterial[],
  places: ReadonlyMap<string, string>,
  pen: Pen,
  put: Put,
): void {
  if (materials.length === 0) return;
  const head = (): void => {
    const y = pen.y;
    put(() => {
      pdf.font('Helvetica-Bold').fontSize(8).fillColor(ink);
      const words = { seq: 'Step', item: 'Material', name: '', qty: 'Needed', places: 'Where it stands' };
      for (const [name, word] of Object.entries(words) as [keyof typeof materialColumns, string][])
        line(pdf, word, materialColumns[name].x, y, materialColumns[name].wide, name === 'qty' ? 'right' : 'left');
      rule(pdf, y + 11, 0.8);
    });
    pen.y += 15;
  };
  pen.y += 10;
  pen.room(44);
  head();
  for (const one of materials) {
    pen.room(15, head);
    const y = pen.y;
    put(() => {
      pdf.font('Helvetica').fontSize(9).fillColor(ink);
      line(pdf, one.seq > 0 ? String(one.seq) : '', materialColumns.seq.x, y, materialColumns.seq.wide);
      line(pdf, one.item, materialColumns.item.x, y, materialColumns.item.wide);
      line(pdf, one.name ?? '', materialColumns.name.x, y, materialColumns.name.wide);
      line(pdf, `${one.qty} ${one.unit}`, materialColumns.qty.x, y, materialColumns.qty.wide, 'right');
      line(pdf, places.get(one.item) ?? 'none in stock', materialColumns.places.x, y, materialColumns.places.wide);
    });
    pen.y += 15;
  }
}

/** What may stand in for what, by whose word: in the hands of who takes it. */
function layDeviations(
  pdf: Pdf,
  { paper: { deviations = [] }, printed_at }: PrintableTicket,
  pen: Pen,
  put: Put,
): void {
  if (deviations.length > 0) pen.y += 10;
  for (const one of deviations) {
    const said = `DEVIATION: up to ${one.qty} ${one.unit} of ${one.item} for ${one.of_qty} ${one.of_unit} of ${one.instead_of}, until ${dayWords(one.until, printed_at.slice(0, 10))}. ${one.agreed} agreed, told by ${one.who}: ${one.reason}`;
    layText(pdf, said, pen, put, margin, inner);
  }
}

function laySignature(pdf: Pdf, pen: Pen, put: Put): void {
  pen.room(40);
  const y = pen.y + 22;
  put(() => {
    pdf.font('Helvetica').fontSize(8).fillColor(dim);
    line(pdf, 'Finished: date, name', margin, y + 4, 200);
    line(pdf, 'Remarks', margin + 220, y + 4, 200);
    pdf
      .moveTo(margin, y)
      .lineTo(margin + 200, y)
      .moveTo(margin + 220, y)
      .lineTo(width - margin, y)
      .lineWidth(0.5)
      .stroke(hair);
  });
  pen.y = y + 16;
}

function smallHead(pdf: Pdf, ticket: PrintableTicket): void {
  pdf.font('Helvetica-Bold').fontSize(11).fillColor(ink);
  line(
    pdf,
    `${ticket.order}   ${ticket.paper.item}   ${ticket.paper.qty} ${ticket.paper.unit}`,
    margin,
    margin,
    inner - 180,
  );
  pdf.font('Helvetica').fontSize(9);
  line(pdf, `issue ${ticket.issue}, continued`, width - margin - 170, margin + 1, 170, 'right');
  rule(pdf, margin + 16, 0.8);
}

function foot(pdf: Pdf, ticket: PrintableTicket, of: PaperOf, page: number, pages: number): void {
  const y = height - margin;
  rule(pdf, y - 4, 0.3);
  pdf.font('Helvetica').fontSize(8).fillColor(dim);
  const said = `${of.site}   ${ticketText(ticket.order, ticket.issue)}   printed ${clockText(of.zone, ticket.printed_at)} by ${ticket.printed_by}${ticket.first ? '   reprint' : ''}`;
  line(pdf, said, margin, y, inner - 80);
  line(pdf, `page ${page} of ${pages}`, width - margin - 80, y, 80, 'right');
}

function rule(pdf: Pdf, y: number, thick: number): void {
  pdf
    .moveTo(margin, y)
    .lineTo(width - margin, y)
    .lineWidth(thick)
    .stroke(thick >= 0.8 ? ink : hair);
}
