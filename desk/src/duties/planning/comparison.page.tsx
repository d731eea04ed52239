/** Two plans side by side, for who approves the newer one: the verdict, the orders, the machines, the costs, the operations. */
import { Button } from '@mantine/core';
import { type ReactNode, useCallback, useEffect, useState } from 'react';
import type { Answering } from '../../web/api.ts';
import { quantityText } from '../../web/kit/formats.ts';
import { MoneyMark, When } from '../../web/kit/marks.tsx';
import { PageLink } from '../../web/kit/PageLink.tsx';
import { usePlant } from '../../web/kit/plant.tsx';
import { Said } from '../../web/kit/Said.tsx';
import { Problem, Progress } from '../../web/kit/states.tsx';
import { pageAt } from '../../web/paths.ts';
import { useOne } from '../../web/queries.ts';
import { becameMark } from './becamemark.ts';
import { BeforeAfterDrawing, drawnFirst } from './beforeafter.page.tsx';
import { type Choice, Tick, TickNote } from './choice.page.tsx';
import { compareVersions } from './comparison.contract.ts';
import { againstWords, measureWords } from './comparison.messages.ts';
import classes from './comparison.module.css';
import { Costs, GroupSums } from './comparisonsums.page.tsx';
import type { Narrowed } from './groupkinds.ts';
import { hoursWords } from './handhours.messages.ts';
import { Operations } from './movedoperations.page.tsx';
import { NarrowedNote, useNarrowed } from './narrowed.page.tsx';
import { movedWords } from './orderchanges.messages.ts';
import { plannedBy } from './planning.messages.ts';
import { sizeWords } from './worksizes.messages.ts';

export type Comparison = Answering<typeof compareVersions>['comparison'];
type Order = Comparison['orders'][number];

/** Rows of a table before "Show all". */
const atFirst = 50;
/** Operations that are asked for at first. */
const atFirstListed = 200;
const listedFirst = { operations: atFirstListed, machines: drawnFirst };

interface VersionComparisonProps {
  readonly from: number;
  readonly to: number;
  /** Ticks beside orders; absent: none. */
  readonly choice?: Choice | undefined;
  /** The verdict stands at the head of the page. */
  readonly headed?: boolean;
}

/** Versions by their numbers. */
export function VersionComparison({ from, to, choice, headed = false }: VersionComparisonProps) {
  const [board, setBoard] = useState<string>();
  const [operations, setOperations] = useState(atFirstListed);
  const [machines, setMachines] = useState(drawnFirst);
  const narrowed = useNarrowed();
  const asked = useCompared(from, to, { operations, machines, ...(board ? { board } : {}), ...narrowed });
  const [shown, setShown] = useState<{
    readonly data: Answering<typeof compareVersions>;
    readonly narrowed: Narrowed;
  }>();
  // While the drawing leafs on, or the lists are narrowed, what stands there stays, under the name that it is of.
  if (asked.data && asked.data !== shown?.data) setShown({ data: asked.data, narrowed });
  if (asked.error) return <Problem of={asked.error} retry={() => void asked.refetch()} />;
  const before = shown?.data.from.number === from && shown.data.to.number === to ? shown : undefined;
  const whole = asked.data ?? before?.data;
  if (!whole) return <Progress doing={`Comparing version ${to} with version ${from}`} />;
  return (
    <ComparisonView
      of={whole.comparison}
      choice={choice}
      headed={headed}
      narrowed={asked.data ? narrowed : (before?.narrowed ?? narrowed)}
      intro={
        <>
          Version {to} of <When at={whole.to.made_at} time />, made {plannedBy(whole.to.made_by)} (
          <Said>{whole.to.reason}</Said>) against version {from} of <When at={whole.from.made_at} time />.{' '}
          {measureWords}
        </>
      }
      onBoard={setBoard}
      onAllMachines={() => setMachines(100_000)}
      onAllOperations={() => setOperations(100_000)}
    />
  );
}

const useCompared = (
  from: number,
  to: number,
  query: Narrowed & { readonly operations: number; readonly machines: number; readonly board?: string },
) => useOne(compareVersions, { params: { from, to }, query }, { kinds: ['sites', 'customer_lines'] });

interface VersionVerdictProps {
  readonly from: number;
  readonly to: number;
  /** The version that is; null: none is, and against what it is told stands before it. */
  readonly published: number | null;
  /** It stands, or cannot be had. */
  readonly onRead?: (() => void) | undefined;
}

/** What changes in one sentence, before anything else about a version. */
export function VersionVerdict({ from, to, published, onRead }: VersionVerdictProps) {
  const { data, error } = useCompared(from, to, listedFirst);
  const read = data !== undefined || error !== null;
  useEffect(() => {
    if (read) onRead?.();
  }, [read, onRead]);
  if (!data) return <p className="dim">Comparing with version {from}.</p>;
  return (
    <>
      {published === null ? null : <p className="dim">{againstWords(from, published === from)}</p>}
      <Verdict of={data.comparison} />
    </>
  );
}

/** Doors that the verdict moves down come with it, and stay: nobody is to press one that is about to move. `before`: the version held against. */
export function useVerdictFirst(before: number | null | undefined) {
  const [read, setRead] = useState(before === null);
  return { read, onRead: useCallback(() => setRead(true), []) };
}

/** How many operations of what stands it moves, and what that costs; undefined: not known yet. */
export const useCounts = (from: number, to: number): Comparison['counts'] | undefined =>
  useCompared(from, to, listedFirst).data?.comparison.counts;

export function Verdict({ of: { counts, verdict } }: { of: Pick<Comparison, 'counts' | 'verdict'> }) {
  const bad = counts.newly_late + counts.promises_broken > 0;
  return (
    <p className={classes.verdict} data-tone={bad ? 'late' : counts.moved_frozen > 0 ? 'risk' : undefined}>
      {verdict}
    </p>
  );
}

interface ComparisonViewProps {
  readonly of: Comparison;
  readonly intro: ReactNode;
  readonly headed?: boolean;
  readonly choice?: Choice | undefined;
  /** What its lists are narrowed to; absent: they cannot be. */
  readonly narrowed?: Narrowed;
  /** Leafs the drawing; absent: it cannot be leafed. */
  readonly onBoard?: (from: string) => void;
  readonly onAllMachines?: () => void;
  readonly onAllOperations?: () => void;
}

export function ComparisonView({
  of,
  intro,
  headed,
  choice,
  narrowed,
  onBoard,
  onAllMachines,
  onAllOperations,
}: ComparisonViewProps) {
  return (
    <div className={classes.comparison}>
      {headed ? null : <Verdict of={of} />}
      <HandHours of={of.hours} />
      <HandSizes of={of.sizes} />
      {headed ? null : <p className="dim">{intro}</p>}
      {narrowed ? <NarrowedNote of={narrowed} comparison={of} /> : null}
      <Orders of={of.orders} choice={choice} />
      {headed ? <p className="dim">{intro}</p> : null}
      <div className={classes.groups}>
        <GroupSums of={of} narrowed={narrowed} />
        <Costs of={of} />
      </div>
      {of.board ? <BeforeAfterDrawing of={of.board} onBoard={onBoard} onAll={onAllMachines} /> : null}
      <Operations of={of} choice={choice} onAll={onAllOperations} />
    </div>
  );
}

/** Work orders that a person made for another quantity. */
export function HandSizes({ of: rows }: { of: Comparison['sizes'] }) {
  if (rows.length === 0) return null;
  return (
    <ul className={classes.hours} aria-label="Quantities by hand">
      {rows.map((row) => (
        <li key={row.order}>Makes {sizeWords(row)}</li>
      ))}
    </ul>
  );
}

/** What a person added or took of the hours of machines and crews. */
export function HandHours({ of: rows }: { of: Comparison['hours'] }) {
  const { zone, today, currency } = usePlant();
  if (rows.length === 0) return null;
  return (
    <ul className={classes.hours} aria-label="Hours by hand">
      {rows.map((row) => (
        <li key={hoursWords(row, zone, today)}>
          {row.kind === 'overtime' ? 'Adds ' : ''}
          {hoursWords(row, zone, today)}
          {row.cost === null ? null : (
            <>
              , <MoneyMark of={{ minor: row.cost, currency }} />
            </>
          )}
        </li>
      ))}
    </ul>
  );
}

function Orders({ of: orders, choice }: { of: readonly Order[]; choice: Choice | undefined }) {
  const [all, setAll] = useState(false);
  if (orders.length === 0) return null;
  const shown = all ? orders : orders.slice(0, atFirst);
  return (
    <section>
      <h2>Orders that change, the worst first</h2>
      <table className={classes.rows}>
        <thead>
          <tr>
            {choice ? <th scope="col">Leave out</th> : null}
            <th scope="col">Became</th>
            <th scope="col">Order</th>
            <th scope="col">Customer</th>
            <th scope="col">Item</th>
            <th scope="col">Due</th>
            <th scope="col">Before → after</th>
            <th scope="col">Moved</th>
            <th scope="col">Why</th>
          </tr>
        </thead>
        <tbody>
          {shown.map((row) => (
            <tr key={row.demand}>
              {choice ? (
                <td>
                  <Tick of={row.demand} by={choice} />
                </td>
              ) : null}
              <Became of={row} />
              <td className={classes.name}>
                {row.order_no === null ? (
                  row.demand
                ) : (
                  <PageLink to={pageAt('/orders/$order/$line', { order: row.order_no, line: row.line ?? 1 })}>
                    {row.demand}
                  </PageLink>
                )}
                <TickNote of={row.demand} by={choice} />
              </td>
              <td>{row.customer}</td>
              <td className={classes.item}>{row.item_name ?? row.item}</td>
              <td data-label="due">
                <When at={row.due} />
              </td>
              <td className={classes.dates}>
                {row.became === 'new' ? null : <Ships at={row.before} />} →{' '}
                {row.became === 'gone' ? null : <Ships at={row.after} />}
              </td>
              <td className={classes.number}>{row.moved_days === null ? null : movedWords(row.moved_days)}</td>
              <td className={classes.why}>
                {row.breaks_promise && row.promised ? (
                  <strong data-tone="late">
                    ▲ Breaks the promise of <When at={row.promised} />.{' '}
                  </strong>
                ) : null}
                {row.why}
              </td>
            </tr>
          ))}
        </tbody>
      </table>
      {orders.length > shown.length ? (
        <Button data-noprint variant="default" onClick={() => setAll(true)}>
          Show all {quantityText(orders.length)}
        </Button>
      ) : null}
    </section>
  );
}

function Became({ of: { became, late } }: { of: Pick<Order, 'became' | 'late'> }) {
  const { sign, word, tone } = becameMark(became, late);
  return (
    <td data-tone={tone}>
      {sign}
      {word}
    </td>
  );
}

const Ships = ({ at }: { at: string | null }) => (at ? <When at={at} time /> : <span>never</span>);
