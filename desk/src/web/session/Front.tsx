/** The sheet that stands before the house: signing in, the first administrator. */
import type { ReactNode } from 'react';
import mark from '../shell/mark.svg';
import classes from './front.module.css';

export function Front({
  title,
  text,
  wide,
  children,
}: {
  title: string;
  text?: ReactNode;
  wide?: boolean;
  children: ReactNode;
}) {
  return (
    <main className={classes.ground}>
      <div className={classes.sheet} data-wide={wide || undefined}>
        <p className={classes.house}>
          <img src={mark} alt="" width={24} height={24} /> Hotlist
        </p>
        <h1>{title}</h1>
        {text ? <p className="dim">{text}</p> : null}
        {children}
      </div>
    </main>
  );
}
