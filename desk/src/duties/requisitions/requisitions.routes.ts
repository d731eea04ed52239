/** Requisitions over HTTP: load what is known → decide → keep the fact. */
import type { FastifyInstance } from 'fastify';
import { decimalOf, lineValue, toMillionth } from '../../house/amounts.ts';
import { dayNumber, dayOfNumber, instantOf, later, nowAt, secondsOf, todayAt } from '../../house/clock.ts';
import { type Fault, malformed, Refusal } from '../../house/errors.ts';
import { filterContextOf } from '../../server/filters.ts';
import { type Asked, type HttpContext, refuseTrainee, type Site, serve } from '../../server/http.ts';
import { itemCounted, typedUnit } from '../items/counted.store.ts';
import { standingVersion } from '../planning/planning.store.ts';
import { plantDaysOf } from '../planning/plantdays.store.ts';
import type { WorkingDays } from '../planning/workingdays.ts';
import { knownVendor } from '../purchasing/purchasing.store.ts';
import { barredFrom, type Deciders, decidersAt, settled } from './approving.store.ts';
import { priceOf } from './prices.ts';
import * as contract from './requisitions.contract.ts';
import {
  actRefusals,
  askRefusals,
  byItsLine,
  changedMeanwhile,
  dayRefusals,
  doneWords,
  faults,
  neededWords,
  notYours,
  trainee,
} from './requisitions.messages.ts';
import {
  act,
  decidedFor,
  departmentsFor,
  itemKnown,
  keepRequisitions,
  type ListedRequisition,
  listRequisitions,
  lockedRequisition,
  mostOf,
  type NewRequisition,
  offersOf,
  rewrite,
  standingOf,
} from './requisitions.store.ts';
import { type Act, ask, may, neededBy, type Purpose, type Seen, type Sort } from './requisitions.ts';

type Tx = Asked['tx'];
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
    const seen = await lockedRequisition(tx, site.code, params.id);
    // A draft is its writer's alone.
    if (seen.person !== person.id && (seen.now === 'draft' || !permissions.has('purchasing.write')))
      throw new Refusal(403, 'not-permitted', notYours(seen.number, seen.who));
    decide('cancelled', { ...seen, state: seen.now });
    await act(tx, seen.id, person, 'cancelled', { reason: body.reason });
    return { number: seen.number, done: doneWords.cancelled(seen.number) };
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

/** Refuses what cannot be done now: the second of two is told what the first did. */
export function decide(wish: Act, seen: Seen): void {
  const decision = may(wish, seen);
  if (decision.kind === 'refuse')
    throw new Refusal(409, decision.code, actRefusals[decision.code](decision.values), { values: decision.values });
}

/** What is asked for, with all that the records say of it; refuses every fault at its field. */
async function wantedOf(tx: Tx, site: Site, body: Wanted, confirmed: ReadonlySet<string>): Promise<NewRequisition> {
  const today = todayAt(site);
  const wrong: Fault[] = [];
  const code = body.item ?? null;
  const [item, known] =
    body.sort === 'item' && code ? [await itemCounted(tx, site.code, code), await itemKnown(tx, site.code, code)] : [];
  if (body.sort === 'item' && !code) wrong.push({ field: 'item', text: faults.itemMissing });
  else if (body.sort === 'item' && !item)
    wrong.push({ field: 'item', value: code ?? '', text: faults.item(code ?? '') });
  if (body.sort !== 'item' && !body.what) wrong.push({ field: 'what', text: faults.whatMissing });
  const unit = body.unit || null;
  if (body.sort !== 'item' && !unit) wrong.push({ field: 'unit', text: faults.unitMissing });
  const typed = item && unit !== null ? await typedUnit(tx, site.code, item.code, unit) : null;
  if (typed === undefined) wrong.push({ field: 'unit', value: unit ?? '', text: faults.unit(unit ?? '') });
  const vendor = body.vendor || null;
  if (vendor !== null && !(await knownVendor(tx, site.code, vendor)))
    wrong.push({ field: 'vendor', value: vendor, text: faults.vendor(vendor) });
  const of = body.purpose === 'stock' ? null : body.of || null;
  const departments = await departmentsFor(tx, site.code, body.purpose, of);
  if (body.purpose !== 'stock' && of === null) wrong.push({ field: 'of', text: faults.ofMissing(body.purpose) });
  else if (!departments) wrong.push({ field: 'of', value: of ?? '', text: faults.of(body.purpose, of ?? '') });
  const version = item ? (await standingVersion(tx, site.code))?.id : undefined;
  const day = neededBy(body.needed, today);
  if (day.kind === 'refuse')
    wrong.push({ field: 'needed', value: body.needed, text: dayRefusals[day.code](day.values, today) });
  const most = item ? await mostOf(tx, site.code, item.code, version) : null;
  const decision = ask(body.qty, { item, typed: typed ?? null, most });
  if (decision.kind === 'refuse')
    wrong.push({
      field: decision.code === 'no-factor' ? 'unit' : 'qty',
      text: askRefusals[decision.code](decision.values),
    });
  if (wrong.length > 0 || decision.kind === 'refuse' || !departments)
    throw new Refusal(422, 'faulty', wrong[0]?.text ?? '', { faults: wrong });
  if (decision.kind === 'confirm' && !confirmed.has(decision.code))
    throw new Refusal(409, decision.code, askRefusals[decision.code](decision.values), {
      values: { ...decision.values, confirm: decision.code },
    });
  const steps = decision.facts[0]?.steps ?? null;
  const qty = item && steps !== null ? decimalOf(steps, item.decimals) : body.qty;
  const price = body.price ?? null;
  const offers = item ? await offersOf(tx, site.code, item.code, today) : [];
  const unitPrice = item
    ? priceOf(price === null ? null : toMillionth((price * body.qty) / qty), {
        offers,
        vendor,
        unitCost: known?.unit_cost ?? null,
        qty,
      })
    : price;
  // A price that was typed is of the unit that was typed: the value of it is exact.
  const value = price === null ? lineValue(unitPrice, qty, site.currency) : lineValue(price, body.qty, site.currency);
  const other = item && typed && typed.unit.code !== item.unit.code;
  return {
    sort: body.sort,
    item: item ? item.code : null,
    what: item ? null : (body.what ?? null),
    qty,
    unit: item ? item.unit.code : (unit ?? ''),
    entered_qty: other ? body.qty : null,
    entered_unit: other ? typed.unit.code : null,
    unit_price: unitPrice,
    value: value ?? null,
    purpose: body.purpose,
    of,
    departments,
    needed: body.needed,
    vendor,
    reason: body.reason,
  };
}

interface Wanted {
  readonly sort: Sort;
  readonly item?: string | null | undefined;
  readonly what?: string | null | undefined;
  readonly qty: number;
  readonly unit?: string | null | undefined;
  readonly price?: number | null | undefined;
  readonly purpose: Purpose;
  readonly of?: string | null | undefined;
  readonly needed: string;
  readonly vendor?: string | null | undefined;
  readonly reason: string;
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
