/** Whom a rush order hurts, and who gains by it: by how much, and what their lines are worth. */
import type { Answering } from '../../web/api.ts';
import { MoneyMark, When } from '../../web/kit/marks.tsx';
import { PageLink } from '../../web/kit/PageLink.tsx';
import { usePlant } from '../../web/kit/plant.tsx';
import classes from '../../web/kit/requests.module.css';
import { orderAt } from '../../web/paths.ts';
import type { listRush, rushEffects } from './rush.contract.ts';
import {
  andMoreWords,
  becameWords,
  breaksWords,
  brokenWords,
  earlierWords,
  laterWords,
  lateWords,
  ranWords,
  shipsEarlierWords,
  shipsLaterWords,
} from './rush.messages.ts';
import { isLateAfter, savedFirst, worstFirst } from './rush.ts';

type Named = Answering<typeof listRush>['rows'][number]['hurts'][number];
/** An offer names whom it would delay; nothing became of them yet. */
type Hurt = Omit<Named, 'became'> & Partial<Pick<Named, 'became'>>;

type Gain = Answering<typeof rushEffects>['gains'][number];

const most = 8;
/** Fewer: whom it hurts is what is decided by. */
const mostGains = 3;

export function Hurts({ of: hurts }: { of: readonly Hurt[] }) {
  if (hurts.length === 0) return <p>{laterWords(0)}</p>;
  const sorted = worstFirst(hurts);
  const broken = brokenWords(hurts);
  const said = hurts.some(({ became }) => became?.length);
  return (
    <>
      <p>
        {laterWords(hurts.length, said)}
        <Worth of={hurts} />
        {broken ? <span className={classes.late}>, {broken}</span> : null}:
      </p>
      <Listed rows={sorted.slice(0, most)} />
      {sorted.length > most ? (
        <details>
          <summary>{andMoreWords(sorted.length - most)}</summary>
          <Listed rows={sorted.slice(most)} />
        </details>
      ) : null}
    </>
  );
}

/** Who ships earlier by the run that was tried: nobody is nothing to say. */
export function Gains({ of: gains }: { of: readonly Gain[] }) {
  if (gains.length === 0) return null;
  const sorted = savedFirst(gains);
  return (
    <>
      <p>
        {earlierWords(gains)}
        <Worth of={gains} />:
      </p>
      <ListedGains rows={sorted.slice(0, mostGains)} />
      {sorted.length > mostGains ? (
        <details>
          <summary>{andMoreWords(sorted.length - mostGains)}</summary>
          <ListedGains rows={sorted.slice(mostGains)} />
        </details>
      ) : null}
    </>
  );
}

const ListedGains = ({ rows }: { readonly rows: readonly Gain[] }) => (
  <ul className={classes.lines}>
    {rows.map((one) => (
      <li key={one.line}>
        <PageLink to={orderAt(one.line)}>{one.line}</PageLink> {one.customer} {shipsEarlierWords(one)}{' '}
        <When at={one.after} />
      </li>
    ))}
  </ul>
);

function Worth({ of: lines }: { of: readonly { readonly value: number | null }[] }) {
  const { currency } = usePlant();
  const minor = lines.reduce((sum, one) => sum + (one.value ?? 0), 0);
  if (minor === 0) return null;
  return (
    <>
      , worth <MoneyMark of={{ minor, currency }} whole />
    </>
  );
}

/** Where the run that was tried ships a rush order at another time than was offered. */
export function Ran({ offered, ships }: { readonly offered: string; readonly ships: string | null }) {
  const said = ranWords(offered, ships);
  if (said === undefined) return null;
  return (
    <p>
      {said} {ships === null ? null : <When at={ships} time />}
    </p>
  );
}

const Listed = ({ rows }: { readonly rows: readonly Hurt[] }) => (
  <ul className={classes.lines}>
    {rows.map((one) => (
      <li key={one.line}>
        <PageLink to={orderAt(one.line)}>{one.line}</PageLink> {one.customer}{' '}
        {one.after === null ? null : (
          <>
            {shipsLaterWords(one)} <When at={one.after} />
          </>
        )}
        <span className={isLateAfter(one) ? classes.late : undefined}> {lateWords(one)}</span>
        {one.breaks ? (
          <span className={classes.late}>
            {breaksWords(one)} <When at={one.breaks} />
          </span>
        ) : null}
        {one.became?.length ? (
          <ul className={classes.became}>
            {one.became.map((now) => (
              <li key={now.version} data-late={now.is === 'late' || now.is === 'never' || undefined}>
                {now.is === 'late' || now.is === 'never' ? '▲ ' : ''}
                {becameWords(now)}
              </li>
            ))}
          </ul>
        ) : null}
      </li>
    ))}
  </ul>
);
