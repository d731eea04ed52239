/** The lists of a comparison narrowed to a customer, a work centre or a department, by the address. */
import type { ReactNode } from 'react';
import { departmentHead } from '../../house/departmentwords.ts';
import { useAddress } from '../../web/kit/address.ts';
import { countText } from '../../web/kit/formats.ts';
import { HereLink } from '../../web/kit/PageLink.tsx';
import classes from './comparison.module.css';
import type { Comparison } from './comparison.page.tsx';
import { type GroupKind, groupKinds as kinds, type Narrowed } from './groupkinds.ts';

export const headOf = {
  customer: { one: 'Customer', by: 'By customer' },
  work_centre: { one: 'Work centre', by: 'By work centre' },
  department: { one: 'Department', by: 'By department' },
} as const;

export function groupName(kind: GroupKind, group: string): string {
  if (kind === 'department') return departmentHead(group);
  return group || (kind === 'customer' ? 'No customer' : 'Outside');
}

/** In the address nothing leaves no trace: the group without a name is called so. */
const nameless = '-';

export function useNarrowed(): Narrowed {
  const [address] = useAddress();
  return Object.fromEntries(
    kinds.flatMap((kind) => (address[kind] ? [[kind, address[kind] === nameless ? '' : address[kind]]] : [])),
  );
}

const listsAt = 'what-changes';

interface NarrowToProps {
  readonly kind: GroupKind;
  readonly group: string;
  readonly now: Narrowed;
  readonly children: ReactNode;
}

/** What is narrowed to a group already is widened by the same link. */
export function NarrowTo({ kind, group, now, children }: NarrowToProps) {
  const isIt = now[kind] === group;
  return (
    <HereLink
      set={{ ...wide, ...(isIt ? {} : { [kind]: group || nameless }) }}
      at={listsAt}
      aria-current={isIt || undefined}
    >
      {children}
    </HereLink>
  );
}

const wide = Object.fromEntries(kinds.map((kind) => [kind, undefined]));

/** Above the lists: what they are narrowed to, and the way back. */
export function NarrowedNote({ of: narrowed, comparison }: { of: Narrowed; comparison: Comparison }) {
  const kind = kinds.find((one) => narrowed[one] !== undefined);
  if (kind === undefined) return <div id={listsAt} />;
  const group = narrowed[kind] ?? '';
  const named = {
    customer: comparison.customers.find((one) => one.customer === group),
    work_centre: comparison.work_centres.find((one) => one.work_centre === group),
    department: undefined,
  }[kind];
  const name = named?.name ?? groupName(kind, group);
  const { orders, operations, moved } = comparison.listed;
  return (
    <p id={listsAt} className={classes.narrowed} role="status">
      Only <strong>{name}</strong>: {countText(orders, 'order changes', 'orders change')},{' '}
      {countText(moved, 'operation stands elsewhere', 'operations stand elsewhere')}
      {operations > moved ? `, ${countText(operations - moved, 'is new or no more', 'are new or no more')}` : ''}. Sums
      and drawing are of the whole plan.{' '}
      <NarrowTo kind={kind} group={group} now={narrowed}>
        Show all
      </NarrowTo>
    </p>
  );
}
