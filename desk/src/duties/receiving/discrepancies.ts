/** What becomes of a discrepancy: told to its vendor, settled. Pure. */
import { accept, type Decision, refuse } from '../../house/decision.ts';
import type { DiscrepancyState } from './receiving.ts';

export interface Disputed {
  readonly id: number;
  readonly state: DiscrepancyState;
  readonly vendor: string | null;
  /** How it was settled. */
  readonly settled: string | null;
}

export type DisputeCode = 'nobody-to-tell' | 'told-already' | 'settled-already' | 'was-withdrawn';

function over({ id, state, settled }: Disputed): Decision<never, DisputeCode> | undefined {
  if (state === 'settled') return refuse('settled-already', { id, settled: settled ?? '' });
  return state === 'withdrawn' ? refuse('was-withdrawn', { id }) : undefined;
}

/** Decides whether it is told to the vendor: once, and only where there is one. */
export function toldToVendor(one: Disputed): Decision<'reported', DisputeCode> {
  const fault = over(one);
  if (fault) return fault;
  if (one.vendor === null) return refuse('nobody-to-tell', { id: one.id });
  return one.state === 'reported' ? refuse('told-already', { id: one.id, vendor: one.vendor }) : accept(['reported']);
}

/** Decides whether it is settled: told or not, once. */
export const settledSo = (one: Disputed): Decision<'settled', DisputeCode> => over(one) ?? accept(['settled']);
