/**
 * The page of a kind of record: its grid with every cell edited in place, a form for a new one, deletion with the
 * way back, cells pasted from a spreadsheet. A master-data page is this with its kind and its views.
 */
import { useNavigate } from '@tanstack/react-router';
import { useMemo, useState } from 'react';
import { withOwners } from '../../duties/imports/owners.ts';
import { kindNamed } from '../../duties/records/records.ts';
import { type Kind, keyText, seenOf } from '../../house/kind.ts';
import { AskWindow } from '../kit/Ask.tsx';
import { countText, quantityText } from '../kit/formats.ts';
import type { Column } from '../kit/grid/column.ts';
import { Grid } from '../kit/grid/Grid.tsx';
import { type ListRoute, usePagedRows } from '../kit/grid/usePagedRows.ts';
import { type NamedView, useView } from '../kit/grid/view.ts';
import { Page } from '../kit/Page.tsx';
import { PageLink } from '../kit/PageLink.tsx';
import { Refused } from '../kit/refused.ts';
import { Empty } from '../kit/states.tsx';
import { offerUndo, toast, toastProblem } from '../kit/toasts.tsx';
import type { PageAddress } from '../paths.ts';
import { useSession } from '../session/session.tsx';
import { addressOfRecord } from './addresses.ts';
import { changedHere, type Elsewhere } from './elsewhere.ts';
import { useOurs } from './owners.ts';
import { type Pasted, PasteWindow, planOf } from './PasteWindow.tsx';
import { currentOf } from './RecordForm.tsx';
import { RecordPanel } from './RecordPanel.tsx';
import { RecordTools } from './RecordTools.tsx';
import { type RecordRow, recordColumns, recordTitle } from './recordcolumns.ts';
import { changeRecord, createRecord, putBack, removeRecord, routesOf, suggestCodes, writable } from './records.api.ts';

interface RecordPageProps {
  /** The kind's name: 'items'. */
  readonly kind: string;
  readonly views?: readonly NamedView[];
  /** The full page of a record, where there is one. */
  readonly pageOf?: (row: RecordRow) => PageAddress | undefined;
  readonly elsewhere?: Elsewhere;
}

const everything: readonly NamedView[] = [{ name: 'All' }];
const keyOf = (row: RecordRow): string => String(row.id);

export function RecordPage({ kind: name, views = everything, pageOf, elsewhere }: RecordPageProps) {
  const kind = kindNamed(name);
  if (!kind) throw new Error(`there is no kind "${name}"`);
  return <RecordList key={name} kind={kind} views={views} pageOf={pageOf} elsewhere={elsewhere} />;
}

function RecordList({
  kind,
  views,
  pageOf,
  elsewhere,
}: {
  kind: Kind;
  views: readonly NamedView[];
  pageOf: RecordPageProps['pageOf'];
  elsewhere: Elsewhere | undefined;
}) {
  const { may } = useSession();
  const navigate = useNavigate();
  const here = useMemo(() => seenOf(changedHere(kind, elsewhere), may), [kind, elsewhere, may]);
  const view = useView(kind.name, views);
  const ours = useOurs(kind);
  const columns = useMemo(
    () => recordColumns(here, { may, addressOf: addressOfRecord, suggest: suggestCodes, ours }),
    [here, may, ours],
  );
  const rows = usePagedRows<RecordRow>(routesOf(kind).list as unknown as ListRoute, view, {
    keyOf,
    kinds: [kind.name],
  });
  const [asking, setAsking] = useState(false);
  const [pasted, setPasted] = useState<Pasted>();
  const whole = elsewhere !== undefined && elsewhere.fields === undefined;
  const writes = may(kind.write) && !whole;

  const edit = async (row: RecordRow, column: Column<RecordRow>, text: string) => {
    try {
      rows.renew(await changeRecord(kind, row, { [column.id]: text }));
    } catch (error) {
      throw changedElsewhere(error, column, rows.renew);
    }
  };
  const remove = async (some: readonly RecordRow[]) => {
    const gone: RecordRow[] = [];
    try {
      for (const row of some) {
        await removeRecord(kind, row);
        gone.push(row);
      }
    } catch (error) {
      toastProblem(error);
    }
    rows.refresh();
    const [only] = gone;
    if (only)
      offerUndo(
        `${gone.length === 1 ? `${sentenceStart(kind.one)} ${keyText(kind, only)}` : countText(gone.length, kind.one, kind.many.toLowerCase())} deleted.`,
        async () => {
          for (const row of gone) await createRecord(kind, writable(kind, row), putBack);
          rows.refresh();
        },
      );
  };

  return (
    <Page
      title={kind.many}
      counted={rows.loading && rows.total === 0 ? undefined : quantityText(rows.counted)}
      view={view}
      searchHint={`Search ${kind.many.toLowerCase()}`}
      tools={<RecordTools kind={kind} view={view} writes={writes} />}
      primary={
        may(kind.write)
          ? {
              word: `New ${kind.one}`,
              keys: 'c',
              run: () => (whole ? void navigate({ to: elsewhere.page } as never) : setAsking(true)),
            }
          : undefined
      }
      note={elsewhere && may(kind.write) ? <ChangedElsewhere kind={kind} of={elsewhere} /> : undefined}
    >
      <Grid<RecordRow>
        label={kind.many}
        columns={columns}
        rows={rows}
        view={view}
        onEdit={edit}
        {...(writes
          ? {
              ...(elsewhere
                ? {}
                : {
                    onPaste: (matrix: readonly (readonly string[])[], at: PastedAt) =>
                      setPasted({ matrix, key: at.row ? keyOf(at.row) : undefined, column: at.column?.id }),
                  }),
              actions: (_: RecordRow, marked: readonly RecordRow[]) => [
                {
                  word: marked.length > 1 ? `Delete ${marked.length} ${kind.many.toLowerCase()}` : `Delete ${kind.one}`,
                  danger: true,
                  run: () => void remove(marked),
                },
              ],
            }
          : {})}
        {...(pageOf ? { pageOf } : {})}
        panelTitle={(row) => recordTitle(kind, row)}
        panel={(row) => <RecordPanel kind={here} row={row} writes={writes} onChanged={rows.renew} />}
        empty={
          <Empty
            title={`No ${kind.many.toLowerCase()} yet.`}
            text={`${kind.about}${writes ? ' Add one, import a spreadsheet, or paste rows here.' : ''}`}
          />
        }
      />
      <AskWindow
        title={`New ${kind.one}`}
        opened={asking}
        onClose={() => setAsking(false)}
        fields={withOwners(kind, kind.fields, ours)}
        submitWord={`Add ${kind.one}`}
        draft={`new:${kind.name}`}
        suggest={(field, text) => suggestCodes(field.to, text)}
        onSubmit={async (answers, confirm) => {
          const made = await createRecord(kind, answers, confirm ? [confirm] : undefined);
          setAsking(false);
          rows.refresh();
          toast(`${sentenceStart(kind.one)} ${keyText(kind, made)} added.`);
        }}
      />
      {pasted ? (
        <PasteWindow
          kind={kind}
          plan={planOf(kind, columns, rows, view, pasted)}
          onClose={() => setPasted(undefined)}
          onTaken={rows.refresh}
        />
      ) : null}
    </Page>
  );
}

interface PastedAt {
  readonly row: RecordRow | undefined;
  readonly column: Column<RecordRow> | undefined;
}

function ChangedElsewhere({ kind, of: { page, word, why, fields } }: { kind: Kind; of: Elsewhere }) {
  const what = fields ? kind.fields.filter(({ name }) => fields.includes(name)).map(({ label }) => label) : [kind.many];
  return (
    <>
      {what.join(', ')}: changed under <PageLink to={page}>{word}</PageLink>, {why}.
    </>
  );
}

const sentenceStart = (word: string): string => word.charAt(0).toUpperCase() + word.slice(1);

/** The second of two editors is told what the first one wrote, and may then write over it. */
function changedElsewhere(error: unknown, column: Column<RecordRow>, renew: (row: RecordRow) => void): unknown {
  const current = currentOf(error);
  if (!current || !(error instanceof Refused)) return error;
  renew(current);
  const now = current[column.id];
  return new Refused({
    ...error.problem,
    detail: `${error.problem.detail} ${column.label} is now ${now === null || now === '' ? 'empty' : `"${now}"`}. Esc keeps that; Enter writes yours.`,
  });
}
