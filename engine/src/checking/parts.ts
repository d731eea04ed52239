/** Parts: a step that is split over machines. */
import type { OrderFact, StepFact } from './facts.ts';
import { named } from './facts.ts';
import type { Rule, Rules } from './rule.ts';
import { stages } from './stages.ts';

/** The parts of a step are numbered from 1, no more than its machines at once, and make up what enters it. */
const partsMakeUpTheirStep: Rule = (facts, report) => {
  for (const order of facts.orders.values())
    for (const stage of stages(order)) {
      const [{ row, step, order: of }] = stage;
      if (!row.part) continue;
      const wrong = wrongWith(stage, of);
      if (wrong !== undefined) report(`${row.order} step ${row.seq}`, () => `${row.order} step ${row.seq} ${wrong}`);
      if (stage.length > (step?.split ?? 1))
        report(
          named(stage[0]),
          () => `${row.order} step ${row.seq} is in ${stage.length} parts, not in ${step?.split ?? 1} at most`,
        );
    }
};

function wrongWith(stage: readonly StepFact[], order: OrderFact): string | undefined {
  const whole = order.entering[order.steps.findIndex((it) => it === stage[0].step)] ?? { low: 0, high: 0 };
  const sum = stage.reduce((all, it) => all + (it.row.part?.qty ?? 0), 0);
  if (sum < whole.low || sum > whole.high) return `has ${sum} in its parts, not ${whole.low}`;
  if (stage.some((it, i) => it.row.part?.number !== i + 1 || it.row.part.of !== stage.length))
    return `names parts ${stage.map((it) => `${it.row.part?.number}/${it.row.part?.of}`).join(', ')}`;
  const unit = stage[0].step?.transferBatch ?? 10 ** order.item.decimals;
  const broken = stage.filter((it) => it.entering.high <= 0 || it.entering.high % unit !== 0);
  return broken.some((it) => it.entering.high <= 0) || broken.length > 1
    ? `has parts that are no whole units of ${unit}`
    : undefined;
}

/** What is under way, frozen in one part, set up, pinned or done outside is in one part, and so is what a longest gap begins or ends. */
const whatStandsIsNotSplit: Rule = (facts, report) => {
  for (const order of facts.orders.values()) {
    const all = stages(order);
    all.forEach(([it], i) => {
      if (!it.row.part) return;
      const { open, step } = it;
      if (open?.parts) return;
      const stands = open?.startedAt !== undefined || it.frozen || open?.setupDone || open?.machine !== undefined;
      const held = step?.maxGapAfter !== undefined || all[i - 1]?.[0].step?.maxGapAfter !== undefined;
      if (stands || held || step?.outside !== undefined)
        report(
          named(it),
          () =>
            `${it.row.order} step ${it.row.seq} is split, and ${held ? 'has a longest gap beside it' : 'may not be'}`,
        );
    });
  }
};

/** A step that stays in parts is in as many, but for those for which there is no machine or no unit left. */
const partsStay: Rule = (facts, report) => {
  if (!facts.problem.rules.constrained) return;
  for (const order of facts.orders.values())
    for (const stage of stages(order)) {
      const [{ row, step, open }] = stage;
      if (!open?.parts) continue;
      // Of an order under way what enters is known within bounds: what its parts say is held to them above.
      const planned = row.part && stage.reduce((sum, it) => sum + (it.row.part?.qty ?? 0), 0);
      const entering = planned ?? order.entering[order.steps.findIndex((it) => it === step)]?.low ?? 0;
      const units = Math.ceil(entering / (step?.transferBatch ?? 10 ** order.item.decimals));
      const due = Math.max(1, Math.min(open.parts.length, step?.split ?? 1, units));
      if (stage.length !== due)
        report(named(stage[0]), () => `${row.order} step ${row.seq} stays in ${due} parts and is in ${stage.length}`);
    }
};

export const parts: Rules = { partsMakeUpTheirStep, whatStandsIsNotSplit, partsStay };
