/** Whose word counts where, read for who decides. */
import type { Transaction } from 'kysely';
import { Refusal } from '../../house/errors.ts';
import { type AskedFor, refuseUndecidable } from '../../house/requests.ts';
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

/** In whose name a request is approved. */
export async function approvingNames(
  tx: Tx,
  site: string,
  person: Deciding,
  request: AskedFor,
  departments: readonly string[],
): Promise<Names> {
  const names = await decidingNames(tx, site, person, departments);
  refuseUndecidable(request, names.persons, 'approved');
  return names;
}

/** In whose name a request is refused: one of the departments is enough, and what somebody asked for himself he takes back wherever it is. */
export async function refusingNames(
  tx: Tx,
  site: string,
  person: Deciding,
  request: AskedFor,
  departments: readonly string[],
): Promise<Names> {
  refuseUndecidable(request, [person.id], 'refused');
  return decidingNames(tx, site, person, request.person === person.id ? [] : departments, 'refuse');
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
