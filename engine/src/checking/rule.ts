/** A rule looks at the facts and reports what breaks it; the report keeps the first few and counts the rest. */
import type { Violation } from '../planning/plan.ts';
import type { Facts } from './facts.ts';

export type Rule = (facts: Facts, report: Report) => void;
/** The text is made only for the violations that are kept. */
export type Report = (what: string, text: () => string) => void;
/** Key = the rule's name; property names outlive a minifier, names of functions do not. */
export type Rules = Readonly<Record<string, Rule>>;

/** A reader wants the first few of a kind and the number of the others. */
export const KEPT_PER_RULE = 20;

/** "machineWithinCapacity" → "machine within capacity". */
export const words = (name: string): string => name.replace(/[A-Z]/g, (letter) => ` ${letter.toLowerCase()}`);

export function apply(name: string, rule: Rule, facts: Facts): Violation[] {
  const kept: Violation[] = [];
  let more = 0;
  rule(facts, (what, text) => {
    if (kept.length < KEPT_PER_RULE) kept.push({ rule: name, what, text: text() });
    else more++;
  });
  if (more > 0) kept.push({ rule: name, what: 'plan', text: `and ${more} more that break this rule` });
  return kept;
}
