/** After a publication: what was published, to whom it went, and the ways on; it stays until it is closed. */
import { Button } from '@mantine/core';
import { PageLink } from '../../web/kit/PageLink.tsx';
import { pageAt } from '../../web/paths.ts';
import type { Done } from './acts.page.tsx';
import classes from './approval.module.css';
import { publishedDoors } from './publications.messages.ts';

export function PublishedNow({ of: { number, done }, onClose }: { of: Done; onClose: () => void }) {
  return (
    <section className={classes.publishedNow} aria-label={`Version ${number} is published`}>
      <p role="status">
        <strong>{done}</strong>
      </p>
      <p>
        <PageLink to={pageAt('/publications')}>{publishedDoors.sent}</PageLink>
        <PageLink to={pageAt('/dispatch')}>{publishedDoors.floor}</PageLink>
        <PageLink to={pageAt('/board', { version: String(number) })}>{publishedDoors.drawn}</PageLink>
        <Button size="compact-sm" variant="default" onClick={onClose}>
          Close
        </Button>
      </p>
    </section>
  );
}
