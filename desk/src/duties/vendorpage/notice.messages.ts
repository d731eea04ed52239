/** What a vendor reads where he tells of goods that he sends. */

import { dayWords } from '../../house/daywords.ts';
import type { Values } from '../../house/decision.ts';
import type { LineWrongCode } from '../receiving/notices.ts';
import type { NoticeHeadCode } from './notice.ts';
import { answerRefusals } from './vendorpage.messages.ts';

export const noticeRefusals: Readonly<Record<NoticeHeadCode, (values: Values, today: string) => string>> = {
  'number-stands': ({ number }) =>
    `We know delivery note ${number} of yours already. Please give the number of this one, or ask us if something of the first was wrong.`,
  'arrives-past': ({ day }, today) =>
    `${dayWords(String(day), today)} is gone by; today is ${dayWords(today, today)}. Please give the day on which it will arrive.`,
  'arrives-far': ({ day }, today) =>
    `${dayWords(String(day), today)} is more than half a year ahead. Maybe the year is mistyped.`,
};

/** Why goods of one line are not taken; `text`: what our own people read, where that says nothing of ours. */
export function sentRefusal(code: LineWrongCode, ref: string, values: Values, text: string): string {
  switch (code) {
    case 'other-vendor':
    case 'no-such-line':
      return answerRefusals['no-such-line']({ ref, day: '', today: '', seen: undefined, now: undefined });
    case 'line-closed':
    case 'line-cancelled':
      return answerRefusals['line-closed']({ ref, day: '', today: '', seen: undefined, now: undefined });
    case 'lot-unprintable':
      return `${ref}: lot "${values.lot}" has a sign that no label carries. Please give its letters and figures.`;
    case 'expiry-without-lot':
      return `${ref}: please give the lot of which that is the expiry.`;
    case 'expired-then':
      return `${ref}: lot ${values.lot} expires on ${values.expires}, before it will arrive. Maybe one of the two days is mistyped.`;
    case 'lot-two-expiries':
      return `${ref}: lot ${values.lot} has another expiry in an earlier package, and a lot has one. Maybe it was mistyped.`;
    case 'container-known':
      return `${ref}: package ${values.container} was announced already, and one comes once. Maybe it was mistyped.`;
    case 'not-counted':
      return `${ref}: ${text}`;
  }
}

/** What stands in our log of contacts. */
export const sentLogged = (qty: number, unit: string, number: string, arrives: string): string =>
  `Announced on the vendor page: ${qty} ${unit} by delivery note ${number}, arriving ${arrives}.`;

/** The words of the page. */
export const sending = {
  choose: 'We send goods',
  way: (qty: string, unit: string, number: string, day: string): string =>
    `${qty} ${unit} on the way by ${number}, arriving ${day}`,
  quantity: (unit: string): string => `Quantity, ${unit}`,
  more: (open: string, unit: string): string => `That is more than the ${open} ${unit} that we still expect.`,
  lot: 'Lot',
  lotAsked: 'Lot (we need it)',
  expires: 'Expires on',
  container: 'Package (SSCC)',
  another: 'Another package or lot',
  less: 'Leave this package out',
  part: (at: number): string => `Package ${at}`,
  title: 'Your shipment',
  number: 'Number of your delivery note',
  carrier: 'Carrier',
  carrierRef: 'Tracking number',
  arrives: 'Arrives at our dock on',
  numberMissing: 'Please give the number of your delivery note.',
  arrivesMissing: 'Please give the day on which it arrives.',
  quantityMissing: (ref: string): string => `${ref}: please give how much you send.`,
} as const;
