import { type Plan, plan } from '@hotlist/engine';
import { describe, expect, it } from 'vitest';
import { at, sawShop } from '../masterschedule/sawshop.test-support.ts';
import { staysMended } from './restplanned.ts';

const problem = sawShop({ A: at(0, 10) });
const made = plan(problem);
const objective = made.figures.objective!;
const costing = (points: number, unserved: number): Plan => ({
  ...made,
  figures: { ...made.figures, unserved, objective: { ...objective, points } },
});

describe('what is mended, of 100 points, with 4 orders made late and one unserved', () => {
  const mended = { problem, plan: costing(100, 1), strays: [0, 0, 2, 4, 9] };
  it.each<[string, strays: readonly number[], points: number, unserved: number, stays: boolean]>([
    ['gives way to what is planned anew where that makes fewer late for a fifth less', [0, 0, 2, 3, 99], 80, 1, false],
    ['stays where that costs no tenth less', [0, 0, 2, 3, 99], 95, 1, true],
    ['stays where that makes as many late, however little it costs', [0, 0, 2, 4, 0], 1, 1, true],
    ['gives way where that serves more and costs less at all', [0, 0, 2, 4, 99], 99, 0, false],
    ['stays where that serves more and costs more', [0, 0, 2, 3, 99], 101, 0, true],
    ['stays where that serves fewer, however few it makes late', [0, 0, 2, 0, 0], 1, 2, true],
    ['stays where what was left out stays worse in that', [0, 0, 3, 0, 0], 1, 0, true],
    ['gives way where what was left out stays better in that, whatever it costs', [0, 0, 1, 9, 99], 200, 2, false],
  ])('%s', (_, strays, points, unserved, stays) => {
    expect(staysMended(problem, mended, { problem, plan: costing(points, unserved), strays })).toBe(stays);
  });
});
