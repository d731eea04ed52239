/** Reports from the floor over HTTP: load with the order locked → decide → store the facts → settle the records. */
import { type Qty, qty } from '@hotlist/engine';
import type { FastifyInstance } from 'fastify';
import { decimalOf, decimalText, steps as inSteps } from '../../house/amounts.ts';
import { instantAt, nowAt, secondsOf } from '../../house/clock.ts';
import type { BodyOf } from '../../house/contract.ts';
import type { Values } from '../../house/decision.ts';
import { malformed, Refusal } from '../../house/errors.ts';
import { farFrom, farWords } from '../../house/faryears.ts';
import { type Asked, type HttpContext, type Person, serve } from '../../server/http.ts';
import { putFinished, stockAt, takeFinishedBack } from '../inventory/finished.store.ts';
import { overfullFor } from '../inventory/room.ts';
import { thingScanned } from '../marking/scan.store.ts';
import { versionAtWork } from '../planning/planning.store.ts';
import { adoptRecords } from './adopted.store.ts';
import {
  type FinishedLocation,
  finishedLocation,
  finishedSetting,
  nowhere,
  setFinishedLocation,
} from './finished.store.ts';
import {
  countsAlready,
  noCountersign,
  noInstant,
  noTicket,
  notWhole,
  notYours,
  postedWords,
  putWords,
  reportSentences,
  reversalSentences,
  unknownBadge,
  workedAhead,
  wrongMachine,
} from './floor.messages.ts';
import * as contract from './progress.contract.ts';
import {
  keepCountersign,
  keepFact,
  knowsBadge,
  machineIn,
  type NewFact,
  type OpenOrder,
  orderOf,
  orderOfReport,
  plannedMachine,
  postedRows,
  type StoredFact,
  settle,
} from './progress.store.ts';
import { type Report, report, reverse } from './progress.ts';
import { ticketScanned } from './scan.store.ts';
import { signedSteps } from './signoffs.store.ts';

type Tx = Asked['tx'];
type Said = Omit<BodyOf<typeof contract.postReport>, 'ticket'>;
type AskedOfFloor = Pick<Asked, 'tx' | 'site' | 'person' | 'confirmed' | 'because'>;

export function progressRoutes(app: FastifyInstance, context: HttpContext): void {
  serve(app, context, contract.postReport, async (asked) => {
    const { tx, site, body } = asked;
    const { number, issue } = await numberOn(tx, site.code, body.ticket);
    return post(asked, await locked(asked, number), body, issue, null);
  });

  serve(app, context, contract.listReports, async ({ tx, site, person, permissions, query }) => ({
    rows: await postedRows(tx, site.code, called(person), {
      order: query.order,
      by: query.mine === 'yes' || !permissions.has('site.see') ? called(person) : undefined,
      waiting: query.waiting === 'yes',
      limit: query.limit,
    }),
  }));

  serve(app, context, contract.takeBackReport, async (asked) => {
    const { tx, site, person, permissions, params, body, confirmed } = asked;
    const order = await locked(asked, await orderOfReport(tx, site.code, params.id));
    const fact = order.facts.find((one) => one.id === params.id);
    if (!fact) throw new Error(`report ${params.id} is not among the facts of ${order.number}`);
    if (fact.by !== called(person) && !permissions.has('orders.write'))
      throw new Refusal(403, 'not-permitted', notYours);
    // A trainee's word alone changes nothing that counts, neither by a report nor by taking one back.
    if (person.trainee && fact.counts) throw new Refusal(403, 'not-permitted', countsAlready);
    const held =
      fact.location === null || !fact.counts
        ? undefined
        : inSteps(
            await stockAt(tx, site.code, { item: order.item, location: fact.location, lot: fact.lot }),
            order.decimals,
            'down',
          );
    const rest = order.facts.filter((one) => one.id !== fact.id);
    const decision = reverse(order, fact, rest, held);
    if (decision.kind === 'refuse')
      throw new Refusal(422, decision.code, reversalSentences[decision.code](inWords(decision.values, order)));
    if (decision.kind === 'confirm' && !confirmed.has(decision.code))
      throw question(decision.code, reversalSentences[decision.code](inWords(decision.values, order)));
    const id = await keepFact(tx, site.code, order, {
      ...fact,
      ...nothingMore,
      kind: 'reversal',
      good: qty(0 - fact.good),
      scrap: qty(0 - fact.scrap),
      hours: -fact.hours,
      by: person.name,
      workedAt: fact.worked_at,
      badge: null,
      waits: false,
      confirmed: decision.kind === 'confirm' ? decision.code : null,
      location: fact.location,
      reverses: fact.id,
      reason: body.reason,
    });
    const outcome = await settle(tx, site.code, order, fact.seq, null);
    if (fact.counts && fact.location !== null && fact.good > 0)
      await takeFinishedBack(tx, site.code, workMoved(order, fact, fact.location, nowAt(site)), {
        reason: body.reason,
        negative: decision.kind === 'confirm',
      });
    if (body.instead) {
      const left = await orderOf(tx, site.code, order.number);
      return post(asked, { ...left, adopted: order.adopted }, body.instead, null, fact.id);
    }
    const [posted] = await postedRows(tx, site.code, called(person), { id, limit: 1 });
    if (!posted) throw new Error(`reversal ${id} was not kept`);
    return {
      done: withAdopted(`Taken back: ${order.number} operation ${fact.seq}, ${amountWords(fact.good, order)}.`, order),
      posted,
      order_state: outcome.orderState,
      step_state: outcome.stepState,
    };
  });

  serve(app, context, contract.countersign, async (asked) => {
    const { tx, site, person, params, body, confirmed } = asked;
    const order = await locked(asked, await orderOfReport(tx, site.code, params.id));
    const fact = order.facts.find((one) => one.id === params.id);
    if (!fact?.waits || fact.settled !== null || fact.reversed)
      throw new Refusal(422, 'not-waiting', noCountersign.settled);
    if (fact.by === called(person) || person.trainee) throw new Refusal(403, 'own-report', noCountersign.own);
    if (body.verdict === 'countersigned') allow(order, fact, confirmed, await unsignedAt(asked, order, fact));
    const place = body.verdict === 'declined' ? nowhere : await placeOf(asked, order, fact, fact.worked_at);
    await keepCountersign(tx, site.code, { report: fact.id, ...body, by: person.name, location: place.location });
    if (body.verdict === 'declined') return answer(asked, order, fact.id, 'Declined: it does not count.');
    return counted(asked, order, fact, place);
  });

  serve(app, context, contract.finishedPlace, async ({ tx, site }) => ({
    location: await finishedSetting(tx, site.code),
  }));
  serve(app, context, contract.setFinishedPlace, async ({ tx, site, body }) => {
    await setFinishedLocation(tx, site.code, body.location);
    return body;
  });
}

interface HeldOrder extends OpenOrder {
  /** What became of what was taken over, as a sentence. */
  readonly adopted: string | null;
}

/** The order, locked, with what the records say beside the reports taken over first. */
async function locked(asked: AskedOfFloor, number: string): Promise<HeldOrder> {
  const { tx, site, person } = asked;
  const order = await orderOf(tx, site.code, number, true);
  const adopted = await adoptRecords(tx, site.code, order, person.name, nowAt(site), overfullFor(asked));
  return { ...(adopted.any ? await orderOf(tx, site.code, number) : order), adopted: adopted.stock };
}

const withAdopted = (done: string, { adopted }: HeldOrder): string => (adopted === null ? done : `${done} ${adopted}`);

async function post(asked: AskedOfFloor, order: HeldOrder, said: Said, issue: number | null, insteadOf: number | null) {
  const { tx, site, person, confirmed } = asked;
  const read = readReport(said, order);
  const code = allow(order, read, confirmed, await unsignedAt(asked, order, read));
  if (said.badge !== null && !(await knowsBadge(tx, site.code, said.badge)))
    throw new Refusal(422, 'unknown-badge', unknownBadge(said.badge), {
      faults: [{ field: 'badge', value: said.badge, text: unknownBadge(said.badge) }],
    });
  const row = order.rows.find((step) => step.seq === said.seq);
  if (said.machine !== null && !(await machineIn(tx, site.code, said.machine, row?.work_centre ?? null)))
    throw new Refusal(422, 'wrong-machine', wrongMachine(said.machine, row?.work_centre ?? null));
  const version = await versionAtWork(tx, site.code);
  const machine =
    said.machine ?? row?.machine ?? (version ? await plannedMachine(tx, version.id, order.number, said.seq) : null);
  const workedAt = said.worked_at === null ? nowAt(site) : workedIn(said.worked_at, nowAt(site));
  const place = person.trainee ? nowhere : await placeOf(asked, order, read, workedAt);
  const fact: NewFact = {
    ...read,
    ...nothingMore,
    kind: 'report',
    badge: said.badge,
    machine,
    workedAt,
    by: person.name,
    issue,
    waits: person.trainee,
    confirmed: code,
    location: place.location,
    insteadOf,
  };
  const id = await keepFact(tx, site.code, order, fact);
  if (person.trainee)
    return answer(
      asked,
      order,
      id,
      postedWords({ ...wordsOf(fact, order), waits: true, completed: false, stock: null }),
    );
  return counted(asked, order, { ...fact, worked_at: fact.workedAt, id }, place);
}

/** Where the good of a report go that counts from now on and was worked at that time (RFC 3339). */
const placeOf = async ({ tx, site }: AskedOfFloor, order: OpenOrder, said: Report, workedAt: string) =>
  said.good > 0 && order.steps.at(-1)?.seq === said.seq
    ? finishedLocation(tx, site.code, order.item, workedAt)
    : nowhere;

type Counted = Report & Pick<StoredFact, 'id' | 'machine' | 'worked_at'>;

/** From now on the report counts: the step, the order and the stock follow. */
async function counted(asked: AskedOfFloor, order: HeldOrder, fact: Counted, place: FinishedLocation) {
  const { tx, site } = asked;
  const outcome = await settle(tx, site.code, order, fact.seq, fact.machine);
  let stock: string | null = null;
  if (outcome.finished > 0 && fact.good > 0) {
    stock = putWords(amountWords(fact.good, order), place);
    if (place.location !== null) {
      const moved = workMoved(order, fact, place.location, fact.worked_at);
      await putFinished(tx, site.code, { ...moved, overfull: overfullFor(asked) });
    }
  }
  const completed = outcome.orderState === 'completed' && order.state !== 'completed';
  return answer(asked, order, fact.id, postedWords({ ...wordsOf(fact, order), waits: false, completed, stock }));
}

/** What a report's good of the last operation moves between its order and a place. */
const workMoved = (
  order: OpenOrder,
  fact: { id: number; good: Qty; lot: string },
  location: string,
  movedAt: string,
) => ({
  order: order.number,
  report: fact.id,
  item: order.item,
  lot: fact.lot,
  location,
  qty: decimalOf(fact.good, order.decimals),
  movedAt,
});

async function answer({ tx, site, person }: AskedOfFloor, order: HeldOrder, id: number, done: string) {
  const [posted] = await postedRows(tx, site.code, called(person), { id, limit: 1 });
  if (!posted) throw new Error(`report ${id} was not kept`);
  const now = await orderOf(tx, site.code, order.number);
  const step = now.steps.find((one) => one.seq === posted.seq);
  return {
    done: withAdopted(done, order),
    posted,
    order_state: now.state,
    step_state: step?.state ?? ('waiting' as const),
  };
}

/** Lines of the instructions that nobody signed, of an operation that is to be finished. */
async function unsignedAt({ tx, site }: AskedOfFloor, order: OpenOrder, said: Report): Promise<number> {
  if (!said.finished) return 0;
  const [step] = await signedSteps(tx, site.code, order.number, said.seq);
  return step?.lines.filter(({ by }) => by === null).length ?? 0;
}

/** Refuses or asks as the decision says; answers the code of the question that was answered with yes. */
function allow(order: OpenOrder, said: Report, confirmed: ReadonlySet<string>, unsigned: number): string | null {
  const decision = report(order, said, unsigned);
  if (decision.kind === 'accept') return null;
  const sentence = reportSentences[decision.code](inWords(decision.values, order));
  if (decision.kind === 'refuse') {
    const field = fieldOfCode[decision.code];
    throw new Refusal(422, decision.code, sentence, field ? { faults: [{ field, text: sentence }] } : {});
  }
  if (!confirmed.has(decision.code)) throw question(decision.code, sentence);
  return decision.code;
}

const question = (code: string, sentence: string): Refusal =>
  new Refusal(409, code, sentence, { values: { confirm: code } });

const fieldOfCode: Readonly<Record<string, string>> = {
  'not-released': 'ticket',
  'order-over': 'ticket',
  'no-step': 'seq',
  'step-done': 'seq',
  'nothing-reported': 'good',
  'scrap-unexplained': 'scrap_reason',
  'lot-missing': 'lot',
  'lot-early': 'lot',
  'lot-unprintable': 'lot',
};

/** What a fact is when nothing else is said of it. */
const nothingMore = {
  counts: true,
  reversed: false,
  machine: null,
  issue: null,
  location: null,
  reverses: null,
  insteadOf: null,
  reason: null,
} as const;

function readReport(said: Said, order: OpenOrder): Report {
  const amount = (field: 'good' | 'scrap'): Qty => {
    const counted = inSteps(said[field], order.decimals, 'nearest');
    if (decimalOf(counted, order.decimals) === said[field]) return counted;
    const text = notWhole(said[field], order.unit, decimalText(1, order.decimals));
    throw malformed([{ field, value: String(said[field]), text }]);
  };
  return {
    seq: said.seq,
    started: said.started,
    good: amount('good'),
    scrap: amount('scrap'),
    scrapReason: said.scrap_reason || null,
    finished: said.finished,
    hours: said.hours,
    lot: said.lot,
  };
}

/** The order on a ticket, and its issue; a bare number of a work order will do. */
async function numberOn(tx: Tx, site: string, text: string): Promise<{ number: string; issue: number | null }> {
  const ticket = await ticketScanned(tx, site, text);
  if (ticket) return { number: ticket.order, issue: ticket.issue };
  const thing = await thingScanned(tx, site, text);
  if (thing?.kind === 'work order') return { number: thing.code, issue: null };
  throw new Refusal(422, 'no-ticket', noTicket(text), {
    faults: [{ field: 'ticket', value: text, text: noTicket(text) }],
  });
}

const amounts = ['came', 'accounted', 'expected', 'used', 'left', 'stock', 'good'];
const amountWords = (amount: number, order: OpenOrder): string =>
  `${decimalText(amount, order.decimals)} ${order.unit}`;
const inWords = (values: Values, order: OpenOrder): Values =>
  Object.fromEntries(
    Object.entries(values).map(([name, value]) => [
      name,
      amounts.includes(name) && typeof value === 'number' ? amountWords(value, order) : value,
    ]),
  );
const wordsOf = (fact: Report, order: OpenOrder) => ({
  order: order.number,
  seq: fact.seq,
  good: fact.good > 0 ? amountWords(fact.good, order) : null,
  hours: fact.hours,
  scrap: fact.scrap > 0 ? amountWords(fact.scrap, order) : null,
  finished: fact.finished,
});

/** As the audit log calls a person. */
const called = (person: Person): string => person.email || person.name;

/** Clocks of terminals run ahead by minutes, not by more. */
const ahead = 3600;

function workedIn(text: string, now: string): string {
  const wrong = (sentence: string) => malformed([{ field: 'worked_at', value: text, text: sentence }]);
  if (!/^\d{4}-\d{2}-\d{2}T/.test(text) || Number.isNaN(secondsOf(text))) throw wrong(noInstant(text));
  if (secondsOf(text) > secondsOf(now) + ahead) throw wrong(workedAhead(text));
  const [day, today] = [text.slice(0, 10), now.slice(0, 10)];
  if (farFrom(day, today)) throw wrong(farWords(day, today));
  return instantAt(secondsOf(text));
}
