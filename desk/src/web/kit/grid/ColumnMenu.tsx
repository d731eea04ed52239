/** The menu of one column: its filter first, then order, groups and width, each with keys alone. */
import { Button, Group, Stack } from '@mantine/core';
import type { Column } from './column.ts';
import { FilterFields } from './FilterFields.tsx';
import { replaced } from './filter.ts';
import { withMove, withSetting } from './shown.ts';
import type { View } from './view.ts';

interface ColumnMenuProps<R> {
  readonly column: Column<R>;
  readonly columns: readonly Column<R>[];
  readonly width: number;
  readonly view: View;
  readonly groups: boolean;
  readonly onDone: () => void;
}

export function ColumnMenu<R>({ column, columns, width, view, groups, onDone }: ColumnMenuProps<R>) {
  const setting = (patch: Parameters<typeof withSetting>[3]) =>
    view.setSettings(withSetting(columns, view.settings, column.id, patch));
  const plain = { variant: 'subtle', color: 'gray', size: 'compact-xs' } as const;
  return (
    <Stack gap={8} w={248}>
      {column.filterable === false ? null : (
        <FilterFields
          column={column}
          filters={view.filters.filter((one) => one.column === column.id)}
          onApply={(filters) => {
            view.setFilters(replaced(view.filters, column.id, filters));
            onDone();
          }}
        />
      )}
      {column.sortable === false ? null : (
        <Group gap={4}>
          <Button {...plain} onClick={() => view.setSort(column.id)}>
            Sort up
          </Button>
          <Button {...plain} onClick={() => view.setSort(`-${column.id}`)}>
            Sort down
          </Button>
          {groups && column.groupable !== false ? (
            <Button {...plain} onClick={() => view.setGroup(view.group === column.id ? undefined : column.id)}>
              {view.group === column.id ? 'Ungroup' : 'Group'}
            </Button>
          ) : null}
        </Group>
      )}
      <Group gap={4}>
        <Button {...plain} onClick={() => view.setSettings(withMove(columns, view.settings, column.id, -1))}>
          ← Move
        </Button>
        <Button {...plain} onClick={() => view.setSettings(withMove(columns, view.settings, column.id, 1))}>
          Move →
        </Button>
        <Button {...plain} onClick={() => setting({ width: Math.max(40, width - 24) })}>
          Narrower
        </Button>
        <Button {...plain} onClick={() => setting({ width: width + 24 })}>
          Wider
        </Button>
        <Button {...plain} onClick={() => setting({ hidden: true })}>
          Hide
        </Button>
      </Group>
    </Stack>
  );
}
