/** Files out: records, templates, lists back to an ERP; who owns which field beside it. */
import type { FastifyInstance } from 'fastify';
import { notFound } from '../../house/errors.ts';
import { fieldOf, type Kind, type Row } from '../../house/kind.ts';
import { Download } from '../../server/files.ts';
import { filterContextOf } from '../../server/filters.ts';
import { type HttpContext, serve } from '../../server/http.ts';
import { refuseUnlistableRecords } from '../records/records.store.ts';
import { kinds } from '../records/records.ts';
import { makeWriteBack, partsOf, pendingWriteBack, takenOver, writtenBack } from './exports.store.ts';
import * as contract from './imports.contract.ts';
import { mayNot } from './imports.messages.ts';
import { seenKind, wantedKind } from './imports.routes.ts';
import { isOwned } from './owners.ts';
import { type Column, columnsOut, csvHead, csvParts, helpSheet, workbook, workbookSheet } from './sheets.print.ts';

const { fileTypes } = contract;
type Format = keyof typeof fileTypes;

export function exportsRoutes(app: FastifyInstance, context: HttpContext): void {
  serve(app, context, contract.exportKind, async ({ tx, site, params, query, permissions, person }) => {
    const kind = seenKind(params.kind, permissions, person.name);
    const chosen = { ...query, filtering: filterContextOf(site) };
    refuseUnlistableRecords(kind, chosen);
    return sheetFile(kind, kind.name, columnsOut(kind), partsOf(tx, site.code, kind, chosen), site.zone, query.format);
  });

  serve(app, context, contract.templateKind, async ({ params, query }) => {
    if (params.kind === 'all') {
      const sheets = [...kinds.map((kind) => workbookSheet(kind.many, typedIn(kind), [], 'UTC')), helpSheet(kinds)];
      return new Download('hotlist.xlsx', fileTypes.xlsx, [await workbook(sheets)]);
    }
    const kind = wantedKind(params.kind);
    if (query.format === 'csv')
      return new Download(`${kind.name}.csv`, fileTypes.csv, [csvHead(typedIn(kind).map(({ label }) => label))]);
    return new Download(`${kind.name}.xlsx`, fileTypes.xlsx, [
      await workbook([workbookSheet(kind.many, typedIn(kind), [], 'UTC'), helpSheet([kind])]),
    ]);
  });

  serve(app, context, contract.pendingWriteBack, ({ tx, site, params, permissions, person }) => {
    const kind = seenKind(params.kind, permissions, person.name);
    return pendingWriteBack(tx, site.code, kind.name);
  });
  serve(app, context, contract.makeWriteBack, ({ tx, site, params, permissions, person }) => {
    const kind = wantedKind(params.kind);
    if (!permissions.has(kind.write)) throw mayNot(person.name, [kind]);
    return makeWriteBack(tx, site.code, kind.name);
  });
  serve(app, context, contract.takeOverWriteBack, ({ tx, site, params, permissions, person }) => {
    const kind = wantedKind(params.kind);
    if (!permissions.has(kind.write)) throw mayNot(person.name, [kind]);
    return takenOver(tx, site.code, kind, params.id);
  });
  serve(app, context, contract.writeBackFile, async ({ tx, site, params, query, permissions, person }) => {
    const kind = seenKind(params.kind, permissions, person.name);
    const labels = (names: readonly string[]): string => names.map((name) => fieldOf(kind, name).label).join(', ');
    const rows = (await writtenBack(tx, site.code, kind, params.id)).map(
      ({ row, change, fields }): Row => ({
        ...row,
        change_: change,
        fields_: change === 'changed' ? labels(fields) : '',
      }),
    );
    const columns: readonly Column[] = [
      { label: 'Change', field: { name: 'change_', label: 'Change', type: 'text' } },
      { label: 'Changed fields', field: { name: 'fields_', label: 'Changed fields', type: 'text' } },
      ...columnsOut(kind),
    ];
    return sheetFile(kind, `${kind.name}-write-back-${params.id}`, columns, oneOf(rows), site.zone, query.format);
  });

  serve(app, context, contract.listOwners, async ({ tx, site }) => ({
    rows: await tx
      .selectFrom('field_owners')
      .select(['kind', 'field', 'owner'])
      .where('site', '=', site.code)
      .orderBy('kind')
      .orderBy('field')
      .execute(),
  }));
  serve(app, context, contract.setOwner, async ({ tx, site, body }) => {
    const kind = wantedKind(body.kind);
    if (!kind.fields.some((field) => field.name === body.field && isOwned(kind, field)))
      throw notFound(`field of ${kind.many.toLowerCase()}`, body.field);
    await tx
      .insertInto('field_owners')
      .values({ site: site.code, ...body })
      .onConflict((conflict) => conflict.columns(['site', 'kind', 'field']).doUpdateSet({ owner: body.owner }))
      .execute();
    return body;
  });
}

const typedIn = (kind: Kind): readonly Column[] => columnsOut(kind).filter(({ field }) => !field.readonly);

async function* oneOf(rows: readonly Row[]): AsyncGenerator<readonly Row[]> {
  yield rows;
}

/** CSV goes out as it is read; a workbook must be whole before its first byte. */
async function sheetFile(
  kind: Kind,
  name: string,
  columns: readonly Column[],
  parts: AsyncIterable<readonly Row[]>,
  zone: string,
  format: Format,
): Promise<Download> {
  if (format === 'csv') return new Download(`${name}.csv`, fileTypes.csv, csvParts(columns, parts, zone));
  const rows: Row[] = [];
  for await (const part of parts) rows.push(...part);
  return new Download(`${name}.xlsx`, fileTypes.xlsx, [
    await workbook([workbookSheet(kind.many, columns, rows, zone)]),
  ]);
}
