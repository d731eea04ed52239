/** Sheets over HTTP: made, counted, typed in, ended. No answer to who counts has what the book says. */
import type { FastifyInstance } from 'fastify';
import { decimalOf } from '../../house/amounts.ts';
import { dayNumber, dayOfNumber, later, nowAt, secondsOf } from '../../house/clock.ts';
import { faultAt, malformed, Refusal } from '../../house/errors.ts';
import { Download } from '../../server/files.ts';
import { type Asked, type HttpContext, type Site, serve } from '../../server/http.ts';
import { lockSite } from '../../server/site-lock.ts';
import { onLabels } from '../inventory/lots.ts';
import * as moving from '../inventory/movements.messages.ts';
import { unknownPlace } from '../inventory/movements.store.ts';
import { bookAt } from '../inventory/settled.store.ts';
import { itemCounted, typedUnit } from '../items/counted.store.ts';
import { amountOf } from '../items/counted.ts';
import { reviewRoutes } from './approving.routes.ts';
import * as contract from './counting.contract.ts';
import * as say from './counting.messages.ts';
import { mayCount, needsAnother } from './counting.ts';
import { rulesFrom, withinTolerance } from './countrules.ts';
import { freezeRoutes } from './freezes.routes.ts';
import { liftWhenDone, lockSheets } from './freezes.store.ts';
import { cameSince, emptyPlaces, keepLook, keepPlaces, placesOf } from './places.store.ts';
import { countRulesOf, itemClasses, keepCountRules, programmeOf } from './programme.store.ts';
import type { Due } from './programme.ts';
import { keepDecision } from './review.store.ts';
import * as store from './sheets.store.ts';

type Tx = Asked['tx'];
const aheadMost = 60;

export function countingRoutes(app: FastifyInstance, context: HttpContext): void {
  serve(app, context, contract.countProgramme, async ({ tx, site, query }) => {
    const { due, today, bins } = await programmeOf(tx, site, query.days);
    const sheets = await store.onOpenSheets(tx, site.code);
    const names = await store.itemNames(tx, site.code);
    const rows = due.map(({ bin, day, why }) => {
      const sheet = sheets.get(store.binKey(bin));
      return {
        item: bin.item,
        item_name: names.get(bin.item) ?? null,
        location: bin.location,
        class: bin.class,
        day: dayOfNumber(day),
        why: why.map(say.whyWords).join('; '),
        counted: bin.counted === null ? null : dayOfNumber(bin.counted),
        due: day <= today,
        sheet: sheet === undefined ? null : store.sheetCalled(sheet),
      };
    });
    const classed = (of: string): number => bins.filter((bin) => bin.class === of && bin.qty !== 0).length;
    return {
      rows,
      today: due.filter(({ bin, day }) => day <= today && !sheets.has(store.binKey(bin))).length,
      bins: bins.filter(({ qty }) => qty !== 0).length,
      by_class: { A: classed('A'), B: classed('B'), C: classed('C') },
    };
  });

  serve(app, context, contract.listSheets, async ({ tx, site, query }) => ({
    rows: await store.sheetsOf(tx, site.code, query.open === undefined ? {} : { open: query.open === 'yes' }),
  }));

  serve(app, context, contract.makeSheet, async ({ tx, site, person, body }) => {
    // Two who make a sheet of the same bins do not pass each other.
    await lockSite(tx, site.code);
    const chosen =
      body.due_until === null ? await byChoice(tx, site, body) : await byProgramme(tx, site, body.due_until);
    const { inventory, items, classes } = body;
    const whole = body.due_until === null && inventory && items.length + classes.length === 0;
    const places = whole ? await emptyPlaces(tx, site.code, body.locations) : [];
    if (chosen.length + places.length === 0) throw new Refusal(422, 'nothing-to-count', say.noSuchBin);
    const open = await store.onOpenSheets(tx, site.code);
    const free = chosen.filter((line) => !open.has(store.binKey(line)));
    const taken = [...new Set(chosen.flatMap((line) => open.get(store.binKey(line)) ?? []))];
    if (free.length + places.length === 0)
      throw new Refusal(422, 'on-sheets', say.onSheets(taken.map(store.sheetCalled).join(', ')));
    const made = await store.keepSheet(tx, site.code, person, {
      origin: body.due_until !== null ? 'programme' : body.inventory ? 'inventory' : 'choice',
      note: body.note || null,
      lines: free.slice(0, body.most),
    });
    await keepPlaces(tx, site.code, made.id, places);
    const sheet = store.sheetCalled(made.id);
    const done = say.sheetMade(sheet, made.lines, chosen.length - free.length, places.length);
    return { ...made, sheet, places: places.length, done };
  });

  serve(app, context, contract.toCount, async ({ tx, site, person, params }) => {
    const { id, sheet, note } = await store.sheetOf(tx, site.code, params.id);
    const { second_differs } = await countRulesOf(tx, site.code);
    const lines = (await store.linesToCount(tx, site.code, id)).map(({ counter, ...line }) => ({
      ...line,
      another: second_differs && line.state === 'again' && counter === person.id,
    }));
    const places = (await placesOf(tx, id)).map(({ location, looked_at }) => ({
      location,
      looked: looked_at !== null,
    }));
    return { id, sheet, note, lines, places };
  });

  serve(app, context, contract.postCount, (asked) => count(asked, asked.params.line, asked.body));

  serve(app, context, contract.postFound, async (asked) => {
    const { tx, site, params, body } = asked;
    await lockSheets(tx, [params.id]);
    const { id, sheet, state, frozen } = await store.sheetOf(tx, site.code, params.id);
    if (state === 'done') throw new Refusal(422, 'ended', say.countRefusals.ended(body));
    await refuseUnknown(tx, site.code, [body.location], [body.item]);
    // A supervisor froze what stood on it: who counts freezes nothing more.
    if (frozen && !(await store.hasPlace(tx, id, body.location)))
      throw faultAt('location', body.location, say.notOfTheFrozen(sheet, body.location), 'other-place');
    if (!onLabels(body.lot))
      throw faultAt('lot', body.lot, moving.moveRefusals['lot-unprintable'](body), 'lot-unprintable');
    const classes = await itemClasses(tx, site, await countRulesOf(tx, site.code));
    const { item, location, lot, ...counted } = body;
    const line = await store.addLine(tx, site.code, id, {
      item,
      location,
      lot,
      class: classes.get(item) ?? 'C',
      why: say.foundWords,
    });
    if (line === undefined) throw faultAt('item', item, say.onTheSheet(item, location, lot), 'on-the-sheet');
    await keepLook(tx, id, location, asked.person, asked.at);
    return count(asked, line, counted);
  });

  serve(app, context, contract.postLook, async ({ tx, site, person, params, body, at }) => {
    await lockSheets(tx, [params.id]);
    const { id, sheet, state } = await store.sheetOf(tx, site.code, params.id);
    if (state === 'done') throw new Refusal(422, 'ended', say.sheetOver(sheet));
    if (await cameSince(tx, site.code, body.location))
      throw faultAt('location', body.location, say.cameThere(body.location), 'came-since');
    if (!(await keepLook(tx, id, body.location, person, at)))
      throw faultAt('location', body.location, say.noPlaceToLook(sheet, body.location));
    await liftWhenDone(tx, site, person, { sheets: [id], reason: say.liftedByCount });
    return { done: say.emptyWords(body.location) };
  });

  serve(app, context, contract.endSheet, async ({ tx, site, person, params, body }) => {
    const { id, sheet, left, waiting, frozen } = await store.sheetOf(tx, site.code, params.id);
    if (frozen) throw new Refusal(422, 'frozen', say.liftFirst(sheet, frozen.who));
    await store.keepEnd(tx, id, person, body.reason);
    await liftWhenDone(tx, site, person, { sheets: [id], reason: body.reason });
    return { done: say.endedWords(sheet, left + waiting) };
  });

  serve(app, context, contract.sheetPaper, async ({ tx, site, params }) => {
    const sheet = await store.sheetOf(tx, site.code, params.id);
    const lines = await store.linesToCount(tx, site.code, sheet.id);
    const { sheetPdf } = await import('./sheet.print.ts');
    const places = (await placesOf(tx, sheet.id)).map((one) => ({ ...one, looked: one.looked_at !== null }));
    const paper = await sheetPdf({ ...sheet, lines, places }, { site: site.name, zone: site.zone });
    return new Download(`${sheet.sheet}.pdf`, 'application/pdf', [paper]);
  });

  serve(app, context, contract.countRules, async ({ tx, site }) => countRulesOf(tx, site.code));
  serve(app, context, contract.setCountRules, async ({ tx, site, body }) => {
    await lockSite(tx, site.code);
    const rules = rulesFrom({ ...(await countRulesOf(tx, site.code)), ...body });
    if ((rules.a_share ?? 0) + (rules.b_share ?? 0) > 100)
      throw malformed([{ field: 'b_share', value: String(rules.b_share), text: say.sharesWords }]);
    await keepCountRules(tx, site.code, rules);
    return { done: say.rulesKept };
  });

  reviewRoutes(app, context);
  freezeRoutes(app, context);
}

const byProgramme = async (tx: Tx, site: Site, until: string): Promise<store.NewLine[]> => {
  const { due, today } = await programmeOf(tx, site, aheadMost);
  const last = until === 'today' ? today : dayNumber(until);
  return due.filter(({ day }) => day <= last).map(lineOf);
};
const lineOf = ({ bin, why }: Due): store.NewLine => ({
  item: bin.item,
  location: bin.location,
  class: bin.class,
  why: why.map(say.whyWords).join('; '),
});

async function byChoice(
  tx: Tx,
  site: Site,
  wish: {
    readonly locations: readonly string[];
    readonly items: readonly string[];
    readonly classes: readonly string[];
    readonly inventory: boolean;
  },
): Promise<store.NewLine[]> {
  const { locations, items, classes, inventory } = wish;
  if (locations.length + items.length + classes.length === 0) throw faultAt('locations', null, say.choose, 'choose');
  await refuseUnknown(
    tx,
    site.code,
    locations.filter((one) => !one.endsWith('*')),
    items,
  );
  const known = await itemClasses(tx, site, await countRulesOf(tx, site.code));
  return (await store.binsChosen(tx, site.code, { locations, items, empty: inventory }))
    .map((bin) => ({
      ...bin,
      class: known.get(bin.item) ?? ('C' as const),
      why: inventory ? say.inventoryWords : say.chosenWords,
    }))
    .filter((line) => classes.length === 0 || classes.includes(line.class));
}

/** What was counted of a line; beyond its tolerance another count is asked for, which the answer does not tell. */
async function count(
  { tx, site, person, at }: Pick<Asked, 'tx' | 'site' | 'person' | 'at'>,
  line: number,
  body: {
    readonly qty: number;
    readonly unit: string | null;
    readonly at: string | null;
    readonly via: 'phone' | 'paper';
  },
): Promise<{ done: string }> {
  const { item: code, location, lot, ...found } = await store.lineToCount(tx, site.code, line);
  const rules = await countRulesOf(tx, site.code);
  const bin = { item: code, location, lot };
  const decision = mayCount({ ...bin, state: found.state, counter: found.person }, body.qty, person.id, rules);
  if (decision.kind !== 'accept')
    throw faultAt('qty', String(body.qty), say.countRefusals[decision.code]({ ...decision.values }), decision.code);
  const now = nowAt(site);
  // Clocks of terminals run ahead by minutes; what is counted has been.
  if (body.at !== null && secondsOf(body.at) > secondsOf(later(now, 600)))
    throw faultAt('at', body.at, say.ahead(body.at));
  const item = await itemCounted(tx, site.code, code);
  if (!item) throw faultAt('item', code, moving.noItem(code));
  const typed = body.unit === null ? null : await typedUnit(tx, site.code, code, body.unit);
  if (typed === undefined) throw faultAt('unit', body.unit, moving.noUnit(body.unit ?? ''));
  const amount = amountOf(body.qty, item, typed);
  if (amount.kind !== 'accept')
    throw faultAt('qty', String(body.qty), moving.moveRefusals[amount.code](amount.values), amount.code);
  const qty = decimalOf(amount.facts[0] ?? 0, item.decimals);
  const kept = await store.keepCount(tx, line, person, {
    at: body.at ?? at,
    qty,
    entered: typed && typed.unit.code !== item.unit.code ? { qty: body.qty, unit: typed.unit.code } : null,
    via: body.via,
  });
  const book = await bookAt(tx, site.code, bin, kept);
  const difference = { book, counted: qty, cost: found.unit_cost, class: found.class };
  if (needsAnother(difference, Boolean(found.asked), rules))
    await keepDecision(tx, null, {
      count: kept.count,
      decision: 'again',
      book,
      cost: found.unit_cost,
      within: withinTolerance(difference, rules),
      reason: say.againByTolerance,
    });
  return { done: say.countedWords(code, location) };
}

async function refuseUnknown(
  tx: Tx,
  site: string,
  locations: readonly string[],
  items: readonly string[],
): Promise<void> {
  const place = await unknownPlace(tx, site, locations);
  if (place !== undefined) throw faultAt('location', place, moving.noPlace(place));
  const names = await store.itemNames(tx, site);
  const stranger = items.find((item) => !names.has(item));
  if (stranger !== undefined) throw faultAt('item', stranger, moving.noItem(stranger));
}
