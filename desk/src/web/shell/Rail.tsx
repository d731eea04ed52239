/** The map of the house: groups and pages, only those that exist and that the person may open. */
import { Button, Menu, Modal } from '@mantine/core';
import { spotlight } from '@mantine/spotlight';
import {
  IconBaselineDensitySmall,
  IconChevronsLeft,
  IconChevronsRight,
  IconFile,
  IconLogout,
  IconMoon,
  IconSearch,
  IconSun,
  IconSunMoon,
  IconUser,
  IconUserShare,
} from '@tabler/icons-react';
import { useQueryClient } from '@tanstack/react-query';
import { Link, useNavigate } from '@tanstack/react-router';
import { useState } from 'react';
import { leavingWords } from '../../duties/unsent/unsent.messages.ts';
import type { useLook } from '../kit/settings.ts';
import { toastProblem } from '../kit/toasts.tsx';
import { pages } from '../pages.ts';
import { railGroups } from '../registry.ts';
import { useSession } from '../session/session.tsx';
import { signOut } from '../session/signing.ts';
import { useWaitingOf } from '../unsent/useUnsent.ts';
import mark from './mark.svg';
import classes from './shell.module.css';

interface RailProps {
  readonly folded: boolean;
  readonly onFold: (() => void) | undefined;
  readonly look: ReturnType<typeof useLook>;
  readonly onChangeUser: () => void;
}

export function Rail({ folded, onFold, look, onChangeUser }: RailProps) {
  const { may, site } = useSession();
  const groups = railGroups
    .map((group) => ({ group, some: pages.filter((page) => page.group === group && may(page.permission)) }))
    .filter(({ some }) => some.length > 0);
  return (
    <nav className={classes.rail} data-folded={folded || undefined} aria-label="Pages" data-noprint>
      <div className={classes.top}>
        <Link to="/" className={classes.mark} title="To the first page">
          <img src={mark} alt="Hotlist" width={22} height={22} />
        </Link>
        {folded ? null : <span className={classes.site}>{site.name}</span>}
        {onFold ? (
          <button
            type="button"
            className={classes.fold}
            aria-label={folded ? 'Unfold the rail' : 'Fold the rail'}
            title={folded ? 'Unfold  [' : 'Fold  ['}
            onClick={onFold}
          >
            {folded ? <IconChevronsRight size={15} /> : <IconChevronsLeft size={15} />}
          </button>
        ) : null}
      </div>
      <button
        type="button"
        className={classes.jump}
        onClick={() => spotlight.open()}
        title="Go anywhere, do anything (Ctrl K)"
      >
        <IconSearch size={15} aria-hidden="true" />
        {folded ? <span className={classes.unseen}>Go to</span> : <span>Go to</span>}
        {folded ? null : <kbd>Ctrl K</kbd>}
      </button>
      <div className={classes.groups}>
        {groups.map(({ group, some }) => (
          <section key={group} aria-label={group}>
            {folded ? <hr /> : <h2>{group}</h2>}
            {some.map((page) => {
              const Icon = page.icon ?? IconFile;
              const word = page.word ?? page.title;
              return (
                <Link
                  key={page.path}
                  to={page.path}
                  className={classes.link}
                  title={folded ? word : undefined}
                  activeProps={{ 'data-here': true, 'aria-current': 'page' } as never}
                  activeOptions={{ exact: false, includeSearch: false }}
                >
                  <Icon size={17} stroke={1.6} />
                  {folded ? <span className={classes.unseen}>{word}</span> : <span>{word}</span>}
                </Link>
              );
            })}
          </section>
        ))}
      </div>
      <Foot folded={folded} look={look} onChangeUser={onChangeUser} />
    </nav>
  );
}

/** Who is here; what of the look is theirs to choose. */
function Foot({ folded, look, onChangeUser }: Pick<RailProps, 'folded' | 'look' | 'onChangeUser'>) {
  const { me, site } = useSession();
  const client = useQueryClient();
  const navigate = useNavigate();
  const waits = useWaitingOf(me.user.id);
  const [asking, setAsking] = useState(false);
  const leave = async () => {
    await signOut();
    client.clear();
    await navigate({ to: '/sign-in' });
  };
  const schemes = [
    { scheme: 'light', word: 'Light', icon: <IconSun size={15} /> },
    { scheme: 'dark', word: 'Dark', icon: <IconMoon size={15} /> },
    { scheme: 'auto', word: 'As the system', icon: <IconSunMoon size={15} /> },
  ] as const;
  return (
    <>
      <Modal opened={asking} onClose={() => setAsking(false)} title="Sign out" size="xs">
        <p>{leavingWords(waits)}</p>
        <Button fullWidth onClick={() => void leave().catch(toastProblem)}>
          Sign out all the same
        </Button>
      </Modal>
      <Menu position="right-end" width={220}>
        <Menu.Target>
          <button type="button" className={classes.link} aria-label={`${me.user.name}: user, site and look`}>
            <IconUser size={17} stroke={1.6} />
            {folded ? null : <span>{me.user.name}</span>}
          </button>
        </Menu.Target>
        <Menu.Dropdown>
          <Menu.Label>
            {me.user.email}
            <br />
            {site.roles.join(', ')}
          </Menu.Label>
          <Menu.Item leftSection={<IconUserShare size={15} />} onClick={onChangeUser}>
            Change user
          </Menu.Item>
          <Menu.Item
            leftSection={<IconLogout size={15} />}
            onClick={() => (waits > 0 ? setAsking(true) : void leave().catch(toastProblem))}
          >
            Sign out
          </Menu.Item>
          {me.sites.length > 1 ? (
            <>
              <Menu.Label>Site</Menu.Label>
              {me.sites.map((one) => (
                <Menu.Item
                  key={one.code}
                  fw={one.code === site.code ? 600 : 400}
                  onClick={() => void navigate({ to: '.', search: { site: one.code } as never })}
                >
                  {one.name}
                </Menu.Item>
              ))}
            </>
          ) : null}
          <Menu.Label>Look</Menu.Label>
          {schemes.map(({ scheme, word, icon }) => (
            <Menu.Item
              key={scheme}
              leftSection={icon}
              fw={look.colorScheme === scheme ? 600 : 400}
              onClick={() => look.setColorScheme(scheme)}
            >
              {word}
            </Menu.Item>
          ))}
          <Menu.Item
            leftSection={<IconBaselineDensitySmall size={15} />}
            onClick={() => look.setDensity(look.density === 'dense' ? 'comfortable' : 'dense')}
          >
            {look.density === 'dense' ? 'Comfortable rows' : 'Dense rows'}
          </Menu.Item>
        </Menu.Dropdown>
      </Menu>
    </>
  );
}
