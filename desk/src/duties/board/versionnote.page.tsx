/** Which version is drawn, whether a later one stands, and what a person moved in it. */
import { Button } from '@mantine/core';
import { useNavigate } from '@tanstack/react-router';
import { When } from '../../web/kit/marks.tsx';
import { PageLink } from '../../web/kit/PageLink.tsx';
import { pageAt } from '../../web/paths.ts';
import { usePlanState } from '../../web/plan/usePlanState.ts';
import { useMay, useSite } from '../../web/session/session.tsx';
import classes from './board.module.css';
import { conflictWords } from './hand.messages.ts';
import type { Planned } from './useboard.page.tsx';
import { takeAlong } from './usehand.page.tsx';

/** More broken rules than these are counted. */
const mostSaid = 2;

interface VersionNoteProps {
  readonly of: Planned;
  /** Number of the version that the floor works to. */
  readonly published: number | undefined;
}

export function VersionNote({ of: { version }, published }: VersionNoteProps) {
  const { data } = usePlanState();
  const stands = data?.version?.number;
  const { number, by_hand } = version;
  return (
    <div className={classes.note}>
      <PageLink to={pageAt('/versions/$number', { number })}>Version {number}</PageLink>, made{' '}
      <When at={version.made_at} time /> by {version.made_by}
      {version.reason ? `: ${version.reason}` : ''}.{' '}
      {published === number ? (
        'The floor works to it. '
      ) : published === undefined ? null : (
        <>
          The floor works to{' '}
          <PageLink to={pageAt('/board', { version: String(published) })}>version {published}</PageLink>.{' '}
        </>
      )}
      {by_hand ? (
        <ByHand of={by_hand} />
      ) : stands !== undefined && stands !== number ? (
        <strong>
          Version {stands} stands now. <PageLink to={pageAt('/board', { version: String(stands) })}>Show it</PageLink>
        </strong>
      ) : data?.stale && !data.run ? (
        <strong>
          {data.changed === 0 ? 'A publication made orders of it firm' : 'Its inputs have changed'} since: plan again
          before it is moved.
        </strong>
      ) : null}
    </div>
  );
}

function ByHand({ of: { base, acts, conflicts } }: { of: NonNullable<Planned['version']['by_hand']> }) {
  const may = useMay('plan.run');
  const site = useSite();
  const navigate = useNavigate();
  const moveOn = (): void => {
    takeAlong(site.code, base, acts);
    void navigate({ to: '/board', search: { version: String(base) } as never });
  };
  return (
    <>
      A draft of <PageLink to={pageAt('/board', { version: String(base) })}>version {base}</PageLink>, moved by hand.{' '}
      {may ? (
        <Button size="compact-xs" variant="default" onClick={moveOn}>
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
