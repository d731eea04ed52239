/** One import: what its sheets and columns are, what it would change, what stands against it, and taking it. */
import { Button, Checkbox, Table } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { useMemo, useState } from 'react';
import { type Answering, call } from '../../web/api.ts';
import { useAddress } from '../../web/kit/address.ts';
import { countText, quantityText } from '../../web/kit/formats.ts';
import type { Column } from '../../web/kit/grid/column.ts';
import { Grid } from '../../web/kit/grid/Grid.tsx';
import { useLocalRows } from '../../web/kit/grid/source.ts';
import { useView } from '../../web/kit/grid/view.ts';
import { Page } from '../../web/kit/Page.tsx';
import { PageLink } from '../../web/kit/PageLink.tsx';
import { Refused } from '../../web/kit/refused.ts';
import { Facts } from '../../web/kit/SidePanel.tsx';
import { Empty, Problem, Progress } from '../../web/kit/states.tsx';
import { toastProblem } from '../../web/kit/toasts.tsx';
import { pageAt, recordsAt } from '../../web/paths.ts';
import { useOne, useWrite } from '../../web/queries.ts';
import { kindNamed } from '../records/records.ts';
import { type Said } from './formats.ts';
import { applyImport, cancelImport, changeImport, importProgress, readImport } from './imports.contract.ts';
import classes from './imports.module.css';
import { type MappingChange, SheetMappings } from './mapping.page.tsx';
import { System } from './system.page.tsx';

type Whole = Answering<typeof readImport>;
type FaultRow = Whole['faults'][number] & { readonly key: string };

const columns: readonly Column<FaultRow>[] = [
  { id: 'sheet', label: 'Sheet', type: 'text', value: (row) => row.sheet ?? row.file ?? null },
  { id: 'row', label: 'Row', type: 'number', value: (row) => row.row ?? null },
  { id: 'column', label: 'Column', type: 'text', value: (row) => row.column ?? null },
  { id: 'value', label: 'Value', type: 'text', value: (row) => row.value ?? null },
  { id: 'text', label: 'What is wrong', type: 'text', value: (row) => row.text },
];
const keyOf = (row: FaultRow): string => row.key;

export function OneImport({ id }: { id: number }) {
  const found = useOne(readImport, { params: { id } }, { kinds: ['imports'] });
  if (found.error) return <Problem of={found.error} retry={() => void found.refetch()} />;
  return found.data ? (
    <Shown of={found.data} again={() => void found.refetch()} />
  ) : (
    <Progress doing="Reading the import" />
  );
}

function Shown({ of, again }: { of: Whole; again: () => void }) {
  const [, setAddress] = useAddress();
  const change = useWrite(changeImport, { kinds: ['imports'] });
  const apply = useWrite(applyImport, { kinds: ['*'] });
  const cancel = useWrite(cancelImport, { kinds: ['imports'] });
  const view = useView('import-faults');
  const rows = useMemo(
    () => of.faults.map((fault, index): FaultRow => ({ ...fault, key: String(index) })),
    [of.faults],
  );
  const source = useLocalRows(rows, columns, view, keyOf);
  const bad = of.counts.reduce((sum, one) => sum + one.bad, 0);
  const news = of.counts.reduce((sum, one) => sum + one.added + one.changed, 0);
  const dry = of.state === 'dry';
  const asked = of.asked ? questionOf(of.asked) : undefined;
  const back = () => setAddress({ import: undefined, row: undefined });

  const alter = (body: Said & { readonly mapping?: MappingChange[]; readonly mode?: Partial<Whole['mode']> }) => {
    change.run({ params: { id: of.id }, body }, { version: of.version }).catch((error: unknown) => {
      toastProblem(error);
      again();
    });
  };
  const [how, setHow] = useState<'all' | 'good'>('all');
  const take = (wanted: 'all' | 'good', confirm: readonly string[] = []) => {
    setHow(wanted);
    // A refusal stays on the page, beside what it is about.
    apply.run({ params: { id: of.id }, body: { rows: wanted } }, { confirm }).catch(again);
  };
  const drop = () => {
    cancel.run({ params: { id: of.id } }).then(back, toastProblem);
  };

  return (
    <Page
      title={of.file}
      counted={dry ? wordsOf(news, of.fault_count, asked !== undefined) : undefined}
      {...(dry
        ? {
            primary: {
              word: news === 0 ? 'Take all' : `Take all ${quantityText(news)}`,
              run: () => take('all'),
              barred:
                of.fault_count > 0
                  ? 'All or nothing: mend the problems first, or take the good rows.'
                  : news === 0
                    ? 'Nothing differs from what is here.'
                    : apply.sending
                      ? 'It is being taken.'
                      : undefined,
            },
          }
        : { primary: { word: 'Import another file', keys: 'c', run: back } })}
      tools={
        dry ? (
          <>
            <Checkbox
              size="xs"
              label="From the ERP"
              title="Fields that Hotlist owns keep what they have"
              checked={of.mode.from === 'erp'}
              disabled={change.sending}
              onChange={(event) => alter({ mode: { from: event.currentTarget.checked ? 'erp' : 'spreadsheet' } })}
            />
            <Button size="xs" h={28} variant="default" onClick={drop}>
              Cancel this import
            </Button>
            {bad > 0 && news > 0 ? (
              <Button size="xs" h={28} variant="default" loading={apply.sending} onClick={() => take('good')}>
                Take the {quantityText(news)} good, park {quantityText(bad)} bad
              </Button>
            ) : null}
          </>
        ) : undefined
      }
      note={dry ? 'Nothing is written yet. What is not in the file stays as it is.' : undefined}
    >
      {apply.sending ? <Taking id={of.id} onCancel={drop} /> : null}
      {apply.problem ? (
        <Problem of={apply.problem} confirm={(code) => take(how, [code])} />
      ) : asked && !apply.sending ? (
        <Problem of={asked} {...(of.fault_count > 0 ? {} : { confirm: (code: string) => take('all', [code]) })} />
      ) : null}
      {of.state === 'applied' ? <Done of={of} /> : null}
      {of.state === 'cancelled' ? <Empty title="This import was cancelled. Nothing of it was written." /> : null}
      <div className={classes.above}>
        {dry ? (
          <System
            key={of.version}
            format={of.format}
            now={of.now}
            waiting={change.sending}
            onChange={(said) => alter(said)}
          />
        ) : null}
        {dry ? (
          <SheetMappings of={of.mapping} waiting={change.sending} onChange={(mapping) => alter({ mapping })} />
        ) : null}
        <Counts of={of} />
        {of.notes.map((note) => (
          <p key={note} className={classes.note}>
            {note}
          </p>
        ))}
      </div>
      {of.fault_count > 0 ? (
        <div className={classes.faults}>
          <Grid
            label="Problems"
            columns={columns}
            rows={source}
            view={view}
            panelTitle={(row) => [row.sheet ?? row.file, row.row && `row ${row.row}`].filter(Boolean).join(', ')}
            panel={(row) => (
              <>
                <p>{row.text}</p>
                <Facts
                  of={[
                    ['File', row.file ?? ''],
                    ['Column', row.column ?? ''],
                    ['Value', row.value ?? ''],
                  ]}
                />
              </>
            )}
          />
        </div>
      ) : dry && news > 0 && !asked ? (
        <Empty title="Nothing stands against it." text="Every cell could be read, and everything it names is known." />
      ) : null}
    </Page>
  );
}

/** As the server will ask it. */
const questionOf = ({ code, text }: NonNullable<Whole['asked']>): Refused =>
  new Refused({ type: 'about:blank', title: 'Asked', status: 409, code, detail: text, values: { confirm: code } });

const wordsOf = (news: number, faults: number, asks: boolean): string =>
  [
    news === 0 ? 'nothing would change' : `${countText(news, 'record', 'records')} would be written`,
    faults === 0 ? (asks ? 'one question' : 'no problems') : countText(faults, 'problem', 'problems'),
  ].join(', ');

function Counts({ of }: { of: Whole }) {
  if (of.counts.length === 0) return null;
  const kept = of.counts.some((one) => one.kept > 0);
  return (
    <Table.ScrollContainer
      minWidth={620}
      scrollAreaProps={{ viewportProps: { tabIndex: 0, role: 'region', 'aria-label': 'What would change' } }}
    >
      <Table className={classes.counts} verticalSpacing={4}>
        <Table.Thead>
          <Table.Tr>
            {['Records', 'New', 'Changed', 'Same', 'Bad', 'Not in the file', ...(kept ? ['Kept as ours'] : [])].map(
              (head) => (
                <Table.Th key={head}>{head}</Table.Th>
              ),
            )}
          </Table.Tr>
        </Table.Thead>
        <Table.Tbody>
          {of.counts.map((one) => {
            const kind = kindNamed(one.kind);
            const fields = Object.entries(one.fields).map(
              ([name, count]) => `${kind?.fields.find((field) => field.name === name)?.label ?? name} ${count}`,
            );
            return (
              <Table.Tr key={one.kind}>
                <Table.Th>{kind?.many ?? one.kind}</Table.Th>
                <Table.Td>{quantityText(one.added)}</Table.Td>
                <Table.Td>
                  {quantityText(one.changed)}
                  {fields.length > 0 ? <span className="dim"> ({fields.join(', ')})</span> : null}
                </Table.Td>
                <Table.Td>{quantityText(one.same)}</Table.Td>
                <Table.Td data-bad={one.bad > 0 || undefined}>{quantityText(one.bad)}</Table.Td>
                <Table.Td title={one.missing.first.join(', ')}>
                  {quantityText(one.missing.count)}
                  {one.missing.count > 0 ? <span className="dim"> (they stay)</span> : null}
                </Table.Td>
                {kept ? <Table.Td>{quantityText(one.kept)}</Table.Td> : null}
              </Table.Tr>
            );
          })}
        </Table.Tbody>
      </Table>
    </Table.ScrollContainer>
  );
}

/** Where what was taken is to be seen now. */
function Done({ of }: { of: Whole }) {
  return (
    <div className={classes.line} role="status">
      <p>
        Taken.{' '}
        {of.counts.map((one, index) => (
          <span key={one.kind}>
            {index > 0 ? ' · ' : ''}
            <PageLink to={recordsAt(one.kind)}>{kindNamed(one.kind)?.many ?? one.kind}</PageLink>:{' '}
            {quantityText(one.added)} new, {quantityText(one.changed)} changed
          </span>
        ))}
        {of.parked > 0 ? (
          <>
            {' '}
            · <PageLink to={pageAt('/import/parked')}>{countText(of.parked, 'row is', 'rows are')} parked</PageLink>
          </>
        ) : null}
      </p>
    </div>
  );
}

/** Asked twice a second while it is being taken. */
function Taking({ id, onCancel }: { id: number; onCancel: () => void }) {
  const progress = useQuery({
    queryKey: [importProgress.path, id],
    queryFn: ({ signal }) => call(importProgress, { params: { id } }, { signal }),
    refetchInterval: 500,
    retry: false,
    gcTime: 0,
  });
  const { done = 0, total = 0 } = progress.data ?? {};
  const stage = progress.data?.stage ?? 'Taking';
  return (
    <div className={classes.reading}>
      <Progress
        doing={total > 0 ? `${stage}: ${quantityText(done)} of ${quantityText(total)}` : stage}
        done={total > 0 ? done / total : undefined}
        onCancel={onCancel}
      />
    </div>
  );
}
