/** Seeking over HTTP: what is known is read, what somebody found out is kept; what was found moves by the ledger. */
import type { FastifyInstance } from 'fastify';
import { present } from '../../house/clock.ts';
import { faultAt } from '../../house/errors.ts';
import { type Asked, type HttpContext, refuseTrainee, serve } from '../../server/http.ts';
import { lockSite } from '../../server/site-lock.ts';
import { countRulesOf, itemClasses } from '../counting/programme.store.ts';
import { binKey, keepSheet, onOpenSheets, sheetCalled } from '../counting/sheets.store.ts';
import { noItem, noPlace } from '../inventory/movements.messages.ts';
import { moveBy, moveContainerBy } from '../inventory/movements.routes.ts';
import { unknownPlace } from '../inventory/movements.store.ts';
import { soughtAndFound } from '../inventory/room.ts';
import * as contract from './seeking.contract.ts';
import * as say from './seeking.messages.ts';
import { bookedOf, isItem, keepLook, looksOf, movedLast, namedPlaces, soughtNow, wantedOf } from './seeking.store.ts';
import { foundAt, likelyPlaces, lookedInVain, type Sought, soughtCalled } from './seeking.ts';

type Tx = Asked['tx'];

export function seekingRoutes(app: FastifyInstance, context: HttpContext): void {
  serve(app, context, contract.whereabouts, async ({ tx, site, query }) => {
    const sought = { ...query, item: query.item ?? null };
    if (soughtCalled(sought) === '') throw faultAt('item', null, say.nothingNamed);
    await refuseUnknown(tx, site.code, sought.item, null);
    const booked = await bookedOf(tx, site.code, sought);
    const movements = await movedLast(tx, site.code, sought);
    const items = sought.item === null ? [...new Set([...booked, ...movements].map((one) => one.item))] : [sought.item];
    const looks = await looksOf(tx, site.code, sought);
    const named = await namedPlaces(tx, site.code, sought, items);
    const bookedAt = booked.filter(({ qty }) => qty > 0).map(({ location }) => location);
    return {
      booked: booked.map((one) => ({ ...one, looked: lookedInVain(looks, one.location) })),
      movements: [...movements],
      wanted: [...(await wantedOf(tx, site.code, items, sought.lot))],
      likely: likelyPlaces(named, bookedAt, looks).map(({ location, reasons, looked }) => ({
        location,
        looked,
        reasons: reasons.map((one) => ({ rule: one.rule, text: say.reasonWords(one), at: one.at, who: one.who })),
      })),
      looks: [...looks],
      sought: looks[0]?.outcome === 'not found',
    };
  });

  serve(app, context, contract.listSought, async ({ tx, site }) => ({ rows: [...(await soughtNow(tx, site.code))] }));

  serve(app, context, contract.lookInVain, async ({ tx, site, person, body }) => {
    const { location, note, ...sought } = body;
    await refuseUnsaid(tx, site.code, sought, location);
    await keepLook(tx, site.code, sought, person, { outcome: 'not found', location, note: note || null });
    return { done: say.lookedWords(say.soughtWords(sought), location) };
  });

  serve(app, context, contract.giveUp, async ({ tx, site, person, body }) => {
    const { note, ...sought } = body;
    await refuseUnsaid(tx, site.code, sought, null);
    const [last] = await looksOf(tx, site.code, sought);
    if (last?.outcome !== 'not found')
      throw faultAt('item', null, say.nobodySeeks(say.soughtWords(sought)), 'not-sought');
    await keepLook(tx, site.code, sought, person, { outcome: 'given up', location: null, note });
    return { done: say.givenUpWords(say.soughtWords(sought)) };
  });

  serve(app, context, contract.foundHere, async (asked) => {
    const { tx, site, person, body } = asked;
    refuseTrainee(person, say.trainee);
    const { location, from, qty, reason: said, ...sought } = body;
    await refuseUnsaid(tx, site.code, sought, location);
    const reason = said || say.foundReason;
    const reference = { kind: soughtAndFound, key: soughtCalled(sought), part: null };
    // Two who find the same do not pass each other.
    await lockSite(tx, site.code);
    const [last] = await looksOf(tx, site.code, sought);
    const booked = await bookedOf(tx, site.code, sought);
    const decision = foundAt(sought, { location, from, qty }, booked, last, present());
    if (decision.kind !== 'accept')
      throw faultAt(
        fieldOf[decision.code],
        null,
        say.foundRefusals[decision.code](decision.values, say.soughtWords(sought)),
        decision.code,
      );
    const [fact] = decision.facts;
    if (!fact) throw new Error('a find was accepted without saying what becomes of it');
    const post = async (): Promise<string> => {
      if (fact.act === 'lies') return say.liesThere(say.soughtWords(sought), location);
      if (fact.act === 'container')
        return (await moveContainerBy(asked, sought.container, { to: location, moved_at: null, reason }, reference))
          .done;
      const { act, item, book, qty: much } = fact;
      const goods = { ...book, item, from: book.location, to: location, qty: much, reason };
      // Found without the container in which the books have it, it was taken out of it.
      const unsaid = { to_container: sought.container === '' ? '' : null, unit: null, moved_at: null };
      return (await moveBy(asked, { ...goods, ...unsaid, act }, reference)).done;
    };
    const done = await post();
    await keepLook(tx, site.code, sought, person, { outcome: 'found', location, note: said || null });
    return { done: say.foundWords(done) };
  });

  serve(app, context, contract.countSought, async ({ tx, site, person, body: { item, location } }) => {
    // Two who ask for the same count do not pass each other.
    await lockSite(tx, site.code);
    await refuseUnknown(tx, site.code, item, location);
    const open = (await onOpenSheets(tx, site.code)).get(binKey({ item, location }));
    if (open !== undefined)
      return { done: say.countStands(sheetCalled(open), item, location), sheet: sheetCalled(open), id: open };
    const classes = await itemClasses(tx, site, await countRulesOf(tx, site.code));
    const { id } = await keepSheet(tx, site.code, person, {
      origin: 'choice',
      note: say.soughtNote(item),
      lines: [{ item, location, class: classes.get(item) ?? 'C', why: say.soughtWhy }],
    });
    return { done: say.countMade(sheetCalled(id), item, location), sheet: sheetCalled(id), id };
  });
}

const fieldOf = {
  'not-booked': 'from',
  'more-than-booked': 'qty',
  'how-much': 'qty',
  'found-already': 'location',
} as const;

async function refuseUnsaid(tx: Tx, site: string, sought: Sought, location: string | null): Promise<void> {
  if (sought.item === null && sought.container === '') throw faultAt('item', null, say.nothingNamed);
  await refuseUnknown(tx, site, sought.item, location);
}

async function refuseUnknown(tx: Tx, site: string, item: string | null, location: string | null): Promise<void> {
  if (item !== null && !(await isItem(tx, site, item))) throw faultAt('item', item, noItem(item));
  const place = await unknownPlace(tx, site, [location]);
  if (place !== undefined) throw faultAt('location', place, noPlace(place));
}
