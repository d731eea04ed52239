/** What the edits by hand do, under the board: whom they hurt, which rules they break, and the ways out. */
import { Button } from '@mantine/core';
import { type RefObject, useLayoutEffect, useRef, useState } from 'react';
import { PageLink } from '../../web/kit/PageLink.tsx';
import { Progress } from '../../web/kit/states.tsx';
import { toast } from '../../web/kit/toasts.tsx';
import { pageAt } from '../../web/paths.ts';
import { usePlanState } from '../../web/plan/usePlanState.ts';
import { useOne } from '../../web/queries.ts';
import { actsOnlyAhead } from '../planning/allbut.messages.ts';
import { versionStands } from '../planning/planning.contract.ts';
import { doAgain } from '../planning/planning.messages.ts';
import { SupplyLink } from '../productionsheet/supplylink.page.tsx';
import { overtakenSince, whyNotMoved } from './board.messages.ts';
import classes from './board.module.css';
import { BrokenPromises } from './brokenpromises.page.tsx';
import { brokenPromises } from './brokenpromises.ts';
import {
  actsWords,
  conflictWords,
  consequenceWords,
  handWords,
  idleOvertimeWords,
  mends,
  undoWords,
} from './hand.messages.ts';
import { Hurt, namesHurt } from './hurt.page.tsx';
import { idleOvertime } from './idleovertime.ts';
import type { InZone } from './inzone.ts';
import { KeepWindow } from './keepwindow.page.tsx';
import { useKeptMeanwhile } from './keptmeanwhile.page.tsx';
import { splitBelow } from './splitbelow.ts';
import type { Hand } from './usehand.page.tsx';

/** More conflicts than these are counted. */
const mostShown = 3;

interface HandStripProps {
  readonly hand: Hand;
  /** Changes in the frozen zone. */
  readonly inZone: InZone | undefined;
  /** Number of the version that the floor works to; null: there is none; undefined: it is not known yet. */
  readonly published: number | null | undefined;
  /** Why, where that was said before; absent: what was done says it. */
  readonly reason: string | undefined;
  readonly onKept: (number: number) => void;
}

export function HandStrip(of: HandStripProps) {
  const { aside } = of.hand;
  const place = useRoom(aside === undefined);
  return (
    <div ref={place} data-aside={aside}>
      <Strip {...of} />
    </div>
  );
}

function Strip({ hand, inZone, published, reason, onKept }: HandStripProps) {
  const since = useSince(hand, published);
  const [keeping, setKeeping] = useState(false);
  const strip = useHighest(hand.holds);
  const kept = (number: number): void => {
    hand.undoAll();
    onKept(number);
  };
  useKeptMeanwhile(hand.version, hand.acts, ({ number, done }) => {
    toast(done);
    kept(number);
  });
  const { state, acts, answer, still, impossible, mendedAt, closed, early, refused } = hand;
  if (refused !== undefined) return <NotMoved hand={hand} refused={refused} since={since} />;
  if (state.kind === 'refused' || (acts.length === 0 && !answer && !impossible && !early)) return null;
  if (!answer && !impossible && state.kind === 'loading')
    return (
      <div className={classes.hand}>
        <Progress doing={handWords.loading} />
      </div>
    );
  const conflicts = answer?.conflicts ?? [];
  const broken = answer && !still ? brokenPromises(hand.board, answer) : [];
  const last = acts.at(-1);
  /** What was begun earlier and cannot be taken up as it was. */
  const untaken = impossible !== undefined && answer === undefined && acts.length > 0;
  return (
    <section ref={strip} className={classes.hand} aria-label="What your changes do">
      <div className={classes.verdict} aria-live="polite">
        {impossible ? (
          <span>
            <span className={classes.wrong}>{impossible}</span> {mendedAt ? <SupplyLink name={mendedAt} /> : null}
            {untaken ? <PageLink to={pageAt('/board', { again: String(hand.version) })}>{doAgain}</PageLink> : null}
          </span>
        ) : null}
        {since === undefined ? null : (
          <span className={classes.wrong}>
            {overtakenSince(since, hand.version)}{' '}
            <PageLink to={pageAt('/board', { again: String(hand.version) })}>{doAgain}</PageLink>
          </span>
        )}
        {closed ? <span className={classes.closed}>{closed}</span> : null}
        {answer ? (
          <strong>
            {still
              ? acts.length > 1
                ? handWords.asItWas
                : handWords.nothingMoved
              : consequenceWords(answer, {
                  days: hand.board.days,
                  inZone,
                  splitBelow: splitBelow(hand.base, answer, acts.flat()),
                  broken: broken.length,
                  bare: hand.why !== undefined && namesHurt(answer),
                })}
          </strong>
        ) : null}
        {(answer ? idleOvertime(hand.base, acts.flat()) : []).map((idle) => (
          <span key={idle.of} className={classes.wrong}>
            {idleOvertimeWords(idle)}
          </span>
        ))}
        <BrokenPromises board={hand.board} broken={broken} />
        {answer && hand.why ? <Hurt hand={hand} answer={answer} why={hand.why} /> : null}
        {conflicts.length > 0 ? (
          <ul>
            {mends(conflicts, acts.flat())
              .slice(0, mostShown)
              .map(([conflict, offered]) => (
                <li key={`${conflict.rule} ${conflict.order} ${conflict.seq} ${conflict.part}`}>
                  <span className={classes.wrong}>▲ {conflictWords(conflict)}</span>
                  {offered.map((mend) => (
                    <Button key={mend.machine} size="compact-xs" variant="default" onClick={() => hand.act([mend])}>
                      {conflict.machines ? `Put it on ${mend.machine}` : 'Put it there'}
                    </Button>
                  ))}
                </li>
              ))}
            {conflicts.length > mostShown ? <li className="dim">and {conflicts.length - mostShown} more</li> : null}
          </ul>
        ) : null}
      </div>
      <div className={classes.doors}>
        {last && hand.may && !still && !untaken ? (
          <Button size="compact-sm" onClick={() => setKeeping(true)}>
            Keep as draft
          </Button>
        ) : null}
        {last ? (
          <Button size="compact-sm" variant="default" title="Ctrl Z" onClick={hand.undo}>
            Undo
          </Button>
        ) : null}
        {acts.length > 1 ? (
          <Button size="compact-sm" variant="subtle" onClick={hand.undoAll}>
            Undo all {acts.length}
          </Button>
        ) : null}
        {last?.[0] ? <span className="dim">{undoWords(acts)}</span> : null}
      </div>
      {keeping ? (
        <KeepWindow
          version={hand.version}
          acts={acts}
          reason={reason ?? actsWords(acts, hand.base)}
          note={
            published == null || published === hand.version ? null : (
              <p className="dim">{actsOnlyAhead(hand.version)}</p>
            )
          }
          onClose={() => setKeeping(false)}
          onKept={kept}
        />
      ) : null}
    </section>
  );
}

/** Number of the version that is published by now, where it overtook the one that is changed; undefined: none did. */
function useSince({ version, acts }: Hand, published: number | null | undefined): number | undefined {
  const other = acts.length > 0 && published != null && published !== version ? published : undefined;
  const { data } = useOne(
    versionStands,
    { params: { number: version } },
    { kinds: ['plan_versions', 'version_decisions'], enabled: other !== undefined },
  );
  return data && (data.overtaken || data.state === 'superseded') ? other : undefined;
}

interface NotMovedProps {
  readonly hand: Hand;
  readonly refused: NonNullable<Hand['refused']>;
  readonly since: number | undefined;
}

/** Nothing is moved here: why, as that stands by now, and where it can be. */
function NotMoved({ hand, refused, since }: NotMovedProps) {
  const { acts, version } = hand;
  const { data } = usePlanState();
  const { text, onto } = whyNotMoved(refused, version, data);
  return (
    <div className={classes.hand} role="alert">
      <span className={onto === undefined ? classes.wrong : undefined}>
        {since === undefined ? '' : `${overtakenSince(since, version)} `}
        {text}{' '}
        {onto === undefined || acts.length > 0 ? null : (
          <PageLink to={pageAt('/board', { version: String(onto) })}>Show it</PageLink>
        )}
      </span>
      {acts.length > 0 ? (
        <>
          {data?.run ? null : <PageLink to={pageAt('/board', { again: String(version) })}>{doAgain}</PageLink>}
          <Button size="compact-sm" variant="default" onClick={hand.undoAll}>
            {acts.length === 1 ? 'Undo' : `Undo all ${acts.length}`}
          </Button>
        </>
      ) : null}
    </div>
  );
}

/** While a bar is held the strip stands over the board: it has as much room beside that as before, and the board is not fitted anew. */
function useRoom(beside: boolean): RefObject<HTMLDivElement | null> {
  const place = useRef<HTMLDivElement>(null);
  const height = useRef(0);
  useLayoutEffect(() => {
    if (!place.current) return;
    if (beside) height.current = place.current.offsetHeight;
    place.current.style.minHeight = beside ? '' : `${height.current}px`;
  });
  return place;
}

/** While something is held the strip grows and does not shrink: it keeps still beside the hand. */
function useHighest(holds: boolean): RefObject<HTMLElement | null> {
  const strip = useRef<HTMLElement>(null);
  useLayoutEffect(() => {
    if (strip.current) strip.current.style.minHeight = holds ? `${strip.current.offsetHeight}px` : '';
  });
  return strip;
}
