/** `export`: records as files that an import reads back the same. */
import { writeFile } from 'node:fs/promises';
import { resolve } from 'node:path';
import { allInParts } from '../duties/imports/exports.store.ts';
import { columnsOut, csvParts, workbook, workbookSheet } from '../duties/imports/sheets.print.ts';
import { metaFile } from '../duties/imports/sheets.ts';
import { kindNamed, kinds } from '../duties/records/records.ts';
import { present, wallClock } from '../house/clock.ts';
import type { Kind, Row } from '../house/kind.ts';
import { version } from '../server/version.ts';
import { badArgument, type Command, given } from './command.ts';
import { atDesk, type Desk, deskOptions, table } from './desk.ts';
import { writeFiles } from './folders.ts';
import { type NamedSite, siteNamed } from './sites.ts';
import { dataIn } from './user.ts';

const help = `Writes records as CSV or as a workbook.

  export KIND [--out FILE] [--site CODE]
  export all --out FOLDER|FILE.xlsx [--site CODE]

  KIND           ${kinds.map((kind) => kind.name).join(', ')}
  --out          FILE.csv or FILE.xlsx; without it a single kind goes to the standard output as CSV.
                 For all: a folder of CSV with meta.json, or one workbook with a sheet each
  --site CODE    where there is more than one
  --data FOLDER  the data folder, if not the usual one
`;

const options = { ...deskOptions, out: { type: 'string' }, site: { type: 'string' } } as const;

type Tx = Parameters<typeof allInParts>[0];

export async function runExport(desk: Desk, args: readonly string[]): Promise<number> {
  const [name, ...rest] = args;
  if (name === undefined || name.startsWith('-'))
    throw badArgument('Name what to export first: export items, or export all.');
  const asked = given(rest, options);
  const out = typeof asked.out === 'string' ? asked.out : undefined;
  const wanted = name === 'all' ? kinds : kinds.filter((kind) => kind === kindNamed(name));
  if (wanted.length === 0)
    throw badArgument(
      `There are no records called ${name}. Known are all, ${kinds.map((kind) => kind.name).join(', ')}.`,
    );
  if (name === 'all' && out === undefined) throw badArgument('--out is missing: all goes into a folder or a workbook.');
  const site = await siteNamed(desk.db, asked.site);
  await desk.db
    .transaction()
    .setIsolationLevel('repeatable read')
    .setAccessMode('read only')
    .execute(async (tx) => {
      const rows = new Map<string, number>();
      const write = async (): Promise<void> => {
        if (out?.toLowerCase().endsWith('.xlsx')) return writeFile(out, await bookOf(tx, site, wanted, rows));
        const files = new Map<string, string>();
        for (const kind of wanted) files.set(`${kind.name}.csv`, await csvOf(tx, site, kind, rows));
        if (name === 'all') return writeFiles(out ?? '', files.set(metaFile, metaOf(site, rows)));
        const [text = ''] = files.values();
        return out === undefined ? desk.say(text.trimEnd()) : writeFile(out, text);
      };
      await write();
      // Without a file what is said is the records themselves.
      if (out !== undefined) sayWritten(desk, out, rows);
    });
  return 0;
}

/** Beside the files of a folder: of which site, when, by which version of the product, how many rows in each. */
const metaOf = ({ code, zone }: NamedSite, rows: ReadonlyMap<string, number>): string =>
  `${JSON.stringify(
    {
      what: 'records exported by Hotlist',
      name: code,
      timezone: zone,
      now: wallClock(zone, present()),
      hotlist: version,
      rows: Object.fromEntries([...rows].map(([kind, count]) => [`${kind}.csv`, count])),
    },
    null,
    2,
  )}\n`;

function sayWritten(desk: Desk, out: string, rows: ReadonlyMap<string, number>): void {
  const filled = [...rows].filter(([, count]) => count > 0);
  const all = filled.reduce((sum, [, count]) => sum + count, 0);
  if (filled.length > 1)
    desk.say(
      table(
        ['RECORDS', 'ROWS'],
        filled.map(([kind, count]) => [kindNamed(kind)?.many ?? kind, String(count)]),
      ),
    );
  desk.say(
    `Wrote ${all} ${all === 1 ? 'row' : 'rows'} of ${filled.length === 1 ? '1 kind' : `${filled.length} kinds`} to ${resolve(out)}.`,
  );
}

async function csvOf(tx: Tx, site: NamedSite, kind: Kind, rows: Map<string, number>): Promise<string> {
  const parts: string[] = [];
  for await (const part of csvParts(columnsOut(kind), counted(allInParts(tx, site.code, kind), kind, rows), site.zone))
    parts.push(part);
  return parts.join('');
}

async function* counted(
  parts: AsyncIterable<readonly Row[]>,
  { name }: Kind,
  rows: Map<string, number>,
): AsyncGenerator<readonly Row[]> {
  rows.set(name, 0);
  for await (const part of parts) {
    rows.set(name, (rows.get(name) ?? 0) + part.length);
    yield part;
  }
}

async function bookOf(tx: Tx, site: NamedSite, wanted: readonly Kind[], counts: Map<string, number>): Promise<Buffer> {
  const sheets = [];
  for (const kind of wanted) {
    const rows: Row[] = [];
    for await (const part of counted(allInParts(tx, site.code, kind), kind, counts)) rows.push(...part);
    sheets.push(workbookSheet(kind.many, columnsOut(kind), rows, site.zone));
  }
  return workbook(sheets);
}

export const exportCommand: Command = {
  name: 'export',
  about: 'write records as CSV or as a workbook',
  help,
  run: (args) => atDesk(dataIn(args), (desk) => runExport(desk, args)),
};
