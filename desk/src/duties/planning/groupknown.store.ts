/** Whether what a comparison is narrowed to is anything: it changes there, or a record is called so. */
import { sql, type Transaction } from 'kysely';
import { notFound } from '../../house/errors.ts';
import type { Tables } from '../../server/database/tables.ts';
import { type GroupKind, groupKinds, type Narrowed } from './groupkinds.ts';

type Changing = Readonly<Record<GroupKind, readonly { readonly group: string }[]>>;

const called: Readonly<Record<GroupKind, (site: string, group: string) => ReturnType<typeof sql<object>>>> = {
  customer: (site, group) =>
    sql`select from customers where site = ${site} and (code = ${group} or name = ${group}) limit 1`,
  work_centre: (site, group) => sql`select from work_centres where site = ${site} and code = ${group}`,
  department: (site, group) => sql`select from departments where site = ${site} and code = ${group}`,
};
const words = { customer: 'customer', work_centre: 'work centre', department: 'department' } as const;

export async function refuseUnknownGroup(
  tx: Transaction<Tables>,
  site: string,
  narrowed: Narrowed,
  changing: Changing,
): Promise<void> {
  for (const kind of groupKinds) {
    const group = narrowed[kind];
    if (group === undefined || group === '' || changing[kind].some((one) => one.group === group)) continue;
    const { rows } = await called[kind](site, group).execute(tx);
    if (rows.length === 0) throw notFound(words[kind], group);
  }
}
