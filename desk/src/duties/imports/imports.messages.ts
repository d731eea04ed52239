/** The sentences of imports that are about the whole of one. */

import { type Fault, Refusal } from '../../house/errors.ts';
import type { Kind } from '../../house/kind.ts';
import { allNamed, fewNamed } from '../../house/names.ts';
import { granted, type Permission, roles } from '../../house/permission.ts';

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

const rolesFor = (permission: Permission): string =>
  roles.filter((role) => granted[role].includes(permission)).join(' or ');

/** All that somebody may not, with the roles that may: asked for once, not one after the other. */
export const mayNot = (person: string, some: readonly Kind[]): Refusal => {
  const what = allNamed(some.map(({ many }) => many.toLowerCase()));
  const by = new Map(some.map(({ write }) => [write, some.filter((one) => one.write === write)]));
  const ways = [...by].map(([write, of]) =>
    by.size === 1 ? rolesFor(write) : `${rolesFor(write)} for ${of.map(({ many }) => many.toLowerCase()).join(', ')}`,
  );
  return new Refusal(
    403,
    'not-permitted',
    `${person} may not change ${what}. An administrator can grant a role that may: ${ways.join('; ')}.`,
  );
};

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
