/** Who is signed in, at which site, and what they may do there. */
import { useQuery } from '@tanstack/react-query';
import { createContext, type ReactNode, useContext, useEffect, useMemo } from 'react';
import { me } from '../../duties/users/users.contract.ts';
import type { Permission } from '../../house/permission.ts';
import { type Answering, call, setCurrentSite } from '../api.ts';
import { keepVisit } from '../asked.ts';
import { useAddress } from '../kit/address.ts';
import { PlantProvider } from '../kit/plant.tsx';
import { orKept } from '../offline/answers.ts';
import { forgetWho } from './signing.ts';

export type Me = NonNullable<Answering<typeof me>>;
export type MySite = Me['sites'][number];

export interface Session {
  readonly me: Me;
  readonly site: MySite;
  readonly may: (permission: Permission) => boolean;
}

const Context = createContext<Session | undefined>(undefined);

/** Where nobody answers, who the phone kept opens the house; where nobody is signed in (null), nothing stays kept. */
async function askMe(): Promise<Me | null> {
  const here = await orKept('me', () => call(me, {}));
  if (here === null) await forgetWho();
  return here;
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
    keepVisit(code, site?.permissions);
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
