/** The line above a list: what is filtered and grouped, what is marked, what is new, which columns. */
import { Button, Checkbox, Menu, Popover, Stack } from '@mantine/core';
import { IconChevronDown, IconColumns, IconX } from '@tabler/icons-react';
import type { ReactNode } from 'react';
import { quantityText } from '../formats.ts';
import { usePlant } from '../plant.tsx';
import type { RowAction } from './ActionMenu.tsx';
import type { Column } from './column.ts';
import { filterWords } from './filter.ts';
import classes from './grid.module.css';
import { complete, withSetting } from './shown.ts';
import type { RowSource } from './source.ts';
import type { View } from './view.ts';

interface GridBarProps<R> {
  readonly columns: readonly Column<R>[];
  readonly rows: RowSource<R>;
  readonly view: View;
  readonly marked: ReadonlyMap<string, R>;
  readonly onUnmark: () => void;
  readonly actions: ((row: R, marked: readonly R[]) => readonly RowAction[]) | undefined;
  readonly tools: ReactNode;
}

const quiet = { variant: 'subtle', color: 'gray', size: 'compact-xs', fw: 400 } as const;

export function GridBar<R>({ columns, rows, view, marked, onUnmark, actions, tools }: GridBarProps<R>) {
  const { zone, today } = usePlant();
  const groupedBy = columns.find((one) => one.id === view.group);
  return (
    <div className={classes.bar} data-noprint>
      <span className="figures dim">
        {rows.loading && rows.total === 0 ? 'Loading' : `${quantityText(rows.counted)} shown`}
      </span>
      {view.filters.map((filter) => {
        const words = filterWords(columns, filter, zone, today);
        return (
          <span key={`${filter.column} ${filter.condition}`} className={classes.chip}>
            <button
              type="button"
              aria-label={`Take off: ${words}`}
              title="Take off"
              onClick={() => view.setFilters(view.filters.filter((one) => one !== filter))}
            >
              {words}
              <IconX size={12} style={{ marginLeft: 4, flex: 'none' }} aria-hidden="true" />
            </button>
          </span>
        );
      })}
      {groupedBy ? (
        <span className={classes.chip}>
          <button type="button" title="Ungroup" onClick={() => view.setGroup(undefined)}>
            Group: {groupedBy.label}
            <IconX size={12} style={{ marginLeft: 4 }} aria-hidden="true" />
          </button>
        </span>
      ) : null}
      {marked.size > 0 ? <Marked marked={marked} actions={actions} onUnmark={onUnmark} /> : null}
      <span className={classes.grow} />
      {rows.news ? (
        <button type="button" className={classes.news} onClick={rows.news.show} aria-live="polite">
          {rows.news.count > 0 ? `${quantityText(rows.news.count)} new, show` : 'Changed, show'}
        </button>
      ) : null}
      {tools}
      {rows.fold ? (
        <Menu position="bottom-end">
          <Menu.Target>
            <Button {...quiet} rightSection={<IconChevronDown size={12} />}>
              Group
            </Button>
          </Menu.Target>
          <Menu.Dropdown>
            <Menu.Item onClick={() => view.setGroup(undefined)}>None</Menu.Item>
            {columns
              .filter((column) => column.groupable !== false)
              .map((column) => (
                <Menu.Item
                  key={column.id}
                  fw={column.id === view.group ? 600 : 400}
                  onClick={() => view.setGroup(column.id)}
                >
                  {column.label}
                </Menu.Item>
              ))}
          </Menu.Dropdown>
        </Menu>
      ) : null}
      <Popover position="bottom-end" trapFocus returnFocus>
        <Popover.Target>
          <Button {...quiet} leftSection={<IconColumns size={14} />}>
            Columns
          </Button>
        </Popover.Target>
        <Popover.Dropdown p={12} mah={420} style={{ overflow: 'auto' }}>
          <Stack gap={6}>
            {complete(columns, view.settings).map((setting) => (
              <Checkbox
                key={setting.id}
                label={columns.find((one) => one.id === setting.id)?.label}
                checked={!setting.hidden}
                onChange={() =>
                  view.setSettings(withSetting(columns, view.settings, setting.id, { hidden: !setting.hidden }))
                }
              />
            ))}
            <Button {...quiet} disabled={view.settings.length === 0} onClick={() => view.setSettings([])}>
              As the page has them
            </Button>
          </Stack>
        </Popover.Dropdown>
      </Popover>
    </div>
  );
}

function Marked<R>({ marked, actions, onUnmark }: Pick<GridBarProps<R>, 'marked' | 'actions' | 'onUnmark'>) {
  const [first] = marked.values();
  const can = first && actions ? actions(first, [...marked.values()]).filter((one) => one.barred === undefined) : [];
  return (
    <>
      <span className={classes.chip}>
        <button type="button" title="Unmark all" onClick={onUnmark}>
          {quantityText(marked.size)} marked
          <IconX size={12} style={{ marginLeft: 4 }} aria-hidden="true" />
        </button>
      </span>
      {can.slice(0, 4).map((action) => (
        <Button key={action.word} {...quiet} {...(action.danger ? { c: 'var(--late)' } : {})} onClick={action.run}>
          {action.word}
        </Button>
      ))}
    </>
  );
}
