/** A version by its number, as a way to its page. */
import { PageLink } from '../../web/kit/PageLink.tsx';
import { pageAt } from '../../web/paths.ts';

export const VersionLink = ({ number, word = 'version' }: { number: number; word?: string }) => (
  <PageLink to={pageAt('/versions/$number', { number })}>
    {word} {number}
  </PageLink>
);
