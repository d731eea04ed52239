/**
 * The classic scheduling problems, from a folder with `best-known.csv` and a folder a family: gaps to the best known.
 * One core; seconds are seconds of processor, so that a busy machine changes nothing. A rival gets as many seconds of
 * the clock, once, and its schedules are believed.
 */
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { checkSchedule, schedule } from '@hotlist/engine';
import { shopFormat } from '../../desk/src/cli/shops/formats.ts';
import { atMost, type Figure } from '../figure.ts';
import type { Rival } from './rival.ts';

interface Known {
  readonly family: string;
  readonly instance: string;
  readonly best: number;
}

interface Outcome extends Known {
  /** Percent above the best known; the mean over seeds. */
  readonly gap: number;
  /** That of the rival, where one was asked; Infinity where it found nothing. */
  readonly rival: number | undefined;
}

const shops = 'ft10 la21 la27 la38 abz7 swv06 swv11 ta01 ta11 ta21 ta31 ta41 ta51 ta61 ta71 dmu41'.split(' ');
const solvable = 'ft10 la21 la27 la38 ta01 ta51 ta61 ta71'.split(' ');
const large = 'dct-short-100-10000-1';
/** From here on the goal is that of a minute. */
const MINUTE = 60;

export async function classics(
  folder: string,
  seconds: number,
  seeds: number,
  rival: Rival | undefined,
): Promise<Figure[]> {
  const known = bestKnown(folder);
  const run = async (family: string, wanted: (instance: string) => boolean, limit = seconds) => {
    const outcomes: Outcome[] = [];
    for (const one of known)
      if (one.family === family && wanted(one.instance))
        outcomes.push(await solved(folder, one, limit, seeds, limit === seconds ? rival : undefined));
    return outcomes;
  };
  const jsp = await run('jsp', (name) => shops.includes(name));
  const optimal = await run('jsp', (name) => solvable.includes(name), 30);
  const mk = await run('fjsp', (name) => name.startsWith('mk'));
  const flexible = await run('fjsp', (name) => !name.startsWith('mk'));
  const tardy = await run('jsp-twt', () => true);
  const sdst = await run('sdst', () => true);
  const rcpsp = await run('rcpsp', () => true);
  const [big] = await run('jsp', (name) => name === large, 5);
  const beside = (figure: Figure, all: readonly Outcome[], of: (gaps: readonly number[]) => number): Figure =>
    rival ? { ...figure, rival: `CP-SAT ${theirs(all, of)}` } : figure;
  const gaps = (all: readonly Outcome[]) => all.map(({ gap }) => gap);
  const means = (what: string, all: readonly Outcome[], goal: number) =>
    beside(atMost(`${what}, ${seconds} s: mean gap`, mean(gaps(all)), '%', goal), all, mean);
  const worsts = (what: string, all: readonly Outcome[], goal: number) =>
    beside(atMost(`${what}: worst gap`, worst(gaps(all)), '%', goal), all, worst);
  return [
    means(`jsp, ${jsp.length} classics`, jsp, seconds >= MINUTE ? 0.4 : 0.6),
    worsts('jsp', jsp, 2),
    atMost(`jsp, ${optimal.length} in 30 s: not optimal with every seed`, above(gaps(optimal)), '', 0),
    ...(big ? [atMost('jsp, 10,000 operations, 5 s: gap', big.gap, '%', 0)] : []),
    beside(atMost(`fjsp, ${mk.length} of Brandimarte: sum of gaps`, sum(gaps(mk)), 'points', 1.5), mk, sum),
    means(`fjsp, ${flexible.length} others`, flexible, 0.8),
    worsts('fjsp, others', flexible, 3.1),
    beside(atMost('jsp-twt: instances above the file', above(gaps(tardy)), '', 0), tardy, above),
    worsts('jsp-twt', tardy, 0),
    means(`sdst, ${sdst.length}`, sdst, 0.8),
    worsts('sdst', sdst, 2.3),
    means(`rcpsp, ${rcpsp.length}`, rcpsp, 0.5),
    worsts('rcpsp', rcpsp, 2.3),
  ];
}

const sum = (gaps: readonly number[]): number => gaps.reduce((total, gap) => total + gap, 0);
const mean = (gaps: readonly number[]): number => sum(gaps) / Math.max(1, gaps.length);
const worst = (gaps: readonly number[]): number => Math.max(0, ...gaps);
const above = (gaps: readonly number[]): number => gaps.filter((gap) => gap > 0).length;

/** The rival's figure over what it found, and how often it found nothing. */
function theirs(all: readonly Outcome[], of: (gaps: readonly number[]) => number): string {
  const found = all.map(({ rival }) => rival ?? Infinity).filter((gap) => gap < Infinity);
  const none = all.length - found.length;
  if (found.length === 0) return 'found nothing';
  return `${Math.round(of(found) * 100) / 100}${none === 0 ? '' : `, nothing found in ${none}`}`;
}

/** family, instance, objective, lower bound, best known, …; nothing in it is quoted. */
function bestKnown(folder: string): readonly Known[] {
  const [, ...rows] = readFileSync(join(folder, 'best-known.csv'), 'utf8').trim().split(/\r?\n/);
  return rows.map((row) => {
    const [family = '', instance = '', , , best] = row.split(',');
    return { family, instance, best: Number(best) };
  });
}

/** Runs each seed until the best known is there or the seconds are over; a schedule that breaks a rule ends the bench. */
async function solved(
  folder: string,
  known: Known,
  seconds: number,
  seeds: number,
  rival: Rival | undefined,
): Promise<Outcome> {
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
  const gapOf = (objective: number) => (100 * (objective - best)) / Math.max(1, best);
  const gaps = found.map(gapOf);
  const other = rival && ((await rival(shop, seconds)) ?? Infinity);
  process.stderr.write(
    `${family} ${instance}: ${found.join(' ')}, best known ${best}, gap ${gaps.map((gap) => gap.toFixed(2)).join(' ')} %` +
      `${other === undefined ? '' : `, CP-SAT ${other < Infinity ? other : 'nothing'}`}\n`,
  );
  return { ...known, gap: mean(gaps), rival: other === undefined ? undefined : gapOf(other) };
}
