/** The operations of a comparison that move, by their order: one line and one tick an order, its steps open below. */
import { Button } from '@mantine/core';
import { useState } from 'react';
import { countText, quantityText } from '../../web/kit/formats.ts';
import { grouped } from '../../web/kit/grouped.ts';
import { When } from '../../web/kit/marks.tsx';
import { PageLink } from '../../web/kit/PageLink.tsx';
import { pageAt } from '../../web/paths.ts';
import { type Choice, Tick, TickNote } from './choice.page.tsx';
import { farthestWords, foldWords, gainWords, slidWords, touchedWords } from './comparison.messages.ts';
import classes from './comparison.module.css';
import type { Comparison } from './comparison.page.tsx';
import { movedWords } from './orderchanges.messages.ts';
import { spoken } from './planning.messages.ts';

type Operation = Comparison['operations'][number];

interface OperationsProps {
  readonly of: Comparison;
  readonly choice: Choice | undefined;
  readonly onAll: (() => void) | undefined;
}

export function Operations({ of, choice, onAll }: OperationsProps) {
  const { operations: rows, counts } = of;
  const slid = slidWords(counts);
  if (rows.length === 0 && slid === '') return null;
  if (rows.length === 0)
    return (
      <section>
        <h2>Operations that move</h2>
        <p className="dim">None. {slid}</p>
      </section>
    );
  const there = of.listed.operations;
  return (
    <section>
      <h2>Operations that move</h2>
      <p className="dim">
        {countText(counts.moved, 'stands elsewhere', 'stand elsewhere')}, {quantityText(counts.added)} new,{' '}
        {quantityText(counts.dropped)} no more, {quantityText(counts.same)} where they were. The frozen zone ends{' '}
        <When at={of.frozen_until} time />; what changes in it is first. {gainWords(of.costs)} {slid}
      </p>
      <table className={classes.rows}>
        <thead>
          <tr>
            {choice ? <th scope="col">Leave out</th> : null}
            <th scope="col">Order</th>
            <th scope="col">Steps</th>
            <th scope="col">Item</th>
            <th scope="col">Before → after</th>
            <th scope="col">Moved</th>
          </tr>
        </thead>
        {/* A planned order that is no more may have the name of a new one of another item. */}
        {grouped(rows, ({ order, item }) => `${order} ${item}`).map(([key, steps]) => (
          <OfOrder key={key} steps={steps} choice={choice} />
        ))}
      </table>
      {there > rows.length && onAll ? (
        <Button data-noprint variant="default" onClick={onAll}>
          Show all {quantityText(there)}
        </Button>
      ) : null}
    </section>
  );
}

interface OfOrderProps {
  readonly steps: readonly Operation[];
  readonly choice: Choice | undefined;
}

/** What is ticked is read by orders: their steps are folded. What is only compared is read by steps. */
function OfOrder({ steps, choice }: OfOrderProps) {
  const [opened, setOpened] = useState(choice === undefined);
  const [first] = steps;
  if (!first) return null;
  const { order } = first;
  const tick = choice ? <td>{order.startsWith('work/') ? <Tick of={spoken(order)} by={choice} /> : null}</td> : null;
  const name = (
    <td className={classes.name}>
      {spoken(order)}
      <TickNote of={spoken(order)} by={choice} />
    </td>
  );
  if (steps.length === 1)
    return (
      <tbody>
        <tr>
          {tick}
          {name}
          <td>step {first.seq}</td>
          <Item of={first} />
          <Moved of={first} />
        </tr>
      </tbody>
    );
  return (
    <tbody>
      <tr>
        {tick}
        {name}
        <td>
          <button type="button" className={classes.fold} aria-expanded={opened} onClick={() => setOpened(!opened)}>
            {opened ? '▾' : '▸'} {foldWords(steps.length)}
          </button>
        </td>
        <Item of={first} />
        <td className={classes.dates} aria-hidden />
        <td className={classes.number}>
          {farthestWords(steps)}
          {steps.some(({ frozen }) => frozen) ? (
            <Frozen enters={steps.every(({ frozen, enters }) => enters || !frozen)} />
          ) : null}
        </td>
      </tr>
      {opened
        ? steps.map((row) => (
            <tr key={`${row.seq} ${row.before?.starts} ${row.after?.starts}`} className={classes.inside}>
              <td colSpan={choice ? 2 : 1} aria-hidden />
              <td>step {row.seq}</td>
              <td aria-hidden />
              <Moved of={row} />
            </tr>
          ))
        : null}
    </tbody>
  );
}

const Item = ({ of }: { of: Operation }) => (
  <td>
    <PageLink to={pageAt('/items/$code', { code: of.item })}>{of.item}</PageLink>
  </td>
);

const Moved = ({ of: { before, after, moved_days, frozen, enters } }: { of: Operation }) => (
  <>
    <td className={classes.dates}>
      <Stands of={before} absent="new" /> → <Stands of={after} absent="no more" />
    </td>
    <td className={classes.number}>
      {moved_days === null || before?.starts === after?.starts ? null : movedWords(moved_days)}
      {frozen ? <Frozen enters={enters} /> : null}
    </td>
  </>
);

const Frozen = ({ enters }: { enters: boolean }) => <strong data-tone="risk"> △ {touchedWords(enters)}</strong>;

function Stands({ of, absent }: { of: Operation['before']; absent: string }) {
  if (!of) return <span className="dim">{absent}</span>;
  return (
    <>
      {of.machine ?? 'outside'} <When at={of.starts} time />
    </>
  );
}
