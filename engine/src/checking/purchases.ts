/** Purchases and moves: placed in time, from somebody who offers it, in sizes that he sells. */
import type { PlannedPurchase } from '../planning/plan.ts';
import type { Calendar, Source } from '../planning/problem.ts';
import { type Ratio, times } from '../units/units.ts';
import { dayWindows } from './clock.ts';
import { type Facts, grouped } from './facts.ts';
import type { Rule, Rules } from './rule.ts';

/** A purchase is placed now or later. */
const purchasesArePlacedFromNow: Rule = (facts, report) => {
  for (const it of facts.purchases) {
    if (it.orderAt < facts.problem.now)
      report(it.id, () => `${it.id} had to be ordered at ${facts.clock.say(it.orderAt)}, before now`);
  }
};

/** A purchase comes from a vendor who offers the item on the day of the order. */
const purchasesComeFromAValidSource: Rule = (facts, report) => {
  for (const it of facts.purchases) {
    if (offers(facts, it).length === 0)
      report(it.id, () => `${it.id}: ${it.vendor} does not offer ${it.item} at ${facts.clock.say(it.orderAt)}`);
  }
};

/** A purchase arrives after approval, vendor's working days, elapsed time and dock to stock, each on its own calendar. */
const purchasesHonourTheLeadTime: Rule = (facts, report) => {
  for (const it of facts.purchases) {
    const sources = offers(facts, it);
    if (sources.length === 0) continue;
    const earliest = Math.min(...sources.map((source) => earliestArrival(facts, source, it.orderAt)));
    if (it.arrival < earliest) {
      report(
        it.id,
        () =>
          `${it.id} arrives at ${facts.clock.say(it.arrival)}; ordered at ${facts.clock.say(it.orderAt)}, it cannot before ${facts.clock.say(earliest)}`,
      );
    }
  }
};

/** A purchase is at least the vendor's minimum, and a whole number of his packs. */
const purchasesFollowTheVendorsSizes: Rule = (facts, report) => {
  for (const it of facts.purchases) {
    const sources = offers(facts, it);
    if (sources.length > 0 && !sources.some((source) => fits(it.qty, source.min, source.multiple))) {
      report(
        it.id,
        () => `${it.id} buys ${it.qty} steps; ${it.vendor} sells from ${sources[0].min} by ${sources[0].multiple}`,
      );
    }
  }
};

/** Where the price falls with the quantity, all units cost that of the highest break that the purchase reaches, rounded once. */
const purchasesCostTheirBreak: Rule = (facts, report) => {
  for (const it of facts.purchases) {
    const sources = offers(facts, it).filter((source) => source.breaks && source.unitCost);
    // Who does not say what it costs may be right.
    if (it.cost === undefined) continue;
    const decimals = facts.items.get(it.item)?.decimals ?? 0;
    const costs = sources.map((source) => {
      const reached = (source.breaks ?? []).filter((row) => row.from <= it.qty);
      const price = reached.reduce((best, row) => (row.from > best.from ? row : best), {
        from: 0,
        unitCost: source.unitCost!,
      });
      const { num, den } = price.unitCost;
      return times(it.qty, { num, den: den * 10 ** decimals }, 'nearest');
    });
    if (!costs.includes(it.cost))
      report(
        it.id,
        () =>
          `${it.id} says that ${it.qty} steps cost ${it.cost}; ${it.vendor} asks ${costs.join(' or ') || 'one price'}`,
      );
    if (it.instead && !(it.instead.qty < it.qty && it.instead.cost > it.cost))
      report(it.id, () => `${it.id} buys ${it.qty} instead of ${it.instead?.qty} steps, and saves nothing`);
  }
};

/** A move goes where there is a way, takes its time, and is of a size that is moved. */
const movesFollowTheirWay: Rule = (facts, report) => {
  const waysTo = grouped(facts.problem.moves, (way) => way.item);
  for (const it of facts.moves) {
    const ways = (waysTo.get(it.item) ?? []).filter((way) => way.fromItem === it.fromItem);
    if (ways.length === 0) report(it.id, () => `${it.id}: nothing brings ${it.fromItem} to ${it.item}`);
    else if (!ways.some((way) => it.arrival - it.start === way.elapsed)) {
      report(it.id, () => `${it.id} takes ${it.arrival - it.start} s, not ${ways[0].elapsed} s`);
    } else if (!ways.some((way) => fits(it.qty, way.min, way.multiple))) {
      report(it.id, () => `${it.id} moves ${it.qty} steps; the way takes from ${ways[0].min} by ${ways[0].multiple}`);
    }
  }
};

export const fits = (qty: number, min: number, multiple: number): boolean =>
  qty > 0 && qty >= min && (multiple <= 1 || qty % multiple === 0);

function offers(facts: Facts, it: PlannedPurchase): readonly Source[] {
  return (facts.sourcesOf.get(it.item) ?? []).filter(
    (source) =>
      source.vendor === it.vendor &&
      (source.from ?? Number.NEGATIVE_INFINITY) <= it.orderAt &&
      it.orderAt < (source.to ?? Number.POSITIVE_INFINITY),
  );
}

/** The first second at which goods ordered then can be usable. Working days pass whole: the clock time stays, the day moves on. */
export function earliestArrival(facts: Facts, source: Source, orderAt: number): number {
  const { leadTime } = source;
  const approved = afterWorkingDays(facts, leadTime.plantCalendar, orderAt, leadTime.approvalWorkingDays ?? 0);
  const shipped = afterWorkingDays(facts, leadTime.vendorCalendar, approved, leadTime.vendorWorkingDays ?? 0);
  const there = afterWorkingDays(
    facts,
    leadTime.plantCalendar,
    shipped + leadTime.elapsed,
    leadTime.dockWorkingDays ?? 0,
  );
  return there + safety(source, facts.problem.rules.service);
}

/**
 * How late a delivery may be so that the share of all that were no later reaches the service: on time counts as 0, and each
 * late one stands for an equal part of the others.
 */
function safety({ reliability }: Source, service: Ratio | undefined): number {
  if (!reliability || !service) return 0;
  const { share, lateDays } = reliability;
  const late = [...lateDays].sort((a, b) => a - b);
  // reached ≥ service, in whole numbers: share + (1 − share) × n / late.length.
  const reached = (n: number): boolean => {
    const parts = BigInt(share.num) * BigInt(late.length) + BigInt(share.den - share.num) * BigInt(n);
    return parts * BigInt(service.den) >= BigInt(service.num) * BigInt(share.den) * BigInt(late.length);
  };
  for (let n = 0; n <= late.length; n++)
    if (late.length > 0 && reached(n)) return n === 0 ? 0 : Math.ceil(late[n - 1] * 86_400);
  return 0;
}

const MONDAY_TO_FRIDAY: Calendar = {
  id: 'Monday to Friday',
  week: [0, 1, 2, 3, 4].map((weekday) => ({ weekday, from: 0, to: 86_400 })),
  exceptions: [],
};
/** A calendar that does not work in that many days will not work at all. */
const LONGEST_CLOSURE = 3660;

function afterWorkingDays(facts: Facts, calendarId: string | undefined, at: number, days: number): number {
  if (days === 0) return at;
  const calendar = facts.calendars.get(calendarId ?? '') ?? MONDAY_TO_FRIDAY;
  if (calendar.alwaysOpen) return shiftDays(facts, at, days);
  const windows = dayWindows(calendar);
  let { day } = facts.clock.read(at);
  const first = day;
  for (let left = days; left > 0; ) {
    day++;
    if (windows(day).length > 0) left--;
    else if (day - first > LONGEST_CLOSURE + days * 7) return Number.POSITIVE_INFINITY;
  }
  return shiftDays(facts, at, day - first);
}

function shiftDays(facts: Facts, at: number, days: number): number {
  const { day, second } = facts.clock.read(at);
  return facts.clock.instant(day + days, second);
}

export const purchases: Rules = {
  purchasesArePlacedFromNow,
  purchasesComeFromAValidSource,
  purchasesHonourTheLeadTime,
  purchasesFollowTheVendorsSizes,
  purchasesCostTheirBreak,
  movesFollowTheirWay,
};
