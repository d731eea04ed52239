/** Rows dragged by their grip, by mouse, pen or finger: before or behind another row, or onto a machine. */
import { IconGripVertical } from '@tabler/icons-react';
import { type PointerEvent, useEffect, useRef, useState } from 'react';
import { stepCalled } from '../board/board.messages.ts';
import { dropWords } from './byhand.messages.ts';
import classes from './byhand.module.css';
import { type Drop, droppedOn, type Row } from './byhand.ts';
import type { Typing } from './usetyped.page.tsx';

interface Dragged {
  readonly row: Row;
  readonly over: Drop | undefined;
}

/** So near to the edge of the list, in px, it scrolls. */
const edge = 40;

export function useDrag(typing: Typing) {
  const [dragged, setDragged] = useState<Dragged>();
  const at = useRef({ x: 0, y: 0 });
  const from = useRef<HTMLElement>(undefined);
  const row = dragged?.row;

  useEffect(() => {
    if (!row) return;
    let frame = 0;
    const list = from.current?.closest<HTMLElement>(`.${classes.body}`);
    const scroll = (): void => {
      const over = dropAt(at.current, row.key);
      const box = list?.getBoundingClientRect();
      if (list && box && !(over && 'machine' in over)) {
        const [above, below] = [box.top + edge * 2 - at.current.y, at.current.y - (box.bottom - edge)];
        const by = Math.max(above, below);
        if (by > 0) list.scrollTop += (above > 0 ? -1 : 1) * Math.min(24, by / 2);
      }
      setDragged((known) => (known && !sameDrop(known.over, over) ? { ...known, over } : known));
      frame = requestAnimationFrame(scroll);
    };
    const leave = (event: KeyboardEvent): void => {
      if (event.key !== 'Escape') return;
      event.stopPropagation();
      setDragged(undefined);
    };
    window.addEventListener('keydown', leave, true);
    frame = requestAnimationFrame(scroll);
    return () => {
      window.removeEventListener('keydown', leave, true);
      cancelAnimationFrame(frame);
    };
  }, [row]);

  const drop = (): void => {
    setDragged(undefined);
    const over = dragged && dropAt(at.current, dragged.row.key);
    if (!dragged || !over) return;
    if ('machine' in over) {
      if (over.machine !== dragged.row.machine) typing.type(dragged.row, 'machine', over.machine);
      return;
    }
    const turned = droppedOn(typing.rows, dragged.row.key, over);
    if (turned) typing.turn(turned);
  };

  const grip = (of: Row) => ({
    onPointerDown: (event: PointerEvent<HTMLElement>) => {
      if (event.button !== 0) return;
      event.preventDefault();
      event.currentTarget.setPointerCapture(event.pointerId);
      at.current = { x: event.clientX, y: event.clientY };
      from.current = event.currentTarget;
      setDragged({ row: of, over: undefined });
    },
    onPointerMove: ({ clientX: x, clientY: y }: PointerEvent) => {
      at.current = { x, y };
    },
    onPointerUp: drop,
    onPointerCancel: () => setDragged(undefined),
  });
  return { dragged, grip };
}

export type Drag = ReturnType<typeof useDrag>;

const sameDrop = (a: Drop | undefined, b: Drop | undefined): boolean => JSON.stringify(a) === JSON.stringify(b);

function dropAt({ x, y }: { readonly x: number; readonly y: number }, own: string): Drop | undefined {
  const under = document.elementFromPoint(x, y);
  const machine = under?.closest<HTMLElement>('[data-onto]')?.dataset.onto;
  if (machine !== undefined) return { machine };
  const line = under?.closest<HTMLElement>('[data-row]');
  const row = line?.dataset.row;
  if (!line || row === undefined || row === own) return undefined;
  const { top, height } = line.getBoundingClientRect();
  return { row, behind: y > top + height / 2 };
}

/** Where the row is dragged by; by keyboard it is Alt and the arrows in its cells. */
export const Grip = ({ row, drag }: { row: Row; drag: Drag }) => (
  <span className={classes.grip} data-grip={row.key} title="Drag it to another place" {...drag.grip(row)}>
    <IconGripVertical size={14} aria-hidden="true" />
  </span>
);

/** While a row is dragged: the machines that it may be dropped on, and where it would go. */
export function Onto({ typing: { board, centre, rows }, drag: { dragged } }: { typing: Typing; drag: Drag }) {
  if (!dragged) return null;
  const { row, over } = dragged;
  return (
    <div className={classes.onto} role="status">
      {board.machines
        .filter((machine) => machine.centre === centre)
        .map(({ code }) => (
          <span
            key={code}
            className={classes.machineDrop}
            data-onto={code}
            data-over={(over && 'machine' in over && over.machine === code) || undefined}
          >
            {code}
          </span>
        ))}
      <span className="dim">{dropWords(stepCalled(board, row.step), whereWords())}</span>
    </div>
  );

  function whereWords(): string | undefined {
    if (!over) return undefined;
    if ('machine' in over) return `to ${over.machine}, at its own time`;
    const on = rows.find(({ key }) => key === over.row);
    return on && `${over.behind ? 'behind' : 'before'} ${stepCalled(board, on.step)} on ${on.machine}`;
  }
}
