/** Asked before a line is set to shipped whose goods lie in stock still. */
import { fewNamed } from '../../house/names.ts';
import type { NotPosted } from './notposted.ts';

export const notPostedWords = (lines: readonly NotPosted[]): string =>
  `${fewNamed(lines.map(({ qty, ref }) => `${qty} of ${ref}`))} would be shipped, and no goods of it are posted: stock keeps them. Maybe ship it with its order, under Shipping; whoever sets it all the same has taken them off otherwise.`;
