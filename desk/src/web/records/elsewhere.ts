/** Records, or fields of them, that a person changes on another page alone; here they are seen. Pure. */
import type { Kind } from '../../house/kind.ts';
import type { PageAddress } from '../paths.ts';

export interface Elsewhere {
  readonly page: PageAddress;
  /** What the page is called, and why it is there. */
  readonly word: string;
  readonly why: string;
  /** These fields of a record that stands; without them the whole record, a new one too. */
  readonly fields?: readonly string[];
}

/** The kind as this page lets it be changed: what is changed elsewhere is not typed here. */
export const changedHere = (kind: Kind, elsewhere: Elsewhere | undefined): Kind =>
  elsewhere === undefined
    ? kind
    : {
        ...kind,
        fields: kind.fields.map((field) =>
          (elsewhere.fields?.includes(field.name) ?? true) ? { ...field, readonly: true } : field,
        ),
      };
