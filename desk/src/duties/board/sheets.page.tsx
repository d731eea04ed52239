/** The board on paper: all rows, and the span that is seen, over as many sheets as they need. */
import { useEffect, useRef } from 'react';
import classes from '../../web/kit/board/board.module.css';
import { paint } from '../../web/kit/board/paint.ts';
import { paperPalette } from '../../web/kit/board/palette.ts';
import { axisHeight, type Frame } from '../../web/kit/board/scene.ts';
import type { BoardView } from '../../web/kit/board/useBoardView.ts';
import { usePrinting } from '../../web/kit/grid/medium.ts';
import { spanWords } from './axis.ts';
import { rowWords, unkeptWords } from './board.messages.ts';
import { type Sheet, sheetsOf } from './sheets.ts';
import type { BoardState, Planned } from './useboard.page.tsx';
import { endOf } from './view.ts';

/** A4 landscape less its margins, in CSS pixels. */
const paper = { width: 1040, height: 660, heads: 170 };
/** A longer time is drawn side by side. */
const fortnight = 14 * 86_400;
/** More sheets than these are drawn with fewer dots, or the browser holds no more of them. */
const manySheets = 60;

interface BoardSheetsProps {
  readonly state: BoardState;
  readonly view: BoardView;
  readonly answer: Planned;
}

export function BoardSheets({ state, view, answer }: BoardSheetsProps) {
  const printing = usePrinting();
  const seen = printing ? view.read() : undefined;
  const room = view.room();
  if (!seen || !room) return null;
  const { layout, board, mode, shown } = state;
  const { acts } = state.hand;
  const called = `Plan version ${answer.version.number}${acts.length > 0 ? ` with ${unkeptWords(acts.length)}` : ''}`;
  const span = { from: seen.from, to: endOf(seen, room) };
  const sheets = sheetsOf(layout, { ...span, room: paper.height - axisHeight, most: fortnight });
  return (
    <div className={classes.sheets}>
      {sheets.map((sheet, n) => (
        <section key={`${sheet.top} ${sheet.from}`} className={classes.sheet}>
          <p>
            {called}, {rowWords[mode].toLowerCase()}, {spanWords(sheet.from, sheet.to, board.offsets, shown.today)}.
            Sheet {n + 1} of {sheets.length}.
          </p>
          <SheetDrawing state={state} sheet={sheet} sharpness={sheets.length > manySheets ? 1 : 2} />
        </section>
      ))}
    </div>
  );
}

function SheetDrawing({ state, sheet, sharpness }: { state: BoardState; sheet: Sheet; sharpness: number }) {
  const canvas = useRef<HTMLCanvasElement>(null);
  useEffect(() => {
    const on = canvas.current?.getContext('2d', { alpha: false });
    if (!on) return;
    const frame: Frame = { width: paper.width, height: axisHeight + sheet.height, heads: paper.heads, minimap: 0 };
    // Drawn again, as when its colours change, it is no larger.
    on.setTransform(sharpness, 0, 0, sharpness, 0, 0);
    const { from, to, top } = sheet;
    const view = { from, scale: (paper.width - paper.heads) / (to - from), top };
    paint(on, { ...state.shown, hovered: undefined, view, frame, palette: paperPalette }, undefined);
  });
  return (
    <canvas
      ref={canvas}
      width={paper.width * sharpness}
      height={(axisHeight + sheet.height) * sharpness}
      style={{ width: paper.width }}
    />
  );
}
