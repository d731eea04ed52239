/** Who may do what to a saved view. Pure. */
import { accept, type Decision, refuse } from '../../house/decision.ts';

/** How a list is looked at, in the words of the address bar; null: as the page has it. */
export interface ViewState {
  readonly sort: string | null;
  readonly filter: string | null;
  readonly group: string | null;
  readonly columns: string | null;
}

export interface SavedView extends ViewState {
  readonly id: number;
  readonly version: number;
  /** The list it is of: 'hot-list', 'customer_lines'. */
  readonly page: string;
  readonly name: string;
  readonly shared: boolean;
  /** The owner's id. */
  readonly owner: string;
  readonly owner_name: string;
}

export interface Who {
  readonly id: string;
  /** Holds `views.share`. */
  readonly shares: boolean;
  /** Looks after what others shared. */
  readonly administers: boolean;
}

/** As many as stand in a line of tabs and can still be told apart. */
export const mostViews = 40;

export type ViewCode = 'not-yours' | 'no-sharing' | 'too-many';

export const seenBy = (view: Pick<SavedView, 'owner' | 'shared'>, who: Pick<Who, 'id'>): boolean =>
  view.shared || view.owner === who.id;

export const changedBy = (view: Pick<SavedView, 'owner' | 'shared'>, who: Pick<Who, 'id' | 'administers'>): boolean =>
  view.owner === who.id || (view.shared && who.administers);

/** A new view of one's own; `kept` are those that the owner has of the page. */
export function save(shared: boolean, kept: number, who: Who): Decision<'saved', ViewCode> {
  if (shared && !who.shares) return refuse('no-sharing');
  return kept >= mostViews ? refuse('too-many', { most: mostViews }) : accept(['saved']);
}

/** A change of name, state or sharing; what is shared already may be mended by its owner without the permission. */
export function change(
  view: Pick<SavedView, 'owner' | 'shared' | 'name' | 'owner_name'>,
  patch: { readonly shared?: boolean | undefined },
  who: Who,
): Decision<'changed', ViewCode> {
  if (!changedBy(view, who)) return refuse('not-yours', { name: view.name, owner: view.owner_name });
  return patch.shared === true && !view.shared && !who.shares ? refuse('no-sharing') : accept(['changed']);
}

export function remove(
  view: Pick<SavedView, 'owner' | 'shared' | 'name' | 'owner_name'>,
  who: Who,
): Decision<'deleted', ViewCode> {
  return changedBy(view, who) ? accept(['deleted']) : refuse('not-yours', { name: view.name, owner: view.owner_name });
}
