/** The production sheet as a tree: what is needed, what serves it, what is done to it. Branches fold. */
import { Button } from '@mantine/core';
import { useMemo, useState } from 'react';
import { quantityText, workText } from '../../web/kit/formats.ts';
import { When } from '../../web/kit/marks.tsx';
import { PageLink } from '../../web/kit/PageLink.tsx';
import { pageAt } from '../../web/paths.ts';
import type { ItemRow, SheetRow, StepRow, SupplyRow } from './productionsheet.ts';
import classes from './sheet.module.css';

export interface SheetDoor {
  readonly word: string;
  readonly title: string;
  readonly run: () => void;
}

interface SheetTreeProps {
  readonly rows: readonly SheetRow[];
  /** What may be done with a supply. */
  readonly doors: (row: SupplyRow) => readonly SheetDoor[];
}

export function SheetTree({ rows: all, doors }: SheetTreeProps) {
  const [folded, setFolded] = useState<ReadonlySet<string>>(new Set());
  const { rows, from } = useMemo(() => stockTold(all), [all]);
  const parents = useMemo(() => new Set(rows.flatMap((row) => row.parent ?? [])), [rows]);
  const shown = useMemo(() => {
    const hidden = new Set<string>();
    return rows.filter((row) => {
      const under = row.parent !== null && (hidden.has(row.parent) || folded.has(row.parent));
      if (under) hidden.add(row.id);
      return !under;
    });
  }, [rows, folded]);
  const fold = (id: string) =>
    setFolded((now) => {
      const next = new Set(now);
      if (!next.delete(id)) next.add(id);
      return next;
    });
  return (
    <table className={`${classes.sheet} ${classes.tree}`}>
      <thead>
        <tr>
          <th scope="col">Needed, and what serves it</th>
          <th scope="col" className={classes.number}>
            Quantity
          </th>
          <th scope="col">Standing</th>
          <th scope="col" className={classes.number}>
            On hand
          </th>
          <th scope="col">From</th>
          <th scope="col">Ready</th>
        </tr>
      </thead>
      <tbody>
        {shown.map((row) => {
          const twist = parents.has(row.id) ? (
            <button
              type="button"
              className={classes.twist}
              aria-expanded={!folded.has(row.id)}
              aria-label={folded.has(row.id) ? 'Unfold' : 'Fold'}
              onClick={() => fold(row.id)}
            >
              {folded.has(row.id) ? '▸' : '▾'}
            </button>
          ) : (
            <span className={classes.twist} />
          );
          const indent = { paddingLeft: 20 + row.depth * 14 };
          if (row.type === 'item')
            return <ItemLine key={row.id} of={row} twist={twist} indent={indent} stock={from.get(row.id)} />;
          if (row.type === 'step') return <StepLine key={row.id} of={row} twist={twist} indent={indent} />;
          return <SupplyLine key={row.id} of={row} twist={twist} indent={indent} doors={doors(row)} />;
        })}
      </tbody>
    </table>
  );
}

/** An item that one place in stock covers says so on its own line: the row of that stock would only repeat it. */
function stockTold(rows: readonly SheetRow[]): { rows: readonly SheetRow[]; from: ReadonlyMap<string, SupplyRow> } {
  const under = new Map<string, SheetRow[]>();
  for (const row of rows) if (row.parent !== null) under.set(row.parent, [...(under.get(row.parent) ?? []), row]);
  const from = new Map<string, SupplyRow>();
  for (const row of rows) {
    const [only, ...others] = under.get(row.id) ?? [];
    if (
      row.type === 'item' &&
      row.short === 0 &&
      only?.type === 'supply' &&
      only.kind === 'stock' &&
      others.length === 0
    )
      from.set(row.id, only);
  }
  const told = new Set([...from.values()].map((row) => row.id));
  return { rows: rows.filter((row) => !told.has(row.id)), from };
}

interface LineProps<Row> {
  readonly of: Row;
  readonly twist: React.ReactNode;
  readonly indent: { readonly paddingLeft: number };
}

function ItemLine({ of: row, twist, indent, stock }: LineProps<ItemRow> & { readonly stock: SupplyRow | undefined }) {
  return (
    <tr data-type="item" data-short={row.short > 0 || undefined}>
      <td style={indent}>
        {twist}
        <PageLink to={pageAt('/items/$code', { code: row.item })}>{row.item}</PageLink> {row.name}
        {row.revision ? <span className="dim"> rev. {row.revision}</span> : null}
      </td>
      <td className={classes.number}>
        {quantityText(row.need)} <span className="dim">{row.unit}</span>
      </td>
      <td>
        {row.short > 0 ? (
          <span className={classes.short}>▲ short {quantityText(row.short)}</span>
        ) : (
          <span className="dim">{stock ? `stock ${stock.place ?? ''}` : 'covered'}</span>
        )}
      </td>
      <td className={classes.number} data-word="on hand" title={`${quantityText(row.available)} of it not reserved`}>
        {quantityText(row.onHand)}
      </td>
      <td className="dim" colSpan={2}>
        {row.wanted ? (
          <>
            wanted <When at={row.wanted} />
          </>
        ) : null}
      </td>
    </tr>
  );
}

const kindWords: Readonly<Record<SupplyRow['kind'], string>> = {
  stock: 'stock',
  purchase: 'purchase line',
  work: 'work order',
  planned: '',
  buy: '',
  move: '',
  nothing: 'nothing planned: exploded from the structure',
};

function SupplyLine({
  of: row,
  twist,
  indent,
  doors,
}: LineProps<SupplyRow> & { readonly doors: readonly SheetDoor[] }) {
  return (
    <tr data-type="supply" data-critical={row.critical || undefined}>
      <td style={indent}>
        {twist}
        <span className="dim">{kindWords[row.kind]}</span> {row.kind === 'stock' ? row.place : <SupplyName of={row} />}
        {row.state ? <span className="dim"> {row.state}</span> : null}
        {row.again ? <span className="dim"> (shown above)</span> : null}
        {doors.map(({ word, title, run }) => (
          <Button
            key={word}
            className={classes.door}
            size="compact-xs"
            variant="default"
            ml={8}
            title={title}
            onClick={run}
            data-noprint
          >
            {word}
          </Button>
        ))}
      </td>
      <td className={classes.number}>
        {quantityText(row.qty)}
        {row.of > row.qty ? <span className="dim"> of {quantityText(row.of)}</span> : null}
      </td>
      <td colSpan={2}>
        <Standing of={row} />
      </td>
      <td data-word="from">{row.partnerName ?? row.partner ?? (row.starts ? <When at={row.starts} /> : null)}</td>
      <td data-word="ready">{row.ready ? <When at={row.ready} /> : row.kind === 'stock' ? 'there' : null}</td>
    </tr>
  );
}

function SupplyName({ of: row }: { of: SupplyRow }) {
  if (row.kind === 'purchase')
    return (
      <PageLink to={pageAt('/records/purchase-lines', { search: row.called.split('/')[0] ?? '' })}>
        {row.called}
      </PageLink>
    );
  if (row.kind === 'work')
    return <PageLink to={pageAt('/records/work-orders', { search: row.called })}>{row.called}</PageLink>;
  return row.called;
}

function Standing({ of: row }: { of: SupplyRow }) {
  if (row.kind === 'nothing') return <span className={classes.short}>▲ not planned</span>;
  const promise =
    row.promised && row.ready && row.promised < row.ready ? (
      <span className="dim">
        {' '}
        promised <When at={row.promised} />
      </span>
    ) : null;
  if (!row.inTime)
    return (
      <>
        <span className={classes.short}>▲ too late</span>
        {promise}
      </>
    );
  return (
    <>
      <span className="dim">no delay</span>
      {promise}
    </>
  );
}

function StepLine({ of: row, twist, indent }: LineProps<StepRow>) {
  const time = [
    row.setupSeconds > 0 ? `set-up ${workText(row.setupSeconds)}` : '',
    row.runSeconds > 0 ? `run ${workText(row.runSeconds)}` : '',
  ]
    .filter(Boolean)
    .join(', ');
  return (
    <tr data-type="step" data-critical={row.critical || undefined}>
      <td style={indent}>
        {twist}
        <span className={classes.op}>step {row.seq}</span> {row.name}{' '}
        <span className="dim">
          {row.outsideDays === null
            ? (row.machine ?? row.workCentre)
            : `outside, ${quantityText(row.outsideDays)} days`}
          {row.crew ? `, crew ${row.crewSize > 1 ? `${row.crewSize} × ` : ''}${row.crew}` : ''}
        </span>
        {row.instructions ? <p className={classes.instructions}>{row.instructions}</p> : null}
      </td>
      <td className={classes.time} colSpan={3}>
        {time} <StepState of={row} />
      </td>
      <td data-word="from">{row.starts ? <When at={row.starts} time /> : null}</td>
      <td data-word="to">{row.ends ? <When at={row.ends} time /> : null}</td>
    </tr>
  );
}

/** What was reported of a step; nothing while it is only planned. */
function StepState({ of: row }: { of: StepRow }) {
  const words = [
    row.state === 'planned' ? '' : row.state,
    row.good ? `${quantityText(row.good)} good` : '',
    row.scrap ? `${quantityText(row.scrap)} scrap` : '',
    row.frozen ? 'frozen' : '',
  ].filter(Boolean);
  return words.length === 0 ? null : <>· {words.join(', ')}</>;
}
