/** What was changed here since the last list, the lists so far, and which of them the ERP has. */
import { Button, Table } from '@mantine/core';
import { type Answering, fileAddress } from '../../web/api.ts';
import { countText, quantityText } from '../../web/kit/formats.ts';
import { When } from '../../web/kit/marks.tsx';
import { Empty, Problem, Progress } from '../../web/kit/states.tsx';
import { toast, toastProblem } from '../../web/kit/toasts.tsx';
import { useOne, useWrite } from '../../web/queries.ts';
import { useSession } from '../../web/session/session.tsx';
import { makeWriteBack, pendingWriteBack, takeOverWriteBack } from './imports.contract.ts';
import classes from './imports.module.css';
import { KindChoice, useChosenKind } from './kindchoice.page.tsx';

type List = Answering<typeof pendingWriteBack>['lists'][number];

export function WriteBackTab() {
  const { may } = useSession();
  const kind = useChosenKind();
  const name = kind?.name ?? '';
  const kindsOf = { kinds: ['write_backs', name] };
  const found = useOne(pendingWriteBack, { params: { kind: name } }, { ...kindsOf, enabled: kind !== undefined });
  const make = useWrite(makeWriteBack, kindsOf);
  const take = useWrite(takeOverWriteBack, kindsOf);
  if (found.error) return <Problem of={found.error} retry={() => void found.refetch()} />;
  if (!found.data || !kind) return <Progress doing="Counting what changed here" />;
  const { pending, lists } = found.data;
  const writes = may(kind.write);
  const makeList = () => {
    make
      .run({ params: { kind: name } })
      .then(({ rows }) => toast(`${countText(rows, 'record', 'records')} on the list.`), toastProblem);
  };
  return (
    <>
      <div className={classes.sheetHead}>
        <KindChoice of={kind} />
        <span>
          {pending === 0
            ? `No ${kind.many.toLowerCase()} changed here since ${lists.length === 0 ? 'the beginning' : 'the last list'}.`
            : `${countText(pending, `${kind.one} was`, `${kind.many.toLowerCase()} were`)} changed here since ${lists.length === 0 ? 'the beginning' : 'the last list'}.`}
        </span>
        {writes && pending > 0 ? (
          <Button size="xs" h={28} loading={make.sending} onClick={makeList}>
            Make the list
          </Button>
        ) : null}
      </div>
      {lists.length === 0 ? (
        <Empty
          title="There is no list yet."
          text="A list says what was changed, added or deleted here, field by field, for the ERP to take. What the ERP itself brought is not on it."
        />
      ) : (
        <Lists
          of={lists}
          kind={name}
          onTake={writes ? (id) => void take.run({ params: { kind: name, id } }).catch(toastProblem) : undefined}
        />
      )}
    </>
  );
}

function Lists({
  of,
  kind,
  onTake,
}: {
  of: readonly List[];
  kind: string;
  onTake: ((id: number) => void) | undefined;
}) {
  return (
    <Table.ScrollContainer minWidth={560}>
      <Table aria-label="Write-back lists">
        <Table.Thead>
          <Table.Tr>
            {['Made', 'By', 'Records', 'File', 'Taken over'].map((head) => (
              <Table.Th key={head}>{head}</Table.Th>
            ))}
          </Table.Tr>
        </Table.Thead>
        <Table.Tbody>
          {of.map((list) => (
            <Table.Tr key={list.id}>
              <Table.Td>
                <When at={list.made_at} time />
              </Table.Td>
              <Table.Td>{list.made_by}</Table.Td>
              <Table.Td className="figures">{quantityText(list.rows)}</Table.Td>
              <Table.Td>
                <a href={fileAddress(`/write-backs/${kind}/${list.id}`, { format: 'csv' })} download>
                  CSV
                </a>{' '}
                ·{' '}
                <a href={fileAddress(`/write-backs/${kind}/${list.id}`, { format: 'xlsx' })} download>
                  Excel
                </a>
              </Table.Td>
              <Table.Td>
                {list.taken_over_at ? (
                  <>
                    <When at={list.taken_over_at} time /> by {list.taken_over_by}
                  </>
                ) : onTake ? (
                  <Button size="xs" h={26} variant="default" onClick={() => onTake(list.id)}>
                    The ERP has it
                  </Button>
                ) : (
                  <span className="dim">not yet</span>
                )}
              </Table.Td>
            </Table.Tr>
          ))}
        </Table.Tbody>
      </Table>
    </Table.ScrollContainer>
  );
}
