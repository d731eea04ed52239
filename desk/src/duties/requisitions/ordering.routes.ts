/** Approved requisitions ordered from a vendor, or served from stock that is free. */
import type { FastifyInstance } from 'fastify';
import { malformed, Refusal } from '../../house/errors.ts';
import { type HttpContext, refuseTrainee, serve } from '../../server/http.ts';
import { noPlace } from '../inventory/movements.messages.ts';
import { unknownPlace } from '../inventory/movements.store.ts';
import { overfullFor } from '../inventory/room.ts';
import { knownVendor } from '../purchasing/purchasing.store.ts';
import { decide } from './asking.store.ts';
import { newOrder, openOrder, postTransfer, standingAt, writeLines } from './ordering.store.ts';
import { place, transfer } from './ordering.ts';
import * as contract from './requisitions.contract.ts';
import { doneWords, faults, noneSuch, orderRefusals, trainee, transferRefusals } from './requisitions.messages.ts';
import { act, lockedRequisition, lockedRequisitions } from './requisitions.store.ts';

export function orderingRoutes(app: FastifyInstance, context: HttpContext): void {
  serve(app, context, contract.orderRequisitions, async ({ tx, site, person, body }) => {
    refuseTrainee(person, trainee);
    const vendor = body.vendor ?? null;
    if (vendor !== null && !(await knownVendor(tx, site.code, vendor)))
      throw malformed([{ field: 'vendor', value: vendor, text: faults.vendor(vendor) }]);
    const wished = body.order ?? null;
    // The site before the requisitions, as whoever counts numbers of it.
    const open = wished === null ? undefined : await openOrder(tx, site.code, wished);
    const order = wished ?? (await newOrder(tx, site.code));
    const ids = [...new Set(body.requisitions)];
    const some = await lockedRequisitions(tx, site.code, ids);
    if (some.length < ids.length) throw new Refusal(404, 'not-found', noneSuch);
    for (const one of some) decide('ordered', { ...one, state: one.now });
    const decision = place(some, { vendor, order: wished }, open);
    if (decision.kind !== 'accept')
      throw new Refusal(422, decision.code, orderRefusals[decision.code](decision.values), { values: decision.values });
    const [placed] = decision.facts;
    if (!placed) throw new Error('an order was placed nowhere');
    await writeLines(tx, site, order, placed, some);
    for (const { number, line } of placed.lines) {
      const one = some.find((each) => each.number === number);
      if (one) await act(tx, one.id, person, 'ordered', { order: { no: order, line }, vendor: placed.vendor });
    }
    return {
      order,
      done: doneWords.ordered(
        some.map((one) => one.number),
        order,
        placed.vendor,
      ),
    };
  });

  serve(app, context, contract.transferRequisition, async (asked) => {
    const { tx, site, person, params, body } = asked;
    refuseTrainee(person, trainee);
    const stranger = await unknownPlace(tx, site.code, [body.from, body.to]);
    if (stranger !== undefined)
      throw malformed([{ field: stranger === body.from ? 'from' : 'to', value: stranger, text: noPlace(stranger) }]);
    const seen = await lockedRequisition(tx, site.code, params.id);
    decide('transferred', { ...seen, state: seen.now });
    const standing = await standingAt(tx, site, seen.item ?? '', body);
    const decision = transfer(seen, body, standing);
    if (decision.kind !== 'accept')
      throw new Refusal(422, decision.code, transferRefusals[decision.code](decision.values), {
        values: decision.values,
      });
    const [fact] = decision.facts;
    if (fact) await postTransfer(tx, site, { ...seen, item: fact.item }, body, overfullFor(asked));
    await act(tx, seen.id, person, 'transferred');
    return { number: seen.number, done: doneWords.transferred(seen.number, body.from, body.to) };
  });
}
