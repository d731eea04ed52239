/** What was given up on a device is written down. */
import type { FastifyInstance } from 'fastify';
import { type HttpContext, serve } from '../../server/http.ts';
import { giveUp } from './unsent.contract.ts';
import { givenUpDone } from './unsent.messages.ts';

export function unsentRoutes(app: FastifyInstance, context: HttpContext): void {
  serve(app, context, giveUp, async ({ tx, site, at, body }) => {
    await tx
      .insertInto('unsent_given_up')
      .values({ ...body, site: site.code, done_at: at })
      .execute();
    return { done: givenUpDone };
  });
}
