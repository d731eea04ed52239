/** The hand on the board: drags the ground, turns the wheel, pinches, points at a bar, presses one. */
import { type RefObject, useEffect } from 'react';
import { ahead, panned, zoomed } from '../../../duties/board/view.ts';
import { useLatest } from '../latest.ts';
import { atMinimap, type Minimap } from './minimap.ts';
import { axisHeight, type Frame } from './scene.ts';
import type { BoardView } from './useBoardView.ts';

export interface Hand {
  readonly view: BoardView;
  /** The moment of the plan: farther out what comes after it has the room. */
  readonly now: number;
  readonly frame: () => Frame | undefined;
  readonly minimap: () => Minimap | undefined;
  /** The step under a point of the canvas. */
  readonly stepAt: (x: number, y: number) => number | undefined;
  readonly onHover: (step: number | undefined, x: number, y: number) => void;
  /** `more`: beside what is picked already. Undefined: beside every bar. */
  readonly onPick: (step: number | undefined, more: boolean) => void;
  readonly onOpen: (step: number) => void;
  /** Whether the hand may take this bar; a finger only one that is picked, since it also moves the ground. */
  readonly mayTake: (step: number, finger: boolean, y: number) => boolean;
  /** The bar is dragged so far, over the row at this height. */
  readonly onDrag: (step: number, dx: number, y: number) => void;
  /** Let go; `put` is false where the hand gave it up. */
  readonly onDrop: (put: boolean) => void;
  /** What is dragged next is a box over bars, whoever drags it. */
  readonly boxing: boolean;
  /** A box lies between these corners; undefined: none any more. */
  readonly onBox: (corners: Corners | undefined) => void;
  /** All bars that it touches are meant; `more`: beside what is picked already. */
  readonly onBoxed: (corners: Corners, more: boolean) => void;
}

/** Two corners of a box on the canvas. */
export interface Corners {
  readonly x: number;
  readonly y: number;
  readonly toX: number;
  readonly toY: number;
}

/** A finger that rests so long, in milliseconds, begins a box: moved at once it moves the ground. */
const press = 450;

/** A hand that moves less than this has pressed, not dragged; a finger trembles. */
const still = { finger: 8, other: 4 };

export function usePointer(canvas: RefObject<HTMLCanvasElement | null>, hand: Hand): void {
  const latest = useLatest(hand);
  useEffect(() => {
    const on = canvas.current;
    if (!on) return;
    const down = new Map<number, { x: number; y: number }>();
    let began: Began | undefined;
    let pressed: ReturnType<typeof setTimeout> | undefined;
    const boxTo = ({ x, y }: Began, to: { x: number; y: number }): Corners => ({ x, y, toX: to.x, toY: to.y });
    /** A box is none any more, nor does a finger begin one. */
    const unbox = (): void => {
      clearTimeout(pressed);
      if (began?.box) latest.current.onBox(undefined);
    };
    const place = (event: MouseEvent): { x: number; y: number } => {
      const { left, top } = on.getBoundingClientRect();
      return { x: event.clientX - left, y: event.clientY - top };
    };
    const zoneAt = ({ x, y }: { x: number; y: number }): Zone => {
      const frame = latest.current.frame();
      if (!frame) return 'rows';
      if (y > frame.height - frame.minimap) return 'minimap';
      if (y < axisHeight) return 'axis';
      return x < frame.heads ? 'heads' : 'rows';
    };
    const jump = ({ x, y }: { x: number; y: number }): void => {
      const { view, frame, minimap } = latest.current;
      const [parts, map] = [frame(), minimap()];
      if (!parts || !map) return;
      const { at, down: share } = atMinimap(map, parts, x, y);
      view.change((seen, room) =>
        panned(
          { ...seen, from: at - room.width / seen.scale / 2, top: share * room.rows - room.height / 2 },
          room,
          0,
          0,
        ),
      );
    };

    const onDown = (event: PointerEvent): void => {
      if (event.button !== 0) return;
      const at = place(event);
      on.setPointerCapture(event.pointerId);
      down.set(event.pointerId, at);
      if (began?.takes !== undefined && began.moved) latest.current.onDrop(false);
      unbox();
      const zone = zoneAt(at);
      const finger = event.pointerType === 'touch';
      const alone = zone === 'rows' && down.size === 1;
      const box = alone && (event.shiftKey || latest.current.boxing);
      const step = alone && !box ? latest.current.stepAt(at.x, at.y) : undefined;
      const takes = step !== undefined && latest.current.mayTake(step, finger, at.y) ? step : undefined;
      const now: Began = { ...at, zone, moved: down.size > 1, takes, box, more: false };
      began = now;
      if (alone && finger && !box && takes === undefined)
        pressed = setTimeout(() => {
          if (began !== now || now.moved) return;
          now.box = true;
          now.more = true;
          latest.current.onBox(boxTo(now, { x: now.x + 1, y: now.y + 1 }));
        }, press);
      if (began.zone === 'minimap') jump(at);
      latest.current.onHover(undefined, 0, 0);
    };
    const onMove = (event: PointerEvent): void => {
      const at = place(event);
      const before = down.get(event.pointerId);
      if (!before || !began) {
        const step = zoneAt(at) === 'rows' ? latest.current.stepAt(at.x, at.y) : undefined;
        on.style.cursor = latest.current.boxing ? 'crosshair' : step === undefined ? '' : 'pointer';
        latest.current.onHover(step, at.x, at.y);
        return;
      }
      const { view } = latest.current;
      const other = [...down].find(([id]) => id !== event.pointerId)?.[1];
      down.set(event.pointerId, at);
      const least = event.pointerType === 'touch' ? still.finger : still.other;
      if (Math.abs(at.x - began.x) + Math.abs(at.y - began.y) > least) began.moved = true;
      if (!began.moved) return;
      if (began.box) {
        on.style.cursor = 'crosshair';
        latest.current.onBox(boxTo(began, at));
        return;
      }
      if (began.takes !== undefined) {
        on.style.cursor = 'grabbing';
        latest.current.onDrag(began.takes, at.x - began.x, at.y);
        return;
      }
      if (other) {
        const heads = latest.current.frame()?.heads ?? 0;
        const [was, is] = [Math.abs(before.x - other.x), Math.abs(at.x - other.x)];
        const factor = was > 8 && is > 8 ? is / was : 1;
        view.change((seen, room) =>
          panned(
            ahead(zoomed(seen, room, factor, (at.x + other.x) / 2 - heads), seen, room, latest.current.now),
            room,
            (at.x - before.x) / 2,
            (at.y - before.y) / 2,
          ),
        );
      } else if (began.zone === 'minimap') jump(at);
      else {
        on.style.cursor = 'grabbing';
        const dx = began.zone === 'heads' ? 0 : at.x - before.x;
        const dy = began.zone === 'axis' ? 0 : at.y - before.y;
        view.change((seen, room) => panned(seen, room, dx, dy));
      }
    };
    const onUp = (event: PointerEvent): void => {
      const at = place(event);
      down.delete(event.pointerId);
      on.style.cursor = '';
      unbox();
      if (began?.box && began.moved && event.type === 'pointerup')
        latest.current.onBoxed(boxTo(began, at), began.more || event.ctrlKey || event.metaKey);
      if (began && !began.moved && began.zone === 'rows' && event.type === 'pointerup')
        latest.current.onPick(
          latest.current.stepAt(at.x, at.y),
          began.more || event.shiftKey || event.ctrlKey || event.metaKey,
        );
      // A finger does not hover: what lies beside every bar is told where it tapped, until it taps elsewhere.
      if (began && !began.moved && event.type === 'pointerup' && event.pointerType === 'touch')
        if (zoneAt(at) === 'rows' && latest.current.stepAt(at.x, at.y) === undefined)
          latest.current.onHover(undefined, at.x, at.y);
      if (began?.moved && began.takes !== undefined) latest.current.onDrop(event.type === 'pointerup');
      if (down.size === 0) began = undefined;
    };
    const onKey = (event: KeyboardEvent): void => {
      if (event.key !== 'Escape' || !began?.moved || (began.takes === undefined && !began.box)) return;
      event.preventDefault();
      event.stopPropagation();
      unbox();
      if (began.takes !== undefined) latest.current.onDrop(false);
      down.clear();
      began = undefined;
    };
    const onLeave = ({ pointerType }: PointerEvent): void => {
      if (pointerType !== 'touch') latest.current.onHover(undefined, 0, 0);
    };
    const onDouble = (event: MouseEvent): void => {
      const at = place(event);
      const step = zoneAt(at) === 'rows' ? latest.current.stepAt(at.x, at.y) : undefined;
      if (step !== undefined) latest.current.onOpen(step);
    };
    const onWheel = (event: WheelEvent): void => {
      event.preventDefault();
      const at = place(event);
      const unit = event.deltaMode === WheelEvent.DOM_DELTA_LINE ? 16 : 1;
      const [dx, dy] = [event.deltaX * unit, event.deltaY * unit];
      const { view, frame, now } = latest.current;
      const heads = frame()?.heads ?? 0;
      const zone = zoneAt(at);
      view.change((seen, room) => {
        if (event.shiftKey || zone === 'heads') return panned(seen, room, 0, -(dy || dx));
        if (Math.abs(dx) > Math.abs(dy) && !event.ctrlKey) return panned(seen, room, -dx, 0);
        const x = zone === 'minimap' ? room.width / 2 : at.x - heads;
        return ahead(zoomed(seen, room, Math.exp(-dy * (event.ctrlKey ? 0.01 : 0.0016)), x), seen, room, now);
      });
    };
    // A finger that rests is no question for a menu.
    const onMenu = (event: MouseEvent): void => {
      if (began) event.preventDefault();
    };
    const listeners = [
      ['contextmenu', onMenu],
      ['pointerdown', onDown],
      ['pointermove', onMove],
      ['pointerup', onUp],
      ['pointercancel', onUp],
      ['pointerleave', onLeave],
      ['dblclick', onDouble],
      ['wheel', onWheel],
    ] as const;
    for (const [name, listener] of listeners) on.addEventListener(name, listener as EventListener, { passive: false });
    window.addEventListener('keydown', onKey, true);
    return () => {
      clearTimeout(pressed);
      window.removeEventListener('keydown', onKey, true);
      for (const [name, listener] of listeners) on.removeEventListener(name, listener as EventListener);
    };
  }, [canvas, latest]);
}

/** What the hand does since it came down. */
interface Began {
  readonly x: number;
  readonly y: number;
  readonly zone: Zone;
  moved: boolean;
  readonly takes: number | undefined;
  /** It draws a box, and adds to what is picked by it. */
  box: boolean;
  more: boolean;
}

type Zone = 'rows' | 'heads' | 'axis' | 'minimap';

/** Seconds that a few pixels stand for. */
export const slackOf = (view: { readonly scale: number }): number => 3 / view.scale;
