/** What a vendor tells on his page of goods that he sends: whether it may be taken as his ship notice. Days are YYYY-MM-DD on the plant's clock. Pure. */
import { accept, type Decision, refuse } from '../../house/decision.ts';
import { dayAfter } from '../../house/typeddays.ts';
import type { LineWrongCode } from '../receiving/notices.ts';
import type { LineNow } from './vendorpage.ts';

/** One package, or goods without one, of one line. */
export interface Sent {
  /** "PO-1/2" */
  readonly ref: string;
  /** In the item's unit. */
  readonly qty: number;
  readonly lot: string;
  readonly expires: string | null;
  /** SSCC, or what else stands on it; empty: none. */
  readonly container: string;
}

export interface VendorNotice {
  /** His own number of it, as it stands on his delivery note. */
  readonly number: string;
  readonly carrier: string;
  readonly carrier_ref: string;
  /** The day on which it arrives at our dock. */
  readonly arrives: string;
  readonly lines: readonly Sent[];
}

export type NoticeHeadCode = 'number-stands' | 'arrives-past' | 'arrives-far';

/** Days from today past which nobody sends goods. */
const mostOnTheWay = 180;

/** Decides about its head; `stands`: one of that number was announced and not taken back. */
export function noticeHead(
  { number, arrives }: Pick<VendorNotice, 'number' | 'arrives'>,
  stands: boolean,
  today: string,
): Decision<never, NoticeHeadCode> {
  if (stands) return refuse('number-stands', { number });
  if (arrives < today) return refuse('arrives-past', { day: arrives });
  if (arrives > dayAfter(today, mostOnTheWay)) return refuse('arrives-far', { day: arrives });
  return accept([]);
}

/** A line that he may send goods of: he sees it, and it is open. */
export const sentFault = (line: Pick<LineNow, 'state'> | undefined): LineWrongCode | undefined =>
  line === undefined ? 'no-such-line' : line.state === 'open' ? undefined : 'line-closed';
