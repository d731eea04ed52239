/** The open purchase lines of a site with what is known of each, asked of all at once. */
import { type RawBuilder, sql, type Transaction } from 'kysely';
import type { Row } from '../../house/kind.ts';
import type { PromiseMeans } from '../../house/promisemeans.ts';
import type { Tables } from '../../server/database/tables.ts';
import { standing } from '../planning/planning.store.ts';
import { promisesInForce } from '../purchasing/promises.store.ts';
import type { OwnCadence } from './followup.ts';

interface OpenLine {
  readonly ref: string;
  readonly vendor: string;
  readonly vendor_name: string | null;
  readonly contact_person: string | null;
  readonly phone: string | null;
  readonly email: string | null;
  readonly item: string;
  readonly item_name: string | null;
  readonly unit: string;
  readonly owner: string | null;
  readonly qty: number;
  readonly need: string;
  readonly hurts: number;
  readonly money: number;
}

export interface Contact {
  readonly with_whom: string;
  readonly said: string;
  readonly at: string;
  readonly by: string;
  /** Signed in as. */
  readonly who: string;
  readonly next_action: string | null;
  readonly next_at: string | null;
}

interface LineFacts {
  readonly ordered_on: string | null;
  readonly required: string | null;
  /** As the line names it, whosever word it is. */
  readonly promised: string | null;
  readonly promise_means: PromiseMeans | null;
  readonly estimated: string | null;
  readonly shipped_at: string | null;
  /** When the vendor who has the line gave the promise in force; null: he has promised nothing. */
  readonly given_at: string | null;
  readonly vendor_means: PromiseMeans | null;
  readonly offer: Row | null;
  readonly own: OwnCadence;
  readonly contact: Contact | null;
}

export interface Found {
  readonly line: OpenLine;
  readonly facts: LineFacts;
}

/** Those that are not here in full and of which a need is known: by the newest plan, else as required. */
export async function openLines(tx: Transaction<Tables>, site: string): Promise<readonly Found[]> {
  const need: RawBuilder<string> = sql`coalesce(h.need, l.required)`;
  const { rows } = await sql<OpenLine & { readonly facts: LineFacts }>`
    select concat(l.order_no, '/', l.line) as ref, l.vendor, v.name as vendor_name, v.contact as contact_person, v.phone, v.email,
      l.item, i.name as item_name, i.unit, i.planner as owner, l.qty - l.received as qty, ${need} as need,
      coalesce(h.hurts, 0) as hurts, coalesce(h.money, 0) as money,
      json_build_object('ordered_on', l.ordered_on, 'required', l.required, 'promised', l.promised, 'promise_means', l.promise_means,
        'estimated', l.estimated, 'shipped_at', l.shipped_at, 'given_at', f.at, 'vendor_means', v.promise_means,
        'own', json_build_object('acknowledge_days', v.acknowledge_days, 'confirm_days', v.confirm_days, 'ask_at_ship', v.ask_at_ship,
          'late_every_days', v.late_every_days),
        'offer', o.offer, 'contact', c.contact) as facts
    from purchase_lines l
    join vendors v on v.site = l.site and v.code = l.vendor
    join items i on i.site = l.site and i.code = l.item
    left join hot_rows h on h.version = (select id from ${standing(tx, site)} as stands) and h.kind = 'purchase_line'
      and h.ref = concat(l.order_no, '/', l.line)
    left join ${promisesInForce(site)} f on f.purchase_line = l.id
    left join (
      select distinct on (s.item, s.vendor) s.item, s.vendor, json_build_object('transit_days', s.transit_days,
        'dock_days', s.dock_days, 'vendor_days', s.vendor_days, 'approval_days', s.approval_days) as offer
      from sources s where s.site = ${site} order by s.item, s.vendor, s.rank) o on o.item = l.item and o.vendor = l.vendor
    left join ${latestContacts(site)} c on c.line = l.id
    where l.site = ${site} and l.state = 'open' and l.received < l.qty and ${need} is not null`.execute(tx);
  return rows.map(({ facts, ...line }) => ({ line, facts }));
}

/** Of each open line the latest contact; what another vendor said, who had the line before, is none. */
const latestContacts = (site: string): RawBuilder<unknown> => sql`(
  select distinct on (l.id) l.id as line, json_build_object('with_whom', c.with_whom, 'said', c.said, 'at', c.changed_at,
    'who', c.changed_by, 'by', coalesce(u.name, c.changed_by), 'next_action', c.next_action, 'next_at', c.next_at) as contact
  from purchase_lines l
  join contacts c on c.site = l.site and c.about_kind = 'purchase_line' and c.ref = concat(l.order_no, '/', l.line)
  left join vendors other on other.site = c.site and other.code = c.partner and other.code <> l.vendor
  left join "user" u on u.email = c.changed_by
  where l.site = ${site} and l.state = 'open' and other.code is null
  order by l.id, c.id desc)`;
