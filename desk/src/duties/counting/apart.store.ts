/** What of an item stands at a place in containers, by serials or of partners: of now. */
import { type RawBuilder, sql } from 'kysely';
import type { Apart } from './apart.ts';

/** In SQL: of an item at a place, by the columns of `of`; null: nothing stands apart there. */
export const apartOf = (of: string): RawBuilder<Apart | null> =>
  sql`(select case when count(*) > 0 then jsonb_build_object(
      'containers', coalesce(jsonb_agg(distinct p.container) filter (where p.container <> ''), '[]'),
      'serials', count(*) filter (where p.serial <> '' and p.container = ''),
      'owners', coalesce(jsonb_agg(distinct p.owner) filter (where p.owner <> '' and p.container = ''), '[]')) end
    from stock p where p.site = ${sql.ref(`${of}.site`)} and p.item = ${sql.ref(`${of}.item`)} and p.location = ${sql.ref(`${of}.location`)}
      and p.qty <> 0 and (p.serial, p.container, p.owner) <> ('', '', ''))`;
