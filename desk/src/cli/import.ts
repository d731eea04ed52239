/** `import`: spreadsheets, or the data of another system as it is, into the desk's database. */
import { join } from 'node:path';
import type { ImportMode, SheetCounts } from '../duties/imports/dryrun.ts';
import { formatNames, type Said } from '../duties/imports/formats.ts';
import { foundIn, readFound } from '../duties/imports/found.import.ts';
import { bring } from '../duties/imports/imports.store.ts';
import type { Found } from '../duties/imports/sheets.ts';
import { kindNamed, kinds } from '../duties/records/records.ts';
import { todayAt } from '../house/clock.ts';
import { BadInput, badArgument, type Command, faultLine, given } from './command.ts';
import { atDesk, type Desk, deskOptions, table, writing } from './desk.ts';
import { readFiles } from './folders.ts';
import { siteNamed } from './sites.ts';
import { formatNamed } from './source.ts';
import { dataIn } from './user.ts';

const help = `Brings a file, or a folder of files, into the desk.

  import FILE|FOLDER|ZIP [--kind KIND] [--format FORMAT] [--dry] [--good-rows] [--erp] [--meant] [--site CODE]

  --kind KIND      what the sheet holds, where it cannot be told: ${kinds.map((kind) => kind.name).join(', ')}
  --format FORMAT  the data of another system, where it cannot be told: ${formatNames.join(', ')}, or sheets
  --now TIME       for a format that does not say what time it is: 2026-01-05T06:00
  --dry            say what would change and everything that stands against it; write nothing
  --good-rows      take the good rows and park the bad; without it all or nothing
  --erp            from an ERP: fields that Hotlist owns keep what they have
  --meant          yes to what is asked: hours that would run over midnight for long
  --site CODE      where there is more than one
  --data FOLDER    the data folder, if not the usual one

Exit code 2: something stands against it, a line each, or it is asked about; nothing was written.
`;

const options = {
  ...deskOptions,
  kind: { type: 'string' },
  format: { type: 'string' },
  now: { type: 'string' },
  dry: { type: 'boolean' },
  'good-rows': { type: 'boolean' },
  erp: { type: 'boolean' },
  meant: { type: 'boolean' },
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
  if (typeof format === 'string' && format !== 'sheets') formatNamed(format);
  const site = await siteNamed(desk.db, asked.site);
  const shared = {
    name: path,
    mode,
    dry: asked.dry === true,
    kind: typeof kind === 'string' ? kind : undefined,
    today: todayAt({ ...site, pinnedNow: null }),
    confirmed: new Set(asked.meant ? ['over-midnight'] : []),
  };
  const said: Said = {
    format: format === 'sheets' ? format : formatNames.find((one) => one === format),
    now: typeof now === 'string' ? now : undefined,
  };
  const found = await foundAt(path, said);
  const brought = await writing(desk.db, site.code, (tx) => bring(tx, site, found, shared));
  for (const note of brought.notes) desk.say(note);
  if (brought.counts.length > 0)
    desk.say(table(['RECORDS', 'NEW', 'CHANGED', 'SAME', 'BAD', 'NOT IN THE FILE'], brought.counts.map(countsLine)));
  if (!brought.taken && brought.faults.length > 0) throw new BadInput(brought.faults);
  if (brought.asked && !shared.dry) throw new BadInput([{ text: `${brought.asked.text} ${sayMeant}` }]);
  if (brought.asked) desk.say(brought.asked.text);
  for (const fault of brought.faults.slice(0, shown)) desk.say(faultLine(fault));
  if (brought.faults.length > shown) desk.say(`and ${brought.faults.length - shown} more`);
  if (brought.parked > 0)
    desk.say(
      `${brought.parked} bad rows are parked: mend them at ${join(desk.address, 'import/parked').replace(':/', '://')}`,
    );
  if (!brought.taken) desk.say('Nothing was written: this was a dry run.');
  return 0;
}

/** A folder is what it holds; a single file may be a zip of them. */
async function foundAt(path: string, said: Said): Promise<Found> {
  const files = await readFiles(path, ['.csv', '.xlsx', '.json', '.sql']);
  const [first, ...more] = [...files];
  return first && more.length === 0 ? readFound(first[1], first[0], said) : foundIn(files, said);
}

const shown = 50;
const sayMeant = 'Nothing was written. Maybe say --meant, where it is.';

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
