/** One customer order: what becomes of it, what it is made of, what holds it up. */
import { Button } from '@mantine/core';
import { IconPrinter } from '@tabler/icons-react';
import { useParams } from '@tanstack/react-router';
import { useMemo, useState } from 'react';
import { quantityText } from '../../web/kit/formats.ts';
import { LateMark, MoneyMark, When } from '../../web/kit/marks.tsx';
import { Page } from '../../web/kit/Page.tsx';
import { PageLink } from '../../web/kit/PageLink.tsx';
import { RememberTabs } from '../../web/kit/RememberTabs.tsx';
import { Empty, Problem, Progress } from '../../web/kit/states.tsx';
import { toast, toastProblem } from '../../web/kit/toasts.tsx';
import { pageAt } from '../../web/paths.ts';
import { useOne, useWrite } from '../../web/queries.ts';
import { useMay } from '../../web/session/session.tsx';
import { RecordHistory } from '../audit/record-history.page.tsx';
import { listContacts } from '../hotlist/hotlist.contract.ts';
import { ShipDateButton } from '../planning/answers.page.tsx';
import { firmOrder } from '../planning/planning.contract.ts';
import { releaseWords } from '../planning/zonereleases.messages.ts';
import { ReleaseWindow } from '../planning/zonereleases.page.tsx';
import { Shipping } from '../shipping/panel.page.tsx';
import { releaseOrder } from '../work/work.contract.ts';
import { CommentsOn } from './comments.page.tsx';
import { type Door, doorsOf, heldIn } from './doors.ts';
import { OrderGantt } from './gantt.page.tsx';
import { type Line, lateOfLine, lineKinds, moneyOf, orderAddress } from './lines.page.tsx';
import { oneOrder, productionSheet } from './productionsheet.contract.ts';
import type { SheetRow, SupplyRow } from './productionsheet.ts';
import classes from './sheet.module.css';
import { type SheetDoor, SheetTree } from './sheettree.page.tsx';

export default function OrderPage() {
  const { order = '', line } = useParams({ strict: false }) as { readonly order?: string; readonly line?: string };
  const found = useOne(oneOrder, { params: { order } }, { kinds: lineKinds });
  if (found.error) return <Problem of={found.error} retry={() => void found.refetch()} />;
  if (!found.data) return <Progress doing={`Opening ${order}`} />;
  const { lines, customer, money, currency } = found.data;
  const chosen = lines.find((one) => String(one.line) === line) ?? worstOf(lines);
  return (
    <Page
      title={`Order ${order}`}
      counted={`${customer.name ?? customer.code}${customer.phone ? `, ${customer.phone}` : ''}`}
      tools={
        <Button
          size="xs"
          h={28}
          variant="default"
          leftSection={<IconPrinter size={14} />}
          onClick={() => window.print()}
        >
          Print
        </Button>
      }
    >
      <div className={classes.page}>
        {lines.length > 1 ? (
          <>
            <p className={classes.verdict} data-tone={found.data.tone}>
              {found.data.verdict} <MoneyMark of={money === null ? null : { minor: money, currency }} whole />
            </p>
            <Lines of={lines} chosen={chosen?.line} />
          </>
        ) : null}
        {chosen ? (
          <LineSheet key={chosen.line} order={order} line={chosen} customer={customer.code} />
        ) : (
          <Empty title="This order has no lines." />
        )}
      </div>
    </Page>
  );
}

const worstOf = (lines: readonly Line[]): Line | undefined =>
  lines.toSorted((a, b) => (b.late_days ?? -9999) - (a.late_days ?? -9999))[0];

function Lines({ of: lines, chosen }: { of: readonly Line[]; chosen: number | undefined }) {
  return (
    <nav aria-label="Lines" className={classes.lines}>
      {lines.map((one) => (
        <PageLink
          key={one.line}
          to={orderAddress(one)}
          aria-current={one.line === chosen ? 'true' : undefined}
          className={classes.line}
        >
          <span className="figures">{one.line}</span> {one.item_name ?? one.item}{' '}
          <span className="dim figures">
            {quantityText(one.qty)} {one.unit}
          </span>{' '}
          <LateMark of={lateOfLine(one)} />
        </PageLink>
      ))}
    </nav>
  );
}

function LineSheet({ order, line, customer }: { order: string; line: Line; customer: string }) {
  const sheet = useOne(
    productionSheet,
    { params: { order, line: line.line } },
    { kinds: [...lineKinds, 'work_steps', 'stock'] },
  );
  const [releasing, setReleasing] = useState<string>();
  const doors = useDoors(sheet.data, setReleasing);
  const about = `${order}/${line.line}`;
  const labels = useMay('locations.write');
  return (
    <>
      <header className={classes.head}>
        <h2>
          {line.item_name ?? line.item} <span className="figures">{quantityText(line.qty)}</span> {line.unit}
          {sheet.data?.revision ? <span className="dim"> revision {sheet.data.revision}</span> : null}
        </h2>
        <p className={classes.verdict} data-tone={line.tone}>
          {line.verdict}
        </p>
        <dl className={classes.facts}>
          <Fact name="Item">
            <PageLink to={pageAt('/items/$code', { code: line.item })}>{line.item}</PageLink>
          </Fact>
          <Fact name="Due">
            <When at={line.due} />
          </Fact>
          <Fact name="Promised">{line.promised ? <When at={line.promised} /> : '—'}</Fact>
          <Fact name="Ships">{line.estimated ? <When at={line.estimated} /> : '—'}</Fact>
          <Fact name="Late">{lateOfLine(line) ? <LateMark of={lateOfLine(line)} /> : '—'}</Fact>
          <Fact name="Value">{line.money === null ? '—' : <MoneyMark of={moneyOf(line)} />}</Fact>
          {line.reference ? <Fact name="Customer’s reference">{line.reference}</Fact> : null}
          {labels ? (
            <Fact name="Labels">
              <PageLink
                to={pageAt('/labels', { of: 'item', what: `${line.item}, ${line.qty}`, order: about, customer })}
              >
                Print labels
              </PageLink>
            </Fact>
          ) : null}
        </dl>
        {line.note ? <p className={classes.note}>{line.note}</p> : null}
        <ShipDateButton line={about} />
        {releasing ? <ReleaseWindow order={releasing} onClose={() => setReleasing(undefined)} /> : null}
      </header>
      {sheet.error ? <Problem of={sheet.error} retry={() => void sheet.refetch()} /> : null}
      {sheet.data ? (
        <div className={classes.two}>
          <section aria-label="Production sheet" className={classes.scroll}>
            <SheetTree rows={sheet.data.rows} doors={doors} />
            <p className="dim">
              {sheet.data.plan ? (
                <>
                  As version {sheet.data.plan.number} of <When at={sheet.data.plan.made_at} time /> plans it.
                </>
              ) : (
                'Nothing is planned for it: exploded from the structures.'
              )}
            </p>
          </section>
          <aside>
            <OrderGantt rows={sheet.data.rows} due={line.due} ships={line.estimated} />
            {sheet.data.causes.length > 0 ? (
              <section>
                <h3>What holds it up</h3>
                <ol className={classes.causes}>
                  {sheet.data.causes.map((cause) => (
                    <li key={`${cause.kind}${cause.what}${cause.seq ?? ''}`}>{cause.text}</li>
                  ))}
                </ol>
              </section>
            ) : null}
            <Inputs of={sheet.data.inputs} />
          </aside>
        </div>
      ) : sheet.error ? null : (
        <Progress doing="Exploding the order" />
      )}
      <RememberTabs
        id="order"
        tabs={[
          { name: 'comments', label: 'Comments', content: <CommentsOn kind="customer_lines" about={about} /> },
          { name: 'contacts', label: 'Contacts', content: <Contacts about={about} /> },
          { name: 'shipping', label: 'Shipping', content: <Shipping order={order} line={line.line} /> },
          { name: 'history', label: 'History', content: <RecordHistory kind="customer_lines" record={line.id} /> },
        ]}
      />
    </>
  );
}

function Fact({ name, children }: { name: string; children: React.ReactNode }) {
  return (
    <div>
      <dt>{name}</dt>
      <dd className="figures">{children}</dd>
    </div>
  );
}

/** The doors of a supply, for whom they are open. */
function useDoors(
  sheet: { readonly rows: readonly SheetRow[]; readonly plan: { readonly number: number } | null } | undefined,
  fromZone: (order: string) => void,
) {
  const [orders, zone] = [useMay('orders.write'), useMay('plan.approve')];
  const firm = useWrite(firmOrder, { kinds: ['work_orders', 'plan_runs'] });
  const release = useWrite(releaseOrder, { kinds: ['work_orders', 'work_steps'] });
  const held = useMemo(() => heldIn(sheet?.rows ?? []), [sheet]);
  const version = sheet?.plan?.number;
  const act = (doing: Promise<{ done: string }>) => void doing.then(({ done }) => toast(done), toastProblem);
  const opened = (row: SupplyRow): Readonly<Record<Door, SheetDoor>> => ({
    firm: {
      word: 'Firm',
      title: 'Gives it a number; quantity and due date stand. Whom it serves, each plan says anew',
      run: () => version !== undefined && act(firm.run({ body: { planned: row.supply, version } })),
    },
    release: {
      word: 'Release',
      title: 'Gives it its own steps and material; tickets can be printed',
      run: () => act(release.run({ params: { number: row.called }, body: {} })),
    },
    'from-zone': {
      word: releaseWords.button,
      title: 'The next plan may give it another machine and another turn',
      run: () => fromZone(row.called),
    },
  });
  return (row: SupplyRow) => doorsOf(row, { orders, zone }, held).map((door) => opened(row)[door]);
}

interface Input {
  readonly name: string;
  readonly at_step: number;
  readonly due: string;
  readonly expected: string | null;
  readonly received: string | null;
  readonly owner: string | null;
  readonly late: boolean;
}

function Inputs({ of: inputs }: { of: readonly Input[] }) {
  if (inputs.length === 0) return null;
  return (
    <section>
      <h3>The customer’s inputs</h3>
      <ul className={classes.causes}>
        {inputs.map((one) => (
          <li key={one.name}>
            {one.name}
            {one.at_step > 0 ? `, before step ${one.at_step}` : ''}: due <When at={one.due} />
            {one.received ? (
              <>
                , received <When at={one.received} />
              </>
            ) : (
              <>
                , expected <When at={one.expected ?? one.due} />
              </>
            )}{' '}
            {one.late ? <span className={classes.short}>▲ late</span> : null}
            {one.owner ? <span className="dim"> {one.owner}</span> : null}
          </li>
        ))}
      </ul>
    </section>
  );
}

function Contacts({ about }: { about: string }) {
  const calls = useOne(listContacts, { query: { kind: 'customer_line', ref: about } }, { kinds: ['contacts'] });
  if (calls.error) return <Problem of={calls.error} retry={() => void calls.refetch()} />;
  if (!calls.data) return <Progress doing="Reading contacts" />;
  if (calls.data.rows.length === 0)
    return <Empty title="No call, mail or visit about this line yet." text="They are logged on the hot list with c." />;
  return (
    <ol className={classes.comments}>
      {calls.data.rows.map((one) => (
        <li key={one.id}>
          <span className="dim">
            {one.channel} with {one.with_whom}, {one.by}, <When at={one.at} time />
          </span>
          <p>
            {one.said}
            {one.new_date ? (
              <>
                {' '}
                New date: <When at={one.new_date} />
              </>
            ) : null}
          </p>
        </li>
      ))}
    </ol>
  );
}
