/** Which steps a version locks and lets go, said wherever somebody acts on it. */
import { When } from '../../web/kit/marks.tsx';
import { usePlant } from '../../web/kit/plant.tsx';
import type { Seen } from './acts.page.tsx';
import { allLocks, letGoWords, lockWords, mostLocks } from './approval.messages.ts';
import classes from './approval.module.css';

export function Locks({ of }: { of: Seen['locks'] }) {
  const { zone } = usePlant();
  const [locked, letGo] = [of.filter(({ now }) => now === 'locked'), of.filter(({ now }) => now === 'let-go')];
  return (
    <>
      {locked.length === 0 ? null : <p>{lockWords(locked, zone)}</p>}
      {letGo.length === 0 ? null : <p>{letGoWords(letGo, zone)}</p>}
      {Math.max(locked.length, letGo.length) <= mostLocks ? null : (
        <details className={classes.locks}>
          <summary>{allLocks(of.length)}</summary>
          <ul>
            {of.map(({ order, seq, item, machine, starts, now }) => (
              <li key={`${order} ${seq}`}>
                {order}, step {seq} of {item}
                {machine === null ? '' : ` on ${machine}`}, <When at={starts} time />
                {now === 'locked' ? '' : ': let go'}
              </li>
            ))}
          </ul>
        </details>
      )}
    </>
  );
}
