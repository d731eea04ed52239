/** What a person did on a device without a network and gave up there: never changed, read in the history of changes. */
import type { Generated } from 'kysely';
import { logged } from '../../server/database/audit.tables.ts';

export interface UnsentGivenUpTable {
  id: Generated<number>;
  site: string;
  at: Generated<string>;
  by: Generated<string>;
  /** When it was done on the device. */
  done_at: string;
  what: string;
  sent: string;
  refused: string;
  reason: string;
}

export const unsentTable = {
  name: 'unsent-given-up',
  sql: `
create table unsent_given_up (
  id bigint generated always as identity primary key,
  site text not null references sites (code) on update cascade,
  at timestamptz not null default clock_timestamp(),
  "by" text not null default writer(),
  done_at timestamptz not null,
  what text not null,
  sent text not null,
  refused text not null,
  reason text not null
);
create trigger append_only before update or delete on unsent_given_up for each row execute function refuse_change();
create trigger never_emptied before truncate on unsent_given_up for each statement execute function refuse_change();
${logged('unsent_given_up', { called: 'what' })}`,
};
