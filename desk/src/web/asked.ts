/**
 * What the pages with a plan's board ask first, known before any page is: `first.ts` asks it while the rest of the code is still
 * on its way. It imports next to nothing, so that it is small.
 */
import { apiAddress } from './api.ts';
import { readKept } from './kit/kept.ts';

/** The site that this browser showed last: where the next visit most likely goes. */
export const lastSite = (): string | undefined => readKept<string>('site');

export const withBoard: readonly string[] = ['/board', '/byhand'];

interface Visit {
  readonly pathname: string;
  readonly search: string;
}

/** Addresses of the API: the plan before all else, it is the longest on its way. Nothing for other pages. */
export function askedFirst({ pathname, search }: Visit, kept: string | undefined): readonly string[] {
  if (!withBoard.includes(pathname)) return [];
  const named = new URLSearchParams(search);
  const site = named.get('site') ?? kept;
  const ofSite = site === undefined ? [] : [apiAddress('/board', { version: named.get('version'), site })];
  return [...ofSite, apiAddress('/me', {})];
}
