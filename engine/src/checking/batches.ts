/** Batches: steps that share a machine from one start to one end. */
import type { Facts, StepFact } from './facts.ts';
import { grouped, named } from './facts.ts';
import type { Rule, Rules } from './rule.ts';

/** Steps by the batch that they say they are in, on a machine that takes batches; any other is alone. */
export function batches(steps: readonly StepFact[]): readonly (readonly StepFact[])[] {
  return [...grouped(steps, keyOf).values()];
}

const keyOf = ({ row, machine }: StepFact): string =>
  row.batch !== undefined && machine?.batch && !row.frozen
    ? `batch ${machine.id}\n${row.batch}`
    : `step ${row.order}\n${row.seq}\n${row.part?.number}\n${row.start}`;

/** All steps of a batch start and end in the same second. */
const batchesStartAndEndTogether: Rule = (facts, report) => {
  for (const [first, ...others] of batches(facts.steps)) {
    for (const it of others) {
      if (it.row.start === first.row.start && it.row.end === first.row.end) continue;
      const say = facts.clock.say.bind(facts.clock);
      report(
        named(it),
        () =>
          `${named(it)} runs from ${say(it.row.start)} to ${say(it.row.end)}, and ${named(first)} of the same batch from ${say(first.row.start)} to ${say(first.row.end)}`,
      );
    }
  }
};

/** The steps of a batch are of one family, or of one item where they have none, on a machine that takes as much at once. */
const batchesFitTheirMachine: Rule = (facts, report) => {
  for (const it of facts.steps)
    if (it.row.batch !== undefined && !it.machine?.batch)
      report(named(it), () => `${named(it)} is in a batch on ${it.row.machine ?? 'no machine'}, which takes none`);
  for (const of of batches(facts.steps)) {
    const [first, ...others] = of;
    const { machine, row } = first;
    if (others.length === 0 || !machine?.batch) continue;
    for (const it of others) {
      const [kind, theirs] = [it.step?.family, first.step?.family];
      if (kind === theirs && (kind !== undefined || it.row.item === row.item)) continue;
      report(named(it), () => `${named(it)} (${kindOf(it)}) shares a batch with ${named(first)} (${kindOf(first)})`);
    }
    const [used, room] = loadOf(of, machine.batch);
    if (used > room)
      report(machine.id, () => `${of.map(named).join(', ')} are more in a batch than ${machine.id} takes at once`);
  }
};

const kindOf = ({ step, row }: StepFact): string =>
  step?.family === undefined ? `item ${row.item}` : `family ${step.family}`;

/** What a batch holds and what its machine takes, counted in the smallest step of its items. */
function loadOf(
  of: readonly StepFact[],
  batch: { readonly qty: number } | { readonly steps: number },
): readonly [number, number] {
  if ('steps' in batch) return [of.length, batch.steps];
  const most = Math.max(...of.map(({ order }) => order.item.decimals));
  const load = ({ entering, order }: StepFact) => entering.low * 10 ** (most - order.item.decimals);
  return [of.reduce((sum, it) => sum + load(it), 0), batch.qty * 10 ** most];
}

/** Steps that share a batch with another. */
export const sharing = (facts: Facts): ReadonlySet<StepFact> =>
  new Set(batches(facts.steps).flatMap((of) => (of.length > 1 ? of : [])));

export const together: Rules = { batchesStartAndEndTogether, batchesFitTheirMachine };
