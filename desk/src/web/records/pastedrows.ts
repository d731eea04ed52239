/** Pasted rows through the import: the dry run, taking it, and the way back for ten seconds. */
import { applyImport, cancelImport, pasteImport } from '../../duties/imports/imports.contract.ts';
import { fieldOf, type Kind, keyText } from '../../house/kind.ts';
import { type Answering, call } from '../api.ts';
import type { PastedRows } from './paste.ts';
import type { RecordRow } from './recordcolumns.ts';
import { putBack, removeRecord, routesOf } from './records.api.ts';

export type DryPaste = Answering<typeof pasteImport>;

/** More rows than this are not looked up one by one, so that there is no way back for them. */
const undoneAtMost = 50;

export const dryPaste = (kind: Kind, { head, rows }: PastedRows): Promise<DryPaste> =>
  call(pasteImport, {
    body: { kind: kind.name, head: [...head], rows: rows.map((row) => [...row]) },
  });

export const dropPaste = (id: number) => call(cancelImport, { params: { id } });

/** Takes all or nothing; answers how to undo it, where the rows are few enough. */
export async function takePaste(
  kind: Kind,
  { head, rows }: PastedRows,
  id: number,
  confirm: readonly string[] = [],
): Promise<(() => Promise<void>) | undefined> {
  const keys = rows.map((row) =>
    kind.key.map((name) => row[head.indexOf(name)] ?? fieldOf(kind, name).default ?? null),
  );
  const few = rows.length <= undoneAtMost;
  const before = few ? await Promise.all(keys.map((key) => recordAt(kind, key))) : [];
  await call(applyImport, { params: { id }, body: { rows: 'all' } }, { confirm });
  if (!few) return undefined;
  return async () => {
    const old = before.filter((record) => record !== undefined);
    if (old.length > 0) {
      const { id: back } = await dryPaste(kind, {
        head,
        rows: old.map((record) => head.map((name) => record[name] ?? null)),
        above: 0,
      });
      await call(applyImport, { params: { id: back }, body: { rows: 'all' } }, { confirm: putBack });
    }
    for (const [index, key] of keys.entries()) {
      const added = before[index] ? undefined : await recordAt(kind, key);
      if (added) await removeRecord(kind, added, putBack);
    }
  };
}

/** The record with the key as it was pasted, if it is there. */
async function recordAt(kind: Kind, key: PastedRows['rows'][number]): Promise<RecordRow | undefined> {
  const filter = kind.key
    .map((name, at) => {
      const value = String(key[at] ?? '').trim();
      return value === '' ? `${name}:empty:` : `${name}:eq:${value}`;
    })
    .join('|');
  const { rows } = (await call(routesOf(kind).list, { query: { filter, limit: 2 } })) as unknown as {
    readonly rows: readonly RecordRow[];
  };
  const wanted = key.map((value) => String(value ?? '').trim()).join('/');
  return rows.find((row) => keyText(kind, row) === wanted) ?? (rows.length === 1 ? rows[0] : undefined);
}
