/** Today → Approvals: the versions that wait for a decision, each with its buttons; made for a thumb too. */
import type { Answering } from '../../web/api.ts';
import { When } from '../../web/kit/marks.tsx';
import { Page } from '../../web/kit/Page.tsx';
import { PageLink } from '../../web/kit/PageLink.tsx';
import { Empty, Problem, Progress } from '../../web/kit/states.tsx';
import { pageAt } from '../../web/paths.ts';
import { useOne } from '../../web/queries.ts';
import { Deputies } from '../deputies/deputies.page.tsx';
import { OvertimeRequests, useOvertime } from '../overtime/requests.page.tsx';
import { HandHours, useVerdictFirst, VersionVerdict } from '../planning/comparison.page.tsx';
import { ZoneReleases } from '../planning/zonereleases.page.tsx';
import { RequisitionRequests, useWaitingRequisitions } from '../requisitions/card.page.tsx';
import { RushRequests, useRush } from '../rush/requests.page.tsx';
import { Acts, approvalKinds, useVersion } from './acts.page.tsx';
import { listApprovals } from './approval.contract.ts';
import { lateBeside, waitsWords } from './approval.messages.ts';
import classes from './approval.module.css';
import { Delegated } from './delegated.page.tsx';
import { FirstVerdict } from './lateorders.page.tsx';
import { Rivals } from './rivals.page.tsx';
import { VersionLink } from './versionlink.page.tsx';

type Waiting = Answering<typeof listApprovals>['rows'][number];

export default function ApprovalsPage() {
  const list = useOne(listApprovals, {}, { kinds: approvalKinds });
  const rows = list.data?.rows ?? [];
  return (
    <Page title="Approvals" counted={useWhatWaits(list.data?.rows)}>
      <RushRequests waiting framed />
      <OvertimeRequests waiting framed />
      <RequisitionRequests framed />
      {list.error ? (
        <Problem of={list.error} retry={() => void list.refetch()} />
      ) : list.isPending ? (
        <Progress doing="Reading what waits" />
      ) : rows.length === 0 ? (
        <Empty
          title="No version waits for a decision."
          text="A version that a planner submits stands here until a supervisor approves or rejects it."
        />
      ) : (
        <ul className={classes.waiting}>
          {rows.map((row) => (
            <li key={row.number}>
              <WaitingVersion of={row} />
            </li>
          ))}
        </ul>
      )}
      <div className={classes.delegated}>
        <ZoneReleases />
      </div>
      <Deputies />
      {list.data ? <Delegated of={list.data.delegated} /> : null}
    </Page>
  );
}

/** All that the page asks a decision for, once all of it is read. */
function useWhatWaits(versions: readonly Waiting[] | undefined): string | undefined {
  const [rush, overtime, requisitions] = [useRush(true), useOvertime(true), useWaitingRequisitions()];
  const [a, b, c] = [rush.data?.rows, overtime.data?.rows, requisitions.data?.rows];
  return versions && a && b && c
    ? waitsWords({ versions: versions.length, rush: a.length, overtime: b.length, requisitions: c.length })
    : undefined;
}

function WaitingVersion({ of: row }: { of: Waiting }) {
  const found = useVersion(row.number);
  const verdict = useVerdictFirst(found.data?.held_against);
  const first = found.data?.held_against === null;
  return (
    <article aria-label={`Version ${row.number}`}>
      <h2>
        <VersionLink number={row.number} word="Version" />{' '}
        <span className="dim">{found.data?.standing ?? row.state}</span>
      </h2>
      {typeof found.data?.held_against === 'number' ? (
        <VersionVerdict from={found.data.held_against} to={row.number} onRead={verdict.onRead} />
      ) : found.data?.in_it ? (
        <FirstVerdict of={found.data.in_it} />
      ) : null}
      <p>
        {row.left_out === null ? (
          <>
            {row.mine ? 'You' : row.submitted_by} submitted it <When at={row.submitted_at} time />:{' '}
            {row.note ?? row.reason}
          </>
        ) : (
          <>
            {row.left_out}, <When at={row.submitted_at} time />.
          </>
        )}
      </p>
      <p>
        {row.late_before === null ? null : `${lateBeside(row.late, row.late_before)} `}
        <PageLink to={pageAt('/versions/$number', { number: row.number })}>Read what changes</PageLink>
      </p>
      {found.data ? <Rivals of={found.data} /> : null}
      {found.data ? <HandHours of={found.data.hours} /> : null}
      {found.data && (verdict.read || first) ? <Acts key={found.data.version.state} of={found.data} /> : null}
    </article>
  );
}
