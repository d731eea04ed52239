/** A mail as it came, read into plain text and a few facts: no markup, nothing loaded, no attachment opened. */
import { type ParsedMail, simpleParser } from 'mailparser';
import type { Attached, Bounced, Incoming } from './incoming.ts';

const most = {
  head: 64_000,
  text: 100_000,
  html: 500_000,
  subject: 300,
  name: 120,
  files: 50,
  fileName: 200,
  references: 50,
} as const;

const options = {
  keepDeliveryStatus: true,
  maxHtmlLengthToParse: most.html,
  skipImageLinks: true,
  skipTextToHtml: true,
  skipTextLinks: true,
} as const;

/** `cut`: only its beginning was read. What cannot be taken apart is told as unread, by its head. */
export async function readIncoming(bytes: Uint8Array, cut: boolean): Promise<Incoming> {
  const raw = Buffer.from(bytes);
  try {
    return incomingOf(await simpleParser(raw, options), cut);
  } catch {
    return headOf(raw);
  }
}

async function headOf(raw: Buffer): Promise<Incoming> {
  const ends = [raw.indexOf('\r\n\r\n'), raw.indexOf('\n\n')].filter((at) => at >= 0);
  // Without what says of which parts the rest is.
  const lines = raw
    .subarray(0, Math.min(most.head, ...ends))
    .toString('latin1')
    .split(/\r?\n(?![ \t])/)
    .filter((line) => !/^content-/i.test(line));
  try {
    const mail = await simpleParser(Buffer.from(`${lines.join('\r\n')}\r\n\r\n`, 'latin1'), options);
    return { ...incomingOf(mail, true), unread: true };
  } catch {
    return nothingRead;
  }
}

export const nothingRead: Incoming = {
  message_id: null,
  answers: [],
  from_address: '',
  from_name: '',
  subject: '',
  text: '',
  files: [],
  automatic: false,
  bounce: null,
  unread: true,
};

function incomingOf(mail: ParsedMail, cut: boolean): Incoming {
  const from = mail.from?.value[0];
  const references = typeof mail.references === 'string' ? [mail.references] : (mail.references ?? []);
  const head = (name: string): string => {
    const value = mail.headers.get(name);
    return typeof value === 'string' ? value.toLowerCase() : '';
  };
  const files = mail.attachments.filter(
    (one) => !/^(?:message\/delivery-status|message\/rfc822|text\/rfc822-headers)$/i.test(one.contentType),
  );
  const bounce = bounceOf(mail);
  const text = seen((mail.text ?? '').replaceAll(pictures, ''))
    .slice(0, most.text)
    .replaceAll(/\p{Cs}/gu, '');
  return {
    message_id: mail.messageId ? plain(mail.messageId, most.subject) : null,
    answers: [...(mail.inReplyTo ? [mail.inReplyTo] : []), ...references.toReversed(), ...(bounce?.about ?? [])]
      .flatMap((one) => one.match(/<[^<>\s]{3,300}>/g) ?? [])
      .slice(0, most.references),
    from_address: plain(from?.address ?? '', most.subject).toLowerCase(),
    from_name: plain(from?.name ?? '', most.name),
    subject: plain(mail.subject ?? '', most.subject),
    text: cut ? '' : text,
    files: files.slice(0, most.files).map(
      (one): Attached => ({
        name: plain(one.filename ?? '', most.fileName),
        type: plain(one.contentType, most.name),
        bytes: one.size,
      }),
    ),
    automatic:
      bounce === null &&
      (!['', 'no'].includes(head('auto-submitted')) ||
        head('x-autoreply') !== '' ||
        head('precedence') === 'auto_reply'),
    bounce: bounce && { recipient: bounce.recipient, said: bounce.said, final: bounce.final },
    unread: !cut && bounce === null && text.trim() === '' && saysSomething(mail.html ?? false),
  };
}

/** What of markup nobody reads; what is not closed goes on to the end. */
const unreadMarkup = /<!--[\s\S]*?(?:-->|$)|<(style|script|title|xml)\b[\s\S]*?(?:<\/\1\b|$)|<[^>]*(?:>|$)/gi;
const spaces = /&(?:nbsp|ensp|emsp|thinsp|zwnj|zwj|shy|lrm|rlm);?/gi;

/** Markup with words in it, of which no text could be made: it is nested too deep, say. */
const saysSomething = (html: string | false): boolean =>
  html !== false &&
  /[\p{L}\p{N}]/u.test(
    html
      .replaceAll(unreadMarkup, ' ')
      .replaceAll(spaces, ' ')
      .replaceAll(/&#(?:x([\da-f]{1,6})|(\d{1,7}));?/gi, (_, hex?: string, decimal?: string) =>
        characterAt(hex === undefined ? Number(decimal) : Number.parseInt(hex, 16)),
      ),
  );
const characterAt = (point: number): string => (point <= 0x10ffff ? String.fromCodePoint(point) : '');

/** RFC 3464: a part that says for each address what became of it, and the older mail or its head. */
function bounceOf(mail: ParsedMail): (Bounced & { readonly about: readonly string[] }) | null {
  const status = mail.attachments.find((one) => one.contentType.toLowerCase() === 'message/delivery-status');
  if (!status) return null;
  const told = status.content
    .toString('utf8')
    .slice(0, 20_000)
    .replaceAll(/\r?\n[ \t]+/g, ' ');
  const field = (name: string): string => new RegExp(`^${name}:[ \\t]*(.*)$`, 'im').exec(told)?.[1]?.trim() ?? '';
  const action = field('Action').toLowerCase();
  if (action !== 'failed' && action !== 'delayed') return null;
  const typed = (name: string): string => field(name).replace(/^[\w-]+;\s*/, '');
  const older = mail.attachments.filter((one) => /^(?:message\/rfc822|text\/rfc822-headers)$/i.test(one.contentType));
  const about = older.flatMap(
    (one) => /^Message-ID:\s*(<[^<>\s]+>)/im.exec(one.content.toString('latin1').slice(0, 64_000))?.[1] ?? [],
  );
  return {
    recipient: plain(typed('Final-Recipient'), most.subject).toLowerCase(),
    said: plain([field('Status'), typed('Diagnostic-Code')].filter(Boolean).join(' '), most.subject),
    final: action === 'failed',
    about,
  };
}

/** Where a picture stood in markup, its address: nobody is to open it. */
const pictures = /\[(?:https?|cid|data):[^\]\s]*\]/g;

/** Without what cannot be seen, line breaks and tabs apart. */
const seen = (text: string): string => text.replaceAll(/[^\P{Cc}\n\t]|[\u202a-\u202e\u2066-\u2069\ufeff]/gu, '');
/** Of so many characters, whole ones. */
const plain = (text: string, longest: number): string =>
  seen(text)
    .replaceAll(/\s+/g, ' ')
    .trim()
    .slice(0, longest)
    .replaceAll(/\p{Cs}/gu, '');
