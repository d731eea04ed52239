/**
 * Changes by hand of one version as they are done on another: called as their orders are called there, and without what cannot be
 * done there any more, each with why. What only the engine knows it says when they are tried (`againtried.ts`). Pure.
 */
import type { HandEdit, Second, StepOf } from '@hotlist/engine';
import { editCalled } from '../planning/byhand.ts';
import { type Names, numberIn } from '../planning/called.ts';
import type { Step } from '../planning/comparison.ts';
import { plannedTwins } from '../planning/plannedtwins.ts';
import { stepKey } from '../planning/stepkey.ts';
import { againWords } from './again.messages.ts';
import { editWords } from './hand.messages.ts';
import type { Act } from './hand.ts';

/** A version by the names that it was kept with. */
export interface Named extends Pick<Names, 'called' | 'asMade'> {
  readonly number: number;
  /** The version that was moved to make it: they call their planned orders alike. */
  readonly base: number | undefined;
  readonly orders: readonly string[];
  readonly steps: readonly Step[];
}

type Called = (order: string) => string | undefined;

/** What orders of one version are called where another is moved; undefined: it has none of them. */
export function calledThere(from: Named, there: Named): Called {
  const [theirs, byName] = [new Set(there.orders), new Map(there.orders.map((id) => [there.called(id), id]))];
  const alike = from.number === there.number || there.base === from.number;
  const twins = alike ? new Map<string, string>() : plannedTwins(from.steps, there.steps);
  return (order) => {
    const now = from.called(order);
    const planned = alike ? order : twins.get(order);
    const own = (numberIn(now) === undefined ? undefined : byName.get(now)) ?? (numberIn(order) ? undefined : planned);
    return own !== undefined && theirs.has(own) ? there.asMade(own) : undefined;
  };
}

/** The same from version to version. */
export function calledThrough([first, ...others]: readonly Named[]): Called {
  const steps = others.map((there, n) => calledThere(n === 0 ? first! : others[n - 1]!, there));
  return (order) => steps.reduce<string | undefined>((name, step) => (name === undefined ? name : step(name)), order);
}

/** The version on which changes are done, as one sees it who does them. */
export interface There {
  readonly number: number;
  /** Seconds of its problem less those of the version that was moved. */
  readonly shift: number;
  /** Second of its problem: nothing is put before it. */
  readonly now: number;
  readonly called: Called;
  /** Why it has none of an order, as a sentence. */
  readonly whyNot: (order: string) => string;
  /** In how many parts a step stands there, and whether it is frozen; undefined: there is none. */
  readonly step: (of: StepOf) => { readonly parts: number; readonly frozen: boolean } | undefined;
  /** In how many parts a step of the version that was moved stood. */
  readonly stood: (of: StepOf) => number;
  /** Whether it has begun since that version was made. */
  readonly begun: (of: StepOf) => boolean;
  /** Machines and crews. */
  readonly resources: ReadonlySet<string>;
  /** The next names of planned orders: in the version that was moved, and there. */
  readonly next: { readonly before: number; readonly there: number };
  /** A second of its problem on the plant's clock. */
  readonly moment: (second: number) => string;
}

/** What is not done, and why. */
export interface Left {
  readonly what: string;
  readonly why: string;
}

interface DoneThere {
  readonly acts: readonly Act[];
  readonly left: readonly Left[];
}

export function doneThere(acts: readonly Act[], there: There): DoneThere {
  const hand = new Hand(there);
  const done = acts.map((act) => act.flatMap((edit) => hand.takes(edit)));
  return { acts: done.filter((act) => act.some(({ kind }) => kind !== 'stand')), left: hand.left };
}

class Hand {
  readonly left: Left[] = [];
  /** What splits made: the name that it had, and has there. */
  private readonly made = new Map<string, string | undefined>();
  private readonly unlocked = new Set<string>();
  private readonly there: There;
  private done = 0;

  constructor(there: There) {
    this.there = there;
  }

  takes(edit: HandEdit): readonly HandEdit[] {
    const why = this.whyNot(edit);
    const there = why === undefined ? this.named(edit) : undefined;
    if (why !== undefined) this.left.push({ what: editWords(edit), why });
    if (edit.kind === 'unlock' && there) this.unlocked.add(stepKey(edit));
    if (edit.kind === 'split') {
      const { before, there: next } = this.there.next;
      this.made.set(`planned/${before + this.made.size}`, there && `planned/${next + this.done++}`);
    }
    return there ? [there] : [];
  }

  private called(order: string): string | undefined {
    return this.made.has(order) ? this.made.get(order) : this.there.called(order);
  }

  private whyNot(edit: HandEdit): string | undefined {
    const { there } = this;
    switch (edit.kind) {
      case 'stand':
        return undefined;
      case 'swap':
        return this.stepGone(edit.one) ?? this.stepGone(edit.other);
      case 'resize':
      case 'split':
        return this.orderGone(edit.order);
      case 'downtime':
      case 'overtime': {
        const of = edit.kind === 'overtime' ? edit.of : edit.machine;
        if (!there.resources.has(of)) return againWords.noResource(of);
        // Of a machine that is down it is told afterwards, too.
        const begins = edit.from + there.shift;
        return edit.kind === 'overtime' && begins <= there.now ? this.over(begins) : undefined;
      }
      case 'move': {
        const gone = this.stepGone(edit);
        if (gone !== undefined) return gone;
        if (edit.machine !== undefined && !there.resources.has(edit.machine))
          return againWords.noResource(edit.machine);
        const start = edit.start + there.shift;
        return start < there.now ? this.over(start) : undefined;
      }
      default:
        return this.stepGone(edit);
    }
  }

  private over(second: number): string {
    return againWords.over(this.there.moment(second), this.there.moment(this.there.now));
  }

  private orderGone(order: string): string | undefined {
    if (this.called(order) !== undefined) return undefined;
    return this.made.has(order) ? againWords.notSplit(order) : this.there.whyNot(order);
  }

  private stepGone(of: StepOf & { readonly kind?: HandEdit['kind'] }): string | undefined {
    const gone = this.orderGone(of.order);
    // What a split makes has the steps of its order.
    if (gone !== undefined || this.made.has(of.order)) return gone;
    const { number } = this.there;
    const step = this.there.step({ ...of, order: this.called(of.order)! });
    if (!step) return againWords.noStep(of, number);
    const frees = of.kind === 'unlock' || of.kind === 'lock';
    if (!frees && this.there.begun({ ...of, order: this.called(of.order)! })) return againWords.begun(of);
    const stood = this.there.stood(of);
    if (step.parts !== stood) return againWords.otherParts(of, stood, step.parts, number);
    return step.frozen && !frees && !this.unlocked.has(stepKey(of)) ? againWords.frozen(of, number) : undefined;
  }

  private named(edit: HandEdit): HandEdit {
    const at = (second: Second): Second => (second + this.there.shift) as Second;
    const there = editCalled(edit, (order) => this.called(order)!);
    if (there.kind === 'downtime' || there.kind === 'overtime')
      return { ...there, from: at(there.from), to: at(there.to) };
    return there.kind === 'move' ? { ...there, start: at(there.start) } : there;
  }
}
