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
  readonly mayTake: (step: number, finger: boolean) => boolean;
  /** The bar is dragged so far, over the row at this height. */
  readonly onDrag: (step: number, dx: number, y: number) => void;
  /** Let go; `put` is false where the hand gave it up. */
  readonly onDrop: (put: boolean) => void;
}

/** A hand that moves less than this has pressed, not dragged. */
const still = 4;

export function usePointer(canvas: RefObject<HTMLCanvasElement | null>, hand: Hand): void {
  const latest = useLatest(hand);
  useEffect(() => {
    const on = canvas.current;
    if (!on) return;
    const down = new Map<number, { x: number; y: number }>();
    let began: { x: number; y: number; zone: Zone; moved: boolean; takes: number | undefined } | undefined;
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
      const zone = zoneAt(at);
      const step = zone === 'rows' && down.size === 1 ? latest.current.stepAt(at.x, at.y) : undefined;
      const takes =
        step !== undefined && latest.current.mayTake(step, event.pointerType === 'touch') ? step : undefined;
      began = { ...at, zone, moved: down.size > 1, takes };
      if (began.zone === 'minimap') jump(at);
      latest.current.onHover(undefined, 0, 0);
    };
    const onMove = (event: PointerEvent): void => {
      const at = place(event);
      const before = down.get(event.pointerId);
      if (!before || !began) {
        const step = zoneAt(at) === 'rows' ? latest.current.stepAt(at.x, at.y) : undefined;
        on.style.cursor = step === undefined ? '' : 'pointer';
        latest.current.onHover(step, at.x, at.y);
        return;
      }
      const { view } = latest.current;
      const other = [...down].find(([id]) => id !== event.pointerId)?.[1];
      down.set(event.pointerId, at);
      if (Math.abs(at.x - began.x) + Math.abs(at.y - began.y) > still) began.moved = true;
      if (!began.moved) return;
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
      if (began && !began.moved && began.zone === 'rows' && event.type === 'pointerup')
        latest.current.onPick(latest.current.stepAt(at.x, at.y), event.shiftKey || event.ctrlKey || event.metaKey);
      // A finger does not hover: what lies beside every bar is told where it tapped, until it taps elsewhere.
      if (began && !began.moved && event.type === 'pointerup' && event.pointerType === 'touch')
        if (zoneAt(at) === 'rows' && latest.current.stepAt(at.x, at.y) === undefined)
          latest.current.onHover(undefined, at.x, at.y);
      if (began?.moved && began.takes !== undefined) latest.current.onDrop(event.type === 'pointerup');
      if (down.size === 0) began = undefined;
    };
    const onKey = (event: KeyboardEvent): void => {
      if (event.key !== 'Escape' || began?.takes === undefined || !began.moved) return;
      event.preventDefault();
      event.stopPropagation();
      latest.current.onDrop(false);
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
    const listeners = [
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
      window.removeEventListener('keydown', onKey, true);
      for (const [name, listener] of listeners) on.removeEventListener(name, listener as EventListener);
    };
  }, [canvas, latest]);
}

type Zone = 'rows' | 'heads' | 'axis' | 'minimap';

/** Seconds that a few pixels stand for. */
export const slackOf = (view: { readonly scale: number }): number => 3 / view.scale;
