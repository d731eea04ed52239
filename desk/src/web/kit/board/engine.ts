/** The engine's worker as the page knows it: begun when it is first wanted; of questions in haste the latest wins, and each turn is taken. */
import type { ByHand, HandEdit, StepOf } from '@hotlist/engine';
import type { Impossible } from '../../../duties/board/impossible.ts';
import type { Why, WhyAsked } from '../../../duties/board/why.ts';
import type { InTurn } from '../../../duties/byhand/inturn.ts';
import type { Level } from '../../../duties/masterschedule/level.ts';
import type { CellAsked, MayRun, Said, Told } from './engine.worker.ts';

export type EngineState =
  | { readonly kind: 'resting' | 'loading' | 'ready' }
  /** `code`: the server's, where it refused. */
  | { readonly kind: 'refused'; readonly text: string; readonly code?: string | undefined };

/** `put`: edits by which steps stand in turn, where that was asked for. */
export type Outcome =
  | { readonly answer: ByHand; readonly put: readonly HandEdit[] }
  | { readonly impossible: Impossible };
interface Asked {
  readonly edits: readonly HandEdit[];
  readonly inTurn: InTurn | undefined;
  readonly told: (outcome: Outcome) => void;
}

interface Wondering {
  readonly edits: readonly HandEdit[];
  readonly asked: WhyAsked;
  readonly told: (why: Why) => void;
}

interface Levelling {
  readonly cell: CellAsked;
  readonly told: (offers: readonly Level[]) => void;
}

interface Choosing {
  readonly edits: readonly HandEdit[];
  readonly of: StepOf;
  readonly told: (may: MayRun) => void;
}

export class Engine {
  state: EngineState = { kind: 'resting' };
  private worker: Worker | undefined;
  private readonly address: string;
  private readonly listeners = new Set<() => void>();
  private asked: Asked | undefined;
  private waiting: Asked | undefined;
  private readonly turns: Asked[] = [];
  private last = 0;
  private chosen = 0;
  private levelling: Levelling | undefined;
  private wondering: Wondering | undefined;
  private readonly choosing = new Map<number, Choosing>();
  private tellWhy: Wondering['told'] | undefined;

  constructor(address: string) {
    this.address = address;
  }

  /** Begins to load what it answers about; nothing happens twice. */
  wake(): void {
    if (this.worker) return;
    this.worker = new Worker(new URL('./engine.worker.ts', import.meta.url), { type: 'module' });
    this.worker.addEventListener('message', ({ data }: MessageEvent<Said>) => this.hear(data));
    this.worker.addEventListener('error', (event) => this.become({ kind: 'refused', text: event.message }));
    this.become({ kind: 'loading' });
    this.tell({ kind: 'load', address: this.address });
  }

  /** `told` hears what the edits do, unless somebody asks again before it has begun with them. */
  ask(edits: readonly HandEdit[], told: Asked['told']): void {
    this.wake();
    this.waiting = { edits, inTurn: undefined, told };
    this.next();
  }

  /** `told` hears what the edits do, or by which the steps stand in turn; no later question takes its place. */
  turn(edits: readonly HandEdit[], inTurn: InTurn | undefined, told: Asked['told']): void {
    this.wake();
    this.turns.push({ edits, inTurn, told });
    this.next();
  }

  /** Why the edits do what they do: looked up once nobody asks anything else; of several such questions the last. */
  why(edits: readonly HandEdit[], asked: WhyAsked, told: Wondering['told']): void {
    this.wake();
    this.wondering = { edits, asked, told };
    this.next();
  }

  /** What would bring a cell of the load under its goal. */
  level(cell: CellAsked, told: Levelling['told']): void {
    this.wake();
    this.levelling = { cell, told };
    if (this.state.kind === 'ready') this.tell({ kind: 'level', cell });
  }

  /** On which machines a step may be done, with the edits; each such question is answered, in turn. */
  machines(edits: readonly HandEdit[], of: StepOf, told: Choosing['told']): void {
    this.wake();
    this.chosen += 1;
    this.choosing.set(this.chosen, { edits, of, told });
    if (this.state.kind === 'ready') this.tell({ kind: 'machines', id: this.chosen, edits, of });
  }

  onState(listener: () => void): () => void {
    this.listeners.add(listener);
    return () => this.listeners.delete(listener);
  }

  stop(): void {
    this.worker?.terminate();
    this.worker = undefined;
    this.asked = undefined;
    this.waiting = undefined;
    this.wondering = undefined;
    this.tellWhy = undefined;
    this.turns.length = 0;
    this.choosing.clear();
    this.become({ kind: 'resting' });
  }

  private next(): void {
    if (this.state.kind !== 'ready' || this.asked || this.tellWhy) return;
    const turn = this.turns.shift();
    const asked = turn ?? this.waiting;
    if (!asked) {
      if (this.wondering) {
        this.tellWhy = this.wondering.told;
        this.tell({ kind: 'why', edits: this.wondering.edits, asked: this.wondering.asked });
        this.wondering = undefined;
      }
      return;
    }
    if (!turn) this.waiting = undefined;
    this.asked = asked;
    this.last += 1;
    this.tell({ kind: 'ask', id: this.last, edits: asked.edits, inTurn: asked.inTurn });
  }

  private hear(said: Said): void {
    if (said.kind === 'ready') {
      this.become({ kind: 'ready' });
      if (this.levelling) this.tell({ kind: 'level', cell: this.levelling.cell });
      for (const [id, { edits, of }] of this.choosing) this.tell({ kind: 'machines', id, edits, of });
    } else if (said.kind === 'machines') {
      const asked = this.choosing.get(said.id);
      this.choosing.delete(said.id);
      asked?.told(said.may);
    } else if (said.kind === 'levels') this.levelling?.told(said.offers);
    else if (said.kind === 'refused') this.become(said);
    else if (said.kind === 'why') {
      const told = this.tellWhy;
      this.tellWhy = undefined;
      told?.(said.why);
    } else if (said.id === this.last) {
      const asked = this.asked;
      this.asked = undefined;
      asked?.told(said.kind === 'answer' ? { answer: said.answer, put: said.put } : { impossible: said.why });
    }
    this.next();
  }

  private become(state: EngineState): void {
    this.state = state;
    for (const listener of this.listeners) listener();
  }

  private readonly tell = (told: Told): void => this.worker?.postMessage(told);
}
