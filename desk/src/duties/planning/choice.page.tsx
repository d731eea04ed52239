/** Ticks beside the orders of a comparison. */
import { Checkbox } from '@mantine/core';
import { useId } from 'react';
import classes from './comparison.module.css';

export interface Choice {
  readonly chosen: ReadonlySet<string>;
  readonly toggle: (order: string) => void;
  /** What a tick does to an order. */
  readonly word: (order: string) => string;
}

/** The label around it is what a thumb hits. */
export function Tick({ of: order, by }: { readonly of: string; readonly by: Choice }) {
  const id = useId();
  return (
    <label className={classes.tick_box} htmlFor={id}>
      <Checkbox id={id} checked={by.chosen.has(order)} aria-label={by.word(order)} onChange={() => by.toggle(order)} />
    </label>
  );
}
