/** Calls, mails and visits about a row: append-only facts; a new date goes into the record in the same transaction. */
import { sql, type Transaction } from 'kysely';
import { Refusal } from '../../house/errors.ts';
import { lineCalled } from '../../house/kind.ts';
import type { PromiseMeans } from '../../house/promisemeans.ts';
import type { Tables } from '../../server/database/tables.ts';
import { writerNamed } from '../../server/database/writers.ts';
import { lockOpenCustomerLine, promiseCustomerLine } from '../orders/orders.store.ts';
import { keepPurchasePromise } from '../purchasing/promises.store.ts';
import { datePurchaseLine, type LockedLine, lockOpenPurchaseLine, usableBy } from '../purchasing/purchasing.store.ts';
import { isSought } from '../seeking/seeking.store.ts';
import { balanceRef } from './belowzerorows.store.ts';
import { type ContactWay, datesMovedBy } from './contacts.ts';
import { contactRefusals } from './hotlist.messages.ts';
import type { HotKind } from './ranking.ts';

type Tx = Transaction<Tables>;

export interface NewContact {
  readonly kind: HotKind;
  readonly ref: string;
  readonly with_whom: string;
  readonly channel: ContactWay;
  readonly said: string;
  /** ISO 8601 UTC. */
  readonly newDate: string | null;
  readonly promised: boolean;
  /** The date that stood is said once more: what was estimated beside it stays. */
  readonly confirms?: boolean;
  /** Of a vendor's promise; null: nobody said. */
  readonly means: PromiseMeans | null;
  /** We asked for the other date. */
  readonly askedByUs: boolean;
  readonly shippedAt: string | null;
  readonly shippedNote: string | null;
  readonly nextAction: string | null;
  readonly nextAt: string | null;
}

/** What was said brought no date. */
export const noDates = {
  newDate: null,
  promised: false,
  means: null,
  askedByUs: false,
  shippedAt: null,
  shippedNote: null,
} as const;

const columns = [
  'id',
  'about_kind',
  'ref',
  'partner',
  'with_whom',
  'channel',
  'said',
  'new_date',
  'next_action',
  'next_at',
  'changed_at as at',
  writerNamed('changed_by').as('by'),
] as const;

export function contactsAbout(
  tx: Tx,
  site: string,
  { kind, ref, limit }: { kind?: HotKind | undefined; ref?: string | undefined; limit: number },
) {
  let query = tx.selectFrom('contacts').select(columns).where('site', '=', site);
  if (kind) query = query.where('about_kind', '=', kind);
  if (ref) query = query.where('ref', '=', ref);
  return query.orderBy('id', 'desc').limit(limit).execute();
}

/** Locks the record that it is about, keeps the contact, and changes the record's dates. */
export async function keepContact(tx: Tx, site: string, contact: NewContact) {
  const about = await lockedRecord(tx, site, contact.kind, contact.ref);
  const date = contact.newDate;
  const row = await tx
    .insertInto('contacts')
    .values({
      site,
      about_kind: contact.kind,
      ref: contact.ref,
      partner: about.partner,
      with_whom: contact.with_whom,
      channel: contact.channel,
      said: contact.said,
      new_date: contact.newDate,
      next_action: contact.nextAction,
      next_at: contact.nextAt,
    })
    .returning(columns)
    .executeTakeFirstOrThrow();
  const usable = await about.take?.(contact, row.id);
  const fields = date === null ? [] : (datesMovedBy(contact.kind, contact.promised)?.fields ?? []);
  return { contact: row, fields, usable: usable ?? null };
}

interface About {
  readonly partner: string | null;
  /** Writes the dates that were said. Answers when goods are usable by a promise. */
  readonly take?: (said: NewContact, contact: number) => Promise<string | null>;
}

/** What a vendor said of a line. A promise takes the place of what was estimated before it. */
async function vendorSaid(tx: Tx, site: string, line: LockedLine, said: NewContact, contact: number) {
  const shipped = said.shippedAt === null ? {} : { shipped_at: said.shippedAt, shipped_note: said.shippedNote };
  const estimated = said.newDate === null || said.confirms ? {} : { estimated: said.promised ? null : said.newDate };
  if (Object.keys({ ...shipped, ...estimated }).length > 0)
    await datePurchaseLine(tx, site, line, { ...shipped, ...estimated });
  if (said.newDate === null || !said.promised) return null;
  await keepPurchasePromise(tx, site, line, {
    date: said.newDate,
    means: said.means,
    given_by: said.with_whom,
    how: said.channel,
    contact,
    asked_by_us: said.askedByUs,
  });
  return usableBy(tx, line);
}

/** What the contact is about, with its row locked where it is a line: the duty that owns it writes its dates. */
async function lockedRecord(tx: Tx, site: string, kind: HotKind, ref: string): Promise<About> {
  switch (kind) {
    case 'purchase_line': {
      const line = await lockOpenPurchaseLine(tx, site, ref);
      if (line) return { partner: line.vendor, take: (said, contact) => vendorSaid(tx, site, line, said, contact) };
      break;
    }
    case 'customer_line': {
      const line = await lockOpenCustomerLine(tx, site, ref);
      if (line)
        return {
          partner: line.customer,
          take: async ({ newDate }) => {
            if (newDate !== null) await promiseCustomerLine(tx, site, line, newDate);
            return null;
          },
        };
      break;
    }
    case 'operation': {
      // A firm order runs by its item's routing: its steps may have no records yet.
      const work = await tx
        .selectFrom('work_orders')
        .select('id')
        .where('site', '=', site)
        .where('number', '=', lineCalled(ref)?.order ?? '')
        .where('state', 'in', ['firm', 'released', 'started'])
        .executeTakeFirst();
      if (work) return { partner: null };
      break;
    }
    case 'requisition': {
      const asked = await tx
        .selectFrom('requisitions')
        .select('vendor')
        .where('site', '=', site)
        .where('number', '=', ref)
        .executeTakeFirst();
      if (asked) return { partner: asked.vendor };
      break;
    }
    case 'balance': {
      const below =
        await sql`select 1 from stock s where s.site = ${site} and s.qty < 0 and ${balanceRef} = ${ref}`.execute(tx);
      if (below.rows.length > 0) return { partner: null };
      break;
    }
    case 'delivery': {
      const open = await tx
        .selectFrom('deliveries')
        .select('id')
        .where('site', '=', site)
        .where('number', '=', ref)
        .where('delivered_at', 'is', null)
        .where('returned_at', 'is', null)
        .executeTakeFirst();
      if (open) return { partner: null };
      break;
    }
    case 'card': {
      const empty = await tx
        .selectFrom('kanban_cards')
        .select('vendor')
        .where('site', '=', site)
        .where('card', '=', ref)
        .where('state', '<>', 'full')
        .executeTakeFirst();
      if (empty) return { partner: empty.vendor };
      break;
    }
    case 'search':
      if (await isSought(tx, site, ref)) return { partner: null };
      break;
    case 'standing': {
      const there =
        await sql`select 1 from stock s where s.site = ${site} and s.qty > 0 and ${balanceRef} = ${ref}`.execute(tx);
      if (there.rows.length > 0) return { partner: null };
      break;
    }
    case 'customer_return': {
      const open = await tx
        .selectFrom('customer_returns')
        .select('customer')
        .where('site', '=', site)
        .where('number', '=', ref)
        .where('state', '=', 'open')
        .executeTakeFirst();
      if (open) return { partner: open.customer };
    }
  }
  throw new Refusal(404, 'not-found', contactRefusals.unknown(kind, ref));
}

/** Whom to call about a row: the customer or vendor of its line. */
export async function partnerOf(tx: Tx, site: string, kind: HotKind, ref: string) {
  if (kind === 'customer_return')
    return (
      (await tx
        .selectFrom('customer_returns as r')
        .innerJoin('customers as p', (join) => join.onRef('p.site', '=', 'r.site').onRef('p.code', '=', 'r.customer'))
        .select(['p.code', 'p.name', 'p.contact', 'p.phone', 'p.email'])
        .where('r.site', '=', site)
        .where('r.number', '=', ref)
        .executeTakeFirst()) ?? null
    );
  if (kind !== 'customer_line' && kind !== 'purchase_line') return null;
  const called = lineCalled(ref);
  if (!called) return null;
  const [lines, partners, by] =
    kind === 'customer_line'
      ? (['customer_lines', 'customers', 'customer'] as const)
      : (['purchase_lines', 'vendors', 'vendor'] as const);
  const { rows } = await sql<{
    code: string;
    name: string | null;
    contact: string | null;
    phone: string | null;
    email: string | null;
  }>`
    select p.code, p.name, p.contact, p.phone, p.email
    from ${sql.table(lines)} l join ${sql.table(partners)} p on p.site = l.site and p.code = l.${sql.ref(by)}
    where l.site = ${site} and l.order_no = ${called.order} and l.line = ${called.line}`.execute(tx);
  return rows[0] ?? null;
}
