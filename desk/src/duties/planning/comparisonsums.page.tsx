/** What changes from one plan to another, added up: by customer, work centre and department, and by the company's weights. */
import { departmentHead } from '../../house/departmentwords.ts';
import { quantityText } from '../../web/kit/formats.ts';
import { unpricedWords } from './comparison.messages.ts';
import classes from './comparison.module.css';
import type { Comparison } from './comparison.page.tsx';
import { unpriced } from './handhours.ts';

type Side = Comparison['setup'];

export function Customers({ of: rows }: { of: Comparison['customers'] }) {
  if (rows.length === 0) return null;
  return (
    <section>
      <h2>By customer</h2>
      <table className={classes.sums}>
        <thead>
          <tr>
            <th scope="col">Customer</th>
            <th scope="col">Newly late</th>
            <th scope="col">Later</th>
            <th scope="col">Saved</th>
            <th scope="col">Earlier</th>
            <th scope="col">Promises broken</th>
          </tr>
        </thead>
        <tbody>
          {rows.map((row) => (
            <tr key={row.customer}>
              <th scope="row">{row.customer}</th>
              <td data-tone={row.newly_late > 0 ? 'late' : undefined}>{figureOf(row.newly_late)}</td>
              <td>{figureOf(row.later)}</td>
              <td>{figureOf(row.saved)}</td>
              <td>{figureOf(row.earlier)}</td>
              <td data-tone={row.promises_broken > 0 ? 'late' : undefined}>{figureOf(row.promises_broken)}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </section>
  );
}

const figureOf = (n: number): string => (n === 0 ? '–' : quantityText(n));

export function Centres({ of: { work_centres: rows } }: { of: Comparison }) {
  if (rows.length === 0) return null;
  return (
    <section>
      <h2>By work centre</h2>
      <Sums
        head="Work centre"
        rows={rows.map((row) => ({ ...row, key: row.work_centre, name: row.name ?? (row.work_centre || 'Outside') }))}
      />
    </section>
  );
}

export function Departments({ of: rows }: { of: Comparison['departments'] }) {
  // One that is all there is says nothing that the work centres do not.
  if (rows.length < 2) return null;
  return (
    <section>
      <h2>By department</h2>
      <Sums
        head="Department"
        rows={rows.map((row) => ({ ...row, key: row.department, name: departmentHead(row.department) }))}
      />
    </section>
  );
}

interface SumRow {
  readonly key: string;
  readonly name: string;
  readonly moved: number;
  readonly frozen: number;
  readonly setup: Side;
  readonly work: Side;
}

function Sums({ head, rows }: { head: string; rows: readonly SumRow[] }) {
  return (
    <table className={classes.sums}>
      <thead>
        <tr>
          <th scope="col">{head}</th>
          <th scope="col">Moved</th>
          <th scope="col" title="On another machine, out of sequence or come in between within the frozen zone">
            Frozen
          </th>
          <th scope="col">Set-up</th>
          <th scope="col">Work</th>
        </tr>
      </thead>
      <tbody>
        {rows.map((row) => (
          <tr key={row.key}>
            <th scope="row">{row.name}</th>
            <td>{figureOf(row.moved)}</td>
            <td data-tone={row.frozen > 0 ? 'risk' : undefined}>{figureOf(row.frozen)}</td>
            <td>
              <Hours of={row.setup} />
            </td>
            <td>
              <Hours of={row.work} />
            </td>
          </tr>
        ))}
      </tbody>
    </table>
  );
}

/** "12 h → 14.5 h", or what it stays at. */
function Hours({ of: { before, after } }: { of: Side }) {
  const words = (seconds: number) => `${quantityText(seconds / 3600, 1)} h`;
  // What rounds away is no change to who reads it.
  if (words(before) === words(after)) return <span className="dim">{words(after)}</span>;
  return (
    <>
      {words(before)} → {words(after)}
    </>
  );
}

export function Costs({ of: { costs, hours, setup } }: { of: Comparison }) {
  const words = (n: number) => quantityText(n, Math.abs(n) < 1000 ? 1 : 0);
  const amount = ({ before, after }: Side) =>
    words(before) === words(after) ? words(after) : `${words(before)} → ${words(after)}`;
  const sum = (side: 'before' | 'after') => costs.reduce((total, { points }) => total + points[side], 0);
  return (
    <section>
      <h2>What it costs</h2>
      <table className={classes.sums}>
        <thead>
          <tr>
            <th scope="col">By the company’s weights</th>
            <th scope="col">Amount</th>
            <th scope="col">Weight</th>
            <th scope="col">Points</th>
          </tr>
        </thead>
        <tbody>
          {costs.map((row) => (
            <tr key={row.term}>
              <th scope="row">{row.label}</th>
              <td>
                {amount(row.amount)} <span className="dim">{row.unit}</span>
              </td>
              <td>{quantityText(row.weight, 4)}</td>
              <td>{amount(row.points)}</td>
            </tr>
          ))}
          {costs.length > 0 ? (
            <tr>
              <th scope="row">Together</th>
              <td colSpan={3}>
                <strong>{amount({ before: sum('before'), after: sum('after') })}</strong>
              </td>
            </tr>
          ) : (
            <tr>
              <th scope="row">Set-up</th>
              <td>
                <Hours of={setup} />
              </td>
              <td colSpan={2} className="dim">
                one of the two was kept without what it costs
              </td>
            </tr>
          )}
        </tbody>
      </table>
      {costs.length > 0 && unpriced(hours) > 0 ? <p className="dim">{unpricedWords(unpriced(hours))}</p> : null}
    </section>
  );
}
