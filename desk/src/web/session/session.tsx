/** Who is signed in, at which site, and what they may do there. */
import { useQuery } from '@tanstack/react-query';
import { createContext, type ReactNode, useContext, useEffect, useMemo } from 'react';
import { me } from '../../duties/users/users.contract.ts';
import type { Permission } from '../../house/permission.ts';
import { type Answering, call, setCurrentSite } from '../api.ts';
import { useAddress } from '../kit/address.ts';
import { keep } from '../kit/kept.ts';
import { PlantProvider } from '../kit/plant.tsx';
import { Refused } from '../kit/refused.ts';
import { forgetAnswers, orKept } from '../offline/answers.ts';

export type Me = Answering<typeof me>;
export type MySite = Me['sites'][number];

export interface Session {
  readonly me: Me;
  readonly site: MySite;
  readonly may: (permission: Permission) => boolean;
}

const Context = createContext<Session | undefined>(undefined);

/** Where nobody answers, who the phone kept opens the house; where nobody is signed in, nothing stays kept. */
async function askMe(): Promise<Me> {
  try {
    return await orKept('me', () => call(me, {}));
  } catch (error) {
    if (error instanceof Refused && error.status === 401) await forgetAnswers();
    throw error;
  }
}

export const meQuery = {
  queryKey: ['me'],
  queryFn: askMe,
  staleTime: 300_000,
  retry: false,
  networkMode: 'always',
} as const;
export const useMe = () => useQuery(meQuery);

/** The site is the one named, else the person's first. */
export const siteOf = ({ sites }: Me, named: string | undefined): MySite | undefined =>
  sites.find(({ code }) => code === named) ?? sites[0];

export function mayAt({ permissions }: { readonly permissions: readonly string[] }): Session['may'] {
  const held = new Set<string>([...permissions, 'signed-in', 'public']);
  return (permission) => held.has(permission);
}

/** The site is the address's `?site=`, or the person's first. */
export function SessionProvider({ me: person, children }: { me: Me; children: ReactNode }) {
  const [address] = useAddress();
  const site = siteOf(person, address.site);
  const session = useMemo<Session | undefined>(() => site && { me: person, site, may: mayAt(site) }, [person, site]);
  setCurrentSite(site?.code);
  useEffect(() => () => setCurrentSite(undefined), []);
  const code = site?.code;
  useEffect(() => {
    keep('site', code);
    keep('may', site?.permissions);
  }, [code, site]);
  if (!session) return null;
  return (
    <Context value={session}>
      <PlantProvider zone={session.site.zone} currency={session.site.currency} pinnedNow={session.site.pinned_now}>
        {children}
      </PlantProvider>
    </Context>
  );
}

export function useSession(): Session {
  const session = useContext(Context);
  if (!session) throw new Error('useSession outside of a session');
  return session;
}

export const useSite = (): MySite => useSession().site;
export const useMay = (permission: Permission): boolean => useSession().may(permission);

/** Whose work lies in this browser, and at which site: on a shared one the next person has their own. */
export function useWhose(): string {
  const { me, site } = useSession();
  return `${me.user.id}:${site.code}`;
}
