/** Vendors' links in the database: made, ended, recognised by their token, listed with what was done by them. */
import { randomBytes } from 'node:crypto';
import { type Kysely, type RawBuilder, sql } from 'kysely';
import { instantOf, present, wallClock } from '../../house/clock.ts';
import { Refusal } from '../../house/errors.ts';
import { dayAfter } from '../../house/typeddays.ts';
import type { Tables } from '../../server/database/tables.ts';
import { writerNamed } from '../../server/database/writers.ts';
import type { Person, Site, VendorLink } from '../../server/http.ts';
import { hashToken } from '../users/secrets.store.ts';
import { askerWords, linkRefusals, noLink } from './vendorpage.messages.ts';
import type { LinkUse } from './vendorpage.ts';

type Db = Kysely<Tables>;

export interface NewLink {
  readonly vendor: string;
  /** Null: all open lines of the vendor. */
  readonly order_no: string | null;
  readonly days: number;
}

/** The token is answered here and never again: what is kept of it only proves it. */
export async function makeLink(
  tx: Db,
  { code: site, zone }: Pick<Site, 'code' | 'zone'>,
  { vendor, order_no, days }: NewLink,
) {
  const known = await tx
    .selectFrom('vendors')
    .select('code')
    .where('site', '=', site)
    .where('code', '=', vendor)
    .executeTakeFirst();
  if (!known) throw new Refusal(422, 'no-vendor', linkRefusals.unknownVendor(vendor));
  if (order_no !== null && !(await isHisOrder(tx, site, vendor, order_no)))
    throw new Refusal(422, 'not-his-order', linkRefusals.notHisOrder(order_no, vendor));
  const lastDay = dayAfter(wallClock(zone, present()).slice(0, 10), days);
  const token = randomBytes(32).toString('base64url');
  const { id } = await tx
    .insertInto('vendor_links')
    .values({ site, vendor, order_no, hash: hashToken(token), expires_at: instantOf(zone, lastDay, '23:59') })
    .returning('id')
    .executeTakeFirstOrThrow();
  return { token, link: await linkCalled(tx, site, id) };
}

const isHisOrder = async (tx: Db, site: string, vendor: string, order: string): Promise<boolean> =>
  (await tx
    .selectFrom('purchase_lines')
    .select('id')
    .where('site', '=', site)
    .where('vendor', '=', vendor)
    .where('order_no', '=', order)
    .limit(1)
    .executeTakeFirst()) !== undefined;

/** Ended twice is ended once. Whoever answers by it at the moment is waited for. */
export async function endLink(tx: Db, site: string, id: number) {
  const found = await tx
    .selectFrom('vendor_links')
    .select(['id', 'vendor'])
    .where('site', '=', site)
    .where('id', '=', id)
    .forUpdate()
    .executeTakeFirst();
  if (!found) throw new Refusal(404, 'not-found', linkRefusals.noLink(id));
  await tx
    .insertInto('vendor_link_ends')
    .values({ link: id, site, vendor: found.vendor })
    .onConflict((twice) => twice.column('link').doNothing())
    .execute();
  return linkCalled(tx, site, id);
}

/** Whom a token's link is of, as somebody who asks; undefined where it opens nothing (any more). */
export async function whoHolds(db: Db, token: string): Promise<Person | undefined> {
  const { rows } = await sql<{
    id: number;
    site: string;
    vendor: string;
    vendor_name: string | null;
    order_no: string | null;
    expires_at: string;
    name: string;
    zone: string;
    currency: string;
    due_time: string;
    pinned_now: string | null;
  }>`
    select k.id, k.site, k.vendor, v.name as vendor_name, k.order_no, k.expires_at, s.name, s.zone, s.currency, s.due_time, s.pinned_now
    from vendor_links k join sites s on s.code = k.site join vendors v on v.site = k.site and v.code = k.vendor
    where k.hash = ${hashToken(token)} and ${stands}`.execute(db);
  const [held] = rows;
  if (!held) return undefined;
  const { id, site, vendor, order_no: orderNo, expires_at: expiresAt, name, zone, currency } = held;
  return {
    id: `vendor-link/${id}`,
    name: askerWords(held.vendor_name ?? vendor, id),
    email: '',
    trainee: false,
    grants: [],
    sites: new Map([[site, { code: site, name, zone, currency, dueTime: held.due_time, pinnedNow: held.pinned_now }]]),
    via: 'link',
    link: { id, site, vendor, orderNo, expiresAt },
  };
}

const stands: RawBuilder<boolean> = sql`k.expires_at > now() and not exists (select from vendor_link_ends e where e.link = k.id)`;

/** Holds the link until the transaction ends; refuses one that was ended since it was recognised. */
export async function holdLink(tx: Db, { id }: VendorLink): Promise<void> {
  await sql`select from vendor_links where id = ${id} for share`.execute(tx);
  // Asked anew: while it waited for the link it may have been ended.
  const { rows } = await sql`select from vendor_links k where k.id = ${id} and ${stands}`.execute(tx);
  if (rows.length === 0) throw new Refusal(404, 'no-link', noLink);
}

interface Use {
  readonly use: LinkUse;
  readonly name: string | null;
  readonly lines: number;
  readonly address: string;
}

export async function keepUse(tx: Db, { id, site, vendor }: VendorLink, use: Use): Promise<void> {
  await tx
    .insertInto('vendor_link_uses')
    .values({ link: id, site, vendor, ...use })
    .execute();
}

/** It was opened from there within the last minute: once more is not told again. */
export const openedJustNow = async (tx: Db, { id }: VendorLink, address: string): Promise<boolean> =>
  (await tx
    .selectFrom('vendor_link_uses')
    .select('id')
    .where('link', '=', id)
    .where('use', '=', 'opened')
    .where('address', '=', address)
    .where('at', '>', sql<string>`now() - interval '1 minute'`)
    .limit(1)
    .executeTakeFirst()) !== undefined;

export interface StoredLink {
  readonly id: number;
  readonly vendor: string;
  readonly order_no: string | null;
  readonly made_at: string;
  readonly made_by: string;
  readonly expires_at: string;
  readonly state: 'open' | 'expired' | 'revoked';
  readonly ended_at: string | null;
  readonly ended_by: string | null;
  readonly opened: number;
  readonly opened_at: string | null;
  readonly opened_from: string | null;
  readonly answered_at: string | null;
  readonly answered_by: string | null;
}

const listed = (where: RawBuilder<unknown>): RawBuilder<StoredLink> => sql`
  select k.id, k.vendor, k.order_no, k.at as made_at, ${writerNamed(sql`k.who`)} as made_by, k.expires_at,
    case when e.link is not null then 'revoked' when k.expires_at <= now() then 'expired' else 'open' end as state,
    e.at as ended_at, case when e.who is not null then ${writerNamed(sql`e.who`)} end as ended_by,
    (select count(*)::integer from vendor_link_uses u where u.link = k.id and u.use = 'opened') as opened,
    opened.at as opened_at, opened.address as opened_from, answered.at as answered_at, answered.name as answered_by
  from vendor_links k
  left join vendor_link_ends e on e.link = k.id
  left join lateral (select at, address from vendor_link_uses u where u.link = k.id and u.use = 'opened' order by id desc limit 1) opened on true
  left join lateral (select at, name from vendor_link_uses u where u.link = k.id and u.use = 'answered' order by id desc limit 1) answered on true
  where ${where} order by k.id desc limit 100`;

/** The newest first. Of an order: those that show it. */
export async function linksOf(tx: Db, site: string, vendor: string, order: string | undefined) {
  const ofOrder = order === undefined ? sql`true` : sql`(k.order_no = ${order} or k.order_no is null)`;
  const { rows } = await listed(sql`k.site = ${site} and k.vendor = ${vendor} and ${ofOrder}`).execute(tx);
  return rows;
}

async function linkCalled(tx: Db, site: string, id: number): Promise<StoredLink> {
  const { rows } = await listed(sql`k.site = ${site} and k.id = ${id}`).execute(tx);
  if (!rows[0]) throw new Refusal(404, 'not-found', linkRefusals.noLink(id));
  return rows[0];
}
