/** What a scanned text names here: a work order, a purchase line, a lot, an item, a location, a badge, and what a label says beside it. */
import { sql, type Transaction } from 'kysely';
import type { Tables } from '../../server/database/tables.ts';
import { doubleMeaning, noSuch, theirName } from './scan.messages.ts';
import { type Label, readScan, type ScannedKind, type ScanRead } from './scan.ts';
import { calledByVendors } from './vendorparts.store.ts';

type Tx = Transaction<Tables>;

export interface Thing {
  readonly kind: ScannedKind;
  readonly code: string;
  readonly words: string | null;
  /** The item of a line, an order, a lot; the first where a lot is of several. */
  readonly item: string | null;
}

export interface Scanned {
  /** Absent: nothing of it is known here, and `says` tells why. */
  readonly thing?: Thing;
  readonly says?: string;
  /** As the label says, with our item's code where it is ours. */
  readonly label: Label & { readonly item?: string };
  readonly warnings: readonly string[];
}

/** A code of ours, in the order in which a doubt is decided; whatever case the scanner types. */
export async function thingScanned(tx: Tx, site: string, text: string): Promise<Thing | undefined> {
  const code = text.trim().toLowerCase();
  const found = await sql<Thing>`
    select 'work order' as kind, number as code, concat(state, ', ', item) as words, item, 1 as rank from work_orders where site = ${site} and lower(number) = ${code}
    union all select 'lot', lot, string_agg(concat(item, ' at ', location), ', '), min(item), 2 from stock where site = ${site} and lot <> '' and lower(lot) = ${code} group by lot
    union all select 'serial', serial, concat(item, ' at ', location), item, 3 from stock where site = ${site} and serial <> '' and qty > 0 and lower(serial) = ${code}
    union all select 'container', container, concat(string_agg(concat_ws(' ', trim_scale(qty), 'of', item, 'lot ' || nullif(lot, '')), ', '), ' at ', min(location)), min(item), 4
      from stock where site = ${site} and container <> '' and qty <> 0 and lower(container) = ${code} group by container
    union all select 'container', s.container, concat_ws('; ', 'nothing is in it by the book any more', (
      select concat('last ', trim_scale(m.qty), ' of ', m.item, ' went ', case m.to_kind when 'scrap' then 'to scrap' when 'adjustment' then 'by an adjustment'
          when 'work order' then 'to ' || coalesce(m.reference_key, 'a work order') else 'to ' || coalesce(m.to_location, m.to_kind) end,
        to_char(m.moved_at at time zone z.zone, ' on Dy FMDD Mon'))
      from movements m join sites z on z.code = m.site where m.site = ${site} and m.container = s.container
        and (m.to_container <> s.container or m.to_location is null) order by m.id desc limit 1)), min(s.item), 5
      from stock s where s.site = ${site} and s.container <> '' and lower(s.container) = ${code} group by s.container having bool_and(s.qty = 0)
    union all select 'container', sscc, concat_ws(' ', 'nothing is in it by the book; numbered', 'for ' || concat_ws(' of ', qty, item), 'lot ' || lot), item, 6
      from container_numbers where site = ${site} and sscc = ${code}
    union all select 'item', code, name, code, 7 from items where site = ${site} and lower(code) = ${code}
    union all select 'location', code, nullif(concat_ws(', ', name, case when closed <= site_today(site) then 'closed since ' || to_char(closed, 'Dy FMDD Mon YYYY') end), ''), null, 8 from locations where site = ${site} and lower(code) = ${code}
    union all select 'purchase line', concat(order_no, '/', line), concat(qty, ' of ', item, ' from ', vendor), item, 9 from purchase_lines
      where site = ${site} and lower(concat(order_no, '/', line)) = ${code}
    union all select 'purchase order', order_no, concat(count(*), ' lines from ', min(vendor)), null, 10 from purchase_lines
      where site = ${site} and lower(order_no) = ${code} group by order_no
    union all select 'kit', k.number, concat_ws(' ', 'for', k.work_order, 'step ' || k.seq, 'at', k.location), w.item, 11
      from kits k join work_orders w on w.site = k.site and w.number = k.work_order where k.site = ${site} and lower(k.number) = ${code}
    union all select 'badge', code, name, null, 12 from workers where site = ${site} and lower(code) = ${code}
    union all select 'badge', b.badge, u.name, null, 13 from badges b join "user" u on u.id = b.user_id
      where lower(b.badge) = ${code} and b.active and exists (select 1 from grants g where g.user_id = u.id and g.site = ${site})
    union all select 'kanban card', card, concat(trim_scale(qty), ' of ', item, ' to ', area, ', ', state), item, 14 from kanban_cards
      where site = ${site} and lower(card) = ${code}
    union all select 'ship notice', a.number, concat('sent by ', a.vendor), null, 15 from ship_notices a where a.site = ${site} and lower(a.number) = ${code}
    union all select 'ship notice', n.container, concat('container of notice ', a.number, ' of ', a.vendor), null, 16
      from ship_notice_lines n join ship_notices a on a.id = n.notice where n.site = ${site} and n.container <> '' and lower(n.container) = ${code}
    union all select 'transfer', t.number, concat('to ', t.to_location), null, 17 from transfers t where t.site = ${site} and lower(t.number) = ${code}
    order by rank limit 1`.execute(tx);
  return found.rows[0];
}

/** `today` tells the century of a label's dates. */
export async function scanned(tx: Tx, site: string, text: string, today: string): Promise<Scanned> {
  const read = readScan(text, Number(today.slice(0, 4)));
  const ours = read.plain === undefined ? undefined : await thingScanned(tx, site, read.plain);
  let labelled = read.label ? await thingOfLabel(tx, site, read.label) : { items: [] };
  if (!ours && !labelled.thing && read.plain !== undefined && read.fault === undefined)
    labelled = await thingOfLabel(tx, site, { ...read.label, part: read.plain });
  const item = labelled.items.length === 1 ? labelled.items[0] : undefined;
  const label = { ...read.label, ...(item === undefined ? {} : { item }) };
  if (ours) {
    const other = labelled.thing;
    const twice = other && (other.kind !== ours.kind || other.code !== ours.code);
    // What the text says as a code of ours is meant, not the label that it could be.
    return {
      thing: ours,
      label: ours.item === null ? {} : { item: ours.item, ...toldBy(ours) },
      warnings: twice ? [doubleMeaning(text, ours, other)] : [],
    };
  }
  if (labelled.thing) return { thing: labelled.thing, label, warnings: read.warnings };
  return { says: saysNothing(read, text, labelled.items), label, warnings: read.warnings };
}

const toldBy = ({ kind, code }: Thing): Label =>
  kind === 'lot'
    ? { lot: code }
    : kind === 'serial'
      ? { serial: code }
      : kind === 'container'
        ? { container: code }
        : {};

function saysNothing({ fault, label = {}, plain }: ScanRead, text: string, items: readonly string[]): string {
  if (fault !== undefined) return fault;
  if (label.gtin !== undefined && items.length > 1) return noSuch.oneOf(label.gtin, items);
  if (items.length > 1) return noSuch.partOf(label.part ?? text.trim(), items);
  if (plain !== undefined && label.gtin === undefined && label.container === undefined) return noSuch.code(plain);
  if (label.gtin !== undefined) return noSuch.gtin(label.gtin);
  if (label.part !== undefined) return noSuch.part(label.part);
  if (label.container !== undefined) return noSuch.container(label.container);
  if (label.location !== undefined) return noSuch.location(label.location);
  if (label.workOrder !== undefined) return noSuch.workOrder(label.workOrder);
  if (label.order !== undefined) return noSuch.order(label.order);
  return text.trim() === '' ? noSuch.nothing() : noSuch.code(text);
}

/** The thing that a label is on; `items`: all that its number could be. */
async function thingOfLabel(
  tx: Tx,
  site: string,
  label: Label,
): Promise<{ readonly thing?: Thing; readonly items: readonly string[] }> {
  const { rows: own } = await sql<{ code: string; name: string | null }>`
    select code, name from items where site = ${site} and (lpad(gtin, 14, '0') = ${label.gtin ?? null} or
      (${label.gtin ?? null}::text is null and lower(code) = ${label.part?.toLowerCase() ?? null})) order by code limit 10`.execute(
    tx,
  );
  const part = own.length === 0 && label.gtin === undefined ? label.part : undefined;
  const theirs = part === undefined ? [] : await calledByVendors(tx, site, part, { order: label.order });
  const items = [...own, ...theirs.map((one) => ({ ...one, name: theirName(one, part ?? '') }))];
  const container = label.container === undefined ? undefined : await thingScanned(tx, site, label.container);
  const codes = items.map(({ code }) => code);
  if (container?.kind === 'container' || container?.kind === 'ship notice') return { thing: container, items: codes };
  const [item] = items;
  if (item && items.length === 1) {
    const stands = await standsAs(tx, site, label, item.code);
    return {
      thing: stands ?? { kind: 'item', code: item.code, words: item.name, item: item.code },
      items: codes,
    };
  }
  if (items.length > 1 || label.gtin !== undefined || label.part !== undefined) return { items: codes };
  const line =
    label.order !== undefined && label.orderLine !== undefined ? `${label.order}/${label.orderLine}` : undefined;
  for (const [text, kinds] of [
    [label.location, ['location']],
    [label.workOrder, ['work order']],
    [line, ['purchase line']],
    [label.order, ['purchase order', 'purchase line']],
    [label.lot, ['lot']],
    [label.serial, ['serial']],
  ] as const) {
    const thing = text === undefined ? undefined : await thingScanned(tx, site, text);
    if (thing && (kinds as readonly string[]).includes(thing.kind)) return { thing, items: [] };
  }
  return { items: [] };
}

/** The serial, else the lot of an item that a label names, where it stands here. */
async function standsAs(
  tx: Tx,
  site: string,
  { lot = '', serial = '' }: Label,
  item: string,
): Promise<Thing | undefined> {
  const { rows } = await sql<Thing>`
    select 'serial' as kind, serial as code, concat(item, ' at ', location) as words, item, 1 as rank from stock
      where site = ${site} and item = ${item} and serial <> '' and qty > 0 and lower(serial) = ${serial.toLowerCase()}
    union all select 'lot', lot, concat(item, ' at ', string_agg(distinct location, ', ')), item, 2 from stock
      where site = ${site} and item = ${item} and lot <> '' and lower(lot) = ${lot.toLowerCase()} group by lot, item
    order by rank limit 1`.execute(tx);
  return rows[0];
}
