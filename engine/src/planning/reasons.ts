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
import type { Link, LinkKind } from './chain.ts';
import { chainOfDemand } from './chain.ts';
import type { PlannedPurchase, Reason } from './plan.ts';
import type { PlanIndex } from './plan-index.ts';
import type { Demand, OpenOperation } from './problem.ts';
import { replacementIn } from './scrap.ts';

export function reasonsFor(index: PlanIndex, demand: Demand, date: number): Reason[] {
  const late = date - demand.due;
  if (late <= 0) return [];
  const links = chainOfDemand(index, demand.id, date);
  const reasons: Reason[] = [];
  let open = late;
  const add: Add = (seconds, { text, cause }) => {
    const amount = Math.min(open, seconds);
    if (amount <= 0) return;
    open -= amount;
    reasons.push({ ...cause, seconds: amount, text: text.replace(AMOUNT, spell(amount)) });
  };

  const overdue = index.problem.now - demand.due;
  if (overdue > 0)
    add(overdue, {
      cause: { kind: 'past-due', what: `demand/${demand.id}` },
      text: `It was due ${index.clock.at(demand.due)}, ${spell(overdue)} ago.`,
    });
  const root = links.at(-1);
  if (root) addOutside(index, root, late, add);
  const scrap = replacementIn(index, links);
  if (scrap) {
    const { seconds, text, ...cause } = scrap;
    add(seconds, { cause, text });
  }
  for (const link of links) {
    if (open <= 0) break;
    const said = WAITS.has(link.kind) ? waitOf(index, link) : undefined;
    if (said) add(link.until - link.from, said);
  }
  const leadTime = links.find((link) => link.kind === 'lead-time');
  if (leadTime && open > 0) add(leadTime.until - leadTime.from, leadTimeReason(index, leadTime));
  if (open > 0) add(open, workReason(index, demand, links, date));
  return reasons.sort((a, b) => b.seconds - a.seconds);
}

/** Stands in a sentence for the amount of lateness that the reason explains. */
const AMOUNT = '{amount}';

/** A reason without its amount. */
export interface Said {
  readonly cause: Omit<Reason, 'seconds' | 'text'>;
  readonly text: string;
}

type Add = (seconds: number, said: Said) => void;

/** Links that may be a wait; most others of a chain are work. */
const WAITS: ReadonlySet<LinkKind> = new Set([
  'machine-busy',
  'machine-down',
  'crew-busy',
  'tool-busy',
  'held',
  'frozen',
  'stock',
  'purchase',
]);

function addOutside(index: PlanIndex, root: Link, late: number, add: Add): void {
  if (root.kind === 'purchase') {
    const line = index.lines.get(root.what)!;
    const wished = line.required ?? line.promised;
    const delay = wished === undefined ? late : root.until - wished;
    const against =
      wished === undefined
        ? ''
        : ` and was ${line.required === undefined ? 'promised' : 'required'} for ${index.clock.at(wished)}`;
    add(delay, {
      cause: { kind: 'purchase-late', what: root.what, until: root.until as Second, qty: line.qty },
      text: `Purchase line ${line.id} with ${spellQty(line.qty, index.decimals(line.item))} ${line.item} arrives ${index.clock.at(root.until)}${against}.`,
    });
  }
  if (root.kind === 'awaits') {
    const event = index.problem.events.find((each) => each.id === root.what);
    add(late, {
      cause: { kind: 'awaits', what: root.what, order: root.order, seq: root.seq, until: root.until as Second },
      text: `${event?.name ?? root.what} is expected from ${event?.by ?? 'outside'} on ${index.clock.at(root.until)}; the work cannot go on before.`,
    });
  }
}

/** The wait that a link is, for whatever amount of it: many demands wait for the same. */
function waitOf(index: PlanIndex, link: Link): Said | undefined {
  let said = index.waits.get(link);
  if (!said) {
    said = waitIn(index, link);
    if (said) index.waits.set(link, said);
  }
  return said;
}

function waitIn(index: PlanIndex, link: Link): Said | undefined {
  const until = index.clock.at(link.until);
  const say = (kind: Reason['kind'], text: string): Said => ({
    cause: {
      what: link.what,
      order: link.order,
      seq: link.seq,
      ...(link.behind && link.kind !== 'held' ? { behind: link.behind } : {}),
      until: link.until as Second,
      kind,
    },
    text,
  });
  switch (link.kind) {
    case 'machine-busy':
      return say('machine-busy', `${link.what} is busy until ${until}${behindOf(link)}${standsOf(link)}: ${AMOUNT}.`);
    case 'machine-down':
      return say(
        'machine-down',
        `${link.what} is down, so step ${link.seq} of ${link.order} starts ${until}: ${AMOUNT}.`,
      );
    case 'crew-busy':
      return say('crew-busy', `Crew ${link.what} is busy until ${until}: ${AMOUNT}.`);
    case 'tool-busy':
      return say('tool-busy', `${link.what} is in use until ${until}${behindOf(link)}: ${AMOUNT}.`);
    case 'held':
      return say(
        'machine-busy',
        `Step ${link.seq} of ${link.order} begins ${until} so that step ${link.behind?.seq} on ${link.what} can follow before the longest gap is over: ${AMOUNT}.`,
      );
    case 'frozen':
      return say('frozen', `Step ${link.seq} of ${link.order} ${staysWords(index, link, until)}: ${AMOUNT}.`);
    case 'stock':
      return say('shortage', `${link.what} of ${link.item} may not be used before ${until}: ${AMOUNT}.`);
    case 'purchase': {
      const line = index.lines.get(link.what)!;
      const { cause, text } = say('purchase-late', `Purchase line ${line.id} of ${line.item} arrives ${until}.`);
      return { cause: { ...cause, qty: line.qty }, text };
    }
    default:
      return undefined;
  }
}

/** Why a step that is frozen begins `until`, as a person, the frozen zone or an approval has it. */
export function staysWords(
  index: PlanIndex,
  { order = '', seq, item }: Pick<Link, 'order' | 'seq' | 'item'>,
  until: string,
): string {
  const step: Partial<OpenOperation> | undefined = seq === undefined ? undefined : index.stepOf({ order, seq, item });
  switch (step?.frozenAs) {
    case 'zone':
      return `keeps its turn in the frozen zone and starts ${until}`;
    case 'left-out':
      return `stays as published, for the version that was approved leaves it out, and starts ${until}`;
    default:
      return `is frozen to start ${until}`;
  }
}

/** " with step 10 of planned/1", which holds it. */
export const behindOf = ({ behind }: Link): string => (behind ? ` with step ${behind.seq} of ${behind.order}` : '');

/** Where the step stands, where that is another machine than the one that is told of. */
export const standsOf = ({ stands, order, seq }: Link): string =>
  stands === undefined ? '' : `, and ${stands}, on which step ${seq} of ${order} stands, has no room before`;

function leadTimeReason(index: PlanIndex, link: Link): Said {
  const purchase = index.purchases.get(link.what);
  const qty: Qty | undefined = purchase?.qty;
  const amount = qty === undefined ? '' : `${spellQty(qty, index.decimals(link.item))} `;
  return {
    cause: { kind: 'lead-time', what: link.what, until: link.until as Second, qty },
    text: `${amount}${link.item} from ${purchase?.vendor ?? 'the vendor'}, ordered now, arrive ${index.clock.at(link.until)} at the earliest: ${spell(link.until - link.from)}${measuredIn(index, purchase)}.`,
  };
}

/** The part of a lead time that is there because the vendor was late before. */
function measuredIn({ problem }: PlanIndex, purchase: PlannedPurchase | undefined): string {
  const source = problem.sources.find((row) => row.item === purchase?.item && row.vendor === purchase.vendor);
  const safety = source ? safetyTime(source, problem.rules.service) : 0;
  return safety > 0 ? `, ${spell(safety)} of it because ${source!.vendor} was late before` : '';
}

/** What the chain takes for itself: the work, or the closed hours before it where these are more. */
function workReason(index: PlanIndex, demand: Demand, links: readonly Link[], date: number): Said {
  const own = links.filter(({ kind }) => kind === 'work' || kind === 'move' || kind === 'closed');
  const first = own.at(-1);
  const sum = (some: readonly Link[]) => some.reduce((total, { from, until }) => total + until - from, 0);
  // Where the machine was open and its people or a longer gap were missing, it is not called closed.
  const closed = own.filter(
    ({ kind, what, from, until }) =>
      kind === 'closed' && index.machines.has(what) && index.hours.of(what, undefined).workBetween(from, until) === 0,
  );
  const steps = new Set(own.map(({ order, seq }) => `${order} ${seq}`)).size;
  const [before, work] = [sum(closed), sum(own) - sum(closed)];
  const cause = {
    kind: 'work-time' as const,
    what: first?.order ?? `demand/${demand.id}`,
    order: first?.order,
    seq: first?.seq,
    until: date as Second,
  };
  const takes = `${spell(work)} in ${steps} step${steps === 1 ? '' : 's'}, closed hours included, up to ${index.clock.at(date)}`;
  const [longest] = closed.toSorted((a, b) => b.until - b.from - (a.until - a.from));
  if (!longest || before <= work)
    return { cause, text: `The work itself takes ${takes}${before > 0 ? `, after ${spell(before)} closed` : ''}.` };
  const most =
    closed.length > 1
      ? `, the longest until ${index.clock.at(longest.until)}`
      : ` until ${index.clock.at(longest.until)}`;
  return {
    cause: { ...cause, kind: 'closed', what: longest.what, until: longest.until as Second },
    text: `${longest.what} is closed${most}: ${spell(before)} before the work, which itself takes ${takes}.`,
  };
}
