import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import type { Plan } from '../planning/plan.ts';
import { check, rules } from './check.ts';
import { type Change, corrupted } from './corrupted.test-support.ts';
import { byHand, factory } from './factory.test-support.ts';
import { KEPT_PER_RULE } from './rule.ts';

describe('the checker', () => {
  it.each(corrupted)('names a plan that %s', (_sentence, change, rule) => {
    expect(check(factory, change(byHand)).map((it) => it.rule)).toContain(rule);
  });

  it('has a corrupted plan for every rule', () => {
    const tried = new Set(corrupted.map(([, , rule]) => rule));
    expect(Object.keys(rules).filter((name) => !tried.has(name))).toEqual([]);
  });

  it('does not hold a plan made without regard to capacity to the rules of capacity', () => {
    const unconstrained = { ...factory, rules: { ...factory.rules, constrained: false } };
    const noMachines: Change = (plan) => ({
      ...plan,
      operations: plan.operations.map((it) => (it.order === 'planned/bike' ? { ...it, machine: undefined } : it)),
    });
    expect(check(unconstrained, noMachines(byHand))).toEqual([]);
    expect(check(factory, noMachines(byHand)).map((it) => it.rule)).toContain('every step has its machine and crew');
  });

  it('names the first few that break a rule and counts the others', () => {
    const many: Change = (plan) => ({
      ...plan,
      pegs: Array.from({ length: 100 }, (_, i) => ({ ...byHand.pegs[0], supply: `stock/none${i}` })),
    });
    const found = check(factory, many(byHand)).filter((it) => it.rule === 'every name is known');
    expect(found).toHaveLength(KEPT_PER_RULE + 1);
    expect(found[KEPT_PER_RULE].text).toContain('and 80 more');
  });

  it('answers to an empty plan that every demand and every work order is missing', () => {
    const empty: Plan = { ...byHand, orders: [], operations: [], purchases: [], moves: [], deliveries: [], pegs: [] };
    const found = check(factory, empty);
    expect(found.filter((it) => it.rule === 'every demand is served once').map((it) => it.what)).toEqual(
      factory.demands.filter((it) => it.kind === 'order').map((it) => it.id),
    );
    expect(found.map((it) => it.rule)).toContain('every open work order is planned');
  });
});

describe('the README of the checker', () => {
  it('has a row for every rule', () => {
    const readme = readFileSync(new URL('README.md', import.meta.url), 'utf8');
    expect(Object.keys(rules).filter((name) => !readme.includes(`| ${name} |`))).toEqual([]);
  });
});
