/** Sentences about a purchase line that is split. */
import type { Values } from '../../house/decision.ts';
import type { SplitCode } from './splits.ts';

/** Quantities in words: "8 pcs". */
export const splitRefusals: Readonly<Record<SplitCode, (values: Values) => string>> = {
  'no-such-line': ({ ref }) => `There is no purchase line ${ref}. Maybe it is written differently, as PO-1/2.`,
  'not-open': ({ ref }) => `${ref} is not open: nothing more of it is expected. Maybe open it first.`,
  changed: ({ ref, open }) =>
    `Of ${ref} ${open} are open now: it has changed since you looked. Maybe look at it once more, and split it then.`,
  'no-part': ({ ref, open }) =>
    `Of ${ref} ${open} are open: a part is no more than that, and less than the line. Maybe change the date of the whole line.`,
  'under-way': ({ ref, underWay }) =>
    `Of ${ref} ${underWay} are on their way by ship notices, and stay. Maybe split less, or take a notice back.`,
  requisition: ({ ref, requisition }) =>
    `${ref} fills requisition ${requisition}, which is received as one. Maybe order the part anew, and lower this line.`,
};

export const splitDone = ({
  of,
  qty,
  part,
  closed,
}: {
  readonly of: string;
  readonly qty: string;
  readonly part: { readonly ref: string };
  readonly closed: boolean;
}): string =>
  `${of} is split: ${qty} are ${part.ref} now.${closed ? ` What is left of ${of} has come, so it is closed.` : ''}`;

/** Why reservations are of another line. */
export const becauseSplit = (ref: string, part: string): string => `${ref} was split: they are of ${part}`;
