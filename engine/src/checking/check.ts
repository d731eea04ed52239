/**
 * The independent checker: every rule that a plan breaks, by name.
 *
 * It shares types and units with the planner and nothing else, so a mistake of the planner is not repeated
 * here. It also judges edited and foreign plans: whatever is wrong is an answer, never an exception. Cost: sorts
 * over the plan's rows, n log n. The rules in words: README.md beside this file.
 */
import type { Plan, Violation } from '../planning/plan.ts';
import type { Problem } from '../planning/problem.ts';
import { together } from './batches.ts';
import { calendars } from './calendars.ts';
import { capacity } from './capacity.ts';
import { demand } from './demand.ts';
import { gather } from './facts.ts';
import { figures } from './figures.ts';
import { forecasts } from './forecasts.ts';
import { frozen } from './frozen.ts';
import { lots } from './lots.ts';
import { material } from './material.ts';
import { names } from './names.ts';
import { overlap } from './overlap.ts';
import { overtime } from './overtime.ts';
import { parts } from './parts.ts';
import { pegging } from './pegging.ts';
import { purchases } from './purchases.ts';
import { quantities } from './quantities.ts';
import { apply, type Rules, words } from './rule.ts';
import { sequence } from './sequence.ts';

/** Every rule under the name that the reader sees. */
export const rules: Rules = Object.fromEntries(
  [
    names,
    capacity,
    together,
    calendars,
    sequence,
    parts,
    overlap,
    quantities,
    material,
    frozen,
    demand,
    forecasts,
    pegging,
    purchases,
    lots,
    figures,
    overtime,
  ]
    .flatMap((group) => Object.entries(group))
    .map(([name, rule]) => [words(name), rule]),
);

/** Rules of machines and people: a plan made without regard to capacity is not held to them. */
const OF_CAPACITY = new Set(Object.keys(capacity).map(words));

export function check(problem: Problem, plan: Plan): readonly Violation[] {
  const facts = gather(problem, plan);
  return Object.entries(rules)
    .filter(([name]) => problem.rules.constrained || !OF_CAPACITY.has(name))
    .flatMap(([name, rule]) => apply(name, rule, facts));
}
