/**
 * Which mailbox is read, by the environment, as with the server that mails are sent by: its password lies in no table and no back-up.
 * Pure; what cannot be is refused without repeating it, as it may hold a password.
 */
import { BadArgument } from './arguments.ts';
import { decoded } from './mailserver.ts';

export interface Mailbox {
  readonly host: string;
  readonly port: number;
  /** TLS from the first byte; else it begins in clear and turns to TLS before the password is said. */
  readonly secure: boolean;
  readonly user: string;
  readonly password: string;
  readonly folder: string;
}

type Environment = Readonly<Record<string, string | undefined>>;

/** Undefined: no mailbox is read. */
export function mailboxOf(environment: Environment): Mailbox | undefined {
  const asked = environment.HOTLIST_MAILBOX || undefined;
  if (asked === undefined) return undefined;
  const url = URL.canParse(asked) ? new URL(asked) : undefined;
  if (!url?.hostname || !/^imaps?:$/.test(url.protocol))
    throw new BadArgument('HOTLIST_MAILBOX is no mailbox. Maybe imaps://USER@HOST:993, or imap://USER@HOST:143/INBOX.');
  const secure = url.protocol === 'imaps:';
  const user = decoded(url.username, 'HOTLIST_MAILBOX');
  const password = environment.HOTLIST_MAILBOX_PASSWORD || decoded(url.password, 'HOTLIST_MAILBOX');
  if (user === undefined) throw new BadArgument('HOTLIST_MAILBOX names no user. Maybe imaps://USER@HOST:993.');
  if (password === undefined)
    throw new BadArgument('HOTLIST_MAILBOX names a user, but HOTLIST_MAILBOX_PASSWORD is not given.');
  return {
    host: url.hostname.replace(/^\[|\]$/g, ''),
    port: url.port === '' ? (secure ? 993 : 143) : Number(url.port),
    secure,
    user,
    password,
    folder: decoded(url.pathname.slice(1), 'HOTLIST_MAILBOX') ?? 'INBOX',
  };
}
