/** What a comparison is narrowed to: a customer by the name or the code, and nothing that there is not. */
import { sql, type Transaction } from 'kysely';
import { notFound, Refusal } from '../../house/errors.ts';
import type { Tables } from '../../server/database/tables.ts';
import { severalCalled } from './comparison.messages.ts';
import { type GroupKind, groupKinds, type Narrowed } from './groupkinds.ts';

type Tx = Transaction<Tables>;
type Changing = Readonly<Record<GroupKind, readonly { readonly group: string }[]>>;

const called: Readonly<Record<GroupKind, (site: string, group: string) => ReturnType<typeof sql<object>>>> = {
  customer: (site, group) => sql`select from customers where site = ${site} and code = ${group}`,
  work_centre: (site, group) => sql`select from work_centres where site = ${site} and code = ${group}`,
  department: (site, group) => sql`select from work_centres where site = ${site} and department = ${group} limit 1`,
};
const words = { customer: 'customer', work_centre: 'work centre', department: 'department' } as const;

/** Customers are added up by their codes: a name stands for its code where one customer alone is called so. */
export async function withCustomerCoded<Wish extends Narrowed>(tx: Tx, site: string, wish: Wish): Promise<Wish> {
  const { customer } = wish;
  if (!customer) return wish;
  const { rows } = await sql<{ code: string }>`
    select code from customers where site = ${site} and (code = ${customer} or name = ${customer})
    order by code = ${customer} desc, code limit 2`.execute(tx);
  const [first, second] = rows.map(({ code }) => code);
  if (first !== customer && second !== undefined) throw new Refusal(409, 'several-called-so', severalCalled(customer));
  return { ...wish, customer: first ?? customer };
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
