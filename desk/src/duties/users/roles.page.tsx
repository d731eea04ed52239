/** Who may what: the matrix as it is really enforced. */
import { Table } from '@mantine/core';
import { roles } from '../../house/permission.ts';
import { Page } from '../../web/kit/Page.tsx';
import { useSite } from '../../web/session/session.tsx';
import { cellOf, matrix } from './roles.ts';

export default function RolesPage() {
  const site = useSite();
  return (
    <Page
      title="Roles"
      note="Roles add up, site by site; what no role grants is denied. Your own roles here stand in bold."
    >
      <Table.ScrollContainer
        minWidth={980}
        p={16}
        scrollAreaProps={{ viewportProps: { tabIndex: 0, role: 'region', 'aria-label': 'What each role may' } }}
      >
        <Table withRowBorders verticalSpacing={6}>
          <Table.Thead>
            <Table.Tr>
              <Table.Th />
              {roles.map((role) => (
                <Table.Th key={role} fw={site.roles.includes(role) ? 700 : 400}>
                  {role}
                </Table.Th>
              ))}
            </Table.Tr>
          </Table.Thead>
          <Table.Tbody>
            {matrix.map((row) => (
              <Table.Tr key={row.may}>
                <Table.Th fw={500}>{row.may}</Table.Th>
                {roles.map((role) => (
                  <Table.Td key={role} fw={site.roles.includes(role) ? 700 : 400}>
                    {cellOf(role, row)}
                  </Table.Td>
                ))}
              </Table.Tr>
            ))}
          </Table.Tbody>
        </Table>
      </Table.ScrollContainer>
    </Page>
  );
}
