/** Writes that survive a lost network, for pages of the phone: kept on the device, shown at once, sent when the network is back. */
import { useEffect, useState, useSyncExternalStore } from 'react';
import { notKept } from '../../duties/unsent/unsent.messages.ts';
import { type Against, type Deed, type Unsent, waiting } from '../../duties/unsent/unsent.ts';
import type { Route } from '../../house/contract.ts';
import { type Asking, pathWith } from '../api.ts';
import { useAgreed } from '../kit/agreed.ts';
import { Refused } from '../kit/refused.ts';
import { toast } from '../kit/toasts.tsx';
import { useSession, useSite } from '../session/session.tsx';
import { keepAndSend, onUnsent, sendAs, toldNow, unsentNow } from './sending.ts';

/** All that waits on this device, whoever did it. */
export const useAllUnsent = (): readonly Unsent[] => useSyncExternalStore(onUnsent, unsentNow);

/** What who is signed in here did and a list may not show yet: it waits, or was done just now. */
export function useUnsent(): readonly Unsent[] {
  const { me } = useSession();
  return useSyncExternalStore(onUnsent, toldNow).filter((one) => one.person === me.user.id);
}

/** How many of who is signed in wait: what signing out asks about. */
export function useWaitingOf(person: string): number {
  return waiting(useAllUnsent()).find((one) => one.person === person)?.count ?? 0;
}

/** In a house's shell: what waits is sent as who is signed in. */
export function useSending(): void {
  const { id, name } = useSession().me.user;
  useEffect(() => sendAs({ id, name }), [id, name]);
}

export interface UnsentWrite<R> {
  /** True: it is done or kept, and the page goes on. False: it was refused on the spot, and `problem` says why. */
  readonly run: (asking: Asking<R>, told: Pick<Deed, 'what' | 'of' | 'changes'>, confirm?: string) => Promise<boolean>;
  readonly sending: boolean;
  readonly problem: unknown;
}

/** A write of a page that works without a network too. A second press while the first is under way is the same act. */
export function useUnsentWrite<R extends Route>(
  route: R,
  { kinds }: { readonly kinds: readonly string[] },
): UnsentWrite<R> {
  const site = useSite();
  const [sending, setSending] = useState(false);
  const [problem, setProblem] = useState<unknown>();
  const agreed = useAgreed();
  return {
    sending,
    problem,
    run: async (asking, told, confirm) => {
      if (sending) return false;
      setSending(true);
      setProblem(undefined);
      try {
        const { params, body } = asking as { params?: Readonly<Record<string, unknown>>; body?: unknown };
        const deed = { ...told, method: route.method, path: pathWith(route.path, params), body, kinds };
        const outcome = await keepAndSend({ ...deed, confirm: agreed(confirm)?.confirm ?? [] }, site.code);
        if (outcome.kind === 'refused' || outcome.kind === 'trouble') throw refusedBy(outcome.against);
        if (outcome.kind === 'lost' || outcome.kind === 'away' || outcome.kind === 'signed-out')
          throw new Error(notKept);
        if (outcome.kind === 'done') {
          const { done } = (outcome.answer ?? {}) as { done?: string };
          if (done !== undefined) toast(done);
        }
        return true;
      } catch (error) {
        setProblem(error);
        return false;
      } finally {
        setSending(false);
      }
    },
  };
}

const refusedBy = ({ code, text, asks }: Against): Refused =>
  new Refused({
    type: `urn:hotlist:${code}`,
    title: code,
    status: asks === null ? 422 : 409,
    code,
    detail: text,
    ...(asks === null ? {} : { values: { confirm: asks } }),
  });
