/** The day's calls to vendors. */
import type { FastifyInstance } from 'fastify';
import { type HttpContext, serve } from '../../server/http.ts';
import { namesOf } from '../hotlist/listing.ts';
import * as contract from './followup.contract.ts';
import { followUpsOf } from './followup.store.ts';

export function followUpRoutes(app: FastifyInstance, context: HttpContext): void {
  serve(app, context, contract.followUps, ({ tx, site, person }) =>
    followUpsOf(tx, site, { names: namesOf(person), email: person.email }),
  );
}
