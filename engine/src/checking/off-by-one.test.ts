import { expect, it } from 'vitest';
import type { Plan } from '../planning/plan.ts';
import { check } from './check.ts';
import { byHand, factory } from './factory.test-support.ts';

/** Numbers that may be off by one without making the plan wrong, each with why. */
const free: readonly [why: string, paths: RegExp][] = [
  ['a need is the wish of a consumer', /\.need[+-]1$/],
  ['goods may wait a second before they ship', /^deliveries\.\d\.date\+1$/],
  ['a peg may stand a second before the draw if the supply is there', /^pegs\.\d+\.at-1$/],
  ['what is kept for safety is drawn by nobody', /^pegs\.10\.at[+-]1$/],
  ['an amount is an explanation', /\.reasons\.\d\.seconds[+-]1$/],
  ['counted work is the planner’s own', /^figures\.work\./],
  ['through a phantom and without steps no step is named', /^orders\.(1\.components\.2|5\.components\.0)\.seq[+-]1$/],
  ['frozen work stays as long as people said', /^operations\.10\.run[+-]1$/],
];

function* numbersOf(value: unknown, path = ''): Generator<string> {
  if (typeof value === 'number') yield path;
  else if (typeof value === 'object' && value !== null) {
    for (const [key, inner] of Object.entries(value)) yield* numbersOf(inner, path === '' ? key : `${path}.${key}`);
  }
}

const changed = (plan: Plan, path: string, by: number): Plan => {
  const keys = path.split('.');
  const inside = (value: unknown, depth: number): unknown => {
    if (depth === keys.length) return Number(value) + by;
    if (Array.isArray(value)) return value.map((it, i) => (String(i) === keys[depth] ? inside(it, depth + 1) : it));
    return Object.fromEntries(
      Object.entries(value as object).map(([key, it]) => [key, key === keys[depth] ? inside(it, depth + 1) : it]),
    );
  };
  return inside(plan, 0) as Plan;
};

it('the checker notices every number that is off by one, but for those that bind nobody', () => {
  const unnoticed = [...numbersOf(byHand)].flatMap((path) =>
    [1, -1]
      .filter((by) => check(factory, changed(byHand, path, by)).length === 0)
      .map((by) => `${path}${by > 0 ? '+1' : '-1'}`),
  );
  expect(unnoticed.filter((path) => !free.some(([, paths]) => paths.test(path)))).toEqual([]);
  expect(free.filter(([, paths]) => !unnoticed.some((path) => paths.test(path))).map(([why]) => why)).toEqual([]);
});
