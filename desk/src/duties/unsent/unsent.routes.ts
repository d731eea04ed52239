/** What was given up on a device is written down. */
import type { FastifyInstance } from 'fastify';
import { Refusal } from '../../house/errors.ts';
import { type HttpContext, serve } from '../../server/http.ts';
import { giveUp } from './unsent.contract.ts';
import { givenUpDone, noSite } from './unsent.messages.ts';

export function unsentRoutes(app: FastifyInstance, context: HttpContext): void {
  serve(app, context, giveUp, async ({ tx, site, person, at, body }) => {
    if (site.code === '') throw new Refusal(403, 'no-site', noSite(person.name));
    await tx
      .insertInto('unsent_given_up')
      .values({ ...body, site: site.code, done_at: at })
      .execute();
    return { done: givenUpDone };
  });
}
