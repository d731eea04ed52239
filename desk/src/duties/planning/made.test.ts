import { type Problem, plan } from '@hotlist/engine';
import { describe, expect, it } from 'vitest';
import { instantOf, offsetsOf } from '../../house/clock.ts';
import type { ExampleName } from '../examples/example-names.ts';
import { readExample } from '../examples/examples.import.ts';
import { companyOf } from '../examples/examples.ts';
import { checkedRows } from '../imports/checked.ts';
import { improvement, made } from './made.ts';
import { problemOf } from './problem.ts';

function company(name: ExampleName, today: string): Problem {
  const { site, tables } = companyOf(readExample(name), today);
  const { rows } = checkedRows({ tables, origins: new Map(), site });
  return problemOf({ site, now: instantOf(site.zone, today, '07:00'), rows, offsets: offsetsOf(site.zone) });
}

describe('the first plan of a company', () => {
  it.each([
    ['the bicycle plant has what the next run would find by itself', 'bicycle', '2026-11-24'],
    ['the wholesaler, whose search is soon at its end, has the better of two', 'wholesale', '2026-11-24'],
  ] as const)('%s: it costs less than a single search, and planned again as much', (_, name, today) => {
    const problem = company(name, today);
    const cost = ({ figures }: ReturnType<typeof plan>) => figures.objective!.points;
    const first = made({ problem, work: improvement }).plan;
    expect(cost(first)).toBeLessThan(cost(plan(problem, { seed: 1, work: improvement })));
    const again = made({ problem, work: improvement, published: { plan: first, until: problem.now } }).plan;
    expect(cost(again)).toBe(cost(first));
    // Only what improves is counted: it is not more than for a single search.
    expect(first.figures.work.improve).toBeLessThan(1.1 * improvement);
  });
});
