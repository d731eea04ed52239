/**
 * Which dates a logged call moves. A vendor's word moves the estimate; when it is a promise that moves, and takes the place of what was
 * estimated before. A word to a customer moves the promise; the dates of an operation are the plan's. Who may type such a date may say
 * it in a call.
 */
import { type Kind, mayWrite } from '../../house/kind.ts';
import type { Permission } from '../../house/permission.ts';
import { customerLines } from '../orders/orders.ts';
import type { saidWays } from '../purchasing/promises.ts';
import { purchaseLines } from '../purchasing/purchasing.ts';
import type { HotKind } from './ranking.ts';

/** How somebody was spoken to. */
export type ContactWay = (typeof saidWays)[number];

export interface MovedDates {
  readonly kind: Kind;
  readonly fields: readonly ('estimated' | 'promised')[];
}

export function datesMovedBy(about: HotKind, promised: boolean): MovedDates | undefined {
  switch (about) {
    case 'purchase_line':
      return { kind: purchaseLines, fields: promised ? ['estimated', 'promised'] : ['estimated'] };
    case 'customer_line':
      return { kind: customerLines, fields: ['promised'] };
    case 'operation':
    case 'requisition':
    case 'balance':
    case 'delivery':
    case 'card':
    case 'search':
    case 'standing':
    case 'customer_return':
      return undefined;
  }
}

export const mayMove = ({ kind, fields }: MovedDates, may: (permission: Permission) => boolean): boolean =>
  fields.every((field) => mayWrite(kind, field, may));
