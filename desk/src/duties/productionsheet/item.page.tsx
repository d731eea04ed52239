/** One item: how much there is, what the plan makes of it in time, where it goes, what it is made of. */
import { SegmentedControl } from '@mantine/core';
import { useParams } from '@tanstack/react-router';
import { useMemo, useState } from 'react';
import { quantityText } from '../../web/kit/formats.ts';
import { Page } from '../../web/kit/Page.tsx';
import { PageLink } from '../../web/kit/PageLink.tsx';
import { RememberTabs } from '../../web/kit/RememberTabs.tsx';
import { Empty, Problem, Progress } from '../../web/kit/states.tsx';
import { pageAt } from '../../web/paths.ts';
import { useOne } from '../../web/queries.ts';
import { useRecords } from '../../web/records/useRecords.ts';
import { useSession } from '../../web/session/session.tsx';
import { RecordHistory } from '../audit/record-history.page.tsx';
import { ItemMessages } from '../planning/messages.page.tsx';
import { timePhased } from '../planning/planning.contract.ts';
import { CommentsOn } from './comments.page.tsx';
import { PhasedRecord } from './phased.page.tsx';
import { RecordTable } from './recordtable.page.tsx';
import classes from './sheet.module.css';

type Bucket = 'day' | 'week' | 'month';
const buckets: readonly { readonly value: Bucket; readonly label: string }[] = [
  { value: 'day', label: 'Days' },
  { value: 'week', label: 'Weeks' },
  { value: 'month', label: 'Months' },
];
const phasedKinds = ['plan_runs', 'stock', 'items', 'purchase_lines'] as const;

export default function ItemPage() {
  const { code = '' } = useParams({ strict: false }) as { readonly code?: string };
  const { may } = useSession();
  const items = useRecords('items', `code:eq:${code}`);
  const item = items.data?.rows[0];
  const [bucket, setBucket] = useState<Bucket>('week');
  const phased = useOne(timePhased, { params: { code }, query: { bucket } }, { kinds: phasedKinds });
  if (items.error) return <Problem of={items.error} retry={() => void items.refetch()} />;
  if (!items.data) return <Progress doing={`Opening ${code}`} />;
  if (!item)
    return (
      <Empty title={`There is no item ${code} here.`} text="Maybe it was deleted, or it belongs to another site." />
    );
  const unit = String(item.unit);
  const sees = may('site.see');
  return (
    <Page
      title={`${code}`}
      counted={typeof item.name === 'string' ? item.name : undefined}
      tools={may('stock.see') ? <PageLink to={pageAt('/where', { item: code })}>Where is it</PageLink> : undefined}
    >
      <div className={classes.page}>
        <header className={classes.head}>
          <dl className={classes.facts}>
            <Amount name="On hand" of={phased.data?.onHand} unit={unit} />
            <Amount
              name="Reserved"
              of={phased.data?.reserved}
              unit={unit}
              help="Taken by orders of the plan or by a person"
            />
            <Amount name="Available" of={phased.data?.available} unit={unit} help="On hand less what is reserved" />
            <Amount name="Safety stock" of={Number(item.safety_stock)} unit={unit} />
            <Words name="Supply" of={item.supply} />
            <Words name="Revision" of={item.revision} />
            <Words name="Planner" of={item.planner} />
            <Words name="Family" of={item.family} />
          </dl>
        </header>
        <section aria-label="Time-phased record">
          <div className={classes.bar}>
            <h3>In time</h3>
            <SegmentedControl
              size="xs"
              aria-label="Buckets"
              data={buckets.map((one) => ({ ...one }))}
              value={bucket}
              onChange={(next) => setBucket(buckets.find((one) => one.value === next)?.value ?? 'week')}
            />
          </div>
          {phased.error ? <Problem of={phased.error} retry={() => void phased.refetch()} /> : null}
          {phased.data ? (
            <PhasedRecord of={phased.data} bucket={bucket} />
          ) : phased.error ? null : (
            <Progress doing="Reading the plan" />
          )}
        </section>
        <RememberTabs
          id="item"
          tabs={[
            ...(sees ? [{ name: 'messages', label: 'To do', content: <ItemMessages item={code} /> }] : []),
            { name: 'structure', label: 'Structure', content: <Structure code={code} /> },
            { name: 'supply', label: 'Supply', content: <Supply code={code} sees={sees} /> },
            { name: 'comments', label: 'Comments', content: <CommentsOn kind="items" about={code} /> },
            ...(sees
              ? [{ name: 'history', label: 'History', content: <RecordHistory kind="items" record={item.id} /> }]
              : []),
          ]}
        />
      </div>
    </Page>
  );
}

function Amount({ name, of, unit, help }: { name: string; of: number | undefined; unit: string; help?: string }) {
  return (
    <div title={help}>
      <dt>{name}</dt>
      <dd className="figures">
        {of === undefined ? '—' : <span className={of < 0 ? classes.negative : undefined}>{quantityText(of)}</span>}{' '}
        <span className="dim">{unit}</span>
      </dd>
    </div>
  );
}

function Words({ name, of }: { name: string; of: unknown }) {
  return of === null || of === undefined || of === '' ? null : (
    <div>
      <dt>{name}</dt>
      <dd>{String(of)}</dd>
    </div>
  );
}

function Structure({ code }: { code: string }) {
  const item = (value: unknown) => (
    <PageLink to={pageAt('/items/$code', { code: String(value) })}>{String(value)}</PageLink>
  );
  const draw = useMemo(() => ({ component: item, parent: item }), []);
  return (
    <div className={classes.columns}>
      <section>
        <h3>Made of</h3>
        <RecordTable
          kind="components"
          filter={`parent:eq:${code}`}
          fields={['component', 'qty_per', 'seq', 'scrap_percent', 'valid_to']}
          draw={draw}
          empty="It has no structure."
        />
      </section>
      <section>
        <h3>Used in</h3>
        <RecordTable
          kind="components"
          filter={`component:eq:${code}`}
          fields={['parent', 'qty_per', 'seq', 'valid_to']}
          draw={draw}
          empty="No structure uses it."
        />
      </section>
      <section>
        <h3>Routing</h3>
        <RecordTable
          kind="routing_steps"
          filter={`item:eq:${code}`}
          fields={['seq', 'name', 'work_centre', 'setup_minutes', 'run_minutes', 'crew']}
          empty="It has no routing."
        />
      </section>
    </div>
  );
}

function Supply({ code, sees }: { code: string; sees: boolean }) {
  return (
    <div className={classes.columns}>
      <section>
        <h3>Stock by location and lot</h3>
        <RecordTable
          kind="stock"
          filter={`item:eq:${code}`}
          fields={['location', 'lot', 'qty', 'available_from', 'expires']}
          empty="None stands anywhere."
        />
      </section>
      {sees ? (
        <>
          <section>
            <h3>Sources</h3>
            <RecordTable
              kind="sources"
              filter={`item:eq:${code}`}
              fields={['vendor', 'rank', 'vendor_days', 'transit_days', 'order_min', 'unit_cost']}
              empty="No vendor offers it."
            />
          </section>
          <section>
            <h3>Purchase lines</h3>
            <RecordTable
              kind="purchase_lines"
              filter={`item:eq:${code}|state:eq:open`}
              fields={['order_no', 'line', 'vendor', 'qty', 'promised', 'estimated']}
              empty="Nothing of it is on order."
            />
          </section>
          <section>
            <h3>Work orders</h3>
            <RecordTable
              kind="work_orders"
              filter={`item:eq:${code}|state:in:firm,released,started`}
              fields={['number', 'qty', 'good', 'state', 'due']}
              empty="None is in work."
            />
          </section>
        </>
      ) : null}
    </div>
  );
}
