/** Where a department works by its list: that it is to be acknowledged, until it is; its own people do it there. */
import { AcknowledgeDoor, ownLists } from '../../duties/approval/acknowledged.page.tsx';
import { openAcknowledgements } from '../../duties/approval/publications.contract.ts';
import { yetToAcknowledge } from '../../duties/approval/publications.messages.ts';
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
            {yetToAcknowledge([row])}: <AcknowledgeDoor of={row} />{' '}
          </span>
        ))}
      </span>
    );
  return (
    <span className={className}>
      {yetToAcknowledge(rows)}
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
