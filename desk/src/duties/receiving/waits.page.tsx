/** The orders that wait for what comes, the most urgent first. */
import { quantityText } from '../../web/kit/formats.ts';
import { When } from '../../web/kit/marks.tsx';
import { PageLink } from '../../web/kit/PageLink.tsx';
import { orderAt, recordsAt } from '../../web/paths.ts';
import type { Due } from './form.page.tsx';
import { waiterWords } from './receiving.messages.ts';
import classes from './receiving.module.css';

export type Wait = Due['waiting'][number];

/** "WELD, W1". */
export const whereOf = ({ work_centre, machine }: Wait): string =>
  [work_centre, machine].filter((one) => one !== null).join(', ');

export function Waits({ of: waiting, unit }: { of: readonly Wait[]; unit: string }) {
  if (waiting.length === 0) return <p className="dim">Nobody waits for it.</p>;
  return (
    <ol className={classes.waits} aria-label="Who waits for it">
      {waiting.map((one) => (
        <li key={`${one.line} ${one.order} ${one.at}`}>
          <p className={classes.wait}>
            <WaitName of={one} />
            <span className="figures">
              {quantityText(one.qty)} {unit}
            </span>
          </p>
          <p className="dim">
            takes it <When at={one.at} time />
            {whereOf(one) === '' ? '' : ` at ${whereOf(one)}`}
            {one.late ? <span className={classes.late}> · ▲ late</span> : null}
            {one.need === null ? null : (
              <>
                {' '}
                · needed <When at={one.need} />
              </>
            )}
          </p>
        </li>
      ))}
    </ol>
  );
}

function WaitName({ of: one }: { of: Wait }) {
  if (one.order === null) return <span>{waiterWords(one)}</span>;
  return (
    <PageLink to={one.kind === 'work order' ? recordsAt('work_orders', { search: one.order }) : orderAt(one.order)}>
      {one.order}
    </PageLink>
  );
}
