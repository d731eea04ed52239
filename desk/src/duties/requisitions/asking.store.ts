/** What is asked for read from the records and judged, and one that nobody wants any more; whoever asks in whichever duty. */
import type { Transaction } from 'kysely';
import { decimalOf, lineValue, toMillionth } from '../../house/amounts.ts';
import { todayAt } from '../../house/clock.ts';
import { type Fault, Refusal } from '../../house/errors.ts';
import type { Permission } from '../../house/permission.ts';
import type { Tables } from '../../server/database/tables.ts';
import type { Person, Site } from '../../server/http.ts';
import { itemCounted, typedUnit } from '../items/counted.store.ts';
import { standingVersion } from '../planning/planning.store.ts';
import { knownVendor } from '../purchasing/purchasing.store.ts';
import { priceOf } from './prices.ts';
import { actRefusals, askRefusals, dayRefusals, faults, notYours } from './requisitions.messages.ts';
import {
  act,
  departmentsFor,
  itemKnown,
  lockedRequisition,
  mostOf,
  type NewRequisition,
  offersOf,
} from './requisitions.store.ts';
import { type Act, ask, may, neededBy, type Purpose, type Seen, type Sort } from './requisitions.ts';

type Tx = Transaction<Tables>;

interface Wanted {
  readonly sort: Sort;
  readonly item?: string | null | undefined;
  readonly what?: string | null | undefined;
  readonly qty: number;
  readonly unit?: string | null | undefined;
  readonly price?: number | null | undefined;
  readonly purpose: Purpose;
  readonly of?: string | null | undefined;
  readonly needed: string;
  readonly vendor?: string | null | undefined;
  readonly reason: string;
}

/** Refuses what cannot be done now: the second of two is told what the first did. */
export function decide(wish: Act, seen: Seen): void {
  const decision = may(wish, seen);
  if (decision.kind === 'refuse')
    throw new Refusal(409, decision.code, actRefusals[decision.code](decision.values), { values: decision.values });
}

/** What is asked for, with all that the records say of it; refuses every fault at its field. */
export async function wantedOf(
  tx: Tx,
  site: Site,
  body: Wanted,
  confirmed: ReadonlySet<string>,
): Promise<NewRequisition> {
  const today = todayAt(site);
  const wrong: Fault[] = [];
  const code = body.item ?? null;
  const [item, known] =
    body.sort === 'item' && code ? [await itemCounted(tx, site.code, code), await itemKnown(tx, site.code, code)] : [];
  if (body.sort === 'item' && !code) wrong.push({ field: 'item', text: faults.itemMissing });
  else if (body.sort === 'item' && !item)
    wrong.push({ field: 'item', value: code ?? '', text: faults.item(code ?? '') });
  if (body.sort !== 'item' && !body.what) wrong.push({ field: 'what', text: faults.whatMissing });
  const unit = body.unit || null;
  if (body.sort !== 'item' && !unit) wrong.push({ field: 'unit', text: faults.unitMissing });
  const typed = item && unit !== null ? await typedUnit(tx, site.code, item.code, unit) : null;
  if (typed === undefined) wrong.push({ field: 'unit', value: unit ?? '', text: faults.unit(unit ?? '') });
  const vendor = body.vendor || null;
  if (vendor !== null && !(await knownVendor(tx, site.code, vendor)))
    wrong.push({ field: 'vendor', value: vendor, text: faults.vendor(vendor) });
  const of = body.purpose === 'stock' ? null : body.of || null;
  const departments = await departmentsFor(tx, site.code, body.purpose, of);
  if (body.purpose !== 'stock' && of === null) wrong.push({ field: 'of', text: faults.ofMissing(body.purpose) });
  else if (!departments) wrong.push({ field: 'of', value: of ?? '', text: faults.of(body.purpose, of ?? '') });
  const version = item ? (await standingVersion(tx, site.code))?.id : undefined;
  const day = neededBy(body.needed, today);
  if (day.kind === 'refuse')
    wrong.push({ field: 'needed', value: body.needed, text: dayRefusals[day.code](day.values, today) });
  const most = item ? await mostOf(tx, site.code, item.code, version) : null;
  const decision = ask(body.qty, { item, typed: typed ?? null, most });
  if (decision.kind === 'refuse')
    wrong.push({
      field: decision.code === 'no-factor' ? 'unit' : 'qty',
      text: askRefusals[decision.code](decision.values),
    });
  if (wrong.length > 0 || decision.kind === 'refuse' || !departments)
    throw new Refusal(422, 'faulty', wrong[0]?.text ?? '', { faults: wrong });
  if (decision.kind === 'confirm' && !confirmed.has(decision.code))
    throw new Refusal(409, decision.code, askRefusals[decision.code](decision.values), {
      values: { ...decision.values, confirm: decision.code },
    });
  const steps = decision.facts[0]?.steps ?? null;
  const qty = item && steps !== null ? decimalOf(steps, item.decimals) : body.qty;
  const price = body.price ?? null;
  const offers = item ? await offersOf(tx, site.code, item.code, today) : [];
  const unitPrice = item
    ? priceOf(price === null ? null : toMillionth((price * body.qty) / qty), {
        offers,
        vendor,
        unitCost: known?.unit_cost ?? null,
        qty,
      })
    : price;
  // A price that was typed is of the unit that was typed: the value of it is exact.
  const value = price === null ? lineValue(unitPrice, qty, site.currency) : lineValue(price, body.qty, site.currency);
  const other = item && typed && typed.unit.code !== item.unit.code;
  return {
    sort: body.sort,
    item: item ? item.code : null,
    what: item ? null : (body.what ?? null),
    qty,
    unit: item ? item.unit.code : (unit ?? ''),
    entered_qty: other ? body.qty : null,
    entered_unit: other ? typed.unit.code : null,
    unit_price: unitPrice,
    value: value ?? null,
    purpose: body.purpose,
    of,
    departments,
    needed: body.needed,
    vendor,
    reason: body.reason,
  };
}

/** Given up by who asked, or by who orders; a draft by its writer alone. Answers its number. */
export async function giveUp(
  tx: Tx,
  site: Site,
  {
    person,
    permissions,
  }: { readonly person: Pick<Person, 'id' | 'name'>; readonly permissions: ReadonlySet<Permission> },
  { id, reason }: { readonly id: number; readonly reason: string },
): Promise<string> {
  const seen = await lockedRequisition(tx, site.code, id);
  if (seen.person !== person.id && (seen.now === 'draft' || !permissions.has('purchasing.write')))
    throw new Refusal(403, 'not-permitted', notYours(seen.number, seen.who));
  decide('cancelled', { ...seen, state: seen.now });
  await act(tx, seen.id, person, 'cancelled', { reason });
  return seen.number;
}
