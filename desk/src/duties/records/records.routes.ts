/** The five routes of every kind: list, read, add, change, delete. */
import type { FastifyInstance } from 'fastify';
import { type Cell, type CellContext, readRow } from '../../house/cells.ts';
import { instantOf, todayAt } from '../../house/clock.ts';
import { type Fault, Refusal } from '../../house/errors.ts';
import { recordRoutes } from '../../house/kind.contract.ts';
import { heldBy, type Kind, keyText, mayWrite, type Row, seenOf, withArticle } from '../../house/kind.ts';
import type { Permission } from '../../house/permission.ts';
import { filterContextOf } from '../../server/filters.ts';
import { type Asked, type HttpContext, refuseTraineeOf, type Site, serve } from '../../server/http.ts';
import { askingOf } from './asking.store.ts';
import { boughtFaults, quantityFaults } from './countedunits.ts';
import { isGone, lockBesideVersions, mayBeGone, refuseGone } from './gone.store.ts';
import { faultsOfPrinter, refusePrinterAtWork } from './printers.store.ts';
import { questionOf, questionOfHand, refuseUnasked } from './questions.ts';
import { heldWords } from './records.messages.ts';
import {
  deleteRecord,
  insertRecord,
  listRecords,
  lockTogether,
  readRecord,
  recordsAmong,
  type Stored,
  updateRecord,
} from './records.store.ts';
import { kinds } from './records.ts';
import { unitsFor } from './units.store.ts';
import { faultsOfYield } from './yields.store.ts';

const cellContextOf = (site: Site): CellContext => ({
  instant: (day, time) => instantOf(site.zone, day, time),
  dueTime: site.dueTime,
  today: todayAt(site),
});

export function recordsRoutes(app: FastifyInstance, context: HttpContext): void {
  for (const kind of kinds) routesOf(app, context, kind);
}

function routesOf(app: FastifyInstance, context: HttpContext, kind: Kind): void {
  const routes = recordRoutes(kind);
  const seenBy = (permissions: ReadonlySet<Permission>): Kind =>
    seenOf(kind, (permission) => permissions.has(permission));
  serve(app, context, routes.list, ({ tx, site, permissions, query }) =>
    listRecords(tx, site.code, seenBy(permissions), { ...query, filtering: filterContextOf(site) }),
  );
  serve(app, context, routes.one, ({ tx, site, permissions, params }) =>
    readRecord(tx, site.code, seenBy(permissions), params.id),
  );
  serve(app, context, routes.create, async (asked) => {
    const { tx, site, body } = asked;
    refuseTraineeOf(asked.person, kind);
    const { row, faults } = readRow(kind.fields, body, cellContextOf(site));
    refuseFaulty([...faults, ...(faults.length === 0 ? (kind.checkRow?.(row) ?? []) : [])]);
    refuseHeld(kind, [row], asked);
    await checkQuantities(tx, site.code, kind, row);
    await lockTogether(tx, site.code, kind);
    const stored = await insertRecord(tx, site.code, kind, row);
    await checkTogether(tx, site.code, kind, stored);
    // Last, so that nobody says yes to what is refused then; nothing is written before he has.
    refuseUnasked(questionOf([{ kind: kind.name, row, before: undefined }], await askingOf(asked)), asked.confirmed);
    return stored;
  });
  serve(app, context, routes.change, async (asked) => {
    const { tx, site, params, version } = asked;
    refuseTraineeOf(asked.person, kind);
    const typed = readChange(kind, asked);
    const meanwhile = mayBeGone(kind, typed) ? await lockBesideVersions(tx, site.code) : undefined;
    await lockTogether(tx, site.code, kind);
    const before = await readRecord(tx, site.code, kind, params.id, true);
    const became = kind.became?.(before, { ...before, ...typed }, 'hand');
    refuseFaulty(became?.faults ?? []);
    const change = { ...typed, ...became?.set };
    if (isGone(kind, before, { ...before, ...change }))
      await refuseGone(tx, meanwhile, kind.name, [keyText(kind, before)]);
    refuseFaulty(kind.checkRow?.({ ...before, ...change }) ?? []);
    refuseHeld(kind, [before, { ...before, ...change }], asked);
    const written = { kind: kind.name, row: { ...before, ...change }, before };
    await checkQuantities(tx, site.code, kind, { ...before, ...change });
    const stored = await updateRecord(tx, site.code, kind, params.id, version, change);
    await checkTogether(tx, site.code, kind, stored);
    refuseUnasked(questionOfHand([written], await askingOf(asked)), asked.confirmed);
    return stored;
  });
  serve(app, context, routes.remove, async (asked) => {
    const { tx, site, params, version } = asked;
    refuseTraineeOf(asked.person, kind);
    const meanwhile = mayBeGone(kind) ? await lockBesideVersions(tx, site.code) : undefined;
    const before = await readRecord(tx, site.code, kind, params.id, true);
    await refuseGone(tx, meanwhile, kind.name, [keyText(kind, before)]);
    refuseHeld(kind, [before], asked);
    await refusePrinterAtWork(tx, site.code, kind, before);
    const deleted = await deleteRecord(tx, site.code, kind, params.id, version);
    const away = { kind: kind.name, row: undefined, before };
    refuseUnasked(questionOfHand([away], await askingOf(asked)), asked.confirmed);
    return { deleted };
  });
}

function refuseHeld(kind: Kind, rows: readonly Row[], { permissions }: Pick<Asked, 'permissions'>): void {
  const held = heldBy(kind, rows, (permission) => permissions.has(permission));
  if (held) throw new Refusal(403, 'held', heldWords(kind, rows[0]!));
}

/** Reads only the fields that were sent; a field with a permission of its own needs that one. */
function readChange(
  kind: Kind,
  { body, site, permissions, person }: Asked<unknown, unknown, Record<string, Cell>>,
): Row {
  const fields = kind.fields.filter((field) => Object.hasOwn(body, field.name));
  const barred = fields.find((field) => !mayWrite(kind, field.name, (permission) => permissions.has(permission)));
  if (barred)
    throw new Refusal(
      403,
      'not-permitted',
      `${person.name} may not change ${barred.label} of ${withArticle(kind.one)}.`,
    );
  const { row, faults } = readRow(fields, body, cellContextOf(site));
  refuseFaulty(faults);
  return row;
}

function refuseFaulty(faults: readonly Fault[]): void {
  if (faults.length > 0) throw new Refusal(422, 'faulty', faults.map((fault) => fault.text).join(' '), { faults });
}

async function checkQuantities(tx: Asked['tx'], site: string, kind: Kind, row: Row): Promise<void> {
  if (!kind.fields.some((field) => field.type === 'quantity')) return;
  const units = await unitsFor(tx, site, kind, row);
  refuseFaulty([...quantityFaults(kind, row, units), ...boughtFaults(kind, row, units)]);
}

async function checkTogether(tx: Asked['tx'], site: string, kind: Kind, row: Stored): Promise<void> {
  if (kind.together) {
    const rows = await recordsAmong(tx, site, kind, kind.together.among, row);
    refuseFaulty(kind.together.check(rows).map(({ rows: _, ...fault }) => fault));
  }
  refuseFaulty([...(await faultsOfYield(tx, site, kind, row)), ...(await faultsOfPrinter(tx, site, kind, row))]);
}
