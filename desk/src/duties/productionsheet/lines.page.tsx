/** What all pages of orders say of a customer line. */

import type { Answering } from '../../web/api.ts';
import type { Late, Money } from '../../web/kit/formats.ts';
import { type PageAddress, pageAt } from '../../web/paths.ts';
import type { listOrders } from './productionsheet.contract.ts';

export type Line = Answering<typeof listOrders>['rows'][number];

/** Kinds whose change makes what is said of a line old. */
export const lineKinds: readonly string[] = [
  'customer_lines',
  'customer_inputs',
  'customers',
  'purchase_lines',
  'work_orders',
  'plan_runs',
];

export const orderAddress = (row: Pick<Line, 'order_no' | 'line'>): PageAddress =>
  pageAt('/orders/$order/$line', { order: row.order_no, line: row.line });

/** Working days as the mark of lateness shows them; a line that nothing serves has none to show. */
export function lateOfLine(row: Pick<Line, 'late_days' | 'tone' | 'estimated'>): Late | null {
  if (row.late_days === null || row.estimated === null || row.tone === 'over') return null;
  // The plan makes things just in time: hours to spare say nothing.
  if (row.tone === 'fine' && row.late_days > -1) return null;
  return { days: row.late_days, state: row.tone === 'late' || row.tone === 'risk' ? row.tone : 'fine' };
}

export const moneyOf = (row: Pick<Line, 'money' | 'currency'>): Money | null =>
  row.money === null ? null : { minor: row.money, currency: row.currency };
