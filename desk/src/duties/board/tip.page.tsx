/** What a bar is, said beside the hand that points at it. */

import type { OverStrip } from '../../web/kit/board/BoardCanvas.tsx';
import { axisHeight, frameOf } from '../../web/kit/board/scene.ts';
import type { BoardView } from '../../web/kit/board/useBoardView.ts';
import { quantityText, workText } from '../../web/kit/formats.ts';
import { usePlant } from '../../web/kit/plant.tsx';
import { happenedWords } from './actual.messages.ts';
import type { Actual } from './actual.ts';
import { spanWords } from './axis.ts';
import {
  dueWords,
  loadWords,
  noLoad,
  orderStateWords,
  placeWords,
  servedWords,
  slackWords,
  stepCalled,
} from './board.messages.ts';
import classes from './board.module.css';
import type { Board } from './board.ts';
import { latenessOf } from './board.ts';
import { rowOfStep } from './find.ts';
import { begun } from './hand.messages.ts';
import { eachAt, isOver } from './load.ts';
import type { BoardState } from './useboard.page.tsx';

export function Tip({
  board,
  actual,
  step,
  at,
}: {
  board: Board;
  actual: Actual | undefined;
  step: number;
  at: { readonly x: number; readonly y: number };
}) {
  const { today } = usePlant();
  const { steps, orders, items } = board;
  const order = steps.order[step]!;
  const item = items[orders.item[order]!];
  const due = dueWords(board, step, today);
  const late = steps.late[step]!;
  return (
    <div
      className={classes.tip}
      style={{ '--x': `${at.x}px`, '--y': `${at.y}px` } as React.CSSProperties}
      aria-hidden="true"
    >
      <strong>{begun(stepCalled(board, step))}</strong>
      <span>
        {quantityText(orders.qty[order]!)} × {item?.name ?? item?.code} <em>{orderStateWords(orders.state[order]!)}</em>
      </span>
      <span className="figures">{spanWords(steps.from[step]!, steps.to[step]!, board.offsets, today)}</span>
      <span>
        {placeWords(board, step)}
        {steps.setup[step]! > 0 ? `, set-up ${workText(steps.setup[step]!)}` : ''}
      </span>
      <span>
        for {servedWords(board, step)}
        {due ? <em> due {due}</em> : null}
      </span>
      {(actual ? happenedWords(board, actual, step, today) : []).map((sentence) => (
        <span key={sentence} className="figures" data-late={actual?.departed.has(step) ? 'risk' : 'fine'}>
          {sentence}
        </span>
      ))}
      {Number.isNaN(late) ? null : (
        <span className="figures" data-late={latenessOf(board, step)}>
          {slackWords(board, step)}
          {steps.frozen[step] === 1 ? ', frozen' : ''}
        </span>
      )}
    </div>
  );
}

/** Of the group of a step, when that begins, on a canvas so wide; undefined: its step has no bar in these rows. */
export function loadOver({ layout }: Pick<BoardState, 'layout'>, view: BoardView, step: number, width: number) {
  const [bar, row, seen] = [layout.barOf[step] ?? -1, rowOfStep(layout, step), view.read()];
  if (!row || !seen) return undefined;
  const moment = layout.from[bar]!;
  const head = layout.rows[row.group]!;
  return {
    strip: { head: row.group, moment },
    at: { x: frameOf(width, 0).heads + (moment - seen.from) * seen.scale, y: axisHeight + head.top - seen.top },
  };
}

/** What it has to do then, in words. */
export function loadSaid(
  { board, layout, shown }: Pick<BoardState, 'board' | 'layout' | 'shown'>,
  strip: OverStrip,
  scale: number,
): string {
  const load = shown.loads.at(strip.head, eachAt(scale), strip.moment);
  return load ? `${layout.rows[strip.head]?.label}, ${loadWords(load, board.offsets, shown.today)}` : noLoad;
}

/** How much a group has to do in the span under the hand, of what it can. */
export function LoadTip({
  state: { board, layout, shown },
  strip,
  scale,
  at,
}: {
  state: Pick<BoardState, 'board' | 'layout' | 'shown'>;
  strip: OverStrip;
  scale: number;
  at: { readonly x: number; readonly y: number };
}) {
  const load = shown.loads.at(strip.head, eachAt(scale), strip.moment);
  const row = layout.rows[strip.head];
  if (!load || !row) return null;
  return (
    <div
      className={classes.tip}
      style={{ '--x': `${at.x}px`, '--y': `${at.y}px` } as React.CSSProperties}
      aria-hidden="true"
    >
      <strong>
        {row.label} {row.note}
      </strong>
      <span className="figures" data-late={isOver(load) ? 'late' : 'fine'}>
        {loadWords(load, board.offsets, shown.today)}
      </span>
    </div>
  );
}
