/** "Level it": what would bring a cell of the load under its goal, tried by the engine in the browser, kept as a draft if wanted. */
import { Button } from '@mantine/core';
import { useNavigate } from '@tanstack/react-router';
import { useCallback, useEffect, useState, useSyncExternalStore } from 'react';
import { apiAddress } from '../../web/api.ts';
import { Engine } from '../../web/kit/board/engine.ts';
import { Progress } from '../../web/kit/states.tsx';
import { pageAt } from '../../web/paths.ts';
import { useMay, useSite } from '../../web/session/session.tsx';
import { boardProblem } from '../board/board.contract.ts';
import { consequenceWords } from '../board/hand.messages.ts';
import { KeepWindow } from '../board/keepwindow.page.tsx';
import { levelWords, offerWords } from './level.messages.ts';
import type { Cell, Level } from './level.ts';
import classes from './masterschedule.module.css';
import { goalOf } from './masterschedule.ts';
import { useSpanWords } from './weeks.page.tsx';

interface LevelItProps {
  readonly of: Pick<Cell, 'resource' | 'kind'>;
  readonly each: Cell['each'];
  readonly span: { readonly from: string; readonly to: string };
  readonly share: number | null;
  readonly version: number;
}

export function LevelIt({ of: { resource, kind }, each, span, share, version }: LevelItProps) {
  const site = useSite();
  const may = useMay('plan.run');
  const navigate = useNavigate();
  const words = useSpanWords();
  const [engine] = useState(() => new Engine(apiAddress(boardProblem.path, { version, site: site.code })));
  useEffect(() => () => engine.stop(), [engine]);
  const state = useSyncExternalStore(
    useCallback((listener) => engine.onState(listener), [engine]),
    () => engine.state,
  );
  const [asked, setAsked] = useState(false);
  const [offers, setOffers] = useState<readonly Level[]>();
  const [keeping, setKeeping] = useState<Level>();
  const goal = share === null ? undefined : goalOf(share);
  if (goal === undefined || !may) return null;
  const ask = (): void => {
    setAsked(true);
    engine.level({ resource, kind, each, goal, since: span.from, until: span.to }, setOffers);
  };
  return (
    <section aria-label="Level it">
      {asked ? null : (
        <Button size="compact-sm" variant="default" onClick={ask}>
          {levelWords.ask(goal)}
        </Button>
      )}
      {state.kind === 'refused' ? (
        <p className={classes.late}>{state.text}</p>
      ) : asked && !offers ? (
        <Progress doing={levelWords.trying} />
      ) : null}
      {offers?.length === 0 ? <p className="dim">{levelWords.nothing}</p> : null}
      {offers ? (
        <ul className={classes.steps}>
          {offers.map((offer) => (
            <li key={offer.kind}>
              <strong>{offerWords(offer)}.</strong> {consequenceWords(offer.answer)}{' '}
              <Button size="compact-xs" variant="default" onClick={() => setKeeping(offer)}>
                Keep as draft
              </Button>
            </li>
          ))}
        </ul>
      ) : null}
      {keeping ? (
        <KeepWindow
          version={version}
          acts={[keeping.edits]}
          reason={levelWords.reason(resource, words(span.from, each), keeping)}
          onClose={() => setKeeping(undefined)}
          onKept={(number) => void navigate({ to: pageAt('/versions/$number', { number }) as never })}
        />
      ) : null}
    </section>
  );
}
