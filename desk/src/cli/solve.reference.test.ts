/**
 * The classics that lie beside the repository, with small budgets of counted work: every schedule is clean, no bound is
 * above what is known to be possible, and what this search reaches with its budget is asserted, so that lost quality is seen.
 */
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { checkSchedule, type Shop, schedule } from '@hotlist/engine';
import { describe, expect, it } from 'vitest';
import { shopFormat } from './shops/formats.ts';

const folder = fileURLToPath(new URL('../../../../shared/instances', import.meta.url));
const here = existsSync(folder);
const why = here ? '' : ' (skipped: ../shared/instances is not here)';

const known = here
  ? readFileSync(join(folder, 'best-known.csv'), 'utf8')
      .trim()
      .split('\n')
      .slice(1)
      .map((line) => line.split(','))
      .map(([family, instance, , lower, best]) => ({ family, instance, lower: Number(lower), best: Number(best) }))
  : [];

function shopOf(family: string, instance: string): Shop {
  const file = readdirSync(join(folder, family)).find((name) => name.replace(/\.[^.]*$/, '') === instance);
  if (file === undefined) throw new Error(`${folder}/${family} has no ${instance}`);
  return shopFormat(family).read(file, readFileSync(join(folder, family, file), 'utf8'));
}

describe.skipIf(!here)(`the classics of ../shared/instances${why}`, () => {
  it.each(known)('$family $instance: a clean schedule, and a bound that holds', ({ family, instance, lower, best }) => {
    const shop = shopOf(family, instance);
    const found = schedule(shop, { work: 200_000 });
    expect(checkSchedule(shop, found)).toEqual([]);
    expect(found.objective).toBeGreaterThanOrEqual(family === 'jsp-twt' ? 0 : lower);
    expect(found.bound).toBeLessThanOrEqual(best);
  });

  it.each([
    { family: 'jsp', instance: 'ft06', work: 100_000, atMost: 55 },
    { family: 'jsp', instance: 'bel00', work: 0, atMost: 766_329 },
    { family: 'jsp', instance: 'la36', work: 20_000_000, atMost: 1300 },
    { family: 'jsp', instance: 'ta51', work: 20_000_000, atMost: 2770 },
    { family: 'fjsp', instance: 'mk08', work: 1_000_000, atMost: 523 },
    { family: 'fjsp', instance: 'mk06', work: 20_000_000, atMost: 60 },
    { family: 'jsp-twt', instance: 'la21_f1.3', work: 20_000_000, atMost: 480 },
    { family: 'sdst', instance: 'la21', work: 20_000_000, atMost: 1200 },
    { family: 'rcpsp', instance: 'j60_1_5', work: 20_000_000, atMost: 73 },
  ])('$family $instance is at most $atMost after $work of work', ({ family, instance, work, atMost }) => {
    expect(schedule(shopOf(family, instance), { work, seed: 1 }).objective).toBeLessThanOrEqual(atMost);
  });
});
