/** The board on its canvas: paints a frame when something changed, and only then. */
import { useCallback, useEffect, useRef } from 'react';
import { workedAt } from '../../../duties/board/actual.ts';
import { stepsTouched } from '../../../duties/board/box.ts';
import { barAt, laneUnder, rowAt } from '../../../duties/board/find.ts';
import type { Row } from '../../../duties/board/layout.ts';
import { atX } from '../../../duties/board/view.ts';
import { whenIdle } from '../afterframe.ts';
import { useLatest } from '../latest.ts';
import classes from './board.module.css';
import { drawMinimap, type Minimap, samePicture } from './minimap.ts';
import { paint } from './paint.ts';
import { axisHeight, type Frame, frameOf, roomOf, type Scene } from './scene.ts';
import type { BoardView } from './useBoardView.ts';
import { usePalette } from './usePalette.ts';
import { type Corners, type Hand, slackOf, usePointer } from './usePointer.ts';

export type Shown = Omit<Scene, 'view' | 'frame' | 'palette' | 'box'>;

/** The strip of a group's load under the hand: its head among the rows, the moment. */
export interface OverStrip {
  readonly head: number;
  readonly moment: number;
}

interface BoardCanvasProps extends Pick<Hand, 'onPick' | 'onOpen' | 'onDrag' | 'onDrop' | 'boxing'> {
  readonly mayTake: (step: number, finger: boolean) => boolean;
  /** `more`: beside what is picked already. */
  readonly onBoxed: (steps: readonly number[], more: boolean) => void;
  readonly onHover: (step: number | undefined, x: number, y: number, strip: OverStrip | undefined) => void;
  readonly shown: Shown;
  readonly view: BoardView;
  readonly label: string;
}

interface Parts {
  frame?: Frame;
  map?: Minimap;
  /** Its picture is of other bars, of another size or of other colours. */
  mapOld: boolean;
  box?: Corners | undefined;
  /** How not to make the frame that is asked for, and the picture. */
  asked?: (() => void) | undefined;
  mapAsked?: (() => void) | undefined;
}

export function BoardCanvas({ shown, view, label, onDrag, onHover, onBoxed, mayTake, ...hands }: BoardCanvasProps) {
  const around = useRef<HTMLDivElement>(null);
  const canvas = useRef<HTMLCanvasElement>(null);
  const palette = usePalette();
  const parts = useRef<Parts>({ mapOld: true });
  const latest = useLatest({ shown, palette });

  const draw = useCallback((): void => {
    parts.current.asked?.();
    parts.current.asked = undefined;
    const { frame } = parts.current;
    const [seen, on] = [view.read(), canvas.current?.getContext('2d', { alpha: false })];
    if (!frame || !seen || !on) return;
    const scene: Scene = {
      ...latest.current.shown,
      palette: latest.current.palette,
      view: seen,
      frame,
      box: parts.current.box,
    };
    const ratio = window.devicePixelRatio || 1;
    on.setTransform(ratio, 0, 0, ratio, 0, 0);
    paint(on, scene, parts.current.map);
    // The picture of the whole plan costs more than what is seen of it: that is on the screen first, and follows the hand meanwhile.
    if (parts.current.mapOld)
      parts.current.mapAsked ??= whenIdle(() => {
        parts.current.mapAsked = undefined;
        parts.current.mapOld = false;
        const { shown: now, palette: colours } = latest.current;
        const { frame: fitted = frame } = parts.current;
        parts.current.map = drawMinimap({ ...scene, ...now, palette: colours, frame: fitted }, ratio);
        draw();
      });
  }, [view, latest]);
  const repaint = useCallback(() => {
    if (parts.current.asked) return;
    const frame = requestAnimationFrame(draw);
    parts.current.asked = () => cancelAnimationFrame(frame);
  }, [draw]);

  useEffect(() => view.onChange(repaint), [view, repaint]);
  useEffect(
    () => () => {
      parts.current.asked?.();
      parts.current.mapAsked?.();
      parts.current.mapAsked = undefined;
    },
    [],
  );

  // Before the canvas is fitted, which paints at once: what was painted then is not painted again.
  useEffect(() => {
    void [palette, shown.tones];
    parts.current.mapOld = true;
  }, [palette, shown.tones]);
  useEffect(repaint, [shown, palette, repaint]);

  const { board, layout } = shown;
  useEffect(() => {
    const [room, on] = [around.current, canvas.current];
    if (!room || !on) return;
    let fitted: Frame | undefined;
    const fit = (): void => {
      const frame = frameOf(room.clientWidth, room.clientHeight);
      if (!fitted || !samePicture(fitted, frame)) parts.current.mapOld = true;
      fitted = frame;
      const ratio = window.devicePixelRatio || 1;
      on.width = Math.round(frame.width * ratio);
      on.height = Math.round(frame.height * ratio);
      parts.current.frame = frame;
      view.fit(roomOf(frame, board, layout));
      // At once: a canvas that got another size is blank until it is painted.
      draw();
    };
    // It tells of the first size too, for which the canvas is fitted already.
    const watch = new ResizeObserver(() => {
      if (room.clientWidth !== fitted?.width || room.clientHeight !== fitted.height) fit();
    });
    watch.observe(room);
    fit();
    return () => watch.disconnect();
  }, [board, layout, view, draw]);

  const rowUnder = (y: number): Row | undefined => {
    const at = rowAt(layout.rows, y - axisHeight + (view.read()?.top ?? 0));
    return at === undefined ? undefined : layout.rows[at];
  };

  const stripAt = (x: number, y: number): OverStrip | undefined => {
    const [seen, frame] = [view.read(), parts.current.frame];
    if (!seen || !frame || x < frame.heads || y < axisHeight || y > frame.height - frame.minimap) return undefined;
    const head = rowAt(layout.rows, y - axisHeight + seen.top);
    return head !== undefined && layout.rows[head]!.kind === 'group'
      ? { head, moment: atX(seen, x - frame.heads) }
      : undefined;
  };

  usePointer(canvas, {
    view,
    now: shown.board.now,
    frame: () => parts.current.frame,
    minimap: () => parts.current.map,
    stepAt: (x, y) => {
      const [seen, frame] = [view.read(), parts.current.frame];
      if (!seen || !frame) return undefined;
      const [at, height] = [atX(seen, x - frame.heads), y - axisHeight + seen.top];
      const { followed } = latest.current.shown;
      const lane = followed && laneUnder(layout, height);
      const reported = rowUnder(y)?.person === true;
      const worked =
        followed && lane && !reported ? workedAt(followed.lanes, followed.actual, lane.lane, at) : undefined;
      // The band of what happened lies in the lower half of its lane, the bar of what was published behind it.
      if (worked !== undefined && (followed?.layer === 'actual' || lane!.share > 0.5)) return worked;
      const bar = followed?.layer === 'actual' && !reported ? undefined : barAt(layout, at, height, slackOf(seen));
      return bar === undefined ? worked : layout.step[bar];
    },
    ...hands,
    // What was reported has been: it is not dragged where that is told.
    mayTake: (step, finger, y) => rowUnder(y)?.person !== true && mayTake(step, finger),
    onHover: (step, x, y) => onHover(step, x, y, step === undefined ? stripAt(x, y) : undefined),
    onBox: (corners) => {
      parts.current.box = corners;
      repaint();
    },
    onBoxed: ({ x, y, toX, toY }, more) => {
      const [seen, frame] = [view.read(), parts.current.frame];
      if (!seen || !frame) return;
      const { followed } = latest.current.shown;
      const height = (at: number): number => at - axisHeight + seen.top;
      const box = {
        from: atX(seen, x - frame.heads),
        to: atX(seen, toX - frame.heads),
        top: height(y),
        bottom: height(toY),
      };
      onBoxed(stepsTouched(layout, box, followed?.layer === 'actual' ? followed : undefined), more);
    },
    onDrag: (step, dx, y) => {
      onDrag(step, dx, y - axisHeight + (view.read()?.top ?? 0));
      repaint();
    },
  });

  return (
    <div ref={around} className={classes.around}>
      <canvas ref={canvas} className={classes.canvas} tabIndex={0} role="img" aria-label={label} />
    </div>
  );
}
