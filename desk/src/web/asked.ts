/**
 * What the pages with a plan's board ask first, known before any page is: `first.ts` asks it while the rest of the code is still
 * on its way. It imports next to nothing, so that it is small.
 */
import { numberIn } from '../house/addressnumbers.ts';
import { apiAddress } from './api.ts';
import { keep, readKept } from './kit/kept.ts';

/** The site that this browser showed last: where the next visit most likely goes. */
export const lastSite = (): string | undefined => readKept<string>('site');

/** What whoever was here last may do there; undefined: not known. */
export const lastMay = (): readonly string[] | undefined => readKept('may');

/** Undefined: nobody is here, and the next visit asks for nothing before it knows who is. */
export function keepVisit(site: string | undefined, may: readonly string[] | undefined): void {
  keep('site', site);
  keep('may', may);
}

export const withBoard: readonly string[] = ['/board', '/byhand'];

interface Visit {
  readonly pathname: string;
  readonly search: string;
}

/** Addresses of the API: the plan before all else, it is the longest on its way. Nothing for other pages. */
export function askedFirst(
  { pathname, search }: Visit,
  kept: string | undefined,
  may?: readonly string[],
): readonly string[] {
  if (!withBoard.includes(pathname)) return [];
  const named = new URLSearchParams(search);
  const site = named.get('site') ?? kept;
  const version = named.get('version') ?? undefined;
  const none = version !== undefined && numberIn(version) === undefined;
  const barred = site === kept && may?.includes('site.see') === false;
  const ofSite = site === undefined || none || barred ? [] : [apiAddress('/board', { version, site })];
  return [...ofSite, apiAddress('/me', {})];
}
