/** The rows of the schedule: turn, machine and start are typed or dragged, all else follows from them. */
import { Button } from '@mantine/core';
import { IconArrowBackUp } from '@tabler/icons-react';
import { Fragment, type KeyboardEvent, useEffect, useState } from 'react';
import type { OffsetTable } from '../../house/clock.ts';
import { dayWords } from '../../house/daywords.ts';
import { quantityText, workText } from '../../web/kit/formats.ts';
import { toast } from '../../web/kit/toasts.tsx';
import { printTsv } from '../../web/kit/tsv.ts';
import { clockAt, clockText, momentWords } from '../board/axis.ts';
import { conflictWords } from '../board/hand.messages.ts';
import { calledOrder } from '../board/layout.ts';
import { ruleWords } from '../planning/planning.messages.ts';
import { SupplyLink } from '../productionsheet/supplylink.page.tsx';
import classes from './byhand.module.css';
import { type Row, turnedTo } from './byhand.ts';
import { type Drag, Grip, Onto, useDrag } from './drag.page.tsx';
import { type Broken, cellOf } from './rules.ts';
import type { Typing } from './usetyped.page.tsx';

type Column = 'turn' | 'machine' | 'start';
/** A page of rows; the next is asked for. */
const each = 200;

/** The machines that may be typed, for the browser's own list. */
const machinesList = 'machines-of-the-centre';
const nameOf = (key: string, column: Column): string => `${column} ${key}`;
let wanted: string | undefined;

/** The start of a row, also of one that is drawn only next. */
export function goTo(key: string, column: Column = 'start'): void {
  wanted = nameOf(key, column);
  focusWanted();
}

function focusWanted(): void {
  const cell =
    wanted === undefined ? null : document.querySelector<HTMLInputElement>(`[data-cell=${JSON.stringify(wanted)}]`);
  if (!cell) return;
  wanted = undefined;
  cell.scrollIntoView({ block: 'nearest' });
  cell.focus();
  cell.select();
}

export function Rows({ typing }: { typing: Typing }) {
  const { rows, rules, today, board, may, centre } = typing;
  const [shown, setShown] = useState(each);
  useEffect(focusWanted);
  const drag = useDrag(typing);
  const brokenAt = new Map<string, Broken[]>();
  for (const one of rules.broken)
    if (one.key !== undefined) brokenAt.set(one.key, [...(brokenAt.get(one.key) ?? []), one]);
  if (rows.length === 0)
    return (
      <p className="dim">
        {typing.typed.blank
          ? 'Nothing is placed yet. Take a step from the left, or paste rows: order, step, machine, start.'
          : 'This version has nothing to do here.'}
      </p>
    );
  const visible = rows.filter((row, n) => n < shown || row.typed || brokenAt.has(row.key));
  const dayOf = ({ from }: Row): string => clockAt(from, board.offsets).day;
  return (
    <>
      <datalist id={machinesList}>
        {board.machines.map(({ code, centre: of }) =>
          of === centre ? <option key={code} value={code} aria-label={code} /> : null,
        )}
      </datalist>
      <Onto typing={typing} drag={drag} />
      <table className={classes.grid} aria-label="Schedule">
        <thead>
          <tr>
            <th scope="col" className={classes.number} title="Which turn on its machine">
              No.
            </th>
            <th scope="col">Machine</th>
            <th scope="col">Start</th>
            <th scope="col">End</th>
            <th scope="col">Rules</th>
            <th scope="col">Order</th>
            <th scope="col">Step</th>
            <th scope="col">Item</th>
            <th scope="col" className={classes.number}>
              Quantity
            </th>
            <th scope="col" className={classes.number}>
              Set-up
            </th>
            <th scope="col" className={classes.number}>
              Run
            </th>
          </tr>
        </thead>
        <tbody>
          {visible.map((row, n) => {
            const date = dayOf(row);
            const head = n === 0 || date !== dayOf(visible[n - 1]!);
            return (
              <Fragment key={row.key}>
                {head ? (
                  <tr className={classes.day}>
                    <th colSpan={11} scope="rowgroup">
                      {dayWords(date, today)}
                    </th>
                  </tr>
                ) : null}
                <Line row={row} typing={typing} broken={brokenAt.get(row.key) ?? []} visible={visible} drag={drag} />
              </Fragment>
            );
          })}
        </tbody>
      </table>
      <p className="dim">
        {rows.length > visible.length ? (
          <Button size="compact-xs" variant="default" onClick={() => setShown(shown + each)}>
            {rows.length - visible.length} more
          </Button>
        ) : null}{' '}
        <Button size="compact-xs" variant="default" onClick={() => copy(typing)}>
          Copy for a sheet
        </Button>{' '}
        {may
          ? 'Rows are dragged by their dots, Alt ↑ ↓ changes turns, Enter goes down, an emptied cell goes back. Pasted rows are order, step, machine and start.'
          : null}
      </p>
    </>
  );
}

interface LineProps {
  readonly row: Row;
  readonly typing: Typing;
  readonly broken: readonly Broken[];
  readonly visible: readonly Row[];
  readonly drag: Drag;
}

function Line({ row, typing, broken, visible, drag }: LineProps) {
  const over = drag.dragged?.over;
  const { board, rows, today, may, refused } = typing;
  const { steps, orders, items, offsets, names } = board;
  const order = steps.order[row.step]!;
  const sentence = (column: 'start' | 'machine'): string | undefined =>
    row.faults[column] ??
    (column === 'start' ? refused.get(row.key) : undefined) ??
    broken
      .filter(({ conflict }) => `${conflict.order} ${conflict.seq}` === row.key && cellOf(conflict) === column)
      .map(({ conflict }) => conflictWords(conflict))[0];
  const named = [...new Set(broken.map(({ conflict }) => ruleWords(conflict.rule)))].join(', ') || undefined;
  const turn = (to: number): void => {
    const turned = turnedTo(rows, row.key, to);
    if (turned) typing.turn(turned);
  };
  const keys =
    (column: Column) =>
    (event: KeyboardEvent<HTMLInputElement>): void => {
      const by = event.key === 'ArrowUp' ? -1 : event.key === 'ArrowDown' || event.key === 'Enter' ? 1 : 0;
      if (by === 0 || event.ctrlKey || event.metaKey) return;
      event.preventDefault();
      if (event.altKey && event.key !== 'Enter') {
        wanted = nameOf(row.key, column);
        turn(row.turn + by);
        return;
      }
      const next = visible[visible.indexOf(row) + by];
      event.currentTarget.blur();
      if (next) goTo(next.key, column);
    };
  const cell = (column: Column, value: string, label: string) => (
    <Cell
      name={nameOf(row.key, column)}
      value={value}
      label={`${label} of ${calledOrder(orders.id[order]!)} step ${steps.seq[row.step]}`}
      fault={column === 'turn' ? undefined : sentence(column)}
      typed={column !== 'turn' && typing.typed.rows[row.key]?.[column] !== undefined}
      list={column === 'machine' ? machinesList : undefined}
      readOnly={!may}
      onKeyDown={keys(column)}
      onType={(text) => {
        if (column === 'turn') {
          const to = Number(text);
          if (Number.isInteger(to) && to > 0) turn(to);
        } else typing.type(row, column, text);
      }}
    />
  );
  return (
    <tr
      data-row={row.key}
      data-typed={row.typed || undefined}
      data-broken={broken.length > 0 || undefined}
      data-dragged={drag.dragged?.row.key === row.key || undefined}
      data-drop={over && 'row' in over && over.row === row.key ? (over.behind ? 'behind' : 'before') : undefined}
    >
      <td className={classes.turn}>
        {may ? <Grip row={row} drag={drag} /> : null}
        {cell('turn', String(row.turn), 'Turn')}
      </td>
      <td className={classes.machine}>{cell('machine', row.machine, 'Machine')}</td>
      <td className={classes.start}>{cell('start', row.start, 'Start')}</td>
      <td className={classes.end}>{endWords(row, offsets, today)}</td>
      <td className={`${classes.wrong} ${classes.broken}`} title={named}>
        {broken.length > 0 ? (
          <>
            ▲ {broken.length}
            <span className={classes.unseen}>: {named}</span>
          </>
        ) : null}
      </td>
      <td className={classes.order}>
        <SupplyLink name={orders.id[order]!} />
        {row.typed && may ? (
          <button
            type="button"
            className={classes.back}
            aria-label={`Back as the version has it: ${row.key}`}
            title="Back as the version has it"
            onClick={() => typing.takeBack(row.key)}
          >
            <IconArrowBackUp size={14} aria-hidden="true" />
          </button>
        ) : null}
      </td>
      <td className={classes.step}>
        {steps.seq[row.step]} <span className="dim">{names[steps.name[row.step]!] ?? ''}</span>
        {steps.frozen[row.step] === 1 ? <span className="dim"> frozen</span> : null}
      </td>
      <td className={classes.item}>{items[orders.item[order]!]?.code}</td>
      <td className={`${classes.number} ${classes.qty}`}>{quantityText(orders.qty[order]!)}</td>
      <td className={`${classes.number} ${classes.setup}`}>{hours(steps.setup[row.step]!)}</td>
      <td className={`${classes.number} ${classes.run}`}>{hours(steps.run[row.step]!)}</td>
    </tr>
  );
}

/** The time alone where it ends on the day that it begins. */
const endWords = ({ from, to }: Row, offsets: OffsetTable, today: string): string => {
  const end = clockAt(to, offsets);
  return end.day === clockAt(from, offsets).day ? end.time : momentWords(to, offsets, today);
};

const hours = (seconds: number): string => (seconds === 0 ? '–' : workText(seconds));

interface CellProps {
  readonly name: string;
  readonly value: string;
  readonly label: string;
  readonly fault: string | undefined;
  readonly typed: boolean;
  readonly list: string | undefined;
  readonly readOnly: boolean;
  readonly onKeyDown: (event: KeyboardEvent<HTMLInputElement>) => void;
  readonly onType: (text: string) => void;
}

/** What is typed counts when the cell is left; Esc forgets it. */
function Cell({ name, value, label, fault, typed, list, readOnly, onKeyDown, onType }: CellProps) {
  const [draft, setDraft] = useState<string>();
  const told = fault === undefined ? undefined : `fault ${name}`;
  return (
    <>
      <input
        className={classes.cell}
        data-cell={name}
        data-typed={typed || undefined}
        data-fault={fault === undefined ? undefined : true}
        aria-label={label}
        aria-invalid={fault !== undefined}
        aria-describedby={told}
        autoComplete="off"
        readOnly={readOnly}
        list={list}
        value={draft ?? value}
        onFocus={(event) => event.currentTarget.select()}
        onChange={(event) => setDraft(event.currentTarget.value)}
        onBlur={() => {
          setDraft(undefined);
          if (draft !== undefined && draft.trim() !== value) onType(draft);
        }}
        onKeyDown={(event) => {
          if (event.key === 'Escape') setDraft(undefined);
          onKeyDown(event);
        }}
      />
      {fault === undefined ? null : (
        <span id={told} className={classes.fault}>
          {fault}
        </span>
      )}
    </>
  );
}

function copy({ board, rows }: Typing): void {
  const { steps, orders, items, offsets } = board;
  const heads = ['Order', 'Step', 'Machine', 'Start', 'End', 'Item', 'Quantity', 'Set-up h', 'Run h'];
  const lines = rows.map((row) => {
    const order = steps.order[row.step]!;
    const [setup, run] = [steps.setup[row.step]! / 3600, steps.run[row.step]! / 3600];
    return [
      calledOrder(orders.id[order]!),
      String(steps.seq[row.step]),
      row.machine,
      clockText(row.from, offsets),
      clockText(row.to, offsets),
      items[orders.item[order]!]?.code ?? '',
      String(orders.qty[order]),
      String(setup),
      String(run),
    ];
  });
  void navigator.clipboard.writeText(printTsv([heads, ...lines])).then(
    () => toast(`${rows.length} rows are copied.`),
    () => toast('The browser does not let rows be copied here.'),
  );
}
