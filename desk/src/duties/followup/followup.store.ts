/** The open purchase lines of a site with what tells whether they are to be followed up. */
import { type RawBuilder, sql, type Transaction } from 'kysely';
import { numberOf } from '../../house/amounts.ts';
import {
  dayNumber,
  dayOfNumber,
  instantAt,
  nowAt,
  offsetsOf,
  secondsOf,
  todayAt,
  wallClock,
} from '../../house/clock.ts';
import { dayWords } from '../../house/daywords.ts';
import type { Row } from '../../house/kind.ts';
import type { PromiseMeans } from '../../house/promisemeans.ts';
import type { Tables } from '../../server/database/tables.ts';
import { writerNamed } from '../../server/database/writers.ts';
import type { Site } from '../../server/http.ts';
import { settingOf } from '../../server/settings.ts';
import { standing } from '../planning/planning.store.ts';
import { plantDaysOf } from '../planning/plantdays.store.ts';
import { lateDays } from '../planning/workingdays.ts';
import { clockOf } from '../purchasing/promises.store.ts';
import { expectedOf, promisedOf } from '../purchasing/purchasing.store.ts';
import { shipBy } from '../purchasing/purchasing.ts';
import { cadenceSentence, orderSentence, whyWords } from './followup.messages.ts';
import { byConsequence, cadenceFrom, cadenceOf, type FollowedLine, nextFollowUp, type OwnCadence } from './followup.ts';
import { type Pause, pausesOf } from './pauses.store.ts';

type Tx = Transaction<Tables>;

interface Found {
  readonly ref: string;
  readonly vendor: string;
  readonly vendor_name: string | null;
  readonly contact_person: string | null;
  readonly phone: string | null;
  readonly email: string | null;
  readonly item: string;
  readonly item_name: string | null;
  readonly unit: string;
  readonly owner: string | null;
  readonly qty: number;
  readonly ordered_on: string | null;
  readonly need: string;
  readonly promised: string | null;
  readonly named: string | null;
  readonly means: PromiseMeans;
  readonly given_at: string | null;
  readonly shipped_at: string | null;
  readonly estimated: string;
  readonly offer: Row | null;
  readonly hurts: number;
  readonly money: number;
  readonly contact: Contact | null;
  readonly own: OwnCadence;
}

interface Contact {
  readonly with_whom: string;
  readonly said: string;
  readonly at: string;
  readonly by: string;
  /** Signed in as. */
  readonly who: string;
  readonly next_action: string | null;
  readonly next_at: string | null;
}

/** Who asks, by the names that an item's planner may be called, and by his address. */
export interface Asks {
  readonly names: ReadonlySet<string>;
  readonly email: string;
}

/** Working days that are looked ahead. */
export const ahead = 5;

export async function followUpsOf(tx: Tx, site: Site, asks: Asks) {
  const today = todayAt(site);
  const days = await plantDaysOf(tx, site);
  const said = sayer(site, today);
  const company = cadenceFrom(await settingOf(tx, site.code, 'cadence'));
  const pauses = new Map((await pausesOf(tx, site)).map((one) => [one.ref ?? `all of ${one.vendor}`, one]));
  const rows = (await openLines(tx, site)).flatMap((found) => {
    const late = lateDays(days, secondsOf(found.need), secondsOf(found.estimated));
    const line = followed(found, late > 0, site);
    const next = nextFollowUp(line, cadenceOf(found.own, company), dayNumber(today), ahead);
    if (!next) return [];
    const held = longest(pauses.get(found.ref), pauses.get(`all of ${found.vendor}`));
    const {
      own: ______,
      named: _,
      means: __,
      given_at: ___,
      shipped_at: ____,
      ordered_on,
      offer: _____,
      contact,
      ...row
    } = found;
    return [
      {
        ...row,
        on: later(dayOfNumber(next.on), held?.until),
        today: !held && next.on === dayNumber(today),
        put_off: held ? withoutVendor(held) : null,
        reason: next.reason,
        since: dayOfNumber(next.since),
        why: whyWords(next.reason, {
          since: said(dayOfNumber(next.since)),
          need: said(found.need),
          due: said(dayOfNumber(line.due)),
          expected: said(found.estimated),
          promised: found.promised !== null,
          ordered: ordered_on && said(ordered_on),
          overdue: dayNumber(today) > line.due,
          nextAction: contact?.next_action ?? null,
        }),
        late_days: late,
        mine: contact?.who === asks.email || (row.owner !== null && asks.names.has(row.owner.toLowerCase())),
        contact: contact && withoutWho(contact),
      },
    ];
  });
  return {
    today,
    cadence: company,
    sentence: cadenceSentence(company),
    order: orderSentence,
    rows: rows.toSorted(byConsequence),
  };
}

const later = (on: string, until: string | null | undefined): string => (until && until > on ? until : on);

/** Of what puts off a line and what puts off all of its vendor the one that ends last. */
const longest = (line: Pause | undefined, all: Pause | undefined): Pause | undefined =>
  line && all ? (all.until === null || all.until > (line.until ?? '') ? all : line) : (line ?? all);

const withoutVendor = ({ vendor: _, ...pause }: Pause) => pause;
const withoutWho = ({ who: _, ...contact }: Contact) => contact;

/** A day, or the plant's day of a moment, as people say it. */
const sayer = (site: Site, today: string) => (of: string) => dayWords(of.length > 10 ? dayOf(site, of) : of, today);
const dayOf = (site: Site, at: string): string => wallClock(site.zone, at).slice(0, 10);

function followed(found: Found, late: boolean, site: Site): FollowedLine {
  const day = (at: string): number => dayNumber(dayOf(site, at));
  // What was written while the plant's clock stands at another time was not written after now.
  const wrote = (at: string): number => Math.min(day(at), dayNumber(todayAt(site)));
  const { contact, ordered_on: ordered } = found;
  return {
    ordered: ordered === null ? null : dayNumber(ordered),
    due: day(found.promised ?? found.need),
    promised: found.promised === null ? null : wrote(found.given_at ?? nowAt(site)),
    leaves: leavesOn(found, site),
    shipped: found.shipped_at !== null,
    late,
    contact: contact && { on: wrote(contact.at), next: contact.next_at === null ? null : day(contact.next_at) },
  };
}

/** By a promise to ship, that day; else so that it is usable when due, where transit is known apart from the vendor's own days. */
function leavesOn(found: Found, site: Site): number | null {
  const { named, means, offer } = found;
  if (named !== null && means === 'ship') return dayNumber(dayOf(site, named));
  if (numberOf(offer?.vendor_days ?? 0) <= 0) return null;
  const clock = clockOf(offsetsOf(site.zone), nowAt(site));
  const due = clock.at(found.promised ?? found.need);
  return due === undefined ? null : dayNumber(dayOf(site, instantAt(shipBy(due, offer ?? undefined, clock))));
}

/** Those that are not here in full and of which a need is known: by the newest plan, else as required. */
async function openLines(tx: Tx, site: Site): Promise<readonly Found[]> {
  const need: RawBuilder<string> = sql`coalesce(h.need, l.required)`;
  const { rows } = await sql<Found>`
    select concat(l.order_no, '/', l.line) as ref, l.vendor, v.name as vendor_name, v.contact as contact_person, v.phone, v.email,
      l.item, i.name as item_name, i.unit, i.planner as owner, l.qty - l.received as qty, l.ordered_on, ${need} as need,
      ${promisedOf('l')} as promised, l.promised as named, coalesce(l.promise_means, v.promise_means, 'usable') as means,
      (select p.at from purchase_promises p where p.purchase_line = l.id order by p.id desc limit 1) as given_at, l.shipped_at,
      json_build_object('acknowledge_days', v.acknowledge_days, 'confirm_days', v.confirm_days, 'ask_at_ship', v.ask_at_ship,
        'late_every_days', v.late_every_days) as own,
      coalesce(${expectedOf('l', nowAt(site))}, ${need}) as estimated, (
        select json_build_object('transit_days', o.transit_days, 'dock_days', o.dock_days, 'vendor_days', o.vendor_days) from sources o
        where o.site = l.site and o.item = l.item and o.vendor = l.vendor order by o.rank limit 1) as offer,
      coalesce(h.hurts, 0) as hurts, coalesce(h.money, 0) as money, (
        select json_build_object('with_whom', c.with_whom, 'said', c.said, 'at', c.changed_at, 'who', c.changed_by,
          'by', ${writerNamed('c.changed_by')}, 'next_action', c.next_action, 'next_at', c.next_at)
        from contacts c where c.site = l.site and c.about_kind = 'purchase_line' and c.ref = concat(l.order_no, '/', l.line)
        order by c.id desc limit 1) as contact
    from purchase_lines l
    join vendors v on v.site = l.site and v.code = l.vendor
    join items i on i.site = l.site and i.code = l.item
    left join hot_rows h on h.version = (select id from ${standing(tx, site.code)} as stands) and h.kind = 'purchase_line'
      and h.ref = concat(l.order_no, '/', l.line)
    where l.site = ${site.code} and l.state = 'open' and l.received < l.qty and ${need} is not null`.execute(tx);
  return rows;
}
