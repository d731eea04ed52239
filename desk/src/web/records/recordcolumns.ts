/** The grid's columns of a kind of record, from its fields. */

import { createElement } from 'react';
import { withOwners } from '../../duties/imports/owners.ts';
import { type Field, type Kind, keyText, mayWrite, type Row } from '../../house/kind.ts';
import type { Permission } from '../../house/permission.ts';
import type { Column, Suggestion } from '../kit/grid/column.ts';
import { When } from '../kit/marks.tsx';
import { secondsBetween } from '../kit/time.ts';
import type { PageAddress } from '../paths.ts';

export type RecordRow = Row & { readonly id: number; readonly version: number };

export type Suggest = (kind: string, text: string) => Promise<readonly Suggestion[]>;

interface ColumnParts {
  readonly may: (permission: Permission) => boolean;
  /** Where the record that a reference names is shown. */
  readonly addressOf: (kind: string, code: string) => PageAddress | undefined;
  readonly suggest: Suggest;
  /** Fields that are Hotlist's beside an ERP. */
  readonly ours?: ReadonlySet<string> | undefined;
}

export function recordColumns(
  kind: Kind,
  { may, addressOf, suggest, ours }: ColumnParts,
): readonly Column<RecordRow>[] {
  const columns = withOwners(kind, kind.fields, ours).map((field) => {
    const column = columnOf(kind, field, mayWrite(kind, field.name, may), addressOf, suggest);
    return ours?.has(field.name) ? { ...column, unit: [column.unit, '· ours'].filter(Boolean).join(' ') } : column;
  });
  return kind.lasts ? [...columns, howLong(kind.lasts)] : columns;
}

/** Behind the fields, so that rows pasted from a file fall on them. */
const howLong = ({ from, to }: NonNullable<Kind['lasts']>): Column<RecordRow> => ({
  id: 'lasts',
  label: 'How long',
  type: 'duration',
  sortable: false,
  filterable: false,
  groupable: false,
  value: (row) => (row[from] && row[to] ? secondsBetween(String(row[from]), String(row[to])) : null),
});

function columnOf(
  kind: Kind,
  field: Field,
  edit: boolean,
  addressOf: ColumnParts['addressOf'],
  suggest: Suggest,
): Column<RecordRow> {
  const common = {
    id: field.name,
    label: field.label,
    edit,
    ...(field.secondary ? { secondary: true } : {}),
    ...(field.help ? { help: field.help } : {}),
  };
  const text = (row: RecordRow): string | null => {
    const value = row[field.name];
    return value === null || value === undefined ? null : String(value);
  };
  const number = (row: RecordRow): number | null => {
    const value = row[field.name];
    return value === null || value === undefined || value === '' ? null : Number(value);
  };
  switch (field.type) {
    case 'integer':
    case 'decimal':
      return {
        ...common,
        type: 'number',
        value: number,
        width: widthBy(field.label, 88),
        ...(field.unit ? { unit: field.unit } : {}),
      };
    case 'quantity':
      return { ...common, type: 'quantity', value: number, width: widthBy(field.label, 96) };
    case 'date':
      return { ...common, type: 'date', value: text };
    case 'instant':
      return {
        ...common,
        type: 'instant',
        value: text,
        ...(kind.lasts && Object.values(kind.lasts).includes(field.name)
          ? { draw: (row: RecordRow) => createElement(When, { at: text(row), time: true }) }
          : {}),
      };
    case 'boolean':
      return {
        ...common,
        type: 'boolean',
        width: widthBy(field.label, 72),
        value: (row) => (typeof row[field.name] === 'boolean' ? row[field.name] === true : null),
      };
    case 'choice':
      return { ...common, type: 'choice', value: text, choices: field.choices };
    case 'reference':
      return {
        ...common,
        type: 'reference',
        value: text,
        to: (row) => (text(row) ? addressOf(field.to, text(row) ?? '') : undefined),
        suggest: (typed) => suggest(field.to, typed),
      };
    default:
      return {
        ...common,
        type: 'text',
        value: text,
        width: textWidth(kind, field),
      };
  }
}

/** The key and long text get the room they need; a short text no more than its head. */
function textWidth(kind: Kind, field: Field): number {
  if (kind.key[0] === field.name) return 176;
  if (field.type !== 'text') return widthBy(field.label, 112);
  return field.long ? 260 : (field.max ?? 200) <= 60 ? widthBy(field.label, 112) : 200;
}

/** Heads are read whole: about seven pixels a letter, and room for the arrow and the unit. */
const widthBy = (label: string, least: number): number => Math.max(least, label.length * 7 + 40);

/** What a record is called: its key, and its name where it has one. */
export const recordTitle = (kind: Kind, row: Row): string =>
  typeof row.name === 'string' && row.name !== '' && !kind.key.includes('name')
    ? `${keyText(kind, row)} ${row.name}`
    : keyText(kind, row);
