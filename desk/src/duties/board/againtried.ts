/** Changes that are done again, tried by the engine one act after the other, as a person would do them. Pure but for who is asked. */
import type { ByHand, HandEdit } from '@hotlist/engine';
import { splitLeftOut, standsAlready } from './again.messages.ts';
import type { Left } from './again.ts';
import { editWords, impossibleWords } from './hand.messages.ts';
import { type Act, onlyPuts } from './hand.ts';
import type { Impossible } from './impossible.ts';

/** What is done again on a version, or was. */
export interface Again {
  /** The version whose changes they are. */
  readonly of: number;
  readonly reason: string | null;
  readonly told: string | null;
  /** Until they are tried; `next`: the number of the first planned order that a split would make. */
  readonly asked?: { readonly acts: readonly Act[]; readonly next: number };
  readonly done: number;
  readonly left: readonly Left[];
  readonly stands: readonly Left[];
}

/** What came of changes before stays; those made since are tried behind them. */
export function askedOnceMore(
  before: Again,
  { acts, next, left }: { readonly acts: readonly Act[]; readonly next: number; readonly left: readonly Left[] },
): Again {
  const waiting = before.asked?.acts ?? [];
  return {
    ...before,
    asked: { acts: [...waiting, ...behindSplits(acts, next, waiting)], next },
    left: [...before.left, ...left],
  };
}

export type Outcome = { readonly answer: ByHand } | { readonly impossible: Impossible };
type Try = (edits: readonly HandEdit[]) => Promise<Outcome>;

interface Tried {
  readonly acts: readonly Act[];
  readonly left: readonly Left[];
  /** What changes nothing there. */
  readonly stands: readonly Left[];
}

/** `before`: what was done there already; `next`: the number of the first planned order that a split would make. */
export async function triedAgain(
  asked: readonly Act[],
  before: readonly Act[],
  next: number,
  ask: Try,
): Promise<Tried> {
  const acts = behindSplits(asked, next, before);
  const first = next + splitsIn(before);
  const done: Act[] = [];
  const left: Left[] = [];
  const stands: Left[] = [];
  let last = await ask(before.flat());
  let splitLost = false;
  const leave = (edit: HandEdit, why: string): void => {
    splitLost ||= edit.kind === 'split';
    left.push({ what: editWords(edit), why });
  };
  /** As many of these as the engine takes behind those; what it does not take is found by halving. */
  const able = async (taken: Act, edits: Act): Promise<{ readonly act: Act; readonly outcome: Outcome }> => {
    const act = [...taken, ...edits];
    const outcome = await ask([...before.flat(), ...done.flat(), ...act]);
    if ('answer' in outcome || edits.length === 0) return { act, outcome };
    if (edits.length === 1) {
      leave(edits[0]!, impossibleWords(outcome.impossible));
      return able(taken, []);
    }
    const middle = edits.length >> 1;
    const first = await able(taken, edits.slice(0, middle));
    return able(first.act, edits.slice(middle));
  };
  for (const act of acts) {
    const lost = act.filter((edit) => splitLost && namesNew(edit, first));
    for (const edit of lost) leave(edit, splitLeftOut);
    const [stand, edits] = [act.filter(isStand), act.filter((edit) => !isStand(edit) && !lost.includes(edit))];
    if (edits.length === 0) continue;
    const { act: taken, outcome } = await able(stand, edits);
    if (taken.length === stand.length) continue;
    if (onlyPuts(taken) && sameOutcome(last, outcome))
      stands.push(
        ...taken.filter((edit) => !isStand(edit)).map((edit) => ({ what: editWords(edit), why: standsAlready })),
      );
    else {
      done.push(taken);
      last = outcome;
    }
  }
  return { acts: done, left, stands };
}

const isStand = ({ kind }: HandEdit): boolean => kind === 'stand';

const splitsIn = (acts: readonly Act[]): number => acts.flat().filter(({ kind }) => kind === 'split').length;

/** What they split off comes after what others split off before: its names are the later ones. */
function behindSplits(acts: readonly Act[], next: number, before: readonly Act[]): readonly Act[] {
  const by = splitsIn(before);
  if (by === 0) return acts;
  const called = <Of extends { readonly order: string }>(of: Of): Of =>
    isNew(of.order, next) ? { ...of, order: `planned/${numberOf(of.order) + by}` } : of;
  const named = (edit: HandEdit): HandEdit =>
    edit.kind === 'swap'
      ? { ...edit, one: called(edit.one), other: called(edit.other) }
      : 'order' in edit
        ? called(edit)
        : edit;
  return acts.map((act) => act.map(named));
}

const numberOf = (planned: string): number => Number(planned.slice('planned/'.length));
const isNew = (order: string, next: number): boolean => order.startsWith('planned/') && numberOf(order) >= next;

/** Whether it speaks of a planned order that only a split makes. */
function namesNew(edit: HandEdit, next: number): boolean {
  const of = edit.kind === 'swap' ? [edit.one, edit.other] : 'order' in edit ? [edit] : [];
  return of.some(({ order }) => isNew(order, next));
}

const sameOutcome = (one: Outcome, other: Outcome): boolean =>
  'answer' in one && 'answer' in other && placesIn(one.answer) === placesIn(other.answer);

/** What stands where; that a person put it there is no place. */
const placesIn = ({ moved, added, gone, orders }: ByHand): string =>
  JSON.stringify([moved.filter(elsewhere).map(({ byHand: _, ...move }) => move), added, gone, orders]);

const elsewhere = ({ before, after }: ByHand['moved'][number]): boolean =>
  before.start !== after.start || before.end !== after.end || before.machine !== after.machine;
