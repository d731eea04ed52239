import { type Problem, plan } from '@hotlist/engine';
import { expect, it } from 'vitest';
import { instantOf, offsetsOf } from '../../house/clock.ts';
import { readExample } from '../examples/examples.import.ts';
import { companyOf } from '../examples/examples.ts';
import { checkedRows } from '../imports/checked.ts';
import { AskedPlan } from './asked.ts';
import { improvement, made } from './made.ts';
import { problemOf } from './problem.ts';

function bicycles(today: string): Problem {
  const { site, tables } = companyOf(readExample('bicycle'), today);
  const { rows } = checkedRows({ tables, origins: new Map(), site });
  return problemOf({ site, now: instantOf(site.zone, today, '07:00'), rows, offsets: offsetsOf(site.zone) });
}

it('the first plan of a company has what the next run would find by itself: it costs less than a search, and planned again as much', () => {
  const problem = bicycles('2026-11-24');
  const cost = ({ figures }: ReturnType<typeof plan>) => figures.objective!.points;
  const first = made({ problem, work: improvement }).plan;
  expect(cost(first)).toBeLessThan(cost(plan(problem, { seed: 1, work: improvement })));
  const again = made({ problem, work: improvement, published: { plan: first, until: problem.now } }).plan;
  expect(cost(again)).toBe(cost(first));
  // Only what improves is counted: it is not more than for a single search.
  expect(first.figures.work.improve).toBeLessThan(1.1 * improvement);
});

it('what is tried is held against the published plan mended without it, where the next plan is that one', () => {
  const problem = bicycles('2026-11-24');
  const published = { plan: made({ problem, work: 0 }).plan, until: problem.now };
  const run = { problem, published };
  const ask = (anew: number) => {
    const tried = { ...problem, rules: { ...problem.rules, weights: { anew } } };
    const about = { run: { ...run, problem: tried }, unchanged: run, mendOnly: false };
    return new AskedPlan(problem, published.plan).answer('working-time', about);
  };
  const mended = ask(1);
  expect([mended.next, mended.same].map((of) => of?.figures.fromNothing)).toEqual([false, false]);
  // Nothing was tried: nothing differs.
  expect(mended.same?.operations).toEqual(mended.next.operations);
}, 120_000);
