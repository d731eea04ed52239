/** The order page's routes: orders, the production sheet of a line, comments. */
import type { FastifyInstance } from 'fastify';
import { type HttpContext, serve } from '../../server/http.ts';
import { addCommentOn, commentsOn, visibleKind } from './comments.store.ts';
import { orderLines, orderOf } from './orders.store.ts';
import * as contract from './productionsheet.contract.ts';
import { sheetOfLine } from './productionsheet.store.ts';

export function productionSheetRoutes(app: FastifyInstance, context: HttpContext): void {
  serve(app, context, contract.listOrders, async ({ tx, site, query }) => {
    const { rows, total } = await orderLines(tx, site, query);
    return { rows, total };
  });
  serve(app, context, contract.oneOrder, ({ tx, site, params }) => orderOf(tx, site, params.order));
  serve(app, context, contract.productionSheet, ({ tx, site, params }) =>
    sheetOfLine(tx, site, params.order, params.line),
  );
  serve(app, context, contract.listComments, async ({ tx, site, permissions, query }) => {
    const kind = visibleKind(query.kind, permissions);
    return commentsOn(tx, site.code, { ...query, kind: kind.name });
  });
  serve(app, context, contract.addComment, ({ tx, site, permissions, body }) =>
    addCommentOn(tx, site.code, visibleKind(body.kind, permissions), body.ref, body.text),
  );
}
