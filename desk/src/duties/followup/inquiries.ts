/**
 * A mail to a vendor that asks about his open lines: drafted in his language, and whether it may be sent. Days are YYYY-MM-DD on the
 * plant's clock. Pure.
 */
import { accept, confirm, type Decision, refuse } from '../../house/decision.ts';
import type { Language } from '../../house/languages.ts';
import { isAddress } from '../../house/mailaddresses.ts';
import type { InquiryAsk } from '../partners/inquirytexts.ts';
import { workdayAfter } from '../purchasing/workdays.ts';
import type { Cadence, FollowReason } from './followup.ts';
import { draftTexts, lineText } from './inquirytexts.messages.ts';

/** Of one mail; of more the vendor is asked in several. */
export const mostLines = 50;
/** Characters of a mail as a person sends it. */
export const longestText = 20_000;

export interface InquiredLine {
  readonly ref: string;
  readonly order_no: string;
  readonly line: number;
  readonly item: string;
  readonly item_name: string | null;
  readonly vendor_item: string | null;
  /** What is still to come. */
  readonly qty: number;
  readonly unit: string;
  readonly required: string | null;
  readonly promised: string | null;
  readonly ask: InquiryAsk;
}

/** What a vendor is asked about a line that is followed up for a reason. `gone`: the day on which it is due has gone by. */
export function askOf(
  reason: FollowReason,
  { promised, gone }: { readonly promised: boolean; readonly gone: boolean },
): InquiryAsk {
  switch (reason) {
    case 'late':
      return gone ? 'late' : 'sooner';
    case 'ship date':
      return 'shipped';
    case 'not acknowledged':
      return 'acknowledge';
    case 'call-back':
    case 'confirm':
      return promised ? 'confirm' : 'acknowledge';
  }
}

export interface Drafted {
  readonly vendor: string;
  /** Null: nobody is named, and the vendor is addressed. */
  readonly contact: string | null;
  readonly company: string;
  /** Who writes. */
  readonly me: string;
  readonly language: Language;
  /** The company's own texts in that language; null: as the house has it. */
  readonly own: Readonly<Record<'subject' | 'text' | InquiryAsk, string | null>> | undefined;
  readonly lines: readonly InquiredLine[];
}

/** What is put into a place is not read for places again. */
const filled = (text: string, places: Readonly<Record<string, string>>): string =>
  text.replaceAll(/\{([a-z]+)\}/g, (whole, name: string) => places[name] ?? whole);

export function draft({ vendor, contact, company, me, language, own, lines }: Drafted) {
  const texts = draftTexts[language];
  const asked = (ask: InquiryAsk): string => own?.[ask] ?? texts.asks[ask];
  const orders = [...new Set(lines.map((line) => line.order_no))].join(', ');
  const places = { vendor, contact: contact ?? vendor, company, me, orders };
  const written = lines.map((line, at) => lineText(language, at + 1, line, asked(line.ask))).join('\n\n');
  return {
    subject: filled(own?.subject ?? texts.subject, places)
      .replaceAll(/\s+/g, ' ')
      .trim()
      .slice(0, 200),
    text: filled(own?.text ?? texts.text, { ...places, lines: written }),
  };
}

export type InquiryCode = 'asked-already' | 'no-address' | 'no-line' | 'no-vendor' | 'not-set-up' | 'nowhere';

export interface NewInquiry {
  readonly vendor: string;
  readonly refs: readonly string[];
  readonly recipient: string;
  readonly link: boolean;
}

export interface InquiryKnown {
  readonly vendor: boolean;
  readonly setUp: boolean;
  /** Where links lead is known. */
  readonly desk: boolean;
  /** Of the lines asked about those that are open and the vendor's. */
  readonly lines: readonly { readonly ref: string; readonly id: number }[];
  /** The latest mail of the last day about one of them, that did not fail. */
  readonly lately: { readonly ref: string; readonly by: string; readonly at: string } | undefined;
}

export function send(
  asked: NewInquiry,
  known: InquiryKnown,
): Decision<{ readonly ref: string; readonly id: number }, InquiryCode> {
  if (!known.setUp) return refuse('not-set-up');
  if (!known.vendor) return refuse('no-vendor', { vendor: asked.vendor });
  if (!isAddress(asked.recipient)) return refuse('no-address', { address: asked.recipient });
  if (asked.link && !known.desk) return refuse('nowhere');
  const missing = asked.refs.find((ref) => !known.lines.some((line) => line.ref === ref));
  if (missing !== undefined) return refuse('no-line', { ref: missing, vendor: asked.vendor });
  return known.lately ? confirm(known.lines, 'asked-already', { ...known.lately }) : accept(known.lines);
}

/** The day on which an answer is missed, counted as days are there: the next step of the cadence, a working day at least. */
export const missedOn = (ask: InquiryAsk, cadence: Cadence, today: number): number =>
  workdayAfter(
    today,
    Math.max(ask === 'acknowledge' || ask === 'confirm' ? cadence.acknowledge_days : cadence.late_every_days, 1),
  );
