/** A version as the engine takes it, for edits by hand: only while it is still a plan of the inputs as they stand. */
import type { Transaction } from 'kysely';
import { Refusal } from '../../house/errors.ts';
import type { Tables } from '../../server/database/tables.ts';
import { type AsMade, readAsMade } from '../planning/asmade.store.ts';
import { changesSince } from '../planning/planning.store.ts';
import { boardRefusals } from './board.messages.ts';
import { versionCalled } from './board.store.ts';

export async function readForHand(tx: Transaction<Tables>, site: string, number: number): Promise<AsMade> {
  const version = await versionCalled(tx, site, number);
  const [latest] = await changesSince(tx, site, version.snapshot, 1);
  if (latest) throw new Refusal(409, 'plan-stale', boardRefusals.stale(number, latest.called));
  return readAsMade(tx, site, version);
}
