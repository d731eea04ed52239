/**
 * Goods of a customer's line that go out, in whole or in part, and come back where that was wrong. Pure; quantities in steps of the
 * item's unit.
 *
 * Source: GLOSSARY "shipment"; RULES "Netting" (ship complete).
 */
import { accept, confirm, type Decision, refuse } from '../../house/decision.ts';
import { leftOf, type Standing } from '../orders/went.ts';

/** A customer line, its row held. */
export interface Line extends Standing {
  readonly shipComplete: boolean;
}

/** What is shipped of the line after it, and how the line stands then. */
export interface Shipped {
  readonly shipped: number;
  readonly state: Line['state'];
}

export type ShipCode = 'not-open' | 'nothing-shipped' | 'over-shipment' | 'ship-complete';

/** Decides what goes out. Refuses what is of no open line, and nothing. Asks above what is open, and before a line goes in parts that is to go whole. */
export function ships(line: Line, qty: number): Decision<Shipped, ShipCode> {
  if (line.state !== 'open') return refuse('not-open', { state: line.state });
  if (qty <= 0) return refuse('nothing-shipped');
  const shipped = line.shipped + qty;
  const facts: readonly Shipped[] = [{ shipped, state: shipped >= line.qty ? 'shipped' : 'open' }];
  if (shipped > line.qty) return confirm(facts, 'over-shipment', { over: shipped - line.qty, open: leftOf(line) });
  if (shipped < line.qty && line.shipComplete)
    return confirm(facts, 'ship-complete', { open: leftOf(line), left: line.qty - shipped });
  return accept(facts);
}

/** So much of a lot, or one piece; empty: told by none. */
export interface Goods {
  readonly lot: string;
  readonly serial: string;
  readonly qty: number;
}

/** What a shipment brought out, what the other standing ones of its line did, and what came back of the line. */
export interface TakingBack {
  readonly back: boolean;
  readonly gone: readonly Goods[];
  readonly others: readonly Goods[];
  readonly came: readonly Goods[];
}

const sum = (some: readonly Goods[]): number => some.reduce((total, { qty }) => total + qty, 0);

/**
 * A shipment that was wrong is no shipment: what went out is open again, unless the line is over otherwise. Refuses it where its goods
 * came back already: in sum, of a lot, or a piece.
 */
export function takenBack(
  line: Line,
  { back, gone, others, came }: TakingBack,
): Decision<Shipped, 'taken-back' | 'returned'> {
  if (back) return refuse('taken-back');
  for (const by of ['serial', 'lot'] as const)
    for (const name of new Set(gone.map((one) => one[by]).filter((one) => one !== ''))) {
      const ofIt = (some: readonly Goods[]): number => sum(some.filter((one) => one[by] === name));
      if (ofIt(came) > ofIt(others)) return refuse('returned', { by, name });
    }
  const shipped = Math.max(0, line.shipped - sum(gone));
  if (sum(came) > shipped) return refuse('returned', { by: '', name: '' });
  return accept([{ shipped, state: line.state === 'shipped' && shipped < line.qty ? 'open' : line.state }]);
}
