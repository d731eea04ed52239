/** Plan → Load: what every work centre and crew is asked for against what it has, by week; a cell opens what it is made of. */
import { Button, SegmentedControl } from '@mantine/core';
import { type RefObject, useRef } from 'react';
import { useAddress } from '../../web/kit/address.ts';
import { quantityText } from '../../web/kit/formats.ts';
import { LateDays, When } from '../../web/kit/marks.tsx';
import { Page } from '../../web/kit/Page.tsx';
import { PageLink } from '../../web/kit/PageLink.tsx';
import { Facts, SidePanel } from '../../web/kit/SidePanel.tsx';
import { Empty, Problem, Progress } from '../../web/kit/states.tsx';
import { orderAt, pageAt } from '../../web/paths.ts';
import { StaleNote } from '../../web/plan/StaleNote.tsx';
import { useOne } from '../../web/queries.ts';
import { SupplyLink } from '../productionsheet/supplylink.page.tsx';
import { LevelIt } from './level.page.tsx';
import { countedWords } from './load.messages.ts';
import { loadedSteps } from './masterschedule.contract.ts';
import classes from './masterschedule.module.css';
import { everBefore, loadedWords, loadTone, percentOf, utilisation } from './masterschedule.ts';
import { DayHeads, type Master, useMasterSchedule, useSpanWords, WeekHeads, WithMaster } from './weeks.page.tsx';

type Resource = Master['resources'][number];
type Week = Resource['weeks'][number];

interface Chosen {
  readonly resource: Resource;
  readonly week: number;
  readonly each: 'day' | 'week';
  readonly spans: Master['weeks'];
}

export default function LoadPage() {
  const asked = useMasterSchedule();
  const [address, setAddress] = useAddress();
  const each = address.by === 'day' ? 'day' : 'week';
  const table = useRef<HTMLDivElement>(null);
  const over = asked.data?.resources.filter((row) => row.weeks.some((week) => toneOf(week) === 'late')).length;
  return (
    <Page
      title="Load"
      tools={
        <SegmentedControl
          size="xs"
          aria-label="By"
          data={[
            { value: 'week', label: 'By week' },
            { value: 'day', label: 'By day' },
          ]}
          value={each}
          onChange={(by) => setAddress({ by: by === 'day' ? by : undefined, cell: undefined })}
        />
      }
      counted={
        asked.data?.version
          ? over
            ? `${over} of ${asked.data.resources.length} asked for more than they have`
            : 'Nobody is asked for more than there is'
          : undefined
      }
    >
      <WithMaster of={asked}>
        {(master) => {
          const [spans, resources] = each === 'day' ? [master.days, master.by_day] : [master.weeks, master.resources];
          const chosen = chosenOf(address.cell, { each, spans, resources });
          return master.resources.length === 0 ? (
            <Empty
              title="There are no work centres and no crews."
              text="What is made, packed or tested here is done at one. Add them under Set-up, then plan."
            />
          ) : (
            <div className={classes.page}>
              <div className={classes.body}>
                <StaleNote />
                <Overloads of={master.overloads} />
                <LeafWeeks within={table} />
                <div className={classes.scroll} ref={table}>
                  <table className={classes.weeks}>
                    <caption className={classes.unseen}>Load against capacity by {each}</caption>
                    <thead>
                      <tr>
                        <th scope="col">Work centre or crew</th>
                        {each === 'day' ? <DayHeads of={spans} /> : <WeekHeads of={spans} />}
                      </tr>
                    </thead>
                    <tbody>
                      {resources.map((resource) => (
                        <tr key={`${resource.kind} ${resource.resource}`}>
                          <th scope="row">
                            {resource.resource}
                            {resource.kind === 'crew' ? <span className="dim"> crew, skill</span> : null}
                            {resource.name ? <span className={classes.name}>{resource.name}</span> : null}
                          </th>
                          {resource.weeks.map((week, n) => (
                            <td key={spans[n]?.from}>
                              <Cell
                                of={week}
                                chosen={chosen?.resource === resource && chosen.week === n}
                                onOpen={() => setAddress({ cell: cellName(resource, spans[n]!) })}
                              />
                            </td>
                          ))}
                        </tr>
                      ))}
                    </tbody>
                  </table>
                </div>
                {resources.length === 0 ? (
                  <p className="dim">This plan was made before load was kept by day. Maybe plan again.</p>
                ) : null}
                <p className="dim">
                  Hours asked for as a share of the hours there are. A share opens what it is made of.
                </p>
              </div>
              {chosen ? (
                <LoadPanel
                  key={`${chosen.resource.kind} ${chosen.resource.resource} ${chosen.week}`}
                  of={chosen}
                  version={master.version?.number ?? 0}
                  onClose={() => setAddress({ cell: undefined })}
                />
              ) : null}
            </div>
          );
        }}
      </WithMaster>
    </Page>
  );
}

/** On a phone: what does not fit beside the names is a leaf away. */
const LeafWeeks = ({ within }: { within: RefObject<HTMLDivElement | null> }) => {
  const leaf = (way: -1 | 1) => () => {
    const shown = within.current;
    const names = shown?.querySelector('tbody th')?.clientWidth ?? 0;
    shown?.scrollBy({ left: way * (shown.clientWidth - names) });
  };
  return (
    <div className={classes.leafWeeks}>
      <Button variant="default" h={44} onClick={leaf(-1)}>
        Earlier
      </Button>
      <Button variant="default" h={44} onClick={leaf(1)}>
        Later
      </Button>
    </div>
  );
};

/** A cell as the address names it: "work-centre:WELD:2026-11-30T05:00:00Z". */
const cellName = ({ kind, resource }: Resource, { from }: Master['weeks'][number]): string =>
  `${kind}:${resource}:${from}`;

/** The cell that the address names; none where this plan does not have it any more. */
function chosenOf(
  name: string | undefined,
  { each, spans, resources }: Pick<Chosen, 'each' | 'spans'> & { readonly resources: readonly Resource[] },
): Chosen | undefined {
  const week = spans.findIndex(({ from }) => name?.endsWith(`:${from}`));
  const span = spans[week];
  const resource = span && resources.find((one) => cellName(one, span) === name);
  return resource && { resource, week, each, spans };
}

const toneOf = (week: Week) => loadTone(utilisation(week));
const hours = (seconds: number): string => quantityText(seconds / 3600, 1);

function Cell({ of: week, chosen, onOpen }: { of: Week; chosen: boolean; onOpen: () => void }) {
  const share = utilisation(week);
  if (share === null) return <span className="dim">closed</span>;
  if (week.load === 0) return <span className="dim">0 %</span>;
  const tone = loadTone(share);
  return (
    <button
      type="button"
      className={classes.cell}
      data-tone={tone}
      aria-pressed={chosen}
      title={`${hours(week.load)} of ${hours(week.capacity)} h`}
      style={{ '--share': Math.min(1, share) } as React.CSSProperties}
      onClick={onOpen}
    >
      {tone === 'late' ? '▲ ' : ''}
      {percentOf(share)}
    </button>
  );
}

const mostSaid = 5;

function Overloads({ of: sentences }: { of: readonly string[] }) {
  if (sentences.length === 0) return null;
  return (
    <ul className={classes.overloads} aria-label="Overloads">
      {sentences.slice(0, mostSaid).map((one) => (
        <li key={one}>{one}</li>
      ))}
      {sentences.length > mostSaid ? <li className="dim">and {sentences.length - mostSaid} more</li> : null}
    </ul>
  );
}

function LoadPanel({ of, version, onClose }: { of: Chosen; version: number; onClose: () => void }) {
  const { resource, week: n, each, spans } = of;
  const words = useSpanWords();
  const week = resource.weeks[n];
  const span = spans[n];
  if (!week || !span) return null;
  const counted = countedWords(resource, each, n === 0);
  const families = Object.entries(week.families).sort(([, a], [, b]) => b - a);
  return (
    <SidePanel title={`${resource.resource}, ${words(span.from, each)}`} onClose={onClose}>
      <Facts
        of={[
          ['Asked for', `${hours(week.load)} h`],
          ['There is', `${hours(week.capacity)} h`],
          ['Left', `${hours(week.capacity - week.load)} h`],
        ]}
      />
      {counted === '' ? null : <p className="dim">{counted}</p>}
      <LevelIt of={resource} each={each} span={span} share={utilisation(week)} version={version} />
      <h3>By product family</h3>
      <ul className={classes.shares}>
        {families.map(([family, seconds]) => (
          <li key={family}>
            <span>{family === '' ? 'Only for stock' : family}</span>
            <span className="figures">{hours(seconds)} h</span>
          </li>
        ))}
      </ul>
      <h3>Operations</h3>
      <Steps resource={resource} from={n === 0 ? everBefore : span.from} to={span.to} />
      {resource.kind === 'work-centre' ? (
        <p>
          <PageLink to={pageAt('/dispatch')}>Dispatch lists</PageLink> ·{' '}
          <PageLink to={pageAt('/byhand/$workCentre', { workCentre: resource.resource })}>
            Type {resource.resource} by hand
          </PageLink>
        </p>
      ) : null}
    </SidePanel>
  );
}

/** ", for SO-1042/2 and 3 more": each line is a link once the rest is opened. */
function For({ lines }: { lines: readonly string[] }) {
  const [first, ...more] = lines;
  if (first === undefined) return <span className="dim">, for stock</span>;
  return (
    <>
      <span className="dim">, for</span> <PageLink to={orderAt(first)}>{first}</PageLink>{' '}
      {more.length > 0 ? (
        <details className={classes.more}>
          <summary>and {more.length} more</summary>
          {more.map((line) => (
            <span key={line}>
              <PageLink to={orderAt(line)}>{line}</PageLink>{' '}
            </span>
          ))}
        </details>
      ) : null}
    </>
  );
}

function Steps({ resource, from, to }: { resource: Resource; from: string; to: string }) {
  const query = { resource: resource.resource, kind: resource.kind, from, to };
  const asked = useOne(loadedSteps, { query }, { kinds: ['plan_runs'] });
  if (asked.error) return <Problem of={asked.error} retry={() => void asked.refetch()} />;
  if (asked.isPending) return <Progress doing="Reading operations" />;
  const { rows, total } = asked.data;
  return (
    <>
      <ul className={classes.steps}>
        {rows.map((row) => (
          <li key={`${row.order} ${row.seq}`}>
            <SupplyLink name={row.order} /> step {row.seq},{' '}
            <PageLink to={pageAt('/items/$code', { code: row.item })}>{row.name ?? row.item}</PageLink>
            <span className="dim">
              {' '}
              {row.machine ?? ''} <When at={row.starts} time />, {loadedWords(row.within, row.seconds)}
            </span>
            <For lines={row.serves} />
            {row.late_days !== null && row.late_days > 0 ? (
              <>
                {' '}
                <LateDays days={row.late_days} state="late" />
              </>
            ) : null}
          </li>
        ))}
      </ul>
      {total > rows.length ? (
        <p className="dim">
          The first {rows.length} of {quantityText(total)}.
        </p>
      ) : null}
    </>
  );
}
