/** What changes from one plan to another, added up: by customer, work centre and department, and by the company's weights. */
import { quantityText } from '../../web/kit/formats.ts';
import { unpricedWords } from './comparison.messages.ts';
import classes from './comparison.module.css';
import type { Comparison } from './comparison.page.tsx';
import type { GroupKind, Narrowed } from './groupkinds.ts';
import { unpriced } from './handhours.ts';
import { groupName, headOf, NarrowTo } from './narrowed.page.tsx';

type Side = Comparison['setup'];

type Row = Omit<Comparison['customers'][number], 'customer' | 'name'>;

interface GroupSumsProps {
  readonly of: Comparison;
  /** Absent: the lists below cannot be narrowed. */
  readonly narrowed: Narrowed | undefined;
}

/** By customer, by work centre and by department, the same sums of each. */
export function GroupSums({ of: { customers, work_centres, departments }, narrowed }: GroupSumsProps) {
  return (
    <>
      <Sums
        kind="customer"
        narrowed={narrowed}
        rows={customers.map((row) => ({
          ...row,
          group: row.customer,
          name: row.name ?? groupName('customer', row.customer),
        }))}
      />
      <Sums
        kind="work_centre"
        narrowed={narrowed}
        rows={work_centres.map((row) => ({
          ...row,
          group: row.work_centre,
          name: row.name ?? groupName('work_centre', row.work_centre),
        }))}
      />
      {/* One that is all there is says nothing that the work centres do not. */}
      <Sums
        kind="department"
        narrowed={narrowed}
        rows={
          departments.length < 2
            ? []
            : departments.map((row) => ({
                ...row,
                group: row.department,
                name: groupName('department', row.department),
              }))
        }
      />
    </>
  );
}

interface SumsProps {
  readonly kind: GroupKind;
  readonly rows: readonly (Row & { readonly group: string; readonly name: string })[];
  readonly narrowed: Narrowed | undefined;
}

function Sums({ kind, rows, narrowed }: SumsProps) {
  if (rows.length === 0) return null;
  return (
    <section aria-label={headOf[kind].by}>
      <h2>{headOf[kind].by}</h2>
      <table className={classes.sums}>
        <thead>
          <tr>
            <th scope="col">{headOf[kind].one}</th>
            <th scope="col">Newly late</th>
            <th scope="col">Later</th>
            <th scope="col">Saved</th>
            <th scope="col">Earlier</th>
            <th scope="col">Promises broken</th>
            <th scope="col" title="Working days that its orders ship late, together; and those that ship never">
              Days late
            </th>
            <th scope="col" title="Operations that stand elsewhere">
              Moved
            </th>
            <th scope="col" title="On another machine, out of sequence or come in between within the frozen zone">
              Frozen
            </th>
            <th scope="col" title="Windows of overtime in which its work runs">
              Overtime
            </th>
            <th scope="col" title="Operations that are set up">
              Set-ups
            </th>
            <th scope="col">Set-up</th>
            <th scope="col">Work</th>
          </tr>
        </thead>
        <tbody>
          {rows.map((row) => (
            <tr key={row.group}>
              <th scope="row">
                {narrowed ? (
                  <NarrowTo kind={kind} group={row.group} now={narrowed}>
                    {row.name}
                  </NarrowTo>
                ) : (
                  row.name
                )}
              </th>
              <td data-tone={row.newly_late > 0 ? 'late' : undefined}>{figureOf(row.newly_late)}</td>
              <td>{figureOf(row.later)}</td>
              <td>{figureOf(row.saved)}</td>
              <td>{figureOf(row.earlier)}</td>
              <td data-tone={row.promises_broken > 0 ? 'late' : undefined}>{figureOf(row.promises_broken)}</td>
              <td>
                <Both of={row.late_days} words={(days) => quantityText(days, 1)} />
                {row.never.before + row.never.after > 0 ? (
                  <>
                    , <Both of={row.never} words={(n) => quantityText(n)} /> never
                  </>
                ) : null}
              </td>
              <td>{figureOf(row.moved)}</td>
              <td data-tone={row.frozen > 0 ? 'risk' : undefined}>{figureOf(row.frozen)}</td>
              <td>
                <Hours of={row.overtime} />
              </td>
              <td>
                <Both of={row.setups} words={(n) => quantityText(n)} />
              </td>
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
    </section>
  );
}

const figureOf = (n: number): string => (n === 0 ? '–' : quantityText(n));

/** "12 h → 14.5 h", or what it stays at. */
const Hours = ({ of }: { of: Side }) => <Both of={of} words={(seconds) => `${quantityText(seconds / 3600, 1)} h`} />;

function Both({ of: { before, after }, words }: { of: Side; words: (n: number) => string }) {
  if (before === 0 && after === 0) return '–';
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
