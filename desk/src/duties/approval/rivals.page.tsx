/** Other versions of which only one will be published: who submitted them and when, and the way there. */
import { When } from '../../web/kit/marks.tsx';
import { PageLink } from '../../web/kit/PageLink.tsx';
import { pageAt } from '../../web/paths.ts';
import type { Seen } from './acts.page.tsx';
import { rivalBy, rivalWords } from './approval.messages.ts';
import classes from './approval.module.css';
import { VersionLink } from './versionlink.page.tsx';

export const Rivals = ({
  of: { version, rivals },
}: {
  of: Pick<Seen, 'rivals'> & { readonly version: { readonly number: number } };
}) =>
  rivals.map(({ number, by, at, rest_of }) => (
    <p key={number} className={classes.barred}>
      <VersionLink number={number} word="Version" />, {rivalBy(by, rest_of)} <When at={at} time />, {rivalWords}{' '}
      <PageLink
        to={pageAt('/versions/$from/compare/$to', {
          from: Math.min(number, version.number),
          to: Math.max(number, version.number),
        })}
      >
        What differs between the two
      </PageLink>
      .
    </p>
  ));
