/** The versions of a site, newest first, as a list tells of them. */
import { sql, type Transaction } from 'kysely';
import type { Tables } from '../../server/database/tables.ts';
import type { Site } from '../../server/http.ts';
import { leftOutAt } from '../planning/allbut.store.ts';
import type { KeptByHand } from '../planning/byhand.ts';
import { keepDaysOf } from '../planning/keeping.store.ts';
import { whereItStands } from '../planning/planning.messages.ts';
import { publishedVersion } from '../planning/planning.store.ts';
import { isOnTheWay, isOvertaken } from '../planning/states.ts';
import { refusalWords } from './approval.messages.ts';
import { fitnessOf } from './approval.store.ts';
import { goesNoFurther } from './approval.ts';

export async function listedVersions(tx: Transaction<Tables>, site: Site, limit: number) {
  const allBut = await leftOutAt(tx, site.code);
  const published = await publishedVersion(tx, site.code);
  const rows = await tx
    .selectFrom('plan_versions')
    .select(['id', 'number', 'parent', 'made_at', 'made_by', 'reason', 'status', 'now', 'figures', 'state', 'pinned'])
    .select('snapshot')
    .select(
      sql<Pick<
        KeptByHand,
        'base' | 'sizes'
      > | null>`case when by_hand is not null then jsonb_strip_nulls(jsonb_build_object('base', by_hand -> 'base', 'sizes', by_hand -> 'sizes')) end`.as(
        'by_hand',
      ),
    )
    .select(sql<number>`coalesce(jsonb_array_length(by_hand -> 'conflicts'), 0)`.as('broken'))
    .select(
      sql<
        string | null
      >`(select who from version_decisions d where d.version = plan_versions.id and d.decision = 'published'
          order by d.id desc limit 1)`.as('published_by'),
    )
    .where('site', '=', site.code)
    .orderBy('number', 'desc')
    .limit(limit)
    .execute();
  const isPast = (row: (typeof rows)[number]): boolean => isOvertaken({ ...row, published: published?.id ?? null });
  const open = rows.filter((row) => isOnTheWay(row.state) && !isPast(row));
  const fitness = await fitnessOf(tx, site, rows, published, open);
  return {
    rows: rows.map((row) => {
      const { snapshot: _, by_hand: __, ...shown } = row;
      const overtaken = isPast(row);
      const wrong = goesNoFurther(fitness(row));
      return {
        ...shown,
        overtaken,
        standing: allBut.get(row.number) ?? whereItStands(row.state, overtaken),
        no_further: wrong?.kind === 'refuse' ? refusalWords[wrong.code](wrong.values, site.zone) : null,
      };
    }),
    keep_days: await keepDaysOf(tx, site.code),
  };
}
