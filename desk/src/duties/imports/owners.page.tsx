/** The owner of each field, record by record: the ERP unless it is said here to be Hotlist. */
import { SegmentedControl, Table } from '@mantine/core';
import { countText } from '../../web/kit/formats.ts';
import { Problem, Progress } from '../../web/kit/states.tsx';
import { toastProblem } from '../../web/kit/toasts.tsx';
import { useOne, useWrite } from '../../web/queries.ts';
import { useSession } from '../../web/session/session.tsx';
import { listOwners, setOwner } from './imports.contract.ts';
import classes from './imports.module.css';
import { KindChoice, useChosenKind } from './kindchoice.page.tsx';
import { isOwned, type Owner } from './owners.ts';

const sides = [
  { value: 'erp', label: 'ERP' },
  { value: 'hotlist', label: 'Hotlist' },
];

export function OwnersTab() {
  const { may } = useSession();
  const kind = useChosenKind();
  const owners = useOne(listOwners, {}, { kinds: ['field_owners'] });
  const write = useWrite(setOwner, { kinds: ['field_owners'] });
  if (owners.error) return <Problem of={owners.error} retry={() => void owners.refetch()} />;
  if (!owners.data || !kind) return <Progress doing="Reading who owns what" />;
  const ours = owners.data.rows.filter((one) => one.owner === 'hotlist');
  const mine = new Set(ours.filter((one) => one.kind === kind.name).map((one) => one.field));
  const writes = may(setOwner.permission);
  return (
    <>
      <div className={classes.sheetHead}>
        <KindChoice of={kind} />
        <span className="dim">
          {ours.length === 0
            ? 'Nothing is Hotlist’s yet: an import from the ERP writes every field. Say which fields are ours.'
            : `${countText(mine.size, 'field is', 'fields are')} ours here, ${ours.length} in all: an import from the ERP leaves them as they are.`}
          {writes ? '' : ' Who may write master data says it.'}
        </span>
      </div>
      <Table className={classes.owners} aria-label={`Owners of the fields of ${kind.many.toLowerCase()}`}>
        <Table.Thead>
          <Table.Tr>
            <Table.Th>Field</Table.Th>
            <Table.Th>Owner</Table.Th>
          </Table.Tr>
        </Table.Thead>
        <Table.Tbody>
          {kind.fields
            .filter((field) => isOwned(kind, field))
            .map((field) => (
              <Table.Tr key={field.name}>
                <Table.Th scope="row">{field.label}</Table.Th>
                <Table.Td>
                  <SegmentedControl
                    size="xs"
                    aria-label={`Owner of ${field.label}`}
                    data={sides}
                    value={mine.has(field.name) ? 'hotlist' : 'erp'}
                    disabled={!writes || write.sending}
                    onChange={(owner) => {
                      write
                        .run({ body: { kind: kind.name, field: field.name, owner: owner as Owner } })
                        .catch(toastProblem);
                    }}
                  />
                </Table.Td>
              </Table.Tr>
            ))}
        </Table.Tbody>
      </Table>
    </>
  );
}
