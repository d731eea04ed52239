/** On the page of a version: what of the published plan it could not leave where that has it. */

import type { Seen } from './acts.page.tsx';
import { notKeptHead } from './approval.messages.ts';
import classes from './approval.module.css';

export function NotKept({ of: { count, first } }: { of: Seen['not_kept'] }) {
  if (count === 0) return null;
  return (
    <section className={classes.broken} aria-label="What could not be kept">
      <h2>▲ {notKeptHead(count)}</h2>
      <ul>
        {first.map((text) => (
          <li key={text}>{text}</li>
        ))}
        {count > first.length ? <li className="dim">and {count - first.length} more</li> : null}
      </ul>
    </section>
  );
}
