/** To who submitted a version that was rejected: by whom, why, and the way on. */
import { When } from '../../web/kit/marks.tsx';
import { PageLink } from '../../web/kit/PageLink.tsx';
import { Problem } from '../../web/kit/states.tsx';
import { pageAt } from '../../web/paths.ts';
import { useOne } from '../../web/queries.ts';
import { useMay } from '../../web/session/session.tsx';
import { approvalKinds } from './acts.page.tsx';
import classes from './approval.module.css';
import { rejectedVersions } from './rejected.contract.ts';
import { VersionLink } from './versionlink.page.tsx';

/** `framed`: on a page whose parts keep their distance by themselves. */
export function Rejected({ framed }: { framed?: boolean }) {
  const may = useMay('plan.run');
  const list = useOne(rejectedVersions, {}, { kinds: approvalKinds, enabled: may });
  if (list.error) return <Problem of={list.error} retry={() => void list.refetch()} />;
  const rows = list.data?.rows ?? [];
  if (rows.length === 0) return null;
  return (
    <section aria-label="Rejected" className={classes.rejected} data-framed={framed || undefined}>
      <h2>Rejected ({rows.length})</h2>
      <ul>
        {rows.map(({ number, who, at, reason, by_hand, against }) => (
          <li key={number}>
            <VersionLink number={number} word="Version" />, which you submitted: {who} rejected it <When at={at} time />
            {reason === null ? '' : `: ${reason}`}
            <span className={classes.ways}>
              {by_hand ? (
                <PageLink to={pageAt('/board', { again: String(number) })}>Do its changes again</PageLink>
              ) : null}
              {against === null ? null : (
                <PageLink to={pageAt('/versions/$from/compare/$to', { from: against, to: number })}>
                  Compare with version {against}
                </PageLink>
              )}
            </span>
          </li>
        ))}
      </ul>
    </section>
  );
}
