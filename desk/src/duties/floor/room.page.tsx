/** How many rows a screen at the wall has room for, measured on what is drawn. */
import { useCallback, useState } from 'react';
import { type Room, usualRoom } from './wall.ts';

/**
 * The room of the two columns in what `watch` is the ref of, down to the end of the page round it; on a narrow screen they stand
 * one below the other, and it is scrolled.
 */
export function useRoom(): readonly [room: Room, watch: (body: HTMLElement | null) => (() => void) | undefined] {
  const [room, setRoom] = useState(usualRoom);
  const watch = useCallback((body: HTMLElement | null) => {
    const wall = body?.parentElement;
    const [left, right] = body?.querySelectorAll<HTMLElement>('[data-column]') ?? [];
    if (!wall || !left || !right) return undefined;
    // The highest row that was drawn counts: one that goes for want of room would make room for itself again, and so on.
    let tallest = { left: 0, right: 0 };
    const observer = new ResizeObserver((changes) => {
      if (changes.some(({ target }) => target === wall)) tallest = { left: 0, right: 0 };
      tallest = { left: highest(left, tallest.left), right: highest(right, tallest.right) };
      const beside = left.offsetTop === right.offsetTop;
      const found = beside
        ? { left: rowsIn(wall, left, tallest.left), right: rowsIn(wall, right, tallest.right) }
        : usualRoom;
      setRoom((before) => (before.left === found.left && before.right === found.right ? before : found));
    });
    for (const one of [wall, left, right]) observer.observe(one);
    return () => observer.disconnect();
  }, []);
  return [room, watch];
}

const highest = (column: Element, before: number): number =>
  Math.max(before, ...[...column.querySelectorAll('li')].map(high));
const high = (one: Element): number => one.getBoundingClientRect().height;

function rowsIn(wall: HTMLElement, column: HTMLElement, tallest: number): number {
  if (!column.querySelector('li')) return usualRoom.left;
  const { paddingBottom, fontSize } = getComputedStyle(wall);
  const top = column.getBoundingClientRect().top - wall.getBoundingClientRect().top + wall.scrollTop;
  // Heads and spaces stay; "and 3 more" is allowed for in each list, whether it stands there now or not.
  const rest = [...column.querySelectorAll('section')].reduce((sum, list) => {
    const more = list.querySelector('[data-more]');
    const own = high(list) - [...list.querySelectorAll('li')].map(high).reduce((all, one) => all + one, 0);
    return sum + own - (more ? high(more) : 0) + Number.parseFloat(fontSize) * 1.15;
  }, 0);
  const free = wall.clientHeight - top - Number.parseFloat(paddingBottom) - rest;
  return Math.max(2, Math.floor(free / tallest));
}
