/** The house round every page: the rail, the palette, the keys, what is live. On the phone the rail is a drawer. */
import { ActionIcon, Drawer } from '@mantine/core';
import { spotlight } from '@mantine/spotlight';
import { IconMenu2, IconSearch } from '@tabler/icons-react';
import { Outlet, useNavigate, useRouterState } from '@tanstack/react-router';
import { useEffect, useState } from 'react';
import { AfterFrame } from '../kit/afterframe.ts';
import { useCommands } from '../kit/commands.ts';
import { KeysHelp } from '../kit/KeysHelp.tsx';
import { Palette } from '../kit/Palette.tsx';
import { useLook } from '../kit/settings.ts';
import { Progress } from '../kit/states.tsx';
import { canUndo, toastProblem, undoLatest } from '../kit/toasts.tsx';
import { useKept } from '../kit/useKept.ts';
import { useLittleRoom, usePhone } from '../kit/usePhone.ts';
import { useLive } from '../live.ts';
import { lookUp } from '../lookup.ts';
import { pages } from '../pages.ts';
import { ChangeUser } from '../session/ChangeUser.tsx';
import { useSession } from '../session/session.tsx';
import { UnsentNote } from '../unsent/UnsentNote.tsx';
import { useAllSaved } from '../views/saved.ts';
import { useTakeOver } from '../views/takeover.ts';
import { Rail } from './Rail.tsx';
import classes from './shell.module.css';
import { useCamera } from './useCamera.tsx';
import { useScanner } from './useScanner.ts';

export function Shell() {
  const { may, me } = useSession();
  // On a phone held across it would take a quarter of the page.
  const small = useLittleRoom();
  const [folded, fold] = useKept(small ? 'rail-folded-small' : 'rail-folded', small);
  // Open for the page on which it was opened: going to another closes it.
  const [drawerAt, setDrawerAt] = useState<string>();
  const [changing, setChanging] = useState(false);
  const phone = usePhone();
  const navigate = useNavigate();
  const path = useRouterState({ select: (state) => state.location.pathname });
  const look = useLook();
  useLive();
  // A page that opens with a saved view must know of it before it asks for rows.
  const saved = useAllSaved();
  useTakeOver();
  useEffect(() => {
    if (saved.error) toastProblem(saved.error);
  }, [saved.error]);

  const camera = useCamera(useScanner());
  useCommands([
    ...pages
      .filter((page) => (page.group || page.palette) && may(page.permission))
      .map((page) => ({
        id: `go:${page.path}`,
        word: page.word ?? page.title,
        group: 'Go to',
        run: () => void navigate({ to: page.path }),
      })),
    {
      id: 'undo',
      word: 'Undo the latest',
      keys: 'Ctrl+Z',
      keyOnly: true,
      group: 'Everywhere',
      when: canUndo,
      run: undoLatest,
    },
    {
      id: 'rail',
      word: folded ? 'Unfold the rail' : 'Fold the rail',
      keys: '[',
      group: 'Everywhere',
      run: () => fold(!folded),
    },
    { id: 'change-user', word: 'Change user', group: 'Everywhere', run: () => setChanging(true) },
  ]);

  const rail = (inDrawer: boolean) => (
    <Rail
      folded={folded && !inDrawer}
      onFold={inDrawer ? undefined : () => fold(!folded)}
      look={look}
      onChangeUser={() => setChanging(true)}
    />
  );
  return (
    <div className={classes.shell}>
      <a href="#page" className={classes.skip}>
        To the page
      </a>
      {phone ? (
        <header className={classes.phoneBar} data-noprint>
          <ActionIcon size={44} aria-label="Pages" onClick={() => setDrawerAt(path)}>
            <IconMenu2 size={20} />
          </ActionIcon>
          <span className={classes.phoneName}>Hotlist</span>
          {camera.button}
          <ActionIcon size={44} aria-label="Search" onClick={() => spotlight.open()}>
            <IconSearch size={20} />
          </ActionIcon>
        </header>
      ) : (
        rail(false)
      )}
      <div id="page" tabIndex={-1} className={classes.page}>
        {camera.strip}
        <UnsentNote />
        {me.user.trainee ? (
          <p className={classes.trainee}>You are training: what you report waits for a countersign.</p>
        ) : null}
        {saved.isPending ? <Progress doing="Opening the page" /> : <Outlet />}
      </div>
      <AfterFrame>
        <Drawer
          opened={drawerAt === path && phone}
          onClose={() => setDrawerAt(undefined)}
          size={280}
          padding={0}
          withCloseButton={false}
          attributes={{ content: { 'aria-label': 'Pages' } }}
        >
          {rail(true)}
        </Drawer>
        <Palette lookUp={lookUp} />
        <KeysHelp />
        <ChangeUser opened={changing} onClose={() => setChanging(false)} />
      </AfterFrame>
    </div>
  );
}
