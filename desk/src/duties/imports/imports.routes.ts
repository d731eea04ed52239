/** Files in: dry run, mending, taking. */
import type { FastifyInstance } from 'fastify';
import { sql } from 'kysely';
import { notFound } from '../../house/errors.ts';
import { type Kind, refusedTo, seenOf } from '../../house/kind.ts';
import type { Permission } from '../../house/permission.ts';
import { noFile, type UploadedFile } from '../../server/files.ts';
import { type Asked, type HttpContext, refuseTraineeOf, serve } from '../../server/http.ts';
import { askingOf } from '../records/asking.store.ts';
import { kindNamed, kinds } from '../records/records.ts';
import { readFound } from './found.import.ts';
import * as contract from './imports.contract.ts';
import { mayNot, noKind, severalFiles, wasCancelled } from './imports.messages.ts';
import {
  applyImport,
  changeImport,
  dropImport,
  type Importer,
  importsWhere,
  readImport,
  startImport,
  type Watching,
} from './imports.store.ts';
import { listParked, mendParked, readParked, sameVersion, takeParked } from './parked.store.ts';
import { zipped } from './zip.import.ts';

async function importerOf(asked: Asked): Promise<Importer> {
  const { tx, site, person, permissions } = asked;
  return { tx, site, asking: await askingOf(asked), person, permissions, read: readFound };
}

/** Several files are one archive from then on. */
const together = (files: readonly UploadedFile[]): UploadedFile => {
  const [first = noFile, ...more] = files;
  return more.length === 0 ? first : { name: severalFiles(first.name, more.length), bytes: zipped(files) };
};

export function wantedKind(name: string): Kind {
  const kind = kindNamed(name);
  if (!kind) throw noKind(name);
  return kind;
}

export function importsRoutes(app: FastifyInstance, context: HttpContext): void {
  serve(app, context, contract.uploadImport, async (asked) => {
    if (asked.body.kind) wantedKind(asked.body.kind);
    return startImport(await importerOf(asked), { ...together(asked.files), pasted: false }, asked.body);
  });
  serve(app, context, contract.pasteImport, async (asked) => {
    const { kind, head, rows } = asked.body;
    wantedKind(kind);
    return startImport(
      await importerOf(asked),
      { name: 'Pasted rows', bytes: Buffer.from(JSON.stringify({ head, rows })), pasted: true },
      { kind },
    );
  });
  serve(app, context, contract.listImports, async ({ tx, site }) => ({ rows: await importsWhere(tx, site.code) }));
  serve(app, context, contract.readImport, async ({ tx, site, params, permissions, person }) => {
    const found = await readImport(tx, site.code, params.id);
    for (const { kind } of found.mapping) if (kind !== null) refusePartlySeen(kind, permissions, person.name);
    return found;
  });
  serve(app, context, contract.changeImport, async (asked) =>
    changeImport(await importerOf(asked), asked.params.id, asked.version, asked.body),
  );
  serve(app, context, contract.applyImport, async (asked) => {
    const watching = watchOf(context, asked.params.id);
    try {
      const { params, body, confirmed } = asked;
      return await applyImport(await importerOf(asked), params.id, { rows: body.rows, confirmed }, watching);
    } finally {
      await watching.end();
    }
  });
  serve(app, context, contract.cancelImport, async (asked) => ({
    cancelled: await dropImport(await importerOf(asked), asked.params.id),
  }));
  serve(app, context, contract.importProgress, async ({ tx, site, params }) => {
    const now = await tx
      .selectFrom('imports')
      .leftJoin('import_progress', 'import', 'imports.id')
      .select(['stage', 'done', 'total'])
      .where('imports.id', '=', params.id)
      .where('site', '=', site.code)
      .executeTakeFirst();
    if (!now) throw notFound('import', String(params.id));
    return { stage: now.stage, done: now.done ?? 0, total: now.total ?? 0 };
  });

  serve(app, context, contract.listParked, ({ tx, site, query, permissions }) =>
    listParked(
      tx,
      site.code,
      kinds.filter((kind) => permissions.has(kind.read)).map((kind) => kind.name),
      query,
    ),
  );
  serve(app, context, contract.mendParked, async ({ tx, site, params, body, version, permissions, person }) => {
    const row = await readParked(tx, site.code, params.id);
    refuseUnwritten(wantedKind(row.kind), permissions, person.name);
    sameVersion(row, version);
    return mendParked(tx, site, row, body.cells);
  });
  serve(app, context, contract.dropParked, async ({ tx, site, params, version, permissions, person }) => {
    const row = await readParked(tx, site.code, params.id);
    refuseUnwritten(wantedKind(row.kind), permissions, person.name);
    sameVersion(row, version);
    await tx.deleteFrom('parked_rows').where('id', '=', row.id).execute();
    return { deleted: row };
  });
  serve(app, context, contract.takeParked, async (asked) => {
    const { tx, site, body, permissions, person, confirmed } = asked;
    const wanted =
      body.kind === undefined
        ? kinds.filter((kind) => permissions.has(kind.write) && refusedTo(person, kind) === undefined)
        : [wantedKind(body.kind)];
    for (const kind of wanted) {
      refuseUnwritten(kind, permissions, person.name);
      refuseTraineeOf(person, kind);
    }
    return takeParked(
      tx,
      site,
      wanted.map((kind) => kind.name),
      { may: (permission) => permissions.has(permission), asking: await askingOf(asked), confirmed },
    );
  });
}

function refuseUnwritten(kind: Kind, permissions: ReadonlySet<Permission>, person: string): void {
  if (!permissions.has(kind.write)) throw mayNot(person, [kind]);
}

/** What a file brought is shown whole, or not at all. */
function refusePartlySeen(name: string, permissions: ReadonlySet<Permission>, person: string): void {
  const kind = wantedKind(name);
  if (seenKind(name, permissions, person) !== kind) throw mayNot(person, [kind]);
}

/** A kind by its name, as somebody sees it who may. */
export function seenKind(name: string, permissions: ReadonlySet<Permission>, person: string): Kind {
  const kind = wantedKind(name);
  if (!permissions.has(kind.read)) throw mayNot(person, [{ ...kind, write: kind.read }]);
  return seenOf(kind, (permission) => permissions.has(permission));
}

const tellEvery = 300;

/** Progress is written outside the import's transaction, or nobody could see it; the wish to stop is read there. */
function watchOf({ aside }: HttpContext, id: number): Watching & { readonly end: () => Promise<void> } {
  let [told, begun] = [0, false];
  return {
    begin: async () => {
      begun = true;
      await sql`insert into import_progress (import, stage, done, total) values (${id}, 'Reading', 0, 0)
        on conflict (import) do update set stage = excluded.stage, done = 0, total = 0`.execute(aside);
    },
    watch: async (stage, done, total) => {
      if (performance.now() - told < tellEvery) return;
      told = performance.now();
      const now = await aside
        .updateTable('import_progress')
        .set({ stage, done, total })
        .where('import', '=', id)
        .returning('cancelled')
        .executeTakeFirst();
      if (now?.cancelled) throw wasCancelled();
    },
    end: async () => {
      if (begun) await aside.deleteFrom('import_progress').where('import', '=', id).execute();
    },
  };
}
