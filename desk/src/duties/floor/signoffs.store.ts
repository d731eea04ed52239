/** Signatures under lines of instructions, read with the instructions as they stand now. */
import { sql, type Transaction } from 'kysely';
import { notFound } from '../../house/errors.ts';
import type { Tables } from '../../server/database/tables.ts';
import { linesToSign, type SignedLine, signedLines } from './signoffs.ts';

type Tx = Transaction<Tables>;

export interface SignedStep {
  readonly seq: number;
  readonly name: string | null;
  readonly lines: readonly SignedLine[];
}

/** Operations of an order that have lines to sign, or the one of that sequence; in sequence. */
export async function signedSteps(tx: Tx, site: string, order: string, seq?: number): Promise<readonly SignedStep[]> {
  let query = tx
    .selectFrom('work_steps')
    .select(['seq', 'name', 'instructions'])
    .where('site', '=', site)
    .where('work_order', '=', order);
  if (seq !== undefined) query = query.where('seq', '=', seq);
  const steps = (await query.orderBy('seq').execute()).filter(
    ({ instructions }) => linesToSign(instructions).length > 0,
  );
  if (steps.length === 0) return [];
  const facts = await tx
    .selectFrom('sign_offs')
    .select(['seq', 'line', 'done', 'by', 'at'])
    .where('site', '=', site)
    .where('work_order', '=', order)
    .orderBy('id')
    .execute();
  return steps.map(({ instructions, ...step }) => ({
    ...step,
    lines: signedLines(
      instructions,
      facts.filter((fact) => fact.seq === step.seq),
    ),
  }));
}

/** Locked: who signs waits for who reports on the order, and the other way round. */
export async function stepToSign(tx: Tx, site: string, order: string, seq: number) {
  const { rows } = await sql<{ state: string }>`
    select state from work_orders where site = ${site} and number = ${order} for update`.execute(tx);
  if (!rows[0]) throw notFound('work order', order);
  const [step] = await signedSteps(tx, site, order, seq);
  return { state: rows[0].state, lines: step?.lines ?? [] };
}

export const keepSignOff = (
  tx: Tx,
  site: string,
  said: {
    readonly work_order: string;
    readonly seq: number;
    readonly line: string;
    readonly done: boolean;
    readonly by: string;
  },
) =>
  tx
    .insertInto('sign_offs')
    .values({ site, ...said })
    .execute();
