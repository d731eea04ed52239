/** A dry run of an act: it is done and taken back, so what it says is what the act itself would say; done then, it is as it was told. */
import { sql, type Transaction } from 'kysely';
import { Refusal } from '../../house/errors.ts';
import type { Tables } from '../../server/database/tables.ts';
import { toldOtherwise } from './approval.messages.ts';
import { isAsTold, type Outcome, type Told } from './approval.ts';

interface Asked {
  readonly tx: Transaction<Tables>;
  readonly body: { readonly dry_run: boolean; readonly told: Told | null };
}

/** Refuses what would come otherwise than the person was told: that ends the transaction, and nothing of it is kept. */
export async function dryOrDone<A extends Outcome & { readonly number: number; readonly would?: string }>(
  { tx, body }: Asked,
  act: () => Promise<A>,
): Promise<Omit<A, 'would'>> {
  if (body.dry_run) await sql`savepoint dry_run`.execute(tx);
  const { would, ...answer } = await act();
  const now = { state: answer.state, done: would ?? answer.done };
  if (body.told && !isAsTold(body.told, now))
    throw new Refusal(409, 'told-otherwise', toldOtherwise(answer.number, now), { values: { ...now } });
  if (!body.dry_run) return answer;
  await sql`rollback to savepoint dry_run`.execute(tx);
  return { ...answer, done: now.done };
}
