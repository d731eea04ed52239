/** Where the names in a chain lead. */
import { pages } from '../../web/pages.ts';
import { addressOfRecord } from '../../web/records/addresses.ts';

export interface Named {
  readonly type: string;
  readonly ref: string;
}

const has = (path: string): boolean => pages.some((page) => page.path === path);
const order = (ref: string): string => (ref.includes('/') ? ref.slice(0, ref.lastIndexOf('/')) : ref);

export function addressOf({ type, ref }: Named): string | undefined {
  switch (type) {
    case 'customer_line':
      return has('/orders/$order/$line')
        ? `/orders/${encodeURIComponent(order(ref))}${ref.includes('/') ? ref.slice(ref.lastIndexOf('/')) : ''}`
        : addressOfRecord('customer_lines', order(ref));
    case 'item':
      return has('/items/$code') ? `/items/${encodeURIComponent(ref)}` : addressOfRecord('items', ref);
    case 'purchase_line':
      return addressOfRecord('purchase_lines', order(ref));
    case 'operation':
      return addressOfRecord('work_orders', order(ref));
    case 'work_order':
      return addressOfRecord('work_orders', ref);
    case 'machine':
      return addressOfRecord('machines', ref);
    case 'vendor':
      return addressOfRecord('vendors', ref);
    default:
      return undefined;
  }
}
