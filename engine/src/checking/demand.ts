/** Demand: each is delivered once or says why not, and its lateness is true. */
import type { Delivery } from '../planning/plan.ts';
import { grouped } from './facts.ts';
import type { Rule, Rules } from './rule.ts';

/** The deliveries of a demand add up to its quantity, to the last step. */
const everyDemandIsServedOnce: Rule = (facts, report) => {
  const rows = grouped(facts.plan.deliveries, (it) => it.demand);
  for (const demand of facts.demands.values()) {
    const total = (rows.get(demand.id) ?? []).reduce((sum, it) => sum + it.qty, 0);
    if (total !== demand.qty)
      report(demand.id, () => `${demand.id} asks for ${demand.qty} steps and is answered for ${total}`);
  }
  for (const it of facts.plan.deliveries) {
    if (it.qty < 0 || (it.qty === 0 && facts.demands.get(it.demand)?.qty !== 0)) {
      report(it.demand, () => `${it.demand} has a delivery of ${it.qty} steps`);
    }
  }
};

/** A demand that ships complete has one delivery. */
const shipCompleteShipsOnce: Rule = (facts, report) => {
  for (const [id, rows] of grouped(facts.plan.deliveries, (it) => it.demand)) {
    const demand = facts.demands.get(id);
    if (demand && demand.shipComplete !== false && rows.length > 1) {
      report(id, () => `${id} ships complete and is split into ${rows.length} deliveries`);
    }
  }
};

/** Nothing ships before now or before its earliest date. */
const nothingShipsTooEarly: Rule = (facts, report) => {
  for (const it of facts.plan.deliveries) {
    const earliest = Math.max(facts.problem.now, facts.demands.get(it.demand)?.earliest ?? Number.NEGATIVE_INFINITY);
    if (it.date !== undefined && it.date < earliest) {
      const { date } = it;
      report(it.demand, () => `${it.demand} ships at ${facts.clock.say(date)}, before ${facts.clock.say(earliest)}`);
    }
  }
};

/** Lateness is the date less the due date, and never below nothing. */
const lateFigureIsTrue: Rule = (facts, report) => {
  for (const it of facts.plan.deliveries) {
    const demand = facts.demands.get(it.demand);
    if (!demand) continue;
    const late = it.date === undefined ? 0 : Math.max(0, it.date - demand.due);
    if (it.late !== late) report(it.demand, () => `${it.demand} says ${it.late} s late, and is ${late} s late`);
  }
};

/** What could not ship sooner did not; a delivery that says so is late. */
const nothingShipsSoonerThanItCan: Rule = (facts, report) => {
  for (const { demand: id, date, late, soonest } of facts.plan.deliveries) {
    if (soonest === undefined) continue;
    if (date === undefined || late === 0) report(id, () => `${id} is not late, and says how soon it could ship`);
    else if (date < soonest)
      report(
        id,
        () => `${id} ships at ${facts.clock.say(date)}, and says no plan ships it before ${facts.clock.say(soonest)}`,
      );
  }
};

/** A late delivery has a reason that explains some of its lateness in seconds; one on time has none. */
const lateDemandsSayWhy: Rule = (facts, report) => {
  for (const it of facts.plan.deliveries) {
    if (it.date === undefined) continue;
    if (isLate(it) && !it.reasons.some((reason) => reason.seconds > 0 && reason.text !== '')) {
      report(it.demand, () => `${it.demand} is ${it.late} s late and gives no reason with an amount`);
    }
    if (!isLate(it) && it.reasons.length > 0)
      report(it.demand, () => `${it.demand} is on time and gives a reason for being late`);
  }
};

/** A demand without a date has a reason in words. */
const unservedDemandsSayWhy: Rule = (facts, report) => {
  for (const it of facts.plan.deliveries) {
    if (it.date === undefined && !it.reasons.some((reason) => reason.text !== '')) {
      report(it.demand, () => `${it.demand} has neither a date nor a reason`);
    }
  }
};

const isLate = (it: Delivery): boolean => it.late > 0;

export const demand: Rules = {
  everyDemandIsServedOnce,
  shipCompleteShipsOnce,
  nothingShipsTooEarly,
  lateFigureIsTrue,
  nothingShipsSoonerThanItCan,
  lateDemandsSayWhy,
  unservedDemandsSayWhy,
};
