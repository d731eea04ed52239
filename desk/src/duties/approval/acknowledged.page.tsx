/** Of what is published: which departments have acknowledged it, and to whom else that is told. */
import { When } from '../../web/kit/marks.tsx';
import { PageLink } from '../../web/kit/PageLink.tsx';
import { Problem } from '../../web/kit/states.tsx';
import { pageAt } from '../../web/paths.ts';
import { useOne } from '../../web/queries.ts';
import { useMay } from '../../web/session/session.tsx';
import classes from './approval.module.css';
import { listPublications, openAcknowledgements } from './publications.contract.ts';
import { acknowledgedSoFar, lateToAcknowledge } from './publications.messages.ts';

const kinds = ['publications'] as const;

/** On the page of the version that is published. */
export function Acknowledged({ version }: { version: number }) {
  const list = useOne(listPublications, { query: { version, limit: 200 } }, { kinds });
  if (list.error) return <Problem of={list.error} retry={() => void list.refetch()} />;
  const said = acknowledgedSoFar(list.data?.rows ?? []);
  return said === '' ? null : (
    <p role="status">
      {said} <PageLink to={pageAt('/publications')}>Publications</PageLink>
    </p>
  );
}

/** On Today of who plans and publishes: departments that let half a shift go by. */
export function LateAcknowledgements() {
  const may = useMay('plan.run');
  const list = useOne(openAcknowledgements, { query: { late: 'true' } }, { kinds, enabled: may });
  if (list.error) return <Problem of={list.error} retry={() => void list.refetch()} />;
  const rows = list.data?.rows ?? [];
  if (rows.length === 0) return null;
  return (
    <section aria-label="Not acknowledged" className={classes.rejected}>
      <h2>
        <PageLink to={pageAt('/publications')}>Not acknowledged ({rows.length})</PageLink>
      </h2>
      <ul>
        {rows.map((row) => (
          <li key={row.id}>
            {lateToAcknowledge(row)}, published <When at={row.published_at} time /> by {row.published_by}.
          </li>
        ))}
      </ul>
    </section>
  );
}
