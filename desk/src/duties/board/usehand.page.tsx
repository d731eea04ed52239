/** Edits by hand: what was done, what the engine says of it, what the hand holds. Nothing is saved until it is kept as a draft. */
import type { ByHand, HandEdit } from '@hotlist/engine';
import { useCallback, useEffect, useMemo, useRef, useState, useSyncExternalStore } from 'react';
import { apiAddress } from '../../web/api.ts';
import { whenIdle } from '../../web/kit/afterframe.ts';
import { Engine, type Outcome } from '../../web/kit/board/engine.ts';
import type { MayRun } from '../../web/kit/board/engine.worker.ts';
import { keep, keptNames, readKept } from '../../web/kit/kept.ts';
import { usePlant } from '../../web/kit/plant.tsx';
import { useKept, useKeptElsewhere } from '../../web/kit/useKept.ts';
import { useMay, useSite, useWhose } from '../../web/session/session.tsx';
import { boardProblem } from './board.contract.ts';
import type { Board } from './board.ts';
import { impossibleWords } from './hand.messages.ts';
import { type Act, asItWas, standsAt, stepOf, stepsByName, withPush } from './hand.ts';
import { boardAfter, type Ghost, ghostsOf } from './handboard.ts';
import type { Why } from './why.ts';

const nothing: readonly Ghost[] = [];
const noActs: readonly Act[] = [];

interface Settled {
  readonly acts: readonly Act[];
  readonly answer: ByHand;
}

/** Changes that are under way, by who makes them and the version that is moved. */
const nameOf = (whose: string, version: number | ''): string => `hand:${whose}:${version}`;

/** Changes that are kept in this browser alone. */
export const unkeptOf = (whose: string, version: number): readonly Act[] => readKept(nameOf(whose, version)) ?? noActs;
export function forgetUnkept(whose: string, version: number): void {
  keep(nameOf(whose, version), undefined);
  keep(draftOf(whose, version), undefined);
  keep(underWayOf(whose, version), undefined);
}

/** Of a version, the changes that were sent to be kept as a draft and were not answered yet. */
export const underWayOf = (whose: string, version: number): string => `keeping:${whose}:${version}`;

/** Of a version, the changes of a draft that are moved on from it. */
const draftOf = (whose: string, version: number): string => `draft:${whose}:${version}`;
const same = (a: readonly Act[], b: readonly Act[] = noActs): boolean => JSON.stringify(a) === JSON.stringify(b);

/** Versions of which such changes are kept, the newest first; those that a draft has as they are need nobody to come back. */
export const unkeptVersions = (whose: string): readonly number[] =>
  keptNames(nameOf(whose, ''))
    .map(Number)
    .filter((version) => {
      const acts = unkeptOf(whose, version);
      return acts.length > 0 && !same(acts, readKept(draftOf(whose, version)));
    })
    .sort((a, b) => b - a);

/** What is to be done on a version goes there. */
export const takeAlong = (whose: string, base: number, acts: readonly Act[]): void => keep(nameOf(whose, base), acts);

/** A draft by hand is moved on from its base: its changes are taken along, and the draft has them still. */
export function moveOn(whose: string, base: number, acts: readonly Act[]): void {
  keep(draftOf(whose, base), acts);
  takeAlong(whose, base, acts);
}

export interface Moved {
  readonly number: number;
  /** The newest that a run made. */
  readonly standing: boolean;
  /** Else it is only looked at. */
  readonly movable: boolean;
  /** How it was moved by hand already. */
  readonly by_hand: { readonly conflicts: ByHand['conflicts'] } | null;
}

export interface Holding {
  /** Said of the time over which it is held. */
  readonly closed: string | undefined;
  /** Where its row is among those that are seen: from 0, the highest, to 1. */
  readonly at: number;
}

export function useHand(base: Board, { number: version, standing, movable, by_hand }: Moved) {
  const site = useSite();
  const whose = useWhose();
  const { today } = usePlant();
  const may = useMay('plan.run') && movable;
  const [engine] = useState(() => new Engine(apiAddress(boardProblem.path, { version, site: site.code })));
  useEffect(() => () => engine.stop(), [engine]);
  const state = useSyncExternalStore(
    useCallback((listener) => engine.onState(listener), [engine]),
    () => engine.state,
  );
  const [acts, setActs] = useKept(nameOf(whose, version), noActs);
  const [settled, setSettled] = useState<Settled>();
  const [tried, setTried] = useState<ByHand>();
  const [impossible, setImpossible] = useState<string>();
  const [said, setSaid] = useState<{ readonly text: string; readonly mendedAt?: string | undefined }>();
  /** What is said of where a bar is held, or was let go. */
  const [closed, setClosed] = useState<string>();
  /** Where the strip stands while a bar is held: off the row over which that is. */
  const [aside, setAside] = useState<Aside>();
  /** The hand holds something, and the engine cannot say yet what that does. */
  const [early, setEarly] = useState(false);
  /** A person wants to move something: why that cannot be is said from then on. */
  const [wanted, setWanted] = useState(false);
  const held = useRef<readonly Ghost[]>(nothing);
  /** Asked last, and answered last: that is gone back to. */
  const latest = useRef(acts);
  const sure = useRef(acts);
  const pushes = useRef(new WeakSet<Act>());

  /** Asks what these acts do, and shows it; what is none of this plan is taken back. Answers why, where it is. */
  const settle = useCallback(
    (next: readonly Act[]): Promise<string | undefined> => {
      latest.current = next;
      setActs(next);
      setImpossible(undefined);
      setClosed(undefined);
      setAside(undefined);
      setEarly(false);
      setWanted(true);
      if (next.length === 0) {
        forgetUnkept(whose, version);
        held.current = nothing;
        sure.current = next;
        setSettled(undefined);
        setTried(undefined);
        return Promise.resolve(undefined);
      }
      return new Promise((resolve) => {
        engine.ask(next.flat(), (outcome) => {
          // Undone, or done more, before the engine had answered.
          if (latest.current !== next) return resolve(undefined);
          held.current = nothing;
          setTried(undefined);
          if ('answer' in outcome) {
            sure.current = next;
            setSettled({ acts: next, answer: outcome.answer });
            // They are undone one by one still, but nobody need come back to them.
            if (asItWas(outcome.answer, next.flat())) keep(nameOf(whose, version), undefined);
          } else {
            latest.current = sure.current;
            setActs(sure.current);
          }
          resolve('answer' in outcome ? undefined : impossibleWords(outcome.impossible));
        });
      });
    },
    [engine, setActs, whose, version],
  );
  const settleAloud = useCallback(
    (next: readonly Act[]): void => {
      void settle(next).then(setImpossible);
    },
    [settle],
  );

  // What was begun before the page was left is taken up again. It stays also where some of it cannot be done any more: a
  // publication meanwhile calls planned orders by their work orders.
  const kept = useRef(acts);
  useEffect(() => {
    if (may && kept.current.length > 0) settleAloud(kept.current);
  }, [may, settleAloud]);

  // Most who open it only look, but the first who moves something would wait for seconds.
  useEffect(() => (may && standing ? whenIdle(() => engine.wake()) : undefined), [engine, may, standing]);

  // What was taken before it was known that nothing is moved is held no more.
  const unmovable = state.kind === 'refused';
  const answer = tried ?? settled?.answer;
  /** What was done, or is held, leaves all as it was. */
  const still = answer !== undefined && asItWas(answer, acts.flat());

  // What another tab did is taken up, so that no tab writes over it. Where all is as it was nothing is kept, here neither.
  useKeptElsewhere(
    nameOf(whose, version),
    () => latest.current,
    (there: readonly Act[] = noActs) => {
      if (!may || (there.length === 0 && still) || (there.length === 0 && latest.current.length === 0)) return;
      sure.current = there;
      settleAloud(there);
    },
  );

  const { worked, offsets, epoch } = base;
  const [known, setKnown] = useState<{ readonly of: Settled; readonly why: Why }>();
  const unknown = known?.of !== settled && aside === undefined;
  // Over the whole plan, and so only once the hand rests: whoever takes a bar meanwhile is answered first.
  useEffect(() => {
    if (!settled || !unknown || asItWas(settled.answer, settled.acts.flat())) return undefined;
    let stale = false;
    const not = whenIdle(() =>
      engine.why(settled.acts.flat(), { worked, offsets, epoch, today }, (why) => {
        if (!stale) setKnown({ of: settled, why });
      }),
    );
    return () => {
      stale = true;
      not();
    };
  }, [engine, settled, unknown, worked, offsets, epoch, today]);
  const board = useMemo(
    () => (settled ? boardAfter(base, settled.answer, settled.acts.flat()) : base),
    [base, settled],
  );
  const ghosts = useMemo(
    () =>
      tried
        ? ghostsOf(
            board,
            tried.moved.filter((move) => !move.byHand),
            'slides',
          )
        : settled
          ? ghostsOf(board, settled.answer.moved, 'before')
          : nothing,
    [board, tried, settled],
  );
  const conflicts = useMemo(() => {
    const find = stepsByName(board);
    return new Set((answer?.conflicts ?? by_hand?.conflicts ?? []).flatMap((one) => find(one) ?? []));
  }, [board, answer, by_hand]);

  const moved = useMemo(() => {
    const find = stepsByName(board);
    return new Set((answer?.moved ?? []).flatMap((one) => find(one) ?? []));
  }, [board, answer]);

  return {
    may,
    version,
    state,
    base,
    moved,
    acts,
    answer,
    still,
    /** Of what is done and answered, once that is looked up. */
    why: known !== undefined && known.of === settled && settled.acts === acts && !tried ? known.why : undefined,
    impossible,
    /** Where nothing moves it begins nowhere else. */
    closed: impossible === undefined ? closed : undefined,
    early,
    /** The hand has something, and it is said what that does. */
    holds: tried !== undefined,
    aside,
    /** Why nothing is moved, once somebody would. */
    refused: wanted && state.kind === 'refused' ? state : undefined,
    /** The order whose record is changed instead of what is impossible. */
    mendedAt: said?.text === impossible ? said?.mendedAt : undefined,
    board,
    ghosts,
    conflicts,
    held: useCallback(() => (unmovable ? nothing : held.current), [unmovable]),
    /** Somebody looks closely at an operation: it may soon be moved. */
    wake: useCallback(() => {
      if (!may) return;
      setWanted(true);
      engine.wake();
    }, [engine, may]),
    /** The hand holds these, and would do this with them. */
    hold: (ghosts: readonly Ghost[], act: Act, { closed, at }: Holding): void => {
      held.current = ghosts;
      setClosed(closed);
      setAside((before) => asideOf(at, before));
      setEarly(engine.state.kind !== 'ready');
      engine.ask([...latest.current, act].flat(), (outcome) => {
        setEarly(false);
        // Let go meanwhile, it is settled.
        if (held.current === nothing) return;
        if ('answer' in outcome) {
          // What was said of a bar before, which could not be moved, is not said of this one.
          setImpossible(undefined);
          if (held.current === ghosts && closed === undefined) held.current = endedBy(ghosts, base, outcome.answer);
          setTried(outcome.answer);
        } else setImpossible(impossibleWords(outcome.impossible));
      });
    },
    letGo: (): void => {
      held.current = nothing;
      setTried(undefined);
      setClosed(undefined);
      setAside(undefined);
      setEarly(false);
    },
    act: (act: Act, closed?: string): void => {
      settleAloud([...latest.current, act]);
      setClosed(closed);
    },
    /** Where a step stands by all that was done, also by what is not answered yet. */
    stands: (step: number) => standsAt({ base, board, acts: settled?.acts ?? noActs }, latest.current, step),
    /** Pushed on and on it is one change; until that is answered these stand for it. */
    push: (act: Act, ghosts: readonly Ghost[], closed?: string): void => {
      const next = withPush(latest.current, act, pushes.current);
      pushes.current.add(act);
      held.current = ghosts;
      settleAloud(next);
      setClosed(closed);
    },
    /** The same, with why not as an answer instead of in the strip. */
    tried: (act: Act): Promise<string | undefined> => settle([...latest.current, act]),
    say: (text: string, mendedAt?: string): void => {
      setImpossible(text);
      setSaid({ text, mendedAt });
    },
    /** What was said of something that cannot be done is said no more. */
    hush: (): void => setImpossible((before) => (before === said?.text ? undefined : before)),
    /** What these would do; nothing is shown of it. */
    ask: useCallback(
      (edits: readonly HandEdit[]) =>
        new Promise<Outcome>((resolve) => {
          setWanted(true);
          engine.turn(edits, undefined, resolve);
        }),
      [engine],
    ),
    /** On which machines a step may be done after all that was done, or why it is moved to none. */
    machinesFor: useCallback(
      (step: number) =>
        new Promise<MayRun>((resolve) => {
          setWanted(true);
          engine.machines(latest.current.flat(), stepOf(board, step), resolve);
        }),
      [engine, board],
    ),
    actAll: (more: readonly Act[]): void => settleAloud([...latest.current, ...more]),
    undo: (): void => settleAloud(latest.current.slice(0, -1)),
    undoAll: (): void => settleAloud([]),
  };
}

type Aside = 'above' | 'below';

/** It changes sides only where the row would come under it. */
const asideOf = (at: number, before: Aside | undefined): Aside =>
  (before === 'above' ? at > 0.4 : at > 0.6) ? 'above' : 'below';

/** Held bars end when the engine says they would: it knows where they would pause. */
function endedBy(ghosts: readonly Ghost[], board: Board, { moved }: ByHand): readonly Ghost[] {
  const find = stepsByName(board);
  const ends = new Map(moved.map((move) => [find(move), board.epoch + move.after.end]));
  return ghosts.map((ghost) => ({ ...ghost, to: ends.get(ghost.step) ?? ghost.to }));
}

export type Hand = ReturnType<typeof useHand>;
