/** Whom a rush order hurts: by how much, and what their lines are worth. */
import type { Answering } from '../../web/api.ts';
import { countText } from '../../web/kit/formats.ts';
import { MoneyMark, When } from '../../web/kit/marks.tsx';
import { PageLink } from '../../web/kit/PageLink.tsx';
import { usePlant } from '../../web/kit/plant.tsx';
import classes from '../../web/kit/requests.module.css';
import { orderAt } from '../../web/paths.ts';
import type { listRush } from './rush.contract.ts';
import { becameWords, delayWords, ranWords } from './rush.messages.ts';
import { isLateAfter, isNewlyLate, worstFirst } from './rush.ts';

type Named = Answering<typeof listRush>['rows'][number]['hurts'][number];
/** An offer names whom it would delay; nothing became of them yet. */
type Hurt = Omit<Named, 'became'> & Partial<Pick<Named, 'became'>>;

const most = 8;

export function Hurts({ of: hurts }: { of: readonly Hurt[] }) {
  const { currency } = usePlant();
  if (hurts.length === 0) return <p>Nobody ships later.</p>;
  const sorted = worstFirst(hurts);
  const said = hurts.some(({ became }) => became?.length);
  const value = hurts.reduce((sum, one) => sum + (one.value ?? 0), 0);
  return (
    <>
      <p>
        {said
          ? `${countText(hurts.length, 'order line was', 'order lines were')} to ship`
          : countText(hurts.length, 'order line ships', 'order lines ship')}{' '}
        later
        {value > 0 ? (
          <>
            , worth <MoneyMark of={{ minor: value, currency }} whole />
          </>
        ) : null}
        :
      </p>
      <Listed rows={sorted.slice(0, most)} />
      {sorted.length > most ? (
        <details>
          <summary>And {sorted.length - most} more</summary>
          <Listed rows={sorted.slice(most)} />
        </details>
      ) : null}
    </>
  );
}

/** Where the run that was tried ships a rush order at another time than was offered. */
export function Ran({ offered, ships }: { readonly offered: string; readonly ships: string | null }) {
  const is = ranWords(offered, ships);
  if (is === undefined) return null;
  if (is === 'never') return <p>▲ The planning run that follows would not ship it at all.</p>;
  return (
    <p>
      {is === 'later' ? '▲ ' : ''}The planning run that follows would ship it {is} than offered:{' '}
      <When at={ships} time />
    </p>
  );
}

const lateWord = (one: Hurt): string =>
  one.after === null ? 'ships never' : isNewlyLate(one) ? 'late by that' : 'late already';

const Listed = ({ rows }: { readonly rows: readonly Hurt[] }) => (
  <ul className={classes.lines}>
    {rows.map((one) => (
      <li key={one.line}>
        <PageLink to={orderAt(one.line)}>{one.line}</PageLink> {one.customer}{' '}
        {one.after === null ? null : (
          <>
            {delayWords(one)}, to <When at={one.after} />
          </>
        )}
        {isLateAfter(one) ? <span className={classes.late}> ▲ {lateWord(one)}</span> : ' still in time'}
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
