/** Under the board: what is picked, or what the colours mean. */
import { Button } from '@mantine/core';
import type { ReactNode } from 'react';
import { usePalette } from '../../web/kit/board/usePalette.ts';
import { PageLink } from '../../web/kit/PageLink.tsx';
import { orderAt } from '../../web/paths.ts';
import { legendOf, pickedWords, stepSentence } from './board.messages.ts';
import classes from './board.module.css';
import { isForecast } from './layout.ts';
import type { BoardState } from './useboard.page.tsx';

interface StatusLineProps {
  readonly state: BoardState;
  /** Whether the legend stands here while nothing is picked. */
  readonly legend: boolean;
  /** Tells all about a step. */
  readonly onOpen: (step: number) => void;
  /** What may be done. */
  readonly children: ReactNode;
}

export function StatusLine({ state, legend, onOpen, children }: StatusLineProps) {
  const { board, picks, shown } = state;
  const last = picks.at(-1);
  if (last === undefined) return legend ? <Legend state={state}>{children}</Legend> : null;
  const demand = board.demandOf[board.steps.order[last]!]!;
  const ref = demand === -1 ? undefined : board.demands.ref[demand]!;
  return (
    <div className={classes.status}>
      <span className={classes.said}>
        {pickedWords(picks.length)}
        {stepSentence(board, last, shown.today)}
      </span>
      {ref && !isForecast(ref) ? <PageLink to={orderAt(ref)}>{ref}</PageLink> : null}
      <Button
        variant="subtle"
        size="compact-sm"
        leftSection={<kbd className={classes.keycap}>Enter</kbd>}
        onClick={() => onOpen(last)}
      >
        more
      </Button>
      {children}
    </div>
  );
}

export function Legend({ state: { board, layout, colouring }, children }: { state: BoardState; children?: ReactNode }) {
  const palette = usePalette();
  return (
    <div className={classes.status}>
      {legendOf(board, colouring).map(({ tone, word }) => (
        <span key={word} className={classes.key}>
          {tone === undefined ? null : (
            <i
              style={{ background: palette.tones[tone]?.fill, borderColor: palette.tones[tone]?.edge }}
              aria-hidden="true"
            />
          )}
          {word}
        </span>
      ))}
      <span className={classes.key}>
        <i className={classes.hatched} aria-hidden="true" /> set-up
      </span>
      {layout.rows.some(({ down }) => down.length > 0) ? (
        <span className={classes.key}>
          <i className={classes.down} aria-hidden="true" /> downtime
        </span>
      ) : null}
      <span className={classes.key}>
        <i className={classes.paused} aria-hidden="true" /> pauses
      </span>
      <span className={classes.key}>
        <i className={classes.lateEdge} aria-hidden="true" /> ends after its need
      </span>
      <span className={classes.key}>
        {layout.mode === 'orders' ? (
          <>
            <b aria-hidden="true">⚑</b> wanted by its customer
          </>
        ) : (
          <>
            <i className={classes.loaded} aria-hidden="true" /> load, red over what is there
          </>
        )}
      </span>
      {children}
    </div>
  );
}
