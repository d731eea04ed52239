/**
 * The independent checker of shops: every rule that a schedule breaks, by name. It shares types with the search and
 * nothing else. Zero-length operations have their place too: on a machine none lies inside another.
 */
import type { Violation } from '../planning/plan.ts';
import type { ScheduledOperation, Shop, ShopOperation, ShopResource } from '../scheduling/shop/shop.ts';
import { KEPT_PER_RULE, type Report, words } from './rule.ts';

interface Placed extends ScheduledOperation {
  readonly of: ShopOperation;
}

/** Rows of known operations; where one is named twice, all of its rows. */
interface ShopFacts {
  readonly shop: Shop;
  readonly rows: readonly ScheduledOperation[];
  readonly placed: readonly Placed[];
  readonly byId: ReadonlyMap<string, Placed>;
  readonly objective: number | undefined;
}

type ShopRule = (facts: ShopFacts, report: Report) => void;

function everyOperationIsScheduledOnce({ shop, rows, placed }: ShopFacts, report: Report): void {
  const times = new Map<string, number>();
  for (const { operation } of rows) times.set(operation, (times.get(operation) ?? 0) + 1);
  for (const { id } of shop.operations) {
    const count = times.get(id) ?? 0;
    if (count !== 1) report(id, () => `${id} is scheduled ${count} times`);
  }
  const known = new Set(placed.map((one) => one.operation));
  for (const { operation } of rows)
    if (!known.has(operation)) report(operation, () => `${operation} is no operation of ${shop.name}`);
}

function operationRunsInOneOfItsModes({ placed }: ShopFacts, report: Report): void {
  for (const { operation, mode, of } of placed)
    if (of.modes[mode] === undefined) report(operation, () => `${operation} cannot be done in mode ${mode}`);
}

function operationTakesItsTime({ placed }: ShopFacts, report: Report): void {
  for (const { operation, mode, of, start, end } of placed) {
    const duration = of.modes[mode]?.duration;
    if (duration !== undefined && end - start !== duration)
      report(operation, () => `${operation} takes ${end - start} from ${start} to ${end}, not ${duration}`);
  }
}

function nothingStartsBeforeItsRelease({ placed }: ShopFacts, report: Report): void {
  for (const { operation, of, start } of placed) {
    const release = of.release ?? 0;
    if (!Number.isSafeInteger(start) || start < release)
      report(operation, () => `${operation} starts at ${start}, not a whole number from ${release}`);
  }
}

function operationsFollowEachOther({ shop, byId }: ShopFacts, report: Report): void {
  for (const { before, after, gap } of shop.precedences) {
    const [first, then] = [byId.get(before), byId.get(after)];
    if (first && then && then.start < first.end + (gap ?? 0))
      report(
        after,
        () => `${after} starts at ${then.start}, before ${before} ends at ${first.end} and a gap of ${gap ?? 0}`,
      );
  }
}

function machineRunsOneAtATime(facts: ShopFacts, report: Report): void {
  for (const resource of facts.shop.resources) {
    if (resource.capacity !== 1) continue;
    const users = facts.placed.filter((one) => amountOf(one, resource) > 0);
    users.sort((a, b) => a.start - b.start || a.end - b.end);
    let before: Placed | undefined;
    for (let from = 0, to = 0; from < users.length; from = to) {
      while (to < users.length && users[to]!.end === users[from]!.start) to++;
      if (to === from) to++;
      const sequence = inSomeSequence(before, users.slice(from, to), users[to], resource);
      if (!sequence) {
        const [one] = users.slice(from, to);
        report(
          resource.id,
          () =>
            `on ${resource.id}, ${to - from} operations without length are all at ${one!.start}; in ${stepsFor(to - from)} steps no sequence was found in which none needs a set-up`,
        );
        // What was the last of them is not known, so nothing is held against the next one.
        before = undefined;
      }
      for (const next of sequence ?? []) {
        const setup = before ? setupOf(resource, before, next) : 0;
        const one = before;
        if (one && next.start < one.end + setup)
          report(
            next.operation,
            () =>
              `on ${resource.id}, ${next.operation} starts at ${next.start}, before ${one.operation} ends at ${one.end}${setup > 0 ? ` and a set-up of ${setup}` : ''}`,
          );
        before = next;
      }
    }
  }
}

const setupOf = (resource: ShopResource, one: Placed, next: Placed): number =>
  resource.setups?.[one.of.family ?? -1]?.[next.of.family ?? -1] ?? 0;

/** Finding such a sequence is NP-hard: the search may take so many steps, and some for each operation, and then says so. */
const stepsFor = (count: number): number => 10_000 + 100 * count;

/**
 * Zero-length operations at one moment may have had any sequence: one without a fault where there is one, as given where
 * there is none, nothing where that was not found out. Those of one family are alike.
 */
function inSomeSequence(
  before: Placed | undefined,
  together: readonly Placed[],
  behind: Placed | undefined,
  resource: ShopResource,
): readonly Placed[] | undefined {
  if (together.length < 2 || !resource.setups) return together;
  const byFamily = new Map<number | undefined, Placed[]>();
  for (const one of together) {
    const own = byFamily.get(one.of.family);
    if (own) own.push(one);
    else byFamily.set(one.of.family, [one]);
  }
  const kinds = [...byFamily.values()];
  const fits = (one: Placed | undefined, next: Placed | undefined) =>
    !one || !next || next.start >= one.end + setupOf(resource, one, next);
  const found: Placed[] = [];
  /** By depth: the kind that was taken, or tried last. */
  const taken = [-1];
  for (let steps = stepsFor(together.length); steps > 0; steps--) {
    const last = found.at(-1) ?? before;
    if (found.length === together.length && fits(last, behind)) return found;
    let kind = taken.at(-1)! + 1;
    while (kind < kinds.length && !(kinds[kind]!.length > 0 && fits(last, kinds[kind]![0]))) kind++;
    if (kind < kinds.length) {
      taken[taken.length - 1] = kind;
      taken.push(-1);
      found.push(kinds[kind]!.pop()!);
      continue;
    }
    taken.pop();
    if (taken.length === 0) return together;
    kinds[taken.at(-1)!]!.push(found.pop()!);
  }
  return undefined;
}

/** Sweeps over starts and ends; what ends makes room for what starts at that moment. */
function resourceStaysWithinCapacity(facts: ShopFacts, report: Report): void {
  for (const resource of facts.shop.resources) {
    if (resource.capacity === 1) continue;
    const steps: { readonly at: number; readonly change: number }[] = [];
    for (const one of facts.placed) {
      const amount = amountOf(one, resource);
      if (one.end > one.start) steps.push({ at: one.start, change: amount }, { at: one.end, change: -amount });
    }
    steps.sort((a, b) => a.at - b.at || a.change - b.change);
    let used = 0;
    for (const { at, change } of steps) {
      used += change;
      if (change > 0 && used > resource.capacity)
        report(resource.id, () => `${resource.id} is used ${used} of ${resource.capacity} at ${at}`);
    }
  }
}

function amountOf({ of, mode }: Placed, resource: ShopResource): number {
  return (of.modes[mode]?.demands ?? []).reduce((sum, one) => sum + (one.resource === resource.id ? one.amount : 0), 0);
}

function objectiveIsTrue({ shop, placed, objective }: ShopFacts, report: Report): void {
  const real = objectiveOf(shop, placed);
  if (objective !== undefined && objective !== real)
    report(shop.name, () => `the objective is ${real}, not ${objective}`);
}

/** The makespan, or the sum of weight × lateness over the jobs. */
export function objectiveOf(shop: Shop, operations: readonly ScheduledOperation[]): number {
  if (shop.objective === 'makespan') return operations.reduce((last, one) => Math.max(last, one.end), 0);
  const jobOf = new Map(shop.operations.map((one) => [one.id, one.job]));
  const done = new Map<string | undefined, number>();
  for (const { operation, end } of operations) {
    const job = jobOf.get(operation);
    done.set(job, Math.max(done.get(job) ?? 0, end));
  }
  return (shop.dues ?? []).reduce(
    (sum, { job, due, weight }) => sum + weight * Math.max(0, (done.get(job) ?? 0) - due),
    0,
  );
}

const rules: Readonly<Record<string, ShopRule>> = {
  everyOperationIsScheduledOnce,
  operationRunsInOneOfItsModes,
  operationTakesItsTime,
  nothingStartsBeforeItsRelease,
  operationsFollowEachOther,
  machineRunsOneAtATime,
  resourceStaysWithinCapacity,
  objectiveIsTrue,
};

/** The names of the rules, as the reader sees them. */
export const scheduleRules = Object.keys(rules).map(words);

export function checkSchedule(
  shop: Shop,
  schedule: { readonly operations: readonly ScheduledOperation[]; readonly objective?: number },
): readonly Violation[] {
  const known = new Map(shop.operations.map((one) => [one.id, one]));
  const rows = schedule.operations;
  const placed = rows.flatMap((one) => {
    const of = known.get(one.operation);
    return of ? [{ ...one, of }] : [];
  });
  const byId = new Map(placed.map((one) => [one.operation, one]));
  const facts: ShopFacts = { shop, rows, placed, byId, objective: schedule.objective };
  return Object.entries(rules).flatMap(([name, rule]) => {
    const kept: Violation[] = [];
    let more = 0;
    rule(facts, (what, text) => {
      if (kept.length < KEPT_PER_RULE) kept.push({ rule: words(name), what, text: text() });
      else more++;
    });
    if (more > 0) kept.push({ rule: words(name), what: 'schedule', text: `and ${more} more that break this rule` });
    return kept;
  });
}
