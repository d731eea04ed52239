/** The sentences of imports that are about the whole of one. */

import { type Fault, Refusal } from '../../house/errors.ts';
import type { Kind } from '../../house/kind.ts';
import { fewNamed } from '../../house/names.ts';

export const notDry = (state: string): Refusal =>
  new Refusal(
    409,
    'not-dry',
    state === 'applied'
      ? 'This import was taken already. Maybe drop the file again.'
      : 'This import was cancelled. Maybe drop the file again.',
  );

export const wasCancelled = (): Refusal =>
  new Refusal(409, 'cancelled', 'The import was cancelled. Nothing of it was written.');

export const faultyImport = (count: number): string =>
  `${count} ${count === 1 ? 'problem stands' : 'problems stand'} against it, so nothing was written. Maybe mend the file, or take the good rows and park the bad.`;

export const mayNot = (person: string, kind: Kind): Refusal =>
  new Refusal(
    403,
    'not-permitted',
    `${person} may not change ${kind.many.toLowerCase()} (it needs "${kind.write}"). An administrator can grant a role that may.`,
  );

export const mayNothing = (person: string): Refusal =>
  new Refusal(
    403,
    'not-permitted',
    `${person} may not change any records, so there is nothing to import. An administrator can grant a role that may.`,
  );

export const noKind = (name: string): Refusal =>
  new Refusal(404, 'not-found', `There are no records called "${name}".`);

export const severalFiles = (first: string, more: number): string =>
  `${first} and ${more} more ${more === 1 ? 'file' : 'files'}`;

export const passedOver = (names: readonly string[]): string =>
  `${fewNamed(names)} ${names.length === 1 ? 'is' : 'are'} neither CSV nor a workbook and ${names.length === 1 ? 'was' : 'were'} not read.`;

export const noSheets = (names: readonly string[]): Fault => ({
  text: `There is no CSV and no workbook here, nor the data of a system that is known: ${fewNamed(names) || 'nothing at all'}. Maybe export the sheets as CSV or .xlsx.`,
});
