/** What came and was not put away, over HTTP. What is done about it are movements, deliveries and cross-docks. */
import type { FastifyInstance } from 'fastify';
import { type HttpContext, serve } from '../../server/http.ts';
import { standingHoursKept } from './receiving.messages.ts';
import * as contract from './standing.contract.ts';
import { keepStandingHours, standingGoods } from './standing.store.ts';

export function standingRoutes(app: FastifyInstance, context: HttpContext): void {
  serve(app, context, contract.listStanding, async ({ tx, site }) => {
    const { hours, rows } = await standingGoods(tx, site);
    return { hours, rows: rows.map((row) => ({ ...row, orders: [...row.orders] })) };
  });

  serve(app, context, contract.setStandingHours, async ({ tx, site, body }) => {
    await keepStandingHours(tx, site.code, body.hours);
    return { done: standingHoursKept(body.hours) };
  });
}
