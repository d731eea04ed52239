/**
 * Photos as a paper takes them: built anew from the parts that it needs, so that no file, whatever it was made to do, keeps the
 * writer of papers busy or ends it. Pure.
 *
 * A JPEG is drawn by its reader as it is, and keeps of what the camera noted only how it was held. A PNG is drawn as it is packed,
 * where it has neither transparency nor passes: for those its reader unpacks it, however large it says it is.
 */
import type { PhotoType } from './photos.ts';

/** Absent: no paper can show it. */
export function printed(bytes: Uint8Array, type: PhotoType): Uint8Array | undefined {
  if (type === 'image/jpeg') return jpegPrinted(bytes);
  return type === 'image/png' ? pngPrinted(bytes) : undefined;
}

const isFrame = (marker: number): boolean => marker >= 0xc0 && marker <= 0xcf && ![0xc4, 0xc8, 0xcc].includes(marker);

function jpegPrinted(bytes: Uint8Array): Uint8Array | undefined {
  const view = viewOf(bytes);
  const kept: Uint8Array[] = [];
  let held: number | undefined;
  let framed = false;
  for (let at = 2; at + 4 <= bytes.length && bytes[at] === 0xff; ) {
    const marker = view.getUint8(at + 1);
    if (marker === 0xff) at += 1;
    else {
      const end = at + 2 + view.getUint16(at + 2);
      if (end < at + 4 || end > bytes.length) return undefined;
      framed ||= isFrame(marker);
      if (marker === 0xda) return framed ? joined([soi, exifOf(held), ...kept, bytes.subarray(at)]) : undefined;
      if (marker === 0xe1) held ??= heldSo(bytes.subarray(at + 4, end));
      // Of the notes of programs that one alone which says what its colours mean.
      if (marker === 0xee || (marker < 0xe0 && marker !== 0)) kept.push(bytes.subarray(at, end));
      at = end;
    }
  }
  return undefined;
}

const soi = Uint8Array.of(0xff, 0xd8);

/** A note of the camera that says how it was held, and nothing else. */
const exifOf = (held = 1): Uint8Array =>
  Uint8Array.of(
    0xff,
    0xe1,
    0,
    34,
    ...exif,
    0x4d,
    0x4d,
    0,
    42,
    0,
    0,
    0,
    8,
    0,
    1,
    1,
    0x12,
    0,
    3,
    0,
    0,
    0,
    1,
    0,
    held,
    0,
    0,
    0,
    0,
    0,
    0,
  );
const exif = [...'Exif\0\0'].map((one) => one.charCodeAt(0));

/** How the camera was held, 1 to 8, by its note: the tag 0x112 of its first directory. */
function heldSo(note: Uint8Array): number | undefined {
  if (note.length < 14 || !exif.every((one, at) => note[at] === one)) return undefined;
  const view = viewOf(note.subarray(exif.length));
  const little = view.getUint16(0) === 0x4949;
  const first = view.getUint32(4, little);
  if (first + 2 > view.byteLength) return undefined;
  const entries = view.getUint16(first, little);
  for (let n = 0, at = first + 2; n < entries && at + 12 <= view.byteLength; n += 1, at += 12)
    if (view.getUint16(at, little) === 0x112) {
      const held = view.getUint16(at + 8, little);
      return held >= 1 && held <= 8 ? held : undefined;
    }
  return undefined;
}

const signature = 8;
const shown = ['IHDR', 'PLTE', 'IDAT', 'IEND'];

function pngPrinted(bytes: Uint8Array): Uint8Array | undefined {
  const view = viewOf(bytes);
  const kept = [bytes.subarray(0, signature)];
  for (let at = signature; at + 12 <= bytes.length; ) {
    const end = at + 12 + view.getUint32(at);
    const name = String.fromCharCode(...bytes.subarray(at + 4, at + 8));
    if (end > bytes.length || (at === signature) !== (name === 'IHDR')) return undefined;
    if (name === 'IHDR' && !isPlain(bytes.subarray(at + 8, end - 4))) return undefined;
    if (name === 'tRNS') return undefined;
    if (shown.includes(name)) kept.push(bytes.subarray(at, end));
    if (name === 'IEND') return joined(kept);
    at = end;
  }
  return undefined;
}

/** Of grey, of colours or of a palette, in one pass. */
const isPlain = (head: Uint8Array): boolean =>
  head.length === 13 && [0, 2, 3].includes(head[9] ?? -1) && head[12] === 0;

const viewOf = ({ buffer, byteOffset, byteLength }: Uint8Array) => new DataView(buffer, byteOffset, byteLength);

function joined(parts: readonly Uint8Array[]): Uint8Array {
  const all = new Uint8Array(parts.reduce((sum, { length }) => sum + length, 0));
  let at = 0;
  for (const part of parts) {
    all.set(part, at);
    at += part.length;
  }
  return all;
}
