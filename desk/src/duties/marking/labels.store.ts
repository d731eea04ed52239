/** Labels in the database: what they say of things here, and which templates there are. */
import { sql, type Transaction } from 'kysely';
import { Refusal } from '../../house/errors.ts';
import type { Tables } from '../../server/database/tables.ts';
import { containerNumbered, numberContainers } from './containers.store.ts';
import { printRefusals } from './labels.messages.ts';
import { type Facts, type Values, valuesOf } from './labels.ts';
import { ownTemplates, type Subject, type Template } from './templates.ts';

type Tx = Transaction<Tables>;

export interface Thing {
  readonly item?: string | undefined;
  readonly lot?: string | undefined;
  readonly location?: string | undefined;
  readonly container?: string | undefined;
  readonly qty?: string | undefined;
  readonly serial?: string | undefined;
  readonly kit?: string | undefined;
  readonly card?: string | undefined;
}

const refuse = (code: string, text: string): Refusal => new Refusal(422, code, text);

/** For whom labels are, and by which order of his. */
export type Whose = Pick<Facts, 'customer' | 'customer_name' | 'customer_order' | 'customer_ref'>;

/** Of a customer line; without one there is none. */
export async function whoseOrder(tx: Tx, site: string, order: string | undefined): Promise<Whose> {
  if (order === undefined) return {};
  const { rows } = await sql<Whose>`
    select l.customer, c.name as customer_name, concat(l.order_no, '/', l.line) as customer_order, l.reference as customer_ref
    from customer_lines l join customers c on c.site = l.site and c.code = l.customer
    where l.site = ${site} and lower(concat(l.order_no, '/', l.line)) = ${order.toLowerCase()}`.execute(tx);
  const [found] = rows;
  if (!found) throw refuse('no-order', printRefusals.noOrder(order));
  return found;
}

/** A customer's own template says his name without an order too, and is for no order of another. */
export async function whoseTemplate(tx: Tx, site: string, template: Template, whose: Whose): Promise<Whose> {
  const { customer } = template;
  if (!customer || whose.customer === customer) return whose;
  if (whose.customer)
    throw refuse(
      'other-customer',
      printRefusals.otherCustomer(template.code, customer, whose.customer_order ?? '', whose.customer),
    );
  const found = await tx
    .selectFrom('customers')
    .select('name')
    .where('site', '=', site)
    .where('code', '=', customer)
    .executeTakeFirst();
  return { customer, customer_name: found?.name ?? null };
}

/** The values of each label, in the order of the things. */
export async function valuesFor(
  tx: Tx,
  {
    site,
    subject,
    things,
    by,
    today,
    whose,
  }: {
    site: { code: string; name: string };
    subject: Subject;
    things: readonly Thing[];
    by: string;
    today: string;
    whose: Whose;
  },
): Promise<readonly Values[]> {
  const common = { site: site.name, today, ...whose };
  if (subject === 'location') {
    const places = await tx
      .selectFrom('locations')
      .select(['code', 'name', 'kind'])
      .where('site', '=', site.code)
      .execute();
    const known = new Map(places.map((one) => [one.code.toLowerCase(), one]));
    return things.map(({ location }) => {
      if (location === undefined) throw refuse('nothing', printRefusals.nothing());
      const place = known.get(location.toLowerCase());
      if (!place) throw refuse('no-location', printRefusals.noLocation(location));
      return valuesOf(subject, { ...common, location: place.code, name: place.name, kind: place.kind });
    });
  }
  if (subject === 'kit') {
    const kits: Values[] = [];
    for (const { kit } of things) kits.push(valuesOf(subject, { ...common, ...(await kitFacts(tx, site.code, kit)) }));
    return kits;
  }
  if (subject === 'kanban card') {
    const cards: Values[] = [];
    for (const { card } of things)
      cards.push(valuesOf(subject, { ...common, ...(await cardFacts(tx, site.code, card)) }));
    return cards;
  }
  const wanted: Thing[] = [];
  for (const thing of things) wanted.push(subject === 'container' ? await asNumbered(tx, site.code, thing) : thing);
  const facts: Facts[] = [];
  for (const thing of wanted) facts.push({ ...common, ...(await factsOf(tx, site.code, subject, thing)) });
  if (subject !== 'container') return facts.map((one) => valuesOf(subject, one));
  const fresh = facts.filter((_, at) => wanted[at]?.container === undefined);
  const numbers = [
    ...(await numberContainers(
      tx,
      site.code,
      by,
      fresh.map(({ item, lot, qty }) => ({ item: item ?? null, lot: lot ?? null, qty: qty ?? null })),
    )),
  ];
  return facts.map((one, at) => valuesOf(subject, { ...one, sscc: wanted[at]?.container ?? numbers.shift()! }));
}

/** A container that has its number says what it was numbered for. */
async function asNumbered(tx: Tx, site: string, thing: Thing): Promise<Thing> {
  if (thing.container === undefined) return thing;
  const numbered = await containerNumbered(tx, site, thing.container);
  if (!numbered) throw refuse('no-container', printRefusals.noContainer(thing.container));
  const { item, lot, qty } = numbered;
  return {
    ...thing,
    item: thing.item ?? item ?? undefined,
    lot: thing.lot ?? lot ?? undefined,
    qty: thing.qty ?? qty ?? undefined,
  };
}

/** What is gathered for whom; what lies in it changes and stands on its page. */
async function kitFacts(tx: Tx, site: string, kit: string | undefined): Promise<Partial<Facts>> {
  if (kit === undefined) throw refuse('nothing', printRefusals.nothing());
  const { rows } = await sql<
    Record<'kit' | 'order' | 'item' | 'location', string> & Record<'step' | 'name', string | null>
  >`
    select k.number as kit, k.work_order as "order", 'step ' || k.seq as step, w.item, i.name, k.location
    from kits k join work_orders w on w.site = k.site and w.number = k.work_order join items i on i.site = w.site and i.code = w.item
    where k.site = ${site} and lower(k.number) = ${kit.toLowerCase()}`.execute(tx);
  const [found] = rows;
  if (!found) throw refuse('no-kit', printRefusals.noKit(kit));
  return found;
}

/** What stands in a bin of a loop, and between which places it goes. */
async function cardFacts(tx: Tx, site: string, card: string | undefined): Promise<Partial<Facts>> {
  if (card === undefined) throw refuse('nothing', printRefusals.nothing());
  const { rows } = await sql<
    Record<'card' | 'item' | 'unit' | 'qty' | 'location' | 'from', string> & { name: string | null }
  >`
    select c.card, c.item, i.name, i.unit, trim_scale(c.bin_qty)::text as qty, c.area as location, coalesce(l.from_location, v.name, l.vendor) as "from"
    from kanban_cards c join items i on i.site = c.site and i.code = c.item join kanban_loops l on l.site = c.site and l.code = c.loop
    left join vendors v on v.site = l.site and v.code = l.vendor where c.site = ${site} and lower(c.card) = ${card.toLowerCase()}`.execute(
    tx,
  );
  const [found] = rows;
  if (!found) throw refuse('no-card', printRefusals.noCard(card));
  return found;
}

async function factsOf(tx: Tx, site: string, subject: Subject, thing: Thing): Promise<Partial<Facts>> {
  if (thing.item === undefined) {
    if (subject === 'container') return {};
    throw refuse('nothing', printRefusals.nothing());
  }
  if (subject === 'lot' && thing.lot === undefined) throw refuse('no-lot', printRefusals.noLot());
  if (subject === 'serial' && thing.serial === undefined) throw refuse('no-serial', printRefusals.noSerial());
  const item = await tx
    .selectFrom('items')
    .select(['code', 'name', 'unit', 'gtin'])
    .where('site', '=', site)
    .where(sql<boolean>`lower(code) = ${thing.item.toLowerCase()}`)
    .executeTakeFirst();
  if (!item) throw refuse('no-item', printRefusals.noItem(thing.item));
  const [part, named] = subject === 'serial' ? (['serial', thing.serial] as const) : (['lot', thing.lot] as const);
  const stock =
    named === undefined
      ? undefined
      : await tx
          .selectFrom('stock')
          .select(['location', 'expires', 'lot'])
          .where('site', '=', site)
          .where('item', '=', item.code)
          .where(part, '=', named)
          .orderBy('qty', 'desc')
          .executeTakeFirst();
  const { code, ...more } = item;
  return {
    ...more,
    item: code,
    ...(thing.lot === undefined ? {} : { lot: thing.lot }),
    ...(thing.qty === undefined ? {} : { qty: thing.qty }),
    ...(stock ? { location: stock.location, expires: stock.expires, lot: stock.lot } : {}),
    ...(subject === 'serial' && named !== undefined ? { serial: named } : {}),
  };
}

/** Ours, but for those whose code the site has given a template of its own. */
export async function templatesOf(tx: Tx, site: string): Promise<readonly (Template & { readonly own: boolean })[]> {
  const theirs = await tx
    .selectFrom('label_templates')
    .select(['code', 'name', 'subject', 'customer', 'width_mm', 'height_mm', 'drawing'])
    .where('site', '=', site)
    .orderBy('code')
    .execute();
  const codes = new Set(theirs.map(({ code }) => code));
  const ours = ownTemplates.filter(({ code }) => !codes.has(code));
  return [...ours.map((one) => ({ ...one, own: true })), ...theirs.map((one) => ({ ...one, own: false }))];
}

/** By its code; else the customer's own, the first by code; else ours. */
export async function templateFor(
  tx: Tx,
  site: string,
  subject: Subject,
  { code, customer }: { readonly code?: string | undefined; readonly customer?: string | null | undefined },
): Promise<Template> {
  const all = (await templatesOf(tx, site)).filter((one) => one.subject === subject);
  const his = customer ? all.find((one) => one.customer === customer)?.code : undefined;
  const wanted = code ?? his ?? ownTemplates.find((one) => one.subject === subject)?.code ?? '';
  const found = all.find((one) => one.code === wanted);
  if (!found) throw refuse('no-template', printRefusals.noTemplate(wanted, subject));
  const { own: _, ...template } = found;
  return template;
}
