/** Whose a mail is that came, what it is, and whether a day in it may be taken for a promise. Pure. */
import { accept, confirm, type Decision, refuse } from '../../house/decision.ts';
import type { Incoming } from '../mail/incoming.ts';

export const replyKinds = ['reply', 'automatic', 'bounce', 'unread'] as const;
export type ReplyKind = (typeof replyKinds)[number];
/** By the message that it answers, by the mark in its subject, by who sent it. */
export const replyMatches = ['message', 'mark', 'sender'] as const;
export type ReplyMatch = (typeof replyMatches)[number];

export const kindOf = ({ unread, bounce, automatic }: Pick<Incoming, 'unread' | 'bounce' | 'automatic'>): ReplyKind =>
  unread ? 'unread' : bounce ? 'bounce' : automatic ? 'automatic' : 'reply';

/** The marks of mails of ours that a subject bears. */
export const marksIn = (subject: string): readonly string[] =>
  [...subject.matchAll(/\[(HL-[2-9A-Z]{10})\]/g)].flatMap(([, mark]) => mark ?? []);

interface OfInquiry {
  readonly id: number;
  readonly site: string;
  readonly vendor: string;
}

/** What was found to match it. Vendors are those whose record has the sender's address. */
export interface Candidates {
  readonly byMessage: OfInquiry | undefined;
  readonly byMark: OfInquiry | undefined;
  readonly vendors: readonly { readonly site: string; readonly code: string }[];
  /** Where it goes that is nobody's. */
  readonly usualSite: string;
}

export interface Matched {
  readonly site: string;
  readonly matched: ReplyMatch | null;
  readonly inquiry: number | null;
  readonly vendor: string | null;
  readonly fromVendor: boolean;
}

/** An address that two vendors have says nothing of whose it is. */
export function matchOf({ byMessage, byMark, vendors, usualSite }: Candidates): Matched {
  const inquiry = byMessage ?? byMark;
  if (inquiry)
    return {
      site: inquiry.site,
      matched: byMessage ? 'message' : 'mark',
      inquiry: inquiry.id,
      vendor: inquiry.vendor,
      fromVendor: vendors.some(({ site, code }) => site === inquiry.site && code === inquiry.vendor),
    };
  const [only, ...others] = vendors;
  if (only && others.length === 0)
    return { site: only.site, matched: 'sender', inquiry: null, vendor: only.code, fromVendor: true };
  return { site: usualSite, matched: null, inquiry: null, vendor: null, fromVendor: false };
}

export type TakeDateCode =
  | 'before-order'
  | 'day-far'
  | 'day-gone'
  | 'no-line'
  | 'not-found-in-it'
  | 'no-reply'
  | 'taken-already';

export interface DatedLine {
  readonly ref: string;
  readonly id: number;
  readonly ordered: string | null;
}

/** A day of a calendar year after these is asked about. */
const farYears = 2;

/** A day of a reply is a promise of the lines that a person names; one before a line was ordered is not, and of one gone by he is asked. */
export function takeDate(
  { day, refs }: { readonly day: string; readonly refs: readonly string[] },
  known: {
    readonly today: string;
    readonly kind: ReplyKind;
    /** Days that the reply names. */
    readonly found: readonly string[];
    /** Of those named what is open and the vendor's. */
    readonly lines: readonly DatedLine[];
    /** Days of it that were taken, the latest of a line last. */
    readonly taken: readonly { readonly ref: string; readonly day: string }[];
  },
): Decision<DatedLine, TakeDateCode> {
  if (known.kind !== 'reply') return refuse('no-reply');
  if (!known.found.includes(day)) return refuse('not-found-in-it', { day });
  const missing = refs.find((ref) => !known.lines.some((line) => line.ref === ref));
  if (missing !== undefined) return refuse('no-line', { ref: missing });
  const early = known.lines.find(({ ordered }) => ordered !== null && day < ordered);
  if (early) return refuse('before-order', { ref: early.ref, day, ordered: early.ordered });
  const others = known.lines.filter(({ ref }) => known.taken.findLast((one) => one.ref === ref)?.day !== day);
  if (others.length === 0) return refuse('taken-already', { day });
  if (Number(day.slice(0, 4)) > Number(known.today.slice(0, 4)) + farYears) return confirm(others, 'day-far', { day });
  return day < known.today ? confirm(others, 'day-gone', { day }) : accept(others);
}
