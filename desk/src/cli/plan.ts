/** `plan`: a folder of data in, the files of a plan out. */

import { cheapest, type Plan, type Problem, seedsOf } from '@hotlist/engine';
import Papa from 'papaparse';
import { formatNames } from '../duties/imports/formats.ts';
import { type Line, type Measured, type PlanTable, planTables, summaryOf } from '../duties/planning/planfiles.ts';
import { badArgument, type Command, given, needed, threadsOf, wholeNumber } from './command.ts';
import { writeFiles } from './folders.ts';
import { sourceOf } from './source.ts';
import { plansOf } from './starts.ts';

const help = `Plans a folder of data.

  plan --data DIR --out DIR [--seconds N | --work N] [--seed S] [--threads T] [--unconstrained]
       [--format ${formatNames.join('|')}] [--now TIME] [--json]

  --data DIR        the data; with --format hotlist (the default) a folder of CSV:
                    items, bom, operations, resources, demands, meta.json; and, where they are,
                    suppliers, onhand, and any of our own tables by name (calendars.csv,
                    purchase_lines.csv, work_orders.csv …) with field names as heads
  --out DIR         where orders.csv, operations.csv, purchases.csv, deliveries.csv,
                    pegging.csv, overtime.csv (where the data has windows) and summary.json go
  --seconds N       improve the first answer until N seconds are over; prints the work it did
  --work N          improve it by so much counted work: the same plan, byte for byte, on any machine
  --seed S          another way through the improvement
  --threads T       so many starts at once, each on a core with a seed of its own; the best is kept,
                    and the seed that repeats it is printed
  --unconstrained   without regard to capacity: netting and lead times only
  --now TIME        instead of the data's own: 2026-01-05 or 2026-01-05T06:00
  --json            print the summary as JSON

Exit code 2: the input cannot be used. Each fault is a line with its file, row, column and value,
and nothing is written.
`;

const options = {
  data: { type: 'string' },
  out: { type: 'string' },
  seconds: { type: 'string' },
  work: { type: 'string' },
  seed: { type: 'string' },
  threads: { type: 'string' },
  unconstrained: { type: 'boolean' },
  format: { type: 'string' },
  now: { type: 'string' },
  json: { type: 'boolean' },
} as const;

async function run(args: readonly string[]): Promise<number> {
  const began = performance.now();
  const asked = given(args, options);
  const out = needed('out', asked.out);
  const budget = budgetOf(asked, began);
  const source = await sourceOf(
    {
      data: needed('data', asked.data),
      format: String(asked.format ?? 'hotlist'),
      now: asked.now === undefined ? undefined : String(asked.now),
    },
    { constrained: asked.unconstrained !== true },
  );
  const { plan, seconds, seed } = await best(source.problem, budget, began).catch(source.refused);
  const files = new Map<string, Iterable<string>>();
  for (const table of planTables(source.problem, plan, source.clock, source.demandNames))
    files.set(table.file, csvOf(table));
  // Written last, so that the memory it names is that of the whole run.
  let summary = summaryOf(plan, seconds, peakMb());
  files.set(
    'summary.json',
    later(() => {
      summary = summaryOf(plan, seconds, peakMb());
      return `${JSON.stringify(summary, null, 2)}\n`;
    }),
  );
  await writeFiles(out, files);
  if (asked.json)
    process.stdout.write(
      `${JSON.stringify({ ...summary, work: plan.figures.work.improve, seed, notes: source.notes })}\n`,
    );
  else process.stdout.write(said(plan, out, source.notes, budget.threads > 1 ? `--seed ${seed} ` : ''));
  return 0;
}

const peakMb = (): number => Math.round(process.resourceUsage().maxRSS / 1024);

function* later(text: () => string): Generator<string> {
  yield text();
}

/** So many rows of a file are text at a time. */
const CHUNK = 2000;

function* csvOf({ head, rows }: PlanTable): Generator<string> {
  const text = (lines: readonly Line[]): string => `${Papa.unparse([...lines], { newline: '\n' })}\n`;
  yield text([head]);
  let lines: Line[] = [];
  for (const line of rows) {
    lines.push(line);
    if (lines.length < CHUNK) continue;
    yield text(lines);
    lines = [];
  }
  if (lines.length > 0) yield text(lines);
}

interface Budget {
  readonly seed: number;
  readonly threads: number;
  readonly work: number;
  /** Milliseconds of Unix time. */
  readonly until: number | undefined;
}

function budgetOf(asked: Readonly<Record<string, string | boolean | undefined>>, began: number): Budget {
  const seconds = wholeNumber('seconds', asked.seconds, 1_000_000);
  if (seconds !== undefined && asked.work !== undefined)
    throw badArgument(`--seconds ${seconds} and --work ${asked.work} are two budgets. Maybe leave one of them out.`);
  const seed = wholeNumber('seed', asked.seed, 2 ** 31 - 1) ?? 1;
  const work =
    wholeNumber('work', asked.work, Number.MAX_SAFE_INTEGER) ?? (seconds === undefined ? 0 : Number.MAX_SAFE_INTEGER);
  const until = seconds === undefined ? undefined : performance.timeOrigin + began + seconds * 1000;
  return { seed, threads: threadsOf(asked.threads), work, until };
}

/** The best of the starts, the time that each part of it took, and the seed that it had. */
async function best(
  problem: Problem,
  { seed, threads, work, until }: Budget,
  began: number,
): Promise<{ readonly plan: Plan; readonly seconds: Measured; readonly seed: number }> {
  const load = performance.now() - began;
  const seeds = seedsOf(seed, threads);
  const answers = await plansOf(seeds.map((each) => ({ problem, work, until, seed: each })));
  const least = cheapest(
    problem,
    answers.map((answer) => answer.plan),
  );
  const { plan, spent } = answers[least]!;
  const seconds = (ms: number): number => Math.round(ms) / 1000;
  return {
    plan,
    seconds: {
      load: seconds(load),
      net: seconds(spent.netting),
      schedule: seconds(spent.scheduling + spent.explaining),
      improve: seconds(spent.improving),
    },
    seed: seeds[least]!,
  };
}

function said({ status, figures }: Plan, out: string, notes: readonly string[], seed: string): string {
  const days = Math.round((figures.totalLate / 86_400) * 10) / 10;
  const least = figures.leastLate ?? 0;
  const bound = least > 0 ? ` No plan avoids ${Math.round((least / 86_400) * 10) / 10} of them.` : '';
  const unserved = figures.unserved > 0 ? ` ${figures.unserved} cannot be served; deliveries.csv says why.` : '';
  return [
    ...notes,
    `${status}: ${figures.onTime} of ${figures.demands} demands on time, ${days} days late in total.${bound}${unserved}`,
    `${figures.orders} orders, ${figures.operations} operations, ${figures.purchases} purchases written to ${out}`,
    `work ${figures.work.improve} (${seed}--work ${figures.work.improve} repeats this plan)`,
    '',
  ].join('\n');
}

export const plan: Command = {
  name: 'plan',
  about: 'plan a folder of data and write the files of the plan',
  help,
  run,
};
