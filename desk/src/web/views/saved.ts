/** The saved views that the person sees, asked for once for all pages. */
import { useMemo } from 'react';
import { listViews } from '../../duties/views/views.contract.ts';
import type { Answering } from '../api.ts';
import { askAhead, useOne } from '../queries.ts';

export type Saved = Answering<typeof listViews>['rows'][number];

export const viewKinds = ['saved_views', 'opening_views'] as const;

export const useAllSaved = () => useOne(listViews, { query: {} }, { kinds: viewKinds });
export const askAllSaved = (site: string) => askAhead(listViews, site, { query: {} }, { kinds: viewKinds });

const none: readonly Saved[] = [];

export function useSavedViews(page: string): readonly Saved[] {
  const rows = useAllSaved().data?.rows ?? none;
  return useMemo(() => rows.filter((one) => one.page === page), [rows, page]);
}
