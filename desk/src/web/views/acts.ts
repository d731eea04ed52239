/** What can be done with the view that is chosen, the same in its menu and in the palette. */
import { useState } from 'react';
import { changeView, deleteView, restoreView, saveView, setOpening } from '../../duties/views/views.contract.ts';
import type { View } from '../kit/grid/view.ts';
import { offerUndo, toast, toastProblem } from '../kit/toasts.tsx';
import { useWrite } from '../queries.ts';
import { useMay } from '../session/session.tsx';
import type { NameWindowProps } from './NameWindow.tsx';
import { type Saved, viewKinds } from './saved.ts';

export interface ViewAct {
  readonly id: string;
  readonly word: string;
  readonly danger?: boolean;
  readonly run: () => void;
}

const kinds = { kinds: viewKinds };

export interface ViewActs {
  readonly acts: readonly ViewAct[];
  readonly saveAs: ViewAct;
  /** The window in which a view is named. */
  readonly naming: NameWindowProps;
}

export function useViewActs(view: View): ViewActs {
  const mayShare = useMay('views.share');
  const saving = useWrite(saveView, kinds);
  const changing = useWrite(changeView, kinds);
  const deleting = useWrite(deleteView, kinds);
  const restoring = useWrite(restoreView, kinds);
  const opening = useWrite(setOpening, kinds);
  const [asked, setAsked] = useState<'save' | 'rename'>();
  const { saved } = view.tab;
  const { changed } = view;

  const change = (one: Saved, body: Parameters<typeof changing.run>[0]['body']) =>
    changing.run({ params: { id: one.id }, body }, { version: one.version });
  const open = (page: string, id: number | null) => opening.run({ body: { page, view: id } });
  const told = (act: Promise<unknown>, words: string) => void act.then(() => toast(words), toastProblem);

  const remove = async (one: Saved) => {
    try {
      const { deleted } = await deleting.run({ params: { id: one.id } }, { version: one.version });
      view.choose(view.tabs[0]?.key ?? '');
      offerUndo(`View "${one.name}" deleted.`, async () => {
        await restoring.run({ params: { id: one.id } }, { version: deleted.version });
      });
    } catch (error) {
      toastProblem(error);
    }
  };
  const name: NameWindowProps['onName'] = async ({ name: called, shared, opens }) => {
    if (asked === 'rename' && saved) {
      await change(saved, { name: called });
    } else {
      const made = await saving.run({ body: { page: view.id, name: called, ...view.state, shared } });
      if (opens) await open(view.id, made.id);
      view.chooseSaved(made);
    }
    setAsked(undefined);
  };

  const saveAs: ViewAct = { id: 'save-as', word: 'Save what is seen as a view', run: () => setAsked('save') };
  const naming: NameWindowProps = {
    asked,
    name: asked === 'rename' ? (saved?.name ?? '') : '',
    mayShare,
    onName: name,
    onClose: () => setAsked(undefined),
  };
  const back: ViewAct = {
    id: 'back',
    word: saved ? 'Show it as it was saved' : 'Show it as the page has it',
    run: () => view.choose(view.tab.key),
  };
  if (!saved) return { acts: changed ? [saveAs, back] : [], saveAs, naming };

  const own: readonly ViewAct[] = [
    ...(changed
      ? [
          {
            id: 'save',
            word: 'Save the changes',
            run: () =>
              void change(saved, view.state).then((made) => {
                view.chooseSaved(made);
                toast(`View "${made.name}" saved.`);
              }, toastProblem),
          },
        ]
      : []),
    { id: 'rename', word: 'Rename', run: () => setAsked('rename') },
    ...(saved.shared || mayShare
      ? [
          {
            id: 'share',
            word: saved.shared
              ? saved.mine
                ? 'Keep it for yourself'
                : 'Take it off everybody’s page'
              : 'Share it with the site',
            run: () =>
              told(
                change(saved, { shared: !saved.shared }),
                saved.shared
                  ? `View "${saved.name}" is private again.`
                  : `View "${saved.name}" stands on everybody’s page now.`,
              ),
          },
        ]
      : []),
  ];
  const acts: readonly ViewAct[] = [
    ...(saved.changeable ? own : []),
    ...(changed ? [back] : []),
    {
      id: 'opens',
      word: saved.opens ? 'No longer open the page with it' : 'Open the page with it',
      run: () =>
        told(
          open(saved.page, saved.opens ? null : saved.id),
          saved.opens ? 'The page opens as it did.' : `The page opens with "${saved.name}" from now on.`,
        ),
    },
    ...(saved.changeable ? [{ id: 'delete', word: 'Delete', danger: true, run: () => void remove(saved) }] : []),
  ];
  return { acts, saveAs, naming };
}
