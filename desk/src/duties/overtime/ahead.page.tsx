/** Approved overtime that is ahead, in a line: what a calendar, the board and a dispatch list must not keep to themselves. */
import { When } from '../../web/kit/marks.tsx';
import { PageLink } from '../../web/kit/PageLink.tsx';
import { usePlant } from '../../web/kit/plant.tsx';
import { wallClock } from '../../web/kit/time.ts';
import { pageAt } from '../../web/paths.ts';
import { useOne } from '../../web/queries.ts';
import { useMay } from '../../web/session/session.tsx';
import { placeWords } from '../planning/handhours.messages.ts';
import { listOvertime } from './overtime.contract.ts';
import { overtimeKinds } from './requests.page.tsx';

const most = 4;

/** Nothing where there is none, where the person may not see it, or it cannot be read: then its own page says why. */
export function OvertimeAhead({ of: centres }: { of?: readonly string[] }) {
  const { zone } = usePlant();
  const list = useOne(
    listOvertime,
    { query: { ahead: 'true' } },
    { kinds: overtimeKinds, enabled: useMay('site.see') },
  );
  const rows = (list.data?.rows ?? []).filter(
    ({ work_centre, machine, crews }) =>
      !centres || [machine ?? work_centre, work_centre, ...crews].some((one) => centres.includes(one)),
  );
  if (rows.length === 0) return null;
  return (
    <>
      Overtime:{' '}
      {rows.slice(0, most).map((row, n) => (
        <span key={row.id}>
          {n > 0 ? ' · ' : ''}
          {placeWords(row)} <When at={row.from} time />–<span className="figures">{wallClock(zone, row.to).time}</span>
        </span>
      ))}
      {rows.length > most ? ` and ${rows.length - most} more` : ''}{' '}
      <PageLink to={pageAt('/overtime')}>All overtime</PageLink>
    </>
  );
}
