/** Which open purchase lines of a site are to be followed up, when and why, and what is paused. */
import type { Second } from '@hotlist/engine';
import type { Transaction } from 'kysely';
import { numberOf } from '../../house/amounts.ts';
import { dayNumber, dayOfNumber, instantAt, nowAt, offsetsOf, secondsOf, wallClock } from '../../house/clock.ts';
import { dayWords } from '../../house/daywords.ts';
import type { Tables } from '../../server/database/tables.ts';
import type { Site } from '../../server/http.ts';
import { plantDaysOf } from '../planning/plantdays.store.ts';
import { lateDays } from '../planning/workingdays.ts';
import { clockOf } from '../purchasing/promises.store.ts';
import { expectedAt, meansOf, type PurchaseClock, promisedFor, shipBy } from '../purchasing/purchasing.ts';
import { cadenceOfSite } from './cadence.store.ts';
import { cadenceSentence, orderSentence, whyWords } from './followup.messages.ts';
import { byConsequence, cadenceOf, type FollowedLine, nextFollowUp } from './followup.ts';
import { type Found, openLines } from './lines.store.ts';
import { pausesOf } from './pauses.store.ts';
import { comesBack, type Pause, pausing } from './pauses.ts';

/** Who asks, by the names that an item's planner may be called, and by his address. */
export interface Asks {
  readonly names: ReadonlySet<string>;
  readonly email: string;
}

/** Working days that are looked ahead. */
export const ahead = 5;

export async function followUpsOf(tx: Transaction<Tables>, site: Site, asks: Asks) {
  const plant = plantOf(site);
  const { today } = plant;
  const days = await plantDaysOf(tx, site);
  const { cadence: company, version } = await cadenceOfSite(tx, site.code);
  const pauses = await pausesOf(tx, site);
  const rows = (await openLines(tx, site.code)).flatMap((found) => {
    const { line, facts } = found;
    const dates = datesOf(found, plant.clock);
    const late = lateDays(days, secondsOf(line.need), dates.estimated);
    const followed = followedLine(found, dates, late > 0, plant);
    const next = nextFollowUp(followed, cadenceOf(facts.own, company), plant.todayNumber, ahead);
    if (!next) return [];
    const held = pausing(pauses, line);
    const estimated = instantAt(dates.estimated);
    const { contact } = facts;
    return [
      {
        ...line,
        on: comesBack(held, dayOfNumber(next.on)),
        today: held.length === 0 && next.on === plant.todayNumber,
        pauses: [...held],
        reason: next.reason,
        since: dayOfNumber(next.since),
        why: whyWords(
          next.reason,
          {
            since: dayOfNumber(next.since),
            need: line.need,
            due: dayOfNumber(followed.due),
            expected: estimated,
            promised: followed.promised !== null,
            ordered: facts.ordered_on,
            overdue: plant.todayNumber > followed.due,
            nextAction: contact?.next_action ?? null,
          },
          plant.said,
        ),
        promised: dates.promised === undefined ? null : instantAt(dates.promised),
        estimated,
        late_days: late,
        mine: contact?.who === asks.email || (line.owner !== null && asks.names.has(line.owner.toLowerCase())),
        contact: contact && withoutWho(contact),
      },
    ];
  });
  return {
    today,
    cadence: company,
    cadence_version: version,
    sentence: cadenceSentence(company),
    order: orderSentence,
    rows: rows.toSorted(byConsequence),
    pauses: pauses.map((pause) => ({ ...pause, holds: held(rows, pause) })),
  };
}

/** The lines that would be followed up within the days looked ahead, and that a pause holds. */
const held = (rows: readonly { readonly ref: string; readonly pauses: readonly Pause[] }[], { id }: Pause) =>
  rows.filter(({ pauses }) => pauses.some((one) => one.id === id)).map(({ ref }) => ref);

const withoutWho = <C extends { readonly who: string }>({ who: _, ...contact }: C) => contact;

interface Plant {
  readonly today: string;
  readonly todayNumber: number;
  readonly clock: PurchaseClock;
  /** The plant's day of a moment, counted since 1970. */
  readonly dayOf: (at: string) => number;
  /** A day, or the plant's day of a moment, as people say it. */
  readonly said: (of: string) => string;
}

function plantOf(site: Site): Plant {
  const now = nowAt(site);
  const day = (at: string): string => wallClock(site.zone, at).slice(0, 10);
  const today = day(now);
  return {
    today,
    todayNumber: dayNumber(today),
    clock: clockOf(offsetsOf(site.zone), now),
    dayOf: (at) => dayNumber(day(at)),
    said: (of) => dayWords(of.length > 10 ? day(of) : of, today),
  };
}

interface Dates {
  /** When it is usable by the word of the vendor who has it. */
  readonly promised: Second | undefined;
  readonly estimated: number;
}

function datesOf({ line, facts }: Found, clock: PurchaseClock): Dates {
  const by = { vendor: { promise_means: facts.vendor_means }, offer: facts.offer ?? undefined };
  const { promised, promise_means, shipped_at, estimated, required } = facts;
  const dates = { promised, promise_means, shipped_at, estimated, required };
  return {
    promised: facts.given_at === null ? undefined : promisedFor(dates, by, clock),
    estimated: expectedAt(dates, by, clock) ?? secondsOf(line.need),
  };
}

function followedLine({ line, facts }: Found, { promised }: Dates, late: boolean, plant: Plant): FollowedLine {
  const { contact, given_at, ordered_on } = facts;
  // What was written while the plant's clock stands at another time was not written after now.
  const wrote = (at: string): number => Math.min(plant.dayOf(at), plant.todayNumber);
  return {
    ordered: ordered_on === null ? null : dayNumber(ordered_on),
    due: plant.dayOf(promised === undefined ? line.need : instantAt(promised)),
    promised: promised === undefined || given_at === null ? null : wrote(given_at),
    leaves: leavesOn({ line, facts }, promised, plant),
    shipped: facts.shipped_at !== null,
    late,
    contact: contact && {
      on: wrote(contact.at),
      next: contact.next_at === null ? null : plant.dayOf(contact.next_at),
    },
  };
}

/** By a promise to ship, that day; else so that it is usable when due, where transit is known apart from the vendor's own days. */
function leavesOn({ line, facts }: Found, promised: Second | undefined, { clock, dayOf }: Plant): number | null {
  const means = meansOf({ promise_means: facts.promise_means }, { promise_means: facts.vendor_means });
  if (promised !== undefined && facts.promised !== null && means === 'ship') return dayOf(facts.promised);
  if (numberOf(facts.offer?.vendor_days ?? 0) <= 0) return null;
  const due = promised ?? clock.at(line.need);
  return due === undefined ? null : dayOf(instantAt(shipBy(due, facts.offer ?? undefined, clock)));
}
