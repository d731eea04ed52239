/** A place that is closed: from its day on nothing goes in, and what is in goes out. The database refuses it, whoever posts. */
import { type RawBuilder, sql } from 'kysely';
import type { TableMigration } from '../../server/database/columns.ts';
import { states } from '../../server/database/states.ts';
import { movementPosted } from './posting.tables.ts';

const toClosed = (entered: string) => `function movement_to_closed() returns trigger language plpgsql as $$
declare shut jsonb;
begin
  if not exists (select from locations where closed is not null) then return null; end if;
  shut := (select jsonb_build_object('location', l.code, 'since', l.closed)
    from new_rows n join locations l on l.site = n.site and l.code = ${entered} join sites z on z.code = n.site
    where n.from_location is distinct from n.to_location and n.reference_kind is distinct from 'count'
      and l.closed <= (n.moved_at at time zone z.zone)::date
    order by n.id limit 1);
  if shut is not null then
    raise exception '% is closed', shut ->> 'location' using errcode = '${states.placeClosed}', detail = shut::text;
  end if;
  return null;
end $$;`;

/** What is told of an earlier day passes, and so does what a count found there: that came before. */
export const locationsClosed: TableMigration = {
  name: 'locations-closed',
  sql: `
alter table locations add column closed date;
create index on locations (site) where closed is not null;

create ${toClosed('n.to_location')}
create trigger to_closed after insert on movements referencing new table as new_rows for each statement execute function movement_to_closed();`,
};

/** What the books miss in a container that is moved comes along: it leaves where its mirror goes, and enters where that comes from. */
export const missedAlong: TableMigration = {
  name: 'missed-along',
  sql: `
${movementPosted("(said_yes(confirmed, 'negative') or said_yes(confirmed, 'along'))")}

create or replace ${toClosed("case when said_yes(n.confirmed, 'along') then n.from_location else n.to_location end")}`,
};

/** In SQL: goods may be put at a location `l` today. */
export const takesGoods = (l: string): RawBuilder<boolean> =>
  sql<boolean>`coalesce(${sql.ref(`${l}.closed`)} > site_today(${sql.ref(`${l}.site`)}), true)`;
