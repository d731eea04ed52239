/** A supply or consumer of the plan by the name people give it, leading to where it stands. */
import { PageLink } from '../../web/kit/PageLink.tsx';
import { orderAt, type PageAddress, pageAt } from '../../web/paths.ts';
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
  return address ? <PageLink to={address}>{called}</PageLink> : <span>{called}</span>;
}

function addressOf(kind: string, rest: readonly string[]): PageAddress | undefined {
  const search = rest[0] ?? '';
  switch (kind) {
    case 'demand':
      return search === 'forecast' ? undefined : orderAt(rest.join('/'));
    case 'purchase':
      return pageAt('/records/purchase-lines', { search });
    case 'work':
      return pageAt('/records/work-orders', { search });
    default:
      return undefined;
  }
}
