/** What the plan would do that a run did not take, read before its version is decided about. */
import { lateDaysText } from '../../house/lengths.ts';
import { When } from '../../web/kit/marks.tsx';
import { PageLink } from '../../web/kit/PageLink.tsx';
import { orderAt } from '../../web/paths.ts';
import { moreWords, type OtherNamed, otherNamed, otherPlanWords, whichOnes } from './otherplan.messages.ts';
import type { OtherOrder } from './otherplan.ts';
import classes from './planning.module.css';
import { never } from './workingdays.ts';

type Figures = Readonly<Record<string, unknown>>;

/** `figures`: of the version. */
export function OtherPlanSaid({ figures }: { figures: Figures }) {
  const words = otherPlanWords(figures);
  return words === null ? null : (
    <div className="dim">
      <span>{words}</span> <OtherNames figures={figures} />
    </div>
  );
}

/** Whom it would save, make late and break a promise to, behind an opening. */
export function OtherNames({ figures }: { figures: Figures }) {
  const kinds = otherNamed(figures);
  return kinds.length === 0 ? null : (
    <details className={classes.other}>
      <summary>{whichOnes}</summary>
      {kinds.map(({ kind, title, of, more }) => (
        <section key={kind} aria-label={title}>
          <strong>{title}</strong>
          <ul>
            {of.map((one) => (
              <li key={one.demand}>
                <PageLink to={orderAt(one.demand)}>{one.demand}</PageLink> <Changes of={one} kind={kind} />
              </li>
            ))}
            {more > 0 ? <li className="dim">{moreWords(more)}</li> : null}
          </ul>
        </section>
      ))}
    </details>
  );
}

/** "would ship Mon 7 Dec instead of Thu 10 Dec, late by 3.0 d" */
function Changes({ of: { before, after, late }, kind }: { of: OtherOrder; kind: OtherNamed['kind'] }) {
  const by = late >= never || late <= 0 ? null : lateDaysText(late);
  return (
    <>
      would {after === null ? 'never ship' : 'ship '}
      <When at={after} /> instead of {before === null ? 'never' : <When at={before} />}
      {by === null ? null : kind === 'saved' ? `, which is late by ${by}` : `: late by ${by}`}
    </>
  );
}
