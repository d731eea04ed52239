/** Which part of the board is seen, kept outside React: it changes with every frame, and only the canvas must know at once. */
import { useEffect, useLayoutEffect, useState } from 'react';
import type { Room, View } from '../../../duties/board/view.ts';

/** The hand rests so long before the address is written. */
const rest = 250;

interface Heeded {
  /** The view at the beginning. */
  readonly start: (room: Room) => View;
  /** Keeps a view within what there is; `before`: the room that there was. */
  readonly keep: (view: View, room: Room, before: Room) => View;
  /** Told when the hand rests. */
  readonly rested: (view: View, room: Room) => void;
}

export class BoardView {
  private view: View | undefined;
  private seen: Room | undefined;
  private timer: ReturnType<typeof setTimeout> | undefined;
  private heeded: Heeded | undefined;
  private readonly painters = new Set<() => void>();

  heed(heeded: Heeded): void {
    this.heeded = heeded;
  }

  read(): View | undefined {
    return this.view;
  }

  /** What there is to be seen, as the canvas said last. */
  room(): Room | undefined {
    return this.seen;
  }

  /** The canvas says its room: the view is begun, or the same span of time kept over the new width. */
  fit(room: Room): void {
    const [seen, before] = [this.view, this.seen];
    this.seen = room;
    this.view =
      seen && before
        ? this.heeded?.keep({ ...seen, scale: (seen.scale * room.width) / before.width }, room, before)
        : this.heeded?.start(room);
    this.paint();
    if (seen && this.view?.top !== seen.top) this.rest();
  }

  change(by: (view: View, room: Room) => View): void {
    if (!this.view || !this.seen) return;
    this.view = by(this.view, this.seen);
    this.paint();
    this.rest();
  }

  private rest(): void {
    clearTimeout(this.timer);
    this.timer = setTimeout(() => {
      if (this.view && this.seen) this.heeded?.rested(this.view, this.seen);
    }, rest);
  }

  /** The same view is painted again: what is held is elsewhere. */
  paint(): void {
    for (const paint of this.painters) paint();
  }

  /** `paint` is called when another view is seen. */
  onChange(paint: () => void): () => void {
    this.painters.add(paint);
    return () => this.painters.delete(paint);
  }

  stop(): void {
    clearTimeout(this.timer);
  }
}

export function useBoardView(heeded: Heeded): BoardView {
  const [view] = useState(() => new BoardView());
  useLayoutEffect(() => view.heed(heeded));
  useEffect(() => () => view.stop(), [view]);
  return view;
}
