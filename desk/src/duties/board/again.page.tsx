/** Changes by hand done again: which version they are done on, how that goes, and what came of each. */
import { Button } from '@mantine/core';
import { useNavigate } from '@tanstack/react-router';
import { useEffect, useState } from 'react';
import type { Answering } from '../../web/api.ts';
import { keep, readKept } from '../../web/kit/kept.ts';
import { useLatest } from '../../web/kit/latest.ts';
import { Page } from '../../web/kit/Page.tsx';
import { PageLink } from '../../web/kit/PageLink.tsx';
import { Empty, Problem, Progress } from '../../web/kit/states.tsx';
import { useKept } from '../../web/kit/useKept.ts';
import { pageAt } from '../../web/paths.ts';
import { PlanButton } from '../../web/plan/PlanButton.tsx';
import { useOne } from '../../web/queries.ts';
import { useMay, useWhose } from '../../web/session/session.tsx';
import { againDone, cannotWords, doingWords } from './again.messages.ts';
import { type Again, askedOnceMore, triedAgain } from './againtried.ts';
import { boardAgain } from './board.contract.ts';
import classes from './board.module.css';
import { begun } from './hand.messages.ts';
import { settledActs } from './hand.ts';
import { forgetUnkept, type Hand, unkeptOf } from './usehand.page.tsx';

const nameOf = (whose: string, version: number): string => `again:${whose}:${version}`;

/** The door: finds the version that they are done on, and goes to its board. */
export function AgainDoor({ of }: { of: number }) {
  const may = useMay('plan.run');
  return (
    <Page title="Board">
      {may ? (
        <Finding of={of} />
      ) : (
        <Empty
          title="Changes by hand are done again by a planner or a supervisor."
          text={<PageLink to={pageAt('/board', { version: String(of) })}>Look at version {of}</PageLink>}
        />
      )}
    </Page>
  );
}

/** Whatever is planned or published. */
const kinds = ['plan_versions', 'version_decisions', 'plan_runs'] as const;

function Finding({ of }: { of: number }) {
  const whose = useWhose();
  const navigate = useNavigate();
  // Read once: they are taken along before the page is left.
  const [unkept] = useState(() => unkeptOf(whose, of));
  const { data, error, isFetching, refetch } = useOne(
    boardAgain,
    { body: { version: of, ...(unkept.length > 0 ? { acts: settledActs(unkept).map((act) => [...act]) } : {}) } },
    { kinds },
  );
  const go = useLatest((found: Answering<typeof boardAgain>): void => {
    const { onto, acts, next, left, reason, told } = found;
    const before = readKept<Again>(nameOf(whose, onto));
    // Opened once more it shows what came of it, while that is there, and takes along what was changed since.
    const known = before?.of === of && (before.asked !== undefined || unkeptOf(whose, onto).length > 0);
    const newer = known && onto !== of && unkeptOf(whose, of).length > 0;
    // On the version itself what was never kept is called as its orders are since it was published; a draft by hand is done there.
    if (newer || ((onto !== of || reason === null) && !known)) {
      const first: Again = { of, reason, told, asked: { acts, next }, done: 0, left, stands: [] };
      keep(nameOf(whose, onto), newer ? askedOnceMore(before, found) : first);
      forgetUnkept(whose, of);
    }
    void navigate({ to: '/board', search: { version: String(onto) } as never, replace: true });
  });
  useEffect(() => {
    if (data && !isFetching) go.current(data);
  }, [data, isFetching, go]);
  if (!error) return <Progress doing={`Looking where the changes of version ${of} are done again`} />;
  return (
    <>
      <Problem of={error} retry={() => void refetch()} />
      <PlanButton />
    </>
  );
}

/** Tries what was asked for on this version; what came of it stays until it is closed, or kept as a draft. */
export function useAgain(hand: Hand) {
  const whose = useWhose();
  const [again, setAgain] = useKept<Again | undefined>(nameOf(whose, hand.version), undefined);
  const latest = useLatest({ hand, again });
  const { may } = hand;
  const asked = again?.asked;
  useEffect(() => {
    if (!may || !asked) return;
    let wanted = true;
    const { ask, acts } = latest.current.hand;
    void triedAgain(asked.acts, acts, asked.next, ask).then((tried) => {
      const { again: now, hand: there } = latest.current;
      if (!wanted || !now) return;
      if (tried.acts.length > 0) there.actAll(tried.acts);
      const { asked: _, ...told } = now;
      const done = tried.acts.flat().filter(({ kind }) => kind !== 'stand').length;
      setAgain({
        ...told,
        done: now.done + done,
        left: [...now.left, ...tried.left],
        stands: [...now.stands, ...tried.stands],
      });
    });
    return () => {
      wanted = false;
    };
  }, [may, asked, latest, setAgain]);
  return { again, close: () => setAgain(undefined) };
}

interface AgainStripProps {
  readonly again: Again;
  /** Why the engine tries nothing of this version. */
  readonly refused: string | undefined;
  readonly onClose: () => void;
}

export function AgainStrip({ again, refused, onClose }: AgainStripProps) {
  const { of, asked, told, done, left, stands } = again;
  const count = asked?.acts.flat().filter(({ kind }) => kind !== 'stand').length ?? 0;
  if (asked)
    return (
      <div className={classes.hand}>
        {refused === undefined ? (
          <Progress doing={doingWords(count, of)} />
        ) : (
          <>
            <p>{cannotWords(count, of, refused)}</p>
            <Button size="compact-sm" variant="default" onClick={onClose}>
              Leave it
            </Button>
          </>
        )}
      </div>
    );
  return (
    <section className={classes.hand} aria-label="Done again">
      <div className={classes.verdict}>
        <strong>{againDone(done, stands.length, left.length, of)}</strong>
        {told ? <p>{told}</p> : null}
        {left.length + stands.length > 0 ? (
          <ul className={classes.again}>
            {[...left, ...stands].map(({ what, why }, n) => (
              // biome-ignore lint/suspicious/noArrayIndexKey: the same may be left out twice, and none moves
              <li key={`${n} ${what}`}>
                {begun(what)}: {why}
              </li>
            ))}
          </ul>
        ) : null}
      </div>
      <Button size="compact-sm" variant="default" onClick={onClose}>
        Close
      </Button>
    </section>
  );
}
