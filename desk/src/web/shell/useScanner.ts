/** A scan anywhere goes to the thing scanned; an old ticket says so before anybody works by it. */
import { useRouter } from '@tanstack/react-router';
import { scan } from '../../duties/floor/floor.contract.ts';
import { call } from '../api.ts';
import { useKeyboard } from '../kit/keyboard.ts';
import { toast, toastProblem, toastWarning } from '../kit/toasts.tsx';
import { lookUp } from '../lookup.ts';
import { useSite } from '../session/session.tsx';
import { knownHere, takenHere } from './scans.ts';

export function useScanner(): void {
  const router = useRouter();
  const site = useSite();
  const goTo = (to: string): void => {
    const here = new URLSearchParams(router.state.location.searchStr).get('site');
    router.history.push(here ? `${to}${to.includes('?') ? '&' : '?'}site=${encodeURIComponent(here)}` : to);
  };
  const go = async (text: string): Promise<void> => {
    if (knownHere(text)) return;
    const found = await call(scan, { params: { text } }, { site: site.code });
    if (takenHere({ ...found, text })) return;
    if (found.to === null) {
      // What is no number of GS1 may still be the code of a record or an order.
      const read = found.label.gtin !== undefined || found.label.container !== undefined;
      const exact = read
        ? undefined
        : (await lookUp(text)).find((one) => one.name.toLowerCase() === text.toLowerCase());
      if (exact) goTo(exact.to);
      else toastWarning(found.says);
      return;
    }
    if (found.warning) toastWarning(found.says);
    else toast(found.says);
    goTo(found.to);
  };
  useKeyboard((text) => {
    go(text).catch(toastProblem);
  });
}
