/** Substitutes allowed for one order by a person. How much was taken by each is bounded by the database. */
import type { Generated } from 'kysely';
import { logged } from '../../server/database/audit.tables.ts';
import type { TableMigration } from '../../server/database/columns.ts';

export interface DeviationsTable {
  id: Generated<number>;
  site: string;
  work_order: string;
  item: string;
  instead_of: string;
  /** Of `item`; it stands for `of_qty` of `instead_of`. */
  qty: number;
  of_qty: number;
  /** Of `item`. */
  used: Generated<number>;
  until: string;
  agreed: string;
  reason: string;
  at: Generated<string>;
  who: string;
  ended_at: string | null;
  ended_by: string | null;
}

/** What matters of a paper has the deviations too, by their numbers; a paper without any keeps its word. */
export const deviationsTable: TableMigration = {
  name: 'deviations',
  sql: `
create table deviations (
  id bigint generated always as identity primary key,
  site text not null references sites (code) on update cascade,
  work_order text not null,
  item text not null,
  instead_of text not null check (instead_of <> item),
  qty numeric(18,6) not null check (qty > 0),
  of_qty numeric(18,6) not null check (of_qty > 0),
  used numeric(18,6) not null default 0 check (used between 0 and qty),
  until date not null,
  agreed text not null,
  reason text not null,
  at timestamptz not null default clock_timestamp(),
  who text not null,
  ended_at timestamptz,
  ended_by text,
  foreign key (site, work_order) references work_orders (site, number) on update cascade,
  foreign key (site, item) references items (site, code) on update cascade,
  foreign key (site, instead_of) references items (site, code) on update cascade
);
create index on deviations (site, work_order);
create trigger announced after insert or update on deviations for each statement execute function announce_change();
${logged('deviations', { called: 'work_order' })}
create or replace function paper_hash(paper jsonb) returns text language sql stable parallel safe as $$
  select left(encode(sha256(convert_to((jsonb_build_array(
    paper -> 'order', paper -> 'item', paper -> 'revision', trim_scale((paper ->> 'qty')::numeric),
    (select jsonb_agg(jsonb_build_array(line -> 'item', line -> 'seq', trim_scale((line ->> 'qty')::numeric)) order by at)
      from jsonb_array_elements(paper -> 'materials') with ordinality lines (line, at)),
    (select jsonb_agg(jsonb_build_array(step -> 'seq', step -> 'name', step -> 'work_centre',
        trim_scale((step ->> 'setup_minutes')::numeric), step -> 'run_minutes', trim_scale((step ->> 'fixed_minutes')::numeric),
        step -> 'crew', trim_scale((step ->> 'outside_days')::numeric), step -> 'instructions')
          || case when step ? 'more' then jsonb_build_array((select jsonb_object_agg(key,
            case jsonb_typeof(value) when 'number' then to_jsonb(trim_scale(value::numeric)) else value end)
            from jsonb_each(step -> 'more'))) else '[]' end order by at)
      from jsonb_array_elements(paper -> 'steps') with ordinality steps (step, at)))
    || case when paper ? 'deviations' then jsonb_build_array(jsonb_path_query_array(paper, '$.deviations[*].id')) else '[]' end
  )::text, 'UTF8')), 'hex'), 32) $$;`,
};
