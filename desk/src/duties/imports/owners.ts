/** Beside an ERP each field has an owner, who has the last word on it: the ERP unless it is said to be Hotlist. */
import type { Field, Kind } from '../../house/kind.ts';

export type Owner = 'erp' | 'hotlist';

export interface FieldOwner {
  readonly kind: string;
  readonly field: string;
  readonly owner: Owner;
}

/** A key tells the records of both sides apart, so it is nobody's alone; what nobody types in is not brought either. */
export const isOwned = (kind: Kind, field: Field): boolean => !kind.key.includes(field.name) && !field.readonly;

/** Fields of a kind that are Hotlist's. Undefined: nobody said so of any field, so there is no ERP to speak of. */
export function oursOf(kind: Kind, owners: readonly FieldOwner[]): ReadonlySet<string> | undefined {
  if (!owners.some((one) => one.owner === 'hotlist')) return undefined;
  return new Set(owners.flatMap((one) => (one.kind === kind.name && one.owner === 'hotlist' ? [one.field] : [])));
}

/** What stands beside a field about its owner. */
export const ownerWords = (ours: boolean): string =>
  ours
    ? 'Hotlist owns it: an import from the ERP leaves it.'
    : 'The ERP owns it: its next import writes over what is typed here.';

/** The fields of a form, each with what is to be known of its owner. */
export function withOwners(
  kind: Kind,
  fields: readonly Field[],
  ours: ReadonlySet<string> | undefined,
): readonly Field[] {
  if (!ours) return fields;
  return fields.map((field) =>
    isOwned(kind, field)
      ? { ...field, help: [field.help, ownerWords(ours.has(field.name))].filter(Boolean).join(' ') }
      : field,
  );
}
