/** Bars dragged by the hand or pushed by the keyboard: the ghost follows each frame, the engine says what it does. */
import type { BoardView } from '../../web/kit/board/useBoardView.ts';
import { rowAt } from './find.ts';
import { type Act, closedUnder, grainOf, landed, machineBeside, pushed, shiftedTo, snapped } from './hand.ts';
import type { Ghost } from './handboard.ts';
import type { BoardState } from './useboard.page.tsx';

export function useDrag(state: BoardState, view: BoardView) {
  const { board, layout, hand, picks, shown } = state;
  const { steps } = board;
  const ready = hand.may && hand.state.kind !== 'refused';

  /** All that is picked goes along with the one that is held. */
  const together = (step: number): readonly number[] => (picks.includes(step) ? picks : [step]);

  const ghostsAt = (step: number, from: number, machine: number): readonly Ghost[] => {
    const shift = from - steps.from[step]!;
    return together(step).map((one) => ({
      step: one,
      machine: one === step ? machine : steps.machine[one]!,
      from: steps.from[one]! + shift,
      to: steps.to[one]! + shift,
      kind: 'held',
    }));
  };
  const put = (ghosts: readonly Ghost[]): Act => landed(board, ghosts);
  const closed = (ghosts: readonly Ghost[]): string | undefined => closedUnder(board, ghosts, shown.today);

  return {
    mayTake: (step: number, finger: boolean): boolean => {
      const meant = !finger || picks.includes(step);
      // Where nothing may be moved, it is said why.
      if (meant) hand.wake();
      return ready && meant;
    },
    onDrag: (step: number, dx: number, y: number): void => {
      const scale = view.read()?.scale ?? 1;
      const row = layout.rows[rowAt(layout.rows, y) ?? -1];
      const own = steps.machine[step]!;
      // Only where rows are machines does another row mean another machine.
      const machine = layout.mode === 'machines' && own >= 0 && row?.kind === 'row' && row.of >= 0 ? row.of : own;
      const wanted = steps.from[step]! + dx / scale;
      const from = row ? snapped(layout, row, step, wanted, scale) : wanted;
      const ghosts = ghostsAt(step, from, machine);
      hand.hold(ghosts, put(ghosts), closed(ghosts));
    },
    onDrop: (dropped: boolean): void => {
      const held = hand.held();
      if (!dropped || held.length === 0) hand.letGo();
      else hand.act(put(held), closed(held));
    },
    /** By the keyboard: so many steps of the clock, or to the machine beside. */
    push: (by: number): void => {
      const last = picks.at(-1);
      const scale = view.read()?.scale ?? 1;
      if (!ready || last === undefined) return;
      const [from, machine] = [steps.from[last]!, steps.machine[last]!];
      const wanted = ghostsAt(last, from + by * grainOf(scale), machine);
      const to = pushed(board, { step: last, machine, from }, by * grainOf(scale));
      hand.act(put(ghostsAt(last, to, machine)), by > 0 ? closed(wanted) : undefined);
    },
    shift: (by: 1 | -1): void => {
      const last = picks.at(-1);
      const machine = last === undefined ? undefined : machineBeside(board, last, by);
      if (!ready || last === undefined || machine === undefined) return;
      hand.act(...shiftedTo(board, { step: last, machine, from: steps.from[last]! }, shown.today));
    },
  };
}

export type Drag = ReturnType<typeof useDrag>;
