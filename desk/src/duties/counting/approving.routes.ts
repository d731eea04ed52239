/** What was counted, over HTTP, beside what the book said: looked at, approved or refused. What is approved the ledger posts. */

import type { FastifyInstance } from 'fastify';
import { toMillionth } from '../../house/amounts.ts';
import { wallClock } from '../../house/clock.ts';
import { faultAt, Refusal } from '../../house/errors.ts';
import { type Asked, type HttpContext, refuseTrainee, serve } from '../../server/http.ts';
import { takesAllocated } from '../allocations/allocations.routes.ts';
import { reasonForNegative } from '../inventory/movements.messages.ts';
import { lockBins } from '../inventory/settled.store.ts';
import { settle } from '../inventory/settling.store.ts';
import { accuracyOf, historyOf } from './accuracy.store.ts';
import * as contract from './counting.contract.ts';
import * as say from './counting.messages.ts';
import { type CountToApprove, mayApprove, mayDecide } from './counting.ts';
import { type CountRules, differenceOf, valueOf, withinTolerance } from './countrules.ts';
import { liftWhenDone } from './freezes.store.ts';
import { placesOf } from './places.store.ts';
import { countRulesOf } from './programme.store.ts';
import { keepDecision, lockLinesOf, type ReviewLine, reviewLines } from './review.store.ts';
import { sheetCalled, sheetOf, sheetsOf } from './sheets.store.ts';

type Tx = Asked['tx'];

export function reviewRoutes(app: FastifyInstance, context: HttpContext): void {
  serve(app, context, contract.reviewSheet, async ({ tx, site, person, permissions, params }) => {
    const sheet = await sheetOf(tx, site.code, params.id);
    const rules = await countRulesOf(tx, site.code);
    const supervises = permissions.has('stock.approve');
    const blind = sheet.state === 'open';
    const rows = await reviewLines(tx, site.code, { sheet: sheet.id });
    const by = { id: person.id, supervises };
    return {
      ...sheet,
      blind: blind && !supervises,
      places: await placesOf(tx, sheet.id),
      rows: rows.map((row) => shownOf(row, { blind, by, rules, zone: site.zone })),
    };
  });

  serve(app, context, contract.approveCounts, async ({ tx, site, person, permissions, body, confirmed }) => {
    refuseTrainee(person, say.trainee);
    const negative = confirmed.has('negative');
    if (negative && body.reason === '') throw faultAt('reason', null, reasonForNegative, 'reason-missing');
    const allocated = takesAllocated({ confirmed, permissions }, body.reason);
    const rules = await countRulesOf(tx, site.code);
    const by = { id: person.id, supervises: permissions.has('stock.approve') };
    const { rows, missing } = await lockedRows(tx, site.code, body.counts);
    const open = new Set(
      (await sheetsOf(tx, site.code, { open: true })).filter(({ state }) => state === 'open').map(({ id }) => id),
    );
    const left: { count: number; text: string }[] = missing.map((count) => ({ count, text: say.noCount(count) }));
    const touched = [...new Set(rows.map(([, row]) => row.sheet))];
    let approved = 0;
    for (const [count, row] of rows) {
      const found = toApprove(row, count, open.has(row.sheet));
      const decision = mayApprove(found, by, rules);
      if (decision.kind === 'confirm') refuseUnsaid(row, found, { confirmed, reason: body.reason });
      if (decision.kind === 'refuse') {
        left.push({ count, text: say.approveRefusals[decision.code](decision.values) });
        continue;
      }
      const { book } = await settle(
        tx,
        site.code,
        {
          item: row.item,
          location: row.location,
          lot: row.lot,
          at: row.counted_at ?? '',
          seen: row.seen ?? 0,
          count,
          qty: found.counted,
          sheet: sheetCalled(row.sheet),
          reason: body.reason || say.postedWords(sheetCalled(row.sheet)),
        },
        { negative, allocated },
      );
      await keepDecision(tx, person, {
        count,
        decision: 'approved',
        book,
        cost: row.cost,
        within: withinTolerance({ ...found, book }, rules),
        reason: body.reason || null,
      });
      approved += 1;
    }
    await liftWhenDone(tx, site, person, { sheets: touched, reason: say.liftedByCount });
    if (approved === 0) throw new Refusal(422, 'not-approved', left[0]?.text ?? say.noSuchBin, { values: { left } });
    return { done: say.approvedWords(approved), approved, left };
  });

  serve(app, context, contract.countAgain, async ({ tx, site, person, body }) => {
    refuseTrainee(person, say.trainee);
    const rules = await countRulesOf(tx, site.code);
    const { rows } = await lockedRows(tx, site.code, body.counts);
    const left: string[] = [];
    let asked = 0;
    for (const [count, row] of rows) {
      const found = toApprove(row, count, false);
      const decision = mayDecide(found);
      if (decision.kind !== 'accept') {
        left.push(say.approveRefusals[decision.code](decision.values));
        continue;
      }
      const { book, cost } = found;
      const within = withinTolerance(found, rules);
      await keepDecision(tx, person, { count, decision: 'again', book, cost, within, reason: body.reason });
      asked += 1;
    }
    if (asked === 0) throw new Refusal(422, 'not-approved', left[0] ?? say.noSuchBin);
    return { done: say.againWords(asked) };
  });

  serve(app, context, contract.countAccuracy, ({ tx, site, query }) =>
    accuracyOf(tx, site, { from: query.from ?? null, to: query.to ?? null }),
  );
  serve(app, context, contract.countHistory, async ({ tx, site, query }) => {
    const most = contract.historyMost;
    const rows = await historyOf(tx, site.code, query, most + 1);
    return {
      more: rows.length > most,
      rows: rows.slice(0, most).map((row) => ({ ...row, sheet: sheetCalled(row.sheet) })),
    };
  });
}

/** The lines of these counts, theirs and their balances' locked in the one order; and which of the counts there are not. */
async function lockedRows(tx: Tx, site: string, counts: readonly number[]) {
  await lockLinesOf(tx, site, counts);
  const lines = await reviewLines(tx, site, { counts });
  await lockBins(tx, site, lines);
  const locked = await reviewLines(tx, site, { counts });
  const of = new Map(locked.map((row) => [row.line, row]));
  const lineOf = new Map(
    (await tx.selectFrom('counts').select(['id', 'line']).where('id', 'in', counts).execute()).map(({ id, line }) => [
      id,
      line,
    ]),
  );
  const rows = [...new Set(counts)].flatMap((count): [number, ReviewLine][] => {
    const row = of.get(lineOf.get(count) ?? 0);
    return row ? [[count, row]] : [];
  });
  const order = new Map(locked.map((row, at) => [row.line, at]));
  rows.sort(([, one], [, two]) => (order.get(one.line) ?? 0) - (order.get(two.line) ?? 0));
  const known = new Set(rows.map(([count]) => count));
  return { rows, missing: counts.filter((count) => !known.has(count)) };
}

const toApprove = (row: ReviewLine, count: number, blind: boolean): CountToApprove => ({
  item: row.item,
  location: row.location,
  state: row.state,
  superseded: row.count !== count,
  decidedBy: row.decided_by,
  counter: row.person ?? '',
  blind,
  book: row.book ?? 0,
  counted: row.counted ?? 0,
  cost: row.cost,
  class: row.class,
  apart: row.apart !== null,
});

/** Asks who lets more than the book stand where something stands apart, with a reason. */
function refuseUnsaid(
  row: ReviewLine,
  found: CountToApprove,
  { confirmed, reason }: { readonly confirmed: ReadonlySet<string>; readonly reason: string },
): void {
  const { item, location, unit } = row;
  const apart = row.apart && say.apartWords(row.apart);
  const values = { item, location, unit, apart, difference: differenceOf(found) };
  if (!confirmed.has('stands-apart'))
    throw new Refusal(409, 'stands-apart', say.approveRefusals['stands-apart'](values), {
      values: { confirm: 'stands-apart', ...values },
    });
  if (reason === '') throw faultAt('reason', null, say.reasonForApart, 'reason-missing');
}

/** A line as somebody may see it: blind, only that it was counted and by whom. */
function shownOf(
  row: ReviewLine,
  {
    blind,
    by,
    rules,
    zone,
  }: {
    readonly blind: boolean;
    readonly by: { readonly id: string; readonly supervises: boolean };
    readonly rules: CountRules;
    readonly zone: string;
  },
) {
  const { line, location, item, item_name, lot, unit, class: of, why, state, count, counted_at, apart } = row;
  const without = apart && say.apartWords(apart);
  const known = { line, location, item, item_name, lot, unit, class: of, why, state, count, counted_at, without };
  const nothing = {
    counted: null,
    counters: row.who ?? '',
    book: null,
    difference: null,
    value: null,
    within: null,
    moved_since: null,
    told_late: null,
    open_issues: null,
    losing: null,
    barred: null,
    decided: null,
  };
  if (count === null || (blind && !by.supervises)) return { ...known, ...nothing };
  const found = toApprove(row, count, blind);
  const decision = mayApprove(found, by, rules);
  const difference = differenceOf(found);
  return {
    ...known,
    counted: found.counted,
    counters: row.counters,
    book: found.book,
    difference,
    value: valueOf(found),
    within: row.within ?? withinTolerance(found, rules),
    moved_since: row.moved_since === null ? null : toMillionth(row.moved_since),
    told_late: row.told_late,
    open_issues: row.open_issues,
    losing: difference < 0 ? row.losing : null,
    barred: decision.kind === 'refuse' ? say.approveRefusals[decision.code](decision.values) : null,
    decided:
      row.decided_by === null || row.decided_at === null
        ? null
        : say.decidedWords(row.state === 'approved', row.decided_by, wallClock(zone, row.decided_at), row.reason),
  };
}
