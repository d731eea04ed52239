/** Of what is published: which departments have acknowledged it, who is asked to, and to whom else that is told. */
import { Button } from '@mantine/core';
import type { Answering } from '../../web/api.ts';
import { When } from '../../web/kit/marks.tsx';
import { PageLink } from '../../web/kit/PageLink.tsx';
import { Problem } from '../../web/kit/states.tsx';
import { toast, toastProblem } from '../../web/kit/toasts.tsx';
import { usePhone } from '../../web/kit/usePhone.ts';
import { pageAt } from '../../web/paths.ts';
import { useOne, useWrite } from '../../web/queries.ts';
import { useMay } from '../../web/session/session.tsx';
import classes from './approval.module.css';
import { acknowledgePublication, listPublications, openAcknowledgements } from './publications.contract.ts';
import { acknowledgedSoFar, cameWords, lateToAcknowledge } from './publications.messages.ts';

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

type Open = Answering<typeof openAcknowledgements>['rows'][number];

/** The lists whose people are asked to say that they arrived, and the person is one of them. */
export const ownLists = (rows: readonly Open[]): readonly Open[] =>
  rows.filter(({ own, barred }) => own && barred === null);

export function AcknowledgeDoor({ of: { id, department, version } }: { of: Open }) {
  const phone = usePhone();
  const write = useWrite(acknowledgePublication, { kinds });
  const say = () => void write.run({ params: { id }, body: {} }).then(({ done }) => toast(done), toastProblem);
  return (
    <Button
      size={phone ? 'md' : 'compact-sm'}
      variant="default"
      loading={write.sending}
      onClick={say}
      aria-label={`Acknowledge the list of version ${version} for ${department}`}
    >
      Acknowledge
    </Button>
  );
}

/** On Today of a department's own people. */
export function OwnAcknowledgements() {
  const may = useMay('progress.write');
  const list = useOne(openAcknowledgements, { query: {} }, { kinds, enabled: may });
  if (list.error) return <Problem of={list.error} retry={() => void list.refetch()} />;
  const rows = ownLists(list.data?.rows ?? []);
  if (rows.length === 0) return null;
  return (
    <section aria-label="To acknowledge" className={classes.rejected}>
      <h2>
        <PageLink to={pageAt('/publications')}>To acknowledge ({rows.length})</PageLink>
      </h2>
      <ul>
        {rows.map((row) => (
          <li key={row.id}>
            {cameWords(row)}, published <When at={row.published_at} time /> by {row.published_by}.{' '}
            <span className={classes.ways}>
              <AcknowledgeDoor of={row} />
              <PageLink to={pageAt('/dispatch')}>Dispatch</PageLink>
            </span>
          </li>
        ))}
      </ul>
    </section>
  );
}
