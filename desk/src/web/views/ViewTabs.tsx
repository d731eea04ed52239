/** The views of a list as tabs: those of the page, one's own, what others share. What differs from the chosen one can be saved. */
import { ActionIcon, Menu, VisuallyHidden } from '@mantine/core';
import { IconChevronDown, IconHome, IconPlus, IconUsers } from '@tabler/icons-react';
import { useEffect, useRef } from 'react';
import { type Command, useCommands } from '../kit/commands.ts';
import type { Tab } from '../kit/grid/tabs.ts';
import type { View } from '../kit/grid/view.ts';
import { useViewActs, type ViewAct } from './acts.ts';
import { NameWindow } from './NameWindow.tsx';
import classes from './views.module.css';

export function ViewTabs({ view }: { view: View }) {
  const { tabs, tab } = view;
  const { acts, saveAs, naming } = useViewActs(view);
  useViewCommands(view, [...acts.filter((act) => act !== saveAs), saveAs]);
  const chosen = useRef<HTMLSpanElement>(null);
  useEffect(() => {
    if (tab.key !== '') chosen.current?.scrollIntoView({ block: 'nearest', inline: 'nearest' });
  }, [tab.key]);
  return (
    <nav className={classes.views} aria-label="Views" data-noprint>
      <div className={classes.tabs}>
        {tabs.map((one) => {
          const here = one.key === tab.key;
          return (
            <span
              key={one.key}
              ref={here ? chosen : undefined}
              className={classes.view}
              data-chosen={here || undefined}
            >
              <button
                type="button"
                aria-current={here ? 'true' : undefined}
                title={titleOf(one)}
                onClick={() => view.choose(one.key)}
              >
                {nameOf(one, tabs)}
                {one.saved?.shared ? <IconUsers className={classes.mark} size={13} aria-hidden="true" /> : null}
                {one.saved?.opens ? <IconHome className={classes.mark} size={13} aria-hidden="true" /> : null}
                {here && view.changed ? <span title="Changed since it was saved">{'\u00a0•'}</span> : null}
                <VisuallyHidden>{marksOf(one)}</VisuallyHidden>
              </button>
              {here && acts.length > 0 ? <ViewMenu tab={one} acts={acts} /> : null}
            </span>
          );
        })}
      </div>
      <ActionIcon size={24} aria-label={saveAs.word} title={saveAs.word} onClick={saveAs.run}>
        <IconPlus size={14} />
      </ActionIcon>
      <NameWindow {...naming} />
    </nav>
  );
}

function ViewMenu({ tab, acts }: { tab: Tab; acts: readonly ViewAct[] }) {
  return (
    <Menu position="bottom-start" withinPortal>
      <Menu.Target>
        <button type="button" aria-label={`What to do with the view ${tab.name}`} title="Save, rename, share, delete">
          <IconChevronDown size={13} aria-hidden="true" />
        </button>
      </Menu.Target>
      <Menu.Dropdown>
        {tab.saved && !tab.saved.mine ? <Menu.Label>Shared by {tab.saved.owner}</Menu.Label> : null}
        {acts.map((act) => (
          <Menu.Item key={act.id} {...(act.danger ? { c: 'var(--late)' } : {})} onClick={act.run}>
            {act.word}
          </Menu.Item>
        ))}
      </Menu.Dropdown>
    </Menu>
  );
}

/** `v` and `V` go through the tabs; the palette knows each by name. */
function useViewCommands({ tabs, tab, choose }: View, acts: readonly ViewAct[]): void {
  const step = (by: number) => {
    const to = tabs[(tabs.findIndex((one) => one.key === tab.key) + by + tabs.length) % tabs.length];
    if (to) choose(to.key);
  };
  const group = 'Views';
  useCommands([
    { id: 'view:next', word: 'Next view', keys: 'v', keyOnly: true, group, run: () => step(1) },
    { id: 'view:before', word: 'View before', keys: 'V', keyOnly: true, group, run: () => step(-1) },
    ...tabs.map(
      (one): Command => ({
        id: `view:${one.key}`,
        word: `View ${nameOf(one, tabs)}`,
        group,
        run: () => choose(one.key),
      }),
    ),
    ...acts.map(({ id, word, run }): Command => ({ id: `view-act:${id}`, word, group, run })),
  ]);
}

/** Two people may share views under one name. */
const nameOf = (tab: Tab, tabs: readonly Tab[]): string =>
  tab.saved && !tab.saved.mine && tabs.some((one) => one !== tab && one.name === tab.name)
    ? `${tab.name} (${tab.saved.owner})`
    : tab.name;

function titleOf({ saved }: Tab): string | undefined {
  if (!saved?.shared) return saved ? 'Yours alone' : undefined;
  return saved.mine ? 'Shared by you with everybody at this site' : `Shared by ${saved.owner}`;
}

function marksOf({ saved }: Tab): string {
  const shared = saved?.shared ? `, shared by ${saved.mine ? 'you' : saved.owner}` : '';
  return `${shared}${saved?.opens ? ', the page opens with it' : ''}`;
}
