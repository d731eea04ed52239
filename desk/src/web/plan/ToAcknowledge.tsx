/** Where a department works by its list: that it is to be acknowledged, until it is; its own people do it there. */
import { AcknowledgeDoor, ownLists } from '../../duties/approval/acknowledged.page.tsx';
import { openAcknowledgements } from '../../duties/approval/publications.contract.ts';
import { allNamed } from '../../house/names.ts';
import { PageLink } from '../kit/PageLink.tsx';
import { pageAt } from '../paths.ts';
import { useOne } from '../queries.ts';

interface ToAcknowledgeProps {
  /** The department of this one alone. */
  readonly workCentre?: string;
  /** Nothing is to be pressed. */
  readonly wall?: boolean;
  readonly className?: string | undefined;
}

/** Nothing where nobody is asked, or it cannot be read: Publications says why. */
export function ToAcknowledge({ workCentre, wall = false, className }: ToAcknowledgeProps) {
  const list = useOne(openAcknowledgements, { query: {} }, { kinds: ['publications', 'work_centres'] });
  const rows = (list.data?.rows ?? []).filter(({ work_centres, barred }) =>
    workCentre === undefined ? barred === null : work_centres.includes(workCentre),
  );
  if (rows.length === 0) return null;
  const own = wall ? [] : ownLists(rows);
  if (own.length > 0)
    return (
      <span className={className}>
        {own.map((row) => (
          <span key={row.id}>
            The list of version {row.version} is to be acknowledged by {row.department}: <AcknowledgeDoor
              of={row}
            />{' '}
          </span>
        ))}
      </span>
    );
  const lists = rows.length === 1 ? `The list of version ${rows[0]?.version} is` : 'The lists are';
  return (
    <span className={className}>
      {lists} to be acknowledged by {allNamed(rows.map(({ department }) => department))}
      {wall ? (
        ', under Publications.'
      ) : (
        <>
          : <PageLink to={pageAt('/publications')}>Publications</PageLink>
        </>
      )}
    </span>
  );
}
