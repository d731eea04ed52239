/** A print job for a queue of a print server (CUPS) or a printer of the network, as the Internet Printing Protocol writes it: RFC 8010, 8011. Pure. */

export interface IppJob {
  /** "ipp://cups:631/printers/DOCK". */
  readonly printer: string;
  readonly name: string;
  readonly by: string;
  /** "application/vnd.cups-raw": as it is, to the printer. */
  readonly format: string;
}

const printJob = 0x0002;
const groups = { operation: 0x01, end: 0x03 } as const;
const tags = { text: 0x41, name: 0x42, uri: 0x45, charset: 0x47, language: 0x48, format: 0x49 } as const;

const utf8 = new TextEncoder();

export function ippRequest({ printer, name, by, format }: IppJob, document: Uint8Array): Uint8Array {
  const head = [
    // Version 1.1, which every server has, and the number of the request.
    ...two(0x0101),
    ...two(printJob),
    ...two(0),
    ...two(1),
    groups.operation,
    ...attribute(tags.charset, 'attributes-charset', 'utf-8'),
    ...attribute(tags.language, 'attributes-natural-language', 'en'),
    ...attribute(tags.uri, 'printer-uri', printer),
    ...attribute(tags.name, 'requesting-user-name', by),
    ...attribute(tags.name, 'job-name', name),
    ...attribute(tags.format, 'document-format', format),
    groups.end,
  ];
  const whole = new Uint8Array(head.length + document.length);
  whole.set(head);
  whole.set(document, head.length);
  return whole;
}

const two = (count: number): readonly number[] => [count >> 8, count & 0xff];
/** An address holds 1023 bytes, a name 255. */
function attribute(tag: number, name: string, value: string): readonly number[] {
  const [called, said] = [utf8.encode(name), utf8.encode(value).slice(0, tag === tags.uri ? 1023 : 255)];
  return [tag, ...two(called.length), ...called, ...two(said.length), ...said];
}

export type IppAnswer =
  | { readonly kind: 'taken' }
  | { readonly kind: 'refused'; readonly status: number; readonly says: string };

/** So many bytes of an answer are looked at: what it says stands at its head. */
export const longestAnswer = 65_536;

/** Undefined: it is no answer of the protocol, which begins with its version, 1 or 2. */
export function ippAnswer(bytes: Uint8Array): IppAnswer | undefined {
  if (bytes.length < 9 || (bytes[0] !== 1 && bytes[0] !== 2)) return undefined;
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  const status = view.getUint16(2);
  if (status < 0x0100) return { kind: 'taken' };
  return { kind: 'refused', status, says: storable(textOf(view, 'status-message') ?? '') };
}

/** A printer may say anything; the database keeps no NUL, and nobody reads a page of it. */
const storable = (said: string): string =>
  said
    .replace(/\p{Cc}+/gu, ' ')
    .trim()
    .slice(0, 200);

function textOf(view: DataView, wanted: string): string | undefined {
  let at = 8;
  const word = (): string | undefined => {
    if (at + 2 > view.byteLength) return undefined;
    const length = view.getUint16(at);
    if (at + 2 + length > view.byteLength) return undefined;
    const text = new TextDecoder().decode(new Uint8Array(view.buffer, view.byteOffset + at + 2, length));
    at += 2 + length;
    return text;
  };
  while (at < view.byteLength) {
    const tag = view.getUint8(at);
    at += 1;
    if (tag === groups.end) return undefined;
    // Below 0x10 a group begins.
    if (tag < 0x10) continue;
    const [name, value] = [word(), word()];
    if (name === undefined || value === undefined) return undefined;
    if (name === wanted) return value;
  }
  return undefined;
}
