/** A record beside its list. Esc closes it; on the phone it covers the list. */
import { ActionIcon } from '@mantine/core';
import { IconArrowsDiagonal, IconX } from '@tabler/icons-react';
import type { ReactNode } from 'react';
import type { PageAddress } from '../paths.ts';
import { useCommands } from './commands.ts';
import { PageLink } from './PageLink.tsx';
import classes from './panel.module.css';

interface SidePanelProps {
  readonly title: ReactNode;
  /** The full page of what is shown. */
  readonly page?: PageAddress | undefined;
  readonly onClose: () => void;
  readonly children: ReactNode;
}

export function SidePanel({ title, page, onClose, children }: SidePanelProps) {
  useCommands([
    {
      id: 'panel:close',
      word: 'Close the panel',
      keys: 'Escape',
      keyOnly: true,
      first: true,
      group: 'List',
      run: onClose,
    },
  ]);
  return (
    <aside
      id="side-panel"
      tabIndex={-1}
      className={classes.panel}
      aria-label={typeof title === 'string' ? title : 'Opened row'}
    >
      <header className={classes.head}>
        <h2>{title}</h2>
        {page ? (
          <ActionIcon
            component={PageLink}
            to={page}
            aria-label="Open on its own page"
            title="Open on its own page (Shift Enter)"
          >
            <IconArrowsDiagonal size={16} />
          </ActionIcon>
        ) : null}
        <ActionIcon aria-label="Close" title="Close (Esc)" onClick={onClose}>
          <IconX size={16} />
        </ActionIcon>
      </header>
      <div className={classes.body}>{children}</div>
    </aside>
  );
}

/** Names and values, one under the other: what a panel mostly holds. */
export function Facts({ of }: { of: readonly (readonly [string, ReactNode])[] }) {
  return (
    <dl className={classes.facts}>
      {of.map(([name, value]) => (
        <div key={name}>
          <dt>{name}</dt>
          <dd className="figures">
            {value === null || value === undefined || value === '' ? <span className="dim">—</span> : value}
          </dd>
        </div>
      ))}
    </dl>
  );
}
