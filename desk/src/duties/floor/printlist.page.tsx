/** The door of Dispatch to printers: the list of one work centre, or of all, where somebody wants it. */
import { Button } from '@mantine/core';
import { IconPrinter } from '@tabler/icons-react';
import { useState } from 'react';
import { AskWindow } from '../../web/kit/Ask.tsx';
import { toast } from '../../web/kit/toasts.tsx';
import { useOne, useWrite } from '../../web/queries.ts';
import { useMay } from '../../web/session/session.tsx';
import { dispatchPrinters, sendDispatch } from './floor.contract.ts';

export function PrintList({ workCentres }: { workCentres: readonly string[] }) {
  const may = useMay('progress.write');
  const [asking, ask] = useState(false);
  const found = useOne(dispatchPrinters, {}, { kinds: ['printers'], enabled: may });
  const write = useWrite(sendDispatch, { kinds: ['label_prints'] });
  const { printers = [] } = found.data ?? {};
  if (printers.length === 0) return null;
  return (
    <>
      <Button size="xs" h={28} variant="default" leftSection={<IconPrinter size={14} />} onClick={() => ask(true)}>
        Print on …
      </Button>
      <AskWindow
        opened={asking}
        onClose={() => ask(false)}
        title="Print a dispatch list"
        fields={[
          {
            name: 'work_centre',
            label: 'Work centre',
            type: 'choice',
            choices: workCentres,
            help: 'Empty: all of them, a page each.',
          },
          {
            name: 'printer',
            label: 'Printer',
            type: 'choice',
            choices: printers,
            help: 'Empty: that of its department, else that of the site.',
          },
        ]}
        submitWord="Print"
        onSubmit={async ({ work_centre, printer }) => {
          const body = { work_centre: String(work_centre ?? '') || null, printer: String(printer ?? '') || null };
          const { said } = await write.run({ body });
          ask(false);
          toast(said);
        }}
      />
    </>
  );
}
