/** Make → Publications: what each department was sent, its list as it was, its tickets, and who said that it arrived. */
import { Button } from '@mantine/core';
import { IconMail, IconPrinter } from '@tabler/icons-react';
import { useState } from 'react';
import { departmentHead } from '../../house/departmentwords.ts';
import { type Answering, fileAddress } from '../../web/api.ts';
import { AskWindow } from '../../web/kit/Ask.tsx';
import { countText, quantityText } from '../../web/kit/formats.ts';
import type { Column } from '../../web/kit/grid/column.ts';
import { Grid } from '../../web/kit/grid/Grid.tsx';
import { useLocalRows } from '../../web/kit/grid/source.ts';
import { type NamedView, useView } from '../../web/kit/grid/view.ts';
import { When } from '../../web/kit/marks.tsx';
import { Page } from '../../web/kit/Page.tsx';
import { PageLink } from '../../web/kit/PageLink.tsx';
import { PaperLink } from '../../web/kit/PaperLink.tsx';
import { usePlant } from '../../web/kit/plant.tsx';
import { Facts } from '../../web/kit/SidePanel.tsx';
import { Empty, Problem, Progress } from '../../web/kit/states.tsx';
import { toast, toastProblem } from '../../web/kit/toasts.tsx';
import { pageAt } from '../../web/paths.ts';
import { useOne, useWrite } from '../../web/queries.ts';
import { useMay } from '../../web/session/session.tsx';
import { inKitWords } from '../kits/surplus.messages.ts';
import { mailHeads } from '../mail/mail.messages.ts';
import classes from './approval.module.css';
import {
  acknowledgePublication,
  listPublications,
  mailPublication,
  printPublication,
  publicationOf,
} from './publications.contract.ts';
import { cameWords, changedWords, goesUntil, paperHeads, paperWords } from './publications.messages.ts';

type Row = Answering<typeof listPublications>['rows'][number];

const kinds = ['publications', 'mails', 'departments'] as const;
const views: readonly NamedView[] = [{ name: 'To acknowledge', filter: 'by:empty' }, { name: 'All' }];

/** Work without a department has nobody who could say that its list arrived. */
const isAsked = (row: Row): boolean => row.department !== '';
/** Why nobody is to acknowledge it. */
const notAsked = (row: Row): string | undefined => {
  if (row.superseded_by !== null) return `superseded by version ${row.superseded_by}`;
  if (row.holds === 'closed') return 'closed: no work centre is of it';
  return isAsked(row) ? undefined : 'nobody is asked';
};

const columns: readonly Column<Row>[] = [
  { id: 'department', label: 'Department', type: 'text', value: (row) => departmentHead(row.department) },
  { id: 'version', label: 'Version', type: 'number', value: (row) => row.version },
  {
    id: 'published',
    label: 'Published',
    type: 'instant',
    value: (row) => row.published_at,
    draw: (row) => <When at={row.published_at} time />,
  },
  { id: 'publisher', label: 'Publisher', type: 'text', value: (row) => row.published_by },
  { id: 'operations', label: 'Operations', type: 'number', value: (row) => row.operations },
  { id: 'tickets', label: 'New tickets', type: 'number', value: (row) => row.tickets },
  { id: 'mail', label: 'E-mail', type: 'text', value: (row) => mailHeads[row.mail] },
  {
    id: 'by',
    label: 'Acknowledged by',
    type: 'text',
    value: (row) => row.acknowledged_by ?? notAsked(row) ?? null,
  },
  {
    id: 'at',
    label: 'Acknowledged',
    type: 'instant',
    value: (row) => row.acknowledged_at,
    draw: (row) => <When at={row.acknowledged_at} time />,
  },
];
/** A site that sends no mail need not read so on every row. */
const withoutMail = columns.filter((column) => column.id !== 'mail');
const keyOf = (row: Row): string => String(row.id);
const none: readonly Row[] = [];

export default function PublicationsPage() {
  const list = useOne(listPublications, { query: { limit: 200 } }, { kinds });
  const view = useView('publications', views);
  const rows = list.data?.rows ?? none;
  const shown = rows.every((row) => row.mail === 'not-set-up') ? withoutMail : columns;
  const source = useLocalRows(rows, shown, view, keyOf);
  const may = useMay('progress.write');
  const write = useWrite(acknowledgePublication, { kinds });
  const say = (row: Row) =>
    void write.run({ params: { id: row.id }, body: {} }).then(({ done }) => toast(done), toastProblem);
  const waiting = rows.filter((row) => row.acknowledged_at === null && notAsked(row) === undefined).length;
  return (
    <Page
      title="Publications"
      counted={list.data ? `${waiting} to acknowledge` : undefined}
      view={view}
      searchHint="Search publications"
    >
      {list.error ? (
        <Problem of={list.error} retry={() => void list.refetch()} />
      ) : list.isPending ? (
        <Progress doing="Reading what was published" />
      ) : (
        <Grid<Row>
          label="Publications"
          columns={shown}
          rows={source}
          view={view}
          actions={(row) => [
            {
              word: 'Acknowledge',
              barred: row.barred ?? (may ? undefined : 'Who reports progress acknowledges it.'),
              run: () => say(row),
            },
          ]}
          panelTitle={(row) => departmentHead(row.department)}
          panel={(row) => <Sent of={row} acknowledge={may && row.barred === null ? () => say(row) : undefined} />}
          emptyView={
            <Empty
              title={rows.length === 0 ? 'Nothing was published yet.' : 'Everything is acknowledged.'}
              text="When a supervisor publishes a version, each department’s list and changed tickets stand here."
            />
          }
        />
      )}
    </Page>
  );
}

function Sent({ of: row, acknowledge }: { of: Row; acknowledge: (() => void) | undefined }) {
  const { zone, today } = usePlant();
  const found = useOne(
    publicationOf,
    { params: { id: row.id } },
    { kinds: [...kinds, 'tickets', 'label_prints', 'kits', 'allocations'] },
  );
  return (
    <div className={classes.sent}>
      <div className={classes.doors}>
        {acknowledge ? <Button onClick={acknowledge}>Acknowledge</Button> : null}
        {row.print === null ? null : (
          <PaperLink to={fileAddress(`/ticket-prints/${row.print}/paper`)}>
            {countText(row.tickets, 'new ticket', 'new tickets')}
          </PaperLink>
        )}
        {found.data ? <ToPrinter of={row} printers={found.data.printers} /> : null}
      </div>
      <Facts
        of={[
          ['Version', String(row.version)],
          ['Published', <When key="published" at={row.published_at} time />],
          ['By', row.published_by],
          ['Acknowledged', row.acknowledged_by],
          ['Tickets', found.data && row.print !== null ? paperWords(row.tickets, found.data.to_print) : null],
        ]}
      />
      {found.data && found.data.at_printers.length > 0 ? (
        <ul className={classes.mails} aria-label="At printers">
          {found.data.at_printers.map((said) => (
            <li key={said}>{said}</li>
          ))}
        </ul>
      ) : null}
      {found.data ? <Mails id={row.id} of={found.data.mail} /> : null}
      {found.data?.surplus.map((one) => (
        <p key={`${one.kit} ${one.item}`}>
          ▲ {inKitWords(one.kit, one.order, [one])}{' '}
          <PageLink to={pageAt('/kits', { filter: `number:eq:${one.kit}` })}>To the kit</PageLink>
        </p>
      ))}
      {row.holds === 'work' ? null : <p>{cameWords(row)}.</p>}
      {row.changed.length === 0 ? null : <p>{changedWords(row.changed)}</p>}
      {row.until === null ? null : <p className="dim">{goesUntil(row.until, zone, today)}</p>}
      {found.data ? (
        <ol className={classes.decisions}>
          {found.data.list.map((line) => (
            <li key={`${line.order}/${line.seq}`}>
              <When at={line.starts} time /> {line.machine ?? 'outside'}: {line.order} step {line.seq}{' '}
              {line.step ?? line.item}, {quantityText(line.left)} {line.unit}
            </li>
          ))}
        </ol>
      ) : null}
    </div>
  );
}

/** Its list or its tickets to a printer, that of the department first. */
function ToPrinter({ of: { id, ...row }, printers }: { of: Row; printers: readonly string[] }) {
  const may = useMay('progress.write');
  const [asking, ask] = useState(false);
  const write = useWrite(printPublication, { kinds: [...kinds, 'label_prints'] });
  const own = [
    ...(row.print === null ? [] : ['ticket' as const]),
    ...(row.operations === 0 || row.superseded_by !== null ? [] : ['dispatch list' as const]),
  ];
  const [first] = own;
  if (!may || printers.length === 0 || first === undefined) return null;
  return (
    <>
      <Button variant="default" leftSection={<IconPrinter size={14} />} onClick={() => ask(true)}>
        Send to a printer
      </Button>
      <AskWindow
        opened={asking}
        onClose={() => ask(false)}
        title={
          own.length > 1 ? 'Print its tickets or its list' : `Print its ${first === 'ticket' ? 'tickets' : 'list'}`
        }
        fields={[
          ...(own.length > 1
            ? [
                {
                  name: 'papers',
                  label: 'What',
                  type: 'choice' as const,
                  choices: own.map((one) => paperHeads[one]),
                  required: true,
                },
              ]
            : []),
          { name: 'printer', label: 'Printer', type: 'choice', choices: printers, required: true },
        ]}
        start={{ papers: paperHeads[first], printer: printers[0] ?? null }}
        submitWord="Print"
        onSubmit={async ({ papers: head, printer }) => {
          const papers = own.find((one) => paperHeads[one] === head) ?? first;
          const { done } = await write.run({ params: { id }, body: { printer: String(printer ?? ''), papers } });
          ask(false);
          toast(done);
        }}
      />
    </>
  );
}

/** What became of its e-mails; who publishes sends what did not go out. */
function Mails({ id, of: { said, barred } }: { id: number; of: Answering<typeof publicationOf>['mail'] }) {
  const may = useMay('plan.approve');
  const write = useWrite(mailPublication, { kinds });
  const send = () => void write.run({ params: { id }, body: {} }).then(({ done }) => toast(done), toastProblem);
  return (
    <section aria-label="E-mail" className={classes.acts}>
      <ul className={classes.mails}>
        {said.map((one) => (
          <li key={one}>{one}</li>
        ))}
      </ul>
      {may && barred === null ? (
        <div className={classes.doors}>
          <Button variant="default" leftSection={<IconMail size={14} />} loading={write.sending} onClick={send}>
            Send by e-mail
          </Button>
        </div>
      ) : null}
    </section>
  );
}
