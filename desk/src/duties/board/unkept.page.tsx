/** Changes by hand of another version that this browser keeps: who comes back after a publication finds them. */
import { useState } from 'react';
import { PageLink } from '../../web/kit/PageLink.tsx';
import { pageAt } from '../../web/paths.ts';
import { useMay, useWhose } from '../../web/session/session.tsx';
import { doAgain } from '../planning/planning.messages.ts';
import { unkeptWords } from './board.messages.ts';
import classes from './board.module.css';
import { forgetUnkept, unkeptOf, unkeptVersions } from './usehand.page.tsx';

export function UnkeptElsewhere({ than }: { than: number }) {
  const whose = useWhose();
  const may = useMay('plan.run');
  const [dropped, setDropped] = useState<readonly number[]>([]);
  const version = unkeptVersions(whose).find((one) => one !== than && !dropped.includes(one));
  if (!may || version === undefined) return null;
  const drop = (): void => {
    forgetUnkept(whose, version);
    setDropped([...dropped, version]);
  };
  return (
    <strong>
      Version {version} has{' '}
      <PageLink to={pageAt('/board', { version: String(version) })}>
        {unkeptWords(unkeptOf(whose, version).length)}
      </PageLink>
      . <PageLink to={pageAt('/board', { again: String(version) })}>{doAgain}</PageLink>, or{' '}
      <button type="button" className={classes.go} onClick={drop}>
        drop them
      </button>
      .{' '}
    </strong>
  );
}
