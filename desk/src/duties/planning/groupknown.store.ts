/** What a comparison is narrowed to: a customer by the name or the code, and nothing that there is not. */
import { sql, type Transaction } from 'kysely';
import { notFound } from '../../house/errors.ts';
import type { Tables } from '../../server/database/tables.ts';
import { type GroupKind, groupKinds, type Narrowed } from './groupkinds.ts';

type Tx = Transaction<Tables>;
type Changing = Readonly<Record<GroupKind, readonly { readonly group: string }[]>>;

const called: Readonly<Record<GroupKind, (site: string, group: string) => ReturnType<typeof sql<object>>>> = {
  customer: (site, group) =>
    sql`select from customers where site = ${site} and coalesce(name, code) = ${group} limit 1`,
  work_centre: (site, group) => sql`select from work_centres where site = ${site} and code = ${group}`,
  department: (site, group) => sql`select from work_centres where site = ${site} and department = ${group} limit 1`,
};
const words = { customer: 'customer', work_centre: 'work centre', department: 'department' } as const;

/** Customers are added up by their names, as `linesCalled` has them: who gives the code means that, unless another is called so. */
export async function withCustomerNamed<Wish extends Narrowed>(tx: Tx, site: string, wish: Wish): Promise<Wish> {
  const { customer } = wish;
  if (!customer) return wish;
  const { rows } = await sql<{ name: string }>`
    select coalesce(name, code) as name from customers
    where site = ${site} and (code = ${customer} or coalesce(name, code) = ${customer})
    order by coalesce(name, code) = ${customer} desc limit 1`.execute(tx);
  return { ...wish, customer: rows[0]?.name ?? customer };
}

/** It changes there, or a record is called so. */
export async function refuseUnknownGroup(tx: Tx, site: string, narrowed: Narrowed, changing: Changing): Promise<void> {
  for (const kind of groupKinds) {
    const group = narrowed[kind];
    if (group === undefined || group === '' || changing[kind].some((one) => one.group === group)) continue;
    const { rows } = await called[kind](site, group).execute(tx);
    if (rows.length === 0) throw notFound(words[kind], group);
  }
}
