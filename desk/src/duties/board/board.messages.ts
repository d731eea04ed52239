/** Every sentence of the board that a person reads. */

import { dayOfNumber, type OffsetTable, offsetAt } from '../../house/clock.ts';
import { dayWords } from '../../house/daywords.ts';
import { lateWords, leastLate, workText } from '../../house/lengths.ts';
import type { BegunSince } from '../planning/begunsince.ts';
import { inputsCounted } from '../planning/inputscounted.messages.ts';
import { spoken } from '../planning/planning.messages.ts';
import type { VersionState } from '../planning/states.ts';
import { never } from '../planning/workingdays.ts';
import { momentWords, spanWords } from './axis.ts';
import { type Board, latenessOf, slackOf } from './board.ts';
import { mostPicked } from './box.ts';
import { type Colouring, hueOf, stateTones, tones } from './colouring.ts';
import { begun } from './hand.messages.ts';
import type { Impossible } from './impossible.ts';
import { calledDemand, calledOrder, type RowMode } from './layout.ts';
import { isOver, type LoadThen } from './load.ts';

export const boardRefusals = {
  stale: (number: number, latest: string) =>
    `Version ${number} was made from inputs that have changed since${latest ? `, ${latest} the latest` : ''}: what it would do by hand now is not known. Maybe plan again, then move it.`,
  planStands: (number: number) =>
    `Version ${number} is planned by now: open work is typed on it, not on nothing. Maybe type it there; what you typed stays in this browser.`,
  changedMeanwhile: (latest: string) =>
    `${latest || 'An input'} changed while the schedule was kept, and nothing was. Maybe keep it again: the rules are asked anew.`,
  alreadyByHand: (number: number, base: number) =>
    `Version ${number} is version ${base} moved by hand. Maybe move it on from there: its changes are taken along.`,
  overtaken: (base: number, later: readonly { readonly number: number; readonly made_by: string }[]) => {
    const [last] = later;
    const others = later.length > 1 ? ` and ${later.length - 1} more` : '';
    return `Version ${last?.number} by ${last?.made_by}${others} ${later.length > 1 ? 'were' : 'was'} made from version ${base} since you began. Keep yours beside it? Maybe look at that first.`;
  },
  impossible: ({ said, maybe = 'undo the last of the changes' }: Impossible) =>
    spoken(`Nothing was kept: ${said}. Maybe ${maybe}.`),
  far: ({ order, seq, side }: { readonly order: string; readonly seq: number; readonly side: 'past' | 'ahead' }) =>
    `Step ${seq} of ${spoken(order)} would begin more than ten years ${side === 'past' ? 'ago' : 'from now'}. Maybe another year is meant.`,
  past: (
    { order, seq }: { readonly order: string; readonly seq: number },
    when: string,
    than: { readonly begins: string } | { readonly now: string },
  ) =>
    `Step ${seq} of ${spoken(order)} would have begun ${when}, ${'now' in than ? `and now it is ${than.now}` : `before now; the board begins ${than.begins}`}. Maybe put it later; if it has begun, report its progress instead.`,
  begun: ({ order, seq, over }: BegunSince, version: number) =>
    spoken(
      over
        ? `${order} is over since version ${version} was made, and its step ${seq} would be moved. Maybe plan again, then move what is left.`
        : `Step ${seq} of ${order} has begun since version ${version} was made, and would be moved. Maybe move what comes after it.`,
    ),
  unchanged: (version: number) =>
    `With these changes all stands where it stood in version ${version}: there is nothing to keep. Maybe move something first.`,
  draftsBusy: (most: number) =>
    `${most} drafts are being kept at this moment, and no more at once. Maybe try again in a moment.`,
  draftTooLong: (edits: number, seconds: number) =>
    `Keeping ${edits} ${edits === 1 ? 'change' : 'changes'} took longer than ${seconds} seconds and was ended; nothing was kept. Maybe keep fewer of them at once.`,
} as const;

/** What is to be known before the published version is moved, of its own inputs; undefined: nothing. */
export const beforeMovingPublished = (changed: number): string | undefined =>
  changed === 0
    ? undefined
    : `${inputsCounted(changed, ' has', ' have')} changed since: what is moved is moved in it as it was made, and the next plan takes them in.`;

/** What is to be known before the newest plan is moved, where the floor does not work to it; undefined: nothing. */
export function beforeMoving(of: {
  readonly stale: boolean;
  readonly changed: number;
  readonly run: unknown;
}): string | undefined {
  if (of.run)
    return `A new plan is being made${of.stale ? ' of what has changed since: wait for it before this one is moved' : '; until it stands this one is moved as ever'}.`;
  if (!of.stale) return undefined;
  const why = of.changed === 0 ? 'A publication made orders of it firm' : 'Its inputs have changed';
  return `${why} since: plan again before it is moved.`;
}

/** Where a version that the floor does not work to stands on its way there, and the door to its page. `may`: who asks may plan. */
export function standsWords(
  { state, overtaken }: { readonly state: VersionState; readonly overtaken: boolean },
  may: boolean,
): { readonly said: string; readonly door: string } {
  if (overtaken) return { said: 'Another was published since it was made: it goes no further.', door: 'The way on' };
  switch (state) {
    case 'draft':
      return { said: '', door: may ? 'Compare or submit it' : 'What it changes' };
    case 'submitted':
      return { said: 'It is submitted and waits for a decision.', door: 'What it changes' };
    case 'approved':
      return { said: 'It is approved and waits to be published.', door: 'What it changes' };
    case 'rejected':
      return { said: 'It was rejected.', door: 'Why, and the way on' };
    case 'published':
    case 'superseded':
      return { said: 'It was published, and another since.', door: 'What it changed' };
  }
}

/** Why nothing of a version is moved by hand, as it stands by now; `onto`: number of the version that can be moved instead. */
export function whyNotMoved(
  { code, text }: { readonly code?: string | undefined; readonly text: string },
  number: number,
  state:
    | { readonly version: { readonly number: number } | null; readonly stale: boolean; readonly run: unknown }
    | undefined,
): { readonly text: string; readonly onto?: number } {
  if (code !== 'plan-stale' || !state) return { text };
  const { version, stale, run } = state;
  if (stale && run)
    return {
      text: `Nothing is moved here: a new plan is being made of what has changed since version ${number}. Maybe move it there once it stands.`,
    };
  if (stale || !version || version.number <= number) return { text };
  return {
    text: `Nothing is moved here: version ${version.number} was made of what has changed since version ${number}. Maybe move it there.`,
    onto: version.number,
  };
}

/** `overtaken`: number of the version that was published since the one that was moved was made. */
export const keptDraft = (number: number, conflicts: number, overtaken: number | null): string =>
  `Draft version ${number} is kept${conflicts === 0 ? '' : `, with ${conflicts} ${conflicts === 1 ? 'rule' : 'rules'} that it breaks`}.${goesNoFurther(overtaken)}`;

const goesNoFurther = (overtaken: number | null): string =>
  overtaken === null
    ? ''
    : ` It goes no further: version ${overtaken} was published since what it was made of. Maybe do its changes again on that.`;

/** Of changes that were kept before, in another window or by somebody else. */
export const keptBefore = (number: number, who: string, reason: string, overtaken: number | null): string =>
  `These changes are kept already, as draft version ${number} by ${who}${reason === '' ? '' : `: “${reason}”`}.${goesNoFurther(overtaken)}`;

/** Beside that, where a person typed another reason. */
export const reasonNotKept = 'The reason that you typed is not written to it.';

/** Of changes that are not kept yet. */
export const overtakenSince = (published: number, version: number): string =>
  `Version ${published} was published since version ${version} was made: a draft of it goes no further by now.`;

export const rowWords: Readonly<Record<RowMode, string>> = {
  machines: 'Machines',
  people: 'People',
  orders: 'Orders',
  departments: 'Departments',
};

export const colourWords: Readonly<Record<Colouring, string>> = {
  order: 'Customer line',
  late: 'Lateness',
  family: 'Set-up family',
  state: 'State',
};

export const stateWords = { planned: 'planned', firm: 'firm', released: 'released', started: 'started' } as const;

/** Beside a step, which has a state of its own. */
export const orderStateWords = (state: keyof typeof stateWords): string =>
  state === 'planned' ? stateWords.planned : `order ${stateWords[state]}`;

/** "WO-5131 · 20 Weld". */
export function stepCalled(board: Board, step: number): string {
  const { steps, orders } = board;
  return `${calledOrder(orders.id[steps.order[step]!]!)} · ${stageCalled(board, step)}`;
}

/** What stands in its bar: a planned order's name says nothing, its item does. */
export function barWords(board: Board, step: number): string {
  const { steps, orders, items } = board;
  const order = steps.order[step]!;
  const item = items[orders.item[order]!]?.code ?? '';
  return orders.state[order] === 'planned'
    ? `${item} · ${stageCalled(board, step)}`
    : `${calledOrder(orders.id[order]!)} ${item} · ${stageCalled(board, step)}`;
}

/** "20 Weld", "20 Weld part 2". */
export const stageCalled = (board: Board, step: number): string =>
  `${board.steps.seq[step]} ${board.names[board.steps.name[step]!] ?? ''}`.trim() + partWords(board, step);

/** " part 2" of a step that is split over machines; else nothing. */
export const partWords = ({ steps }: Board, step: number): string =>
  steps.part[step] === 0 ? '' : ` part ${steps.part[step]}`;

/** Where it is done: "W1", "W1 with WELDERS". */
export function placeWords({ steps, machines, centres, crews }: Board, step: number): string {
  const machine = machines[steps.machine[step]!]?.code ?? centres[steps.centre[step]!]?.code ?? 'outside';
  const crew = crews[steps.crew[step]!]?.code;
  return crew ? `${machine} with ${crew}` : machine;
}

/** For whom: "SO-1042/2, MILLER". */
export function servedWords({ steps, demands, demandOf }: Board, step: number): string {
  const demand = demandOf[steps.order[step]!]!;
  if (demand === -1) return 'stock';
  const customer = demands.customer[demand];
  return `${calledDemand(demands.ref[demand]!)}${customer ? `, ${customer}` : ''}`;
}

export const dueWords = (board: Board, step: number, today: string): string | undefined => {
  const demand = board.demandOf[board.steps.order[step]!]!;
  return demand === -1 ? undefined : momentWords(board.demands.due[demand]!, board.offsets, today);
};

/** "▲ +3.0 d late", "▲ +0.3 d after its need, its customer is in time", "△ 0.4 d left", "5.0 d left". */
export function slackWords(board: Board, step: number): string {
  const late = board.steps.late[step]!;
  if (Number.isNaN(late)) return '';
  if (late >= never) return '▲ nothing serves it';
  const state = latenessOf(board, step);
  const { sign, text, said } = lateWords({ days: late, state: slackOf(board, step) });
  const order = board.steps.order[step]!;
  const behind = board.behind[order] === 1;
  if (state !== 'late') return `${sign} ${text}${behind ? ', its customer is late' : ''}`.trimStart();
  if (behind) return late <= leastLate ? `${sign} ${said}` : `${sign} ${text} late`;
  return `${sign} ${text} after its need, ${board.demandOf[order] === -1 ? 'no customer waits' : 'its customer is in time'}`;
}

/** "Mon 7 Dec: 34 h of 64 h, 53 %". Red and with its mark where more is asked for than is there. */
export function loadWords(load: LoadThen, offsets: OffsetTable, today: string): string {
  const { from, each, asked, there } = load;
  const begins = dayWords(dayOfNumber(Math.floor((from + offsetAt(offsets, from)) / 86_400)), today);
  const when =
    each < 86_400
      ? spanWords(from, from + each, offsets, today)
      : each === 86_400
        ? begins
        : `seven days from ${begins}`;
  const share = there > 0 ? `, ${Math.round((asked / there) * 100)} %` : '';
  return `${isOver(load) ? '▲ ' : ''}${when}: ${workText(asked)} of ${workText(there)}${share}`;
}

/** How much the group of the picked operation has to do while that begins, by the keyboard. */
export const loadKeyWord = 'How much its group has to do then, of what it can';
export const noLoad = 'Its group has no capacity to be measured by then.';

/** Of a step that is locked, or has its place by the frozen zone. */
export const staysWord = 'the next plan leaves it where it is';

/** "12 picked, the last: " before the sentence of that one. */
export const pickedWords = (count: number): string => (count > 1 ? `${count} picked, the last: ` : '');

export const boxWords = 'Pick what a box touches';
/** While the next drag draws one. */
export const boxingWords = 'Draw a box over the bars that are meant; Escape gives it up.';

/** Of a box that is let go; undefined: all that it touches is picked, and told as picked. */
export const boxedWords = (touched: number): string | undefined =>
  touched === 0
    ? 'The box touches no bar: nothing is picked.'
    : touched > mostPicked
      ? `The box touches ${touched} bars, and ${mostPicked} are moved together at most: nothing is picked. Maybe draw a smaller one.`
      : undefined;

/** For who hears the page, and for the status line. */
export function stepSentence(board: Board, step: number, today: string): string {
  const { steps, items, orders } = board;
  const item = items[orders.item[steps.order[step]!]!];
  return [
    begun(stepCalled(board, step)),
    item?.name ?? item?.code,
    placeWords(board, step),
    spanWords(steps.from[step]!, steps.to[step]!, board.offsets, today),
    `for ${servedWords(board, step)}`,
    slackWords(board, step),
    steps.frozen[step] === 1 ? staysWord : '',
  ]
    .filter(Boolean)
    .join(', ');
}

/** What a board with little room has in its drawer. */
export const drawerWords = 'Search, rows, colours and what they mean';

export const countWords = (steps: number): string =>
  `${steps.toLocaleString('en-GB')} ${steps === 1 ? 'operation' : 'operations'}`;

/** Changes that are shown and are no version. */
export const unkeptWords = (acts: number): string => `${acts} ${acts === 1 ? 'change' : 'changes'} by hand, not kept`;

/** Beside the operations, of which they are: orders are counted where changes by hand are told. */
export const lateCount = (late: number, alone = false): string =>
  `${late.toLocaleString('en-GB')} ${alone ? 'operations' : 'of them'} late to need`;

/** Beside the operations that are late to need. */
export const ordersLateWords = (orders: number): string =>
  `, ${orders === 0 ? 'no order ships' : orders === 1 ? '1 order ships' : `${orders.toLocaleString('en-GB')} orders ship`} late`;

/** And with the changes in hand: so many once that is looked up. */
export const lateByHand = (acts: number, late: number | undefined): string =>
  late === undefined ? ` before ${unkeptWords(acts)}` : `, ${late.toLocaleString('en-GB')} after ${unkeptWords(acts)}`;

/** Of the drawing, for who hears the page. */
export const drawingWords = (steps: number, rows: number): string =>
  `${steps} operations in ${rows} rows. Arrow keys go from bar to bar; t shows the same as a table.`;

export const foundWords = (at: number, found: number): string =>
  found === 0 ? 'none' : `${Math.max(1, at + 1)} of ${found}`;

export interface LegendWord {
  /** Absent: words alone. */
  readonly tone?: number;
  readonly word: string;
}

/** More families than these are not listed. */
const mostFamilies = 8;

/** What the colours mean. */
export function legendOf(board: Board, colouring: Colouring): readonly LegendWord[] {
  switch (colouring) {
    case 'order':
      return [{ word: 'One colour a customer line' }, { tone: tones.plain, word: 'only for stock' }];
    case 'late':
      return [
        { tone: tones.fine, word: 'in time' },
        { tone: tones.risk, word: '△ less than a day left this week; without △: its customer is late' },
        { tone: tones.late, word: '▲ after its need' },
      ];
    case 'family': {
      const families = [...new Set(board.steps.family)].filter((family) => family >= 0).sort((a, b) => a - b);
      const words = families
        .slice(0, mostFamilies)
        .map((family) => ({ tone: hueOf(family), word: board.names[family]! }));
      const more = families.length - words.length;
      return [...words, ...(more > 0 ? [{ word: `and ${more} more` }] : []), { tone: tones.plain, word: 'no family' }];
    }
    case 'state':
      return (['planned', 'firm', 'released', 'started'] as const).map((state) => ({
        tone: stateTones[state],
        word: stateWords[state],
      }));
  }
}
