/** Files in and out of a list: import, an empty template, and what is shown or everything as a file. */

import { Button, Menu } from '@mantine/core';
import { filterOf } from '../../house/filter.ts';
import type { Kind } from '../../house/kind.ts';
import { fileAddress } from '../api.ts';
import type { View } from '../kit/grid/view.ts';
import { PageLink } from '../kit/PageLink.tsx';
import { pageAt } from '../paths.ts';

const small = { size: 'xs', h: 28, variant: 'default' } as const;

export function RecordTools({ kind, view, writes }: { kind: Kind; view: View; writes: boolean }) {
  const shown = { search: view.search || undefined, sort: view.sort, filter: filterOf(view.filters) };
  const narrowed = shown.search !== undefined || shown.filter !== undefined;
  const file = (format: 'csv' | 'xlsx', query: Readonly<Record<string, string | undefined>> = {}) =>
    fileAddress(`/exports/${kind.name}`, { format, ...query });
  return (
    <>
      {writes ? (
        <Button {...small} component={PageLink} to={pageAt('/import', { kind: kind.name })}>
          Import
        </Button>
      ) : null}
      <Menu position="bottom-end">
        <Menu.Target>
          <Button {...small}>Export</Button>
        </Menu.Target>
        <Menu.Dropdown>
          {narrowed ? (
            <>
              <Menu.Label>What is shown</Menu.Label>
              <Menu.Item component="a" href={file('csv', shown)} download>
                CSV
              </Menu.Item>
              <Menu.Item component="a" href={file('xlsx', shown)} download>
                Excel workbook
              </Menu.Item>
            </>
          ) : null}
          <Menu.Label>All {kind.many.toLowerCase()}</Menu.Label>
          <Menu.Item component="a" href={file('csv')} download>
            CSV
          </Menu.Item>
          <Menu.Item component="a" href={file('xlsx')} download>
            Excel workbook
          </Menu.Item>
          <Menu.Divider />
          <Menu.Item component="a" href={fileAddress(`/templates/${kind.name}`, { format: 'xlsx' })} download>
            Template to fill in
          </Menu.Item>
        </Menu.Dropdown>
      </Menu>
    </>
  );
}
