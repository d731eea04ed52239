/** Splits purchase lines over HTTP. */
import type { FastifyInstance } from 'fastify';
import { instantOf, todayAt } from '../../house/clock.ts';
import { faultAt, Refusal } from '../../house/errors.ts';
import { farFrom, farWords } from '../../house/faryears.ts';
import { type HttpContext, serve } from '../../server/http.ts';
import { keepPurchasePromise } from '../purchasing/promises.store.ts';
import * as contract from './splits.contract.ts';
import { splitDone, splitRefusals } from './splits.messages.ts';
import { splitOff } from './splitting.store.ts';

export function splitsRoutes(app: FastifyInstance, context: HttpContext): void {
  serve(app, context, contract.splitPurchaseLine, async ({ tx, site, body }) => {
    if (body.promised !== null && farFrom(body.promised, todayAt(site)))
      throw faultAt('promised', body.promised, farWords(body.promised, todayAt(site)));
    const made = await splitOff(tx, site.code, { ...body, seenOpen: body.seen_open });
    if ('code' in made) {
      const { code, values } = made;
      const text = splitRefusals[code](values);
      if (code === 'no-such-line') throw faultAt('line', body.line, text, code);
      throw new Refusal(code === 'changed' ? 409 : 422, code, text);
    }
    if (body.promised !== null)
      await keepPurchasePromise(tx, site.code, made.part, {
        date: instantOf(site.zone, body.promised, site.dueTime),
        means: made.part.promise_means,
        given_by: null,
        how: 'typed',
        contact: null,
        asked_by_us: false,
      });
    return { done: splitDone(made), part: made.part.ref, id: made.part.id };
  });
}
