/** Customers' returns over HTTP: load → decide → keep. */
import type { Qty } from '@hotlist/engine';
import type { FastifyInstance } from 'fastify';
import { sql } from 'kysely';
import { decimalOf, decimalText } from '../../house/amounts.ts';
import { nowAt, todayAt } from '../../house/clock.ts';
import type { Decision, Values } from '../../house/decision.ts';
import { faultAt, Refusal } from '../../house/errors.ts';
import { type Asked, type HttpContext, refuseTrainee, serve } from '../../server/http.ts';
import { overfullFor } from '../inventory/room.ts';
import { goodsCounted } from './counted.store.ts';
import { placesFor } from './putaway.store.ts';
import { trainee } from './receiving.messages.ts';
import { keepReceipt } from './receiving.store.ts';
import * as contract from './returns.contract.ts';
import * as say from './returns.messages.ts';
import {
  keepDecision,
  keepReturn,
  knownCustomer,
  lineSold,
  lyingIn,
  quarantine,
  returnHeld,
  turnReturn,
  usableStore,
} from './returns.store.ts';
import { decideReturn, endReturn, receiveReturn, sendBack } from './returns.ts';
import { returnsOf } from './returnslist.store.ts';

type Goods = Awaited<ReturnType<typeof goodsCounted>>['item'];
type Code = keyof typeof say.returnWords;

export function returnsRoutes(app: FastifyInstance, context: HttpContext): void {
  serve(app, context, contract.listReturns, async ({ tx, site }) => ({ rows: await returnsOf(tx, site, sql`true`) }));

  serve(app, context, contract.announceReturn, async (asked) => {
    const { site, body } = asked;
    if (body.expected !== null && body.expected < todayAt(site))
      throw faultAt('expected', body.expected, say.dayGone(body.expected));
    const { kept, customer } = await judgedAndKept(asked, { ...body, announced: true });
    return { done: say.announcedWords(kept.number, customer, body.expected), return: await one(asked, kept.number) };
  });

  serve(app, context, contract.receiveUnannounced, async (asked) => {
    const { tx, site, person, body } = asked;
    refuseTrainee(person, trainee);
    const place = await placeApart(tx, site.code, body.to);
    const { kept, item, qty, entered } = await judgedAndKept(asked, { ...body, expected: null, announced: false });
    const receipt = await keepReceipt(
      tx,
      site.code,
      {
        ...plain(asked, item, qty),
        back: kept,
        entered,
        lot: body.lot,
        serial: body.serial,
        place,
        reason: body.reason,
      },
      blank,
    );
    const words = { number: kept.number, qty: decimalText(qty, item.decimals), unit: item.unit.code, item: item.code };
    return {
      done: say.returnedWords({ ...words, place, announced: false, rest: null }),
      return: await one(asked, kept.number),
      receipt,
    };
  });

  serve(app, context, contract.receiveAnnounced, async (asked) => {
    const { tx, site, person, params, body } = asked;
    refuseTrainee(person, trainee);
    const held = await returnHeld(tx, site.code, params.number);
    const line = held.line === null ? null : ((await lineSold(tx, site.code, { id: held.line })) ?? null);
    const { item, inSteps, entered } = await goodsCounted(tx, site.code, held.item, body.unit);
    const counted = inSteps(body.qty, 'qty');
    const lot = body.lot ?? held.lot;
    const serial = body.serial ?? held.serial;
    const arrived = { item: body.item, counted, piece: piece(item), lot, serial };
    const { fact, confirmed } = answered(receiveReturn(held, line, arrived), asked, item, body.reason, 'reason');
    const place = await placeApart(tx, site.code, body.to);
    const receipt = await keepReceipt(
      tx,
      site.code,
      {
        ...plain(asked, item, counted),
        back: held,
        entered: entered(body.qty),
        lot,
        serial,
        place,
        document: body.document || null,
        reason: body.reason || null,
        confirmed,
      },
      blank,
    );
    if (fact.closes) await turnReturn(tx, held.id, 'closed');
    const rest = held.qty - held.received - counted;
    const words = { number: held.number, qty: decimalText(counted, item.decimals), unit: item.unit.code };
    return {
      done: say.returnedWords({
        ...words,
        item: item.code,
        place,
        announced: true,
        rest: rest > 0 ? decimalText(rest, item.decimals) : null,
      }),
      return: await one(asked, held.number),
      receipt,
    };
  });

  serve(app, context, contract.endReturn, async (asked) => {
    const { tx, site, params, body } = asked;
    const held = await returnHeld(tx, site.code, params.number);
    const decision = endReturn(held);
    if (decision.kind !== 'accept')
      throw new Refusal(422, decision.code, say.returnWords[decision.code](decision.values));
    const state = decision.facts[0] ?? 'cancelled';
    await turnReturn(tx, held.id, state, body.reason);
    return { done: say.endedWords(held.number, state), return: await one(asked, held.number) };
  });

  serve(app, context, contract.decideReturn, async (asked) => {
    const { tx, site, person, params, body } = asked;
    refuseTrainee(person, trainee);
    const held = await returnHeld(tx, site.code, params.number);
    const lying = await lyingIn(tx, held, body.receipt);
    const { item, inSteps } = await goodsCounted(tx, site.code, held.item, null);
    const { outcome, note } = body;
    const qty = inSteps(body.qty, 'qty');
    const decision = decideReturn(lying, { outcome, qty, note });
    if (decision.kind !== 'accept') {
      const field = decision.code === 'note-missing' ? 'note' : decision.code === 'more-than-left' ? 'qty' : 'receipt';
      throw faultAt(field, null, say.decideWords[decision.code](inWords(decision.values, item)), decision.code);
    }
    const leaves = decision.facts[0]?.leaves ?? false;
    const to = outcome === 'stock' ? await storeFor(tx, site.code, held.item, body.to) : null;
    const amount = decimalOf(qty, item.decimals);
    await keepDecision(tx, site.code, held.number, lying, {
      outcome,
      qty: amount,
      to,
      leaves,
      note: note || null,
      movedAt: nowAt(site),
      overfull: overfullFor(asked, note),
      person,
    });
    return {
      done: say.decidedWords(`${decimalText(qty, item.decimals)} ${item.unit.code}`, held.number, outcome, to),
      return: await one(asked, held.number),
    };
  });
}

const blank = { inspect: true, closes: false, discrepancies: [] } as const;
const piece = (item: Goods): Qty => (10 ** item.decimals) as Qty;

/** What every receipt of a return says. */
const plain = (asked: Pick<Asked, 'site' | 'confirmed' | 'because'>, item: Goods, counted: Qty) => ({
  line: null,
  vendor: null,
  item: item.code,
  decimals: item.decimals,
  qty: decimalOf(counted, item.decimals),
  movedAt: nowAt(asked.site),
  overfull: overfullFor(asked),
  expires: null,
  document: null,
  paperQty: null,
  damage: null,
  confirmed: null,
});

async function one({ tx, site }: Pick<Asked, 'tx' | 'site'>, number: string) {
  const [row] = await returnsOf(tx, site, sql`c.number = ${number}`);
  if (!row) throw new Error(`return ${number} was kept and is not there`);
  return row;
}

interface Said {
  readonly customer: string | null;
  readonly line: string | null;
  readonly item: string | null;
  readonly qty: number;
  readonly unit: string | null;
  readonly reason: string;
  readonly lot: string;
  readonly serial: string;
  readonly said: string;
  readonly expected: string | null;
  readonly announced: boolean;
}

/** Judges what somebody says a customer sends back, and keeps it under its number. */
async function judgedAndKept(asked: Pick<Asked, 'tx' | 'site' | 'confirmed'>, said: Said) {
  const { tx, site } = asked;
  const line = said.line === null ? null : await lineSold(tx, site.code, { ref: said.line });
  if (line === undefined) throw faultAt('line', said.line, say.noCustomerLine(said.line ?? ''));
  const customer = said.customer ?? line?.customer ?? null;
  if (customer === null || !(await knownCustomer(tx, site.code, customer)))
    throw faultAt('customer', customer, customer === null ? say.whoseNeeded : say.noCustomer(customer));
  const code = said.item ?? line?.item ?? null;
  if (code === null) throw faultAt('item', null, say.itemNeeded);
  const { item, inSteps, entered } = await goodsCounted(tx, site.code, code, said.unit);
  const { reason, lot, serial, expected, announced } = said;
  const qty = inSteps(said.qty, 'qty');
  const back = { customer, item: item.code, qty, piece: piece(item), lot, serial };
  const { confirmed } = answered(sendBack(back, line), asked, item, said.said, 'said');
  const kept = await keepReturn(tx, site.code, {
    customer,
    line: line?.id ?? null,
    item: item.code,
    qty: decimalOf(qty, item.decimals),
    reason,
    lot,
    serial,
    expected,
    announced,
    confirmed,
    said: said.said || null,
  });
  return { kept, customer, item, qty, entered: entered(said.qty) };
}

const fields: Readonly<Partial<Record<Code, string>>> = {
  'other-customer': 'customer',
  'other-item': 'item',
  'wrong-item': 'item',
  'not-one': 'serial',
  'lot-unprintable': 'lot',
};

/** Amounts as they are read. */
const inWords = (values: Values, item: Goods): Values => ({
  ...Object.fromEntries(
    Object.entries(values).map(([name, value]) => [
      name,
      typeof value === 'number' && name !== 'receipt' ? decimalText(value, item.decimals) : value,
    ]),
  ),
  unit: item.unit.code,
});

/** The fact that was decided; asks what is to be confirmed, which needs a reason. */
function answered<Fact, C extends Code>(
  decision: Decision<Fact, C>,
  { confirmed }: Pick<Asked, 'confirmed'>,
  item: Goods,
  reason: string,
  field: string,
): { readonly fact: Fact; readonly confirmed: C | null } {
  if (decision.kind !== 'accept') {
    const values = inWords(decision.values, item);
    const text = say.returnWords[decision.code](values);
    if (decision.kind === 'refuse') throw faultAt(fields[decision.code] ?? 'qty', null, text, decision.code);
    if (!confirmed.has(decision.code))
      throw new Refusal(409, decision.code, text, { values: { confirm: decision.code, ...values } });
    if (reason === '') throw faultAt(field, null, say.reasonForMore, 'reason-missing');
  }
  const [fact] = decision.facts;
  if (fact === undefined) throw new Error('a return was accepted without saying what becomes of it');
  return { fact, confirmed: decision.kind === 'confirm' ? decision.code : null };
}

async function placeApart(tx: Asked['tx'], site: string, said: string | null): Promise<string> {
  const place = await quarantine(tx, site, said);
  if (place === undefined) throw faultAt('to', said, said === null ? say.noQuarantine : say.notApart(said));
  return place;
}

async function storeFor(tx: Asked['tx'], site: string, item: string, said: string | null): Promise<string> {
  const place = said ?? (await placesFor(tx, site, [item]))[0]?.place;
  if (place === undefined) throw faultAt('to', null, say.noStore);
  if (!(await usableStore(tx, site, place))) throw faultAt('to', place, say.notUsable(place));
  return place;
}
