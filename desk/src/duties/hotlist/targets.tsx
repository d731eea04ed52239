/** Where the names in a chain lead. */
import { orderAt, type PageAddress, pageAt } from '../../web/paths.ts';
import { addressOfRecord } from '../../web/records/addresses.ts';

export interface Named {
  readonly type: string;
  readonly ref: string;
}

const order = (ref: string): string => (ref.includes('/') ? ref.slice(0, ref.lastIndexOf('/')) : ref);

export function addressOf({ type, ref }: Named): PageAddress | undefined {
  switch (type) {
    case 'customer_line':
      return orderAt(ref);
    case 'item':
      return pageAt('/items/$code', { code: ref });
    case 'purchase_line':
      return addressOfRecord('purchase_lines', order(ref));
    case 'operation':
      return addressOfRecord('work_orders', order(ref));
    case 'work_order':
      return addressOfRecord('work_orders', ref);
    case 'requisition':
      return pageAt('/requisitions', { search: ref, view: 'All' });
    case 'balance':
      return pageAt('/stock', { filter: 'qty:lt:0' });
    case 'delivery':
      return pageAt('/deliveries', { search: ref, view: 'All' });
    case 'card':
      return pageAt('/kanban', { search: ref, view: 'All' });
    case 'search':
      return pageAt('/where', { sought: ref });
    case 'standing':
      return pageAt('/receiving', { show: 'standing' });
    case 'customer_return':
      return pageAt('/receiving', { show: 'returns', view: 'All', search: ref });
    case 'machine':
      return addressOfRecord('machines', ref);
    case 'vendor':
      return addressOfRecord('vendors', ref);
    default:
      return undefined;
  }
}
