/** Which mails of a publication are written when somebody asks for them. Pure. Source: GLOSSARY "publication", "outbox". */
import { accept, type Decision, refuse } from '../../house/decision.ts';
import type { MailState, Reach } from '../mail/mail.ts';

export type SendFact =
  | { readonly type: 'written'; readonly recipient: string }
  /** The mail that gave up begins anew. */
  | { readonly type: 'begun-anew'; readonly mail: number };

export type SendCode = 'not-set-up' | 'no-address' | 'published-since' | 'closed' | 'on-its-way' | 'sent-already';

export interface PublicationSeen extends Reach {
  /** The version whose list the department was sent since; null: it is the last. */
  readonly since: number | null;
  /** No work centre bears the department. */
  readonly closed: boolean;
  readonly mails: readonly { readonly id: number; readonly recipient: string; readonly state: MailState }[];
}

/** To each address of the department that has not got it. */
export function sendByMail({ setUp, addresses, since, closed, mails }: PublicationSeen): Decision<SendFact, SendCode> {
  if (!setUp) return refuse('not-set-up');
  if (addresses.length === 0) return refuse('no-address');
  if (since !== null) return refuse('published-since', { since });
  if (closed) return refuse('closed');
  const facts = addresses.flatMap((recipient): SendFact[] => {
    const mail = mails.find((one) => one.recipient === recipient);
    if (!mail) return [{ type: 'written', recipient }];
    return mail.state === 'failed' ? [{ type: 'begun-anew', mail: mail.id }] : [];
  });
  if (facts.length > 0) return accept(facts);
  return refuse(mails.some((one) => one.state === 'waiting') ? 'on-its-way' : 'sent-already');
}
