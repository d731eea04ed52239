/** A screen at the wall: the dispatch list of one work centre, read from five metres. Nothing on it is to be pressed. */
import { useParams } from '@tanstack/react-router';
import { type ReactNode, useEffect, useState } from 'react';
import type { Answering } from '../../web/api.ts';
import { LateDays } from '../../web/kit/marks.tsx';
import { PageLink } from '../../web/kit/PageLink.tsx';
import { usePlant } from '../../web/kit/plant.tsx';
import { Empty, Problem, Progress } from '../../web/kit/states.tsx';
import { dayWords, present, wallClock } from '../../web/kit/time.ts';
import { pageAt } from '../../web/paths.ts';
import { ToAcknowledge } from '../../web/plan/ToAcknowledge.tsx';
import { useOne } from '../../web/queries.ts';
import { dispatchOne } from './floor.contract.ts';
import { notReleased, unpublishedWall } from './floor.messages.ts';
import { useRoom } from './room.page.tsx';
import classes from './wall.module.css';
import { type Shown, wallOf } from './wall.ts';

type Row = Answering<typeof dispatchOne>['rows'][number];

/** What a publication, a plan, a report or a downtime changes. */
const kinds = ['plan_versions', 'version_decisions', 'work_orders', 'work_steps', 'progress_reports', 'downtimes'];

export default function WallPage() {
  const { workCentre = '' } = useParams({ strict: false }) as { readonly workCentre?: string };
  const list = useOne(dispatchOne, { params: { work_centre: workCentre }, query: {} }, { kinds });
  useEffect(() => {
    document.title = `${workCentre} · Hotlist`;
  }, [workCentre]);
  const [room, watch] = useRoom();
  const shown = list.data ? wallOf(list.data.rows, room) : undefined;
  return (
    <main id="page" className={classes.wall}>
      <header className={classes.head}>
        <h1>
          {workCentre} {list.data?.name ? <span className={classes.named}>{list.data.name}</span> : null}
        </h1>
        {shown ? (
          <p className={classes.count} data-late={shown.late.rows.length > 0 || undefined}>
            {shown.late.rows.length > 0 ? `▲ ${shown.late.rows.length + shown.late.more} late` : 'nothing late'}
          </p>
        ) : null}
        {list.data?.version?.published === false ? (
          <p className={classes.unpublished}>{unpublishedWall(list.data.version.number)}</p>
        ) : null}
        <ToAcknowledge workCentre={workCentre} wall className={classes.unpublished} />
        <Clock />
      </header>
      {list.data?.down.map((one) => (
        <p key={one.machine + one.until} className={classes.down}>
          ▲ {one.machine} is down until <At instant={one.until} />
          {one.reason ? `: ${one.reason}` : null}
        </p>
      ))}
      {list.error ? (
        <>
          <Problem of={list.error} retry={() => void list.refetch()} />
          <p>
            <PageLink to={pageAt('/wall')}>The walls that there are</PageLink>
          </p>
        </>
      ) : null}
      {list.isPending ? <Progress doing="Reading the dispatch list" /> : null}
      {list.data?.rows.length === 0 ? (
        <Empty
          title={list.data.version ? 'Nothing is waiting here.' : 'There is no plan yet.'}
          text={
            list.data.version
              ? 'Operations of this work centre stand here once orders are released and planned.'
              : 'A planner makes one from the hot list.'
          }
        />
      ) : null}
      {shown && list.data && list.data.rows.length > 0 ? (
        <div ref={watch} className={classes.body}>
          <div data-column>
            <Part
              title="Now"
              of={shown.now}
              none="Nothing was started."
              draw={(row) => (
                <Step of={row} big closed={list.data?.closed.find(({ machine }) => machine === row.machine)} />
              )}
            />
            <Part title="Next" of={shown.next} none="Nothing waits." draw={(row) => <Step of={row} start />} />
          </div>
          <div data-column>
            <Part title="Late" of={shown.late} none="Nothing is late." draw={(row) => <LateStep of={row} />} />
            <Part
              title="Waits for material"
              of={shown.waiting}
              none="All has its material by the start."
              draw={(row) => <Waiting of={row} />}
            />
          </div>
        </div>
      ) : null}
    </main>
  );
}

interface PartProps {
  readonly title: string;
  readonly of: Shown<Row>;
  readonly none: string;
  readonly draw: (row: Row) => ReactNode;
}

function Part({ title, of: { rows, more }, none, draw }: PartProps) {
  return (
    <section aria-label={title} className={classes.part}>
      <h2>{title}</h2>
      {rows.length === 0 ? <p className={classes.none}>{none}</p> : null}
      <ul>
        {rows.map((row) => (
          <li key={`${row.order}/${row.seq}/${row.part}`}>{draw(row)}</li>
        ))}
      </ul>
      {more > 0 ? (
        <p data-more className={classes.none}>
          and {more} more
        </p>
      ) : null}
    </section>
  );
}

interface StepProps {
  readonly of: Row;
  readonly big?: boolean;
  readonly start?: boolean;
  /** Its machine's hours are closed now. */
  readonly closed?: Answering<typeof dispatchOne>['closed'][number] | undefined;
}

function Step({ of: row, big, start, closed }: StepProps) {
  return (
    <div className={classes.step} data-big={big || undefined}>
      <p className={classes.first}>
        <span className={classes.order}>{row.order}</span> {row.item}
      </p>
      <p className={classes.second}>
        {start ? (
          <>
            <At instant={row.starts} /> ·{' '}
          </>
        ) : null}
        {closed ? (
          <>
            begun
            {closed.opens === null ? (
              ''
            ) : (
              <>
                , goes on <At instant={closed.opens} />
              </>
            )}{' '}
            ·{' '}
          </>
        ) : null}
        {row.order_state === 'firm' ? `${notReleased} · ` : ''}
        {row.machine ?? 'by hand'} · {row.left} {row.unit} · {stepText(row)}
      </p>
    </div>
  );
}

/** An order has several steps at one work centre. */
const stepText = ({ step, seq }: Row): string => step ?? `step ${seq}`;

function LateStep({ of: row }: { of: Row }) {
  return (
    <div className={classes.step}>
      <p className={classes.first}>
        {row.late_days === null ? null : <LateDays days={row.late_days} state="late" />}{' '}
        <span className={classes.order}>{row.order}</span>
      </p>
      <p className={classes.second} data-wraps>
        {row.item} · {stepText(row)}
      </p>
    </div>
  );
}

/** The last of what is not sure to be there when it begins: until then it cannot. */
function Waiting({ of: row }: { of: Row }) {
  const last = row.missing.findLast((one) => !one.by_start);
  return (
    <div className={classes.step}>
      <p className={classes.first}>
        <span className={classes.order}>{row.order}</span> {last?.item}
      </p>
      <p className={classes.second}>
        {last?.qty} {last?.unit} · {last?.at ? <At instant={last.at} /> : 'no date'}
      </p>
    </div>
  );
}

/** The hour alone today, else with its day. */
function At({ instant }: { instant: string }) {
  const { zone, today } = usePlant();
  const { day, time } = wallClock(zone, instant);
  return <time dateTime={instant}>{day === today ? time : `${dayWords(day, today)} ${time}`}</time>;
}

function Clock() {
  const { zone } = usePlant();
  const [now, setNow] = useState(present);
  useEffect(() => {
    const timer = setInterval(() => setNow(present()), 10_000);
    return () => clearInterval(timer);
  }, []);
  return <p className={classes.clock}>{wallClock(zone, now).time}</p>;
}
