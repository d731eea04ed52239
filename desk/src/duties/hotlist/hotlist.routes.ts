/** The hot list as it is asked for, moves to the top, chains, calls. */
import type { FastifyInstance } from 'fastify';
import { readDay } from '../../house/cells.ts';
import { instantOf, inUtc, isInstant, nowAt, todayAt, wallClock } from '../../house/clock.ts';
import { dayWords } from '../../house/daywords.ts';
import { malformed, Refusal } from '../../house/errors.ts';
import { mayWrite } from '../../house/kind.ts';
import type { Permission } from '../../house/permission.ts';
import { filterContextOf } from '../../server/filters.ts';
import { type Asked, type HttpContext, type Person, type Site, serve } from '../../server/http.ts';
import { setSetting } from '../../server/settings.ts';
import { lockSite } from '../../server/site-lock.ts';
import { leftAfterParts } from '../floor/left.store.ts';
import { purchaseLines } from '../purchasing/purchasing.ts';
import { chainOf } from './chain.store.ts';
import { contactsAbout, keepContact, partnerOf } from './contacts.store.ts';
import { datesMovedBy, mayMove } from './contacts.ts';
import * as contract from './hotlist.contract.ts';
import {
  contactRefusals,
  effectSentence,
  loggedWords,
  noRow,
  promisedWords,
  shippedWords,
  topRefusals,
} from './hotlist.messages.ts';
import { type HotList, HotLists } from './hotlist.store.ts';
import { keyOf, type Moment, namesOf, type Seen } from './listing.ts';
import { pageOf, ruleWords } from './page.ts';
import type { HotKind, HotRule } from './ranking.ts';
import { usualRule } from './ranking.ts';
import { dropMove, hoursOf, keepMove } from './toprow.store.ts';
import { effectOf, heldInLine, mostAtTop, mostDays, moveToTop, placeWords } from './toprow.ts';

type Tx = Asked['tx'];
interface About {
  readonly kind: HotKind;
  readonly ref: string;
}

export function hotlistRoutes(app: FastifyInstance, context: HttpContext): void {
  const lists = new HotLists();

  serve(app, context, contract.hotList, async ({ tx, site, person, query }) => {
    const list = await lists.of(tx, site);
    const wish = { ...query, names: namesOf(person), filtering: filterContextOf(site) };
    const moment = momentOf(site);
    if (!list) return pageOf(undefined, usualRule, wish, moment);
    const fresh = await lists.fresh(tx, site.code, list.version.id, query.looked);
    const page = pageOf({ ...list, ...list.seen(moment), fresh }, list.rule, wish, moment);
    const steps = page.rows.filter(({ kind }) => kind === 'operation');
    const left = await leftAfterParts(
      tx,
      site.code,
      steps.map(({ ref }) => ref),
    );
    for (const step of steps) step.left = left.get(step.ref) ?? null;
    return page;
  });

  serve(app, context, contract.setRule, async ({ tx, site, body }) => {
    const order: HotRule = body.order;
    await setSetting(tx, site.code, 'hot_list_rule', order);
    return ruleWords(order);
  });

  serve(app, context, contract.chain, async ({ tx, site, query }) => {
    const { list, row } = await found(tx, site, query);
    return chainOf(tx, list, row);
  });

  serve(app, context, contract.topEffect, async ({ tx, site, query }) => {
    const at = await found(tx, site, query);
    const effect = await effectFor(tx, at);
    return {
      effect: effectSentence(effect),
      passes: [...effect.first],
      at_top: heldInLine(at.list.standing.moves.values(), at.row, momentOf(site).now).map((move) => move.ref),
      most: mostAtTop,
    };
  });

  serve(app, context, contract.moveTop, async ({ tx, site, body }) => {
    // The fourth of a work centre must see the third.
    await lockSite(tx, site.code);
    const at = await found(tx, site, body);
    const { now } = momentOf(site);
    const held = heldInLine(at.list.standing.moves.values(), at.row, now);
    const expires = instantFrom(site, body.expires, '24:00', 'expires');
    const decision = moveToTop(at.row, held, { now, expires });
    if (decision.kind === 'refuse') {
      const values = {
        place: placeWords(at.row),
        most: decision.code === 'expiry-far' ? mostDays : mostAtTop,
        names: held.map((move) => move.ref).join(', '),
      };
      throw new Refusal(422, decision.code, topRefusals[decision.code](values));
    }
    const move = {
      kind: body.kind,
      ref: body.ref,
      work_centre: at.row.work_centre,
      reason: body.reason,
      effect: effectSentence(await effectFor(tx, at)),
      expires,
    };
    await keepMove(tx, site.code, move);
    return { reason: move.reason, effect: move.effect, expires };
  });

  serve(app, context, contract.takeBack, async ({ tx, site, query }) => ({
    taken_back: await dropMove(tx, site.code, query.kind, query.ref),
  }));

  serve(app, context, contract.listContacts, async ({ tx, site, query }) => ({
    rows: await contactsAbout(tx, site.code, query),
    partner: query.kind && query.ref ? await partnerOf(tx, site.code, query.kind, query.ref) : null,
  }));

  serve(app, context, contract.logContact, async ({ tx, site, person, permissions, body }) => {
    const newDate = body.new_date ? instantFrom(site, body.new_date, site.dueTime, 'new_date') : null;
    const moved = datesMovedBy(body.kind, body.promised);
    if (newDate !== null && !moved) throw new Refusal(422, 'no-date-here', contactRefusals.noDateHere());
    if (newDate !== null && moved && !mayMove(moved, (permission) => permissions.has(permission)))
      throw new Refusal(403, 'not-permitted', contactRefusals.dateNotAllowed(person.name, body.kind));
    if (newDate !== null && newDate < momentOf(site).today)
      throw new Refusal(422, 'date-past', contactRefusals.longPast(body.new_date ?? ''));
    const nextAt = body.next_at ? instantFrom(site, body.next_at, '08:00', 'next_at') : null;
    const shippedAt = shippedFrom(site, person, permissions, body);
    if (
      (body.means !== null || body.asked_by_us) &&
      !(newDate !== null && body.promised && body.kind === 'purchase_line')
    )
      throw new Refusal(422, 'no-promise', contactRefusals.noPromise());
    const { contact, fields, usable } = await keepContact(tx, site.code, {
      ...body,
      newDate,
      askedByUs: body.asked_by_us,
      shippedAt,
      shippedNote: body.shipped_note || null,
      nextAction: body.next_action || null,
      nextAt,
    });
    const day = (at: string) => dayWords(wallClock(site.zone, at).slice(0, 10), todayAt(site));
    const done =
      usable !== null && newDate !== null
        ? promisedWords(body.ref, day(newDate), day(usable), body.means)
        : loggedWords(body.ref, newDate === null ? null : day(newDate), fields);
    return { contact, done: shippedAt === null ? done : `${done} ${shippedWords(day(shippedAt))}` };
  });

  async function found(tx: Tx, site: Site, { kind, ref }: About) {
    const list = await lists.of(tx, site);
    const rows = list?.seen(momentOf(site)).all ?? [];
    const row = rows.find((one) => keyOf(one) === keyOf({ kind, ref }));
    if (!list || !row) throw new Refusal(404, 'not-found', noRow(kind, ref));
    return { list, rows, row };
  }
}

/** Since when a purchase line is on the way; a day alone is the hour at which a date falls due, and never to come. */
function shippedFrom(site: Site, person: Person, permissions: ReadonlySet<Permission>, body: Shipped): string | null {
  if (!body.shipped_at) {
    if (body.shipped_note) throw new Refusal(422, 'not-shipped', contactRefusals.noteAlone());
    return null;
  }
  if (body.kind !== 'purchase_line') throw new Refusal(422, 'not-shipped', contactRefusals.notShippedHere());
  if (!mayWrite(purchaseLines, 'shipped_at', (permission) => permissions.has(permission)))
    throw new Refusal(403, 'not-permitted', contactRefusals.dateNotAllowed(person.name, body.kind));
  const at = instantFrom(site, body.shipped_at, site.dueTime, 'shipped_at');
  const now = momentOf(site).now;
  const today = wallClock(site.zone, at).slice(0, 10) === todayAt(site);
  if (at > now && (isInstant(body.shipped_at) || !today))
    throw new Refusal(422, 'not-shipped', contactRefusals.notYet(body.shipped_at));
  return at > now ? now : at;
}

interface Shipped {
  readonly kind: HotKind;
  readonly shipped_at: string | null;
  readonly shipped_note: string | null;
}

async function effectFor(tx: Tx, { list, rows, row }: { list: HotList; rows: readonly Seen[]; row: Seen }) {
  const hours = row.kind === 'operation' ? await hoursOf(tx, list.version.id, row.ref) : 0;
  return effectOf(rows, row, hours);
}

function momentOf(site: Site): Moment {
  const [now, day] = [nowAt(site), todayAt(site)];
  return {
    now,
    today: instantOf(site.zone, day, '00:00'),
    tomorrow: instantOf(site.zone, day, '24:00'),
  };
}

/** A day alone, in any of the ways in which one is typed, means `time` of it on the plant's clock. */
function instantFrom(site: Site, text: string, time: string, field: string): string {
  if (isInstant(text)) return inUtc(text);
  const day = readDay('', text, { today: todayAt(site) });
  if ('fault' in day) throw malformed([{ field, value: text, text: contactRefusals.unreadableDate(text) }]);
  return instantOf(site.zone, day.value, time);
}
