import { type Plan, type Problem, plan, type Second } from '@hotlist/engine';
import { describe, expect, it } from 'vitest';
import { at, sawShop } from '../masterschedule/sawshop.test-support.ts';
import { isExact, isSmooth, leastStrayed, madeLate, type Strays, staysMended, type Tried } from './strays.ts';

const problem = sawShop({ A: at(0, 10) });
const made = plan(problem);

/** A plan that strays so and costs so many points. */
const tried = (more: Partial<Strays>, points = 100, unserved = 1, of: Problem = problem): Tried => ({
  problem: of,
  plan: { ...made, figures: { ...made.figures, unserved, objective: { ...made.figures.objective!, points } } },
  strays: { later: 0, earlier: 0, elsewhere: 0, madeLate: 0, moved: 0, ...more },
});

describe('of plans in which what was left out was to stay', () => {
  it.each<[string, less: Partial<Strays>, more: Partial<Strays>]>([
    ['fewest lines of it ship later', { later: 1, earlier: 9 }, { later: 2 }],
    ['then fewest earlier', { earlier: 1, elsewhere: 9 }, { earlier: 2 }],
    ['then fewest of its steps stand elsewhere', { elsewhere: 1, madeLate: 9 }, { elsewhere: 2 }],
    ['then fewest other lines are late by it', { madeLate: 1, moved: 9 }, { madeLate: 2 }],
    ['then fewest other steps move', { moved: 1 }, { moved: 2 }],
  ])('that is taken in which %s, whatever it costs', (_, less, more) => {
    const [least, cheap] = [tried(less, 9), tried(more, 1)];
    expect([leastStrayed([least, cheap]), leastStrayed([cheap, least])]).toEqual([least, least]);
  });

  it('of equals the cheapest is taken, of equals in that the first', () => {
    const [strays, dear, cheap, second] = [tried({ elsewhere: 1 }, 0), tried({}, 9), tried({}, 8), tried({}, 8)];
    expect(leastStrayed([strays, dear, cheap, second])).toBe(cheap);
    expect(leastStrayed([second, cheap])).toBe(second);
    expect(leastStrayed([])).toBeUndefined();
  });

  it('one in which others are late is exact and not smooth, one in which others merely move is both', () => {
    const said = (strays: Partial<Strays>) => [isExact(tried(strays)), isSmooth(tried(strays))];
    expect(said({ moved: 9 })).toEqual([true, true]);
    expect(said({ madeLate: 1 })).toEqual([true, false]);
    for (const one of ['later', 'earlier', 'elsewhere']) expect(said({ [one]: 1 })).toEqual([false, false]);
  });
});

describe('what is mended, of 100 points, with 4 orders made late and one unserved', () => {
  const mended = tried({ elsewhere: 2, madeLate: 4, moved: 9 });
  it.each<[string, strays: Partial<Strays>, points: number, unserved: number, stays: boolean]>([
    ['gives way to what is planned anew where that makes fewer late for a fifth less', { madeLate: 3 }, 80, 1, false],
    ['stays where that costs no tenth less', { madeLate: 3 }, 95, 1, true],
    ['stays where that makes as many late, however little it costs', { madeLate: 4 }, 1, 1, true],
    ['gives way where that serves more and costs less at all', { madeLate: 4 }, 99, 0, false],
    ['stays where that serves more and costs more', { madeLate: 3 }, 101, 0, true],
    ['stays where that serves fewer, however few it makes late', {}, 1, 2, true],
    ['stays where what was left out stays worse in that', { elsewhere: 3 }, 1, 0, true],
    ['gives way where what was left out stays better in that, whatever it costs', { elsewhere: 1 }, 200, 2, false],
  ])('%s', (_, strays, points, unserved, stays) => {
    expect(staysMended(mended, tried({ elsewhere: 2, ...strays }, points, unserved))).toBe(stays);
  });
});

describe('another line is made late', () => {
  /** Ships so many hours into Monday, late by what is after 10; undefined: cannot ship. */
  type Ships = number | undefined;
  const shipping = (...lines: readonly (readonly [string, Ships])[]): Pick<Plan, 'deliveries'> => ({
    deliveries: lines.map(([demand, hours]) => {
      const { date: _, ...row } = made.deliveries[0]!;
      const late = (Math.max(0, (hours ?? 0) - 10) * 3600) as typeof row.late;
      return { ...row, demand, late, ...(hours === undefined ? {} : { date: at(0, hours) as Second }) };
    }),
  });
  it.each<[string, published: Ships, seen: Ships, now: Ships, count: number]>([
    ['where it ships later than published and than seen, after it is due', 9, 9, 11, 1],
    ['where it cannot ship and could', 9, 12, undefined, 1],
    ['not where it is still in time', 8, 8, 10, 0],
    ['not where it was as late when it was seen', 9, 12, 12, 0],
    ['not where it was as late as published', 12, 9, 12, 0],
    ['not where it could not ship before', undefined, 9, 12, 0],
  ])('%s', (_, published, seen, now, count) => {
    expect(madeLate(shipping(['A', published]), shipping(['A', seen]), shipping(['A', now]))).toBe(count);
  });

  it('not where nobody had planned it, and by the version alone where it came since the published plan', () => {
    expect(madeLate(shipping(['A', 9]), shipping(['A', 9]), shipping(['A', 9], ['NEW', 12]))).toBe(0);
    expect(madeLate(shipping(), shipping(['A', 9]), shipping(['A', 12]))).toBe(1);
  });

  it('once, by its last part', () => {
    const seen = shipping(['A', 8], ['A', 9]);
    expect(madeLate(seen, seen, shipping(['A', 11], ['A', 12]))).toBe(1);
    expect(madeLate(seen, shipping(['A', 8], ['A', 13]), shipping(['A', 11], ['A', 12]))).toBe(0);
  });
});
