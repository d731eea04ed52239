/** Views and columns that this browser kept for itself before views stood on the server: taken over once, then forgotten. */
import { useQueryClient } from '@tanstack/react-query';
import { useEffect } from 'react';
import { saveView } from '../../duties/views/views.contract.ts';
import { type Asking, call } from '../api.ts';
import { type ColumnSetting, printColumns } from '../kit/grid/shown.ts';
import { keep, readKept } from '../kit/kept.ts';
import { Refused } from '../kit/refused.ts';
import { toast, toastProblem } from '../kit/toasts.tsx';
import { invalidate } from '../queries.ts';
import { useSite } from '../session/session.tsx';
import { viewKinds } from './saved.ts';

type NewView = Asking<typeof saveView>['body'];

const views = 'hotlist:views:';
const columns = 'hotlist:columns:';

/** Names of the pages of which something is kept under a prefix. */
const pagesUnder = (keys: readonly string[], prefix: string): readonly string[] =>
  keys.filter((key) => key.startsWith(prefix)).map((key) => key.slice(prefix.length));

/** What was kept under `views:PAGE`, as it is saved; what is no view is left out. */
export function viewsKept(page: string, kept: unknown): readonly NewView[] {
  if (!Array.isArray(kept)) return [];
  const word = (value: unknown): string | null => (typeof value === 'string' && value !== '' ? value : null);
  return (kept as readonly Readonly<Record<string, unknown>>[]).flatMap((one) => {
    const name = word(one?.name);
    return name === null
      ? []
      : [{ page, name, sort: word(one.sort), filter: word(one.filter), group: word(one.group) }];
  });
}

export function useTakeOver(): void {
  const site = useSite();
  const client = useQueryClient();
  useEffect(() => {
    const keys = Object.keys(localStorage);
    for (const page of pagesUnder(keys, columns)) {
      const kept = readKept<readonly ColumnSetting[]>(`columns:${page}`);
      if (Array.isArray(kept) && kept.length > 0) keep(`shown:${page}`, printColumns(kept));
      keep(`columns:${page}`, undefined);
    }
    const pages = pagesUnder(keys, views);
    if (pages.length === 0) return;
    takeOver(pages, site.code).then(
      (taken) => {
        if (taken > 0) toast('The views that this browser kept stand on the server now.');
        return invalidate(client, viewKinds);
      },
      (error: unknown) => toastProblem(error),
    );
  }, [site.code, client]);
}

/** Page by page: what was taken is not asked for again when the rest fails. */
async function takeOver(pages: readonly string[], site: string): Promise<number> {
  let taken = 0;
  for (const page of pages) {
    for (const body of viewsKept(page, readKept(`views:${page}`))) taken += await saved(body, site);
    keep(`views:${page}`, undefined);
  }
  return taken;
}

async function saved(body: NewView, site: string): Promise<number> {
  try {
    await call(saveView, { body }, { site });
    return 1;
  } catch (error) {
    // It stands there already, from another browser or another tab; or there are as many as there can be.
    if (error instanceof Refused && ['exists', 'too-many', 'malformed'].includes(error.problem.code)) return 0;
    throw error;
  }
}
