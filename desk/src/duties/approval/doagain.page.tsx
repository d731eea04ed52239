/** What a person did to make a version that goes no further is not lost with it. */
import { PageLink } from '../../web/kit/PageLink.tsx';
import { pageAt } from '../../web/paths.ts';
import { useMay } from '../../web/session/session.tsx';
import { doAgainOn } from '../planning/planning.messages.ts';
import type { Seen } from './acts.page.tsx';
import { doAgainWords } from './approval.messages.ts';

export function DoAgain({ of: { version, published, do_again } }: { of: Seen }) {
  const may = useMay('plan.run');
  if (!may || do_again === null) return null;
  return (
    <p>
      {doAgainWords(do_again)}{' '}
      <PageLink to={pageAt('/board', { again: String(version.number) })}>{doAgainOn(published, do_again)}</PageLink>
    </p>
  );
}
