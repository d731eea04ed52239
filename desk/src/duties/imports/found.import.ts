/** Whatever was attached or named, one file, a zip or a folder: as the system says that it comes from, else as sheets. */
import { isZip } from './encoding.ts';
import { formats, recognised } from './formats.import.ts';
import type { Said } from './formats.ts';
import { noSheets, passedOver } from './imports.messages.ts';
import { readSheets } from './sheets.import.ts';
import { type Files, type Found, metaFile } from './sheets.ts';
import { isOffice, unzipped } from './zip.import.ts';

export async function readFound(bytes: Uint8Array, name: string, said: Said): Promise<Found> {
  if (!isZip(bytes) || isOffice(bytes)) return foundIn(new Map([[name, bytes]]), said);
  const unpacked = unzipped(bytes, name);
  return 'fault' in unpacked
    ? { sheets: [], faults: [{ file: name, text: unpacked.fault }] }
    : foundIn(unpacked.files, said);
}

export async function foundIn(files: Files, said: Said): Promise<Found> {
  const format = said.format ?? recognised(files);
  if (format !== undefined && format !== 'sheets') {
    const reading = await formats[format].read(files, said.now === undefined ? {} : { now: said.now });
    return { sheets: [], faults: [], source: { format, reading } };
  }
  const [taken, left] = [new Map<string, Uint8Array>(), new Array<string>()];
  // One file is read whatever it is called.
  for (const [name, bytes] of files)
    if (files.size === 1 || /\.(csv|txt|tsv|xlsx|ics)$/i.test(name)) taken.set(name, bytes);
    else if (name !== metaFile) left.push(name);
  const read = await Promise.all([...taken].map(([name, bytes]) => readSheets(bytes, name)));
  return {
    sheets: read.flatMap((one) => one.sheets),
    faults: taken.size === 0 ? [noSheets(left)] : read.flatMap((one) => one.faults),
    notes: left.length === 0 || taken.size === 0 ? [] : [passedOver(left)],
  };
}
