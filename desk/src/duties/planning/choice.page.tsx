/** Ticks beside the orders of a comparison. */
import { Checkbox } from '@mantine/core';
import { useId } from 'react';
import classes from './comparison.module.css';

export interface Choice {
  readonly chosen: ReadonlySet<string>;
  readonly toggle: (order: string) => void;
  /** What a tick does to an order. */
  readonly word: (order: string) => string;
  /** What goes with it, said at the tick: an order that stays with another that is ticked, one that has no tick and why. */
  readonly of: (order: string) => Said;
}

export interface Said {
  readonly words: string;
  readonly stands: 'free' | 'with another' | 'barred';
}

/** The label around it is what a thumb hits; `id`: of what stands beside it as its label too. */
export function Tick({ of: order, by, id: asked }: { readonly of: string; readonly by: Choice; readonly id?: string }) {
  const own = useId();
  const id = asked ?? own;
  const { words, stands } = by.of(order);
  return (
    <label className={classes.tick_box} htmlFor={id}>
      <Checkbox
        id={id}
        checked={by.chosen.has(order) || stands === 'with another'}
        disabled={stands !== 'free'}
        aria-label={by.word(order)}
        aria-description={words}
        onChange={() => by.toggle(order)}
      />
    </label>
  );
}

/** Beside the order's name. */
export const TickNote = ({ of: order, by }: { readonly of: string; readonly by: Choice | undefined }) => {
  const words = by?.of(order).words ?? '';
  return words === '' ? null : <p className={classes.note}>{words}</p>;
};
