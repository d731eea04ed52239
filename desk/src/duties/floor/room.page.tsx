/** How many rows a screen at the wall has room for, measured on what is drawn. */
import { type RefObject, useLayoutEffect, useState } from 'react';
import { type Room, usualRoom } from './wall.ts';

/** Of the two columns of `wall`, as high as it is; on a narrow screen they stand one below the other, and it is scrolled. */
export function useRoom(wall: RefObject<HTMLElement | null>): Room {
  const [room, setRoom] = useState(usualRoom);
  const [, measureAgain] = useState(0);
  useLayoutEffect(() => {
    const again = (): void => measureAgain((times) => times + 1);
    window.addEventListener('resize', again);
    return () => window.removeEventListener('resize', again);
  }, []);
  useLayoutEffect(() => {
    const [left, right] = wall.current?.querySelectorAll<HTMLElement>('[data-column]') ?? [];
    if (!wall.current || !left || !right) return;
    const beside = left.offsetTop === right.offsetTop;
    const found = beside ? { left: rowsIn(wall.current, left), right: rowsIn(wall.current, right) } : usualRoom;
    if (found.left !== room.left || found.right !== room.right) setRoom(found);
  });
  return room;
}

function rowsIn(wall: HTMLElement, column: HTMLElement): number {
  const high = (one: Element): number => one.getBoundingClientRect().height;
  const rows = [...column.querySelectorAll('li')].map(high);
  if (rows.length === 0) return usualRoom.left;
  const { paddingBottom, fontSize } = getComputedStyle(wall);
  const top = column.getBoundingClientRect().top - wall.getBoundingClientRect().top + wall.scrollTop;
  // Heads and spaces stay; "and 3 more" is allowed for in each list, whether it stands there now or not.
  const rest = [...column.querySelectorAll('section')].reduce((sum, list) => {
    const more = list.querySelector('[data-more]');
    const own = high(list) - [...list.querySelectorAll('li')].map(high).reduce((all, one) => all + one, 0);
    return sum + own - (more ? high(more) : 0) + Number.parseFloat(fontSize) * 1.15;
  }, 0);
  const free = wall.clientHeight - top - Number.parseFloat(paddingBottom) - rest;
  return Math.max(2, Math.floor(free / Math.max(...rows)));
}
