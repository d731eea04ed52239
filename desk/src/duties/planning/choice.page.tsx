/** Ticks beside the orders of a comparison. */
import { Checkbox } from '@mantine/core';
import classes from './comparison.module.css';

export interface Choice {
  readonly chosen: ReadonlySet<string>;
  readonly toggle: (order: string) => void;
  /** What a tick does to an order. */
  readonly word: (order: string) => string;
}

export const Tick = ({ of: order, by }: { readonly of: string; readonly by: Choice }) => (
  <Checkbox
    className={classes.tick_box}
    checked={by.chosen.has(order)}
    aria-label={by.word(order)}
    onChange={() => by.toggle(order)}
  />
);
