/** Substitutes allowed for one order over HTTP: the order locked → decide → keep. */
import type { FastifyInstance } from 'fastify';
import { toMillionth } from '../../house/amounts.ts';
import { nowAt, todayAt } from '../../house/clock.ts';
import { dayWords } from '../../house/daywords.ts';
import { faultAt, Refusal } from '../../house/errors.ts';
import { type HttpContext, refuseTrainee, serve } from '../../server/http.ts';
import { orderWithMaterial } from '../work/work.store.ts';
import { counted, counts } from './counted.store.ts';
import * as contract from './deviations.contract.ts';
import * as say from './deviations.messages.ts';
import { deviationsOf, endNow, keepDeviation, orderOfDeviation } from './deviations.store.ts';
import { allowed } from './deviations.ts';

export function deviationsRoutes(app: FastifyInstance, context: HttpContext): void {
  serve(app, context, contract.listDeviations, async ({ tx, site, params }) => {
    const { number } = await orderWithMaterial(tx, site.code, params.order);
    const rows = await deviationsOf(tx, site.code, number, todayAt(site));
    return { rows: rows.map(({ ended_at: _, decimals: __, of_decimals: ___, ...row }) => row) };
  });

  serve(app, context, contract.allowDeviation, async ({ tx, site, person, params, body }) => {
    refuseTrainee(person, say.trainee);
    const order = await orderWithMaterial(tx, site.code, params.order, true);
    const [mine, theirs] = [await counted({ tx, site }, body.item), await counted({ tx, site }, body.instead_of)];
    counts(body.qty, mine.decimals, body.item);
    counts(body.of_qty, theirs.decimals, body.instead_of, 'of_qty');
    const today = todayAt(site);
    const open = new Map<string, number>();
    for (const line of order.lines)
      open.set(line.item, toMillionth((open.get(line.item) ?? 0) + Math.max(0, line.qty - line.issued)));
    const standing = (await deviationsOf(tx, site.code, order.number, today)).some(
      (one) => one.state === 'stands' && one.item === body.item && one.instead_of === body.instead_of,
    );
    const decision = allowed(body, { state: order.state, today, open, standing });
    const day = dayWords(body.until, today);
    if (decision.kind !== 'accept')
      throw faultAt(
        say.allowFields[decision.code],
        null,
        say.allowRefusals[decision.code]({ ...decision.values, order: order.number, day }),
        decision.code,
      );
    const made = { at: nowAt(site), who: person.name };
    const id = await keepDeviation(tx, site.code, order.number, body, made);
    const told = { ...body, unit: mine.unit, of_unit: theirs.unit };
    return { id, done: say.allowedWords(order.number, told, day) };
  });

  serve(app, context, contract.endDeviation, async ({ tx, site, person, params }) => {
    refuseTrainee(person, say.trainee);
    const number = await orderOfDeviation(tx, site.code, params.id);
    await orderWithMaterial(tx, site.code, number, true);
    const one = (await deviationsOf(tx, site.code, number, todayAt(site))).find(({ id }) => id === params.id);
    if (!one) throw new Error(`deviation ${params.id} is of ${number}, and is not among its own`);
    if (one.state !== 'stands') throw new Refusal(422, 'over', say.overAlready(one.item, one.instead_of, one.state));
    await endNow(tx, one.id, { ended_at: nowAt(site), ended_by: person.name });
    return { done: say.endedWords(number, one.item, one.instead_of) };
  });
}
