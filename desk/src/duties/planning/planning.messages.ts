/** Every sentence about planning that a person reads. */
import type { ActionMessage, Plan, Second } from '@hotlist/engine';
import { clockShown, wallClock } from '../../house/clock.ts';
import { dayWords } from '../../house/daywords.ts';
import { durationText, workText } from '../../house/lengths.ts';
import type { Comer } from './comers.ts';
import type { ZoneConflict } from './frozenzone.ts';
import { countedTo } from './inputscounted.messages.ts';
import { newestKept, usualKeepDays } from './keeping.ts';
import { isLater, type Strayed, type StrayedWork } from './leftout.ts';
import type { MessageEffect } from './messages.ts';
import type { NotKept, NotKeptBy } from './notkept.ts';
import type { Resized } from './resized.ts';
import type { VersionState } from './states.ts';

/** On the plant's clock: 17:00 in Los Angeles is the next day in UTC. */
export const dayIn = (zone: string, instant: string): string => {
  const day = wallClock(zone, instant).slice(0, 10);
  return dayWords(day, day);
};

/** What "apply" would do, said before it is done. */
export function effectSentence(effect: MessageEffect, zone: string): string {
  switch (effect.does) {
    case 'firm':
      return 'Makes it a firm work order with a number; its quantity and date no longer move by themselves.';
    case 'redate-work':
      return `Sets the due date of work order ${effect.workOrder} to ${dayIn(zone, effect.due)}.`;
    case 'cancel-work':
      return `Cancels work order ${effect.workOrder}.`;
    case 'require':
      return `Sets the required date of purchase line ${effect.purchaseLine} to ${dayIn(zone, effect.required)}; the vendor must still be asked.`;
  }
}

/** Of a run that ended otherwise than by what was to be planned; the log says by what. */
export const faultOfOurs =
  'something went wrong on our side, and nothing was kept. Maybe plan again; if it fails again, tell whoever looks after Hotlist, whose log says more.';

/** What became of a decision about a message. */
export const decidedWords = {
  open: 'It is on the list again.',
  already: 'It was applied already.',
  dismissed: 'Dismissed; it comes back only if you ask for all messages.',
  snoozed: (until: string, zone: string, today: string) =>
    `Sleeps until ${dayWords(wallClock(zone, until).slice(0, 10), today)}.`,
  redated: (workOrder: string, due: string, zone: string) => `Work order ${workOrder} is due ${dayIn(zone, due)} now.`,
  cancelled: (workOrder: string) => `Work order ${workOrder} is cancelled.`,
  required: (line: string, at: string, zone: string) =>
    `Purchase line ${line} is required by ${dayIn(zone, at)} now; call the vendor.`,
} as const;

export const firmWords = (number: string): string => `Work order ${number} is firm.`;

export const newerPlan = (seen: number, stands: number): string =>
  `You looked at version ${seen}, but version ${stands} stands now, where planned orders have other names. Look again, then decide.`;

export const messageRefusals = {
  unknown: (supply: string) =>
    `The standing plan has no such message about ${supply}. Maybe a newer plan stands: look at the list again.`,
  noEffect: (supply: string) =>
    `Nothing can be applied for ${supply} here: a person must act. It can be dismissed or snoozed.`,
  mayNotApply: (name: string, supply: string) =>
    supply.startsWith('purchase/')
      ? `${name} may not set the required date of ${supply.slice(9)}. Maybe ask a buyer or an expediter: they follow purchases up.`
      : `${name} may not apply what is asked of ${spoken(supply)}. Maybe ask a planner or a supervisor.`,
  mayNotSetAside: (name: string, supply: string) =>
    `${name} may not decide about ${spoken(supply)}. Maybe ask a planner or a supervisor.`,
  snoozeWithoutDate: (until: string | null) =>
    until === null
      ? 'It is not said until when it may sleep. Maybe a day after today.'
      : `"${until}" is no day to sleep until. Maybe a day after today.`,
  lineOver: (line: string) =>
    `Purchase line ${line} is not open any more. Maybe it came in or was cancelled since the plan was made: plan again.`,
} as const;

/** What happens to versions past their days. */
export const keepWords = (days: number): string =>
  `After ${days} days a version is cleared at night, unless it stands, somebody keeps it, or it is among the newest ${newestKept}.`;

export const keptWords = (number: number, kept: boolean, days: number | undefined): string =>
  kept
    ? `Version ${number} is kept however old it gets.`
    : `Version ${number} goes after ${days ?? usualKeepDays} days.`;

/** What something that is tried is held against, where that is no version. */
export function besideWords(
  { number, figures }: { readonly number: number; readonly figures: Readonly<Record<string, unknown>> },
  published: boolean,
): string {
  if (!published)
    return `What a planning run would make with this, against what it would make without. Nothing is published yet: it mends the newest plan, version ${number}, unless another costs clearly less, in which much may stand elsewhere.`;
  const jumps = `: version ${number} was planned from nothing, and a run now keeps the published one, so that most work would stand elsewhere whatever is tried here`;
  return `The published version mended with this, as a planning run would make it, against it mended without${figures.fromNothing === true ? jumps : ''}.`;
}

/** `most`: changes that are taken back one by one. */
export const tooMuchSince = (number: number, most: number): string =>
  `More than ${most.toLocaleString('en')} inputs were written since version ${number} was made, as by an import. Maybe plan again, then move what is to be moved in that.`;

/** Said of a plan of which nothing but a publication changed the inputs. */
export const publishedSince = 'a publication made orders of it firm since.';

/** What changed since a plan was made that is stale: "2 inputs have changed since, the latest PO-311/1 by Ann.". */
export function changedSinceWords(
  changed: number,
  latest: { readonly called: string; readonly who: string } | undefined,
): string {
  if (!latest) return publishedSince;
  const inputs = `${changed.toLocaleString('en-GB')} ${changed === 1 ? 'input has' : 'inputs have'}`;
  return `${inputs} changed since, the latest ${latest.called} by ${latest.who}.`;
}

/** A name or sentence of the plan with its supplies called as people call them: "work/WO-5131" is WO-5131. */
export const spoken = (text: string): string =>
  text
    .replaceAll(/\b(?:purchase|work|demand|stock)\/(?=\S)/g, '')
    .replaceAll(/\bplanned\/(?=\d)/g, 'planned order ')
    .replaceAll(/\bbuy\/(?=\d)/g, 'planned purchase ')
    .replaceAll(/\bmove\/(?=\d)/g, 'planned move ');

/** Of a version that a person moved: which lots it draws on is known by the version that was moved. */
export const baseCleared = (number: number, base: number): string =>
  `Version ${number} is version ${base} moved by hand, which was cleared: what stock it was made from is known no more. Maybe plan again.`;

/** The plan with its sentences spoken: ids stay inside the engine, names are what a version keeps. */
export const spokenPlan = (plan: Plan): Plan => ({
  ...plan,
  deliveries: plan.deliveries.map((row) => ({ ...row, reasons: row.reasons.map(said) })),
  messages: plan.messages.map(said),
});

const said = <Row extends { readonly text: string }>(row: Row): Row => ({ ...row, text: spoken(row.text) });

/** Who asked for a run that nobody asked for. */
export const plansByItself = 'automatic';

/** Why it was; more than `most` changes are not counted. */
export const inputsChanged = (changes: readonly { readonly called: string }[], most: number): string => {
  const [one, another] = changes;
  if (one && !another) return `${one.called} changed`;
  return `${countedTo(changes.length, most)} inputs changed`;
};

/** Of what a person moved and did not lock; empty: of nothing. */
export const putBackWords = (moved: number): string =>
  moved === 0
    ? ''
    : moved === 1
      ? '1 operation was moved and not locked: the plan that follows its publication may put it back. Maybe lock it on the board.'
      : `${moved} operations were moved and not locked: the plan that follows its publication may put them back. Maybe lock on the board what must stay.`;

/** Of steps that a publication locks; empty: of none. */
export const lockedWords = (steps: number): string =>
  steps === 0
    ? ''
    : steps === 1
      ? '1 step is locked: later plans leave it where it stands.'
      : `${steps} steps are locked: later plans leave them where they stand.`;

/** Of planned orders with a locked step; empty: of none. */
export const firmByLockWords = (orders: number): string =>
  orders === 0
    ? ''
    : orders === 1
      ? 'A step of a planned order is locked: publishing makes that order firm.'
      : `Steps of ${orders} planned orders are locked: publishing makes those orders firm.`;

/** After "made" or "planned": who publishes, approves or keeps a version did another thing. */
export const plannedBy = (who: string): string => (who === plansByItself ? 'by itself' : `by ${who}`);

/** On the doors that lead to where changes by hand are done again. */
export const doAgain = 'Do them again on the published version';
/** Where nothing was published they are done on the plan that stands. */
export const doAgainOn = (published: number | null | undefined, things = 2): string =>
  `Do ${things === 1 ? 'it' : 'them'} again on ${published === null ? 'the plan that stands' : 'the published version'}`;

/** Where a version stands, in a list of them. */
export const whereItStands = (state: VersionState, overtaken: boolean): string =>
  overtaken ? `${state}, overtaken` : state;

/** The checker's name of a rule at the beginning of a sentence: "No machine over capacity". */
export const ruleWords = (rule: string): string => `${rule.slice(0, 1).toUpperCase()}${rule.slice(1)}`;

/** What the kinds of action messages are called in lists. */
export const messageKindWords: Readonly<Record<string, string>> = {
  create: 'Create',
  expedite: 'Expedite',
  defer: 'Put off',
  cancel: 'Cancel',
  increase: 'Increase',
  decrease: 'Decrease',
  'release-due': 'Release',
  'release-past-due': 'Release, past due',
  'past-due': 'Past due',
  'negative-balance': 'Negative balance',
  'below-minimum': 'Below minimum',
  'above-maximum': 'Above maximum',
  'time-fence-conflict': 'Time fence',
};

/** "Fri 6 Nov 14:00" on the plant's clock. */
export const momentIn =
  <At extends number>(instant: (second: At) => string, zone: string) =>
  (second: At): string => {
    const wall = clockShown(zone, instant(second));
    return `${dayWords(wall.slice(0, 10), wall.slice(0, 10))} ${wall.slice(11, 16)}`;
  };

/** The plan with who comes into the frozen zone among its messages. They stand nowhere that they should leave: no `from`. */
export function withComers(
  plan: Plan,
  comers: readonly Comer[],
  instant: (second: Second) => string,
  zone: string,
): Plan {
  if (comers.length === 0) return plan;
  const at = momentIn(instant, zone);
  const orders = new Map(plan.orders.map((order) => [order.id as string, order]));
  const more = comers.flatMap(({ order, why, steps, sooner }): ActionMessage[] => {
    const of = orders.get(order);
    if (!of) return [];
    const called = order.startsWith('work/') ? order.slice('work/'.length) : `A planned order of ${of.item}`;
    const there = steps.map(({ seq, machine, start }) => `step ${seq} on ${machine}, ${at(start)}`).join('; ');
    const said = {
      'comes-in': `${called} comes into the frozen zone before work that keeps its place there: ${there}. ${
        sooner
          ? `${sooner.demand} ships ${at(sooner.now)} by it, which was published for ${at(sooner.published)}.`
          : 'There was room for it.'
      } Maybe tell the floor.`,
      released: `${called} was released from the frozen zone and stands elsewhere now: ${there}. Maybe tell the floor.`,
      planned: `${called} stands elsewhere in the frozen zone now: ${there}. It has no number that anybody works to. Maybe make it firm: then it is held.`,
    };
    return [
      {
        kind: 'time-fence-conflict',
        supply: of.id,
        item: of.item,
        qty: of.qty,
        to: steps[0]!.start,
        hurts: 0,
        text: said[why],
      },
    ];
  });
  return { ...plan, messages: [...plan.messages, ...more] };
}

/** The plan with what could not be kept of the frozen zone among its messages. */
export function withConflicts(
  plan: Plan,
  conflicts: readonly ZoneConflict[],
  resized: ReadonlyMap<string, Resized>,
  instant: (second: Second) => string,
  zone: string,
): Plan {
  if (conflicts.length === 0) return plan;
  const at = momentIn(instant, zone);
  const itemOf = new Map(plan.orders.map((order) => [order.id, order]));
  const more = conflicts.flatMap(({ order, seq, machine, start, behind, now }): ActionMessage[] => {
    const of = itemOf.get(`work/${order}`);
    if (!of) return [];
    const lost = behind
      ? `its turn on ${machine}: step ${behind.seq} of ${behind.order} goes first now`
      : `its published place on ${machine}`;
    const size = resized.get(order);
    const became = size
      ? ` The quantity of ${order} became ${countWords(size.now)} instead of ${countWords(size.before)}.`
      : '';
    return [
      {
        kind: 'time-fence-conflict',
        supply: of.id,
        item: of.item,
        qty: of.qty,
        from: start,
        to: now,
        hurts: 0,
        text: `Step ${seq} of ${order} could not keep ${lost}; it begins ${at(now)}.${became} Maybe see what it waits for, or tell the floor.`,
      },
    ];
  });
  return { ...plan, messages: [...plan.messages, ...more] };
}

const countWords = (count: number): string => count.toLocaleString('en-GB');

/** The plan with what was left out of an approval and ships or stands elsewhere than published all the same among its messages, and why. */
export function withStrayed(
  plan: Plan,
  { lines, work }: { readonly lines: readonly Strayed[]; readonly work: readonly StrayedWork[] },
  notKept: Pick<NotKeptBy, 'line' | 'work'>,
  instant: (second: Second) => string,
  zone: string,
): Plan {
  if (lines.length + work.length === 0) return plan;
  const at = momentIn(instant, zone);
  const orders = new Map(plan.orders.map((order) => [order.id as string, order]));
  const ofWork = work.flatMap((one): ActionMessage[] => {
    const of = orders.get(`work/${one.order}`);
    if (!of) return [];
    const { id, item, qty } = of;
    const text = strayedWorkWords(one, notKept.work(one.order), at);
    return [{ kind: 'time-fence-conflict', supply: id, item, qty, from: one.published, to: one.now, hurts: 0, text }];
  });
  const ofLines = lines.flatMap((one): ActionMessage[] => {
    const { line, published, now } = one;
    const peg = plan.pegs.findLast(({ consumer }) => consumer === `demand/${line}`);
    if (!peg) return [];
    const ships = now === undefined ? 'cannot ship' : `ships ${at(now)}`;
    const said = isLater(one)
      ? `${ships}: ${laterBy(one, notKept.line(line), at)}`
      : `${ships}, before that: what it waits for is there sooner. Maybe ship it on its day, or tell the customer.`;
    return [
      {
        kind: 'time-fence-conflict',
        supply: peg.supply,
        item: peg.item,
        qty: peg.qty,
        from: published,
        ...(now === undefined ? undefined : { to: now }),
        hurts: 0,
        text: `${line} was left out and is held as published, for ${at(published)}, but ${said}`,
      },
    ];
  });
  return { ...plan, messages: [...plan.messages, ...ofLines, ...ofWork] };
}

function strayedWorkWords(
  { order, seq, machine, published, now, longer, setup, others }: StrayedWork,
  found: NotKept | undefined,
  at: (second: Second) => string,
): string {
  const begins = longer
    ? `ends ${durationText(longer)} later`
    : now === published
      ? `stands on ${machine} now`
      : `begins ${at(now)}${machine === undefined ? '' : ` on ${machine}`}, ${durationText(Math.abs(now - published))} ${now < published ? 'sooner' : 'later'}`;
  const also =
    others === 0 ? '' : ` So ${others === 1 ? 'does one more of its steps' : `do ${others} more of its steps`}.`;
  const why = found
    ? notKeptWords(found, at)
    : setup > 0
      ? `its set-up takes ${workText(setup)} more, which what stood before it was to save.`
      : 'what it waits for is there at another time.';
  return `Step ${seq} of ${order}, which was left out and is held as published, for ${at(published)}, ${begins}: ${why}${also} Maybe tell the floor.`;
}

/** What forbids its published place, where that is most of it; else what the plan says of its lateness. */
function laterBy({ published, now, why }: Strayed, found: NotKept | undefined, at: (second: Second) => string): string {
  return !found || (now !== undefined && found.seconds * 2 < now - published) ? why : notKeptWords(found, at);
}

function notKeptWords(found: NotKept, at: (second: Second) => string): string {
  const { kind, order, item, seq, what, published: begins, until = begins } = found;
  const step = `step ${seq} of ${order.startsWith('work/') ? order : `the planned order of ${item}`}`;
  switch (kind) {
    case 'passed':
      return `${step} was to begin on ${what} ${at(begins)}, and that has passed.`;
    case 'closed':
    case 'down':
      return `${what} is ${kind} while ${step} was to run on it, ${at(begins)} to ${at(until)}.`;
    case 'arrives':
      return `${what} with ${item} comes after ${at(begins)}, when it was to be used.`;
  }
}

/** `newest`: the highest number that there is; a version above it never was. */
export const noSuchVersion = (number: number, newest: number): string =>
  number > newest
    ? `There is no version ${number} here${newest > 0 ? `: the newest is version ${newest}` : ', nor any other yet. Maybe plan first'}.`
    : `There is no version ${number} here. Maybe it was cleared: "Keep it" on the Versions page holds one however old it gets.`;

/** Of a step that is moved, as a broken rule: in hours that its machine has no more. */
export function closedSinceWords(
  {
    order,
    seq,
    part,
  }: { readonly order: string; readonly seq: number; readonly part?: { readonly number: number } | undefined },
  {
    machine,
    span,
    calendar,
  }: {
    readonly machine: string;
    readonly span: { readonly from: number; readonly to: number };
    readonly calendar?: string | undefined;
  },
  version: number,
  at: (second: number) => { readonly zone: string; readonly at: string },
): string {
  const said = (second: number): string => {
    const moment = at(second);
    const wall = wallClock(moment.zone, moment.at);
    return `${dayWords(wall.slice(0, 10), wall.slice(0, 10))} ${wall.slice(11, 16)}`;
  };
  const lost = calendar === undefined ? `${machine} is down` : `${machine} by ${calendar} is closed`;
  return `Step ${seq}${part ? ` part ${part.number}` : ''} of ${order}: ${lost} from ${said(span.from)} to ${said(span.to)}, which version ${version} did not know when it was made. Maybe put it behind that, or add overtime.`;
}

/** `state`: done, cancelled or failed. */
export const runOver = (state: string): string =>
  `This run is ${state === 'failed' ? 'over: it failed' : state} already; there is nothing to cancel. Maybe look under Versions at what came of it.`;
