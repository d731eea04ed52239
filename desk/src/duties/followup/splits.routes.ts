/** Splits purchase lines over HTTP: load → decide → keep. */
import { qty } from '@hotlist/engine';
import type { FastifyInstance } from 'fastify';
import { decimalOf, decimalText, steps } from '../../house/amounts.ts';
import { instantOf } from '../../house/clock.ts';
import { faultAt, Refusal } from '../../house/errors.ts';
import { type HttpContext, serve } from '../../server/http.ts';
import { carryToPart } from '../allocations/allocations.store.ts';
import { keepPurchasePromise } from '../purchasing/promises.store.ts';
import { keepPart } from '../purchasing/splits.store.ts';
import { splitLine } from '../purchasing/splits.ts';
import { goodsCounted } from '../receiving/counted.store.ts';
import { holdLines, underWayOf } from '../receiving/notices.store.ts';
import { lineHeld } from '../receiving/receiving.store.ts';
import { requisitionFilledBy } from '../requisitions/requisitions.store.ts';
import * as contract from './splits.contract.ts';
import { becauseSplit, noOpenLine, splitDone, splitRefusals } from './splits.messages.ts';

export function splitsRoutes(app: FastifyInstance, context: HttpContext): void {
  serve(app, context, contract.splitPurchaseLine, async ({ tx, site, body }) => {
    await holdLines(tx, site.code, [body.line]);
    const line = await lineHeld(tx, site.code, body.line);
    if (!line) throw faultAt('line', body.line, noOpenLine(body.line));
    const { item, inSteps } = await goodsCounted(tx, site.code, line.item, null);
    const said = (amount: number): string => `${decimalText(amount, item.decimals)} ${item.unit.code}`;
    const part = inSteps(body.qty, 'qty');
    const underWay = steps((await underWayOf(tx, [line.id])).get(line.id) ?? 0, item.decimals, 'nearest');
    const requisition = await requisitionFilledBy(tx, site.code, line.ref);
    const seen = steps(body.seen_open, item.decimals, 'nearest');
    const decision = splitLine({ ...line, underWay, requisition }, part, seen);
    if (decision.kind === 'refuse') {
      const { open, underWay, ...values } = decision.values;
      const words = { ...values, open: said(Number(open ?? 0)), underWay: said(Number(underWay ?? 0)) };
      throw new Refusal(decision.code === 'changed' ? 409 : 422, decision.code, splitRefusals[decision.code](words));
    }
    const [stays] = decision.facts;
    if (!stays) throw new Error('a split that is taken is a fact');
    const made = await keepPart(tx, site.code, {
      id: line.id,
      ref: line.ref,
      ordered: decimalOf(stays.ordered, item.decimals),
      closed: stays.closed,
      qty: decimalOf(part, item.decimals),
      reason: body.reason || null,
    });
    const open = decimalOf(qty(stays.ordered - line.received), item.decimals);
    await carryToPart(tx, site.code, { line: line.ref, part: made.ref, stays: open }, becauseSplit(line.ref, made.ref));
    if (body.promised !== null)
      await keepPurchasePromise(tx, site.code, made, {
        date: instantOf(site.zone, body.promised, site.dueTime),
        means: made.promise_means,
        given_by: null,
        how: 'typed',
        contact: null,
        asked_by_us: false,
      });
    return { done: splitDone(line.ref, said(part), made.ref, stays.closed), part: made.ref, id: made.id };
  });
}
