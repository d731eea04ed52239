/** To who asked: what was decided and done about it within the week, the newest first. */
import { When } from '../../web/kit/marks.tsx';
import { PageLink } from '../../web/kit/PageLink.tsx';
import { pageAt } from '../../web/paths.ts';
import { useOne } from '../../web/queries.ts';
import { decidedRequisitions } from './requisitions.contract.ts';
import { pastWords } from './requisitions.messages.ts';
import { requisitionKinds } from './wanted.page.tsx';

const most = 3;

export function Decided() {
  const list = useOne(decidedRequisitions, {}, { kinds: requisitionKinds });
  const rows = list.data?.rows ?? [];
  if (rows.length === 0) return null;
  return (
    <ul aria-label="What became of what you asked for" style={{ margin: 0, paddingLeft: 18 }}>
      {rows.slice(0, most).map((row) => (
        <li key={row.number}>
          <PageLink to={pageAt('/requisitions', { search: row.number, view: 'All' })}>{row.number}</PageLink> {row.what}
          : {pastWords[row.act].toLowerCase()}
          {row.order ? ` as ${row.order}` : ''} by {row.who} <When at={row.at} time />
          {row.reason ? `: ${row.reason}` : ''}
        </li>
      ))}
    </ul>
  );
}
