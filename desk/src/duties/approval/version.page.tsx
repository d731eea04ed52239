/** One version: where it stands on its way to the floor, what stands against it, what was decided. */
import { useParams } from '@tanstack/react-router';
import { type ReactNode, useRef } from 'react';
import { numberIn } from '../../house/addressnumbers.ts';
import { countText } from '../../web/kit/formats.ts';
import { When } from '../../web/kit/marks.tsx';
import { Page } from '../../web/kit/Page.tsx';
import { PageLink } from '../../web/kit/PageLink.tsx';
import { Said } from '../../web/kit/Said.tsx';
import { Facts } from '../../web/kit/SidePanel.tsx';
import { Progress } from '../../web/kit/states.tsx';
import { usePhone } from '../../web/kit/usePhone.ts';
import { orderAt, pageAt } from '../../web/paths.ts';
import {
  HandHours,
  HandSizes,
  useVerdictFirst,
  VersionComparison,
  VersionVerdict,
} from '../planning/comparison.page.tsx';
import { figureFacts } from '../planning/figures.page.tsx';
import { inputsCounted } from '../planning/inputscounted.messages.ts';
import { NoVersion, VersionProblem } from '../planning/noversion.page.tsx';
import { OtherPlanSaid } from '../planning/otherplan.page.tsx';
import { ruleWords } from '../planning/planning.messages.ts';
import { ZoneReleases } from '../planning/zonereleases.page.tsx';
import { Acknowledged } from './acknowledged.page.tsx';
import { Acts, type Seen, useVersion } from './acts.page.tsx';
import { howToLeaveOut } from './allbut.messages.ts';
import { AllBut, LeavingOut, useLeftOut } from './allbut.page.tsx';
import { ActTicks } from './allbutacts.page.tsx';
import { PlannedAnew } from './anew.page.tsx';
import { againstDraft } from './approval.messages.ts';
import classes from './approval.module.css';
import { DoAgain } from './doagain.page.tsx';
import { FirstVerdict, LateOrders } from './lateorders.page.tsx';
import { Locks } from './locks.page.tsx';
import { NotKept } from './notkept.page.tsx';
import { Rivals } from './rivals.page.tsx';
import { VersionLink } from './versionlink.page.tsx';
import { useWindows } from './windows.page.tsx';

export default function VersionPage() {
  const { number = '' } = useParams({ strict: false }) as { readonly number?: string };
  const called = numberIn(number);
  return called === undefined ? <NoVersion on="Versions" called={number} /> : <Called key={called} number={called} />;
}

function Called({ number }: { number: number }) {
  const found = useVersion(number);
  if (found.error)
    return (
      <Page title={`Version ${number}`}>
        <VersionProblem of={found.error} called={number} retry={() => void found.refetch()} />
      </Page>
    );
  if (!found.data) return <Progress doing={`Opening version ${number}`} />;
  return <OneVersion of={found.data} />;
}

function OneVersion({ of }: { of: Seen }) {
  const { version, held_against: before } = of;
  const leftOut = useLeftOut(of);
  // What is ticked stands in the place of the doors that would approve all of it.
  const choice = typeof leftOut === 'object' ? leftOut : undefined;
  const leaving = choice && choice.chosen.size > 0 ? choice : undefined;
  const top = useRef<HTMLDivElement>(null);
  const toTop = (): void => top.current?.scrollIntoView({ block: 'start' });
  const verdict = useVerdictFirst(before);
  const windows = useWindows(toTop);
  return (
    <Page
      title={`Version ${version.number}`}
      counted={of.standing}
      tools={<PageLink to={pageAt('/versions')}>All versions</PageLink>}
    >
      <div className={classes.page} ref={top}>
        <div className={classes.reach}>
          {of.in_it ? <FirstVerdict of={of.in_it} /> : null}
          {before !== null ? (
            <>
              {of.in_it ? (
                <p className="dim">
                  {againstDraft} <VersionLink number={before} />:
                </p>
              ) : null}
              <VersionVerdict
                from={before}
                to={version.number}
                published={of.in_it ? null : of.published}
                onRead={verdict.onRead}
              />
            </>
          ) : null}
          {verdict.read ? (
            <>
              <OtherPlanSaid figures={version.figures} />
              <PlannedAnew of={of} />
            </>
          ) : null}
          {!verdict.read ? null : leaving ? (
            <AllBut number={version.number} of={leaving} onDone={toTop} />
          ) : (
            <Acts of={of} onDone={toTop} asks={windows.ask} />
          )}
          {windows.shown}
          <DoAgain of={of} />
        </div>
        {version.state === 'published' ? (
          <>
            <Acknowledged version={version.number} />
            <Locks of={of.locks} />
          </>
        ) : null}
        <LeavingOut of={of} choice={choice} onChoice={toTop} />
        <Rivals of={of} />
        <Against of={of} />
        <NotKept of={of.not_kept} />
        <Broken of={of.broken} />
        <About of={of} />
        {before !== null ? (
          <section aria-label="What changes">
            <h2>What changes</h2>
            {of.in_it ? (
              <p>
                Nothing was published before it. Told against <VersionLink number={before} />, the draft from which it
                was moved by hand:
              </p>
            ) : null}
            {typeof leftOut === 'string' ? <p className="dim">{leftOut}</p> : null}
            {choice ? (
              <>
                <p className="dim">{choice.actsOnly ?? howToLeaveOut}</p>
                <ActTicks of={choice} />
              </>
            ) : null}
            <VersionComparison
              from={before}
              to={version.number}
              choice={choice?.actsOnly === null ? choice : undefined}
              headed
            />
          </section>
        ) : (
          <>
            <HandHours of={of.hours} />
            <HandSizes of={of.sizes} />
          </>
        )}
        {of.in_it ? (
          <>
            <LateOrders of={of.in_it} />
            <WhatIsInIt of={of} />
          </>
        ) : null}
      </div>
    </Page>
  );
}

/** Where it comes from and what was decided: on the phone folded, what it changes stands before it. */
function About({ of }: { of: Seen }) {
  const phone = usePhone();
  const { version, parent, made_of, published } = of;
  const said = (
    <>
      <Facts
        of={[
          ['Made', <When key="made" at={version.made_at} time />],
          ['Planned by', version.made_by],
          ['Published by', of.decisions.findLast((one) => one.decision === 'published')?.who ?? null],
          ['Why', <Said key="why">{version.reason}</Said>],
          ['As of', <When key="now" at={version.now} time />],
          ['Made against', parent === null ? 'no published version' : <VersionLink key="parent" number={parent} />],
          ...(made_of === null ? [] : [['Moved by hand from', <MadeOf key="made-of" of={of} />] as const]),
          ['Published now', published === null ? null : <VersionLink key="published" number={published} />],
        ]}
      />
      <Decisions of={of.decisions} />
      {published === null && parent === null ? null : <ZoneReleases />}
    </>
  );
  return phone ? (
    <>
      {of.instead_of === null ? null : <p>{of.decisions.find((one) => one.decision === 'submitted')?.said}</p>}
      <details className={classes.about}>
        <summary>Where it comes from, what was decided</summary>
        {said}
      </details>
    </>
  ) : (
    said
  );
}

const MadeOf = ({ of: { version, made_of } }: { of: Seen }) =>
  made_of === null ? null : (
    <>
      <VersionLink number={made_of} />:{' '}
      <PageLink to={pageAt('/versions/$from/compare/$to', { from: made_of, to: version.number })}>
        compare with it
      </PageLink>
    </>
  );

/** Of a version before which nothing was published: its figures, what publishing it does, its board. */
const WhatIsInIt = ({ of: { version, publishing } }: { of: Seen }) => (
  <section aria-label="What is in it">
    <h2>What is in it</h2>
    {publishing === null ? null : <p>{publishing}</p>}
    <p>
      <PageLink to={pageAt('/board', { version: String(version.number) })}>Look at it on the board</PageLink>
    </p>
    <Facts of={figureFacts(version.figures)} />
  </section>
);

/** What was written since, what was cancelled, what another publication changed. */
function Against({ of }: { of: Seen }) {
  const { overtaken, cancelled, changed, changes, published } = of;
  const ended = of.version.state === 'superseded' || of.version.state === 'rejected';
  if (ended || overtaken.length + cancelled.length + changed === 0) return null;
  return (
    <section className={classes.against} aria-label="Since it was made">
      <h2>Since it was made</h2>
      {cancelled.length > 0 ? (
        <p>
          {countText(cancelled.length, 'order in it was', 'orders in it were')} cancelled: <Names of={cancelled} />.
        </p>
      ) : null}
      {overtaken.length > 0 && published !== null ? (
        <>
          <p>
            <VersionLink number={published} /> was published. In it these ship at another time than in this one:
          </p>
          <table className={classes.table}>
            <thead>
              <tr>
                <th>Order</th>
                <th>Published</th>
                <th>This one</th>
              </tr>
            </thead>
            <tbody>
              {overtaken.map((one) => (
                <tr key={one.demand}>
                  <td>
                    <PageLink to={orderAt(one.demand)}>{one.demand}</PageLink>
                  </td>
                  <td>{one.before === null ? 'not served' : <When at={one.before} time />}</td>
                  <td>{one.after === null ? 'not served' : <When at={one.after} time />}</td>
                </tr>
              ))}
            </tbody>
          </table>
        </>
      ) : null}
      {changed > 0 ? (
        <p>
          {inputsCounted(changed, ' was', ' were')} written, the latest:{' '}
          <Names of={[...new Set(changes.map((one) => one.called))]} />.
        </p>
      ) : null}
    </section>
  );
}

const Names = ({ of }: { of: readonly string[] }): ReactNode =>
  of.length > 6 ? `${of.slice(0, 6).join(', ')} and more` : of.join(', ');

/** More broken rules than these are counted. */
const mostBroken = 20;

function Broken({ of }: { of: Seen['broken'] }) {
  if (of.length === 0) return null;
  return (
    <section className={classes.broken} aria-label="Rules that it breaks">
      <h2>▲ {countText(of.length, 'rule is', 'rules are')} broken</h2>
      <ul>
        {of.slice(0, mostBroken).map(({ rule, text }) => (
          <li key={`${rule} ${text}`}>
            <strong>{ruleWords(rule)}</strong>: {text}
          </li>
        ))}
        {of.length > mostBroken ? <li className="dim">and {of.length - mostBroken} more</li> : null}
      </ul>
    </section>
  );
}

function Decisions({ of }: { of: Seen['decisions'] }) {
  if (of.length === 0) return <p className="dim">Nothing was decided about it yet.</p>;
  return (
    <section aria-label="What was decided">
      <h2>What was decided</h2>
      <ol className={classes.decisions}>
        {of.map((one) => (
          <li key={`${one.at}${one.decision}`}>
            <When at={one.at} time /> <Said>{one.said}</Said>
            {one.told ? `. ${one.told}` : ''}
          </li>
        ))}
      </ol>
    </section>
  );
}
