/** A scan anywhere goes to the thing scanned; an old ticket says so before anybody works by it. */
import { useRouter } from '@tanstack/react-router';
import { scan } from '../../duties/floor/floor.contract.ts';
import { call } from '../api.ts';
import { useKeyboard } from '../kit/keyboard.ts';
import { toast, toastProblem, toastWarning } from '../kit/toasts.tsx';
import { lookUp } from '../lookup.ts';
import { useSite } from '../session/session.tsx';
import { knownHere, takenHere } from './scans.ts';

/** As long as a scan that the server is asked about may be. */
const longestCode = 500;
const noCode = (text: string): string =>
  `This is no code of a label: ${text.length > 40 ? `${text.slice(0, 40)}… (${text.length} characters)` : `"${text}"`}. Maybe scan another of its codes.`;

/** Answers what to do with a text that was scanned otherwise: by the camera. */
export function useScanner(): (text: string) => void {
  const router = useRouter();
  const site = useSite();
  const goTo = (to: string): void => {
    const here = new URLSearchParams(router.state.location.searchStr).get('site');
    router.history.push(here ? `${to}${to.includes('?') ? '&' : '?'}site=${encodeURIComponent(here)}` : to);
  };
  const go = async (text: string): Promise<void> => {
    if (knownHere(text)) return;
    // No label of ours says so much, and these would be another address.
    if (text.length > longestCode || /^\.{1,2}$/.test(text)) {
      toastWarning(noCode(text));
      return;
    }
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
  const scanned = (text: string): void => {
    go(text).catch(toastProblem);
  };
  useKeyboard(scanned);
  return scanned;
}
