/** Whether a zip archive may be unpacked: a bomb of a few kilobytes would otherwise fill the memory. */
import { inflateRawSync } from 'node:zlib';
import { largest } from './limits.ts';

interface Entry {
  readonly method: number;
  readonly packed: number;
  readonly offset: number;
}

/** The sentence that says what is wrong; undefined when it may be unpacked. What the archive says of its sizes is not believed. */
export function wrongWithZip(bytes: Uint8Array, file: string): string | undefined {
  const entries = entriesOf(Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength));
  if (!entries) return `${file} is damaged: its table of contents cannot be read. Maybe the download was cut short.`;
  if (entries.length > 10_000) return `${file} holds ${entries.length} files, which no workbook does.`;
  let left: number = largest.unpacked;
  for (const entry of entries) {
    const size = unpackedSize(bytes, entry, left);
    if (size === 'damaged') return `${file} is damaged and cannot be unpacked. Maybe save it again.`;
    if (size === 'too-large')
      return `${file} unpacks to more than ${largest.unpacked / 1e6} MB, which no order book does.`;
    left -= size;
  }
  return undefined;
}

function unpackedSize(bytes: Uint8Array, entry: Entry, most: number): number | 'damaged' | 'too-large' {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  if (entry.offset + 30 > bytes.length || view.getUint32(entry.offset, true) !== 0x04034b50) return 'damaged';
  const start = entry.offset + 30 + view.getUint16(entry.offset + 26, true) + view.getUint16(entry.offset + 28, true);
  if (start + entry.packed > bytes.length) return 'damaged';
  if (entry.method === 0) return entry.packed > most ? 'too-large' : entry.packed;
  if (most <= 0) return 'too-large';
  try {
    return inflateRawSync(bytes.subarray(start, start + entry.packed), { maxOutputLength: most }).length;
  } catch (error) {
    if (error instanceof RangeError) return 'too-large';
    if (error instanceof Error && 'code' in error) return 'damaged';
    throw error;
  }
}

/** From the central directory at the end of the archive; undefined when there is none. */
function entriesOf(archive: Buffer): readonly Entry[] | undefined {
  const end = archive.lastIndexOf(Buffer.from([0x50, 0x4b, 0x05, 0x06]));
  if (end < 0 || end + 22 > archive.length) return undefined;
  const count = archive.readUInt16LE(end + 10);
  let at = archive.readUInt32LE(end + 16);
  const entries: Entry[] = [];
  for (let n = 0; n < count; n++) {
    if (at + 46 > archive.length || archive.readUInt32LE(at) !== 0x02014b50) return undefined;
    entries.push({
      method: archive.readUInt16LE(at + 10),
      packed: archive.readUInt32LE(at + 20),
      offset: archive.readUInt32LE(at + 42),
    });
    at += 46 + archive.readUInt16LE(at + 28) + archive.readUInt16LE(at + 30) + archive.readUInt16LE(at + 32);
  }
  return entries;
}
