/** On the card of a version that waits: the few orders that it hurts most, and saves. */
import { When } from '../../web/kit/marks.tsx';
import { PageLink } from '../../web/kit/PageLink.tsx';
import { orderAt, pageAt } from '../../web/paths.ts';
import { movedWords } from '../planning/orderchanges.messages.ts';
import type { WaitingChange } from './acts.page.tsx';
import classes from './approval.module.css';

interface WorstProps {
  readonly number: number;
  readonly of: NonNullable<WaitingChange['change']>['worst'];
}

export function Worst({ number, of: { first, more } }: WorstProps) {
  if (first.length === 0) return null;
  return (
    <ul className={classes.worst} aria-label="Orders that it changes most">
      {first.map(({ demand, customer, became, ships, moved_days }) => (
        <li key={demand}>
          <PageLink to={orderAt(demand)}>{demand}</PageLink>
          {customer === null ? '' : ` ${customer}`}: {became}
          {moved_days === null ? '' : `, ${movedWords(moved_days)}`}
          {ships === null ? (
            ', nothing delivers it'
          ) : (
            <>
              , ships <When at={ships} />
            </>
          )}
        </li>
      ))}
      {more > 0 ? (
        <li>
          <PageLink to={pageAt('/versions/$number', { number })}>and {more} more</PageLink>
        </li>
      ) : null}
    </ul>
  );
}
