/** A supply or consumer of the plan by the name people give it, leading to where it stands. */
import { Link } from '@tanstack/react-router';
import { calledOf } from './productionsheet.ts';

export function SupplyLink({ name }: { name: string }) {
  const [kind = '', ...rest] = name.split('/');
  const address = addressOf(kind, rest);
  const called =
    kind === 'safety'
      ? 'safety stock'
      : kind === 'stock'
        ? `stock ${rest.slice(1).filter(Boolean).join(' · ')}`
        : calledOf(name);
  return address ? <Link to={address as never}>{called}</Link> : <span>{called}</span>;
}

function addressOf(kind: string, rest: readonly string[]): string | undefined {
  const search = (page: string): string => `/records/${page}?search=${encodeURIComponent(rest[0] ?? '')}`;
  switch (kind) {
    case 'demand':
      return rest[0] === 'forecast' ? undefined : `/orders/${rest.map(encodeURIComponent).join('/')}`;
    case 'purchase':
      return search('purchase-lines');
    case 'work':
      return search('work-orders');
    default:
      return undefined;
  }
}
