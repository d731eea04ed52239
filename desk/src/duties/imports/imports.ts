/**
 * What the columns of a foreign sheet mean: which kind of record the sheet holds and which field each column is. Heads
 * are compared without case, punctuation, accents and units in brackets. A person may overrule every guess; the
 * mapping that was used is what is saved and shown.
 */
import type { Field, Kind } from '../../house/kind.ts';
import type { Sheet } from './sheets.ts';

/** Head as it stands in the sheet → field name; '' for a column that is left out. */
export type Mapping = Readonly<Record<string, string>>;

export interface MatchedColumn {
  readonly head: string;
  /** From 0. */
  readonly column: number;
  /** Absent: nothing of the kind is called so. */
  readonly field?: string;
  readonly by: 'person' | 'name' | 'label' | 'alias' | 'nothing';
}

export interface MatchedHeads {
  readonly columns: readonly MatchedColumn[];
  /** Required fields that no column gives and that have no default. */
  readonly missing: readonly Field[];
}

/** Nobody names a column at greater length; brackets without end would be searched for their other half for hours. */
const longestHead = 200;

/** "Due date (CET)", "due_date" and "Due-Date:" are the same words. */
export const plainHead = (head: string): string =>
  head
    .slice(0, longestHead)
    .normalize('NFKD')
    .replace(/\p{M}/gu, '')
    .replace(/\([^)]*\)|\[[^\]]*\]/g, ' ')
    .replace(/([a-z])([A-Z])/g, '$1 $2')
    .toLowerCase()
    .replace(/[’'`´]/g, '')
    .replace(/#/g, ' no ')
    .replace(/[^\p{L}\p{N}]+/gu, ' ')
    .replace(/\b(number|num|nr|nummer)\b/g, 'no')
    .trim();

const same = (plain: string): string => plain;

/** Better words first: each column takes one field and each field one column. */
export function matchHeads(kind: Kind, heads: readonly string[], mapping: Mapping = {}): MatchedHeads {
  const taken = new Set<string>();
  const found = new Map<number, MatchedColumn>();
  const give = (column: number, field: string | undefined, by: MatchedColumn['by']): void => {
    const head = heads[column] ?? '';
    if (found.has(column) || (field !== undefined && taken.has(field))) return;
    if (field !== undefined) taken.add(field);
    found.set(column, { head, column, by, ...(field === undefined ? {} : { field }) });
  };
  heads.forEach((head, column) => {
    const said = mapping[head];
    if (said === undefined) return;
    const known = kind.fields.some((field) => field.name === said);
    give(column, known ? said : undefined, 'person');
  });
  const all = (field: Field): readonly string[] => [field.name, field.label, ...(field.aliases ?? [])];
  const words: readonly (readonly [
    MatchedColumn['by'],
    (field: Field) => readonly string[],
    (plain: string) => string,
  ])[] = [
    ['name', (field) => [field.name], same],
    ['label', (field) => [field.label], same],
    ['alias', (field) => field.aliases ?? [], same],
    // "Part number" and "Customer code" are the part and the customer.
    ['alias', all, (plain) => plain.replace(/ (no|code|id|key)$/, '')],
  ];
  for (const [by, wordsOf, short] of words)
    heads.forEach((head, column) => {
      const plain = short(plainHead(head));
      const field = kind.fields.find(
        (one) => !one.readonly && !taken.has(one.name) && wordsOf(one).some((word) => plainHead(word) === plain),
      );
      if (plain !== '' && field) give(column, field.name, by);
    });
  heads.forEach((_, column) => {
    give(column, undefined, 'nothing');
  });
  return {
    columns: heads.map((head, column) => found.get(column) ?? { head, column, by: 'nothing' }),
    missing: kind.fields.filter((field) => field.required && field.default === undefined && !taken.has(field.name)),
  };
}

/** Which kind a sheet is named after. */
export function kindNamed(sheet: string, kinds: readonly Kind[]): Kind | undefined {
  const name = plainHead(sheet);
  return kinds.find((kind) => [kind.name, kind.many, kind.one].some((word) => plainHead(word) === name));
}

/** By the sheet's name; else the kind that its heads fit best and fully. Undefined: a person must say. */
export function kindOfSheet(sheet: Pick<Sheet, 'name' | 'head'>, kinds: readonly Kind[]): Kind | undefined {
  const named = kindNamed(sheet.name, kinds);
  if (named) return named;
  const scored = kinds
    .map((kind) => {
      const { columns, missing } = matchHeads(kind, sheet.head);
      const fits = columns.filter((one) => one.field !== undefined).length;
      return { kind, missing: missing.length, fits };
    })
    .filter((one) => one.missing === 0 && one.fits >= 2)
    .toSorted((a, b) => b.fits - a.fits);
  const [best, next] = scored;
  return best && best.fits !== next?.fits ? best.kind : undefined;
}
