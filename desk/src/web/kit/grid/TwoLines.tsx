/** What a phone's row has room for: two lines in one cell; where rows are low, one after the other. */
import type { ReactNode } from 'react';
import classes from './grid.module.css';

export const TwoLines = ({ first, second }: { readonly first: ReactNode; readonly second: ReactNode }) => (
  <span className={classes.twoLines}>
    <span>{first}</span> <span className="dim">{second}</span>
  </span>
);
