/** What holds back the follow-up of a line to a day, or of a vendor to a day or until that is ended, and when it may. Pure. */
import { accept, type Decision, refuse } from '../../house/decision.ts';

export interface Asked {
  readonly vendor: string;
  /** "PO-1/2"; null: all of the vendor's. */
  readonly ref: string | null;
  /** The day on which it comes back; null: when it is ended. */
  readonly until: string | null;
  readonly reason: string;
}

/** One that stands: its day has not come, nobody ended it, and its line is open and the vendor's. */
export interface Pause extends Asked {
  readonly id: number;
  readonly vendor_name: string | null;
  readonly at: string;
  readonly by: string;
}

export interface NewPause extends Asked {
  /** The number of the line's record: a line that is renumbered keeps its pause, and what gets its old number has none. */
  readonly purchase_line: number | null;
}

export interface Known {
  readonly today: string;
  readonly vendor: boolean;
  /** The open line of that name, whosever it is. */
  readonly line: { readonly id: number; readonly vendor: string } | undefined;
}

export type PauseCode = 'day-gone' | 'no-day' | 'no-line' | 'no-vendor';

export function pause(asked: Asked, { today, vendor, line }: Known): Decision<NewPause, PauseCode> {
  const values = { vendor: asked.vendor, ref: asked.ref, until: asked.until };
  if (!vendor) return refuse('no-vendor', values);
  if (asked.until !== null && asked.until <= today) return refuse('day-gone', values);
  if (asked.ref === null) return accept([{ ...asked, purchase_line: null }]);
  if (asked.until === null) return refuse('no-day', values);
  if (line?.vendor !== asked.vendor) return refuse('no-line', values);
  return accept([{ ...asked, purchase_line: line.id }]);
}

export type EndCode = 'replaced';

/** A pause is ended while it stands, and may be ended again; one that another took the place of would end nothing, ended or not. */
export function endPause(
  { id, vendor, ref }: Pick<Pause, 'id' | 'vendor' | 'ref'>,
  ended: boolean,
  standing: readonly Pause[],
): Decision<{ readonly pause: number }, EndCode> {
  const newer = standing.find((one) => one.vendor === vendor && one.ref === ref && one.id > id);
  if (newer) return refuse('replaced', { vendor: newer.vendor_name ?? vendor, ref, until: newer.until });
  return accept(ended ? [] : [{ pause: id }]);
}

/** Of those that stand what holds a line: its own first, then its vendor's. */
export const pausing = (
  standing: readonly Pause[],
  { vendor, ref }: { readonly vendor: string; readonly ref: string },
): readonly Pause[] =>
  standing
    .filter((one) => one.vendor === vendor && (one.ref === ref || one.ref === null))
    .toSorted((a, b) => Number(a.ref === null) - Number(b.ref === null));

/** What still holds when a pause is ended: the vendor's its line, or those of some lines these. */
export const stillHolding = (
  { id, vendor, ref }: Pick<Pause, 'id' | 'vendor' | 'ref'>,
  standing: readonly Pause[],
): readonly Pause[] =>
  standing.filter((one) => one.id !== id && one.vendor === vendor && (one.ref === null) !== (ref === null));

/** The day on which what is to be followed up `on` a day comes back: when the last of those that hold it ends by itself. */
export const comesBack = (held: readonly Pause[], on: string): string =>
  held.reduce((latest, { until }) => (until !== null && until > latest ? until : latest), on);
