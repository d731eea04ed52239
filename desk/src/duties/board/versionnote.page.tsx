/** Which version is drawn, whether a later one stands, and what a person moved in it. */
import { Button } from '@mantine/core';
import { useNavigate } from '@tanstack/react-router';
import { useEffect, useState } from 'react';
import { useAddress } from '../../web/kit/address.ts';
import { useLatest } from '../../web/kit/latest.ts';
import { When } from '../../web/kit/marks.tsx';
import { PageLink } from '../../web/kit/PageLink.tsx';
import { Said } from '../../web/kit/Said.tsx';
import { pageAt } from '../../web/paths.ts';
import { usePlanNow } from '../../web/plan/PlanButton.tsx';
import { planInputs, usePlanState } from '../../web/plan/usePlanState.ts';
import { useOne } from '../../web/queries.ts';
import { useMay, useWhose } from '../../web/session/session.tsx';
import { versionStands } from '../planning/planning.contract.ts';
import { doAgainOn, plannedBy, putBackWords } from '../planning/planning.messages.ts';
import { unlockedMoves } from '../planning/steplocks.ts';
import { beforeMoving, beforeMovingPublished, standsWords } from './board.messages.ts';
import classes from './board.module.css';
import { conflictWords, doneWords } from './hand.messages.ts';
import { UnkeptElsewhere } from './unkept.page.tsx';
import type { Planned } from './useboard.page.tsx';
import { moveOn, unkeptOf } from './usehand.page.tsx';

const decided = ['plan_versions', 'version_decisions'];
/** More broken rules than these are counted. */
const mostSaid = 2;
/** More changes than these too. */
const mostDone = 5;

interface VersionNoteProps {
  readonly of: Planned;
  /** Number of the version that the floor works to; null: there is none; undefined: it is not known yet. */
  readonly published: number | null | undefined;
  /** One line that scrolls: what must be known comes first. */
  readonly small: boolean;
}

export function VersionNote({ of: { version }, published, small }: VersionNoteProps) {
  const { data } = usePlanState();
  const may = useMay('plan.run');
  const stands = data?.version?.number;
  const { number, by_hand } = version;
  const isPublished = published === number;
  const way = useOne(
    versionStands,
    { params: { number } },
    { kinds: isPublished ? [...decided, ...planInputs] : decided, enabled: published !== undefined },
  ).data;
  // What another plan overtook before anybody had to decide about it says so by itself.
  const open =
    way && !isPublished && (by_hand !== null || stands === number || way.state !== 'draft') && standsWords(way, may);
  const told = isPublished ? way && beforeMovingPublished(way.changed) : data && beforeMoving(data);
  const follow = useFollowed(number, stands);
  const moved = told ? (
    <>
      <strong>{told}</strong> {may && data && !data.run ? <PlanAgain onAsked={follow} /> : null}
    </>
  ) : null;
  const newer =
    stands !== undefined && stands !== number ? (
      <strong>
        Version {stands} is the newest plan.{' '}
        <PageLink to={pageAt('/board', { version: String(stands) })}>Show it</PageLink>
      </strong>
    ) : null;
  const both = moved && newer && (
    <>
      {moved} {newer}
    </>
  );
  const warning = isPublished ? (both ?? moved ?? newer) : by_hand ? null : (newer ?? moved);
  return (
    <div className={classes.note} data-small={small || undefined}>
      {small && warning ? <>{warning} </> : null}
      <PageLink to={pageAt('/versions/$number', { number })}>Version {number}</PageLink>, made{' '}
      <When at={version.made_at} time /> {plannedBy(version.made_by)}
      {version.reason ? (
        <>
          : <Said>{version.reason}</Said>
        </>
      ) : null}
      .{' '}
      {isPublished ? (
        'The floor works to it. '
      ) : published === undefined ? null : published === null ? (
        'Nothing is published yet: until then the lists of the floor show the newest plan. '
      ) : (
        <>
          The floor works to{' '}
          <PageLink to={pageAt('/board', { version: String(published) })}>version {published}</PageLink>.{' '}
        </>
      )}
      {open ? (
        <>
          {open.said} <PageLink to={pageAt('/versions/$number', { number })}>{open.door}</PageLink>
          {'. '}
        </>
      ) : null}
      {by_hand ? (
        <ByHand of={version} made={by_hand} stands={stands} published={published} ended={way?.state === 'rejected'} />
      ) : null}{' '}
      {small || (by_hand && !isPublished) ? null : warning} <UnkeptElsewhere than={number} />
    </div>
  );
}

/** Who asks for a new plan here is shown that once it stands, unless he has changes here that are kept nowhere yet. */
function useFollowed(number: number, stands: number | undefined): () => void {
  const [, setAddress] = useAddress();
  const whose = useWhose();
  const [asked, setAsked] = useState(false);
  const set = useLatest(setAddress);
  useEffect(() => {
    if (!asked || stands === undefined || stands <= number || unkeptOf(whose, number).length > 0) return;
    set.current({ version: String(stands), pick: undefined, op: undefined }, { push: true });
  }, [asked, stands, number, whose, set]);
  return () => setAsked(true);
}

function PlanAgain({ onAsked }: { readonly onAsked: () => void }) {
  const { plan, sending } = usePlanNow();
  return (
    <Button
      size="compact-xs"
      variant="default"
      loading={sending}
      onClick={() => {
        onAsked();
        plan();
      }}
    >
      Plan again
    </Button>
  );
}

interface ByHandProps extends Pick<VersionNoteProps, 'published'> {
  readonly of: Planned['version'];
  readonly made: NonNullable<Planned['version']['by_hand']>;
  readonly stands: number | undefined;
  /** It goes no further. */
  readonly ended: boolean;
}

function ByHand({ of: { number, movable }, made: { base, acts, conflicts }, stands, published, ended }: ByHandProps) {
  const may = useMay('plan.run') && !movable;
  const whose = useWhose();
  const navigate = useNavigate();
  const onBase = (): void => {
    moveOn(whose, base, acts);
    void navigate({ to: '/board', search: { version: String(base) } as never });
  };
  return (
    <>
      {base === 0 ? (
        'Typed by hand without a plan. '
      ) : (
        <>
          {movable ? 'Made of' : 'A draft of'}{' '}
          <PageLink to={pageAt('/board', { version: String(base) })}>version {base}</PageLink>, moved by hand.{' '}
        </>
      )}
      {doneWords(acts, mostDone)} {ended ? '' : putBackWords(unlockedMoves(acts.flat()))}{' '}
      {may && (ended || (stands !== undefined && stands !== base && published !== base)) ? (
        <PageLink to={pageAt('/board', { again: String(number) })}>{doAgainOn(published)}</PageLink>
      ) : may && base !== 0 ? (
        <Button size="compact-xs" variant="default" onClick={onBase}>
          Move it on
        </Button>
      ) : null}
      {conflicts.length > 0 ? (
        <ul className={classes.broken}>
          {conflicts.slice(0, mostSaid).map((conflict) => (
            <li key={`${conflict.rule} ${conflict.order} ${conflict.seq}`} className={classes.wrong}>
              ▲ {conflictWords(conflict)}
            </li>
          ))}
          {conflicts.length > mostSaid ? <li className="dim">and {conflicts.length - mostSaid} more</li> : null}
        </ul>
      ) : null}
    </>
  );
}
