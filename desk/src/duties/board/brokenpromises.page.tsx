/** Whose promises the changes in hand break: the worst by name, behind a door all. */
import { Modal } from '@mantine/core';
import { useState } from 'react';
import { PageLink } from '../../web/kit/PageLink.tsx';
import { usePlant } from '../../web/kit/plant.tsx';
import { useLittleRoom } from '../../web/kit/usePhone.ts';
import { orderAt } from '../../web/paths.ts';
import classes from './board.module.css';
import type { Board } from './board.ts';
import type { BrokenPromise } from './brokenpromises.ts';
import { handWords, promiseWords } from './hand.messages.ts';

const mostNamed = { small: 1, large: 3 };

interface BrokenProps {
  readonly board: Board;
  readonly broken: readonly BrokenPromise[];
}

export function BrokenPromises({ board, broken }: BrokenProps) {
  const [opened, setOpened] = useState(false);
  const most = useLittleRoom() ? mostNamed.small : mostNamed.large;
  if (broken.length === 0) return null;
  return (
    <ul className={classes.hurt} aria-label={handWords.promises}>
      <Named board={board} broken={broken.slice(0, most)} />
      {broken.length > most ? (
        <li>
          <button type="button" className={classes.go} onClick={() => setOpened(true)}>
            {handWords.morePromises(broken.length - most)}
          </button>
        </li>
      ) : null}
      {opened ? (
        <Modal opened size="lg" title={`${handWords.promises}: ${broken.length}`} onClose={() => setOpened(false)}>
          <ul>
            <Named board={board} broken={broken} />
          </ul>
        </Modal>
      ) : null}
    </ul>
  );
}

function Named({ board, broken }: BrokenProps) {
  const { today } = usePlant();
  return broken.map((one) => (
    <li key={one.demand}>
      <span className={classes.wrong}>▲ promise broken</span> <PageLink to={orderAt(one.demand)}>{one.demand}</PageLink>{' '}
      {promiseWords(board, one, today)}
    </li>
  ));
}
