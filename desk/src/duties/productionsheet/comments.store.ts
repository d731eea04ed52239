/** Comments on records: append-only, kept by the record's kind and its own words. */
import { sql, type Transaction } from 'kysely';
import { Refusal } from '../../house/errors.ts';
import type { Kind } from '../../house/kind.ts';
import type { Permission } from '../../house/permission.ts';
import type { Tables } from '../../server/database/tables.ts';
import { writerNamed } from '../../server/database/writers.ts';
import { kindNamed } from '../records/records.ts';
import { orderRefusals } from './productionsheet.messages.ts';

type Tx = Transaction<Tables>;

const columns = ['id', 'changed_at as at', writerNamed('changed_by').as('by'), 'text'] as const;

export interface CommentsWanted {
  readonly kind: string;
  readonly ref: string;
  readonly limit: number;
  /** Those before this one. */
  readonly cursor?: number | undefined;
}

/** The latest comments, oldest of them first; `next` leads to those before. */
export async function commentsOn(tx: Tx, site: string, { kind, ref, limit, cursor }: CommentsWanted) {
  const all = tx.selectFrom('comments').where('site', '=', site).where('about_kind', '=', kind).where('ref', '=', ref);
  const found = await all
    .select(columns)
    .$if(cursor !== undefined, (some) => some.where('id', '<', cursor ?? 0))
    .orderBy('id', 'desc')
    .limit(limit + 1)
    .execute();
  const { total } = await all.select((q) => q.fn.countAll<number>().as('total')).executeTakeFirstOrThrow();
  const rows = found.slice(0, limit).reverse();
  return { rows, total, next: found.length > limit ? (rows[0]?.id ?? null) : null };
}

/** The kind, if the person may see such records; a refusal that says so otherwise. */
export function visibleKind(name: string, permissions: ReadonlySet<Permission>): Kind {
  const kind = kindNamed(name);
  if (!kind) throw new Refusal(404, 'not-found', orderRefusals.noComment(name, ''));
  if (!permissions.has(kind.read)) throw new Refusal(403, 'not-permitted', orderRefusals.notYours(kind.many));
  return kind;
}

export async function addCommentOn(tx: Tx, site: string, kind: Kind, ref: string, text: string) {
  const key = sql.join(
    kind.key.map((name) => sql.ref(name)),
    sql`, '/', `,
  );
  const found =
    await sql`select 1 from ${sql.table(kind.name)} where site = ${site} and concat(${key}) = ${ref} limit 1`.execute(
      tx,
    );
  if (found.rows.length === 0) throw new Refusal(404, 'not-found', orderRefusals.noComment(kind.one, ref));
  return tx
    .insertInto('comments')
    .values({ site, about_kind: kind.name, ref, text })
    .returning(columns)
    .executeTakeFirstOrThrow();
}
