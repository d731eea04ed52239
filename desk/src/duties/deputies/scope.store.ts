/** Whose word counts where, read for who decides. */
import type { Transaction } from 'kysely';
import { Refusal } from '../../house/errors.ts';
import type { Tables } from '../../server/database/tables.ts';
import { supervisorsAt } from '../users/scope.store.ts';
import { notYourPart } from './scope.messages.ts';
import { type Deciding, decidedBy, type Names, voicesOf } from './scope.ts';

type Tx = Transaction<Tables>;

/** In whose name a person decides what touches departments; refuses who has no word there, with whose word it needs. */
export async function decidingNames(
  tx: Tx,
  site: string,
  person: Deciding,
  departments: readonly string[],
  answer: 'approve' | 'refuse' = 'approve',
): Promise<Names> {
  const supervisors = await supervisorsAt(tx, site);
  const decision = decidedBy(person, voicesOf(person, site, supervisors), departments, { answer, supervisors });
  const [names] = decision.kind === 'accept' ? decision.facts : [];
  if (names) return names;
  const values = decision.kind === 'refuse' ? decision.values : {};
  throw new Refusal(409, 'not-your-part', notYourPart(values), { values });
}

/** Those that work centres bear; empty: work without one. */
export async function departmentsOfCentres(tx: Tx, site: string, codes: readonly string[]): Promise<readonly string[]> {
  if (codes.length === 0) return [];
  const rows = await tx
    .selectFrom('work_centres')
    .select('department')
    .distinct()
    .where('site', '=', site)
    .where('code', 'in', codes)
    .execute();
  return rows.map(({ department }) => department ?? '').sort();
}
