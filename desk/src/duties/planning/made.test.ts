import { check, compare, type Problem, plan, second } from '@hotlist/engine';
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
    const about = { run: { ...run, problem: tried }, unchanged: run };
    return new AskedPlan(problem, published.plan).answer('working-time', about);
  };
  const mended = ask(1);
  expect([mended.next, mended.same].map((of) => of?.figures.fromNothing)).toEqual([false, false]);
  // Nothing was tried: nothing differs.
  expect(mended.same?.operations).toEqual(mended.next.operations);
}, 120_000);

it('what is tried where nothing is published is what a run would make, held against what it would make without', () => {
  const problem = bicycles('2026-11-24');
  const newest = made({ problem, work: improvement }).plan;
  const unchanged = { problem: { ...problem, now: second(problem.now + 120) }, newest };
  const tubes = (line: Problem['purchaseLines'][number]) =>
    line.id === 'PO-7754/1' ? { ...line, estimated: second(line.estimated + 2 * 86_400) } : line;
  const run = { ...unchanged, problem: { ...unchanged.problem, purchaseLines: problem.purchaseLines.map(tubes) } };
  const { next, same } = new AskedPlan(problem, newest).answer('working-time', { run, unchanged });
  expect(next.operations).toEqual(made({ ...run, work: improvement }).plan.operations);
  expect(same?.operations).toEqual(made({ ...unchanged, work: improvement }).plan.operations);
}, 120_000);

it('one promise two days later moves a part of the operations: the published plan, mended, costs at most a fifth more than one from nothing that counts no moves', () => {
  const problem = bicycles('2026-11-29');
  const published = { plan: made({ problem, work: improvement }).plan, until: problem.now };
  const tubes = (line: Problem['purchaseLines'][number]) =>
    line.id === 'PO-7754/1' ? { ...line, estimated: second(line.estimated + 2 * 86_400) } : line;
  const late = { ...problem, purchaseLines: problem.purchaseLines.map(tubes) };
  const next = made({ problem: late, work: improvement, published }).plan;
  expect(next.figures.fromNothing).toBe(false);
  expect(compare(late, published.plan, next).moved.length).toBeLessThan(0.2 * published.plan.operations.length);
  const anew = plan(late, { seed: 1, work: improvement }).figures;
  expect(next.figures.objective!.points).toBeLessThan(1.2 * anew.objective!.points);
  // Asked for by name it is planned from nothing all the same.
  const asked = made({ problem: late, work: improvement, published, fromNothing: true }).plan;
  expect(asked.figures.fromNothing).toBe(true);
  expect(asked.figures.other!.moved).toBe(compare(late, published.plan, next).moved.length);
});

it.each(['2026-11-24', '2026-11-29'])(
  'where nothing is published a run makes no worse plan than the newest, most of which stays where nothing changed but the hour (%s)',
  (today) => {
    const problem = bicycles(today);
    const newest = made({ problem, work: improvement }).plan;
    const later = { ...problem, now: second(problem.now + 120) };
    const next = made({ problem: later, work: improvement, newest }).plan;
    const cost = ({ figures }: ReturnType<typeof plan>) => figures.objective!.points;
    expect(next.figures.fromNothing).toBe(false);
    expect(cost(next)).toBeLessThanOrEqual(cost(newest));
    expect(compare(later, newest, next).moved.length).toBeLessThan(0.05 * newest.operations.length);
    expect(next.figures.objective!.moved.points).toBe(0);
    expect(check(later, next)).toEqual([]);
  },
);
