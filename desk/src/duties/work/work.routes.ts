/** The life of a work order by hand. */
import type { FastifyInstance } from 'fastify';
import { todayAt } from '../../house/clock.ts';
import { type HttpContext, serve } from '../../server/http.ts';
import { resizeWorkOrder, splitWorkOrder } from './sizes.store.ts';
import { releaseOrder, resizeOrder, splitOrder } from './work.contract.ts';
import { releasedWords, resizedWords, splitWords } from './work.messages.ts';
import { releaseWorkOrders } from './work.store.ts';

export function workRoutes(app: FastifyInstance, context: HttpContext): void {
  serve(app, context, releaseOrder, async ({ tx, site, params: { number } }) => {
    await releaseWorkOrders(tx, site.code, [number], todayAt(site));
    return { number, state: 'released' as const, done: releasedWords(number) };
  });
  serve(app, context, resizeOrder, async ({ tx, site, params: { number }, body }) => {
    await resizeWorkOrder(tx, site.code, number, body, todayAt(site));
    return { number, qty: body.to, done: resizedWords(number, body.from, body.to) };
  });
  serve(app, context, splitOrder, async ({ tx, site, params: { number }, body }) => {
    const { rest, qty } = await splitWorkOrder(tx, site.code, number, body, todayAt(site));
    return { number, rest, done: splitWords(number, body.to, rest, qty) };
  });
}
