/** The house round a page of the floor: one task, large targets, no rail. Who works here is always to be seen. */
import { ActionIcon, Button } from '@mantine/core';
import { IconArrowLeft, IconUserShare } from '@tabler/icons-react';
import { Outlet, useLocation } from '@tanstack/react-router';
import { useState } from 'react';
import { PageLink } from '../kit/PageLink.tsx';
import { useLive } from '../live.ts';
import { AsOfNote, useKeptPages } from '../offline/AsOfNote.tsx';
import { pageAt } from '../paths.ts';
import { ChangeUser } from '../session/ChangeUser.tsx';
import { useSession } from '../session/session.tsx';
import { UnsentNote } from '../unsent/UnsentNote.tsx';
import classes from './terminal.module.css';
import { useCamera } from './useCamera.tsx';
import { useScanner } from './useScanner.ts';

/** The list that a page of the floor works off, where it is one. */
const deskOf: Readonly<Record<string, '/receiving' | '/deliveries' | '/picking'>> = {
  receive: '/receiving',
  deliver: '/deliveries',
  pick: '/picking',
};

export function Terminal() {
  const { me, may } = useSession();
  const [changing, setChanging] = useState(false);
  const from = useLocation({ select: ({ pathname }) => pathname.split('/')[1] });
  useLive();
  const camera = useCamera(useScanner());
  useKeptPages();
  return (
    <div className={classes.terminal}>
      <header className={classes.bar} data-noprint>
        <ActionIcon
          component={PageLink}
          to={pageAt(deskOf[from ?? ''] ?? (may('own-work.see') ? '/tickets' : '/counts'))}
          size={44}
          aria-label="Back to the desk"
          title="Back to the desk"
        >
          <IconArrowLeft size={20} />
        </ActionIcon>
        {camera.button}
        <Button
          variant="default"
          h={44}
          leftSection={<IconUserShare size={18} />}
          onClick={() => setChanging(true)}
          title="Another person takes over, by badge and PIN"
        >
          {me.user.name}
        </Button>
      </header>
      {camera.strip}
      <AsOfNote />
      <UnsentNote />
      {me.user.trainee ? (
        <p className={classes.trainee}>You are training: what you report waits for a countersign.</p>
      ) : null}
      <Outlet />
      <ChangeUser opened={changing} onClose={() => setChanging(false)} />
    </div>
  );
}
