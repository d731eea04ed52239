/** Bars dragged by the hand or pushed by the keyboard: the ghost follows each frame, the engine says what it does. */
import { useEffect, useRef } from 'react';
import type { BoardView } from '../../web/kit/board/useBoardView.ts';
import { useLatest } from '../../web/kit/latest.ts';
import type { Choice } from './askmachine.page.tsx';
import { rowAt, rowOfStep } from './find.ts';
import { impossibleWords, machineWords, noMachineBeside } from './hand.messages.ts';
import { type Act, grainOf, type Held, machineBeside, snapped } from './hand.ts';
import type { Ghost } from './handboard.ts';
import { closedBefore, closedUnder, landed, pushed, shiftedTo } from './landing.ts';
import type { Layout } from './layout.ts';
import type { BoardState } from './useboard.page.tsx';
import { revealing } from './view.ts';

export function useDrag(state: BoardState, view: BoardView, onChoose: (choice: Choice) => void) {
  const { board, layout, hand, picks, pick, shown } = state;
  const latest = useLatest(state);
  const { steps } = board;
  const ready = hand.may && hand.state.kind !== 'refused';

  // What the keyboard moved, or a window made larger, is followed to where it came; what a hand let go stands where that saw it.
  const follows = useRef<number>(undefined);
  useEffect(() => {
    if (follows.current !== undefined) reveal(layout, view, follows.current);
    follows.current = undefined;
  }, [layout, view]);

  /** All that is picked goes along with the one that is held. */
  const together = (step: number): readonly number[] => (picks.includes(step) ? picks : [step]);

  const ghostAt = (held: Held): Ghost => ({
    ...held,
    to: held.from + steps.to[held.step]! - steps.from[held.step]!,
    kind: 'held',
  });
  const ghostsAt = (step: number, from: number, machine: number, over?: number): readonly Ghost[] => {
    const shift = from - steps.from[step]!;
    return together(step).map((one) => ({
      ...ghostAt({
        step: one,
        machine: one === step ? machine : steps.machine[one]!,
        from: steps.from[one]! + shift,
      }),
      ...(one === step ? { over } : undefined),
    }));
  };
  const put = (ghosts: readonly Ghost[]): Act => landed(board, ghosts);
  const closed = (ghosts: readonly Ghost[]): string | undefined => closedUnder(board, ghosts, shown.today);

  return {
    /** Leads to where it comes by what is done next; undefined: nothing is done. */
    follow: (step: number | undefined): void => {
      follows.current = step;
    },
    mayTake: (step: number, finger: boolean): boolean => {
      const meant = !finger || picks.includes(step);
      // Where nothing may be moved, it is said why.
      if (meant) hand.wake();
      return ready && meant;
    },
    onDrag: (step: number, dx: number, y: number): void => {
      const scale = view.read()?.scale ?? 1;
      const place = rowAt(layout.rows, y) ?? -1;
      const row = layout.rows[place];
      const own = steps.machine[step]!;
      const over = chooses(layout, together(step), place) && own >= 0 ? place : undefined;
      // Only where rows are machines does another row mean another machine.
      const machine = layout.mode === 'machines' && own >= 0 && row?.kind === 'row' && row.of >= 0 ? row.of : own;
      const wanted = steps.from[step]! + dx / scale;
      const from = row ? snapped(layout, row, step, wanted, scale) : wanted;
      const ghosts = ghostsAt(step, from, machine, over);
      const said = over === undefined ? closed(ghosts) : machineWords.letGo;
      hand.hold(ghosts, put(ghosts), { closed: said, at: heightOf(view, y) });
    },
    onDrop: (dropped: boolean): void => {
      const held = hand.held();
      const over = held.find((ghost) => ghost.over !== undefined);
      if (!dropped || held.length === 0) hand.letGo();
      else if (over) {
        hand.letGo();
        view.paint();
        pick([over.step]);
        onChoose({
          step: over.step,
          from: over.from,
          centre: layout.mode === 'departments' ? layout.rows[over.over!]!.of : undefined,
        });
      } else {
        hand.act(put(held), closed(held));
        // What was moved is what the doors below are for.
        if (!held.some(({ step }) => picks.includes(step))) pick(held.map(({ step }) => step));
      }
    },
    /** By the keyboard, so many seconds or a little, from where the push before puts it. */
    push: (by: 'earlier' | 'later' | number): void => {
      const last = picks.at(-1);
      const scale = view.read()?.scale ?? 1;
      if (!ready || last === undefined) return;
      const stands = hand.stands(last);
      const little = Math.min(grainOf(scale), mostPushed);
      const grain = by === 'earlier' ? -little : by === 'later' ? little : by;
      const to = pushed(board, stands, grain);
      const all = (shift: number): readonly Held[] =>
        together(last).map((one) => {
          const held = hand.stands(one);
          return { ...held, from: held.from + shift };
        });
      const put = all(to - stands.from);
      const said =
        grain > 0
          ? closedUnder(board, all(grain), shown.today)
          : closedBefore(board, stands, { wanted: stands.from + grain, to }, shown.today);
      follows.current = last;
      hand.push(landed(board, put), put.map(ghostAt), said);
      view.paint();
    },
    /** To the machine above or below that may do it, of another work centre too. */
    shift: (by: 1 | -1): void => {
      const last = picks.at(-1);
      if (!ready || last === undefined || steps.machine[last]! < 0) return;
      void hand.machinesFor(last).then((may) => {
        if ('impossible' in may) return hand.say(impossibleWords(may.impossible));
        const { board: drawn, hand: then, shown: now } = latest.current;
        const { machine, ...stands } = then.stands(last);
        const beside = machineBeside(drawn, may.machines, machine, by);
        if (beside === undefined) return then.say(noMachineBeside(drawn, may.machines, machine, by));
        follows.current = last;
        then.act(...shiftedTo(drawn, { ...stands, machine: beside }, now.today));
      });
    },
  };
}

/** A little is a quarter of an hour at most, from however far that is looked at. */
const mostPushed = 900;

/** Held alone over another row than its own, where a row is no machine: let go there, a machine is chosen. */
function chooses(layout: Layout, steps: readonly number[], place: number): boolean {
  const [step, ...more] = steps;
  const row = layout.rows[place];
  if (layout.mode === 'machines' || step === undefined || more.length > 0 || row?.kind !== 'row') return false;
  return rowOfStep(layout, step) !== row;
}

/** How far down in the rows that are seen a height of them is: 0 above, 1 below. */
function heightOf(view: BoardView, y: number): number {
  const [seen, room] = [view.read(), view.room()];
  return seen && room ? (y - seen.top) / room.height : 0;
}

/** Moves the view no more than must be to see a step. */
export function reveal(layout: Layout, view: BoardView, step: number): void {
  const [bar, row] = [layout.barOf[step] ?? -1, rowOfStep(layout, step)];
  if (!row) return;
  view.change((seen, room) =>
    revealing(seen, room, { from: layout.from[bar]!, to: layout.to[bar]!, top: row.top, height: row.height }),
  );
}

export type Drag = ReturnType<typeof useDrag>;
