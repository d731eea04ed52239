/**
 * The engine in a worker of the browser: fetches a version's problem and plan for itself, makes them ready once, and answers
 * what edits by hand do to them. It answers one question after the other; whoever asks waits with the next until then.
 */
import { type ByHand, byHand, type HandEdit, type Plan, type Prepared, type Problem, prepare } from '@hotlist/engine';
import { type InTurn, putInTurn } from '../../../duties/byhand/inturn.ts';
import { type Cell, type Level, levels } from '../../../duties/masterschedule/level.ts';
import { secondsOf } from '../../../house/clock.ts';

export type Told =
  | { readonly kind: 'load'; readonly address: string }
  | { readonly kind: 'level'; readonly cell: CellAsked }
  | {
      readonly kind: 'ask';
      readonly id: number;
      readonly edits: readonly HandEdit[];
      readonly inTurn?: InTurn | undefined;
    };
/** A span of the load by its instants. */
export type CellAsked = Omit<Cell, 'from' | 'to'> & { readonly since: string; readonly until: string };
export type Said =
  | { readonly kind: 'levels'; readonly offers: readonly Level[] }
  | { readonly kind: 'ready' }
  | { readonly kind: 'refused'; readonly text: string }
  | { readonly kind: 'answer'; readonly id: number; readonly answer: ByHand; readonly put: readonly HandEdit[] }
  /** The edits are none of this plan: a sentence of the engine. */
  | { readonly kind: 'impossible'; readonly id: number; readonly text: string };

let desk: { readonly problem: Problem; readonly plan: Plan; readonly prepared: Prepared } | undefined;
const say = (said: Said): void => postMessage(said);

addEventListener('message', ({ data }: MessageEvent<Told>) => {
  if (data.kind === 'load')
    load(data.address).catch((error: unknown) => say({ kind: 'refused', text: wordsOf(error) }));
  else if (data.kind === 'level') level(data.cell);
  else ask(data.id, data.edits, data.inTurn);
});

async function load(address: string): Promise<void> {
  const answer = await fetch(address, { credentials: 'same-origin', headers: { accept: 'application/json' } });
  const body = (await answer.json()) as { problem: Problem; plan: Plan; detail?: string };
  if (!answer.ok) throw new Error(body.detail ?? `The server answered ${answer.status}.`);
  const { problem, plan } = body;
  desk = { problem, plan, prepared: prepare(problem, plan) };
  // The first answer reads the plan; the next ones are quick.
  byHand(problem, plan, [], desk);
  say({ kind: 'ready' });
}

function ask(id: number, edits: readonly HandEdit[], inTurn?: InTurn): void {
  if (!desk) return;
  try {
    const put = inTurn ? putInTurn(desk, edits, inTurn) : [];
    const answer = byHand(desk.problem, desk.plan, [...edits, ...put], desk);
    say({ kind: 'answer', id, answer, put });
  } catch (error) {
    say({ kind: 'impossible', id, text: wordsOf(error) });
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
