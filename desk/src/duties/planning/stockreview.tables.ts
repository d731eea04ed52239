/** Safety stocks proposed by use and lead time, and what a supervisor decided: facts, never changed. */
import type { Generated } from 'kysely';
import type { Verdict } from '../../house/requests.ts';
import { logged } from '../../server/database/audit.tables.ts';

export interface SafetyProposalsTable {
  id: Generated<number>;
  site: string;
  at: Generated<string>;
  /** Id and name of who proposed it. */
  person: string;
  who: string;
  item: string;
  /** The safety stock that was set then. */
  was: number;
  safety: number;
  reorder: number;
  /** How it was reckoned. */
  words: string;
}

export interface SafetyDecisionsTable {
  proposal: number;
  at: Generated<string>;
  decision: Verdict;
  person: string;
  who: string;
  reason: string | null;
}

export const safetyProposalsTables = {
  name: 'safety-proposals',
  sql: `
create table safety_proposals (
  id bigint generated always as identity primary key,
  site text not null references sites (code) on update cascade,
  at timestamptz not null default clock_timestamp(),
  person text not null,
  who text not null,
  item text not null,
  was numeric(18,6) not null,
  safety numeric(18,6) not null check (safety >= 0),
  reorder numeric(18,6) not null,
  words text not null
);
create index on safety_proposals (site, item);
create table safety_decisions (
  proposal bigint primary key references safety_proposals (id),
  at timestamptz not null default clock_timestamp(),
  decision text not null check (decision in ('approved', 'refused')),
  person text not null,
  who text not null,
  reason text
);
${['safety_proposals', 'safety_decisions']
  .map(
    (name) => `
create trigger append_only before update or delete on ${name} for each row execute function refuse_change();
create trigger announced after insert on ${name} for each statement execute function announce_change();`,
  )
  .join('')}
${logged('safety_proposals', { called: 'item', without: ['person', 'at'] })}
${logged('safety_decisions', { key: 'proposal', called: 'proposal', without: ['person', 'at', 'proposal'] })}`,
};
