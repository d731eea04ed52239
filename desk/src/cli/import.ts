/** `import`: spreadsheets, or the data of another system as it is, into the desk's database. */
import { join } from 'node:path';
import type { ImportMode, SheetCounts } from '../duties/imports/dryrun.ts';
import { type Brought, bring, savedMappings } from '../duties/imports/imports.store.ts';
import { guessed, mapped } from '../duties/imports/mapping.ts';
import { readSheets } from '../duties/imports/sheets.import.ts';
import { incomingOf } from '../duties/imports/take.store.ts';
import { kindNamed, kinds } from '../duties/records/records.ts';
import { BadInput, badArgument, type Command, faultLine, given } from './command.ts';
import { atDesk, type Desk, deskOptions, table, writing } from './desk.ts';
import { readFiles } from './folders.ts';
import { siteNamed } from './sites.ts';
import { formatNames, formats } from './source.ts';
import { dataIn } from './user.ts';

const help = `Brings a file, or a folder of files, into the desk.

  import FILE|FOLDER [--kind KIND] [--format FORMAT] [--dry] [--good-rows] [--erp] [--site CODE]

  --kind KIND      what the sheet holds, where it cannot be told: ${kinds.map((kind) => kind.name).join(', ')}
  --format FORMAT  the data of another system, as it is: ${formatNames.join(', ')}
  --now TIME       for a format that does not say what time it is: 2026-01-05T06:00
  --dry            say what would change and everything that stands against it; write nothing
  --good-rows      take the good rows and park the bad; without it all or nothing
  --erp            from an ERP: fields that Hotlist owns keep what they have
  --site CODE      where there is more than one
  --data FOLDER    the data folder, if not the usual one

Exit code 2: something stands against it, a line each; nothing was written.
`;

const options = {
  ...deskOptions,
  kind: { type: 'string' },
  format: { type: 'string' },
  now: { type: 'string' },
  dry: { type: 'boolean' },
  'good-rows': { type: 'boolean' },
  erp: { type: 'boolean' },
  site: { type: 'string' },
} as const;

export async function runImport(desk: Desk, args: readonly string[]): Promise<number> {
  const [path, ...rest] = args;
  if (path === undefined || path.startsWith('-')) throw badArgument('Name a file or folder first: import orders.csv.');
  const asked = given(rest, options);
  const { kind, format, now } = asked;
  if (typeof kind === 'string' && !kindNamed(kind))
    throw badArgument(`--kind ${kind} is not known. Known are ${kinds.map((one) => one.name).join(', ')}.`);
  const mode: ImportMode = { rows: asked['good-rows'] ? 'good' : 'all', from: asked.erp ? 'erp' : 'spreadsheet' };
  const shared = { name: path, mode, dry: asked.dry === true };
  const site = await siteNamed(desk.db, asked.site);
  const brought = await writing(desk.db, site.code, async (tx): Promise<Brought> => {
    if (typeof format === 'string') {
      const reader = formats[format];
      if (!reader) throw badArgument(`--format ${format} is not known. Known are ${formatNames.join(', ')}.`);
      const files = await readFiles(path, reader.endings);
      const reading = reader.read(files, typeof now === 'string' ? { now } : {});
      const { zone, dueTime } = reading.site;
      const incoming = incomingOf(reading.tables, reading.origins);
      return bring(tx, { code: site.code, zone, dueTime }, incoming, {
        ...shared,
        mapping: [],
        notes: reading.notes,
        faults: reading.faults,
      });
    }
    const read = await Promise.all(
      [...(await readFiles(path, ['.csv', '.xlsx']))].map(([name, bytes]) => readSheets(bytes, name)),
    );
    const sheets = read.flatMap((one) => one.sheets);
    const saved = await savedMappings(tx, site.code);
    const mapping = sheets.map((sheet) => guessed(sheet, kinds, saved, typeof kind === 'string' ? kind : undefined));
    const { incoming, faults, notes } = mapped(sheets, mapping, kinds);
    return bring(tx, site, incoming, {
      ...shared,
      mapping,
      notes,
      faults: [...read.flatMap((one) => one.faults), ...faults],
    });
  });
  for (const note of brought.notes) desk.say(note);
  if (brought.counts.length > 0)
    desk.say(table(['RECORDS', 'NEW', 'CHANGED', 'SAME', 'BAD', 'NOT IN THE FILE'], brought.counts.map(countsLine)));
  if (!brought.taken && brought.faults.length > 0) throw new BadInput(brought.faults);
  for (const fault of brought.faults.slice(0, shown)) desk.say(faultLine(fault));
  if (brought.faults.length > shown) desk.say(`and ${brought.faults.length - shown} more`);
  if (brought.parked > 0)
    desk.say(
      `${brought.parked} bad rows are parked: mend them at ${join(desk.address, 'import/parked').replace(':/', '://')}`,
    );
  if (!brought.taken) desk.say('Nothing was written: this was a dry run.');
  return 0;
}

const shown = 50;

const countsLine = ({ kind, added, changed, same, bad, missing }: SheetCounts): string[] => [
  kindNamed(kind)?.many ?? kind,
  ...[added, changed, same, bad, missing.count].map(String),
];

export const importCommand: Command = {
  name: 'import',
  about: 'bring in a spreadsheet, or the data of another system',
  help,
  run: (args) => atDesk(dataIn(args), (desk) => runImport(desk, args)),
};
