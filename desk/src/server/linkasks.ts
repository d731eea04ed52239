/**
 * Who asks by a vendor's link. What opens nothing, whatever the reason, is answered with one sentence and one status. Asked too often, by
 * one address or with one token, it answers nothing at all for the rest of the minute. Of the token nothing reaches the log.
 */
import type { FastifyInstance, FastifyRequest } from 'fastify';
import { whoHolds } from '../duties/vendorpage/links.store.ts';
import { noLink } from '../duties/vendorpage/vendorpage.messages.ts';
import { Refusal } from '../house/errors.ts';
import type { Database } from './database/database.ts';
import type { HttpContext } from './http.ts';
import { Limit } from './limit.ts';

/** In a minute. A vendor's whole office may ask from one address. */
const most = { fromAddress: 120, withToken: 60, answers: 20 } as const;

export function linkAsksBy(db: Database): HttpContext['linkAsks'] {
  const [addresses, tokens] = [new Limit(most.fromAddress), new Limit(most.withToken)];
  const answers = new Limit(most.answers);
  return async ({ ip, method, headers }: FastifyRequest) => {
    addresses.take(ip);
    const given = headers['vendor-link'];
    const token = typeof given === 'string' ? given : '';
    // Nobody's limit is used up by what is no token at all.
    const shaped = /^[\w-]{20,64}$/.test(token);
    if (shaped) tokens.take(token);
    if (shaped && method === 'POST') answers.take(token);
    const holder = shaped ? await whoHolds(db, token) : undefined;
    if (!holder) throw new Refusal(404, 'no-link', noLink);
    return holder;
  };
}

/** The page's own address bears the token: it is kept by no cache, told to no other server and listed by no search. */
export function keepLinksApart(app: FastifyInstance): void {
  app.addHook('onSend', async ({ url }, reply) => {
    if (!/^\/+(vendor|api\/v1\/vendor-page)(\/|\?|$)/i.test(url)) return;
    void reply
      .header('cache-control', 'no-store')
      .header('referrer-policy', 'no-referrer')
      .header('x-robots-tag', 'noindex, nofollow');
  });
}

/** An address as the log has it: the token of a vendor's page is no more to be read there than a password. */
export const masked = (url: string): string => url.replace(/(\/vendor\/)[^/?#]+/gi, '$1…');
