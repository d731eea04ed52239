/** Reads the folder of an example company from disk. */
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import Papa from 'papaparse';
import { z } from 'zod';
import type { Kind } from '../../house/kind.ts';
import { kindNamed } from '../records/records.ts';
import type { ExampleName } from './example-names.ts';
import type { ExampleSource } from './examples.ts';
import type { TextRow } from './order-mix.ts';

const siteFile = z.strictObject({
  code: z.string(),
  name: z.string(),
  zone: z.string(),
  currency: z.string(),
  due_time: z.string().regex(/^\d{2}:\d{2}$/),
  calendar: z.string(),
  orders: z
    .strictObject({
      seed: z.int(),
      lines: z.int().min(1),
      number_from: z.int().min(1),
      first: z.int().min(0),
      last: z.int().min(0),
    })
    .optional(),
});

/** `examples/` of the repository, found from this module upwards, from the sources and from what is built of them. */
export function examplesFolder(from: string = dirname(fileURLToPath(import.meta.url))): string {
  for (let folder = from; ; folder = dirname(folder)) {
    const examples = join(folder, 'examples');
    if (existsSync(join(examples, 'bicycle', 'site.json'))) return examples;
    if (dirname(folder) === folder)
      throw new Error(`no examples/ above ${from}. Maybe the repository was copied in part.`);
  }
}

export function readExample(name: ExampleName, examples: string = examplesFolder()): ExampleSource {
  const folder = join(examples, name);
  const site = siteFile.parse(JSON.parse(readFileSync(join(folder, 'site.json'), 'utf8')));
  const tables = new Map<string, readonly TextRow[]>();
  const mixes = new Map<string, readonly TextRow[]>();
  for (const file of readdirSync(folder)
    .filter((one) => one.endsWith('.csv'))
    .toSorted()) {
    const table = file.slice(0, -'.csv'.length);
    const kind = kindNamed(table);
    const rows = readTable(join(folder, file), kind);
    if (kind) tables.set(table, rows);
    else if (table === 'order_mix' || table === 'order_buyers') mixes.set(table, rows);
    else throw new Error(`${join(folder, file)} is named after no kind of record`);
  }
  return { site, tables, mix: mixes.get('order_mix') ?? [], buyers: mixes.get('order_buyers') ?? [] };
}

/** Heads are field names or their labels; where a kind is given, an unknown head throws. */
function readTable(path: string, kind: Kind | undefined): readonly TextRow[] {
  const parsed = Papa.parse<TextRow>(readFileSync(path, 'utf8'), {
    header: true,
    skipEmptyLines: true,
    transformHeader: (head) => (kind ? fieldNamed(kind, head.trim(), path) : head.trim()),
  });
  const [fault] = parsed.errors;
  if (fault) throw new Error(`${path}, row ${(fault.row ?? 0) + 2}: ${fault.message}`);
  return parsed.data;
}

function fieldNamed(kind: Kind, head: string, path: string): string {
  const field = kind.fields.find((one) => one.name === head || one.label.toLowerCase() === head.toLowerCase());
  if (!field) throw new Error(`${path} has a column "${head}", which ${kind.many} do not have`);
  return field.name;
}
