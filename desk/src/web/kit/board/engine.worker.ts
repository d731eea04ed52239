/**
 * The engine in a worker of the browser: fetches a version's problem and plan for itself, makes them ready once, and answers
 * what edits by hand do to them. It answers one question after the other; whoever asks waits with the next until then.
 */
import {
  type ByHand,
  byHand,
  byHandAnyhow,
  type HandEdit,
  machinesByHand,
  type Plan,
  type Prepared,
  type Problem,
  ProblemError,
  prepare,
  type Second,
  type StepOf,
} from '@hotlist/engine';
import { type Impossible, impossibleBy } from '../../../duties/board/impossible.ts';
import { type Why, type WhyAsked, whyOf } from '../../../duties/board/why.ts';
import { type InTurn, putInTurn } from '../../../duties/byhand/inturn.ts';
import { type Cell, type Level, levels } from '../../../duties/masterschedule/level.ts';
import { secondsOf } from '../../../house/clock.ts';

export type Told =
  | { readonly kind: 'load'; readonly address: string }
  | { readonly kind: 'level'; readonly cell: CellAsked }
  | { readonly kind: 'why'; readonly edits: readonly HandEdit[]; readonly asked: WhyAsked }
  | { readonly kind: 'machines'; readonly id: number; readonly edits: readonly HandEdit[]; readonly of: StepOf }
  | {
      readonly kind: 'ask';
      readonly id: number;
      readonly edits: readonly HandEdit[];
      readonly inTurn?: InTurn | undefined;
    };
/** A span of the load by its instants. */
export type CellAsked = Omit<Cell, 'from' | 'to'> & { readonly since: string; readonly until: string };
/** Machines on which a step may be done, or why it is moved to none. */
export type MayRun = { readonly machines: readonly string[] } | { readonly impossible: Impossible };
export type Said =
  | { readonly kind: 'levels'; readonly offers: readonly Level[] }
  | { readonly kind: 'why'; readonly why: Why }
  | { readonly kind: 'machines'; readonly id: number; readonly may: MayRun }
  | { readonly kind: 'ready' }
  | { readonly kind: 'refused'; readonly text: string; readonly code?: string | undefined }
  | { readonly kind: 'answer'; readonly id: number; readonly answer: ByHand; readonly put: readonly HandEdit[] }
  /** The edits are none of this plan. */
  | { readonly kind: 'impossible'; readonly id: number; readonly why: Impossible };

let wasAsked = false;
let desk: { readonly problem: Problem; readonly plan: Plan; readonly prepared: Prepared } | undefined;
const say = (said: Said): void => postMessage(said);

addEventListener('message', ({ data }: MessageEvent<Told>) => {
  if (data.kind === 'load')
    load(data.address).catch((error: unknown) => say({ kind: 'refused', text: wordsOf(error) }));
  else if (data.kind === 'level') level(data.cell);
  else if (data.kind === 'machines') machines(data);
  else if (data.kind === 'why') why(data.edits, data.asked);
  else ask(data.id, data.edits, data.inTurn);
});

async function load(address: string): Promise<void> {
  const answer = await fetch(address, { credentials: 'same-origin', headers: { accept: 'application/json' } });
  const body = (await answer.json()) as { problem: Problem; plan: Plan; detail?: string; code?: string };
  if (answer.status !== 200)
    return say({ kind: 'refused', text: body.detail ?? `The server answered ${answer.status}.`, code: body.code });
  const { problem, plan } = body;
  desk = { problem, plan, prepared: prepare(problem, plan) };
  // The first answer reads the plan; the next ones are quick.
  byHandAnyhow(problem, plan, [], desk);
  say({ kind: 'ready' });
  warmUp(movesToTry(plan));
}

/** So many moves are tried before anybody asks: by then the browser has compiled what answers them. */
const tries = 12;

/** An hour later, operations from all over the plan. */
const movesToTry = ({ operations }: Plan): readonly HandEdit[] =>
  Array.from({ length: tries }, (_, n) => operations[Math.floor(((n + 0.5) * operations.length) / tries)])
    .filter((one) => one !== undefined)
    .map(({ order, seq, start }) => ({ kind: 'move', order, seq, start: (start + 3600) as Second }));

/** One after the other, so that whoever asks waits for one at most; with the first question it is over. */
function warmUp([move, ...others]: readonly HandEdit[]): void {
  setTimeout(() => {
    if (!desk || !move || wasAsked) return;
    try {
      byHand(desk.problem, desk.plan, [move], desk);
    } catch (error) {
      // What cannot be moved was tried too, and nobody waits for an answer; a fault of the engine is none of these.
      if (!(error instanceof ProblemError)) console.error(error);
    }
    warmUp(others);
  });
}

function ask(id: number, edits: readonly HandEdit[], inTurn?: InTurn): void {
  if (!desk) return;
  wasAsked = true;
  try {
    const put = inTurn ? putInTurn(desk, edits, inTurn) : [];
    const answer = byHandAnyhow(desk.problem, desk.plan, [...edits, ...put], desk);
    say({ kind: 'answer', id, answer, put });
  } catch (error) {
    // A fault of ours is no answer.
    if (error instanceof ProblemError) say({ kind: 'impossible', id, why: impossibleBy(error) });
    else {
      console.error(error);
      say({ kind: 'refused', text: wordsOf(error) });
    }
  }
}

function machines({ id, ...asked }: Extract<Told, { kind: 'machines' }>): void {
  if (!desk) return;
  try {
    say({ kind: 'machines', id, may: { machines: machinesByHand(desk.problem, desk.plan, asked, desk) } });
  } catch (error) {
    if (error instanceof ProblemError) return say({ kind: 'machines', id, may: { impossible: impossibleBy(error) } });
    console.error(error);
    say({ kind: 'refused', text: wordsOf(error) });
  }
}

function why(edits: readonly HandEdit[], asked: WhyAsked): void {
  if (!desk) return;
  try {
    say({ kind: 'why', why: whyOf(desk, edits, asked) });
  } catch (error) {
    // They were answered: what fails now is ours.
    console.error(error);
    say({ kind: 'refused', text: wordsOf(error) });
  }
}

function level({ since, until, ...cell }: CellAsked): void {
  if (!desk) return;
  const second = (instant: string): number => secondsOf(instant) - secondsOf(desk!.problem.epoch);
  try {
    say({ kind: 'levels', offers: levels(desk, { ...cell, from: second(since), to: second(until) }) });
  } catch (error) {
    say({ kind: 'refused', text: wordsOf(error) });
  }
}

const wordsOf = (error: unknown): string => (error instanceof Error ? error.message : String(error));
