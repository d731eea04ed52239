/**
 * Why a demand is late, in amounts that add up to its lateness.
 *
 * What came from outside (a purchase behind its date, a customer's input) answers first, for its own delay; then
 * the time lost to making scrapped pieces again; then the waits along the chain from the delivery down; what is left
 * is the time that the work itself, or the lead time of a purchase, takes.
 */
import { safetyTime } from '../netting/reliability.ts';
import { spell, spellQty } from '../units/clock.ts';
import type { Qty, Second } from '../units/units.ts';
import type { Link } from './chain.ts';
import { chainOfDemand } from './chain.ts';
import type { PlannedPurchase, Reason } from './plan.ts';
import type { PlanIndex } from './plan-index.ts';
import type { Demand } from './problem.ts';
import { replacementIn } from './scrap.ts';

export function reasonsFor(index: PlanIndex, demand: Demand, date: number): Reason[] {
  const late = date - demand.due;
  if (late <= 0) return [];
  const links = chainOfDemand(index, demand.id, date);
  const reasons: Reason[] = [];
  let open = late;
  const add: Add = (seconds, { text, ...reason }) => {
    const amount = Math.min(open, seconds);
    if (amount <= 0) return;
    open -= amount;
    reasons.push({ ...reason, seconds: amount, text: text.replace(AMOUNT, spell(amount)) });
  };

  const overdue = index.problem.now - demand.due;
  if (overdue > 0)
    add(overdue, {
      kind: 'past-due',
      what: `demand/${demand.id}`,
      text: `It was due ${index.clock.at(demand.due)}, ${spell(overdue)} ago.`,
    });
  const root = links.at(-1);
  if (root) addOutside(index, root, late, add);
  const scrap = replacementIn(index, links);
  if (scrap) add(scrap.seconds, scrap);
  for (const link of links) {
    if (open <= 0) break;
    addWait(index, link, add);
  }
  const leadTime = links.find((link) => link.kind === 'lead-time');
  if (leadTime && open > 0) add(leadTime.until - leadTime.from, leadTimeReason(index, leadTime));
  if (open > 0) add(open, workReason(index, demand, links, date));
  return reasons.sort((a, b) => b.seconds - a.seconds);
}

/** Stands in a sentence for the amount of lateness that the reason explains. */
const AMOUNT = '{amount}';

type Add = (seconds: number, reason: Omit<Reason, 'seconds'>) => void;

function addOutside(index: PlanIndex, root: Link, late: number, add: Add): void {
  const until = index.clock.at(root.until);
  if (root.kind === 'purchase') {
    const line = index.lines.get(root.what)!;
    const wished = line.required ?? line.promised;
    const delay = wished === undefined ? late : root.until - wished;
    const against = wished === undefined ? '' : `, ${spell(Math.max(0, delay))} after ${index.clock.at(wished)}`;
    add(delay, {
      kind: 'purchase-late',
      what: root.what,
      until: root.until as Second,
      qty: line.qty,
      text: `Purchase line ${line.id} with ${spellQty(line.qty, index.decimals(line.item))} ${line.item} arrives ${until}${against}.`,
    });
  }
  if (root.kind === 'awaits') {
    const event = index.problem.events.find((each) => each.id === root.what);
    add(late, {
      kind: 'awaits',
      what: root.what,
      order: root.order,
      seq: root.seq,
      until: root.until as Second,
      text: `${event?.name ?? root.what} is expected from ${event?.by ?? 'outside'} on ${until}; the work cannot go on before.`,
    });
  }
}

function addWait(index: PlanIndex, link: Link, add: Add): void {
  const seconds = link.until - link.from;
  const until = index.clock.at(link.until);
  const where = { what: link.what, order: link.order, seq: link.seq, until: link.until as Second };
  if (link.kind === 'machine-busy') {
    add(seconds, {
      ...where,
      kind: 'machine-busy',
      text: `${link.what} is busy until ${until}${behindOf(link)}: ${AMOUNT}.`,
    });
  }
  if (link.kind === 'machine-down')
    add(seconds, {
      ...where,
      kind: 'machine-down',
      text: `${link.what} is down; the step starts ${until}: ${AMOUNT}.`,
    });
  if (link.kind === 'crew-busy')
    add(seconds, { ...where, kind: 'crew-busy', text: `Crew ${link.what} is busy until ${until}: ${AMOUNT}.` });
  if (link.kind === 'tool-busy')
    add(seconds, {
      ...where,
      kind: 'tool-busy',
      text: `${link.what} is in use until ${until}${behindOf(link)}: ${AMOUNT}.`,
    });
  if (link.kind === 'held')
    add(seconds, {
      ...where,
      kind: 'machine-busy',
      text: `Step ${link.seq} of ${link.order} begins ${until} so that step ${link.behind?.seq} on ${link.what} can follow before the longest gap is over: ${AMOUNT}.`,
    });
  if (link.kind === 'frozen')
    add(seconds, {
      ...where,
      kind: 'frozen',
      text: `Step ${link.seq} of ${link.order} is frozen to start ${until}: ${AMOUNT}.`,
    });
  if (link.kind === 'stock')
    add(seconds, {
      ...where,
      kind: 'shortage',
      text: `${link.what} of ${link.item} may not be used before ${until}: ${AMOUNT}.`,
    });
  if (link.kind === 'purchase') {
    const line = index.lines.get(link.what)!;
    add(seconds, {
      ...where,
      kind: 'purchase-late',
      qty: line.qty,
      text: `Purchase line ${line.id} of ${line.item} arrives ${until}.`,
    });
  }
}

const behindOf = ({ behind }: Link): string => (behind ? ` with ${behind.order} step ${behind.seq}` : '');

function leadTimeReason(index: PlanIndex, link: Link): Omit<Reason, 'seconds'> {
  const purchase = index.purchases.get(link.what);
  const qty: Qty | undefined = purchase?.qty;
  const amount = qty === undefined ? '' : `${spellQty(qty, index.decimals(link.item))} `;
  return {
    kind: 'lead-time',
    what: link.what,
    until: link.until as Second,
    qty,
    text: `${amount}${link.item} from ${purchase?.vendor ?? 'the vendor'}, ordered now, arrive ${index.clock.at(link.until)} at the earliest: ${spell(link.until - link.from)}${measuredIn(index, purchase)}.`,
  };
}

/** The part of a lead time that is there because the vendor was late before. */
function measuredIn({ problem }: PlanIndex, purchase: PlannedPurchase | undefined): string {
  const source = problem.sources.find((row) => row.item === purchase?.item && row.vendor === purchase.vendor);
  const safety = source ? safetyTime(source, problem.rules.service) : 0;
  return safety > 0 ? `, ${spell(safety)} of it because ${source!.vendor} was late before` : '';
}

function workReason(index: PlanIndex, demand: Demand, links: readonly Link[], date: number): Omit<Reason, 'seconds'> {
  const work = links.filter((link) => link.kind === 'work' || link.kind === 'move' || link.kind === 'closed');
  const first = work.at(-1);
  const total = work.reduce((sum, link) => sum + link.until - link.from, 0);
  return {
    kind: 'work-time',
    what: first?.order ?? `demand/${demand.id}`,
    order: first?.order,
    seq: first?.seq,
    until: date as Second,
    text: `The work itself takes ${spell(total)} in ${work.length} step${work.length === 1 ? '' : 's'}, closed hours included, up to ${index.clock.at(date)}.`,
  };
}
