/** One thing of a day: its name with how much there is of it, which leads to its page, and its rows. */
import type { ReactNode } from 'react';
import { quantityText } from '../kit/formats.ts';
import { PageLink } from '../kit/PageLink.tsx';
import type { PageAddress } from '../paths.ts';
import classes from './today.module.css';

export function Part({
  title,
  count,
  more,
  children,
}: {
  title: string;
  count?: number | undefined;
  more: PageAddress;
  children: ReactNode;
}) {
  return (
    <section aria-label={title} className={classes.part}>
      <h2>
        <PageLink to={more}>
          {title}
          {count === undefined ? '' : ` (${quantityText(count)})`}
        </PageLink>
      </h2>
      {children}
    </section>
  );
}
