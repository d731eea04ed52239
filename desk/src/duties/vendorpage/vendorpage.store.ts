/** What a vendor's link shows him, and what he says of it: his own open lines, nothing else of the company. */

import { type Second } from '@hotlist/engine';
import { type RawBuilder, sql, type Transaction } from 'kysely';
import { numberOf } from '../../house/amounts.ts';
import { instantAt, instantOf, nowAt, offsetsOf, todayAt, wallClock } from '../../house/clock.ts';
import { faultAt, Refusal } from '../../house/errors.ts';
import type { Row } from '../../house/kind.ts';
import type { PromiseMeans } from '../../house/promisemeans.ts';
import type { Tables } from '../../server/database/tables.ts';
import type { Site, VendorLink } from '../../server/http.ts';
import { clockOf } from '../purchasing/promises.store.ts';
import { shipBy } from '../purchasing/purchasing.ts';
import { holdLines, onTheWayOfLine } from '../receiving/notices.store.ts';
import { splitOff } from '../splitting/splitting.store.ts';
import {
  answerRefusals,
  answerTheQuestion,
  goodsWords,
  loggedWords,
  partLogged,
  partRefusals,
} from './vendorpage.messages.ts';
import { type LineAnswer, type LineNow, mostLines, take, type Word } from './vendorpage.ts';

type Tx = Transaction<Tables>;

/** One thing that a vendor said of a line, for the log of contacts; with a date it is a promise. */
export interface VendorWord {
  readonly ref: string;
  readonly name: string;
  readonly channel: 'acknowledgement' | 'link';
  readonly said: string;
  /** ISO 8601 UTC. */
  readonly date: string | null;
  readonly means: PromiseMeans | null;
  readonly nextAction: string | null;
  readonly nextAt: string | null;
}
/** Of the duty that keeps contacts, which knows this one no more than this one knows it. */
export type KeepsWord = (tx: Tx, site: string, word: VendorWord) => Promise<unknown>;

interface Found {
  readonly ref: string;
  readonly order_no: string;
  readonly line: number;
  readonly item: string;
  readonly item_name: string | null;
  readonly vendor_item: string | null;
  readonly unit: string;
  readonly open: number;
  readonly required: string | null;
  /** His own working days, his transit in calendar days, and our days from dock to stock, by his offer. */
  readonly offer: Row | null;
  readonly promised: string | null;
  readonly means: PromiseMeans;
  /** As the line has it; null: as the vendor's promises mean. */
  readonly own_means: PromiseMeans | null;
  readonly state: LineNow['state'];
  readonly on_the_way: readonly { readonly number: string; readonly qty: number; readonly arrives: string }[];
  readonly asks_lot: boolean;
  readonly asks_expiry: boolean;
  readonly confirmed_at: string | null;
  readonly confirmed_by: string | null;
}

const ref = sql`concat(l.order_no, '/', l.line)`;

/** Lines of the link's vendor, of its order where it is of one alone, in whatever state; what he confirmed himself, of this quantity, is told as such. */
const lines = (link: VendorLink, more: RawBuilder<unknown>): RawBuilder<Found> => sql`
  select ${ref} as ref, l.order_no, l.line, l.item, i.name as item_name, (
      select o.vendor_item from sources o where o.site = l.site and o.item = l.item and o.vendor = l.vendor and o.vendor_item is not null
      order by o.rank limit 1) as vendor_item, i.unit, greatest(l.qty - l.received, 0) as open, l.required, (
      select json_build_object('transit_days', o.transit_days, 'dock_days', o.dock_days, 'vendor_days', o.vendor_days) from sources o
      where o.site = l.site and o.item = l.item and o.vendor = l.vendor order by o.rank limit 1) as offer,
    l.promised, coalesce(l.promise_means, v.promise_means, 'usable') as means, l.promise_means as own_means, l.state,
    ${onTheWayOfLine} as on_the_way, i.asks_lot, i.asks_expiry,
    case when own.id is not null then own.at end as confirmed_at, own.given_by as confirmed_by
  from purchase_lines l
  join vendors v on v.site = l.site and v.code = l.vendor
  join items i on i.site = l.site and i.code = l.item
  left join lateral (
    select p.* from (select * from purchase_promises where purchase_line = l.id order by id desc limit 1) p
    where p.how in ('acknowledgement', 'link') and p.date = l.promised and p.means is not distinct from l.promise_means
      and p.vendor = v.id and p.qty = l.qty) own on true
  where l.site = ${link.site} and l.vendor = ${link.vendor}
    and (${link.orderNo}::text is null or l.order_no = ${link.orderNo}) and ${more}`;

/** Those of the link that are called so, in whatever state. */
export const linesCalled = async (tx: Tx, link: VendorLink, refs: readonly string[]) =>
  (await sql<Found>`${lines(link, sql`${ref} = any(${[...refs]}::text[])`)}`.execute(tx)).rows;

/** All that the page shows. */
export async function pageOf(tx: Tx, site: Site, link: VendorLink) {
  const { rows } = await sql<Found>`${lines(link, sql`l.state = 'open'`)}
    order by coalesce(l.required, l.promised), l.order_no, l.line limit ${mostLines}`.execute(tx);
  const { rows: counted } = await sql<{ all: number; vendor: string }>`
    select coalesce(v.name, v.code) as vendor, (
      select count(*)::integer from purchase_lines l where l.site = v.site and l.vendor = v.code and l.state = 'open'
        and (${link.orderNo}::text is null or l.order_no = ${link.orderNo})) as all
    from vendors v where v.site = ${link.site} and v.code = ${link.vendor}`.execute(tx);
  const day = dayOn(site);
  const clock = clockOf(offsetsOf(site.zone), nowAt(site));
  const leaves = (required: Second | undefined, offer: Row | null) =>
    required === undefined || !tellsTransit(offer) ? null : day(instantAt(shipBy(required, offer, clock)));
  return {
    company: site.name,
    vendor: counted[0]?.vendor ?? link.vendor,
    today: todayAt(site),
    until: wallClock(site.zone, link.expiresAt).slice(0, 10),
    all: counted[0]?.all ?? 0,
    lines: rows.map(({ state: _, own_means: __, offer, on_the_way: way, ...line }) => ({
      ...line,
      on_the_way: way.map((one) => ({ ...one, arrives: wallClock(site.zone, one.arrives).slice(0, 10) })),
      ship_by: leaves(clock.at(line.required), offer),
      required: day(line.required),
      promised: day(line.promised),
      confirmed_at: day(line.confirmed_at),
    })),
  };
}

/** Where the vendor's own days are not known, the transit may be all of the lead time (`sources`). */
const tellsTransit = (offer: Row | null): offer is Row => numberOf(offer?.vendor_days ?? 0) > 0;

const dayOn =
  ({ zone }: Site) =>
  (at: string | null): string | null =>
    at === null ? null : wallClock(zone, at).slice(0, 10);

interface Said {
  readonly name: string;
  readonly answers: readonly LineAnswer[];
  /** Now, on the plant's clock. */
  readonly at: string;
}

/** Takes all that was said, or nothing of it, and says of every line why. The lines are held in the order of their names. */
export async function takeAnswers(tx: Tx, site: Site, link: VendorLink, { name, answers, at }: Said, keeps: KeepsWord) {
  const today = todayAt(site);
  const named = answers.map((one) => one.ref);
  // All lines of their orders then, in the one order in which those are held.
  if (answers.some(({ act }) => act === 'part'))
    await holdLines(
      tx,
      site.code,
      (await linesCalled(tx, link, named)).map((line) => line.ref),
    );
  const { rows } = await sql<Found>`${lines(link, sql`${ref} = any(${named}::text[])`)}
    order by l.order_no, l.line for update of l`.execute(tx);
  const found = new Map(rows.map((row) => [row.ref, row]));
  const day = dayOn(site);
  const faults: { field: string; text: string; code: string }[] = [];
  const words: { readonly of: Found; readonly word: Word }[] = [];
  for (const answer of answers) {
    const of = found.get(answer.ref);
    const now = of && {
      ...of,
      required: day(of.required),
      promised: day(of.promised),
      acknowledged: of.confirmed_at !== null,
    };
    const decided = take(answer, now, today);
    if (decided.kind === 'refuse') {
      const value = String(decided.values.day ?? '');
      const text = answerRefusals[decided.code]({ ref: answer.ref, day: value, today, seen: answer.seen, now });
      faults.push({ field: answer.ref, text, code: decided.code });
    } else if (of) words.push(...decided.facts.map((word) => ({ of, word })));
  }
  const [first] = faults;
  if (first)
    throw new Refusal(first.code === 'line-changed' ? 409 : 422, first.code, first.text, {
      faults: faults.map(({ field, text }) => ({ field, text })),
    });
  // The latest contact says what is to be done next: a question is not covered by the date beside it.
  const questionsLast = words.toSorted((a, b) => Number(a.word.act === 'ask') - Number(b.word.act === 'ask'));
  for (const { of, word } of questionsLast) {
    const ref = word.qty === null ? of.ref : await partOff(tx, site, of, { ...word, qty: word.qty }, name, keeps);
    await keeps(tx, site.code, { ...wordOf(site, of, word, { name, at }), ref });
  }
  return {
    parts: words.flatMap(({ of, word: { qty } }) => (qty === null ? [] : [goodsWords(qty, of.unit, of.ref)])),
    kept: words.filter(({ word }) => word.promise !== null).length,
    asked: words.filter(({ word }) => word.act === 'ask').length,
  };
}

/** The part of a line that has a date of its own, as it is called from now on; what became of the line stands in its log. */
async function partOff(
  tx: Tx,
  site: Site,
  { ref, open }: Found,
  { qty, note }: Word & { readonly qty: number },
  name: string,
  keeps: KeepsWord,
): Promise<string> {
  const made = await splitOff(tx, site.code, { line: ref, qty, seenOpen: open, reason: note }).catch(
    (error: unknown) => {
      throw error instanceof Refusal ? faultAt(ref, String(qty), `${ref}: ${error.message}`, error.code) : error;
    },
  );
  if ('code' in made) throw faultAt(ref, String(qty), partRefusals[made.code](made.values), made.code);
  const said = partLogged(made.qty, made.part.ref);
  await keeps(tx, site.code, {
    ref,
    name,
    channel: 'link',
    said,
    date: null,
    means: null,
    nextAction: null,
    nextAt: null,
  });
  return made.part.ref;
}

function wordOf(site: Site, of: Found, { act, promise, note }: Word, { name, at }: Pick<Said, 'name' | 'at'>) {
  const asks = act === 'ask';
  return {
    ref: of.ref,
    name,
    channel: act === 'confirm' ? ('acknowledgement' as const) : ('link' as const),
    said: note === '' ? loggedWords[act] : `${loggedWords[act]} ${note}`,
    // What is confirmed keeps its hour.
    date:
      promise &&
      ((act === 'confirm' ? (of.promised ?? of.required) : null) ?? instantOf(site.zone, promise.day, site.dueTime)),
    // Nor does it write out what the vendor's promises mean anyway: nothing is changed by it.
    means: act === 'confirm' && of.promised !== null ? of.own_means : (promise?.means ?? null),
    nextAction: asks ? answerTheQuestion : null,
    nextAt: asks ? at : null,
  };
}
