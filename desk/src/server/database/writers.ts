/** Who wrote a record, as people call each other. */
import { type RawBuilder, sql } from 'kysely';

/**
 * The name behind what `changed_by` and the log keep: the address that somebody signs in with. The command line, and whoever is no
 * user any more, is called as it was kept.
 */
export const writerNamed = (kept: string | RawBuilder<unknown>): RawBuilder<string> =>
  sql<string>`(select coalesce(u.name, w.who) from (values (${typeof kept === 'string' ? sql.ref(kept) : kept})) as w (who)
    left join "user" u on u.email = w.who)`;
