/** Comments on records: append-only, kept by the record's kind and its own words. */
import { sql, type Transaction } from 'kysely';
import { Refusal } from '../../house/errors.ts';
import type { Kind } from '../../house/kind.ts';
import type { Permission } from '../../house/permission.ts';
import type { Tables } from '../../server/database/tables.ts';
import { kindNamed } from '../records/records.ts';
import { orderRefusals } from './productionsheet.messages.ts';

type Tx = Transaction<Tables>;

const columns = ['id', 'changed_at as at', 'changed_by as by', 'text'] as const;

export function commentsOn(tx: Tx, site: string, kind: string, ref: string) {
  return tx
    .selectFrom('comments')
    .select(columns)
    .where('site', '=', site)
    .where('about_kind', '=', kind)
    .where('ref', '=', ref)
    .orderBy('id')
    .limit(500)
    .execute();
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
