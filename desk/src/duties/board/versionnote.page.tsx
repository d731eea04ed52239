/** Which version is drawn, and whether a later one stands. */
import { When } from '../../web/kit/marks.tsx';
import { PageLink } from '../../web/kit/PageLink.tsx';
import { pageAt } from '../../web/paths.ts';
import { usePlanState } from '../../web/plan/usePlanState.ts';
import type { Answer } from './useboard.page.tsx';

export function VersionNote({ of: { version } }: { of: Answer }) {
  const { data } = usePlanState();
  if (!version) return null;
  const stands = data?.version?.number;
  return (
    <>
      Version {version.number}, made <When at={version.made_at} time /> by {version.made_by}
      {version.reason ? `: ${version.reason}` : ''}.{' '}
      {stands !== undefined && stands !== version.number ? (
        <strong>
          Version {stands} stands now. <PageLink to={pageAt('/board', { version: String(stands) })}>Show it</PageLink>
        </strong>
      ) : data?.stale ? (
        <strong>Its inputs have changed since: plan again before it is moved.</strong>
      ) : null}
    </>
  );
}
