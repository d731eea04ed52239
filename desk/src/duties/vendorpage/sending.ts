/** What a vendor typed of goods that he sends, made what is sent of it. Pure. */
import { typedAmount, typedFault } from '../../house/typednumbers.ts';
import { sending as words } from './notice.messages.ts';

/** As typed. */
export interface Package {
  readonly qty: string;
  readonly lot: string;
  readonly expires: string;
  readonly container: string;
}
type PackageOf = Package & { readonly ref: string };

/** As typed: what is one for all lines that he sends goods of. */
export interface Head {
  readonly number: string;
  readonly carrier: string;
  readonly carrierRef: string;
  readonly arrives: string;
}
export const noHead: Head = { number: '', carrier: '', carrierRef: '', arrives: '' };
export const noPackage: Package = { qty: '', lot: '', expires: '', container: '' };

/** NaN: no quantity, or one that can be read in two ways. */
export function quantityOf({ qty }: Pick<Package, 'qty'>): number {
  const read = typedAmount(qty);
  return read > 0 ? read : Number.NaN;
}

/** Why what was typed as a quantity of a line is none; `missing`: nothing was typed, or nothing is meant. */
export function quantityFault(ref: string, qty: string, missing: string): string | undefined {
  if (!Number.isNaN(quantityOf({ qty }))) return undefined;
  const fault = typedFault(qty);
  return fault === undefined ? missing : `${ref}: ${fault}`;
}

/** What no notice announces yet. */
export const stillToSend = (line: {
  readonly open: number;
  readonly on_the_way: readonly { readonly qty: number }[];
}) =>
  Math.max(
    0,
    line.on_the_way.reduce((left, { qty }) => left - qty, line.open),
  );

/** What must be typed before it is sent: the first of it, in words. */
export function missingOf(packages: readonly PackageOf[], head: Head): string | undefined {
  if (packages.length === 0) return undefined;
  const faults = packages.flatMap(({ ref, qty }) => quantityFault(ref, qty, words.quantityMissing(ref)) ?? []);
  if (faults[0]) return faults[0];
  return head.number.trim() === '' ? words.numberMissing : head.arrives === '' ? words.arrivesMissing : undefined;
}

export const noticeOf = (head: Head, packages: readonly PackageOf[]) => ({
  number: head.number,
  carrier: head.carrier,
  carrier_ref: head.carrierRef,
  arrives: head.arrives,
  lines: packages.map(({ qty, expires, ...one }) => ({
    ...one,
    qty: quantityOf({ qty }),
    expires: expires === '' ? null : expires,
  })),
});

/** What he typed, for where its line is no more. */
export const packagesText = (packages: readonly Package[]): string =>
  packages
    .map(({ qty, lot, container }) => [qty, lot, container].filter((one) => one.trim() !== '').join(', '))
    .join('\n')
    .trim();

/** The line that a refusal is about: named itself, or by its place in the notice; undefined: the notice as a whole. */
export function refOf(
  field: string,
  notice: { readonly lines: readonly { readonly ref: string }[] } | null | undefined,
) {
  if (!field.startsWith('notice')) return field;
  const at = /^notice\.lines\.(\d+)/.exec(field)?.[1];
  return at === undefined ? undefined : notice?.lines[Number(at)]?.ref;
}
