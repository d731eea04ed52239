import { execFileSync, spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { drawLabel } from './drawing.print.ts';
import { labelsPdf } from './labels.print.ts';
import { type Facts, valuesOf } from './labels.ts';
import { sheets } from './sheets.ts';
import { ownTemplates, type Subject, type Template } from './templates.ts';
import { zplOf } from './zpl.ts';

const facts: Facts = {
  site: 'Plant',
  today: '2026-11-26',
  item: 'RICE',
  name: 'Risotto rice',
  unit: 'pcs',
  gtin: '9506000134352',
  lot: 'L-7',
  qty: '20',
  expires: '2026-12-31',
  location: 'A-01-03',
  kind: 'store',
  sscc: '106141412345678908',
  serial: 'SN-00077',
  kit: 'KIT-00012',
  order: 'MO-00123',
  step: 'step 10',
  card: 'K-00012/1',
  from: 'B-02',
};
const templateOf = (subject: Subject): Template => ownTemplates.find((one) => one.subject === subject)!;
const drawnOf = (template: Template, values = valuesOf(template.subject, facts), more = {}) => {
  const label = drawLabel(template, values, more);
  if ('says' in label) throw new Error(label.says);
  return { ...template, drawn: label.drawn };
};

/** Programs of Debian's zbar-tools and poppler-utils; a machine without them skips what they read. */
const runs = (program: string): boolean => spawnSync(program, ['--version']).error === undefined;
const zbar = runs('zbarimg');
const reader = zbar ? describe : describe.skip;
const paper = zbar && runs('pdftoppm') ? it : it.skip;

let folder: string;
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'labels-'));
});
afterAll(() => rmSync(folder, { recursive: true }));

/** What a camera reads of a picture; FNC1 between elements comes as GS. */
const readBack = (path: string): readonly string[] =>
  execFileSync('zbarimg', ['--quiet', '--raw', '-Sdisable', '-Scode128.enable', '-Sqrcode.enable', path], {
    stdio: ['ignore', 'pipe', 'ignore'],
  })
    .toString()
    .trim()
    .split('\n')
    .toSorted();

/** The boxes of ZPL, as the printer lays its dots, on white paper. */
function dotsOf(zpl: string, name: string): string {
  const [, wide = '0', tall = '0'] = /\^PW(\d+)\^LL(\d+)/.exec(zpl) ?? [];
  const [w, h] = [Number(wide), Number(tall)];
  const dots = new Uint8Array(w * h).fill(255);
  for (const [, x, y, width, height] of zpl.matchAll(/\^FO(\d+),(\d+)\^GB(\d+),(\d+)/g))
    for (let row = Number(y); row < Number(y) + Number(height); row += 1)
      dots.fill(0, row * w + Number(x), row * w + Number(x) + Number(width));
  const path = join(folder, `${name}.pgm`);
  writeFileSync(path, Buffer.concat([Buffer.from(`P5 ${w} ${h} 255\n`), dots]));
  return path;
}

reader('a reader reads', () => {
  it.each<[Subject, string]>([
    ['item', '0109506000134352'],
    ['location', 'A-01-03'],
    ['kit', 'KIT-00012'],
    ['container', '00106141412345678908'],
  ])('the bar code of a printed label of a %s, at 203 and at 300 dots an inch', (subject, text) => {
    for (const dots of [8, 12]) {
      const zpl = zplOf(drawnOf(templateOf(subject), undefined, { dot: 1 / dots }), { dots, copies: 1 });
      expect(readBack(dotsOf(zpl, `${subject}-${dots}`))).toEqual([text]);
    }
  });

  it('a QR code with elements and one with a message of data identifiers', () => {
    const template: Template = { ...templateOf('lot'), drawing: 'code 2 1 22 22 qr {barcode2d}' };
    const { gtin: _, ...plain } = facts;
    const read = (values: Facts, name: string) =>
      readBack(
        dotsOf(zplOf(drawnOf(template, valuesOf('lot', values), { dot: 1 / 12 }), { dots: 12, copies: 1 }), name),
      ).join('');
    expect(read(facts, 'qr')).toBe('01095060001343521726123110L-7\u001d3020');
    expect(read(plain, 'qr-message')).toContain('1TL-7');
  });

  paper('every label of a sheet on paper, behind those that are gone', async () => {
    const labels = Array.from({ length: 5 }, (_, at) =>
      drawnOf(templateOf('item'), valuesOf('item', { ...facts, gtin: null, item: `TUBE-${at}` })),
    );
    writeFileSync(join(folder, 'sheet.pdf'), await labelsPdf(labels, sheets[0], 20));
    execFileSync('pdftoppm', ['-r', '300', '-gray', join(folder, 'sheet.pdf'), join(folder, 'sheet')]);
    // 20 are gone of 24: four on the first sheet, one on the second.
    expect(readBack(join(folder, 'sheet-1.pgm'))).toEqual(['TUBE-0', 'TUBE-1', 'TUBE-2', 'TUBE-3']);
    expect(readBack(join(folder, 'sheet-2.pgm'))).toEqual(['TUBE-4']);
  });
});

describe('a label', () => {
  const text = (template: Template, values: Record<string, string>, more = {}) =>
    drawnOf(template, values, more).drawn.flatMap((one) => (one.kind === 'text' ? one.text : []));

  it('of ours is drawn for a printer of every kind, with all that it can say', () => {
    for (const template of ownTemplates)
      for (const dot of [1 / 8, 1 / 12, 1 / 24])
        expect(drawnOf(template, undefined, { dot }).drawn.length).toBeGreaterThan(20);
  });

  it('has bars of whole dots', () => {
    const { drawn } = drawnOf(templateOf('container'), undefined, { dot: 1 / 8 });
    for (const box of drawn.filter((one) => one.kind === 'box' && one.h > 30))
      expect(box.kind === 'box' && Math.abs(box.w * 8 - Math.round(box.w * 8)) < 1e-6).toBe(true);
  });

  it('printed again says REPRINT, whatever its template draws', () => {
    const template = { ...templateOf('item'), drawing: 'line 1 1 5 1' };
    expect([text(template, {}), text(template, {}, { reprint: true })]).toEqual([[], ['REPRINT']]);
  });

  it('cuts a text that is far too long for its place', () => {
    const [shown] = text({ ...templateOf('item'), drawing: 'text 1 1 20 4 {name}' }, { name: 'x'.repeat(99) });
    expect(shown?.length).toBeLessThan(30);
    expect(shown).toMatch(/…$/);
  });

  it.each([
    [
      'a code that its place is too small for',
      'code 1 1 12 10 code128 {item}',
      'FRAME-54-RED-LARGE',
      'needs',
      'Maybe make it larger',
    ],
    [
      'an emoji in bars',
      'code 1 1 60 10 code128 {item}',
      '🍚',
      'cannot be written in code128',
      'Maybe choose datamatrix or qr',
    ],
  ])('says of %s what to do', (_, drawing, item, says, wayOut) => {
    const label = drawLabel({ ...templateOf('item'), drawing }, { item });
    expect('says' in label && label.says).toContain(says);
    expect('says' in label && label.says).toContain(wayOut);
  });
});
