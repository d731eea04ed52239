/** What a person may do to what is picked, and the forms of what takes more than a key. Pure; seconds since 1970 but within edits. */
import type { HandEdit, Second } from '@hotlist/engine';
import { decimalOf, decimalText, steps as inSteps } from '../../house/amounts.ts';
import type { Field, Value } from '../../house/kind.ts';
import { changeRefusals } from '../work/work.messages.ts';
import { clockAt, clockText, momentWords } from './axis.ts';
import type { Board } from './board.ts';
import { firstAbove } from './find.ts';
import { handWords } from './hand.messages.ts';
import { type Act, stepOf } from './hand.ts';
import { calledOrder } from './layout.ts';
import { mayBeSplitBelow } from './splitbelow.ts';

export const forms = ['resize', 'split', 'downtime', 'overtime'] as const;
export type Form = (typeof forms)[number];
export type Doing = 'pull-forward' | 'lock' | 'unlock' | 'swap' | 'machine' | Form;

/** Done at once, asked for in a form, or not to be had, with the way out: the order whose record is changed instead. */
export type Offer =
  | { readonly act: Act }
  | { readonly form: Form }
  /** On which machine it is done is chosen. */
  | { readonly choose: number }
  | { readonly not: string; readonly mendedAt?: string };

export function offerOf(board: Board, picks: readonly number[], doing: Doing): Offer {
  const [one, other] = picks;
  switch (doing) {
    case 'pull-forward':
    case 'lock':
    case 'unlock':
      return { act: picks.map((step) => ({ kind: doing, ...stepOf(board, step) })) };
    case 'swap':
      return one === undefined || other === undefined || picks.length > 2
        ? { not: handWords.pickTwo(picks.length) }
        : { act: [{ kind: 'swap', one: stepOf(board, one), other: stepOf(board, other) }] };
    case 'machine':
      return one === undefined || picks.length > 1 ? { not: handWords.pickOneToChoose } : { choose: one };
    case 'resize':
    case 'split': {
      if (one === undefined || picks.length > 1) return { not: handWords.pickOne };
      const order = board.steps.order[one]!;
      const mendedAt = board.orders.id[order]!;
      return board.orders.state[order] === 'started'
        ? { not: changeRefusals['order-begun']({ number: calledOrder(mendedAt) }), mendedAt }
        : { form: doing };
    }
    case 'downtime':
    case 'overtime':
      return { form: doing };
  }
}

/** Locked or frozen, it is let go; else it is locked. */
export const lockOrUnlock = ({ steps }: Board, picks: readonly number[]): 'lock' | 'unlock' =>
  steps.frozen[picks.at(-1) ?? -1] === 1 ? 'unlock' : 'lock';

const hour = 3600;

/** "W1 with WELDERS" are two that work longer. */
const all = (of: string): readonly string[] => of.split(' with ');

export interface Asked {
  /** Machines and crews that may be named in it. */
  readonly codes: readonly string[];
  readonly fields: readonly Field[];
  readonly start: Readonly<Record<string, Value>>;
}

/** What the form of an edit asks, and what stands in it at first: of the operation that was picked last. */
export function asked(board: Board, step: number | undefined, form: Form): Asked {
  const { steps, orders, items, machines, crews } = board;
  if (form === 'resize' || form === 'split') {
    const order = steps.order[step ?? 0]!;
    const qty = orders.qty[order]!;
    const { decimals, unit } = items[orders.item[order]!] ?? { decimals: 0, unit: null };
    const amount = unit === null ? `${qty}` : `${qty} ${unit}`;
    const half = decimalOf(Math.max(1, Math.floor(inSteps(qty, decimals, 'nearest') / 2)), decimals);
    return {
      codes: [],
      fields: [
        {
          name: 'qty',
          type: 'quantity',
          aboveZero: true,
          required: true,
          ...(form === 'resize'
            ? {
                label: 'Quantity',
                help: `It is for ${amount}. What it lacks then is lent by who needs it later, and made or bought anew.`,
              }
            : {
                label: 'Stays in this order',
                help: `Of ${amount}. The rest is an order of its own beside it.${mayBeSplitBelow(board, order) ? ` ${handWords.splitsBelow}` : ''}`,
              }),
        },
      ],
      start: { qty: form === 'resize' ? qty : half },
    };
  }
  const machine = machines[step === undefined ? -1 : steps.machine[step]!]?.code ?? null;
  const crew = crews[step === undefined ? -1 : steps.crew[step]!]?.code;
  const from = step === undefined ? board.now : Math.max(board.now, steps.from[step]!);
  const whole = Math.ceil(from / 900) * 900;
  const span = (
    label: string,
    codes: readonly string[],
    value: string | null,
    begins: number,
    lasts: number,
  ): Asked => ({
    codes,
    fields: [
      { name: 'from', label: 'From', type: 'instant', required: true },
      { name: 'to', label: 'Until', type: 'instant', required: true },
      {
        name: 'of',
        label,
        type: 'reference',
        to: 'machines',
        required: true,
        ...(form === 'overtime' && crews.length > 0 ? { help: handWords.overtimeOfBoth } : {}),
      },
    ],
    start: { of: value, from: clockText(begins, board.offsets), to: clockText(begins + lasts, board.offsets) },
  });
  const codes = machines.map(({ code }) => code);
  if (form === 'downtime') return span('Machine', codes, machine, whole, 4 * hour);
  const both = machine !== null && crew !== undefined ? [`${machine} with ${crew}`] : [];
  const all = [...both, ...codes, ...crews.map(({ code }) => code)];
  return span('Who works longer', all, both[0] ?? machine, closing(board, step, whole), 2 * hour);
}

/** When the shift that is on then, or the next one, is over: there overtime begins. */
function closing({ machines, calendars, steps }: Board, step: number | undefined, from: number): number {
  const calendar = machines[step === undefined ? 0 : steps.machine[step]!]?.calendar ?? -1;
  const open = calendars[calendar] ?? new Float64Array();
  const next = firstAbove(open, 0, open.length, from);
  return open[next % 2 === 1 ? next : next + 1] ?? from;
}

type Answers = Readonly<Record<string, Value>>;

/** The edits that a filled form means, or what is wrong with what was typed. `at`: seconds since 1970 of what stands in a field. */
export function meant(
  board: Board,
  step: number | undefined,
  form: Form,
  answers: Answers,
  at: (field: 'from' | 'to') => number,
): { readonly act: Act } | { readonly not: string } {
  const { steps, orders, items, epoch } = board;
  if (form === 'resize' || form === 'split') {
    const order = steps.order[step ?? 0]!;
    const { decimals } = items[orders.item[order]!] ?? { decimals: 0 };
    const qty = inSteps(answers.qty, decimals, 'nearest');
    if (Math.abs(decimalOf(qty, decimals) - Number(answers.qty)) > 1e-9)
      return { not: handWords.tooFine(decimalText(1, decimals)) };
    return { act: [{ kind: form, order: orders.id[order]!, qty }] };
  }
  const span = { from: (at('from') - epoch) as Second, to: (at('to') - epoch) as Second };
  const of = String(answers.of);
  if (span.to <= span.from) {
    const words = (field: 'from' | 'to') =>
      momentWords(at(field), board.offsets, clockAt(board.now, board.offsets).day);
    return { not: handWords.endsFirst(words('from'), words('to')) };
  }
  if (form === 'downtime') return { act: [{ kind: form, machine: of, ...span }] };
  return { act: all(of).map((one): HandEdit => ({ kind: form, of: one, ...span })) };
}
