/** When demands ship by the deliveries of a plan, in SQL: what was planned before it was kept ships when its goods are there. */
import { type RawBuilder, sql } from 'kysely';

/** `plan_deliveries` as a question calls them. */
type Deliveries = 'd' | 'n' | 'p' | 'plan_deliveries' | 'x';

/** Of one delivery; null: never. */
export const shipsOf = (one: Deliveries): RawBuilder<string | null> =>
  sql`coalesce(${sql.ref(`${one}.ships`)}, ${sql.ref(`${one}.delivered`)})`;

/** Of all deliveries of a demand, the last; null where one of them never does. */
export const allShipOf = (all: Deliveries): RawBuilder<string | null> =>
  sql`case when bool_and(${sql.ref(`${all}.delivered`)} is not null) then max(${shipsOf(all)}) end`;
