/** Records of any kind through the typed client: one route table for each kind, made once. */

import { kindNamed } from '../../duties/records/records.ts';
import { type RecordRoutes, recordRoutes } from '../../house/kind.contract.ts';
import type { Kind, Value } from '../../house/kind.ts';
import { call } from '../api.ts';
import type { Suggestion } from '../kit/grid/column.ts';
import type { RecordRow } from './recordcolumns.ts';

const made = new Map<string, RecordRoutes>();

export function routesOf(kind: Kind): RecordRoutes {
  const known = made.get(kind.name);
  if (known) return known;
  const routes = recordRoutes(kind);
  made.set(kind.name, routes);
  return routes;
}

type Fields = Readonly<Record<string, Value>>;

export const createRecord = async (kind: Kind, fields: Fields, confirm?: readonly string[]): Promise<RecordRow> =>
  (await call(routesOf(kind).create, { body: fields }, confirm ? { confirm } : {})) as unknown as RecordRow;

export const changeRecord = async (
  kind: Kind,
  row: RecordRow,
  fields: Fields,
  confirm?: readonly string[],
): Promise<RecordRow> =>
  (await call(
    routesOf(kind).change,
    { params: { id: row.id }, body: fields },
    { version: row.version, ...(confirm ? { confirm } : {}) },
  )) as unknown as RecordRow;

export const removeRecord = async (kind: Kind, row: RecordRow, confirm: readonly string[] = []): Promise<void> => {
  await call(routesOf(kind).remove, { params: { id: row.id } }, { version: row.version, confirm });
};

/** What undo puts back was recorded so: nothing is asked about it. */
export const putBack: readonly string[] = ['over-midnight', 'not-shown'];

/** The fields of a record as they would be written anew: what undo puts back. */
export const writable = (kind: Kind, row: RecordRow): Fields =>
  Object.fromEntries(
    kind.fields.filter((field) => !field.readonly).map((field) => [field.name, row[field.name] ?? null]),
  );

/** Up to eight codes of a kind that fit what is typed, each with its name. */
export async function suggestCodes(kindName: string, text: string): Promise<readonly Suggestion[]> {
  const kind = kindNamed(kindName);
  const code = kind?.key.length === 1 ? kind.key[0] : undefined;
  if (!kind || !code) return [];
  const { rows } = (await call(routesOf(kind).list, { query: { search: text, limit: 8 } })) as unknown as {
    readonly rows: readonly RecordRow[];
  };
  return rows.map((row) => ({
    value: String(row[code]),
    ...(typeof row.name === 'string' ? { label: row.name } : {}),
  }));
}
