/** Asked before a line is set to shipped whose goods lie in stock still. */
import { fewNamed } from '../../house/names.ts';
import type { NotPosted } from './notposted.ts';

const named = (lines: readonly NotPosted[]): string => fewNamed(lines.map(({ qty, ref }) => `${qty} of ${ref}`));
export const broughtShipped = (lines: readonly NotPosted[]): string =>
  `${named(lines)} come as shipped, and no goods of it are posted: this stock keeps them. Maybe count them, where no other import brings the stock.`;

export const notPostedWords = (lines: readonly NotPosted[]): string =>
  `${named(lines)} would be shipped, and no goods of it are posted: stock keeps them. Maybe ship it with its order, under Shipping; whoever sets it all the same has taken them off otherwise.`;
