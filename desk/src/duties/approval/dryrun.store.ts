/** A dry run of an act: it is done and taken back, so what it says is what the act itself would say. */
import { sql, type Transaction } from 'kysely';
import type { Tables } from '../../server/database/tables.ts';

interface Asked {
  readonly tx: Transaction<Tables>;
  readonly body: { readonly dry_run: boolean };
}

export async function dryOrDone<A extends { readonly done: string; readonly would?: string }>(
  { tx, body }: Asked,
  act: () => Promise<A>,
): Promise<Omit<A, 'would'>> {
  if (body.dry_run) await sql`savepoint dry_run`.execute(tx);
  const { would, ...answer } = await act();
  if (!body.dry_run) return answer;
  await sql`rollback to savepoint dry_run`.execute(tx);
  return { ...answer, done: would ?? answer.done };
}
