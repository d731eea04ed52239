/**
 * Inputs that are hard to believe, found by named rules over the records of a site, each with the open customer lines
 * that hang on it. Pure: rows of records in, findings out. Days are plant days; instants compare as text.
 */
import { dayNumber, dayOfNumber } from '../../house/clock.ts';
import type { Row } from '../../house/kind.ts';
import { readHours, worksOn } from '../calendars/calendars.ts';
import { leftOf } from '../orders/went.ts';
import { decimalsOf } from '../planning/structure.ts';
import { beyondPlanning } from '../planning/supply.ts';
import { meansOf, namedDate } from '../purchasing/purchasing.ts';
import { isOpen } from '../work/states.ts';
import * as say from './disbelief.messages.ts';

export interface Inputs {
  readonly of: (kind: string) => readonly Row[];
  /** ISO instant, and its plant day. */
  readonly now: string;
  readonly today: string;
  /** Plant day of an instant. */
  readonly dayOf: (instant: string) => string;
}

/** What is doubted: the record that would have to be mended, and the items that suffer. */
export interface Doubt {
  readonly kind: string;
  /** The record's own words, and the code that finds it in its list. */
  readonly ref: string;
  readonly code: string;
  readonly items: readonly string[];
  readonly text: string;
  /** Customer lines it concerns by itself, whatever their items. */
  readonly lines?: readonly string[];
}

export interface Disbelief {
  readonly name: string;
  readonly words: string;
  readonly look: (inputs: Inputs) => readonly Doubt[];
}

export interface Finding extends Doubt {
  readonly rule: string;
  readonly words: string;
  readonly hurts: readonly string[];
}

const text = (value: Row[string] | undefined): string => (value === null || value === undefined ? '' : String(value));
const amount = (value: Row[string] | undefined): number => Number(value ?? 0);
const open = (rows: readonly Row[]): readonly Row[] => rows.filter((row) => row.state === 'open');
const lineRef = (row: Row): string => `${row.order_no}/${row.line}`;
const onItem = (kind: string, row: Row, sentence: string): Doubt => ({
  kind,
  ref: text(row.code),
  code: text(row.code),
  items: [text(row.code)],
  text: sentence,
});

export const disbeliefs: readonly Disbelief[] = [
  { name: 'negative-balance', words: 'Negative balances', look: negativeBalances },
  { name: 'finished-nowhere', words: 'Finished work in no stock', look: finishedInNoStock },
  { name: 'balance-too-much', words: 'More than can be planned with', look: balancesTooMuch },
  { name: 'customer-line-past', words: 'Customer lines due in the past', look: customerLinesPast },
  { name: 'purchase-line-past', words: 'Purchase lines expected in the past', look: purchaseLinesPast },
  { name: 'work-order-past', words: 'Work orders due in the past', look: workOrdersPast },
  { name: 'frozen-in-no-plan', words: 'Frozen steps that no plan has', look: frozenInNoPlan },
  { name: 'input-past', words: 'Customers’ inputs overdue', look: inputsPast },
  { name: 'promise-never-kept', words: 'Vendors whose dates do not hold', look: promisesNeverKept },
  { name: 'no-lead-time', words: 'Bought without a lead time', look: noLeadTime },
  { name: 'make-without-routing', words: 'Made without a routing', look: makeWithoutRouting },
  { name: 'buy-without-source', words: 'Bought from nobody', look: buyWithoutSource },
  { name: 'step-without-time', words: 'Steps that take no time', look: stepsWithoutTime },
  { name: 'centre-without-machine', words: 'Work centres without a machine', look: centresWithoutMachines },
  { name: 'standard-far', words: 'Standards far from actuals', look: standardsFar },
  { name: 'crew-larger', words: 'Crews larger than their workers', look: crewsLarger },
  { name: 'step-crew-larger', words: 'Steps that need more than the crew has', look: stepCrewsLarger },
  { name: 'calendar-ended', words: 'Calendars without hours ahead', look: calendarsEnded },
  { name: 'cost-zero', words: 'Unit cost 0', look: costsZero },
  { name: 'stock-expired', words: 'Expired stock', look: stockExpired },
  { name: 'dead-balance', words: 'Balances that nothing uses', look: deadBalances },
];

/** All findings, those first that hurt most open customer lines. */
export function disbelieved(inputs: Inputs, rules: readonly Disbelief[] = disbeliefs): readonly Finding[] {
  const hurtBy = linesByItem(inputs);
  return rules
    .flatMap((rule) =>
      rule.look(inputs).map((doubt) => {
        const hurts = new Set(doubt.lines ?? []);
        for (const item of doubt.items) for (const line of hurtBy(item)) hurts.add(line);
        return { ...doubt, rule: rule.name, words: rule.words, hurts: [...hurts].sort() };
      }),
    )
    .sort((a, b) => b.hurts.length - a.hurts.length || a.rule.localeCompare(b.rule) || a.ref.localeCompare(b.ref));
}

/** The open customer lines in whose structure an item stands, at any level. */
function linesByItem({ of }: Inputs): (item: string) => readonly string[] {
  const parents = new Map<string, string[]>();
  for (const row of of('components')) push(parents, text(row.component), text(row.parent));
  const ordered = new Map<string, string[]>();
  for (const row of open(of('customer_lines'))) push(ordered, text(row.item), lineRef(row));
  const known = new Map<string, readonly string[]>();
  return (item) => {
    const found = known.get(item);
    if (found) return found;
    const seen = new Set([item]);
    const lines: string[] = [];
    const ahead = [item];
    for (let one = ahead.pop(); one !== undefined; one = ahead.pop()) {
      lines.push(...(ordered.get(one) ?? []));
      for (const parent of parents.get(one) ?? [])
        if (!seen.has(parent)) {
          seen.add(parent);
          ahead.push(parent);
        }
    }
    known.set(item, lines);
    return lines;
  };
}

function push(map: Map<string, string[]>, key: string, value: string): void {
  const known = map.get(key);
  if (known) known.push(value);
  else map.set(key, [value]);
}

/** As the page names a balance: by its key, without what is empty. */
const balanceRef = (row: Row): string =>
  [row.item, row.location, row.lot, row.serial, row.container, row.owner].map(text).filter(Boolean).join('/');

function finishedInNoStock({ of, dayOf, today }: Inputs): Doubt[] {
  return of('finished_nowhere').map((row) => ({
    kind: 'work_orders',
    ref: text(row.number),
    code: text(row.number),
    items: [text(row.item)],
    text: say.finishedNowhere(text(row.number), text(row.item), amount(row.good), dayOf(text(row.posted_at)), today),
  }));
}

function negativeBalances({ of }: Inputs): Doubt[] {
  return of('stock')
    .filter((row) => amount(row.qty) < 0)
    .map((row) => ({
      kind: 'stock',
      ref: balanceRef(row),
      code: text(row.item),
      items: [text(row.item)],
      text: say.negativeBalance(text(row.item), text(row.location), amount(row.qty)),
    }));
}

function balancesTooMuch({ of }: Inputs): Doubt[] {
  return beyondPlanning(of, decimalsOf(of)).map(({ item, location, lot, qty, most }) => ({
    kind: 'stock',
    ref: balanceRef({ item, location, lot }),
    code: item,
    items: [item],
    text: say.balanceTooMuch(item, location, qty, most),
  }));
}

function customerLinesPast({ of, now, today, dayOf }: Inputs): Doubt[] {
  return open(of('customer_lines'))
    .filter((row) => text(row.due) < now && leftOf({ qty: amount(row.qty), shipped: amount(row.shipped) }) > 0)
    .map((row) => ({
      kind: 'customer_lines',
      ref: lineRef(row),
      code: text(row.order_no),
      items: [],
      lines: [lineRef(row)],
      text: say.duePast(`Customer line ${lineRef(row)}`, dayOf(text(row.due)), today),
    }));
}

function purchaseLinesPast({ of, now, today, dayOf }: Inputs): Doubt[] {
  return open(of('purchase_lines')).flatMap((row) => {
    // What was shipped is under way, and by then its date says no more.
    const expected = text(row.shipped_at ? row.estimated : namedDate(row));
    if (expected === '' || expected >= now || amount(row.received) >= amount(row.qty)) return [];
    return [
      {
        kind: 'purchase_lines',
        ref: lineRef(row),
        code: text(row.order_no),
        items: [text(row.item)],
        text: say.expectedPast(lineRef(row), text(row.vendor), dayOf(expected), today),
      },
    ];
  });
}

function workOrdersPast({ of, now, today, dayOf }: Inputs): Doubt[] {
  return of('work_orders')
    .filter((row) => isOpen(text(row.state)) && row.due !== null && text(row.due) < now)
    .map((row) => ({
      kind: 'work_orders',
      ref: text(row.number),
      code: text(row.number),
      items: [text(row.item)],
      text: say.duePast(`Work order ${row.number}`, dayOf(text(row.due)), today),
    }));
}

function frozenInNoPlan({ of }: Inputs): Doubt[] {
  const over = new Map(
    of('work_orders').flatMap((row) => (isOpen(text(row.state)) ? [] : [[text(row.number), row] as const])),
  );
  return of('work_steps').flatMap((row) => {
    const order = over.get(text(row.work_order));
    if (!order || text(row.frozen_from) === '' || row.state === 'done') return [];
    return [
      {
        kind: 'work_steps',
        ref: `${row.work_order}/${row.seq}`,
        code: text(row.work_order),
        items: [],
        text: say.frozenInNoPlan(text(row.work_order), amount(row.seq), text(order.state)),
      },
    ];
  });
}

function inputsPast({ of, now, today, dayOf }: Inputs): Doubt[] {
  const openLines = new Set(open(of('customer_lines')).map(lineRef));
  return of('customer_inputs').flatMap((row) => {
    const expected = text(row.expected ?? row.due);
    if (row.received !== null || expected >= now || !openLines.has(lineRef(row))) return [];
    return [
      {
        kind: 'customer_inputs',
        ref: `${lineRef(row)}/${row.name}`,
        code: text(row.order_no),
        items: [],
        lines: [lineRef(row)],
        text: say.inputPast(text(row.name), lineRef(row), dayOf(expected), today),
      },
    ];
  });
}

/** At least so many dated lines, all of them estimated past their promise: the vendor’s dates do not hold. */
const enough = 2;

function promisesNeverKept({ of }: Inputs): Doubt[] {
  const vendors = new Map(of('vendors').map((row) => [text(row.code), row]));
  const lines = open(of('purchase_lines')).filter(
    (row) =>
      row.promised !== null && row.estimated !== null && meansOf(row, vendors.get(text(row.vendor))) === 'usable',
  );
  const byVendor = new Map<string, Row[]>();
  for (const row of lines) {
    const known = byVendor.get(text(row.vendor));
    if (known) known.push(row);
    else byVendor.set(text(row.vendor), [row]);
  }
  return [...byVendor].flatMap(([vendor, rows]) => {
    const late = rows.map((row) => (Date.parse(text(row.estimated)) - Date.parse(text(row.promised))) / 86_400_000);
    if (rows.length < enough || late.some((days) => days <= 0)) return [];
    const median = late.sort((a, b) => a - b)[Math.floor(late.length / 2)] ?? 0;
    return [
      {
        kind: 'vendors',
        ref: vendor,
        code: vendor,
        items: [...new Set(rows.map((row) => text(row.item)))],
        text: say.neverKept(vendor, rows.length, median),
      },
    ];
  });
}

function noLeadTime({ of }: Inputs): Doubt[] {
  return of('sources')
    .filter((row) =>
      ['approval_days', 'vendor_days', 'transit_days', 'dock_days'].every((name) => amount(row[name]) === 0),
    )
    .map((row) => ({
      kind: 'sources',
      ref: `${row.item}/${row.vendor}/${row.rank}`,
      code: text(row.item),
      items: [text(row.item)],
      text: say.noLeadTime(text(row.item), text(row.vendor)),
    }));
}

function makeWithoutRouting({ of }: Inputs): Doubt[] {
  const routed = new Set(of('routing_steps').map((row) => text(row.item)));
  return of('items')
    .filter((row) => row.supply === 'make' && !routed.has(text(row.code)))
    .map((row) =>
      onItem('items', row, say.noRouting(text(row.code), row.lead_days === null ? null : amount(row.lead_days))),
    );
}

function buyWithoutSource({ of, today }: Inputs): Doubt[] {
  const offers = new Map<string, Row[]>();
  for (const row of of('sources')) {
    const known = offers.get(text(row.item));
    if (known) known.push(row);
    else offers.set(text(row.item), [row]);
  }
  return of('items').flatMap((row) => {
    if (row.supply !== 'buy') return [];
    const own = offers.get(text(row.code)) ?? [];
    if (own.some((offer) => offer.valid_to === null || text(offer.valid_to) >= today)) return [];
    const ended = own
      .map((offer) => text(offer.valid_to))
      .toSorted()
      .at(-1);
    return [onItem('items', row, say.noSource(text(row.code), ended, today))];
  });
}

function stepsWithoutTime({ of }: Inputs): Doubt[] {
  return of('routing_steps')
    .filter(
      (row) =>
        row.outside_days === null &&
        amount(row.setup_minutes) === 0 &&
        amount(row.fixed_minutes) === 0 &&
        amount(row.batch_minutes) === 0 &&
        ['', '0'].includes(text(row.run_minutes)),
    )
    .map((row) => ({
      kind: 'routing_steps',
      ref: `${row.item}/${row.seq}`,
      code: text(row.item),
      items: [text(row.item)],
      text: say.noTime(text(row.item), amount(row.seq)),
    }));
}

/** Of those in which something is made. */
function centresWithoutMachines({ of }: Inputs): Doubt[] {
  const having = new Set(of('machines').map((row) => text(row.work_centre)));
  const made = new Map<string, string[]>();
  for (const row of of('routing_steps')) push(made, text(row.work_centre), text(row.item));
  return of('work_centres').flatMap((row): Doubt[] => {
    const code = text(row.code);
    const items = [...new Set(made.get(code))];
    if (having.has(code) || items.length === 0) return [];
    return [{ kind: 'work_centres', ref: code, code, items, text: say.noMachine(code, items) }];
  });
}

/** Finished operations that must agree before they speak against a standard, and how far off is far. */
const agreeing = 3;
const far = 1.5;

function standardsFar({ of }: Inputs): Doubt[] {
  return of('step_actuals').flatMap((row) => {
    const [standard, actual] = [amount(row.standard_hours), amount(row.actual_hours)];
    if (amount(row.operations) < agreeing || (actual < standard * far && actual * far > standard)) return [];
    return [
      {
        kind: 'routing_steps',
        ref: `${row.item}/${row.seq}`,
        code: text(row.item),
        items: [text(row.item)],
        text: say.standardFar(text(row.item), amount(row.seq), amount(row.operations), standard, actual),
      },
    ];
  });
}

function itemsByCrew({ of }: Inputs): ReadonlyMap<string, readonly string[]> {
  const items = new Map<string, string[]>();
  for (const row of of('routing_steps'))
    for (const [crew] of crewsOf(row)) if (crew !== '') push(items, crew, text(row.item));
  return items;
}

/** The crews that a step takes, with how many of each: who attends it, and who sets it up where that is another. */
const crewsOf = (row: Row): readonly (readonly [crew: string, people: number])[] => [
  [text(row.crew), amount(row.crew_size)],
  [text(row.setup_crew), amount(row.setup_crew_size)],
];

function crewsLarger(inputs: Inputs): Doubt[] {
  const people = new Map<string, number>();
  for (const row of inputs.of('workers')) people.set(text(row.crew), (people.get(text(row.crew)) ?? 0) + 1);
  // Where nobody keeps a list of workers there is nothing to compare with.
  if (people.size === 0) return [];
  const items = itemsByCrew(inputs);
  return inputs.of('crews').flatMap((row) => {
    const there = people.get(text(row.code)) ?? 0;
    if (amount(row.size) <= there) return [];
    return [
      {
        kind: 'crews',
        ref: text(row.code),
        code: text(row.code),
        items: items.get(text(row.code)) ?? [],
        text: say.crewLarger(text(row.code), amount(row.size), there),
      },
    ];
  });
}

function stepCrewsLarger({ of }: Inputs): Doubt[] {
  const sizes = new Map(of('crews').map((row) => [text(row.code), amount(row.size)]));
  return of('routing_steps').flatMap((row) =>
    crewsOf(row).flatMap(([crew, people]) => {
      const size = sizes.get(crew);
      if (size === undefined || people <= size) return [];
      return [
        {
          kind: 'routing_steps',
          ref: `${row.item}/${row.seq}`,
          code: text(row.item),
          items: [text(row.item)],
          text: say.stepCrewLarger(text(row.item), amount(row.seq), crew, people, size),
        },
      ];
    }),
  );
}

/** A plant that rests longer than this has forgotten to say when it works. */
const restingDays = 28;

function calendarsEnded({ of, today }: Inputs): Doubt[] {
  const centres = new Map<string, string[]>();
  for (const row of of('work_centres')) push(centres, text(row.calendar), text(row.code));
  const items = new Map<string, string[]>();
  for (const row of of('routing_steps')) push(items, text(row.work_centre), text(row.item));
  const special = new Map(of('calendar_days').map((row) => [`${row.calendar}\n${row.day}`, text(row.hours)]));
  return of('calendars').flatMap((row) => {
    const usual = worksOn(text(row.week));
    const works = (day: string): boolean => {
      const hours = special.get(`${row.code}\n${day}`);
      if (hours === undefined) return usual?.(dayNumber(day)) ?? false;
      const read = readHours(hours);
      return !('fault' in read) && read.windows.length > 0;
    };
    if (Array.from({ length: restingDays }, (_, at) => dayAfter(today, at)).some(works)) return [];
    return [
      {
        kind: 'calendars',
        ref: text(row.code),
        code: text(row.code),
        items: (centres.get(text(row.code)) ?? []).flatMap((centre) => items.get(centre) ?? []),
        text: say.calendarEnded(text(row.code), restingDays),
      },
    ];
  });
}

const dayAfter = (day: string, days: number): string => dayOfNumber(dayNumber(day) + days);

function costsZero({ of }: Inputs): Doubt[] {
  const priced = new Set(of('sources').flatMap((row) => (amount(row.unit_cost) > 0 ? [text(row.item)] : [])));
  return of('items')
    .filter((row) => row.supply === 'buy' && amount(row.unit_cost) === 0 && !priced.has(text(row.code)))
    .map((row) => onItem('items', row, say.costZero(text(row.code))));
}

function stockExpired({ of, today }: Inputs): Doubt[] {
  return of('stock')
    .filter((row) => row.expires !== null && text(row.expires) < today && amount(row.qty) > 0)
    .map((row) => ({
      kind: 'stock',
      ref: balanceRef(row),
      code: text(row.item),
      items: [text(row.item)],
      text: say.expired(text(row.item), text(row.lot) || text(row.location), text(row.expires), today),
    }));
}

function deadBalances({ of }: Inputs): Doubt[] {
  const used = new Set([
    ...of('components').map((row) => text(row.component)),
    ...of('customer_lines').map((row) => text(row.item)),
    ...of('forecasts').map((row) => text(row.item)),
    ...of('work_materials').map((row) => text(row.item)),
  ]);
  const kept = new Set(of('items').flatMap((row) => (amount(row.safety_stock) > 0 ? [text(row.code)] : [])));
  const sums = new Map<string, number>();
  for (const row of of('stock')) sums.set(text(row.item), (sums.get(text(row.item)) ?? 0) + amount(row.qty));
  return [...sums].flatMap(([item, qty]) =>
    qty > 0 && !used.has(item) && !kept.has(item)
      ? [{ kind: 'stock', ref: item, code: item, items: [item], text: say.deadBalance(item, qty) }]
      : [],
  );
}
