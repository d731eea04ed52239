/** What a person with a phone asks in the morning: late, due today, to acknowledge, to approve, to print; whoever sees his own work alone, of that; who keeps stock, what the store is to do. Each row leads to its page. */
import { LateAcknowledgements, OwnAcknowledgements } from '../../duties/approval/acknowledged.page.tsx';
import { listApprovals } from '../../duties/approval/approval.contract.ts';
import { Rejected } from '../../duties/approval/rejected.page.tsx';
import { listTickets } from '../../duties/floor/floor.contract.ts';
import { hotList } from '../../duties/hotlist/hotlist.contract.ts';
import { OvertimeRequests } from '../../duties/overtime/requests.page.tsx';
import { MinMaxRequests } from '../../duties/planning/minmax.page.tsx';
import { RequisitionRequests } from '../../duties/requisitions/card.page.tsx';
import { Decided } from '../../duties/requisitions/decided.page.tsx';
import { RushRequests } from '../../duties/rush/requests.page.tsx';
import type { Answering } from '../api.ts';
import { countText, lateOf } from '../kit/formats.ts';
import { LateDays, When } from '../kit/marks.tsx';
import { Page } from '../kit/Page.tsx';
import { PageLink } from '../kit/PageLink.tsx';
import { Problem, Progress } from '../kit/states.tsx';
import { orderAt, type PageAddress, pageAt } from '../paths.ts';
import { useOne } from '../queries.ts';
import { useMay } from '../session/session.tsx';
import { Part } from './Part.tsx';
import { StoreDay } from './StoreDay.tsx';
import classes from './today.module.css';

type HotRow = Answering<typeof hotList>['rows'][number];

const most = 15;
const hotKinds = [
  'plan_runs',
  'hot_moves',
  'contacts',
  'customer_lines',
  'purchase_lines',
  'work_orders',
  'work_steps',
];

export default function TodayPage() {
  const seesSite = useMay('site.see');
  const [keepsStock, seesWork] = [useMay('stock.write'), useMay('own-work.see')];
  return (
    <Page title="Today">
      <div className={classes.body}>
        {seesSite ? (
          <>
            <Hot
              title="Late"
              filter="late:eq:true"
              more={pageAt('/hot-list', { filter: 'late:eq:true' })}
              none="Nothing is late."
            />
            <Hot
              title="Due today"
              filter="need:today"
              more={pageAt('/hot-list', { filter: 'need:today' })}
              none="Nothing is due today."
            />
            <Rejected />
            <LateAcknowledgements />
          </>
        ) : null}
        {keepsStock ? <StoreDay /> : null}
        {seesWork ? <OwnAcknowledgements /> : null}
        {seesSite ? <Approvals /> : null}
        <Tickets />
        <Decided />
      </div>
    </Page>
  );
}

interface HotProps {
  readonly title: string;
  readonly filter: string;
  readonly more: PageAddress;
  readonly none: string;
}

function Hot({ title, filter, more, none }: HotProps) {
  const list = useOne(hotList, { query: { filter, limit: most } }, { kinds: hotKinds });
  const rows = list.data?.rows ?? [];
  return (
    <Part title={title} count={list.data?.total} more={more}>
      {list.error ? <Problem of={list.error} retry={() => void list.refetch()} /> : null}
      {list.isPending ? <Progress doing="Reading the hot list" /> : null}
      {list.data && rows.length === 0 ? <p className="dim">{none}</p> : null}
      <ul className={classes.rows}>
        {rows.map((row) => (
          <li key={`${row.kind} ${row.ref}`}>
            <PageLink to={addressOf(row)} className={classes.row}>
              <span className={classes.what}>
                <strong>{row.ref}</strong> {row.item_name ?? row.item}
                <span className="dim">
                  {row.partner_name ?? row.work_centre ?? ''}
                  {row.blocked_by ? ` · ${row.blocked_by}` : ''}
                </span>
              </span>
              <span className={classes.when}>
                <LateDays days={row.late_days} state={lateOf(row.late_days).state} />
                <span className="dim">
                  <When at={row.need} />
                </span>
              </span>
            </PageLink>
          </li>
        ))}
      </ul>
    </Part>
  );
}

function addressOf(row: HotRow): PageAddress {
  if (row.kind === 'customer_line') return orderAt(row.ref);
  return row.kind === 'operation'
    ? pageAt('/report/$ticket', { ticket: row.ref.split('/')[0] ?? row.ref })
    : pageAt('/hot-list', { search: row.ref });
}

function Approvals() {
  const list = useOne(
    listApprovals,
    { query: { limit: most } },
    { kinds: ['plan_versions', 'version_decisions', 'plan_runs'] },
  );
  const rows = list.data?.rows ?? [];
  return (
    <Part title="To approve" count={list.data?.total} more={pageAt('/approvals')}>
      {list.error ? <Problem of={list.error} retry={() => void list.refetch()} /> : null}
      <RushRequests waiting />
      <OvertimeRequests waiting />
      <RequisitionRequests />
      <MinMaxRequests />
      <ul className={classes.rows}>
        {rows.map((row) => (
          <li key={row.number}>
            <PageLink to={pageAt('/versions/$number', { number: row.number })} className={classes.row}>
              <span className={classes.what}>
                <strong>Version {row.number}</strong> {row.note ?? row.reason}
                <span className="dim">submitted by {row.mine ? 'you' : row.submitted_by}</span>
              </span>
              <span className={classes.when}>
                <When at={row.submitted_at} time />
              </span>
            </PageLink>
          </li>
        ))}
      </ul>
      {list.data && rows.length === 0 ? <p className="dim">No version waits for a decision.</p> : null}
    </Part>
  );
}

const toPrint = 'paper:in:to print,changed since';

function Tickets() {
  const may = useMay('own-work.see');
  const list = useOne(
    listTickets,
    { query: { filter: toPrint, sort: 'due', limit: most } },
    { kinds: ['work_orders', 'work_steps', 'tickets', 'plan_runs'], enabled: may },
  );
  if (!may) return null;
  return (
    <Part title="Tickets to print" count={list.data?.total} more={pageAt('/tickets', { filter: toPrint })}>
      {list.error ? <Problem of={list.error} retry={() => void list.refetch()} /> : null}
      {list.data?.rows.length === 0 ? <p className="dim">Every released order has its ticket.</p> : null}
      <ul className={classes.rows}>
        {list.data?.rows.map((row) => (
          <li key={row.order}>
            <PageLink to={pageAt('/report/$ticket', { ticket: row.order })} className={classes.row}>
              <span className={classes.what}>
                <strong>{row.order}</strong> {row.item_name ?? row.item}
                <span className="dim">
                  {row.paper} · {countText(row.steps - row.done, 'operation', 'operations')} left
                </span>
              </span>
              <span className={classes.when}>
                <When at={row.due} />
              </span>
            </PageLink>
          </li>
        ))}
      </ul>
    </Part>
  );
}
