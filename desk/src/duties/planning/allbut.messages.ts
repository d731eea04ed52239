/** Where a version stands that some orders were left out of: nobody rejected what it is about. */
import { fewNamed } from '../../house/names.ts';

const mostNamed = 3;
export const ordersNamed = (orders: readonly string[]): string => fewNamed(orders, mostNamed);

export const approvedAllBut = (orders: readonly string[], number: number): string =>
  `approved all but ${ordersNamed(orders)}, as version ${number}`;
