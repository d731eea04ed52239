/**
 * What changed elsewhere: the server names a kind, and what is made of it is asked for again. Pages in the
 * background do not listen (a browser allows six connections to a host); they ask anew when they are looked at. A server
 * that has newer pages says so.
 */
import { useQueryClient } from '@tanstack/react-query';
import { useEffect } from 'react';
import { offerReload } from './kit/toasts.tsx';
import { invalidate } from './queries.ts';
import { useSite } from './session/session.tsx';

/** The script this page began with; while developing it is no built one. */
const own = document.querySelector('script[type="module"][src]:not([async])')?.getAttribute('src');

export function useLive(): void {
  const client = useQueryClient();
  const { code } = useSite();
  useEffect(() => {
    let source: EventSource | undefined;
    let later: number | undefined;
    let asking: number | undefined;
    const changed = new Set<string>();
    const listen = (cut = false) => {
      silence();
      // The rows were asked for while the page was on its way: what changed since the visit began is told first.
      const late = Math.min(60_000, Math.ceil(performance.now()));
      const opened = new EventSource(`/api/v1/changes?site=${encodeURIComponent(code)}&late=${late}`);
      source = opened;
      let heard = cut;
      source.addEventListener('open', () => {
        // The line was cut, or not there at first: what was said meanwhile is not known.
        if (heard) void invalidate(client, ['*']);
        heard = true;
      });
      // A browser comes back to a line that broke, but not to a server that answered that it is stopping.
      source.addEventListener('error', () => {
        heard = true;
        if (opened === source && opened.readyState === EventSource.CLOSED)
          later = window.setTimeout(listen, 3_000, true);
      });
      source.addEventListener('pages', (event) => {
        const { entry } = JSON.parse(event.data as string) as { readonly entry: string };
        if (own?.startsWith('/assets/') && entry !== own) offerReload();
      });
      source.addEventListener('change', (event) => {
        changed.add((JSON.parse(event.data as string) as { readonly kind: string }).kind);
        // One act changes many kinds, each said in a message of its own: an answer made of several is asked for once.
        asking ??= window.setTimeout(() => {
          asking = undefined;
          void invalidate(client, [...changed]);
          changed.clear();
        });
      });
    };
    const silence = () => {
      window.clearTimeout(later);
      source?.close();
      source = undefined;
    };
    const look = () => {
      if (document.hidden) silence();
      else if (!source) {
        listen();
        void invalidate(client, ['*']);
      }
    };
    if (!document.hidden) listen();
    document.addEventListener('visibilitychange', look);
    return () => {
      silence();
      document.removeEventListener('visibilitychange', look);
    };
  }, [client, code]);
}
