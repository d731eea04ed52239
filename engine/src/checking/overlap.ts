/** Overlapping: a step that begins with the first transfer batch of the one before it never runs out of pieces. */
import type { Operation } from '../planning/problem.ts';
import type { Part } from './attendance.ts';
import type { Facts, StepFact } from './facts.ts';
import { named } from './facts.ts';
import type { Rule, Rules } from './rule.ts';
import { instantAfter, worksFrom } from './working-time.ts';

/** So many batches of one step are looked at; of more, so many evenly among them. */
const LOOKED_AT = 10_000;

/**
 * The transfer batch with which `after` may begin; undefined where all goes on together: no batch is smaller than the whole, a step
 * is outside or split, or people froze one of the two.
 */
export function transferBetween(before: StepFact, after: StepFact): number | undefined {
  const lot = before.row.part || after.row.part ? undefined : before.step?.transferBatch;
  if (lot === undefined || lot >= before.entering.high || before.frozen || after.frozen) return undefined;
  return before.step?.outside === undefined && after.step?.outside === undefined ? lot : undefined;
}

/** What runs already was begun by people, with what pieces there were. */
export const isFedByPeople = (it: StepFact): boolean => it.open?.startedAt !== undefined && !it.frozen;

/** When so many pieces of a step have been run: a second early rather than late where a speed or a rate makes fractions. */
export function runBy(facts: Pick<Facts, 'partsOf'>, it: StepFact, pieces: number): number {
  const batch = it.step?.runPerBatch?.qty ?? 1;
  const whole = Math.min(it.entering.high, Math.ceil(pieces / batch) * batch);
  return reached(facts, it, Math.floor(onMachine(it, whole)) - (it.machine?.speed ? 1 : 0)).at;
}

/** When the piece after so many is taken up, at the latest. */
function takenUp(facts: Facts, it: StepFact, pieces: number): number {
  const batch = it.step?.runPerBatch?.qty ?? 1;
  const whole = Math.floor(pieces / batch) * batch;
  const { at, part } = reached(facts, it, Math.ceil(onMachine(it, whole)));
  return part ? worksFrom(part.time, at) : at;
}

/** When so many seconds of a step's run are over, after its set-up; the set-up may be attended by others. */
function reached({ partsOf }: Pick<Facts, 'partsOf'>, it: StepFact, run: number): { at: number; part?: Part } {
  const [first, then] = partsOf(it);
  const part = then ?? first;
  if (!part) return { at: it.row.end };
  return { at: instantAfter(part.time, part.from, then ? run : it.row.setup + run) ?? it.row.end, part };
}

/** Seconds that so many pieces run, set-up and teardown aside. */
function onMachine({ step, machine, order }: StepFact, pieces: number): number {
  if (!step) return 0;
  const speed = machine?.speed ?? { num: 1, den: 1 };
  const each = (pieces * step.runPerUnit.num) / (step.runPerUnit.den * 10 ** order.item.decimals);
  return (((step.runFixed ?? 0) + batches(step, pieces) + each) * speed.den) / speed.num;
}

const batches = ({ runPerBatch }: Operation, pieces: number): number =>
  runPerBatch ? Math.ceil(pieces / runPerBatch.qty) * runPerBatch.seconds : 0;

/** Every transfer batch is there before the step after it takes up the first of its pieces. */
const noStepRunsOutOfPieces: Rule = (facts, report) => {
  for (const { rows } of facts.orders.values()) {
    for (let i = 1; i < rows.length; i++) {
      const [before, after] = [rows[i - 1], rows[i]];
      const lot = transferBetween(before, after);
      if (lot === undefined || isFedByPeople(after)) continue;
      const all = before.entering.high;
      const stride = lot * Math.max(1, Math.floor(all / lot / LOOKED_AT));
      for (let run = 0; run < all; run += stride) {
        const there = runBy(facts, before, run + lot) + (before.step?.gapAfter ?? 0);
        const wanted = takenUp(facts, after, Math.ceil((run * after.entering.high) / all));
        if (there <= wanted) continue;
        report(named(after), () => {
          const batch = `${Math.min(lot, all - run)} after ${run} of ${all}`;
          return `${named(after)} takes up its next piece at ${facts.clock.say(wanted)}; step ${before.row.seq} hands on ${batch} at ${facts.clock.say(there)}`;
        });
        break;
      }
    }
  }
};

export const overlap: Rules = { noStepRunsOutOfPieces };
