/** A part of a purchase line that goes on as a line of its own. Quantities in steps of the item's unit. Pure. */
import type { Qty } from '@hotlist/engine';
import { accept, type Decision, refuse } from '../../house/decision.ts';

export interface LineToSplit {
  readonly ref: string;
  readonly state: 'open' | 'closed' | 'cancelled';
  readonly ordered: Qty;
  readonly received: Qty;
  /** By ship notices that stand. */
  readonly underWay: Qty;
  /** The requisition that it fills; null: none. */
  readonly requisition: string | null;
}

/** How much stays, and whether it has come: then nothing more of the line is expected. */
export interface Stays {
  readonly ordered: number;
  readonly closed: boolean;
}

export type SplitCode = 'no-such-line' | 'not-open' | 'changed' | 'no-part' | 'under-way' | 'requisition';

/**
 * Decides about `part`, which goes to a new line. What came, and what is on its way by a notice, stays with the old one. `seenOpen`:
 * how much was open as whoever splits it saw it.
 */
export function splitLine(line: LineToSplit, part: Qty, seenOpen: Qty): Decision<Stays, SplitCode> {
  const { ref, requisition } = line;
  const open = line.ordered - line.received;
  if (line.state !== 'open') return refuse('not-open', { ref });
  if (open !== seenOpen) return refuse('changed', { ref, open });
  if (requisition !== null) return refuse('requisition', { ref, requisition });
  if (part >= line.ordered || part > open) return refuse('no-part', { ref, open });
  if (part > open - line.underWay) return refuse('under-way', { ref, underWay: line.underWay });
  const ordered = line.ordered - part;
  return accept([{ ordered, closed: line.received >= ordered }]);
}
