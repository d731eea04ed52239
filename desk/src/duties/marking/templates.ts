/**
 * Templates of labels: text, codes and lines placed in millimetres from the upper left corner, one a line of the template's record.
 *
 *     text X Y WIDTH HEIGHT [bold] WORDS
 *     code X Y WIDTH HEIGHT code128|datamatrix|qr CONTENT
 *     line X Y WIDTH HEIGHT
 *
 * Words and content hold placeholders in braces. Our own templates are written the same way. Pure. GLOSSARY "label template".
 */
import type { Fault } from '../../house/errors.ts';
import type { Kind, Row } from '../../house/kind.ts';
import { queuePort, templateFaults, wrongHost, wrongQueue } from './labels.messages.ts';

export const subjects = ['item', 'lot', 'serial', 'location', 'container', 'kit', 'kanban card'] as const;
export type Subject = (typeof subjects)[number];
export const symbologies = ['code128', 'datamatrix', 'qr'] as const;
export type Symbology = (typeof symbologies)[number];

interface Place {
  readonly x: number;
  readonly y: number;
  readonly w: number;
  readonly h: number;
}
export type Mark =
  | (Place & { readonly kind: 'text'; readonly bold: boolean; readonly content: string })
  | (Place & { readonly kind: 'code'; readonly symbology: Symbology; readonly content: string })
  | (Place & { readonly kind: 'line' });

export interface Template {
  readonly code: string;
  readonly name: string | null;
  readonly subject: Subject;
  /** Whose label it is; null: anybody's. */
  readonly customer: string | null;
  readonly width_mm: number;
  readonly height_mm: number;
  /** As above, a mark a line. */
  readonly drawing: string;
}

/**
 * What a label of each subject can say. `barcode` is what a scan of it goes by: GS1 elements where there is a GTIN or SSCC, else the
 * code; `barcode2d` says all of it, as GS1 elements or a message with data identifiers.
 */
const common = ['site', 'today', 'barcode', 'barcode2d'];
const ofItem = ['item', 'name', 'unit', 'gtin', 'customer', 'customer_name', 'customer_order', 'customer_ref'];
export const placeholders: Readonly<Record<Subject, readonly string[]>> = {
  item: [...common, ...ofItem, 'qty'],
  lot: [...common, ...ofItem, 'lot', 'qty', 'expires', 'location'],
  serial: [...common, ...ofItem, 'serial', 'lot', 'expires', 'location'],
  location: [...common, 'location', 'name', 'kind'],
  container: [...common, ...ofItem, 'sscc', 'lot', 'qty', 'expires'],
  kit: [...common, 'kit', 'order', 'step', 'item', 'name', 'location'],
  'kanban card': [...common, 'card', 'item', 'name', 'qty', 'unit', 'location', 'from'],
};

const holders = /\{(\w*)\}/g;

export function readMarks(template: Pick<Template, 'drawing' | 'subject' | 'width_mm' | 'height_mm'>): {
  readonly marks: readonly Mark[];
  readonly faults: readonly Fault[];
} {
  const marks: Mark[] = [];
  const faults: Fault[] = [];
  template.drawing.split(/\r?\n/).forEach((line, at) => {
    if (line.trim() === '') return;
    const read = readMark(line.trim());
    const wrong = typeof read === 'string' ? read : wrongMark(read, template);
    if (wrong !== undefined)
      faults.push({ column: 'Drawing', row: at + 1, value: line, text: `Line ${at + 1}: ${wrong}` });
    else if (typeof read !== 'string') marks.push(read);
  });
  if (marks.length === 0 && faults.length === 0) faults.push({ column: 'Drawing', text: templateFaults.empty() });
  return { marks, faults };
}

function readMark(line: string): Mark | string {
  const match = /^(\w+)((?:\s+-?[\d.]+){4})(?:\s+(.*))?$/.exec(line);
  const [, kind = '', numbers = '', rest = ''] = match ?? [];
  const [x = 0, y = 0, w = 0, h = 0] = numbers.trim().split(/\s+/).map(Number);
  if (!match || ![x, y, w, h].every(Number.isFinite)) return templateFaults.shape(line);
  const place = { x, y, w, h };
  if (kind === 'line') return { kind, ...place };
  if (kind === 'text') {
    const bold = /^bold\s/.test(rest);
    const content = bold ? rest.slice(5).trim() : rest;
    return content === '' ? templateFaults.nothing('text') : { kind, ...place, bold, content };
  }
  if (kind !== 'code') return templateFaults.kind(kind);
  const [, symbology = '', content = ''] = /^(\S+)\s*(.*)$/.exec(rest) ?? [];
  if (!isSymbology(symbology)) return templateFaults.symbology(symbology);
  return content === '' ? templateFaults.nothing('code') : { kind, ...place, symbology, content };
}

const isSymbology = (word: string): word is Symbology => (symbologies as readonly string[]).includes(word);

function wrongMark(
  mark: Mark,
  { subject, width_mm, height_mm }: Pick<Template, 'subject' | 'width_mm' | 'height_mm'>,
): string | undefined {
  const { x, y, w, h } = mark;
  if (w <= 0 || h <= 0) return templateFaults.size();
  if (x < 0 || y < 0 || x + w > width_mm || y + h > height_mm) return templateFaults.outside(mark, width_mm, height_mm);
  if (mark.kind === 'line') return undefined;
  const known = placeholders[subject];
  for (const [, name = ''] of mark.content.matchAll(holders))
    if (!known.includes(name)) return templateFaults.placeholder(name, subject, known);
  return undefined;
}

/** What stands where a value is wanted; what is not known of the thing is left out. */
export const filled = (content: string, values: Readonly<Record<string, string>>): string =>
  content.replaceAll(holders, (_, name: string) => values[name] ?? '');

export const labelTemplates: Kind = {
  name: 'label_templates',
  one: 'label template',
  many: 'Label templates',
  about: 'Labels of your own: text, bar codes and lines placed in millimetres. Hotlist has one for each subject.',
  key: ['code'],
  read: 'stock.see',
  write: 'locations.write',
  planned: false,
  fields: [
    { name: 'code', label: 'Template', type: 'code', required: true, max: 40 },
    { name: 'name', label: 'Name', type: 'text', max: 120 },
    { name: 'subject', label: 'Label of', type: 'choice', choices: subjects, required: true, default: 'item' },
    {
      name: 'customer',
      label: 'Customer',
      type: 'reference',
      to: 'customers',
      help: 'Whose label it is: taken for what is printed for an order of his. {customer}, {customer_name}, {customer_order} and {customer_ref}, his own number of it, stand for his values. Empty: anybody’s.',
    },
    { name: 'width_mm', label: 'Width', type: 'decimal', min: 10, max: 300, digits: 1, unit: 'mm', required: true },
    { name: 'height_mm', label: 'Height', type: 'decimal', min: 10, max: 300, digits: 1, unit: 'mm', required: true },
    {
      name: 'drawing',
      label: 'Drawing',
      type: 'text',
      long: true,
      max: 4000,
      required: true,
      help: 'One a line, in mm: text X Y WIDTH HEIGHT [bold] WORDS · code X Y WIDTH HEIGHT code128|datamatrix|qr CONTENT · line X Y WIDTH HEIGHT. {item}, {name}, {lot}, {barcode} … stand for values.',
    },
  ],
  checkRow: (row) => readMarks(row as Row & Template).faults,
};

export const printers: Kind = {
  name: 'printers',
  one: 'printer',
  many: 'Printers',
  about:
    'Label printers that speak ZPL on the network, and printers and queues of a print server (CUPS) that take PDF: labels, tickets and dispatch lists.',
  key: ['code'],
  read: 'stock.see',
  // The desk connects to what it names, from inside the network.
  write: 'users.write',
  planned: false,
  fields: [
    { name: 'code', label: 'Printer', type: 'code', required: true, max: 40 },
    { name: 'name', label: 'Name', type: 'text', max: 120, help: 'Where it stands.' },
    {
      name: 'host',
      label: 'Host',
      type: 'text',
      required: true,
      max: 255,
      help: 'Its name or address on the network.',
    },
    {
      name: 'port',
      label: 'Port',
      type: 'integer',
      min: 1,
      max: 65535,
      default: 9100,
      help: '9100: the printer itself. 631: a print server.',
    },
    {
      name: 'queue',
      label: 'Queue',
      type: 'text',
      max: 127,
      help: 'At a print server: what the queue is called there, or its path, as ipp/print. Empty: the printer itself.',
    },
    {
      name: 'speaks',
      label: 'Speaks',
      type: 'choice',
      choices: ['ZPL', 'PDF'],
      default: 'ZPL',
      help: 'ZPL: labels alone. PDF: labels, tickets and dispatch lists.',
    },
    {
      name: 'dots_mm',
      label: 'Dots a mm',
      type: 'choice',
      choices: ['8', '12', '24'],
      default: '8',
      help: '8: 203 dpi, 12: 300 dpi, 24: 600 dpi.',
    },
  ],
  checkRow: ({ host, queue, port }) => [
    ...(typeof host !== 'string' || hostName.test(host) || address6.test(host)
      ? []
      : [{ column: 'Host', value: host, text: wrongHost(host) }]),
    ...(typeof queue !== 'string' || queueName.test(queue)
      ? []
      : [{ column: 'Queue', value: queue, text: wrongQueue(queue) }]),
    ...(typeof queue === 'string' && queue !== '' && port === 9100
      ? [{ column: 'Port', value: '9100', text: queuePort(queue) }]
      : []),
  ],
};

const queueName = /^(?!.*\.\.)([\w.-]+(\/[\w.-]+)*)?$/;

const hostName = /^(?!.*[-.]{2})[a-z0-9]([a-z0-9.-]*[a-z0-9])?$/i;
const address6 = /^[0-9a-f]*:[0-9a-f:]*:[0-9a-f]*$/i;

const own = (
  code: string,
  name: string,
  subject: Subject,
  size: readonly [number, number],
  drawing: string,
): Template => ({
  code,
  name,
  subject,
  customer: null,
  width_mm: size[0],
  height_mm: size[1],
  drawing: drawing.trim(),
});

/** A site's template of the same code stands in their place. */
export const ownTemplates: readonly Template[] = [
  own(
    'ITEM',
    'Item, for sheets',
    'item',
    [66, 25],
    `
text 3 2 60 5 bold {item}
text 3 7.5 60 3.5 {name}
code 2 11.5 62 9 code128 {barcode}
text 3 21 60 3 {gtin}`,
  ),
  own(
    'LOT',
    'Lot, for sheets',
    'lot',
    [66, 25],
    `
text 3 2 42 5 bold {item}
text 3 7.5 42 3.5 {name}
text 3 12 42 5 Lot {lot}
text 3 18 42 3.5 {qty} {unit}   {expires}
code 46 3 18 18 datamatrix {barcode2d}`,
  ),
  own(
    'SERIAL',
    'Serial, for sheets',
    'serial',
    [66, 25],
    `
text 3 2 42 5 bold {item}
text 3 7.5 42 3.5 {name}
text 3 13 42 6 bold {serial}
code 46 3 18 18 datamatrix {barcode2d}`,
  ),
  own(
    'KIT',
    'Kit',
    'kit',
    [99, 38],
    `
text 4 3 91 9 bold {kit}
code 4 13 91 12 code128 {barcode}
text 4 26.5 91 6 bold {order} {step}
text 4 33 60 4 {item} {name}
text 66 33 29 4 {location}`,
  ),
  own(
    'KANBAN',
    'Kanban card',
    'kanban card',
    [99, 38],
    `
text 4 3 91 8 bold {item}
text 4 11 91 4 {name}
code 4 16 91 11 code128 {barcode}
text 4 28 45 5 bold {card}
text 50 28 45 5 bold {qty} {unit}
text 4 33.5 91 4 {from} → {location}`,
  ),
  own(
    'BIN',
    'Bin',
    'location',
    [99, 38],
    `
text 4 3 91 13 bold {location}
code 4 17 91 15 code128 {barcode}
text 4 33 91 4 {name}`,
  ),
  own(
    'SSCC',
    'Container, logistic label',
    'container',
    [105, 148],
    `
text 5 4 95 7 bold {site}
line 5 13 95 0.5
text 5 15 95 4 Item
text 5 20 95 8 bold {item}
text 5 29 95 5 {name}
text 5 38 45 4 Quantity
text 5 43 45 8 bold {qty} {unit}
text 53 38 47 4 Lot
text 53 43 47 8 bold {lot}
text 53 53 47 5 {expires}
code 5 56 22 22 datamatrix {barcode2d}
line 5 82 95 0.5
text 5 84 95 4 SSCC
text 5 89 95 7 bold {sscc}
code 5 100 95 38 code128 {barcode}`,
  ),
];
