/** In a window about a version: what others decided about it since the window was opened. */
import { When } from '../../web/kit/marks.tsx';
import { sentenceOf } from '../../web/kit/refused.ts';
import type { Acting } from './acts.page.tsx';
import classes from './approval.module.css';

interface MeanwhileProps {
  /** As it is now. */
  readonly of: Pick<Acting, 'decisions'>;
  /** How many decisions there were. */
  readonly seen: number;
  /** Why the window's own act is none any more; null: it still is one. */
  readonly barred: string | null;
  /** With what the window's own act was refused: that stands above already. */
  readonly refused: unknown;
}

export function Meanwhile({ of: { decisions }, seen, barred, refused }: MeanwhileProps) {
  const since = decisions.slice(seen);
  if (since.length === 0) return null;
  return (
    <div role="status" className={classes.barred}>
      {since.map((one) => (
        <p key={`${one.at}${one.decision}`}>
          ▲ Meanwhile: {one.said}, <When at={one.at} time />.
        </p>
      ))}
      {barred === null || barred === sentenceOf(refused) ? null : <p>{barred}</p>}
    </div>
  );
}
