/** What may be done to what is picked, as buttons with their keys. */
import { Button } from '@mantine/core';
import { useMemo } from 'react';
import { useLatest } from '../../web/kit/latest.ts';
import type { Choice } from './askmachine.page.tsx';
import classes from './board.module.css';
import { type Doing, type Form, lockOrUnlock, offerOf } from './offers.ts';
import type { BoardState } from './useboard.page.tsx';

interface Tool {
  readonly doing: Doing;
  /** On its button, and in the list of keys. */
  readonly short: string;
  readonly word: string;
  readonly keys: string;
  /** Nothing need be picked. */
  readonly anytime?: true;
}

export function doings({ board, picks }: Pick<BoardState, 'board' | 'picks'>): readonly Tool[] {
  const lock = lockOrUnlock(board, picks);
  return [
    {
      doing: 'pull-forward',
      short: 'Pull forward',
      word: 'Pull forward: as soon as it can without moving others',
      keys: 'f',
    },
    {
      doing: lock,
      short: lock === 'lock' ? 'Lock' : 'Unlock',
      word: 'Lock where it stands, or unlock',
      keys: 'l',
    },
    { doing: 'machine', short: 'Machine …', word: 'To another machine that may do it', keys: 'm' },
    { doing: 'swap', short: 'Swap', word: 'Swap the two that are picked', keys: 's' },
    { doing: 'resize', short: 'Resize …', word: 'Another quantity of an order that is not begun', keys: 'q' },
    { doing: 'split', short: 'Split …', word: 'Split an order that is not begun in two', keys: 'x' },
    { doing: 'downtime', short: 'Downtime …', word: 'A machine does not run for a while', keys: 'd', anytime: true },
    { doing: 'overtime', short: 'Overtime …', word: 'A machine or crew works longer', keys: 'o', anytime: true },
  ];
}

interface Doer extends Pick<BoardState, 'board' | 'picks'> {
  readonly hand: Pick<BoardState['hand'], 'act' | 'say' | 'hush'>;
}

/** What is asked before something is done. */
export interface Asking {
  readonly onForm: (form: Form) => void;
  readonly onChoose: (choice: Choice) => void;
}

/** Where it takes a form, that begins clean: what was said of another is said no more. */
export function doIt({ board, picks, hand }: Doer, doing: Doing, { onForm, onChoose }: Asking): void {
  const offer = offerOf(board, picks, doing);
  if ('act' in offer) hand.act(offer.act);
  else if ('form' in offer) {
    hand.hush();
    onForm(offer.form);
  } else if ('choose' in offer) onChoose({ step: offer.choose });
  else hand.say(offer.not, offer.mendedAt);
}

export function HandTools({ state, onForm, onChoose }: { state: BoardState } & Asking) {
  const { board, picks, hand } = state;
  const latest = useLatest(state);
  const may = hand.may && hand.state.kind !== 'refused';
  // The same while a bar is dragged: what that does is answered many times a second.
  return useMemo(
    () =>
      may ? (
        <Buttons of={{ board, picks }} onDo={(doing) => doIt(latest.current, doing, { onForm, onChoose })} />
      ) : null,
    [may, board, picks, latest, onForm, onChoose],
  );
}

interface ButtonsProps {
  readonly of: Pick<BoardState, 'board' | 'picks'>;
  readonly onDo: (doing: Doing) => void;
}

function Buttons({ of, onDo }: ButtonsProps) {
  return (
    <fieldset className={classes.tools} aria-label="Move by hand">
      {doings(of)
        .filter(({ anytime, doing }) => (doing === 'swap' ? of.picks.length > 1 : anytime || of.picks.length > 0))
        .map(({ doing, short, word, keys }) => (
          <Button key={keys} size="compact-xs" variant="default" title={`${word}  ${keys}`} onClick={() => onDo(doing)}>
            {short}
          </Button>
        ))}
    </fieldset>
  );
}
