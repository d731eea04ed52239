/** Reads the audit log; the database's triggers are the only ones that write it. */
import { type Kysely, sql } from 'kysely';
import type { AuditTable } from '../../server/database/house.tables.ts';
import type { Tables } from '../../server/database/tables.ts';
import { writerNamed } from '../../server/database/writers.ts';

export interface Wanted {
  readonly site: string;
  /** Kinds that the person may not see. */
  readonly hidden: readonly string[];
  /** Kinds of which the person sees what he wrote himself and what is shared, of others' nothing. */
  readonly private: { readonly kinds: readonly string[]; readonly who: string } | undefined;
  readonly kind?: string | undefined;
  readonly record?: number | undefined;
  readonly who?: string | undefined;
  readonly called?: string | undefined;
  /** Instants; `until` is not included. */
  readonly from?: string | undefined;
  readonly until?: string | undefined;
  readonly limit: number;
  /** Rows older than this one. */
  readonly before?: number | undefined;
}

export type AuditRow = Pick<
  AuditTable,
  'site' | 'who' | 'via' | 'kind' | 'record' | 'called' | 'action' | 'before' | 'after'
> & {
  readonly id: number;
  readonly at: string;
};

const like = (part: string): string => `%${part.replace(/[\\%_]/g, '\\$&')}%`;

/** Newest first. */
export async function readAudit(tx: Kysely<Tables>, wanted: Wanted): Promise<AuditRow[]> {
  return tx
    .selectFrom('audit')
    .select(writerNamed('who').as('who'))
    .select(['id', 'at', 'site', 'via', 'kind', 'record', 'called', 'action', 'before', 'after'])
    .where('site', '=', wanted.site)
    .$if(wanted.hidden.length > 0, (query) => query.where('kind', 'not in', wanted.hidden))
    .$if(wanted.private !== undefined, (query) =>
      query.where((either) =>
        either.or([
          either('kind', 'not in', wanted.private?.kinds ?? []),
          either('who', '=', wanted.private?.who ?? ''),
          sql<boolean>`coalesce(after, before) ->> 'shared' = 'true'`,
        ]),
      ),
    )
    .$if(wanted.kind !== undefined, (query) => query.where('kind', '=', wanted.kind ?? ''))
    .$if(wanted.record !== undefined, (query) => query.where('record', '=', wanted.record ?? 0))
    .$if(wanted.who !== undefined, (query) =>
      query.where((either) =>
        either.or([
          either('who', 'ilike', like(wanted.who ?? '')),
          either(writerNamed('who'), 'ilike', like(wanted.who ?? '')),
        ]),
      ),
    )
    .$if(wanted.called !== undefined, (query) => query.where('called', 'ilike', like(wanted.called ?? '')))
    .$if(wanted.from !== undefined, (query) => query.where('at', '>=', wanted.from ?? ''))
    .$if(wanted.until !== undefined, (query) => query.where('at', '<', wanted.until ?? ''))
    .$if(wanted.before !== undefined, (query) => query.where('id', '<', wanted.before ?? 0))
    .orderBy('id', 'desc')
    .limit(wanted.limit)
    .execute();
}
