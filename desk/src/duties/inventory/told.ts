/** Decides about what a trainee told of goods that he moved. Pure. GLOSSARY "countersign". */
import { accept, type Decision, refuse } from '../../house/decision.ts';
import type { Act } from './movements.ts';

/** As it was asked for, with the time at which the goods moved. */
export interface ToldBody {
  readonly act: Act;
  readonly item: string;
  readonly lot: string;
  readonly serial: string;
  readonly container: string;
  readonly to_container: string | null;
  readonly owner: string;
  readonly from: string | null;
  readonly to: string | null;
  readonly qty: number;
  readonly unit: string;
  /** RFC 3339. */
  readonly moved_at: string;
  readonly reason: string;
}

export type SettleCode = 'settled' | 'own';

/** Who told it does not settle it, and it is settled once. */
export function maySettle(
  told: { readonly by: string; readonly settledBy: string | null },
  person: { readonly called: string; readonly trainee: boolean },
): Decision<true, SettleCode> {
  if (told.settledBy !== null) return refuse('settled', { by: told.settledBy });
  if (person.trainee || told.by === person.called) return refuse('own');
  return accept([true]);
}
