import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { beforeAll, describe, expect, it } from 'vitest';
import { prepareZXingModule } from 'zxing-wasm/reader';
import { away, codesIn, Shown } from '../../web/camera/codes.ts';
import { printedSymbol } from './symbol.test-support.ts';

beforeAll(() => {
  const reader = readFileSync(createRequire(import.meta.url).resolve('zxing-wasm/reader/zxing_reader.wasm'));
  prepareZXingModule({ overrides: { wasmBinary: new Uint8Array(reader).buffer } });
});

/** A label as a camera sees it: four pixels a module, with a margin. */
function pictureOf(bcid: string, text: string): ImageData {
  const { across, modules } = printedSymbol(bcid, text);
  const down = modules.length / across;
  const [wide, margin] = [4, 12];
  const [width, height] = [(across + 2 * margin) * wide, (down + 2 * margin) * wide];
  const data = new Uint8ClampedArray(width * height * 4).fill(255);
  for (let y = 0; y < height; y += 1)
    for (let x = 0; x < width; x += 1) {
      const [column, row] = [Math.floor(x / wide) - margin, Math.floor(y / wide) - margin];
      const dark = column >= 0 && row >= 0 && column < across && row < down && modules[row * across + column];
      if (dark) data.fill(0, (y * width + x) * 4, (y * width + x) * 4 + 3);
    }
  return { width, height, data, colorSpace: 'srgb' } as ImageData;
}

describe('a label before the camera', () => {
  it.each([
    ['code128', 'WO-5151', 'WO-5151'],
    ['qrcode', 'https://id.gs1.org/01/09506000134352', 'https://id.gs1.org/01/09506000134352'],
    ['datamatrix', 'K-BOLT/1', 'K-BOLT/1'],
    ['ean13', '9506000134352', '9506000134352'],
    ['code128', '^FNC1010950600013435210ABC^FNC1217', ']C1010950600013435210ABC\u001d217'],
    ['datamatrix', '^FNC1010950600013435210ABC^FNC1217', ']d2010950600013435210ABC\u001d217'],
    ['qrcode', '^FNC1010950600013435210ABC^FNC1217', ']Q3010950600013435210ABC\u001d217'],
  ])('%s of %s is read as a scanner sends it', async (bcid, text, sent) => {
    expect(await codesIn(pictureOf(bcid, text))).toEqual([sent]);
  });

  it('is none where nothing stands', async () => {
    const data = new Uint8ClampedArray(64 * 64 * 4).fill(255);
    expect(await codesIn({ width: 64, height: 64, data, colorSpace: 'srgb' } as ImageData)).toEqual([]);
  });

  it('counts once for as long as it is held there, and anew after it was away', () => {
    const shown = new Shown();
    const come = [0, 100, 1_000, 1_000 + away, 2_001 + 2 * away].map((now) => shown.comes('WO-1', now));
    expect(come).toEqual([true, false, false, false, true]);
    expect(shown.comes('WO-2', 0)).toBe(true);
  });
});
