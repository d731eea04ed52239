/**
 * The classic scheduling problems, from a folder with `best-known.csv` and a folder a family: gaps to the best known.
 * One core; seconds are seconds of processor, so that a busy machine changes nothing.
 */
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { checkSchedule, schedule } from '@hotlist/engine';
import { shopFormat } from '../../desk/src/cli/shops/formats.ts';
import { atMost, type Figure } from '../figure.ts';

interface Known {
  readonly family: string;
  readonly instance: string;
  readonly best: number;
}

interface Outcome extends Known {
  /** Percent above the best known; the mean over seeds. */
  readonly gap: number;
}

const shops = 'ft10 la21 la27 la38 abz7 swv06 swv11 ta01 ta11 ta21 ta31 ta41 ta51 ta61 ta71 dmu41'.split(' ');
const large = 'dct-short-100-10000-1';

export function classics(folder: string, seconds: number, seeds: number): Figure[] {
  const known = bestKnown(folder);
  const run = (family: string, wanted: (instance: string) => boolean, limit = seconds): readonly Outcome[] =>
    known
      .filter((one) => one.family === family && wanted(one.instance))
      .map((one) => solved(folder, one, limit, seeds));
  const jsp = run('jsp', (name) => shops.includes(name));
  const mk = run('fjsp', (name) => name.startsWith('mk'));
  const flexible = run('fjsp', (name) => !name.startsWith('mk'));
  const tardy = run('jsp-twt', () => true);
  const [big] = run('jsp', (name) => name === large, 5);
  return [
    atMost(`jsp, ${jsp.length} classics, ${seconds} s: mean gap`, mean(jsp), '%', 0.6),
    atMost('jsp: worst gap', worst(jsp), '%', 2),
    ...(big ? [atMost('jsp, 10,000 operations, 5 s: gap', big.gap, '%', 0)] : []),
    atMost(`fjsp, ${mk.length} of Brandimarte: sum of gaps`, mean(mk) * mk.length, 'points', 1.5),
    atMost(`fjsp, ${flexible.length} others: mean gap`, mean(flexible), '%', 0.8),
    atMost('fjsp, others: worst gap', worst(flexible), '%', 3.1),
    atMost('jsp-twt: instances above the file', tardy.filter((one) => one.gap > 0).length, '', 0),
    atMost('jsp-twt: worst gap', worst(tardy), '%', 0),
    ...['sdst', 'rcpsp'].flatMap((family) => {
      const all = run(family, () => true);
      return [
        atMost(`${family}, ${all.length}: mean gap`, mean(all), '%', family === 'sdst' ? 0.8 : 0.5),
        atMost(`${family}: worst gap`, worst(all), '%', 2.3),
      ];
    }),
  ];
}

const mean = (all: readonly Outcome[]): number => all.reduce((sum, one) => sum + one.gap, 0) / Math.max(1, all.length);
const worst = (all: readonly Outcome[]): number => all.reduce((most, one) => Math.max(most, one.gap), 0);

/** family, instance, objective, lower bound, best known, …; nothing in it is quoted. */
function bestKnown(folder: string): readonly Known[] {
  const [, ...rows] = readFileSync(join(folder, 'best-known.csv'), 'utf8').trim().split(/\r?\n/);
  return rows.map((row) => {
    const [family = '', instance = '', , , best] = row.split(',');
    return { family, instance, best: Number(best) };
  });
}

/** Runs each seed until the best known is there or the seconds are over; a schedule that breaks a rule ends the bench. */
function solved(folder: string, known: Known, seconds: number, seeds: number): Outcome {
  const { family, instance, best } = known;
  const format = shopFormat(family);
  const file = readdirSync(join(folder, family)).find((name) => name.replace(/\.[^.]*$/, '') === instance) ?? instance;
  const shop = format.read(file, readFileSync(join(folder, family, file), 'utf8'));
  const found = Array.from({ length: seeds }, (_, at) => {
    const begun = process.cpuUsage();
    const spent = () => {
      const { user, system } = process.cpuUsage(begun);
      return (user + system) / 1e6;
    };
    let reached = false;
    const result = schedule(shop, {
      seed: at + 1,
      // Values that are not proven may be beaten: the search goes on.
      keepGoing: () => spent() < seconds && (!reached || family === 'jsp-twt'),
      onProgress: ({ objective }) => {
        if (objective <= best) reached = true;
      },
    });
    const [violation] = checkSchedule(shop, result);
    if (violation) throw new Error(`${instance}, seed ${at + 1}: ${violation.rule}: ${violation.text}`);
    return result.objective;
  });
  const gaps = found.map((objective) => (100 * (objective - best)) / Math.max(1, best));
  process.stderr.write(
    `${family} ${instance}: ${found.join(' ')}, best known ${best}, gap ${gaps.map((gap) => gap.toFixed(2)).join(' ')} %\n`,
  );
  return { ...known, gap: gaps.reduce((sum, gap) => sum + gap, 0) / seeds };
}
