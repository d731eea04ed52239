/** A plan version for the board. */
import type { FastifyInstance } from 'fastify';
import { type HttpContext, serve } from '../../server/http.ts';
import * as contract from './board.contract.ts';
import { readBoard } from './board.store.ts';
import { readForHand } from './hand.store.ts';

export function boardRoutes(app: FastifyInstance, context: HttpContext): void {
  serve(app, context, contract.board, ({ tx, site, query }) => readBoard(tx, site, query.version));

  serve(app, context, contract.boardProblem, async ({ tx, site, query }) => {
    const { problem, plan } = await readForHand(tx, site.code, query.version);
    return { problem: { ...problem }, plan: { ...plan } };
  });
}
