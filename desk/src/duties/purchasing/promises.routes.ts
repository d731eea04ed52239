/** What vendors promised, as it is asked for. */
import type { FastifyInstance } from 'fastify';
import { type HttpContext, serve } from '../../server/http.ts';
import * as contract from './promises.contract.ts';
import { promisesOfLine } from './promises.store.ts';

export function purchasePromisesRoutes(app: FastifyInstance, context: HttpContext): void {
  serve(app, context, contract.purchasePromises, ({ tx, site, query }) => promisesOfLine(tx, site, query.line));
}
