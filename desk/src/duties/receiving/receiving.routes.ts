/** Receiving over HTTP: load → decide → keep. */
import { qty } from '@hotlist/engine';
import type { FastifyInstance } from 'fastify';
import { decimalOf, decimalText, steps } from '../../house/amounts.ts';
import { dayNumber, dayOfNumber, nowAt, todayAt } from '../../house/clock.ts';
import type { Decision, Values } from '../../house/decision.ts';
import { faultAt, Refusal } from '../../house/errors.ts';
import { filterContextOf } from '../../server/filters.ts';
import { type Asked, type HttpContext, refuseTrainee, serve } from '../../server/http.ts';
import { mostOf } from '../inventory/farmore.store.ts';
import { noPlace } from '../inventory/movements.messages.ts';
import { overfullFor } from '../inventory/room.ts';
import { itemCounted } from '../items/counted.store.ts';
import { ourItem } from '../marking/vendorparts.store.ts';
import { knownVendor } from '../purchasing/purchasing.store.ts';
import { goodsCounted } from './counted.store.ts';
import { dueAtDock, foundDue } from './due.store.ts';
import { placesFor } from './putaway.store.ts';
import { receiptOf, receiptsOf } from './receipts.store.ts';
import * as contract from './receiving.contract.ts';
import * as say from './receiving.messages.ts';
import {
  itemReceived,
  keepReceipt,
  keepTakenBack,
  kindOfPlace,
  lineHeld,
  placeOfKind,
  receiptHeld,
} from './receiving.store.ts';
import {
  type Arrival,
  closesAt,
  type ReceiveCode,
  type Received,
  receive,
  receiveBlind,
  takeBack,
} from './receiving.ts';
import { keepReturnTakenBack } from './returns.store.ts';

type Tx = Asked['tx'];

export function receivingRoutes(app: FastifyInstance, context: HttpContext): void {
  serve(app, context, contract.postReceipt, async ({ tx, site, person, body, confirmed, because }) => {
    refuseTrainee(person, say.trainee);
    const line = body.line === null ? null : await lineHeld(tx, site.code, body.line);
    if (line === undefined) throw faultAt('line', body.line, say.noLine(body.line ?? ''));
    if (!line) await refuseNameless(tx, site.code, body);
    const named = body.item && (await ourItem(tx, site.code, body.item, line?.vendor ?? body.vendor));
    const code = line?.item ?? named ?? '';
    const { item, inSteps, entered } = await goodsCounted(tx, site.code, code, body.unit);
    const goods = await itemReceived(tx, site.code, item.code);
    const arrival: Arrival = {
      item: named,
      counted: inSteps(body.qty, 'qty'),
      lot: body.lot,
      expires: body.expires,
      today: todayAt(site),
      paper: body.paper_qty === null ? null : body.paper_qty === 0 ? qty(0) : inSteps(body.paper_qty, 'paper_qty'),
      damage: body.damage,
    };
    const decision = line
      ? receive(line, goods, arrival)
      : receiveBlind(goods, arrival, {
          most: await mostOf(tx, site.code, item.code),
          decimals: item.decimals,
        });
    const decided = agreed(decision, { item, confirmed, reason: body.reason });
    const place = await placeFor(tx, site.code, item.code, body.to, decided.inspect);
    const came = { item: item.code, qty: decimalOf(arrival.counted, item.decimals) };
    const id = await keepReceipt(
      tx,
      site.code,
      {
        line,
        vendor: body.vendor,
        back: null,
        item: item.code,
        decimals: item.decimals,
        qty: came.qty,
        entered: entered(body.qty),
        movedAt: nowAt(site),
        lot: body.lot,
        expires: body.expires,
        place,
        document: body.document || null,
        paperQty: arrival.paper === null ? null : decimalOf(arrival.paper, item.decimals),
        damage: body.damage || null,
        reason: body.reason || null,
        confirmed: decided.confirmed,
        overfull: overfullFor({ confirmed, because }, body.reason),
      },
      decided,
    );
    const asText = (steps: number): string => decimalText(steps, item.decimals);
    const rest = line ? line.ordered - line.received - arrival.counted : 0;
    const words = {
      qty: asText(arrival.counted),
      unit: item.unit.code,
      item: item.code,
      ref: line?.ref ?? null,
      place,
      inspect: decided.inspect,
      closes: decided.closes,
      rest: rest > 0 ? asText(rest) : null,
    };
    return { done: say.receivedWords(words), receipt: await receiptOf(tx, site.code, id) };
  });

  serve(app, context, contract.takeReceiptBack, async ({ tx, site, person, params, body }) => {
    refuseTrainee(person, say.trainee);
    const receipt = await receiptHeld(tx, site.code, params.id);
    const decision = takeBack(receipt);
    if (decision.kind !== 'accept')
      throw new Refusal(422, decision.code, say.backWords[decision.code](decision.values));
    const line = receipt.line === null ? undefined : await lineHeld(tx, site.code, receipt.line);
    const item = line && (await itemCounted(tx, site.code, receipt.item));
    const left = line ? line.received - steps(receipt.qty, item?.decimals ?? 0, 'nearest') : 0;
    const id = await keepTakenBack(tx, site.code, receipt, {
      reason: body.reason,
      movedAt: nowAt(site),
      reopens: line !== undefined && left < closesAt(line),
    });
    if (receipt.back !== null) await keepReturnTakenBack(tx, receipt.back);
    return {
      done: say.takenBackWords(receipt.id, receipt.line ?? receipt.back?.number ?? null),
      receipt: await receiptOf(tx, site.code, id),
    };
  });

  serve(app, context, contract.dockSchedule, async ({ tx, site, query }) => {
    const today = todayAt(site);
    return {
      today,
      days: query.days,
      rows: await dueAtDock(tx, site, { until: dayOfNumber(dayNumber(today) + query.days) }),
    };
  });

  serve(app, context, contract.findDue, ({ tx, site, params }) => foundDue(tx, site, params.text));

  serve(app, context, contract.listReceipts, ({ tx, site, query }) =>
    receiptsOf(tx, site.code, { ...query, sort: query.sort ?? '-posted_at', filtering: filterContextOf(site) }),
  );
}

interface Asking {
  readonly item: NonNullable<Awaited<ReturnType<typeof itemCounted>>>;
  readonly confirmed: ReadonlySet<string>;
  readonly reason: string;
}

/** What becomes of what was counted. Refuses, and asks what a named person must say, with a reason. */
export function agreed(
  decision: Decision<Received, ReceiveCode>,
  { item, confirmed, reason }: Asking,
): Received & { readonly confirmed: ReceiveCode | null } {
  if (decision.kind === 'refuse') throw refused(decision.code, decision.values);
  if (decision.kind === 'confirm') {
    const { ref = '', item: _, ...amounts } = decision.values;
    const said = Object.fromEntries(
      Object.entries(amounts).map(([name, steps]) => [
        name,
        steps === null ? null : decimalText(Number(steps), item.decimals),
      ]),
    );
    if (!confirmed.has(decision.code)) {
      const text = say.receiveWords[decision.code]({ ref, item: item.code, ...said, unit: item.unit.code });
      throw new Refusal(409, decision.code, text, { values: { confirm: decision.code, ref, ...said } });
    }
    if (reason === '') throw faultAt('reason', null, say.reasonForOver, 'reason-missing');
  }
  const [decided] = decision.facts;
  if (!decided) throw new Error('a receipt was accepted without saying what becomes of it');
  return { ...decided, confirmed: decision.kind === 'confirm' ? decision.code : null };
}

/** Without an order a delivery is told by its vendor and its paper. */
async function refuseNameless(
  tx: Tx,
  site: string,
  body: { readonly item: string | null; readonly vendor: string | null; readonly document: string },
): Promise<void> {
  if (body.item === null) throw faultAt('item', null, say.blindNeeds.item);
  if (body.vendor === null) throw faultAt('vendor', null, say.blindNeeds.vendor);
  if (body.document === '') throw faultAt('document', null, say.blindNeeds.document);
  if (!(await knownVendor(tx, site, body.vendor))) throw faultAt('vendor', body.vendor, say.noVendor(body.vendor));
}

/** To inspection where somebody has yet to look at it; else as was said, else the dock, else where it belongs. */
export async function placeFor(
  tx: Tx,
  site: string,
  item: string,
  said: string | null,
  inspect: boolean,
): Promise<string> {
  if (said !== null) {
    const kind = await kindOfPlace(tx, site, said);
    if (kind === undefined) throw faultAt('to', said, noPlace(said));
    if (inspect && kind !== 'inspection') throw faultAt('to', said, say.notForInspection(said));
    return said;
  }
  const usual = await placeOfKind(tx, site, inspect ? 'inspection' : 'dock');
  if (usual !== undefined) return usual;
  if (inspect) throw faultAt('to', null, say.noInspection);
  const [belongs] = await placesFor(tx, site, [item]);
  if (!belongs) throw faultAt('to', null, say.noPlaceAtAll);
  return belongs.place;
}

const fields: Readonly<Record<ReceiveCode, string>> = {
  'line-cancelled': 'line',
  'line-closed': 'line',
  'wrong-item': 'item',
  'far-more': 'qty',
  'over-receipt': 'qty',
  'ten-times': 'qty',
  'lot-missing': 'lot',
  'lot-unprintable': 'lot',
  'expiry-missing': 'expires',
  'expiry-without-lot': 'lot',
  expired: 'expires',
};

const refused = (code: ReceiveCode, values: Values): Refusal =>
  faultAt(fields[code], null, say.receiveWords[code](values), code);
