/**
 * Where outgoing mail goes, by the environment: nothing of it is kept in the database, so that the password stands nowhere but
 * where whoever runs the desk has put it. Pure; what cannot be is refused without repeating it, as it may hold a password.
 */
import { isAddress } from '../house/mailaddresses.ts';
import { BadArgument } from './arguments.ts';

export interface MailServer {
  readonly host: string;
  readonly port: number;
  /** TLS from the first byte; else it begins in clear and turns to TLS where the server offers it. */
  readonly secure: boolean;
  readonly user: string | undefined;
  readonly password: string | undefined;
  readonly from: string;
  /** Where people find the desk, for links in mails; absent: mails bear none. */
  readonly desk: string | undefined;
}

type Environment = Readonly<Record<string, string | undefined>>;

/** Undefined: mail is not set up. */
export function mailServerOf(environment: Environment): MailServer | undefined {
  const asked = environment.HOTLIST_MAIL_SERVER || undefined;
  const desk = deskOf(environment.HOTLIST_URL || undefined);
  if (asked === undefined) return undefined;
  const url = URL.canParse(asked) ? new URL(asked) : undefined;
  if (!url?.hostname || !/^smtps?:$/.test(url.protocol))
    throw new BadArgument(
      'HOTLIST_MAIL_SERVER is no mail server. Maybe smtp://USER@HOST:587, or smtps://USER@HOST:465.',
    );
  const secure = url.protocol === 'smtps:';
  const user = decoded(url.username, 'HOTLIST_MAIL_SERVER');
  const password = environment.HOTLIST_MAIL_PASSWORD || decoded(url.password, 'HOTLIST_MAIL_SERVER');
  if ((user === undefined) !== (password === undefined))
    throw new BadArgument(
      user === undefined
        ? 'HOTLIST_MAIL_PASSWORD is given, but HOTLIST_MAIL_SERVER names no user. Maybe smtp://USER@HOST:587.'
        : 'HOTLIST_MAIL_SERVER names a user, but HOTLIST_MAIL_PASSWORD is not given.',
    );
  const usual = user === undefined ? 25 : 587;
  return {
    host: url.hostname.replace(/^\[|\]$/g, ''),
    port: url.port === '' ? (secure ? 465 : usual) : Number(url.port),
    secure,
    user,
    password,
    from: fromOf(environment.HOTLIST_MAIL_FROM || undefined),
    desk,
  };
}

/** A part of an address, which a setting holds. */
export function decoded(part: string, setting: string): string | undefined {
  if (part === '') return undefined;
  try {
    return decodeURIComponent(part);
  } catch {
    throw new BadArgument(`${setting} holds a % that stands for no character. Maybe it must be written %25.`);
  }
}

function fromOf(from: string | undefined): string {
  if (from === undefined)
    throw new BadArgument('HOTLIST_MAIL_FROM is missing: the address that mails are from. Maybe hotlist@example.com.');
  if (!isAddress(from))
    throw new BadArgument(`HOTLIST_MAIL_FROM is "${from}", and no e-mail address. Maybe hotlist@example.com.`);
  return from;
}

function deskOf(url: string | undefined): string | undefined {
  if (url === undefined) return undefined;
  const read = URL.canParse(url) ? new URL(url) : undefined;
  if (!read || !/^https?:$/.test(read.protocol) || read.username !== '' || read.search !== '' || read.hash !== '')
    throw new BadArgument(
      'HOTLIST_URL is no address under which people open Hotlist. Maybe https://hotlist.example.com.',
    );
  return read.href.replace(/\/$/, '');
}
