/** Quantities: how long a step takes, what is started and what is drawn, to the second and to the step. */
import type { Operation } from '../planning/problem.ts';
import { times } from '../units/units.ts';
import { batches, sharing } from './batches.ts';
import { product, startedQuantity, stepRatio } from './exact.ts';
import { explodings, leadsTo } from './explode.ts';
import type { Facts, OrderFact, StepFact } from './facts.ts';
import { grouped, named } from './facts.ts';
import type { Rule, Rules } from './rule.ts';
import { stages } from './stages.ts';

/** Set-up is what the machine's previous work asks for: none in the same family, the listed changeover, or the step's own. */
const setUpFollowsThePreviousWork: Rule = (facts, report) => {
  const shared = sharing(facts);
  for (const [it, setups] of expectedSetups(facts)) {
    if (shared.has(it)) continue;
    const fits = setups.some((setup) => between(it.row.setup, scaled(setup, it)));
    if (!fits) report(named(it), () => `${named(it)} has ${it.row.setup} s of set-up, not ${setups.join(' or ')} s`);
  }
};

/**
 * Set-up and run together are (set-up + fixed + quantity × seconds per unit + seconds of every batch begun + teardown) ÷ the
 * machine's speed, rounded up once.
 */
const stepTakesItsExactTime: Rule = (facts, report) => {
  const shared = sharing(facts);
  for (const [it, setups] of expectedSetups(facts)) {
    if (shared.has(it)) continue;
    const setup = setups.find((candidate) => between(it.row.setup, scaled(candidate, it)));
    if (setup === undefined || !it.step) continue;
    const low = duration(it, it.step, setup, it.entering.low);
    const high = it.entering.high === it.entering.low ? low : duration(it, it.step, setup, it.entering.high);
    const planned = it.row.setup + it.row.run;
    if (planned < low || planned > high) {
      report(
        named(it),
        () =>
          `${named(it)} takes ${planned} s for ${it.entering.low} steps of ${it.row.item}, not ${low === high ? low : `${low} to ${high}`} s`,
      );
    }
  }
};

/**
 * A batch takes as long as the longest of its steps, with the set-up that the work before it asks for; that stands at one of
 * them, and no other takes longer.
 */
const batchTakesAsLongAsItsLongest: Rule = (facts, report) => {
  const setups = new Map(expectedSetups(facts));
  for (const of of batches(facts.steps)) {
    if (of.length < 2) continue;
    const time = (it: StepFact, setup: number, quantity: number) =>
      it.step ? duration(it, it.step, setup, quantity) : 0;
    const planned = of[0].row.setup + of[0].row.run;
    const opens = (it: StepFact) =>
      setups
        .get(it)
        ?.some(
          (setup) =>
            between(it.row.setup, scaled(setup, it)) &&
            time(it, setup, it.entering.low) <= planned &&
            planned <= time(it, setup, it.entering.high),
        );
    const within = (it: StepFact) =>
      it.row.setup + it.row.run === planned &&
      setups.get(it)?.some((setup) => time(it, setup, it.entering.low) <= planned);
    const setUp = of.filter((it) => it.row.setup > 0);
    if (setUp.length > 1 || !of.every(within) || !(setUp.length === 1 ? setUp : of).some(opens))
      report(
        named(of[0]),
        () => `${of.map(named).join(', ')} take ${planned} s as a batch, which is not what the longest takes`,
      );
  }
};

/** What an order starts covers what it must yield: divided by every yield, rounded up. */
const startedQuantityCoversTheYield: Rule = (facts, report) => {
  for (const { row, item, work, steps, entering } of facts.orders.values()) {
    const { low, high } = (work && entering[0]) || startedQuantity(row.qty, steps, item);
    if (row.qtyStarted < low || row.qtyStarted > high) {
      report(
        row.id,
        () => `${row.id} starts ${row.qtyStarted} for ${row.qty} good, not ${low === high ? low : `${low} to ${high}`}`,
      );
    }
  }
};

/** An order draws what its bill says for what enters each step: per unit, scrap, per order, in date, one of each group of alternatives. */
const componentsAsExploded: Rule = (facts, report) => {
  for (const order of facts.orders.values()) {
    const drawn = new Map<string, number>();
    for (const it of order.row.components) {
      if (it.qty !== 0) drawn.set(it.item, (drawn.get(it.item) ?? 0) + it.qty);
    }
    const candidates = explodings(facts, order);
    if (candidates.some((it) => it.allows(drawn))) continue;
    const said = [...drawn].map(([item, qty]) => `${qty} ${item}`).join(', ') || 'nothing';
    report(
      order.row.id,
      () => `${order.row.id} draws ${said}; its bill asks for ${candidates[0]?.words() ?? 'nothing'}`,
    );
  }
};

/** An order yields what its item yields beside it, by the good quantity or by what enters the step named, rounded down. */
const outputsAsYielded: Rule = (facts, report) => {
  for (const { row, item, steps, entering } of facts.orders.values()) {
    const said = new Map((row.outputs ?? []).map((it) => [it.item, it.qty as number]));
    if (said.size !== (row.outputs ?? []).length) report(row.id, () => `${row.id} yields an item twice`);
    for (const output of facts.outputsOf.get(row.item) ?? []) {
      const beside = facts.items.get(output.item);
      if (!beside) continue;
      const by = entering[steps.findIndex((it) => it.seq === output.seq)] ?? { low: row.qty, high: row.qty };
      const share = product(output.qtyPer, stepRatio(beside, item));
      const [low, high] = [times(by.low, share, 'down'), times(by.high, share, 'down')];
      const qty = said.get(output.item) ?? 0;
      if (qty < low || qty > high)
        report(
          row.id,
          () => `${row.id} yields ${qty} steps of ${output.item}, not ${low === high ? low : `${low} to ${high}`}`,
        );
      said.delete(output.item);
    }
    for (const other of said.keys()) report(row.id, () => `${row.id} yields ${other}, which ${row.item} does not`);
  }
};

/** A component is drawn when the step that consumes it starts. */
const componentsAreDrawnAtTheirStep: Rule = (facts, report) => {
  for (const order of facts.orders.values()) {
    for (const it of order.row.components) {
      const step = stages(order).find(([row]) => row.row.seq === it.seq);
      const first = step?.reduce((a, b) => (b.row.start < a.row.start ? b : a));
      const starts = first ? [first.row.start, first.from] : [order.row.start];
      if (!starts.includes(it.at)) {
        report(
          order.row.id,
          () =>
            `${order.row.id} draws ${it.item} at ${facts.clock.say(it.at)}; step ${it.seq} starts at ${facts.clock.say(starts[0])}`,
        );
      }
    }
    misplaced(facts, order, report);
  }
};

/** A bill line that names a step is drawn at that step and no other, through phantoms too. */
function misplaced(facts: Facts, order: OrderFact, report: Parameters<Rule>[1]): void {
  if (order.work?.materials || order.rows.length < 2) return;
  const first = order.steps[0]?.seq;
  const atStep = (seq: number | undefined) => (order.steps.some((it) => it.seq === seq) ? seq : first);
  const lines = facts.billOf.get(order.row.item)?.lines ?? [];
  for (const it of order.row.components) {
    const allowed = lines.filter((line) => leadsTo(facts, line.component, it.item, 0)).map((line) => atStep(line.seq));
    if (allowed.length > 0 && !allowed.includes(it.seq)) {
      report(
        order.row.id,
        () => `${order.row.id} draws ${it.item} at step ${it.seq}; its bill says step ${allowed.join(' or ')}`,
      );
    }
  }
}

interface Bounds {
  readonly low: number;
  readonly high: number;
}
const between = (value: number, { low, high }: Bounds): boolean => value >= low && value <= high;

/** A set-up on a machine with a speed is a fraction of a second at times; the step as a whole is rounded, so either side will do. */
function scaled(setup: number, { machine }: StepFact): Bounds {
  const speed = machine?.speed;
  if (!speed) return { low: setup, high: setup };
  const slow = { num: speed.den, den: speed.num };
  return { low: times(setup, slow, 'down'), high: times(setup, slow, 'up') };
}

/** ⌈(set-up + what does not grow by the piece + q × run) ÷ speed⌉ in whole numbers; q in steps of 10^decimals a unit. */
function duration(it: StepFact, step: Operation, setup: number, quantity: number): number {
  const perUnit = step.runPerUnit;
  const speed = it.machine?.speed ?? { num: 1, den: 1 };
  const den = perUnit.den * 10 ** it.order.item.decimals;
  const whole = setup + (step.runFixed ?? 0) + inBatches(step, quantity) + (step.teardown ?? 0);
  const work = whole * den + quantity * perUnit.num;
  const top = work * speed.den;
  const bottom = den * speed.num;
  if (Number.isSafeInteger(top) && Number.isSafeInteger(bottom))
    return Math.floor(top / bottom) + (top % bottom === 0 ? 0 : 1);
  const bigDen = BigInt(perUnit.den) * 10n ** BigInt(it.order.item.decimals);
  const bigTop = (BigInt(whole) * bigDen + BigInt(quantity) * BigInt(perUnit.num)) * BigInt(speed.den);
  const bigBottom = bigDen * BigInt(speed.num);
  return Number((bigTop + bigBottom - 1n) / bigBottom);
}

function inBatches({ runPerBatch }: Operation, quantity: number): number {
  if (!runPerBatch) return 0;
  const full = Math.floor(quantity / runPerBatch.qty);
  return (full * runPerBatch.qty < quantity ? full + 1 : full) * runPerBatch.seconds;
}

/** Every step with a time of its own and the set-ups that its machine's previous work allows. */
function* expectedSetups(facts: Facts): Generator<readonly [StepFact, readonly number[]]> {
  const changeover = new Map(
    facts.problem.changeovers.map((it) => [`${it.workCentre}\n${it.from}\n${it.to}`, it.setup]),
  );
  const timed = facts.steps.filter((it) => it.step && it.step.outside === undefined && !it.frozen);
  const after = (previous: StepFact | undefined, step: Operation, centre: string): number => {
    if (step.family === undefined || previous?.step?.family === undefined) return step.setup;
    if (step.family === previous.step.family) return 0;
    return changeover.get(`${centre}\n${previous.step.family}\n${step.family}`) ?? step.setup;
  };
  const inOrder = grouped(
    facts.steps.filter((it) => it.machine),
    (it) => it.row.machine ?? '',
  );
  const previousOf = new Map<StepFact, readonly StepFact[]>();
  for (const steps of inOrder.values()) {
    if (!steps.some((it) => it.step?.family !== undefined)) continue;
    steps.sort((a, b) => a.row.start - b.row.start || a.row.end - b.row.end);
    const single = facts.problem.rules.constrained && steps[0]?.machine?.capacity === 1;
    steps.forEach((it, i) => {
      if (it.step?.family === undefined) return;
      // With room for several at once the plan does not say whose place a step takes: any earlier one will do.
      // What shares its batch does not come before it.
      let last = i;
      while (it.row.batch !== undefined && last > 0 && steps[last - 1].row.batch === it.row.batch) last--;
      previousOf.set(it, steps.slice(single ? Math.max(0, last - 1) : 0, last));
    });
  }
  for (const it of timed) {
    if (!it.step) continue;
    if (it.open?.setupDone) yield [it, [0]];
    else {
      const previous = previousOf.get(it) ?? [];
      const centre = it.machine?.workCentre ?? '';
      const single = facts.problem.rules.constrained && it.machine?.capacity === 1 && previous.length > 0;
      const own = single ? [] : [it.step.setup];
      const step = it.step;
      const running = it.open?.startedAt === undefined ? [] : [0];
      yield [it, [...new Set([...own, ...previous.map((before) => after(before, step, centre)), ...running])]];
    }
  }
}

export const quantities: Rules = {
  batchTakesAsLongAsItsLongest,
  setUpFollowsThePreviousWork,
  stepTakesItsExactTime,
  startedQuantityCoversTheYield,
  componentsAsExploded,
  outputsAsYielded,
  componentsAreDrawnAtTheirStep,
};
