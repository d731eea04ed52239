/** The board on paper: the span that is seen over the width of a sheet, all rows over as many sheets as they need. */
import { useEffect, useRef, useState } from 'react';
import { flushSync } from 'react-dom';
import classes from '../../web/kit/board/board.module.css';
import { paint } from '../../web/kit/board/paint.ts';
import { paperPalette } from '../../web/kit/board/palette.ts';
import { axisHeight, type Frame } from '../../web/kit/board/scene.ts';
import type { BoardView } from '../../web/kit/board/useBoardView.ts';
import { spanWords } from './axis.ts';
import { rowWords } from './board.messages.ts';
import { type Sheet, sheetsOf } from './sheets.ts';
import type { BoardState, Planned } from './useboard.page.tsx';
import { endOf } from './view.ts';

/** A4 landscape less its margins, in CSS pixels. */
const paper = { width: 1040, height: 660, heads: 170 };
const sharpness = 2;

interface BoardSheetsProps {
  readonly state: BoardState;
  readonly view: BoardView;
  readonly answer: Planned;
}

export function BoardSheets({ state, view, answer }: BoardSheetsProps) {
  const [printing, setPrinting] = useState(false);
  useEffect(() => {
    const begin = (): void => flushSync(() => setPrinting(true));
    const end = (): void => setPrinting(false);
    window.addEventListener('beforeprint', begin);
    window.addEventListener('afterprint', end);
    return () => {
      window.removeEventListener('beforeprint', begin);
      window.removeEventListener('afterprint', end);
    };
  }, []);
  const seen = printing ? view.read() : undefined;
  const room = view.room();
  if (!seen || !room) return null;
  const { layout, board, mode, shown } = state;
  const to = endOf(seen, room);
  const sheets = sheetsOf(layout.rows, paper.height - axisHeight);
  return (
    <div className={classes.sheets}>
      {sheets.map((sheet, n) => (
        <section key={sheet.top} className={classes.sheet}>
          <p>
            Plan version {answer.version.number}, {rowWords[mode].toLowerCase()},{' '}
            {spanWords(seen.from, to, board.offsets, shown.today)}. Sheet {n + 1} of {sheets.length}.
          </p>
          <SheetDrawing state={state} sheet={sheet} from={seen.from} to={to} />
        </section>
      ))}
    </div>
  );
}

function SheetDrawing({ state, sheet, from, to }: { state: BoardState; sheet: Sheet; from: number; to: number }) {
  const canvas = useRef<HTMLCanvasElement>(null);
  useEffect(() => {
    const on = canvas.current?.getContext('2d', { alpha: false });
    if (!on) return;
    const frame: Frame = { width: paper.width, height: axisHeight + sheet.height, heads: paper.heads, minimap: 0 };
    on.scale(sharpness, sharpness);
    const view = { from, scale: (paper.width - paper.heads) / (to - from), top: sheet.top };
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
