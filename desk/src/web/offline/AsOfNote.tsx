/** The phone without a network: of when what it shows is, and the worker that lets its pages open. */
import { useEffect, useSyncExternalStore } from 'react';
import { When } from '../kit/marks.tsx';
import { instantAt } from '../kit/time.ts';
import { useSession } from '../session/session.tsx';
import classes from '../unsent/unsent.module.css';
import { forgetOld, keepAnswer, onShownAsOf, shownAsOf } from './answers.ts';
import { isPhonePage } from './phonepages.ts';

/** Nothing while the server answers. */
export function AsOfNote() {
  const asOf = useSyncExternalStore(onShownAsOf, shownAsOf);
  if (asOf === undefined) return null;
  return (
    <div className={classes.note} role="status" data-noprint>
      <p>
        No network. This is as of <When at={instantAt(asOf)} time />.
      </p>
    </div>
  );
}

/** The phone's pages open here without a network from now on, for who is signed in. Where a browser takes no worker (without TLS) none does. */
export function useKeptPages(): void {
  const { me } = useSession();
  useEffect(() => {
    if (isPhonePage(window.location.pathname)) void keepAnswer('me', me);
  }, [me]);
  useEffect(() => {
    if (shownAsOf() === undefined) void forgetOld();
    if (!import.meta.env.PROD || !('serviceWorker' in navigator)) return;
    navigator.serviceWorker.register('/worker.js', { updateViaCache: 'none' }).catch((error: unknown) => {
      // Nobody answers, or the browser forbids it.
      if (!(error instanceof TypeError || error instanceof DOMException)) throw error;
    });
  }, []);
}
