/** Today → Approvals: the versions that wait for a decision, each with its buttons; made for a thumb too. */
import { Button } from '@mantine/core';
import { useInfiniteQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { type Answering, call } from '../../web/api.ts';
import { When } from '../../web/kit/marks.tsx';
import { Page } from '../../web/kit/Page.tsx';
import { PageLink } from '../../web/kit/PageLink.tsx';
import { Said } from '../../web/kit/Said.tsx';
import { Empty, Problem, Progress } from '../../web/kit/states.tsx';
import { pageAt } from '../../web/paths.ts';
import { queryOf, useOne } from '../../web/queries.ts';
import { useSite } from '../../web/session/session.tsx';
import { Deputies } from '../deputies/deputies.page.tsx';
import { OvertimeRequests, useOvertime } from '../overtime/requests.page.tsx';
import { againstWords } from '../planning/comparison.messages.ts';
import { HandHours, HandSizes, Verdict } from '../planning/comparison.page.tsx';
import { MinMaxRequests, useWaitingMinMax } from '../planning/minmax.page.tsx';
import { OtherPlanSaid } from '../planning/otherplan.page.tsx';
import { ZoneReleases } from '../planning/zonereleases.page.tsx';
import { RequisitionRequests, useWaitingRequisitions } from '../requisitions/card.page.tsx';
import { RushRequests, useRush } from '../rush/requests.page.tsx';
import { Acts, approvalKinds, type Done, type RefusedAct } from './acts.page.tsx';
import { LostOrders } from './allbut.page.tsx';
import { listApprovals, waitingChanges } from './approval.contract.ts';
import {
  againstDraft,
  firstOne,
  inactiveWords,
  lateBeside,
  moreWaiting,
  noneWaits,
  waitsWords,
} from './approval.messages.ts';
import classes from './approval.module.css';
import { Delegated } from './delegated.page.tsx';
import { Foremost } from './foremost.page.tsx';
import { FirstVerdict } from './lateorders.page.tsx';
import { PublishedNow } from './publishednow.page.tsx';
import { Rejected } from './rejected.page.tsx';
import { Rivals } from './rivals.page.tsx';
import { VersionLink } from './versionlink.page.tsx';
import { type AsksWhy, useWindows } from './windows.page.tsx';

type Waiting = Answering<typeof listApprovals>['rows'][number];

/** Versions of one page of the list. */
const pageLength = 10;

export default function ApprovalsPage() {
  const site = useSite();
  const [published, setPublished] = useState<Done>();
  const [refused, setRefused] = useState<RefusedAct>();
  const tell = (done?: Done): void => {
    setRefused(undefined);
    if (done?.state === 'published') setPublished(done);
  };
  const windows = useWindows(tell, 'published');
  const list = useInfiniteQuery({
    queryKey: queryOf(listApprovals, site.code, { pages: pageLength }),
    queryFn: ({ pageParam: cursor, signal }) => {
      const query = { limit: pageLength, told: 'true', ...(cursor === null ? {} : { cursor }) };
      return call(listApprovals, { query }, { site: site.code, signal });
    },
    initialPageParam: null as number | null,
    getNextPageParam: ({ next }) => next,
    meta: { kinds: [...approvalKinds, 'sites', 'work_orders', 'customer_lines'] },
  });
  const [first] = list.data?.pages ?? [];
  const rows = list.data?.pages.flatMap((page) => page.rows) ?? [];
  const left = (list.data?.pages.at(-1)?.total ?? 0) - rows.length;
  return (
    <Page title="Approvals" counted={useWhatWaits(first?.total)}>
      {windows.shown}
      {published ? <PublishedNow of={published} onClose={() => setPublished(undefined)} /> : null}
      {/* Somebody else decided it in the same moment: its card is gone, why nothing was done is not. */}
      {refused && list.data && !rows.some(({ number }) => number === refused.number) ? (
        <section className={classes.refusedNow} aria-label={`Version ${refused.number}`}>
          <Problem of={refused.why} />
          <Button size="compact-sm" variant="default" onClick={() => setRefused(undefined)}>
            Close
          </Button>
        </section>
      ) : null}
      <Rejected framed />
      <RushRequests waiting framed />
      <OvertimeRequests waiting framed />
      <RequisitionRequests framed />
      <MinMaxRequests framed />
      {list.error ? (
        <Problem of={list.error} retry={() => void list.refetch()} />
      ) : list.isPending ? (
        <div className={classes.delegated}>
          <Progress doing="Reading what waits" />
        </div>
      ) : rows.length === 0 ? (
        <Empty title="No version waits for a decision." text={noneWaits(first?.published)} />
      ) : (
        <>
          {list.data.pages.map((page) => (
            <WaitingPage
              key={page.rows[0]?.number ?? 0}
              rows={page.rows}
              asks={windows.ask}
              onDone={tell}
              onRefused={setRefused}
            />
          ))}
          {list.hasNextPage ? (
            <div className={classes.delegated}>
              <Button variant="default" loading={list.isFetchingNextPage} onClick={() => void list.fetchNextPage()}>
                {moreWaiting(left)}
              </Button>
            </div>
          ) : null}
        </>
      )}
      <div className={classes.delegated}>
        <ZoneReleases />
      </div>
      <Deputies />
      {first ? <Delegated of={first.delegated} /> : null}
    </Page>
  );
}

/** All that the page asks a decision for, once all of it is read. */
function useWhatWaits(versions: number | undefined): string | undefined {
  const [rush, overtime, requisitions] = [useRush(true), useOvertime(true), useWaitingRequisitions()];
  const stocks = useWaitingMinMax();
  const [a, b, c, d] = [rush.data?.rows, overtime.data?.rows, requisitions.data?.rows, stocks.data?.rows];
  return versions !== undefined && a && b && c && d
    ? waitsWords({ versions, rush: a.length, overtime: b.length, requisitions: c.length, safetyStocks: d.length })
    : undefined;
}

interface WaitingPageProps extends Pick<WaitingVersionProps, 'asks' | 'onDone' | 'onRefused'> {
  readonly rows: readonly Waiting[];
}

/** What they change is asked for once for all of them, and again only where that may be otherwise: not at every step of a planning run. */
function WaitingPage({ rows, asks, onDone, onRefused }: WaitingPageProps) {
  const changes = useOne(
    waitingChanges,
    { query: { numbers: rows.map(({ number }) => number).join(',') } },
    { kinds: ['plan_versions', 'sites', 'work_orders', 'customer_lines'] },
  );
  return (
    <ul className={classes.waiting}>
      {rows.map((row) => (
        <li key={row.number}>
          {row.told ? (
            <WaitingVersion
              of={row}
              told={row.told}
              asks={asks}
              onDone={onDone}
              onRefused={onRefused}
              read={!changes.isPending}
              change={changes.data?.rows.find(({ number }) => number === row.number)}
            />
          ) : null}
        </li>
      ))}
    </ul>
  );
}

interface WaitingVersionProps {
  readonly of: Waiting;
  readonly told: NonNullable<Waiting['told']>;
  readonly change: Answering<typeof waitingChanges>['rows'][number] | undefined;
  /** What it changes stands, or cannot be had: the doors come with it. */
  readonly read: boolean;
  readonly asks: AsksWhy;
  readonly onDone: (done: Done) => void;
  readonly onRefused: (refused: RefusedAct) => void;
}

function WaitingVersion({ of: row, told, change, read, asks, onDone, onRefused }: WaitingVersionProps) {
  return (
    <article aria-label={`Version ${row.number}`}>
      <h2>
        <VersionLink number={row.number} word="Version" /> <span className="dim">{told.standing}</span>
      </h2>
      {read || told.held_against === null ? null : <p className="dim">Comparing with version {told.held_against}.</p>}
      {told.published === null ? <p className="dim">{firstOne}</p> : null}
      {change?.in_it ? <FirstVerdict of={change.in_it} /> : null}
      {change?.change && told.published === null && told.held_against !== null ? (
        <p className="dim">
          {againstDraft} <VersionLink number={told.held_against} word="version" />:
        </p>
      ) : null}
      {change?.change && told.published !== null && told.held_against !== null ? (
        <p className="dim">{againstWords(told.held_against, told.held_against === told.published)}</p>
      ) : null}
      {change?.change ? <Verdict of={change.change} /> : null}
      {change?.change ? <Foremost number={row.number} of={change.change} /> : null}
      {read ? <OtherPlanSaid figures={told.version.figures} /> : null}
      {change?.lost ? <LostOrders of={change.lost} /> : null}
      <p>
        {row.left_out === null ? (
          <>
            {row.mine ? 'You' : row.submitted_by} submitted it <When at={row.submitted_at} time />:{' '}
            <Said>{row.note ?? row.reason}</Said>
            {row.inactive ? <span className="dim"> {inactiveWords(row.submitted_by)}</span> : null}
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
      <Rivals of={told} />
      <HandHours of={told.hours} />
      <HandSizes of={told.sizes} />
      {read ? <Acts of={told} asks={asks} saidByPage="published" onDone={onDone} onRefused={onRefused} /> : null}
    </article>
  );
}
