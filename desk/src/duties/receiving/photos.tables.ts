/** Photos of receipts: facts, as their receipts are. */
import type { Generated } from 'kysely';
import { logged } from '../../server/database/audit.tables.ts';
import type { TableMigration } from '../../server/database/columns.ts';
import { type PhotoType, photoTypes } from './photos.ts';

export interface ReceiptPhotosTable {
  id: Generated<number>;
  site: string;
  receipt: number;
  called: string;
  type: PhotoType;
  bytes: Uint8Array;
  at: string;
  who: string;
}

export const receiptPhotosTable: TableMigration = {
  name: 'receipt-photos',
  sql: `
create table receipt_photos (
  id bigint generated always as identity primary key,
  site text not null references sites (code) on update cascade,
  receipt bigint not null references receipts (id) on delete cascade,
  called text not null,
  type text not null check (type in (${photoTypes.map((one) => `'${one}'`).join(', ')})),
  bytes bytea not null,
  at timestamptz not null,
  who text not null
);
alter table receipt_photos alter column bytes set storage external;
create index on receipt_photos (receipt);
create function receipt_photo_kept() returns trigger language plpgsql as $$
begin
  if pg_trigger_depth() > 1 then return coalesce(new, old); end if;
  raise exception 'a photo of a receipt is never changed: take another' using errcode = 'insufficient_privilege';
end $$;
create trigger append_only before update or delete on receipt_photos for each row execute function receipt_photo_kept();
create trigger never_emptied before truncate on receipt_photos for each statement execute function refuse_change();
create trigger announced after insert on receipt_photos for each statement execute function announce_change();
${logged('receipt_photos', { called: 'called', without: ['bytes'] })}`,
};
