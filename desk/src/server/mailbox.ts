/** Reads the mailbox that the environment names: nothing in it is changed, and what is read is bounded. */
import type { ImapFlow } from 'imapflow';
import { mostBytes } from '../duties/mail/incoming.ts';
import { isHere } from './mail.ts';
import type { Mailbox } from './mailboxserver.ts';

const headBytes = 64_000;
/** Mails that one look takes; the rest waits for the next. */
export const mostAtOnce = 50;
/** Days before the first look that are read too. */
const daysBack = 14;
const seconds = 1000;

/** How far a mailbox was read. `validity`: of other numbers than before its mails are numbered anew. */
export interface Place {
  readonly validity: string;
  readonly uid: number;
}

export interface RawMail extends Place {
  readonly bytes: Uint8Array;
  readonly size: number;
  /** Only its beginning was read. */
  readonly cut: boolean;
  readonly arrived: string;
}

/** Hands every mail after `place` to `take`, in their order, one after the other. Answers how many there are. */
export async function readNew(
  box: Mailbox,
  place: Place | undefined,
  now: string,
  take: (mail: RawMail) => Promise<void>,
): Promise<number> {
  return opened(box, async (client, validity) => {
    const from = place?.validity === validity ? place.uid : 0;
    const since =
      from > 0 ? { uid: `${from + 1}:*` } : { since: new Date(Date.parse(now) - daysBack * 86_400 * seconds) };
    // "5:*" names the last mail also where that is the fourth.
    const found = ((await client.search(since, { uid: true })) || [])
      .filter((uid) => uid > from)
      .toSorted((a, b) => a - b);
    for (const uid of found.slice(0, mostAtOnce)) {
      const told = await client.fetchOne(String(uid), { size: true, internalDate: true }, { uid: true });
      if (!told) continue;
      const size = told.size ?? 0;
      const cut = size > mostBytes;
      const whole = await client.fetchOne(
        String(uid),
        { source: { maxLength: cut ? headBytes : mostBytes } },
        { uid: true },
      );
      if (!whole || !whole.source) continue;
      await take({
        validity,
        uid,
        bytes: whole.source,
        size,
        cut,
        arrived: new Date(told.internalDate ?? now).toISOString(),
      });
    }
    return found.length;
  });
}

/** Signs in and looks, for whoever sets it up. Answers how many mails lie there. */
export const tryMailbox = (box: Mailbox): Promise<number> =>
  opened(box, async (client) => (client.mailbox === false ? 0 : client.mailbox.exists));

async function opened<T>(box: Mailbox, look: (client: ImapFlow, validity: string) => Promise<T>): Promise<T> {
  const { ImapFlow } = await import('imapflow');
  const client = new ImapFlow({
    host: box.host,
    port: box.port,
    secure: box.secure,
    // A password goes over no line in clear, but within the machine.
    ...(box.secure || isHere(box.host) ? {} : { doSTARTTLS: true }),
    auth: { user: box.user, pass: box.password },
    logger: false,
    connectionTimeout: 10 * seconds,
    greetingTimeout: 10 * seconds,
    socketTimeout: 60 * seconds,
  });
  // What ends a connection in between is told by whoever waits for it.
  client.on('error', () => undefined);
  try {
    await client.connect();
    const lock = await client.getMailboxLock(box.folder, { readOnly: true });
    try {
      const mailbox = client.mailbox;
      if (mailbox === false) throw new Error(`${box.folder} could not be opened`);
      return await look(client, String(mailbox.uidValidity));
    } finally {
      lock.release();
    }
  } finally {
    await client.logout().catch(() => client.close());
  }
}

/** What the server said when it refused, in one line, without what may hold the password. */
export function mailboxSaid(error: unknown, { password }: Pick<Mailbox, 'password'>): string {
  const { responseText, message } = error as { readonly responseText?: unknown; readonly message?: unknown };
  const said = typeof responseText === 'string' && responseText !== '' ? responseText : String(message ?? error);
  return said.replaceAll(password, '…').replaceAll(/\s+/g, ' ').trim().slice(0, 300);
}
