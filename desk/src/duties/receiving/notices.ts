/**
 * A vendor's notice of what he has sent: announced, received line by line, taken back or ended. Quantities are in steps of the
 * item's unit. Pure.
 *
 * Source: GS1 "despatch advice", "SSCC"; EDIFACT DESADV; X12 856; GLOSSARY "ship notice"; DUTIES D17.
 */
import { type Qty, qty } from '@hotlist/engine';
import { checks } from '../../house/checkdigits.ts';
import { accept, type Decision, refuse } from '../../house/decision.ts';
import { onLabels } from '../inventory/lots.ts';

/** How a notice ended by a word; all of it may also have come. */
export const noticeEnds = ['taken back', 'closed'] as const;
export type NoticeEnd = (typeof noticeEnds)[number];
export const noticeStates = ['announced', 'partly received', 'received', ...noticeEnds] as const;
export type NoticeState = (typeof noticeStates)[number];

/** It stands, and something of it is still to come; in SQL `noticeStands`. */
export const isToCome = (state: NoticeState): boolean => state === 'announced' || state === 'partly received';

/** A purchase line that a notice names, its row held. */
export interface LineAnnounced {
  readonly ref: string;
  readonly vendor: string;
  readonly state: 'open' | 'closed' | 'cancelled';
  /** Ordered and not received. */
  readonly open: Qty;
  /** On its way by notices that stand, this one's lines before it too. */
  readonly underWay: Qty;
}

export interface Announced {
  readonly qty: Qty;
  readonly lot: string;
  readonly expires: string | null;
  /** The SSCC of the pallet or carton, or whatever else stands on it; empty: none. */
  readonly container: string;
  /** The other notice of the vendor that names that SSCC already; null: none. */
  readonly containerOf: string | null;
  /** What a line before it of the notice says of the same lot; null: that it has none. Absent: none names it. */
  readonly lotBefore?: string | null | undefined;
  /** The plant's day on which it is to arrive. */
  readonly arrives: string;
}

export type LineFault =
  | 'other-vendor'
  | 'line-cancelled'
  | 'line-closed'
  | 'lot-unprintable'
  | 'expiry-without-lot'
  | 'lot-two-expiries'
  | 'expired-then'
  | 'container-known';

/** Why a line is not kept: by itself, because none is called so, or because its quantity is none of its item. */
export type LineWrongCode = LineFault | 'no-such-line' | 'not-counted';

/** Whether a line of a notice can stand: it is of an open line of that vendor. */
export function announceLine(vendor: string, line: LineAnnounced, said: Announced): Decision<Announced, LineFault> {
  const { ref } = line;
  if (line.vendor !== vendor) return refuse('other-vendor', { ref, vendor: line.vendor, said: vendor });
  if (line.state === 'cancelled') return refuse('line-cancelled', { ref });
  if (line.state === 'closed') return refuse('line-closed', { ref });
  if (!onLabels(said.lot)) return refuse('lot-unprintable', { lot: said.lot });
  if (said.expires !== null && said.lot === '') return refuse('expiry-without-lot', { ref });
  if (said.expires !== null && said.expires < said.arrives)
    return refuse('expired-then', { ref, lot: said.lot, expires: said.expires });
  if (said.lot !== '' && said.lotBefore !== undefined && said.lotBefore !== said.expires)
    return refuse('lot-two-expiries', { ref, lot: said.lot });
  if (said.containerOf !== null)
    return refuse('container-known', { container: said.container, number: said.containerOf });
  return accept([said]);
}

/** So much more is announced of a line than is open of it; 0: no more. */
export const moreThanOpen = (line: Pick<LineAnnounced, 'open' | 'underWay'>, announced: Qty): Qty =>
  qty(Math.max(0, Number(line.underWay) + Number(announced) - Math.max(0, line.open)));

/** All that is open of it is on the way: it comes with the last of that. */
export const comesAsAnnounced = ({ open, underWay }: { readonly open: number; readonly underWay: number }): boolean =>
  underWay > 0 && underWay >= open;

/** A line of a notice that dated its purchase line: to what, and what stood there before. */
export interface Dating {
  readonly estimates: string;
  readonly before: string | null;
}

/**
 * The estimated date of a purchase line once a notice of it ended: the last arrival of what is still on the way, where that is all
 * that is open; else what stood there before notices dated it, the newest first. Undefined: somebody dated it since, and it stays.
 */
export function dateAfterEnd(
  line: {
    readonly estimated: string | null;
    readonly open: number;
    readonly underWay: number;
    readonly last: string | null;
  },
  dated: readonly Dating[],
): string | null | undefined {
  if (!dated.some(({ estimates }) => estimates === line.estimated)) return undefined;
  if (comesAsAnnounced(line)) return line.last;
  return dated.reduce((date, { estimates, before }) => (estimates === date ? before : date), line.estimated);
}

/** As it is kept: digits alone of what is written "(00)3…", "]C1003…", in groups, or with signs that nobody sees. */
export function containerRead(text: string): string {
  const digits = text
    .normalize('NFKC')
    .replace(/[\s\p{Default_Ignorable_Code_Point}\p{Dash_Punctuation}]/gu, '')
    .replace(/^\]C1(?=00)/, '')
    .replace(/^\(00\)/, '');
  if (/^00\d{18}$/.test(digits)) return digits.slice(2);
  return /^\d+$/.test(digits) ? digits : text.trim();
}

export type ContainerDoubt = 'no-sscc' | 'check-digit';

/** What is wrong with the number of a container: it is kept all the same, for so it stands on the pallet. */
export function containerDoubt(container: string): ContainerDoubt | null {
  if (container === '') return null;
  if (!/^\d{18}$/.test(container)) return 'no-sscc';
  return checks(container) ? null : 'check-digit';
}

/** A line of a notice with what came of it. */
export interface NoticeLine {
  readonly line: number;
  readonly container: string;
  readonly announced: Qty;
  readonly received: Qty;
  readonly lot: string;
  readonly expires: string | null;
}

export interface NoticeStanding {
  readonly number: string;
  readonly ended: NoticeEnd | null;
  readonly lines: readonly NoticeLine[];
}

export const leftOf = ({ announced, received }: Pick<NoticeLine, 'announced' | 'received'>): Qty =>
  qty(Math.max(0, announced - received));

/** Read from its facts; quantities in any unit. */
export function noticeState(
  end: NoticeEnd | null,
  lines: readonly { readonly announced: number; readonly received: number }[],
): NoticeState {
  if (end !== null) return end;
  if (lines.every(({ announced, received }) => received >= announced)) return 'received';
  return lines.some(({ received }) => received > 0) ? 'partly received' : 'announced';
}

/** What somebody counted of a line of the notice; without lot or expiry as it was announced. */
export interface Counted {
  readonly line: number;
  readonly qty: Qty;
  readonly lot: string | null;
  readonly expires: string | null;
}

export interface Came {
  readonly line: number;
  readonly counted: Qty;
  readonly lot: string;
  readonly expires: string | null;
  /** More than was still to come. */
  readonly over: Qty;
  /** Another lot, or another day of expiry, than was announced. */
  readonly otherLot: boolean;
}

export type NoticeCode =
  | 'notice-taken-back'
  | 'notice-closed'
  | 'notice-received'
  | 'container-received'
  | 'container-unknown'
  | 'line-unknown'
  | 'line-twice'
  | 'line-came';

const ended = ({ number, ended: by }: NoticeStanding) =>
  by === null ? undefined : refuse(by === 'closed' ? 'notice-closed' : 'notice-taken-back', { number });

/**
 * What comes of a notice: all that is still to come of it, or of one of its containers, as it was announced; or what was counted
 * of some of its lines. What came already does not come again.
 */
export function receiveNotice(
  notice: NoticeStanding,
  container: string | null,
  counted: readonly Counted[] | null,
): Decision<Came, NoticeCode> {
  const { number } = notice;
  const over = ended(notice);
  if (over) return over;
  const inIt = notice.lines.filter((line) => container === null || line.container === container);
  if (container !== null && inIt.length === 0) return refuse('container-unknown', { number, container });
  const toCome = inIt.filter((line) => leftOf(line) > 0);
  if (toCome.length === 0)
    return container === null
      ? refuse('notice-received', { number })
      : refuse('container-received', { number, container });
  const asAnnounced = toCome.map((line) => ({ line: line.line, qty: leftOf(line), lot: null, expires: null }));
  const came: Came[] = [];
  const rows = counted ?? asAnnounced;
  for (const [at, one] of rows.entries()) {
    // Counted in two rows, its sum would be warned of by neither; another lot of it is a row of its own.
    if (rows.slice(0, at).some((before) => before.line === one.line && before.lot === one.lot))
      return refuse('line-twice', { number, line: one.line });
    const line = inIt.find((candidate) => candidate.line === one.line);
    if (!line) return refuse('line-unknown', { number, line: one.line });
    if (leftOf(line) === 0) return refuse('line-came', { number, line: one.line });
    const earlier = came.reduce((sum, before) => sum + (before.line === line.line ? Number(before.counted) : 0), 0);
    const lot = one.lot ?? line.lot;
    const expires = one.expires ?? (lot === line.lot ? line.expires : null);
    came.push({
      line: line.line,
      counted: one.qty,
      lot,
      expires,
      over: qty(Math.min(one.qty, Math.max(0, earlier + one.qty - leftOf(line)))),
      otherLot: (line.lot !== '' && lot !== line.lot) || (line.expires !== null && expires !== line.expires),
    });
  }
  return accept(came);
}

export type NoticeEndCode = 'notice-taken-back' | 'notice-closed' | 'notice-received' | 'notice-came';

/** Taken back where nothing came of it yet; closed where what is missing does not come: that is missing then. */
export function endNotice(
  notice: NoticeStanding,
  as: NoticeEnd,
): Decision<{ readonly line: number; readonly missing: Qty }, NoticeEndCode> {
  const { number } = notice;
  const over = ended(notice);
  if (over) return over;
  const state = noticeState(notice.ended, notice.lines);
  if (state === 'received') return refuse('notice-received', { number });
  if (as === 'closed')
    return accept(
      notice.lines.filter((line) => leftOf(line) > 0).map((line) => ({ line: line.line, missing: leftOf(line) })),
    );
  return state === 'announced' ? accept([]) : refuse('notice-came', { number });
}
