/** What is turned away before anybody asks what it wants: writes from other sites' pages, text that no table can hold. */
import type { FastifyRequest } from 'fastify';
import { malformed, Refusal } from '../house/errors.ts';
import { turns } from '../house/texts.ts';

/**
 * Refuses a write that a page of another origin makes with our cookies. A browser says where a request comes from
 * (Sec-Fetch-Site over TLS and on localhost, Origin on every write); a program says neither and has no cookies.
 */
export function refuseForeign(request: FastifyRequest): void {
  const from = request.headers['sec-fetch-site'];
  const origin = request.headers.origin;
  const ours = from === undefined || from === 'same-origin';
  if (ours && (origin === undefined || hostOf(origin) === request.host)) return;
  throw new Refusal(
    403,
    'other-origin',
    'This request comes from a page of another address. Maybe open the desk itself and do it there.',
  );
}

function hostOf(origin: string): string | undefined {
  return URL.canParse(origin) ? new URL(origin).host : undefined;
}

/** Nothing that people or programs send is nested deeper. */
const deepest = 40;

/**
 * Refuses a null character or half of a surrogate pair in any text or name: PostgreSQL holds neither. Refuses what turns the text round it,
 * which would make others read what nobody wrote.
 */
export function refuseUnstorable(input: unknown, where: string, depth = 0): void {
  if (typeof input === 'string') {
    if (input.includes('\0') || /\p{Surrogate}/u.test(input)) throw unstorable(where);
    if (turns(input)) throw turning(where);
    return;
  }
  if (input === null || typeof input !== 'object') return;
  if (depth > deepest)
    throw malformed([{ field: where.slice(0, 60), text: `This is nested more than ${deepest} deep.` }]);
  for (const [name, value] of Object.entries(input)) {
    refuseUnstorable(name, where, depth);
    refuseUnstorable(value, depth === 0 ? name : `${where}.${name}`, depth + 1);
  }
}

const turning = (where: string) =>
  malformed([
    {
      field: where.slice(0, 60),
      text: `${where.slice(0, 60)}: the text holds a character that nobody sees and that turns what follows, such as U+202E. Maybe it was copied: type it anew.`,
    },
  ]);

const unstorable = (where: string) =>
  malformed([
    {
      field: where.slice(0, 60),
      text: `${where.slice(0, 60)}: the text holds a null character or half a character. Maybe it was cut or copied from a binary file.`,
    },
  ]);
