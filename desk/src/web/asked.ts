/**
 * What a page asks first, known before any page is: `first.ts` asks it while the rest of the code is still on its way. It imports
 * next to nothing, so that it is small.
 */
import { numberIn } from '../house/addressnumbers.ts';
import type { Permission } from '../house/permission.ts';
import { apiAddress } from './api.ts';
import { pageSize } from './kit/grid/pagesize.ts';
import { keep, readKept } from './kit/kept.ts';
import { lookedAt } from './plan/looked.ts';

/** The site that this browser showed last: where the next visit most likely goes. */
export const lastSite = (): string | undefined => readKept<string>('site');

/** What whoever was here last may do there; undefined: not known. */
export const lastMay = (): readonly string[] | undefined => readKept('may');

/** Undefined: nobody is here, and the next visit asks for nothing before it knows who is. */
export function keepVisit(site: string | undefined, may: readonly string[] | undefined): void {
  keep('site', site);
  keep('may', may);
}

type Named = Readonly<Record<string, string | undefined>>;
interface First {
  /** What its page needs a person to hold, and it too. */
  readonly permission: Permission;
  /** Its address of the API; undefined: at this address the page asks otherwise. */
  readonly of: (site: string, named: Named) => string | undefined;
}

const board: First = {
  permission: 'site.see',
  of: (site, { version }) =>
    version !== undefined && numberIn(version) === undefined ? undefined : apiAddress('/board', { version, site }),
};
/** By the address of the page. The rest of the pages ask when they are there. */
export const firstOf: Readonly<Record<string, First>> = {
  '/board': board,
  '/byhand': board,
  '/hot-list': {
    permission: 'site.see',
    of: (site, { view, search, sort, filter, group }) =>
      (view ?? search ?? sort ?? filter ?? group)
        ? undefined
        : apiAddress('/hot-list', { looked: lookedAt(site), limit: pageSize, offset: 0, site }),
  },
};

interface Visit {
  readonly pathname: string;
  readonly search: string;
}

/** The address of the API that is asked first there; undefined: none, or the page asks otherwise. */
export function askedOf(
  { pathname, search }: Visit,
  kept: string | undefined,
  may?: readonly string[],
): string | undefined {
  const named: Named = Object.fromEntries(new URLSearchParams(search));
  const site = named.site ?? kept;
  const first = firstOf[pathname];
  const barred = site === kept && first && may?.includes(first.permission) === false;
  return site === undefined || barred ? undefined : first?.of(site, named);
}

/** Addresses of the API: the page's own before all else, it is the longest on its way. Nothing for other pages. */
export function askedFirst(visit: Visit, kept: string | undefined, may?: readonly string[]): readonly string[] {
  if (!firstOf[visit.pathname]) return [];
  const own = askedOf(visit, kept, may);
  return [...(own === undefined ? [] : [own]), apiAddress('/me', {})];
}
