/** What is typed for a work centre: kept in this browser, asked of the engine as one types, undone step by step. */
import type { ByHand, HandEdit, Second } from '@hotlist/engine';
import { useCallback, useEffect, useMemo, useState, useSyncExternalStore } from 'react';
import { apiAddress } from '../../web/api.ts';
import { Engine } from '../../web/kit/board/engine.ts';
import { useLatest } from '../../web/kit/latest.ts';
import { toast } from '../../web/kit/toasts.tsx';
import { useKept, useKeptElsewhere } from '../../web/kit/useKept.ts';
import { useOne } from '../../web/queries.ts';
import { useMay, useSite, useWhose } from '../../web/session/session.tsx';
import { boardProblem } from '../board/board.contract.ts';
import type { Board } from '../board/board.ts';
import { impossibleWords } from '../board/hand.messages.ts';
import { stepOf } from '../board/hand.ts';
import { boardAfter } from '../board/handboard.ts';
import type { Planned } from '../board/useboard.page.tsx';
import { listVersions } from '../planning/planning.contract.ts';
import {
  asideOf,
  cellsPut,
  editsOf,
  keptCell,
  keyOf,
  nothingTyped,
  type Row,
  rowsOf,
  type Turned,
  type Typed,
  type TypedCell,
  withPut,
} from './byhand.ts';
import { brokenRules } from './rules.ts';

export const keptName = (whose: string, version: number, centre: string): string =>
  `byhand:${whose}:${version}:${centre}`;

const none: ReadonlyMap<string, string> = new Map();

export function useTyped(
  base: Board,
  { number: version, movable, by_hand }: Planned['version'],
  centre: number,
  today: string,
) {
  const site = useSite();
  const whose = useWhose();
  const may = useMay('plan.run') && movable;
  const [engine] = useState(
    () => new Engine(apiAddress(boardProblem.path, { version: version || undefined, typed: true, site: site.code })),
  );
  useEffect(() => () => engine.stop(), [engine]);
  const state = useSyncExternalStore(
    useCallback((listener) => engine.onState(listener), [engine]),
    () => engine.state,
  );
  const name = keptName(whose, version, base.centres[centre]!.code);
  const [kept, keep] = useKept<Typed>(name, nothingTyped);
  // Of open work nothing is placed before somebody does.
  const typed = useMemo(() => (version === 0 ? { ...kept, blank: true } : kept), [kept, version]);
  // The engine answers to what was typed when it was asked.
  const now = useLatest(typed);
  const [before, setBefore] = useState<readonly Typed[]>([]);
  const newest = useOne(listVersions, { query: { limit: 1 } }, { kinds: [] }).data?.rows[0]?.number;
  const [answer, setAnswer] = useState<{ readonly edits: readonly HandEdit[]; readonly byHand: ByHand }>();
  /** Rows that the engine does not take, with its sentence. */
  const [refused, setRefused] = useState(none);

  const become = useCallback(
    (next: Typed): void => {
      setRefused(none);
      // What was taken back is not shown again in the moment before the next answer.
      if (editsOf(base, centre, next, new Set()).length === 0) setAnswer(undefined);
      keep(next);
    },
    [base, centre, keep],
  );
  const change = useCallback(
    (next: Typed): void => {
      const last = now.current;
      setBefore((all) => [...all.slice(-99), last]);
      become({ ...next, newest: last.newest ?? newest ?? null });
    },
    [now, become, newest],
  );

  // What another tab typed is taken up, so that no tab writes over it; undone, it is as it was here.
  useKeptElsewhere(
    name,
    () => now.current,
    (there: Typed = nothingTyped) => {
      if (JSON.stringify(there) === JSON.stringify(now.current)) return;
      const last = now.current;
      setBefore((all) => [...all.slice(-99), last]);
      become(there);
    },
  );

  const edits = useMemo(() => editsOf(base, centre, typed, new Set(refused.keys())), [base, centre, typed, refused]);
  useEffect(() => {
    if (may) engine.wake();
  }, [engine, may]);
  useEffect(() => {
    if (!may || edits.length === 0) return;
    let wanted = true;
    engine.ask(edits, (outcome) => {
      if (!wanted) return;
      if ('answer' in outcome) setAnswer({ edits, byHand: outcome.answer });
      else {
        const { step } = outcome.impossible;
        const words = impossibleWords(outcome.impossible);
        // What is about no row is said all the same.
        if (!step) toast(words);
        else setRefused((known) => (known.has(keyOf(step)) ? known : new Map([...known, [keyOf(step), words]])));
      }
    });
    return () => {
      wanted = false;
    };
  }, [engine, edits, may]);

  // What was answered is shown until the next answer is there.
  const told = edits.length === 0 ? undefined : answer?.byHand;
  const board = useMemo(() => (told ? boardAfter(base, told, []) : base), [base, told]);
  const rows = useMemo(() => rowsOf(base, board, centre, typed, today), [base, board, centre, typed, today]);
  const aside = useMemo(() => asideOf(base, centre, typed), [base, centre, typed]);
  const rules = useMemo(() => {
    const [of, apart] = [rows.map(({ key }) => key), aside.map((step) => keyOf(stepOf(base, step)))];
    return brokenRules(board, told?.conflicts ?? by_hand?.conflicts ?? [], new Set(of), new Set(apart));
  }, [base, board, told, by_hand, rows, aside]);

  const put = (key: string, step: number, cell: TypedCell): void => {
    const { [key]: _, ...others } = typed.rows;
    const kept = keptCell(base, centre, step, cell);
    const empty = kept.start === undefined && kept.machine === undefined;
    change({ ...typed, rows: empty ? others : { ...others, [key]: kept } });
  };

  return {
    may,
    whose,
    version,
    centre,
    today,
    base,
    board,
    state,
    typed,
    edits,
    rows,
    aside,
    rules,
    refused,
    answer: told,
    /** The engine has answered what is typed now. */
    settled: edits.length === 0 || answer?.edits === edits,
    change,
    /** A cell of a row; empty: as the version has it. */
    type: (row: Row, column: keyof TypedCell, text: string): void => {
      const { [column]: _, ...cell } = typed.rows[row.key] ?? {};
      put(row.key, row.step, text.trim() === '' ? cell : { ...cell, [column]: text.trim() });
    },
    put,
    takeBack: (key: string): void => {
      const { [key]: _, ...rows } = typed.rows;
      change({ ...typed, rows });
    },
    turn: (turned: Turned): void => {
      const { rows: line, from, machine } = turned;
      const start = Math.round(from - base.epoch) as Second;
      const [first] = line;
      const steps = line.map((row) => ({
        ...stepOf(base, row.step),
        ...(machine !== undefined && row !== first && { notBefore: Math.round(row.from - base.epoch) as Second }),
      }));
      const others: HandEdit[] = edits.length > 0 ? [...edits] : [{ kind: 'stand' }];
      if (machine !== undefined && steps[0]) others.push({ kind: 'move', ...steps[0], start, machine });
      engine.turn(others, { steps, start }, (outcome) => {
        if ('impossible' in outcome) {
          toast(impossibleWords(outcome.impossible));
          return;
        }
        change(withPut(now.current, typed, cellsPut(base, turned, outcome.put)));
      });
    },
    undo: (): void => {
      const last = before.at(-1);
      if (!last) return;
      setBefore(before.slice(0, -1));
      become(last);
    },
    mayUndo: before.length > 0,
    clear: (): void => change({ ...nothingTyped, blank: typed.blank }),
    forget: (): void => {
      setBefore([]);
      become(nothingTyped);
    },
  };
}

export type Typing = ReturnType<typeof useTyped>;
