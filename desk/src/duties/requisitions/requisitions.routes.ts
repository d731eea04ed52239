/** Requisitions over HTTP: load what is known → decide → keep the fact. */
import type { FastifyInstance } from 'fastify';
import { dayNumber, dayOfNumber, instantOf, later, nowAt, secondsOf, todayAt } from '../../house/clock.ts';
import { malformed, Refusal } from '../../house/errors.ts';
import { filterContextOf } from '../../server/filters.ts';
import { type Asked, type HttpContext, refuseTrainee, type Site, serve } from '../../server/http.ts';
import { plantDaysOf } from '../planning/plantdays.store.ts';
import type { WorkingDays } from '../planning/workingdays.ts';
import { barredFrom, type Deciders, decidersAt, settled } from './approving.store.ts';
import { decide, giveUp, wantedOf } from './asking.store.ts';
import { priceOf } from './prices.ts';
import * as contract from './requisitions.contract.ts';
import {
  byItsLine,
  changedMeanwhile,
  doneWords,
  faults,
  neededWords,
  notYours,
  trainee,
} from './requisitions.messages.ts';
import {
  act,
  decidedFor,
  itemKnown,
  keepRequisitions,
  type ListedRequisition,
  listRequisitions,
  lockedRequisition,
  offersOf,
  rewrite,
  standingOf,
} from './requisitions.store.ts';

const week = 7 * 86_400;

export function requisitionsRoutes(app: FastifyInstance, context: HttpContext): void {
  serve(app, context, contract.listRequisitions, async ({ tx, site, person, permissions, query }) => {
    const today = todayAt(site);
    const only = { person: person.id, all: permissions.has('orders.see') };
    const page = await listRequisitions(tx, site.code, today, only, { ...query, filtering: filterContextOf(site) });
    const deciders = await decidersAt(tx, site);
    const days = await plantDaysOf(tx, site);
    return { ...page, rows: page.rows.map((row) => shown(row, site, person, deciders, days)) };
  });

  serve(app, context, contract.decidedRequisitions, async ({ tx, site, person }) => ({
    rows: await decidedFor(tx, site.code, person.id, later(nowAt(site), -week)),
  }));

  serve(app, context, contract.aboutItem, async ({ tx, site, query: { item, needed } }) => {
    const known = await itemKnown(tx, site.code, item);
    if (!known) throw malformed([{ field: 'item', value: item, text: faults.item(item) }]);
    const offers = await offersOf(tx, site.code, item, todayAt(site));
    const { open, asked, units, ...stock } = await standingOf(tx, site.code, item, {
      now: nowAt(site),
      today: todayAt(site),
    });
    return {
      item,
      name: known.name,
      unit: known.unit,
      units,
      ...stock,
      open,
      asked,
      vendor: offers[0] ? String(offers[0].vendor) : null,
      price: priceOf(null, { offers, vendor: null, unitCost: known.unit_cost, qty: 1 }),
      needed_words: needed === undefined ? null : wordsOfDay(needed, site, await plantDaysOf(tx, site)),
    };
  });

  serve(app, context, contract.askRequisition, async ({ tx, site, person, body, confirmed }) => {
    const one = await wantedOf(tx, site, body, confirmed);
    const [made] = await keepRequisitions(tx, site.code, person, [one], body.draft ? 'draft' : 'submitted');
    if (!made) throw new Error('a requisition was kept without a number');
    return { ...made, done: doneWords[body.draft ? 'kept' : 'submitted'](made.number) };
  });

  serve(app, context, contract.changeRequisition, async ({ tx, site, person, params, body, confirmed, version }) => {
    const seen = await lockedRequisition(tx, site.code, params.id);
    if (seen.person !== person.id) throw new Refusal(403, 'not-permitted', notYours(seen.number, seen.who));
    decide('submitted', { ...seen, state: seen.now });
    if (seen.version !== version)
      throw new Refusal(409, 'changed', changedMeanwhile(seen.number), { current: { version: seen.version } });
    await rewrite(tx, seen.id, await wantedOf(tx, site, body, confirmed));
    if (!body.draft) await act(tx, seen.id, person, 'submitted');
    return { number: seen.number, done: doneWords[body.draft ? 'kept' : 'submitted'](seen.number) };
  });

  serve(app, context, contract.approveRequisition, async ({ tx, site, person, params }) => {
    const seen = await lockedRequisition(tx, site.code, params.id);
    const names = settled(person, site, seen, await decidersAt(tx, site), 'approve');
    decide('approved', { ...seen, state: seen.now });
    refuseTrainee(person, trainee);
    await act(tx, seen.id, names, 'approved');
    return { number: seen.number, done: doneWords.approved(seen.number) };
  });

  serve(app, context, contract.rejectRequisition, async ({ tx, site, person, params, body }) => {
    const seen = await lockedRequisition(tx, site.code, params.id);
    const names = settled(person, site, seen, await decidersAt(tx, site), 'reject');
    decide('rejected', { ...seen, state: seen.now });
    await act(tx, seen.id, names, 'rejected', { reason: body.reason });
    return { number: seen.number, done: doneWords.rejected(seen.number) };
  });

  serve(app, context, contract.cancelRequisition, async ({ tx, site, person, permissions, params, body }) => {
    const number = await giveUp(tx, site, { person, permissions }, { id: params.id, reason: body.reason });
    return { number, done: doneWords.cancelled(number) };
  });

  serve(app, context, contract.receiveRequisition, async ({ tx, site, person, permissions, params }) => {
    const seen = await lockedRequisition(tx, site.code, params.id);
    if (seen.person !== person.id && !permissions.has('purchasing.write'))
      throw new Refusal(403, 'not-permitted', notYours(seen.number, seen.who));
    if (seen.sort === 'item') throw new Refusal(422, 'of-an-item', byItsLine(seen.number));
    decide('received', { ...seen, state: seen.now });
    await act(tx, seen.id, person, 'received');
    return { number: seen.number, done: doneWords.received(seen.number) };
  });
}

/** Working days of the plant from today to a day, and whether it is one. */
function wordsOfDay(day: string, site: Site, days: WorkingDays): string {
  const today = todayAt(site);
  const at = (on: string, ahead = 0) =>
    days(secondsOf(instantOf(site.zone, dayOfNumber(dayNumber(on) + ahead), '00:00')));
  return neededWords(day, today, Math.max(0, Math.round(at(day) - at(today))), at(day, 1) - at(day) > 0);
}

function shown(row: ListedRequisition, site: Site, person: Asked['person'], deciders: Deciders, days: WorkingDays) {
  const { person: _, departments, acts, ...rest } = row;
  return {
    ...rest,
    departments: [...departments],
    acts: [...acts],
    needed_words: wordsOfDay(row.needed, site, days),
    barred: row.state === 'submitted' ? barredFrom(person, site, row, deciders) : null,
  };
}
