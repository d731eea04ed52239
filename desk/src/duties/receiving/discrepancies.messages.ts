/** Sentences about discrepancies that a person reads. */
import type { Values } from '../../house/decision.ts';
import type { DisputeCode } from './discrepancies.ts';
import type { DiscrepancyKind } from './receiving.ts';

export const kindWords: Readonly<Record<DiscrepancyKind, string>> = {
  short: 'Less came than the delivery note or the ship notice says',
  over: 'More came than may come',
  damaged: 'Damaged',
  wrong: 'Not ordered',
  lot: 'Another lot than announced',
};

export const disputeRefusals: Readonly<Record<DisputeCode, (values: Values) => string>> = {
  'nobody-to-tell': ({ id }) => `Discrepancy ${id} has no vendor who could be told. Maybe settle it with how.`,
  'told-already': ({ id, vendor }) => `${vendor} was told of discrepancy ${id} already. Maybe settle it.`,
  'settled-already': ({ id, settled }) => `Discrepancy ${id} is settled already: ${settled}.`,
  'was-withdrawn': ({ id }) => `Discrepancy ${id} went with its receipt, which was taken back.`,
};

export const trainee = 'What a trainee tells a vendor or settles needs a second person. Maybe ask a buyer to do it.';
export const toldWords = (vendor: string, item: string): string => `Kept: ${vendor} was told about ${item}.`;
export const settledWords = (item: string, how: string): string => `The discrepancy of ${item} is settled: ${how}.`;
