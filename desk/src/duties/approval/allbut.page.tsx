/** Approving a version without some of its orders: what is ticked under "What changes", the run that leaves it out, what came of it. */
import { Button } from '@mantine/core';
import { useMemo, useState } from 'react';
import type { Answering } from '../../web/api.ts';
import { When } from '../../web/kit/marks.tsx';
import { PageLink } from '../../web/kit/PageLink.tsx';
import { usePlant } from '../../web/kit/plant.tsx';
import { Problem, Progress } from '../../web/kit/states.tsx';
import { toast } from '../../web/kit/toasts.tsx';
import { orderAt, pageAt } from '../../web/paths.ts';
import { useOne, useWrite } from '../../web/queries.ts';
import { useMay } from '../../web/session/session.tsx';
import type { Choice } from '../planning/choice.page.tsx';
import { VersionVerdict } from '../planning/comparison.page.tsx';
import { isOnTheWay } from '../planning/states.ts';
import { approvalKinds, type Seen, useVersion } from './acts.page.tsx';
import { approveAllBut, leaveOut } from './allbut.contract.ts';
import {
  allButRefusals,
  allButWords,
  alsoLeaveOut,
  failedWords,
  goingWords,
  leaveOutWords,
  lostHead,
  lostWords,
  readThenDecide,
  staysWithWords,
  staysWords,
  tickedWords,
  waitsWords,
} from './allbut.messages.ts';
import { isNothingLeft } from './allbut.ts';
import classes from './approval.module.css';

/** `nothingLeft`: without what is ticked the version changes nothing. */
export type LeftOut = Choice & {
  readonly clear: () => void;
  readonly nothingLeft: boolean;
  /** Each that is ticked, with what stays with it. */
  readonly ticked: readonly string[];
  /** Rush orders that lose their place by what is ticked, each in a sentence. */
  readonly gives: readonly string[];
  /** What was done by hand and can be left out by itself, in its turn; ticked by its name. */
  readonly acts: readonly string[];
  /** Rules that are broken still, each in a sentence with what breaks it. */
  readonly broken: readonly string[];
  readonly choose: (names: readonly string[]) => void;
  /** Why orders have no tick; null: they have. */
  readonly actsOnly: string | null;
  /** Then the version that was moved by hand. */
  readonly base: number | undefined;
};

type StaysWith = Omit<Answering<typeof leaveOut>['rows'][number], 'order'>;
/** That stays with an act by hand. */
const nothing = { holds: [], others: [], gives: [], barred: null } satisfies Partial<StaysWith>;

/** What is ticked, or why nothing can be; undefined: this version is not to be approved in part by who looks at it. */
export function useLeftOut(of: Seen): LeftOut | string | undefined {
  const may = useMay('plan.approve');
  const [chosen, setChosen] = useState<ReadonlySet<string>>(new Set());
  const { all_but: run } = of;
  const going = run?.state === 'waiting' || run?.state === 'running';
  const beside = of.published !== null || of.acts_only !== null;
  const offered = may && of.version.state === 'submitted' && of.barred.approve === null && beside && !going;
  const params = { number: of.version.number };
  const { data } = useOne(leaveOut, { params }, { kinds: approvalKinds, enabled: offered && of.whole_only === null });
  const stays = useMemo(
    () =>
      new Map([
        ...(data?.rows.map((row): [string, StaysWith] => [row.order, row]) ?? []),
        ...(data?.acts.map(({ name, unlocks }): [string, StaysWith] => [name, { ...nothing, unlocks }]) ?? []),
      ]),
    [data],
  );
  const acts = useMemo(() => new Map(data?.acts.map((act) => [act.name, act.goes_with])), [data]);
  // Who made it reads that before somebody else is to decide about it.
  if (of.version.state === 'draft' && beside && of.no_further === null)
    return of.whole_only ?? of.acts_only ?? undefined;
  if (!offered) return undefined;
  if (of.whole_only !== null) return of.whole_only;
  const below = [...chosen].flatMap((name) => [name, ...(stays.get(name)?.holds ?? [])]);
  const places = [...acts.keys()];
  const gone = {
    orders: [...chosen].filter((name) => !acts.has(name)),
    below,
    acts: places.flatMap((name, at) => (chosen.has(name) ? [at] : [])),
  };
  const isGone = (at: number): boolean =>
    gone.acts.includes(at) || (data?.acts[at]?.goes_with.some((name) => chosen.has(name)) ?? false);
  return {
    chosen,
    actsOnly: of.acts_only,
    base: of.acts_only === null ? undefined : (of.made_of ?? undefined),
    word: leaveOutWords,
    nothingLeft: data !== undefined && isNothingLeft({ moving: data.moving, acts: [...acts.values()] }, gone),
    acts: places,
    broken: (data?.broken ?? []).flatMap(({ words, acts: by }) =>
      by.length > 0 && by.every((at) => isGone(at)) ? [] : [words],
    ),
    choose: (names) => setChosen(new Set(names)),
    of: (order) => {
      const own = stays.get(order);
      const other =
        acts.get(order)?.find((name) => chosen.has(name)) ??
        [...chosen].find((name) => name !== order && stays.get(name)?.holds.includes(order));
      if (other !== undefined && !chosen.has(order)) return { words: staysWithWords(other), stands: 'with another' };
      if (own?.barred) return { words: own.barred, stands: 'barred' };
      return { words: own ? staysWords(own, own.gives) : '', stands: 'free' };
    },
    toggle: (name) =>
      setChosen((before) => new Set(before.has(name) ? [...before].filter((one) => one !== name) : [...before, name])),
    ticked: [...chosen].map((name) => tickedWords(name, stays.get(name))),
    gives: [...new Set([...chosen].flatMap((name) => stays.get(name)?.gives ?? []))],
    clear: () => setChosen(new Set()),
  };
}

const nothingLeftWords = (number: number, { base }: LeftOut): string =>
  allButRefusals['all-left-out']({ number, ...(base === undefined ? {} : { base }) }, '');

interface AllButProps {
  readonly number: number;
  readonly of: LeftOut;
  readonly onDone: () => void;
}

/** Stays in sight while orders are ticked further down. */
export function AllBut({ number, of: choice, onDone }: AllButProps) {
  const write = useWrite(approveAllBut, { kinds: approvalKinds });
  const [refusal, setRefusal] = useState<unknown>();
  const chosen = [...choice.chosen];
  const ask = (): void => {
    setRefusal(undefined);
    const orders = chosen.filter((name) => !choice.acts.includes(name));
    const acts = chosen.map((name) => choice.acts.indexOf(name)).filter((at) => at >= 0);
    write.run({ params: { number }, body: { orders, acts } }).then(({ done }) => {
      choice.clear();
      toast(done);
      onDone();
    }, setRefusal);
  };
  return (
    <section className={classes.leaving} aria-labelledby="left-out">
      <h2 id="left-out">Left out</h2>
      {refusal ? (
        <Problem of={refusal} />
      ) : (
        <ul>
          {choice.ticked.map((words) => (
            <li key={words}>{words}</li>
          ))}
        </ul>
      )}
      {choice.gives.map((words) => (
        <p key={words} className={classes.barred}>
          ▲ {words}
        </p>
      ))}
      {choice.broken.map((words) => (
        <p key={words} className={classes.barred}>
          ▲ {words}
        </p>
      ))}
      {choice.nothingLeft ? <p className={classes.barred}>{nothingLeftWords(number, choice)}</p> : null}
      <div className={classes.doors}>
        <Button disabled={choice.nothingLeft} loading={write.sending} onClick={ask}>
          {allButWords(chosen.length)}
        </Button>
        <Button variant="default" onClick={choice.clear}>
          Leave nothing out
        </Button>
      </div>
    </section>
  );
}

interface LeavingOutProps {
  readonly of: Seen;
  readonly choice: LeftOut | undefined;
  readonly onChoice: () => void;
}

/** The run that leaves orders out, while it goes and when it came to nothing; of its version, what it was made in place of. */
export function LeavingOut({ of, choice, onChoice }: LeavingOutProps) {
  const { version, published, all_but: run, instead_of: first, lost } = of;
  const ticked = run ? [...run.orders, ...run.acts] : [];
  const inTheWay = run?.in_the_way.flatMap((at) => choice?.acts[at] ?? []) ?? [];
  return (
    <>
      {run && (run.state === 'waiting' || run.state === 'running') ? (
        <Going number={version.number} run={run} ticked={ticked} />
      ) : null}
      {run?.error && isOnTheWay(version.state) ? (
        <p className={classes.barred}>{failedWords(ticked, run.error)}</p>
      ) : null}
      {run?.error && choice && inTheWay.length > 0 && !inTheWay.every((act) => choice.chosen.has(act)) ? (
        <Button
          variant="default"
          className={classes.also}
          onClick={() => {
            choice.choose([...ticked, ...inTheWay]);
            onChoice();
          }}
        >
          {alsoLeaveOut(inTheWay)}
        </Button>
      ) : null}
      {first === null ? null : <Moved from={first} to={version.number} />}
      {lost?.rest === version.number ? <LostOrders of={lost} /> : null}
      {typeof run?.made === 'number' ? (
        <Made
          from={version.number}
          number={run.made}
          told={run.told}
          before={published ?? of.held_against}
          published={published}
          lost={lost}
        />
      ) : null}
    </>
  );
}

/** Milliseconds: a worker that died says nothing. */
const askedEvery = 10_000;

function Going({ number, run, ticked }: GoingProps) {
  const { zone } = usePlant();
  useVersion(number, askedEvery);
  const doing = run.waits_since === null ? run.step : waitsWords(run.waits_since, zone);
  return <Progress doing={`${goingWords(ticked, run.asked_by)}: ${doing}`} done={run.share} />;
}

interface GoingProps {
  readonly number: number;
  readonly run: NonNullable<Seen['all_but']>;
  readonly ticked: readonly string[];
}

interface MadeProps {
  readonly from: number;
  readonly number: number;
  readonly told: string | null;
  /** It is told against that: the published one, else what was moved by hand. */
  readonly before: number | null;
  readonly published: number | null;
  readonly lost: Seen['lost'];
}

/** Nobody has read it yet: its verdict against what the floor works to stands before the door to publish it. */
const Made = ({ from, number, told, before, published, lost }: MadeProps) => (
  <section aria-label={`Version ${number}`}>
    <Moved from={from} to={number} />
    {before === null || before >= number ? null : (
      <>
        <VersionVerdict from={before} to={number} published={published} />
        {told ? <p>{told}</p> : null}
        {lost?.rest === number ? <LostOrders of={lost} /> : null}
        <p>
          <PageLink to={pageAt('/versions/$number', { number })}>{readThenDecide(number)}</PageLink>
        </p>
      </>
    )}
  </section>
);

/** What ships later for what was left out; the rest of them by comparing the two. */
export function LostOrders({ of: { whole, rest, count, first } }: { of: NonNullable<Seen['lost']> }) {
  if (count === 0) return null;
  return (
    <section className={classes.lost} aria-label={lostHead(whole)}>
      <h3>{lostHead(whole)}</h3>
      <ul>
        {first.map(({ demand, lost, moved_days, ships, why }) => (
          <li key={demand}>
            <PageLink to={orderAt(demand)}>{demand}</PageLink> {lostWords(whole, lost, moved_days)}
            {ships === null ? (
              ''
            ) : (
              <>
                , ships <When at={ships} />
              </>
            )}
            {why === '' ? '' : `: ${why}`}
          </li>
        ))}
        {count > first.length ? (
          <li>
            <PageLink to={pageAt('/versions/$from/compare/$to', { from: whole, to: rest })}>
              and {count - first.length} more
            </PageLink>
          </li>
        ) : null}
      </ul>
    </section>
  );
}

const Moved = ({ from, to }: { readonly from: number; readonly to: number }) => (
  <p>
    <PageLink to={pageAt('/versions/$number', { number: to })}>Version {to}</PageLink> was made in place of{' '}
    <PageLink to={pageAt('/versions/$number', { number: from })}>version {from}</PageLink>:{' '}
    <PageLink to={pageAt('/versions/$from/compare/$to', { from, to })}>what moved between the two</PageLink>.
  </p>
);
