/** Materials → Periods: what stands against closing stock up to a day, what is closed, and what was told into it since. */

import { Button } from '@mantine/core';
import { useState } from 'react';
import { typedAmount } from '../../house/typednumbers.ts';
import type { Answering } from '../../web/api.ts';
import { AskWindow } from '../../web/kit/Ask.tsx';
import { useAddress } from '../../web/kit/address.ts';
import { countText, quantityText } from '../../web/kit/formats.ts';
import { When } from '../../web/kit/marks.tsx';
import { Page } from '../../web/kit/Page.tsx';
import { PageLink } from '../../web/kit/PageLink.tsx';
import { usePlant } from '../../web/kit/plant.tsx';
import { Empty, Problem, Progress } from '../../web/kit/states.tsx';
import { toast } from '../../web/kit/toasts.tsx';
import { type PageAddress, pageAt, recordsAt } from '../../web/paths.ts';
import { useOne, useWrite } from '../../web/queries.ts';
import { useMay } from '../../web/session/session.tsx';
import classes from './inventory.module.css';
import { closePeriod, listPeriods, openPeriods } from './periods.contract.ts';
import { pointWords } from './periods.messages.ts';
import { type Point, points } from './periods.ts';
import { methodWords } from './valuation.messages.ts';

type Row = Answering<typeof listPeriods>['rows'][number];
const kinds = ['periods', 'period_openings', 'movements', 'stock', 'work_orders'];
const doors: Readonly<Record<Point, PageAddress>> = {
  'below-zero': pageAt('/stock', { filter: 'qty:lt:0' }),
  late: pageAt('/stock'),
  work: recordsAt('work_orders', { filter: 'state:eq:started' }),
  dock: pageAt('/stock', { filter: 'kind:in:dock,inspection|qty:ne:0' }),
};

export default function PeriodsPage() {
  const [{ last_day }] = useAddress();
  const may = useMay('stock.approve');
  const list = useOne(listPeriods, { query: last_day ? { last_day } : {} }, { kinds });
  const [asked, setAsked] = useState<'close' | 'open'>();
  if (list.error) return <Problem of={list.error} retry={() => void list.refetch()} />;
  if (!list.data) return <Progress doing="Reading periods" />;
  const { checklist, last_day: lastDay, opened_until: opened, rows } = list.data;
  return (
    <Page title="Periods" counted={countText(rows.length, 'closed', 'closed')}>
      <div className={classes.trace}>
        <section aria-label="To be closed">
          <h3>
            Up to <When day={lastDay} />
          </h3>
          <ul className={classes.movements}>
            {points.map((point) => (
              <li key={point}>
                {checklist[point] === 0 ? (
                  <span className="dim">{pointWords[point]}: none</span>
                ) : (
                  <PageLink to={doors[point]}>
                    {pointWords[point]}: {checklist[point]}
                  </PageLink>
                )}
              </li>
            ))}
          </ul>
          <p className="dim">
            Whether all that was received is invoiced is not known here: invoices are kept elsewhere.
          </p>
          {may ? (
            <div className={classes.doors}>
              <Button onClick={() => setAsked('close')}>Close</Button>
              {rows.length > 0 ? (
                <Button variant="default" onClick={() => setAsked('open')}>
                  Let closed periods take movements
                </Button>
              ) : null}
            </div>
          ) : (
            <p className="dim">Supervisors close periods.</p>
          )}
          {opened ? (
            <p>
              Closed periods take movements until <When at={opened} time />.
            </p>
          ) : null}
        </section>
        <section aria-label="Closed">
          <h3>Closed</h3>
          {rows.length === 0 ? (
            <Empty title="No period is closed." text="Until one is, movements may be told for any day that is past." />
          ) : (
            <ol className={classes.movements}>
              {rows.map((row) => (
                <li key={row.id}>
                  <Closed row={row} />
                </li>
              ))}
            </ol>
          )}
        </section>
      </div>
      {asked === 'close' ? <CloseWindow lastDay={lastDay} onClose={() => setAsked(undefined)} /> : null}
      {asked === 'open' ? <OpenWindow onClose={() => setAsked(undefined)} /> : null}
    </Page>
  );
}

function Closed({ row }: { row: Row }) {
  const { currency } = usePlant();
  return (
    <>
      <p className={classes.amounts}>
        <PageLink to={pageAt('/stock', { asof: row.last_day })}>
          <When day={row.last_day} />
        </PageLink>
        <span>{countText(row.balances, 'balance', 'balances')}</span>
        <span className="figures">{row.value === null ? '' : `${quantityText(row.value)} ${currency}`}</span>
        <span className="dim">{methodWords[row.method]}</span>
      </p>
      <p className="dim">
        <When at={row.closed_at} time /> · {row.by}
        {row.uncosted > 0 ? ` · ${countText(row.uncosted, 'balance', 'balances')} without a cost` : ''}
        {row.late > 0 ? ` · ${countText(row.late, 'movement', 'movements')} told into it since` : ''}
      </p>
      {row.reason === null ? null : <p>{row.reason}</p>}
    </>
  );
}

function CloseWindow({ lastDay, onClose }: { lastDay: string; onClose: () => void }) {
  const write = useWrite(closePeriod, { kinds });
  return (
    <AskWindow
      opened
      onClose={onClose}
      title="Close stock"
      fields={[
        { name: 'last_day', label: 'Up to', type: 'date', required: true, help: 'The last day that belongs to it.' },
        { name: 'reason', label: 'Reason', type: 'text', max: 500, help: 'Why it is closed with open points.' },
      ]}
      start={{ last_day: lastDay }}
      submitWord="Close"
      confirmWord="Close all the same"
      onSubmit={async (answers, confirm) => {
        const { done } = await write.run(
          { body: { last_day: String(answers.last_day ?? ''), reason: String(answers.reason ?? '') } },
          confirm ? { confirm: [confirm] } : undefined,
        );
        onClose();
        toast(done);
      }}
    />
  );
}

function OpenWindow({ onClose }: { onClose: () => void }) {
  const write = useWrite(openPeriods, { kinds });
  return (
    <AskWindow
      opened
      onClose={onClose}
      title="Let closed periods take movements"
      fields={[
        { name: 'hours', label: 'For hours', type: 'integer', min: 1, max: 72, required: true },
        { name: 'reason', label: 'Reason', type: 'text', max: 500, required: true },
      ]}
      start={{ hours: 1 }}
      submitWord="Let them"
      onSubmit={async (answers) => {
        const { done } = await write.run({
          body: { hours: typedAmount(answers.hours), reason: String(answers.reason ?? '') },
        });
        onClose();
        toast(done);
      }}
    />
  );
}
