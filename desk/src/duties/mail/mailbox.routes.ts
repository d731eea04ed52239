/** The mailbox over HTTP, for who sets it up. */
import type { FastifyInstance } from 'fastify';
import { Refusal } from '../../house/errors.ts';
import { type HttpContext, serve } from '../../server/http.ts';
import { mailboxSaid, tryMailbox } from '../../server/mailbox.ts';
import { type Mailbox, mailboxOf } from '../../server/mailboxserver.ts';
import * as contract from './mailbox.contract.ts';
import { mailboxFailed, mailboxNotSetUp, mailboxTried } from './mailbox.messages.ts';
import { nameOf, placeOf } from './mailbox.store.ts';

export function mailboxRoutes(app: FastifyInstance, context: HttpContext): void {
  serve(app, context, contract.mailboxConnection, async ({ tx }) => {
    const box = mailboxOf(process.env);
    const place = box && (await placeOf(tx, nameOf(box)));
    return { mailbox: box ? shown(box) : null, looked_at: place?.looked_at ?? null, said: place?.said ?? null };
  });

  serve(app, context, contract.tryMailboxNow, async () => {
    const box = mailboxOf(process.env);
    if (!box) throw new Refusal(409, 'not-set-up', mailboxNotSetUp);
    const mails = await tryMailbox(box).catch((error: unknown) => {
      throw new Refusal(409, 'not-opened', mailboxFailed(mailboxSaid(error, box)));
    });
    return { done: mailboxTried(mails) };
  });
}

/** All but the password. */
const shown = ({ host, port, secure, user, folder }: Mailbox) => ({ host, port, secure, user, folder });
