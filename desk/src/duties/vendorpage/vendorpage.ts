/**
 * What a vendor says on the page that his link opens: whether each answer may be taken, and what of it is kept. Days are YYYY-MM-DD on
 * the plant's clock. Pure.
 */
import { accept, type Decision, refuse } from '../../house/decision.ts';
import type { PromiseMeans } from '../../house/promisemeans.ts';
import { isSeen } from '../../house/texts.ts';
import { dayAfter } from '../../house/typeddays.ts';

/** Days that a link stands. */
export const linkDays = { usual: 14, most: 90 } as const;
/** Lines that one page shows, and that one answer may be about. */
export const mostLines = 200;

export const linkUses = ['opened', 'answered'] as const;
export type LinkUse = (typeof linkUses)[number];

/** Days from today past which nobody means a date. */
const mostAhead = 730;

/** What the vendor sees of a line, as far as his answer stands on it. */
export interface Seen {
  /** What is still to come, in the item's unit. */
  readonly open: number;
  readonly required: string | null;
  readonly promised: string | null;
  readonly means: PromiseMeans;
}

export interface LineNow extends Seen {
  readonly ref: string;
  readonly state: 'open' | 'closed' | 'cancelled';
  /** The promise in force is his own word, on paper or on this page. */
  readonly acknowledged: boolean;
}

export const answerActs = ['confirm', 'date', 'part', 'ask'] as const;

export interface LineAnswer {
  readonly ref: string;
  readonly seen: Seen;
  /** `confirm`: the date that stands, promised or else required. `part`: a part of the line has another date. */
  readonly act: (typeof answerActs)[number];
  /** Of a part, in the item's unit. */
  readonly qty: number | null;
  /** Of another date. */
  readonly day: string | null;
  readonly means: PromiseMeans | null;
  /** His words; of a question, the question. */
  readonly note: string;
}

/** What is kept of an answer. */
export interface Word {
  readonly act: LineAnswer['act'];
  readonly promise: { readonly day: string; readonly means: PromiseMeans } | null;
  /** Of the part that the promise is of; null: it is of the line. */
  readonly qty: number | null;
  readonly note: string;
}

export type AnswerCode =
  | 'no-such-line'
  | 'line-closed'
  | 'line-changed'
  | 'no-date'
  | 'no-quantity'
  | 'nothing-to-confirm'
  | 'date-past'
  | 'date-far'
  | 'no-question';

/** The date that a line goes by: the promise, else what is required, which is when it is to be usable. */
export const standingDate = ({
  required,
  promised,
  means,
}: Seen): { readonly day: string; readonly means: PromiseMeans } | undefined =>
  promised !== null ? { day: promised, means } : required !== null ? { day: required, means: 'usable' } : undefined;

/**
 * Decides what becomes of one answer. What is said a second time is done already and keeps nothing. A date that he gives and that
 * stands already is his acknowledgement of it.
 */
export function take(answer: LineAnswer, line: LineNow | undefined, today: string): Decision<Word, AnswerCode> {
  const { ref, seen, note } = answer;
  if (!line) return refuse('no-such-line', { ref });
  if (line.state !== 'open') return refuse('line-closed', { ref });
  if (answer.act === 'ask')
    return !isSeen(note) ? refuse('no-question', { ref }) : accept([{ act: 'ask', promise: null, qty: null, note }]);

  const promise = answer.act === 'confirm' ? standingDate(seen) : dateOf(answer);
  if (!promise) return refuse(answer.act === 'confirm' ? 'nothing-to-confirm' : 'no-date', { ref });
  const { qty } = answer.act === 'part' ? answer : { qty: null };
  if (answer.act === 'part' && qty === null) return refuse('no-quantity', { ref });
  const stands = standingDate(line);
  const same = qty === null && stands?.day === promise.day && stands.means === promise.means;
  const { changed } = changesSince(seen, line);
  // From the page as it was before he said it: the same once more.
  if (same && line.acknowledged && (note === '' || changed)) return accept([]);
  if (changed) return refuse('line-changed', { ref });
  if (promise.day < today) return refuse('date-past', { ref, day: promise.day });
  if (promise.day > dayAfter(today, mostAhead)) return refuse('date-far', { ref, day: promise.day });
  return accept([{ act: same ? 'confirm' : answer.act, promise, qty, note }]);
}

const dateOf = ({ day, means }: LineAnswer): { readonly day: string; readonly means: PromiseMeans } | undefined =>
  day === null || means === null ? undefined : { day, means };

/** What of a line is no longer as he saw it. */
export function changesSince(seen: Seen, now: Seen) {
  const open = seen.open !== now.open;
  const required = seen.required !== now.required;
  const promised = seen.promised !== now.promised || (now.promised !== null && seen.means !== now.means);
  return { open, required, promised, changed: open || required || promised };
}
