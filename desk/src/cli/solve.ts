/** `solve`: one of the classic scheduling problems in, a schedule out. */
import { writeFile } from 'node:fs/promises';
import { basename } from 'node:path';
import { leastOf, type Shop, type ShopSchedule, seedsOf } from '@hotlist/engine';
import { badArgument, type Command, givenWith, needed, threadsOf, wholeNumber } from './command.ts';
import { readShop, scheduleCsv, shopFormat, shopFormatNames } from './shops/formats.ts';
import { schedulesOf } from './starts.ts';

const help = `Solves a scheduling problem of the literature with the engine's own scheduler.

  solve FILE --format ${shopFormatNames} --seconds N | --work N
       [--seed S] [--threads T] [--out FILE] [--json]

  --format jsp       job shop, makespan: "jobs machines", a line a job of (machine duration)*
  --format fjsp      flexible job shop: per operation, how many (machine duration) pairs; machines from 1
  --format jsp-twt   job shop, total weighted tardiness: each job's line begins with weight and due date
  --format sdst      job shop with set-ups: as jsp, then a matrix a machine, job by job
  --format rcpsp     project with limited resources, Patterson's format
  --seconds N        search until N seconds are over, or the schedule is proven optimal; prints the work it did
  --work N           search by so much counted work: the same schedule, byte for byte, on any machine
  --seed S           another way through the search
  --threads T        so many searches at once, each on a core with a seed of its own; the best is kept,
                     and the seed that repeats it is printed
  --out FILE         write the schedule as CSV, everything counted from 0
  --json             print {"instance", "objective", "bound", "status", "seconds", "work", "history"}

Exit code 2: the file cannot be used; the fault is named with its line and value, and nothing is written.
`;

const options = {
  format: { type: 'string' },
  seconds: { type: 'string' },
  work: { type: 'string' },
  seed: { type: 'string' },
  threads: { type: 'string' },
  out: { type: 'string' },
  json: { type: 'boolean' },
} as const;

async function run(args: readonly string[]): Promise<number> {
  const began = performance.now();
  const { values: asked, words } = givenWith(args, options, ['FILE']);
  const format = shopFormat(needed('format', asked.format));
  const budget = budgetOf(asked, began);
  const shop = await readShop(format, words[0]!);
  const seeds = seedsOf(budget.seed, budget.threads);
  const answers = await schedulesOf(
    basename(words[0]!),
    seeds.map((seed) => ({ shop, seed, work: budget.work, until: budget.until })),
  );
  const least = leastOf(answers.map(({ schedule }) => [schedule.objective]));
  const { schedule: found } = answers[least]!;
  const since = performance.timeOrigin + began;
  const seconds = (at: number): number => Math.round(at - since) / 1000;
  const history = answers[least]!.history.map(([at, objective]) => [seconds(at), objective]);
  if (asked.out !== undefined) await written(needed('out', asked.out), scheduleCsv(format, shop, found));
  const { objective, bound, status, work } = found;
  const took = seconds(performance.timeOrigin + performance.now());
  const seed = budget.threads > 1 ? { seed: seeds[least]! } : undefined;
  const summary = { instance: shop.name, objective, bound, status, seconds: took, work, ...seed, history };
  process.stdout.write(asked.json ? `${JSON.stringify(summary)}\n` : said(summary, shop));
  return 0;
}

interface Budget {
  readonly seed: number;
  readonly threads: number;
  readonly work: number | undefined;
  /** Milliseconds of Unix time. */
  readonly until: number | undefined;
}

function budgetOf(asked: Readonly<Record<string, string | boolean | undefined>>, began: number): Budget {
  const seconds = wholeNumber('seconds', asked.seconds, 1_000_000);
  const work = wholeNumber('work', asked.work, Number.MAX_SAFE_INTEGER);
  const seed = wholeNumber('seed', asked.seed, 2 ** 31 - 1) ?? 1;
  if (seconds === undefined && work === undefined)
    throw badArgument('--seconds or --work is missing. Maybe --help shows how they are used.');
  const until = seconds === undefined ? undefined : performance.timeOrigin + began + seconds * 1000;
  return { seed, threads: threadsOf(asked.threads), work, until };
}

async function written(path: string, text: string): Promise<void> {
  try {
    await writeFile(path, text);
  } catch (error) {
    if (!(error instanceof Error && 'code' in error)) throw error;
    throw badArgument(`${path} cannot be written: ${error.message}.`);
  }
}

const said = (
  {
    instance,
    objective,
    bound,
    status,
    work,
    seed,
  }: Omit<ShopSchedule, 'operations'> & { readonly instance: string; readonly seed?: number },
  { objective: what }: Shop,
): string =>
  `${instance}: ${what.replace('-', ' ')} ${objective}, ${status === 'optimal' ? 'proven optimal' : `none below ${bound}`}\n` +
  `work ${work} (${seed === undefined ? '' : `--seed ${seed} `}--work ${work} repeats this schedule)\n`;

export const solve: Command = { name: 'solve', about: 'solve a scheduling problem of the literature', help, run };
