/** Zip archives: whether one may be unpacked (a bomb of a few kilobytes would fill the memory), unpacking, several files as one. */
import { crc32, inflateRawSync } from 'node:zlib';
import { largest } from './limits.ts';
import type { Files } from './sheets.ts';

interface Entry {
  readonly name: string;
  readonly method: number;
  readonly packed: number;
  readonly offset: number;
}

const otherOffice = [
  [/^word\//, 'a Word document'],
  [/^ppt\//, 'a presentation'],
  [/^content\.xml$/, 'a document of LibreOffice'],
] as const;

/** The sentence that says what is wrong; undefined when it may be unpacked. What the archive says of its sizes is not believed. */
export function wrongWithZip(bytes: Uint8Array, file: string): string | undefined {
  const entries = entriesIn(bytes);
  if (!entries) return `${file} is damaged: its table of contents cannot be read. Maybe the download was cut short.`;
  const other = otherOffice.find(([part]) => entries.some((entry) => part.test(entry.name)));
  if (other) return `${file} is ${other[1]}, no workbook. Maybe save its table as .xlsx or CSV.`;
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
  const content = contentOf(bytes, entry, most);
  return typeof content === 'string' ? content : content.length;
}

function contentOf(bytes: Uint8Array, entry: Entry, most: number): Uint8Array | 'damaged' | 'too-large' {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  if (entry.offset + 30 > bytes.length || view.getUint32(entry.offset, true) !== 0x04034b50) return 'damaged';
  const start = entry.offset + 30 + view.getUint16(entry.offset + 26, true) + view.getUint16(entry.offset + 28, true);
  if (start + entry.packed > bytes.length) return 'damaged';
  const packed = bytes.subarray(start, start + entry.packed);
  if (entry.method === 0) return entry.packed > most ? 'too-large' : packed;
  if (most <= 0) return 'too-large';
  try {
    return inflateRawSync(packed, { maxOutputLength: most });
  } catch (error) {
    if (error instanceof RangeError) return 'too-large';
    if (error instanceof Error && 'code' in error) return 'damaged';
    throw error;
  }
}

const entriesIn = (bytes: Uint8Array): readonly Entry[] | undefined =>
  entriesOf(Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength));

/** A workbook, or what else an office writes into a zip. A damaged one is nothing. */
export const isOffice = (bytes: Uint8Array): boolean =>
  entriesIn(bytes)?.some((entry) => /^(\[Content_Types\]\.xml|xl\/|word\/|ppt\/|mimetype$)/.test(entry.name)) ?? true;

/** The files of an archive by their own names, folders left out; what a system puts beside them is passed over. */
export function unzipped(bytes: Uint8Array, file: string): { readonly files: Files } | { readonly fault: string } {
  const entries = (entriesIn(bytes) ?? []).filter(({ name }) => !/(^|\/)(\.|__MACOSX\/|Thumbs\.db$)|\/$/.test(name));
  if (entries.length === 0) return { fault: `${file} holds no files. Maybe put the CSV files into it.` };
  if (entries.length > largest.files)
    return { fault: `${file} holds ${entries.length} files; ${largest.files} are the most.` };
  const files = new Map<string, Uint8Array>();
  let left: number = largest.set;
  for (const entry of entries) {
    const name = entry.name.replace(/^.*[/\\]/, '');
    const content = contentOf(bytes, entry, left);
    if (content === 'damaged') return { fault: `${file} is damaged: ${name} cannot be unpacked. Maybe save it again.` };
    if (content === 'too-large')
      return {
        fault: `${file} unpacks to more than ${largest.set / 1e6} MB, which no set of files does. Maybe split it.`,
      };
    if (files.has(name)) return { fault: `${file} holds two files called ${name}. Maybe take one of them out.` };
    files.set(name, content);
    left -= content.length;
  }
  return { files };
}

/** Files that came in together as one archive, not packed smaller: it is packed as a whole where it is kept. */
export function zipped(files: readonly { readonly name: string; readonly bytes: Uint8Array }[]): Uint8Array {
  const parts: Uint8Array[] = [];
  const directory: Uint8Array[] = [];
  let at = 0;
  for (const { name, bytes } of files) {
    const called = Buffer.from(name);
    const [local, central] = [Buffer.alloc(30), Buffer.alloc(46)];
    local.writeUInt32LE(0x04034b50, 0);
    central.writeUInt32LE(0x02014b50, 0);
    for (const [head, start] of [
      [local, 4],
      [central, 6],
    ] as const) {
      head.writeUInt16LE(20, start);
      head.writeUInt16LE(0x0800, start + 2); // names are UTF-8
      head.writeUInt32LE(crc32(bytes), start + 10);
      head.writeUInt32LE(bytes.length, start + 14);
      head.writeUInt32LE(bytes.length, start + 18);
      head.writeUInt16LE(called.length, start + 22);
    }
    central.writeUInt32LE(at, 42);
    parts.push(local, called, bytes);
    directory.push(central, called);
    at += local.length + called.length + bytes.length;
  }
  const end = Buffer.alloc(22);
  end.writeUInt32LE(0x06054b50, 0);
  end.writeUInt16LE(files.length, 8);
  end.writeUInt16LE(files.length, 10);
  end.writeUInt32LE(
    directory.reduce((sum, one) => sum + one.length, 0),
    12,
  );
  end.writeUInt32LE(at, 16);
  return Buffer.concat([...parts, ...directory, end]);
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
      name: archive.toString('utf8', at + 46, at + 46 + archive.readUInt16LE(at + 28)),
      method: archive.readUInt16LE(at + 10),
      packed: archive.readUInt32LE(at + 20),
      offset: archive.readUInt32LE(at + 42),
    });
    at += 46 + archive.readUInt16LE(at + 28) + archive.readUInt16LE(at + 30) + archive.readUInt16LE(at + 32);
  }
  return entries;
}
