/** The life of a work order by hand. */
import type { FastifyInstance } from 'fastify';
import { todayAt } from '../../house/clock.ts';
import { type HttpContext, serve } from '../../server/http.ts';
import { releaseOrder } from './work.contract.ts';
import { releasedWords } from './work.messages.ts';
import { releaseWorkOrders } from './work.store.ts';

export function workRoutes(app: FastifyInstance, context: HttpContext): void {
  serve(app, context, releaseOrder, async ({ tx, site, params: { number } }) => {
    await releaseWorkOrders(tx, site.code, [number], todayAt(site));
    return { number, state: 'released' as const, done: releasedWords(number) };
  });
}
