/** `check`: what is wrong with the files of a plan, ours, edited or foreign. */

import { type Plan, check as violationsOf } from '@hotlist/engine';
import { readCsv } from '../duties/imports/csv.import.ts';
import { formatNames } from '../duties/imports/formats.ts';
import { largestOfPlan } from '../duties/imports/limits.ts';
import { planOf } from '../duties/planning/planback.ts';
import { heads, partHead } from '../duties/planning/planfiles.ts';
import type { FileRow, PlanFile, PlanFiles } from '../duties/planning/planrows.ts';
import type { Fault } from '../house/errors.ts';
import { runScheduleCheck } from './checkschedule.ts';
import { BadInput, type Command, given, needed } from './command.ts';
import { readFiles } from './folders.ts';
import { shopFormatNames, shopFormats } from './shops/formats.ts';
import { type Source, sourceOf } from './source.ts';

const help = `Checks the files of a plan against the data that it was made from.

  check --data DIR --plan DIR [--format ${formatNames.join('|')}] [--now TIME] [--json]
  check --format ${shopFormatNames} FILE SCHEDULE.csv [--json]

  --data DIR   the data, as for plan
  --plan DIR   orders.csv, operations.csv, purchases.csv, deliveries.csv; pegging.csv and
               summary.json where they are
  FILE         a scheduling problem, as for solve; SCHEDULE.csv what solve --out wrote, or another
  --json       print the violations as JSON

A plan whose operations name no resource is held to everything but capacity.
Exit code 0: nothing is wrong. 1: rules are broken, each with its name. 2: the files cannot be read.
`;

const options = {
  data: { type: 'string' },
  plan: { type: 'string' },
  format: { type: 'string' },
  now: { type: 'string' },
  json: { type: 'boolean' },
} as const;

const needs: readonly PlanFile[] = ['orders.csv', 'operations.csv', 'purchases.csv', 'deliveries.csv'];

async function run(args: readonly string[]): Promise<number> {
  if (asksForSchedule(args)) return runScheduleCheck(args);
  const asked = given(args, options);
  const files = planFilesIn(await readFiles(needed('plan', asked.plan), ['.csv', '.json']));
  const operations = files.tables.get('operations.csv') ?? [];
  const constrained = operations.length === 0 || operations.some((row) => (row.cells.resource ?? '') !== '');
  const source = await sourceOf(
    {
      data: needed('data', asked.data),
      format: String(asked.format ?? 'hotlist'),
      now: asked.now === undefined ? undefined : String(asked.now),
    },
    { constrained },
  );
  const read = planOf(source.problem, files, source.clock, source.demandNames);
  if (read.faults.length > 0) throw new BadInput(read.faults);
  const violations = [...checked(source, read.plan), ...read.violations];
  if (asked.json) process.stdout.write(`${JSON.stringify({ clean: violations.length === 0, violations })}\n`);
  else
    process.stdout.write(
      violations.length === 0
        ? 'clean: no rule is broken\n'
        : violations.map((one) => `${one.rule}: ${one.text}\n`).join(''),
    );
  return violations.length === 0 ? 0 : 1;
}

/** The formats of shops and of factories have no name in common. */
const asksForSchedule = (args: readonly string[]): boolean =>
  args.some(
    (word, at) =>
      shopFormats.has(word.replace(/^--format=/, '')) && (word.startsWith('--') || args[at - 1] === '--format'),
  );

function checked({ problem, refused }: Source, plan: Plan): ReturnType<typeof violationsOf> {
  try {
    return violationsOf(problem, plan);
  } catch (error) {
    return refused(error);
  }
}

function planFilesIn(files: ReadonlyMap<string, Uint8Array>): PlanFiles {
  const faults: Fault[] = [];
  const tables = new Map<PlanFile, readonly FileRow[]>();
  for (const file of Object.keys(heads) as PlanFile[]) {
    const bytes = files.get(file);
    if (bytes) tables.set(file, tableIn(file, bytes, faults));
    else if (needs.includes(file)) faults.push({ file, text: 'is missing.' });
  }
  const summary = summaryIn(files.get('summary.json'), faults);
  if (faults.length > 0) throw new BadInput(faults);
  return { tables, summary };
}

function tableIn(file: PlanFile, bytes: Uint8Array, faults: Fault[]): readonly FileRow[] {
  const read = readCsv(bytes, file, largestOfPlan);
  if ('fault' in read) {
    faults.push({ file, row: read.row, text: read.fault });
    return [];
  }
  const { sheet } = read;
  for (const head of heads[file])
    if (!sheet.head.includes(head))
      faults.push({ file, row: sheet.firstRow - 1, column: head, text: `${file} has no column "${head}".` });
  for (const head of sheet.head)
    if (!(heads[file] as readonly string[]).includes(head) && !(file === 'operations.csv' && head === partHead))
      faults.push({
        file,
        row: sheet.firstRow - 1,
        column: head,
        value: head,
        text: `${file} has a column that is not known.`,
      });
  return sheet.rows.flatMap((cells, at) =>
    cells.length === 0
      ? []
      : [
          {
            row: sheet.firstRow + at,
            cells: Object.fromEntries(sheet.head.map((head, column) => [head, String(cells[column] ?? '')])),
          },
        ],
  );
}

function summaryIn(bytes: Uint8Array | undefined, faults: Fault[]): Readonly<Record<string, unknown>> | undefined {
  if (!bytes) return undefined;
  try {
    const value: unknown = JSON.parse(new TextDecoder().decode(bytes));
    if (typeof value === 'object' && value !== null) return value as Readonly<Record<string, unknown>>;
    faults.push({ file: 'summary.json', text: 'does not hold an object.' });
  } catch (error) {
    if (!(error instanceof SyntaxError)) throw error;
    faults.push({ file: 'summary.json', text: `is not JSON: ${error.message}.` });
  }
  return undefined;
}

export const check: Command = { name: 'check', about: 'check the files of a plan against its data', help, run };
