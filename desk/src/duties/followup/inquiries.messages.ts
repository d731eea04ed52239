/** What a person reads of mails to vendors. */
import type { Values } from '../../house/decision.ts';
import type { InquiryAsk } from '../partners/inquirytexts.ts';
import type { InquiryCode } from './inquiries.ts';

export const inquiryRefusals: Readonly<Record<InquiryCode, (values: Values) => string>> = {
  'asked-already': ({ ref, by, at }) =>
    `${by} wrote about ${ref} at ${at}. Maybe wait for the answer, or write all the same.`,
  'no-address': ({ address }) =>
    address === ''
      ? 'Nobody is named to whom it goes. Maybe give the vendor an e-mail address.'
      : `"${address}" is no e-mail address. Maybe anna@example.com.`,
  'no-line': ({ ref, vendor }) => `${vendor} has no open line ${ref}. Maybe close this and look at the list again.`,
  'no-vendor': ({ vendor }) => `There is no vendor ${vendor}. Maybe it was renamed.`,
  'not-set-up': () =>
    'Mail is not set up, so nothing can be sent. An administrator sees under Connections how that is done.',
  nowhere: () => 'Where links lead is not set up (HOTLIST_URL). Maybe send it without the link.',
};

export const traineeMayNot = 'A trainee sends no mail to vendors. Maybe ask somebody to send it.';
export const nothingDue = (vendor: string): string =>
  `Nothing of ${vendor} is to be followed up today. Maybe choose lines that come on the next days.`;
export const notListed = (ref: string, vendor: string): string =>
  `${ref} is on no list of ${vendor}. Maybe look at the list again.`;
export const tooMany = (lines: number, most: number): string =>
  `${lines} lines are more than one mail holds: ${most}. Maybe mark some of them.`;
export const noInquiry = (id: number): string => `No mail to a vendor has the number ${id}.`;
export const notFailed = 'It was sent, or is on its way. Maybe look again in a minute.';

export const askWords: Readonly<Record<InquiryAsk, string>> = {
  acknowledge: 'Asked to acknowledge the order',
  confirm: 'Asked whether the date holds',
  shipped: 'Asked whether it was shipped',
  late: 'Asked where the goods are',
  sooner: 'Asked for an earlier date',
};

/** What the log of contacts says of it. */
export const inquiredWords = (ask: InquiryAsk, subject: string, recipient: string): string =>
  `${askWords[ask]}, by mail “${subject}” to ${recipient}.`;
export const missedWords = 'call: the mail is not answered';

export const inquirySent = (recipient: string, lines: number): string =>
  `The mail to ${recipient} about ${lines === 1 ? 'one line' : `${lines} lines`} is on its way.`;
export const sentAgain = (recipient: string): string => `The mail to ${recipient} is tried again.`;

/** Of what went wrong between the desk and the vendor, the way out. */
export const bounceWayOut = 'Maybe mend the address of the vendor, or call.';
