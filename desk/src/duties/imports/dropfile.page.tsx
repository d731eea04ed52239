/** Where a file is dropped; below it what was imported before, and files the other way: templates and exports. */
import { Button, Menu } from '@mantine/core';
import { IconFileSpreadsheet } from '@tabler/icons-react';
import { type DragEvent, useMemo, useRef, useState } from 'react';
import { type Answering, fileAddress, upload } from '../../web/api.ts';
import { useAddress } from '../../web/kit/address.ts';
import { countText } from '../../web/kit/formats.ts';
import type { Column } from '../../web/kit/grid/column.ts';
import { Grid } from '../../web/kit/grid/Grid.tsx';
import { useLocalRows } from '../../web/kit/grid/source.ts';
import { useView } from '../../web/kit/grid/view.ts';
import { When } from '../../web/kit/marks.tsx';
import { Page } from '../../web/kit/Page.tsx';
import { PageLink } from '../../web/kit/PageLink.tsx';
import { Empty, Problem, Progress } from '../../web/kit/states.tsx';
import { pageAt } from '../../web/paths.ts';
import { useOne } from '../../web/queries.ts';
import { useSession } from '../../web/session/session.tsx';
import { kinds } from '../records/records.ts';
import { filesDropped } from './attached.page.tsx';
import { formatWords } from './formats.ts';
import { listImports, listParked, uploadImport } from './imports.contract.ts';
import { severalFiles } from './imports.messages.ts';
import classes from './imports.module.css';

type Imported = Answering<typeof listImports>['rows'][number];

const stateWords = { dry: 'not taken yet', applied: 'taken', cancelled: 'cancelled' } as const;
const done = ({ counts, state }: Imported): string => {
  const sum = (name: 'added' | 'changed') => counts.reduce((all, one) => all + one[name], 0);
  return state === 'cancelled' ? '' : `${sum('added')} new, ${sum('changed')} changed`;
};

const columns: readonly Column<Imported>[] = [
  {
    id: 'file',
    label: 'File',
    type: 'reference',
    value: (row) => row.file,
    to: (row) => pageAt('/import', { import: String(row.id) }),
  },
  {
    id: 'at',
    label: 'When',
    type: 'instant',
    value: (row) => row.changed_at,
    draw: (row) => <When at={row.changed_at} time />,
  },
  { id: 'who', label: 'Who', type: 'text', value: (row) => row.changed_by },
  {
    id: 'state',
    label: 'State',
    type: 'choice',
    value: (row) => stateWords[row.state],
    choices: Object.values(stateWords),
  },
  { id: 'done', label: 'What', type: 'text', value: done },
  { id: 'faults', label: 'Problems', type: 'number', value: (row) => row.fault_count || null },
  { id: 'parked', label: 'Parked', type: 'number', value: (row) => row.parked || null },
];
const keyOf = (row: Imported): string => String(row.id);
const none: readonly Imported[] = [];

export function DropFile() {
  const { may } = useSession();
  const [address, setAddress] = useAddress();
  const kind = kinds.find((one) => one.name === address.kind);
  const input = useRef<HTMLInputElement>(null);
  const [over, setOver] = useState(false);
  const [reading, setReading] = useState<string>();
  const [problem, setProblem] = useState<unknown>();
  const imports = useOne(listImports, {});
  const parked = useOne(listParked, { query: { limit: 1 } }, { kinds: ['parked_rows'] });
  const view = useView('imports');
  const source = useLocalRows(imports.data?.rows ?? none, columns, view, keyOf);
  const writes = useMemo(() => kinds.some((kind) => may(kind.write)), [may]);

  const take = async (files: readonly File[]) => {
    const [first] = files;
    if (!first || reading) return;
    setReading(files.length === 1 ? first.name : severalFiles(first.name, files.length - 1));
    setProblem(undefined);
    const form = new FormData();
    if (kind) form.set('kind', kind.name);
    for (const file of files) form.append('file', file);
    try {
      const { id } = await upload<Answering<typeof uploadImport>>(uploadImport.path, form);
      setAddress({ import: String(id) }, { push: true });
    } catch (error) {
      setProblem(error);
    } finally {
      setReading(undefined);
      if (input.current) input.current.value = '';
    }
  };
  const drop = (event: DragEvent) => {
    event.preventDefault();
    setOver(false);
    filesDropped(event.dataTransfer).then(take, setProblem);
  };
  const waiting = parked.data?.total ?? 0;

  return (
    <Page
      title="Import"
      {...(writes ? { primary: { word: 'Choose files', keys: 'c', run: () => input.current?.click() } } : {})}
      tools={
        <>
          <PageLink to={pageAt('/import/erp')}>Beside an ERP</PageLink>
          <FilesOut />
        </>
      }
      note="Nothing is written before you have seen what would change."
    >
      {writes ? (
        <section
          className={classes.drop}
          data-over={over || undefined}
          aria-label="Drop files here"
          onDragOver={(event) => {
            event.preventDefault();
            setOver(true);
          }}
          onDragLeave={() => setOver(false)}
          onDrop={drop}
        >
          <input
            ref={input}
            type="file"
            hidden
            aria-label="Files to import"
            accept=".csv,.txt,.tsv,.xlsx,.ics,.zip,.json,.sql"
            multiple
            onChange={(event) => void take([...(event.target.files ?? [])])}
          />
          {reading ? (
            <div className={classes.reading}>
              <Progress doing={`Reading and checking ${reading}`} />
            </div>
          ) : (
            <>
              <IconFileSpreadsheet size={28} stroke={1.4} aria-hidden="true" />
              <p>
                Drop spreadsheets here, or{' '}
                <button type="button" onClick={() => input.current?.click()}>
                  choose files
                </button>
                .
              </p>
              <p className="dim">
                {kind
                  ? `It is read as ${kind.many.toLowerCase()}.`
                  : 'Orders, items, bills of material, routings, stock: whatever their heads say. CSV, Excel workbooks, a folder or a zip of them.'}
              </p>
              {kind ? null : (
                <p className="dim">
                  Or the data of another system as it is:{' '}
                  {Object.values(formatWords)
                    .map((one) => one.title)
                    .join(', ')}
                  .
                </p>
              )}
            </>
          )}
        </section>
      ) : null}
      {problem ? <Problem of={problem} /> : null}
      {imports.error ? <Problem of={imports.error} retry={() => void imports.refetch()} /> : null}
      {waiting > 0 ? (
        <p className={classes.line}>
          <PageLink to={pageAt('/import/parked')}>{countText(waiting, 'row is', 'rows are')} parked</PageLink>: bad rows
          put aside, to be mended and taken.
        </p>
      ) : null}
      <Grid
        label="Imports"
        columns={columns}
        rows={source}
        view={view}
        empty={
          <Empty title="Nothing was imported yet." text="What was brought in, by whom and with what stands here." />
        }
      />
    </Page>
  );
}

/** Templates to fill in, and all that is here as files. */
function FilesOut() {
  const { may } = useSession();
  return (
    <>
      <Button
        size="xs"
        h={28}
        variant="default"
        component="a"
        href={fileAddress('/templates/all', { format: 'xlsx' })}
        download
      >
        Template
      </Button>
      <Menu position="bottom-end">
        <Menu.Target>
          <Button size="xs" h={28} variant="default">
            Export
          </Button>
        </Menu.Target>
        <Menu.Dropdown mah={420} style={{ overflow: 'auto' }}>
          {kinds
            .filter((kind) => may(kind.read))
            .map((kind) => (
              <Menu.Item
                key={kind.name}
                component="a"
                href={fileAddress(`/exports/${kind.name}`, { format: 'xlsx' })}
                download
              >
                {kind.many}
              </Menu.Item>
            ))}
        </Menu.Dropdown>
      </Menu>
    </>
  );
}
