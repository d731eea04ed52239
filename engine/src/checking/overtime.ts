/** Overtime: windows beside the calendars that the plan opens, and what works in them. Others are closed hours. */
import type { OvertimeWindow } from '../planning/problem.ts';
import type { Facts, StepFact } from './facts.ts';
import { named } from './facts.ts';
import type { Rule, Rules } from './rule.ts';
import { workBetween } from './working-time.ts';

/** What a plan opens is a window that there is, once, from when to when it is, at the price of the whole of it. */
const overtimeIsOpenedOnceAtItsPrice: Rule = ({ plan, problem }, report) => {
  const windows = new Map(problem.overtime?.map((it) => [it.id, it]));
  const seen = new Set<string>();
  for (const { window: id, from, to, cost } of plan.overtime ?? []) {
    const window = windows.get(id);
    if (!window) report(id, () => `the plan opens overtime ${id}, which there is not`);
    else if (seen.has(id)) report(id, () => `the plan opens overtime ${id} twice`);
    else if (from !== window.from || to !== window.to)
      report(id, () => `overtime ${id} is from ${window.from} to ${window.to}, not from ${from} to ${to}`);
    else if (cost !== priceOf(window)) report(id, () => `overtime ${id} costs ${priceOf(window)}, not ${cost}`);
    seen.add(id);
  }
};

/** Each says all the steps that work in hours which it alone opens, and is there for one at least; none of them is another's. */
const overtimeIsOpenedForWork: Rule = (facts, report) => {
  const said = new Map(facts.plan.overtime?.map((it) => [it.window, it.for]));
  for (const window of facts.problem.overtime ?? []) {
    const listed = said.get(window.id);
    if (!listed) continue;
    const found = facts.steps.filter((it) => !it.step?.outside && worksIn(facts, it, window));
    const key = (it: { readonly order: string; readonly seq: number }) => `step ${it.seq} of ${it.order}`;
    const works = new Set(found.map((it) => key(it.row)));
    const names = listed.map(key);
    if (works.size === 0) report(window.id, () => `overtime ${window.id} is opened, and nothing works in it`);
    for (const it of found)
      if (!names.includes(key(it.row)))
        report(window.id, () => `${named(it)} works in overtime ${window.id}, which does not say so`);
    names.forEach((name, i) => {
      if (!works.has(name) || names.indexOf(name) !== i)
        report(window.id, () => `overtime ${window.id} says that ${name} works in it, which it does not, or twice`);
    });
  }
};

export const overtime: Rules = { overtimeIsOpenedOnceAtItsPrice, overtimeIsOpenedForWork };

const priceOf = ({ from, to, perHour }: OvertimeWindow): number => Math.ceil((perHour * (to - from)) / 3600);

/** Some of its working time is there by this window alone. */
function worksIn(facts: Facts, it: StepFact, { id, from, to }: OvertimeWindow): boolean {
  if (!it.machine || it.row.start >= to || it.row.end <= from) return false;
  const closed = facts.closing(id)(it);
  return facts.partsOf(it).some((part, i) => {
    const [begin, end] = [Math.max(part.from, from), Math.min(part.to, to)];
    return begin < end && workBetween(part.time, begin, end) > workBetween(closed[i].time, begin, end);
  });
}
