/** Rejected versions over HTTP: to who submitted them. */
import type { FastifyInstance } from 'fastify';
import { type HttpContext, serve } from '../../server/http.ts';
import { standingIn } from '../deputies/deputies.messages.ts';
import { rejectedVersions } from './rejected.contract.ts';
import { rejectedOf } from './rejected.store.ts';

export function rejectedRoutes(app: FastifyInstance, context: HttpContext): void {
  serve(app, context, rejectedVersions, async ({ tx, site, person }) => {
    const rows = await rejectedOf(tx, site.code, person.id);
    return { rows: rows.map(({ for_who, ...row }) => ({ ...row, who: standingIn(row.who, for_who) })) };
  });
}
