/** Sentences about vendors' ship notices that a person reads. */
import { wrongCheckDigit } from '../../house/checkdigits.ts';
import type { Values } from '../../house/decision.ts';
import type { ContainerDoubt, LineFault, NoticeCode, NoticeEnd, NoticeEndCode } from './notices.ts';

export const lineFaults: Readonly<Record<LineFault, (values: Values) => string>> = {
  'other-vendor': ({ ref, vendor, said }) =>
    `${ref} is ordered from ${vendor}, and the notice is of ${said}. Maybe it is another line.`,
  'line-cancelled': ({ ref }) => `${ref} was cancelled. Maybe tell the vendor, and leave the line out.`,
  'line-closed': ({ ref }) => `${ref} is closed: what was ordered has come. Maybe leave the line out.`,
  'lot-unprintable': ({ lot }) =>
    `Lot "${lot}" has a sign that no label carries. Maybe type its letters and figures only.`,
  'expiry-without-lot': ({ ref }) => `The expiry of ${ref} is told by its lot. Maybe type the lot too.`,
  'expired-then': ({ lot, expires }) =>
    `Lot ${lot} expires on ${expires}, before it is to arrive. Maybe one of the two days is mistyped.`,
  'lot-two-expiries': ({ lot }) =>
    `Lot ${lot} stands in an earlier line of the notice with another expiry, and a lot has one. Maybe it was mistyped.`,
  'container-known': ({ container, number }) =>
    `Container ${container} is on notice ${number} already, and one comes once. Maybe it was mistyped.`,
};

export const noticeWords: Readonly<Record<NoticeCode | NoticeEndCode, (values: Values) => string>> = {
  'notice-taken-back': ({ number }) =>
    `Notice ${number} was taken back: nothing of it is to come. Maybe receive against the purchase line.`,
  'notice-closed': ({ number }) =>
    `Notice ${number} is closed: nothing more of it is to come. Maybe receive against the purchase line.`,
  'notice-received': ({ number }) => `All of notice ${number} came already. Maybe somebody else received it just now.`,
  'container-received': ({ number, container }) =>
    `Container ${container} of notice ${number} was received already. Maybe somebody else did it just now.`,
  'container-unknown': ({ number, container }) =>
    `Notice ${number} has no container ${container}. Maybe it is of another one.`,
  'line-unknown': ({ number, line }) => `Notice ${number} has no line ${line} there. Maybe it is in another container.`,
  'line-twice': ({ number, line }) =>
    `Line ${line} of notice ${number} stands there twice. Maybe add up what was counted of it.`,
  'line-came': ({ number, line }) =>
    `Line ${line} of notice ${number} came already. Maybe somebody else received it just now.`,
  'notice-came': ({ number }) => `Some of notice ${number} came already. Maybe close it: what is missing is told then.`,
};

export const numberTaken = (number: string, vendor: string): string =>
  `Notice ${number} of ${vendor} stands already. Maybe take that one back first.`;
export const noLineCalled = (ref: string): string =>
  `There is no purchase line ${ref}. Maybe it is written differently, as PO-1/2.`;
export const moreAnnounced = (ref: string, over: string, unit: string): string =>
  `${over} ${unit} more of ${ref} are announced than are open. Maybe ask the vendor; who receives them is asked then.`;
export const containerDoubts: Readonly<Record<ContainerDoubt, (container: string) => string>> = {
  'no-sscc': (container) => `Container ${container} is no SSCC, which has 18 digits. Maybe some are missing.`,
  'check-digit': (container) => wrongCheckDigit('SSCC', container),
};
export const trainee = 'A trainee’s notice needs a second person. Maybe ask a buyer to enter it.';

export const announcedNotice = (number: string, vendor: string, lines: number): string =>
  `Notice ${number} of ${vendor} is kept: ${lines === 1 ? '1 line is' : `${lines} lines are`} on the way.`;
export const receivedNotice = (number: string, lines: number, left: number): string =>
  `${lines === 1 ? '1 line' : `${lines} lines`} of notice ${number} received. ${
    left === 0 ? 'All of it is here.' : `Of ${left === 1 ? '1 line' : `${left} lines`} something is still to come.`
  }`;
export const endedNotice = (number: string, as: NoticeEnd, missing: number): string =>
  as === 'taken back'
    ? `Notice ${number} is taken back.`
    : `Notice ${number} is closed; ${missing === 1 ? '1 line' : `${missing} lines`} short, told under Discrepancies.`;

export const missingNote = (number: string, reason: string): string =>
  `Announced by ${number}, did not come: ${reason}`;
export const otherLotNote = (number: string, announced: string, came: string): string =>
  `${number} announced ${announced}; ${came} came`;
export const overNote = (number: string, announced: string, unit: string): string =>
  `${number} announced ${announced} ${unit} still to come`;
export const overCame = (number: string, line: number): string =>
  `More of line ${line} of notice ${number} came than it announced. Maybe tell the vendor: it stands under Discrepancies.`;
export const containerOfOther = (container: string, number: string, vendor: string): string =>
  `Container ${container} is on notice ${number} of ${vendor} too. Maybe ask which of them has it.`;
export const lotWords = (lot: string, expires: string | null): string =>
  `${lot === '' ? 'no lot' : `lot ${lot}`}${expires === null ? '' : `, until ${expires}`}`;

export const atLine = (row: number, text: string): string => `Line ${row}: ${text}`;
export const linesFaulty = (faults: readonly { readonly text: string }[]): string =>
  faults.length === 1 && faults[0]
    ? faults[0].text
    : `${faults.length} lines of the notice cannot be kept, so none of it is.`;
