/** Make → Attainment: the published schedule against what was done. */
import { Button } from '@mantine/core';
import { Fragment } from 'react';
import type { Answering } from '../../web/api.ts';
import { countText, workText } from '../../web/kit/formats.ts';
import { Between, When } from '../../web/kit/marks.tsx';
import { Page } from '../../web/kit/Page.tsx';
import { PageLink } from '../../web/kit/PageLink.tsx';
import { usePlant } from '../../web/kit/plant.tsx';
import { Empty, Problem, Progress } from '../../web/kit/states.tsx';
import { dayWords } from '../../web/kit/time.ts';
import { pageAt } from '../../web/paths.ts';
import { useOne } from '../../web/queries.ts';
import { attainment } from './attainment.contract.ts';
import { bandWords, departureWords } from './attainment.messages.ts';
import classes from './attainment.module.css';

type Answer = Answering<typeof attainment>;

/** Whatever is reported or published. */
const kinds = ['progress_reports', 'work_steps', 'plan_versions', 'version_decisions'];

const percent = (share: number): string => `${Math.round(share * 100)} %`;

export default function FollowedPage() {
  const { data, error, refetch } = useOne(attainment, {}, { kinds });
  return (
    <Page title="Attainment" counted={data ? countedWords(data) : undefined}>
      {error ? (
        <Problem of={error} retry={() => void refetch()} />
      ) : !data ? (
        <Progress doing="Reading what was done" />
      ) : data.published === null ? (
        <Empty
          title="Nothing is published yet."
          text="Once a version is published, what the floor does is held against it here, day by day."
        >
          <Button variant="default" component={PageLink} to={pageAt('/versions')}>
            Submit a version
          </Button>
        </Empty>
      ) : (
        <div className={classes.body}>
          <Days of={sinceFirst(data.days)} />
          <Departed of={data.departed} published={data.published} />
          <Publications of={data.publications} />
        </div>
      )}
    </Page>
  );
}

const countedWords = ({ share, departed }: Answer): string =>
  [
    share === null ? '' : `${percent(share)} kept`,
    countText(departed.length, 'operation runs otherwise', 'operations run otherwise'),
  ]
    .filter((one) => one !== '')
    .join(' · ');

/** Days before anything published was due say nothing. */
const sinceFirst = (days: Answer['days']): Answer['days'] => {
  const first = days.findIndex(({ due }) => due > 0);
  return first < 0 ? days.slice(-1) : days.slice(first);
};

function Days({ of: days }: { readonly of: Answer['days'] }) {
  const { today } = usePlant();
  const most = Math.max(1, ...days.map(({ due }) => due));
  const high = (count: number) => ({ height: `${(100 * count) / most}%` });
  return (
    <section aria-labelledby="by-day">
      <h2 id="by-day">By day</h2>
      <p className="dim">
        Operations that the version published then was to finish on the day: <Key of="kept" />, <Key of="late" /> and{' '}
        <Key of="open" />.
      </p>
      <div className={classes.scroll}>
        <table className={classes.days}>
          <thead>
            <tr>
              {days.map(({ day }) => (
                <th key={day} scope="col">
                  {day === today ? 'Today' : dayWords(day, today)}
                </th>
              ))}
            </tr>
          </thead>
          <tbody>
            <tr>
              {days.map(({ day, due, kept, late, open }) => (
                <td key={day} title={`${kept} kept, ${late} late, ${open} open of ${due}`}>
                  <div className={classes.column} aria-hidden>
                    <span data-part="open" style={high(open)} />
                    <span data-part="late" style={high(late)} />
                    <span data-part="kept" style={high(kept)} />
                  </div>
                  {due === 0 ? <span className="dim">–</span> : `${kept} of ${due}`}
                </td>
              ))}
            </tr>
          </tbody>
        </table>
      </div>
    </section>
  );
}

const Key = ({ of }: { readonly of: 'kept' | 'late' | 'open' }) => (
  <span className={classes.key} data-part={of}>
    {of}
  </span>
);

interface DepartedProps {
  readonly of: Answer['departed'];
  readonly published: number;
}

function Departed({ of: rows, published }: DepartedProps) {
  return (
    <section aria-labelledby="otherwise">
      <h2 id="otherwise">Otherwise than published now</h2>
      {rows.length === 0 ? (
        <p className="dim">Everything runs as version {published} says.</p>
      ) : (
        <div className={classes.scroll}>
          <table className={classes.rows}>
            <thead>
              <tr>
                <th scope="col">Operation</th>
                <th scope="col">Machine</th>
                <th scope="col">Published</th>
                <th scope="col">What</th>
                <th scope="col">Maybe</th>
              </tr>
            </thead>
            <tbody>
              {rows.map((row) => (
                <tr key={`${row.order}/${row.seq}`}>
                  <th scope="row">
                    {row.order} / {row.seq}{' '}
                    <PageLink to={pageAt('/items/$code', { code: row.item })}>{row.item}</PageLink>
                    {row.name === null ? null : <span className="dim"> {row.name}</span>}
                  </th>
                  <td>{row.machine ?? 'outside'}</td>
                  <td>
                    <Between from={row.starts} to={row.ends} />
                  </td>
                  <td data-kind={row.kind}>
                    {row.kind === 'early' ? '' : '▲ '}
                    {departureWords[row.kind]}, {workText(row.seconds)}
                  </td>
                  <td>{row.proposal}</td>
                </tr>
              ))}
            </tbody>
          </table>
        </div>
      )}
    </section>
  );
}

function Publications({ of: rows }: { readonly of: Answer['publications'] }) {
  return (
    <section aria-labelledby="moved">
      <h2 id="moved">What publications moved</h2>
      <p className="dim">
        Of the operations of work orders in the version before: how many stand on another machine, or an hour or more
        elsewhere, by the working days from the publication to where they stood. Each stands in one span.
      </p>
      {rows.length === 0 ? (
        <p className="dim">Only one version was published so far.</p>
      ) : (
        <dl className={classes.moves}>
          {rows.map((row) => (
            <Fragment key={row.number}>
              <dt>
                Version {row.number} <span className="dim">after {row.before}, </span>
                <When at={row.now} time />
              </dt>
              <dd>
                {row.bands.map(({ operations, moved, ...band }) => (
                  <span key={band.from}>
                    {bandWords(band)}: <strong>{percent(moved / operations)}</strong>{' '}
                    <span className="dim">
                      {moved} of {operations}
                    </span>
                  </span>
                ))}
              </dd>
            </Fragment>
          ))}
        </dl>
      )}
    </section>
  );
}
