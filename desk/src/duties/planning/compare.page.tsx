/** One version of the plan against another, on its own page: printed, sent as a link. */
import { useParams } from '@tanstack/react-router';
import { Page } from '../../web/kit/Page.tsx';
import { PageLink } from '../../web/kit/PageLink.tsx';
import { Empty } from '../../web/kit/states.tsx';
import { pageAt } from '../../web/paths.ts';
import { VersionComparison } from './comparison.page.tsx';

export default function ComparePage() {
  const { from = '', to = '' } = useParams({ strict: false }) as { readonly from?: string; readonly to?: string };
  const named = /^\d{1,9}$/.test(from) && /^\d{1,9}$/.test(to);
  return (
    <Page
      title={`Version ${to} against ${from}`}
      tools={
        <>
          <PageLink to={pageAt('/versions/$from/compare/$to', { from: to, to: from })}>The other way round</PageLink>
          <PageLink to={pageAt('/versions')}>All versions</PageLink>
        </>
      }
    >
      {named ? (
        <VersionComparison key={`${from} ${to}`} from={Number(from)} to={Number(to)} />
      ) : (
        <Empty
          title="Versions are called by their numbers."
          text="Mark two on the Versions page with x, then press d."
        />
      )}
    </Page>
  );
}
