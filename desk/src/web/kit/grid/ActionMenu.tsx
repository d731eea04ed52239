/** The actions of a row, at the row or where the mouse asked. */
import { Menu } from '@mantine/core';
import type { ReactNode } from 'react';

export interface RowAction {
  readonly word: string;
  readonly icon?: ReactNode;
  /** Shown beside the word; the page registers it. */
  readonly keys?: string;
  readonly danger?: boolean;
  /** Why it cannot be done now: shown, not hidden. */
  readonly barred?: string | undefined;
  readonly run: () => void;
}

interface ActionMenuProps {
  readonly at: { readonly x: number; readonly y: number };
  readonly actions: readonly RowAction[];
  readonly onClose: () => void;
}

export function ActionMenu({ at, actions, onClose }: ActionMenuProps) {
  return (
    <Menu
      opened
      onClose={onClose}
      position="bottom-start"
      returnFocus={false}
      withinPortal
      withInitialFocusPlaceholder={false}
    >
      <Menu.Target>
        <span aria-hidden="true" style={{ position: 'fixed', left: at.x, top: at.y, width: 1, height: 1 }} />
      </Menu.Target>
      <Menu.Dropdown>
        {actions.length === 0 ? <Menu.Label>Nothing can be done here by you.</Menu.Label> : null}
        {actions.map((action) => (
          <Menu.Item
            key={action.word}
            leftSection={action.icon}
            rightSection={action.keys ? <kbd className="dim">{action.keys}</kbd> : null}
            disabled={action.barred !== undefined}
            title={action.barred}
            {...(action.danger ? { c: 'var(--late)' } : {})}
            onClick={action.run}
          >
            {action.word}
          </Menu.Item>
        ))}
      </Menu.Dropdown>
    </Menu>
  );
}
