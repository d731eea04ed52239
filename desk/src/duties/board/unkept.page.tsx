/** Changes by hand of another version that this browser keeps: who comes back after a publication finds them. */
import { useState } from 'react';
import { PageLink } from '../../web/kit/PageLink.tsx';
import { pageAt } from '../../web/paths.ts';
import { useMay, useWhose } from '../../web/session/session.tsx';
import { doAgain } from '../planning/planning.messages.ts';
import { unkeptWords } from './board.messages.ts';
import classes from './board.module.css';
import { useKeptMeanwhile } from './keptmeanwhile.page.tsx';
import { forgetUnkept, unkeptOf, unkeptVersions } from './usehand.page.tsx';

export function UnkeptElsewhere({ than }: { than: number }) {
  const whose = useWhose();
  const may = useMay('plan.run');
  const [dropped, setDropped] = useState<readonly number[]>([]);
  const version = unkeptVersions(whose).find((one) => one !== than && !dropped.includes(one));
  if (!may || version === undefined) return null;
  return <UnkeptOf key={version} version={version} onDropped={() => setDropped([...dropped, version])} />;
}

function UnkeptOf({ version, onDropped }: { readonly version: number; readonly onDropped: () => void }) {
  const whose = useWhose();
  const acts = unkeptOf(whose, version);
  const drop = (): void => {
    forgetUnkept(whose, version);
    onDropped();
  };
  useKeptMeanwhile(version, acts, drop);
  return (
    <strong>
      Version {version} has{' '}
      <PageLink to={pageAt('/board', { version: String(version) })}>{unkeptWords(acts.length)}</PageLink>.{' '}
      <PageLink to={pageAt('/board', { again: String(version) })}>{doAgain}</PageLink>, or{' '}
      <button type="button" className={classes.go} onClick={drop}>
        drop them
      </button>
      .{' '}
    </strong>
  );
}
