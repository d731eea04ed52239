/** Steps that are not placed yet, of a schedule begun from nothing: what is needed first stands on top. */

import { momentWords } from '../board/axis.ts';
import { stageCalled } from '../board/board.messages.ts';
import { stepOf } from '../board/hand.ts';
import { calledOrder } from '../board/layout.ts';
import classes from './byhand.module.css';
import { keyOf, placeFor } from './byhand.ts';
import { goTo } from './rows.page.tsx';
import type { Typing } from './usetyped.page.tsx';

/** More than these are counted. */
const most = 200;

export function Aside({ typing }: { typing: Typing }) {
  const { typed, aside, base, board, rows, today, may, settled } = typing;
  if (!typed.blank) return null;
  return (
    <aside className={classes.aside} aria-label="Not placed">
      <h2>Not placed: {aside.length}</h2>
      {aside.length === 0 ? <p className="dim">Every step has its place.</p> : null}
      <ul>
        {aside.slice(0, most).map((step) => {
          const order = base.steps.order[step]!;
          const key = keyOf(stepOf(base, step));
          return (
            <li key={key}>
              <button
                type="button"
                disabled={!may || !settled}
                onClick={() => {
                  typing.put(key, step, placeFor(base, rows, board, step));
                  goTo(key);
                }}
              >
                <span>
                  {calledOrder(base.orders.id[order]!)} · {stageCalled(base, step)}
                </span>
                <span className="dim">
                  {base.items[base.orders.item[order]!]?.code}, needed{' '}
                  {momentWords(base.orders.need[order]!, base.offsets, today)}
                </span>
              </button>
            </li>
          );
        })}
      </ul>
      {aside.length > most ? <p className="dim">and {aside.length - most} more</p> : null}
    </aside>
  );
}
