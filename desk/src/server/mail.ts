/** Hands one mail to the mail server that the environment names. */
import { isIPv4 } from 'node:net';
import { createTransport } from 'nodemailer';
import { noTls } from '../duties/mail/mail.messages.ts';
import type { MailServer } from './mailserver.ts';

export interface Letter {
  /** Who wrote it; absent: the desk itself did. */
  readonly by?: string;
  readonly to: string;
  /** The same however often it is sent, so that what comes twice is known to be one. */
  readonly messageId: string;
  readonly subject: string;
  readonly text: string;
  readonly html: string;
  readonly files: readonly { readonly name: string; readonly type: string; readonly bytes: Uint8Array }[];
}

export type Handed =
  | { readonly kind: 'taken' }
  /** `final`: the server takes this mail for this address at no time. */
  | { readonly kind: 'refused'; readonly final: boolean; readonly said: string };

const seconds = 1000;

export async function handOver(server: MailServer, letter: Letter): Promise<Handed> {
  const transport = createTransport({
    host: server.host,
    port: server.port,
    secure: server.secure,
    // A password goes over no line in clear, but within the machine.
    requireTLS: server.user !== undefined && !isHere(server.host),
    ...(server.user === undefined ? {} : { auth: { user: server.user, pass: server.password ?? '' } }),
    connectionTimeout: 10 * seconds,
    greetingTimeout: 10 * seconds,
    socketTimeout: 60 * seconds,
    disableFileAccess: true,
    disableUrlAccess: true,
  });
  try {
    await transport.sendMail({
      from: { name: letter.by ?? 'Hotlist', address: server.from },
      to: { name: '', address: letter.to },
      messageId: letter.messageId,
      subject: letter.subject,
      text: letter.text,
      html: letter.html,
      attachments: letter.files.map(({ name, type, bytes }) => ({
        filename: name,
        contentType: type,
        content: Buffer.from(bytes),
      })),
      // Nobody's absence note is wanted back, but of who is asked by a person.
      ...(letter.by === undefined ? { headers: { 'Auto-Submitted': 'auto-generated' } } : {}),
    });
    return { kind: 'taken' };
  } catch (error) {
    return refusalOf(error);
  } finally {
    transport.close();
  }
}

export const isHere = (host: string): boolean =>
  host === 'localhost' || host === '::1' || (isIPv4(host) && host.startsWith('127.'));

/** A server's 5xx about the address or the mail itself stays; that it is away, busy or does not know us may be mended. */
function refusalOf(error: unknown): Handed & { readonly kind: 'refused' } {
  if (!(error instanceof Error)) throw error;
  const { code, responseCode, response } = error as Error & {
    readonly code?: unknown;
    readonly responseCode?: unknown;
    readonly response?: unknown;
  };
  const status = typeof responseCode === 'number' ? responseCode : 0;
  const answered = typeof response === 'string' && response !== '' ? response : error.message;
  const said = code === 'ETLS' && status > 0 ? noTls : answered;
  return {
    kind: 'refused',
    final: status >= 500 && (code === 'EENVELOPE' || code === 'EMESSAGE'),
    said: said.replace(/\s+/g, ' ').trim().slice(0, 300),
  };
}
