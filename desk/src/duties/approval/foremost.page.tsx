/** On the card of a version that waits: the few orders that it hurts most, and saves. */
import { When } from '../../web/kit/marks.tsx';
import { PageLink } from '../../web/kit/PageLink.tsx';
import { orderAt, pageAt } from '../../web/paths.ts';
import type { WaitingChange } from './acts.page.tsx';
import classes from './approval.module.css';
import { foremostHead, foremostWords, othersWords } from './foremost.messages.ts';

interface ForemostProps {
  readonly number: number;
  readonly of: Pick<NonNullable<WaitingChange['change']>, 'foremost' | 'counts'>;
}

export function Foremost({ number, of: { foremost, counts } }: ForemostProps) {
  const { first, more } = foremost;
  if (first.length === 0 && more === 0) return null;
  return (
    <ul className={classes.foremost} aria-label={foremostHead}>
      {first.map((one) => (
        <li key={one.demand}>
          <PageLink to={orderAt(one.demand)}>{one.demand}</PageLink>
          {foremostWords(one)} {one.ships === null ? null : <When at={one.ships} />}
        </li>
      ))}
      {more > 0 ? (
        <li>
          <PageLink to={pageAt('/versions/$number', { number })}>{othersWords(first.length, more, counts)}</PageLink>
        </li>
      ) : null}
    </ul>
  );
}
