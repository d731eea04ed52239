/** A version that is called by an address and is not there: said with the door to those that are; `on`: the page's title. */
import { Page } from '../../web/kit/Page.tsx';
import { PageLink } from '../../web/kit/PageLink.tsx';
import { Refused } from '../../web/kit/refused.ts';
import { Empty, Problem } from '../../web/kit/states.tsx';
import { pageAt } from '../../web/paths.ts';

export const NoVersion = ({ called, on }: { called: string; on: string }) => (
  <Page title={on}>
    <Empty title={`There is no version ${called}.`} text="Versions are called by their numbers.">
      <AllVersions />
    </Empty>
  </Page>
);

/** `called`: the number that was asked for; absent: the newest was. */
export function VersionProblem({ of, called, retry }: { of: unknown; called: number | undefined; retry: () => void }) {
  if (called === undefined || !(of instanceof Refused) || of.status !== 404) return <Problem of={of} retry={retry} />;
  return (
    <Empty title={of.message}>
      <AllVersions />
    </Empty>
  );
}

const AllVersions = () => <PageLink to={pageAt('/versions')}>All versions</PageLink>;
