/** Kits with what each lacks; what is to be built by tomorrow and has none yet, and the one part that would clear the most. */

import { Button } from '@mantine/core';
import { useState } from 'react';
import { typedAmount } from '../../house/typednumbers.ts';
import type { Answering } from '../../web/api.ts';
import { AskWindow } from '../../web/kit/Ask.tsx';
import { countText, quantityText } from '../../web/kit/formats.ts';
import type { Column } from '../../web/kit/grid/column.ts';
import { Grid } from '../../web/kit/grid/Grid.tsx';
import { firstOnPhone } from '../../web/kit/grid/shown.ts';
import { useLocalRows } from '../../web/kit/grid/source.ts';
import { TwoLines } from '../../web/kit/grid/TwoLines.tsx';
import { type NamedView, useView } from '../../web/kit/grid/view.ts';
import { When } from '../../web/kit/marks.tsx';
import { Page } from '../../web/kit/Page.tsx';
import { PageLink } from '../../web/kit/PageLink.tsx';
import { usePlant } from '../../web/kit/plant.tsx';
import { Empty, Problem } from '../../web/kit/states.tsx';
import { daysAfter, startOfDay } from '../../web/kit/time.ts';
import { toast } from '../../web/kit/toasts.tsx';
import { usePhone } from '../../web/kit/usePhone.ts';
import { pageAt } from '../../web/paths.ts';
import { useOne, useWrite } from '../../web/queries.ts';
import { suggestCodes } from '../../web/records/records.api.ts';
import { useMay } from '../../web/session/session.tsx';
import { clearList } from '../cleartobuild/cleartobuild.contract.ts';
import { listPicks } from '../issuing/issuing.contract.ts';
import { listKits, makeKit } from './kits.contract.ts';
import classes from './kits.module.css';
import { kitStates } from './kits.ts';
import { KitPanel, kinds } from './panel.page.tsx';

export type Kit = Answering<typeof listKits>['rows'][number];

const views: readonly NamedView[] = [
  { name: 'All' },
  { name: 'Open', filter: 'state:in:short,complete,released short' },
  { name: 'Short', filter: 'state:eq:short' },
  { name: 'Complete', filter: 'state:eq:complete' },
];

const shortText = (row: Kit): string =>
  row.lines
    .filter((line) => line.short > 0)
    .map((line) => `${quantityText(line.short)} ${line.unit} of ${line.item}`)
    .join(', ');
const stepText = (row: Kit): string => `${row.order}${row.seq === null ? '' : ` step ${row.seq}`}`;

const columns: readonly Column<Kit>[] = [
  { id: 'number', label: 'Kit', type: 'text', value: (row) => row.number },
  {
    id: 'order',
    label: 'For',
    type: 'reference',
    value: stepText,
    to: (row) => pageAt('/picking/$order', { order: row.order }),
  },
  { id: 'state', label: 'State', type: 'choice', value: (row) => row.state, choices: kitStates },
  { id: 'item', label: 'Item', type: 'text', value: (row) => row.item },
  { id: 'short', label: 'Short by', type: 'text', value: (row) => shortText(row) || null },
  { id: 'location', label: 'At', type: 'text', value: (row) => row.location },
  { id: 'checked', label: 'Checked by', type: 'text', value: (row) => row.checked_by },
  {
    id: 'made_at',
    label: 'Made',
    type: 'instant',
    value: (row) => row.made_at,
    draw: (row) => <When at={row.made_at} time />,
  },
];

const phoneColumns = firstOnPhone(columns, {
  number: { label: 'Kit', width: 140, draw: (row) => <TwoLines first={row.number} second={stepText(row)} /> },
  state: {
    label: 'State',
    width: 200,
    draw: (row) => <TwoLines first={row.state} second={shortText(row)} />,
  },
});

const noRows: readonly Kit[] = [];

export default function KitsPage() {
  const list = useOne(listKits, {}, { kinds });
  const view = useView('kits', views);
  const shown = usePhone() ? phoneColumns : columns;
  const rows = list.data?.rows ?? noRows;
  const source = useLocalRows(rows, shown, view, (row) => row.number);
  const may = useMay('stock.write');
  const [making, setMaking] = useState<string>();
  if (list.error) return <Problem of={list.error} retry={() => void list.refetch()} />;
  const open = rows.filter((row) => row.state !== 'issued' && row.state !== 'taken apart');
  const short = open.filter((row) => row.state === 'short');
  return (
    <Page
      title="Kits"
      counted={list.data ? `${countText(open.length, 'open kit', 'open kits')}, ${short.length} short` : undefined}
      view={view}
      searchHint="Search kits"
      primary={may ? { word: 'Make a kit', run: () => setMaking('') } : undefined}
      note={<Tomorrow kits={rows} onMake={may ? setMaking : undefined} />}
    >
      <Grid
        label="Kits"
        columns={shown}
        rows={{ ...source, loading: list.isPending }}
        view={view}
        panelTitle={(row) => `${row.number} for ${stepText(row)}`}
        panel={(row) => <KitPanel key={row.number} of={row} />}
        empty={
          <Empty
            title="No kit is open."
            text="A kit is made for a released work order, or one step of it, and staged from what is in stock."
          />
        }
      />
      {making === undefined ? null : (
        <MakeWindow order={making} place={rows[0]?.location} onClose={() => setMaking(undefined)} />
      )}
    </Page>
  );
}

/** What starts by the end of tomorrow: released without a kit, and what is still to be released. */
function Tomorrow({ kits, onMake }: { kits: readonly Kit[]; onMake: ((order: string) => void) | undefined }) {
  const { zone, today } = usePlant();
  const until = daysAfter(startOfDay(zone, today), 2);
  const picks = useOne(listPicks, {}, { kinds });
  const next = useOne(clearList, { query: { wish: 'now' } }, { kinds: [...kinds, 'plan_runs', 'plan_versions'] });
  const made = new Set(kits.map((kit) => kit.order));
  const bare = (picks.data?.rows ?? []).filter(
    (row) => row.state === 'released' && row.starts !== null && row.starts < until && !made.has(row.order),
  );
  const coming = (next.data?.rows ?? []).filter((row) => row.starts < until);
  const help = next.data?.helps.find((one) => one.kind === 'material');
  if (bare.length === 0 && coming.length === 0 && !help) return null;
  return (
    <section aria-label="By tomorrow" className={classes.tomorrow}>
      {help ? <p>{help.text}</p> : null}
      <ul>
        {bare.map((row) => (
          <li key={row.order}>
            <PageLink to={pageAt('/picking/$order', { order: row.order })}>{row.order}</PageLink> {row.item},{' '}
            <When at={row.starts} time />: released, no kit yet.{' '}
            {onMake ? (
              <Button size="compact-sm" variant="subtle" onClick={() => onMake(row.order)}>
                Make its kit
              </Button>
            ) : null}
          </li>
        ))}
        {coming.map((row) => (
          <li key={row.id}>
            <PageLink to={pageAt('/clear-to-build')}>{row.number ?? row.id.replace('/', ' ')}</PageLink> {row.item},{' '}
            <When at={row.starts} time />:{' '}
            {row.clear ? 'clear to be released.' : row.lacks.map((lack) => lack.text).join(' ')}
          </li>
        ))}
      </ul>
    </section>
  );
}

/** Proposed is where the last kit was staged. */
function MakeWindow({ order, place, onClose }: { order: string; place: string | undefined; onClose: () => void }) {
  const write = useWrite(makeKit, { kinds });
  return (
    <AskWindow
      opened
      onClose={onClose}
      title="Make a kit"
      fields={[
        { name: 'order', label: 'Work order', type: 'reference', to: 'work_orders', required: true },
        { name: 'seq', label: 'Step', type: 'integer', min: 1, max: 99_999, help: 'Empty: every step.' },
        { name: 'location', label: 'Staging place', type: 'reference', to: 'locations', required: true },
      ]}
      start={{ ...(order === '' ? {} : { order }), ...(place === undefined ? {} : { location: place }) }}
      submitWord="Make and stage"
      suggest={(field, text) => suggestCodes(field.to, text)}
      onSubmit={async (answers, confirm) => {
        const seq = String(answers.seq ?? '').trim();
        const { done } = await write.run(
          {
            body: {
              order: String(answers.order ?? '').trim(),
              seq: seq === '' ? null : typedAmount(seq),
              location: String(answers.location ?? '').trim(),
            },
          },
          confirm ? { confirm: [confirm] } : {},
        );
        onClose();
        toast(done);
      }}
    />
  );
}
