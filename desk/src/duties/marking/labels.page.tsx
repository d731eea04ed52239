/** Labels: print some, see what became of the prints, of tickets at printers too, and what is set. The address says what is to be printed. */
import { Button } from '@mantine/core';
import { useState } from 'react';
import type { Answering } from '../../web/api.ts';
import { AskWindow } from '../../web/kit/Ask.tsx';
import { Page } from '../../web/kit/Page.tsx';
import { PageLink } from '../../web/kit/PageLink.tsx';
import { Facts } from '../../web/kit/SidePanel.tsx';
import { Problem, Progress } from '../../web/kit/states.tsx';
import { toast } from '../../web/kit/toasts.tsx';
import { recordsAt } from '../../web/paths.ts';
import { useOne, useWrite } from '../../web/queries.ts';
import { useMay } from '../../web/session/session.tsx';
import { changeNumbering, changeTicketPrinter, labelChoices } from './labels.contract.ts';
import classes from './marking.module.css';
import { PrintForm } from './printform.page.tsx';
import { Prints } from './prints.page.tsx';

export default function LabelsPage() {
  const may = useMay('locations.write');
  const choices = useOne(labelChoices, {}, { kinds: ['label_templates', 'printers', 'labels'] });
  return (
    <Page title="Labels">
      {choices.error ? (
        <Problem of={choices.error} retry={() => void choices.refetch()} />
      ) : choices.isPending ? (
        <Progress doing="Reading templates and printers" />
      ) : (
        <div className={classes.page}>
          {may ? <PrintForm choices={choices.data} /> : null}
          <Prints />
          <section aria-label="Set-up">
            <h2>Set-up</h2>
            <p>
              <PageLink to={recordsAt('label_templates')}>Label templates</PageLink> ·{' '}
              <PageLink to={recordsAt('printers')}>Printers</PageLink>
            </p>
            <p className="dim">
              Templates of Hotlist:{' '}
              {choices.data.templates
                .filter(({ own }) => own)
                .map(({ code }) => code)
                .join(', ')}
              . One of yours with the same code takes its place.
            </p>
            <Containers of={choices.data.numbering} />
            <Tickets printer={choices.data.ticket_printer} printers={choices.data.printers} />
          </section>
        </div>
      )}
    </Page>
  );
}

function Containers({ of: numbering }: { of: { company_prefix: string | null; extension: number } }) {
  const may = useMay('master.write');
  const [asking, ask] = useState(false);
  const write = useWrite(changeNumbering, { kinds: ['labels'] });
  return (
    <>
      <Facts
        of={[
          ['Company prefix of GS1', numbering.company_prefix ?? 'none: containers get no number yet'],
          ['Extension digit', String(numbering.extension)],
        ]}
      />
      {may ? (
        <div>
          <Button variant="default" onClick={() => ask(true)}>
            Number containers
          </Button>
        </div>
      ) : null}
      <AskWindow
        opened={asking}
        onClose={() => ask(false)}
        title="How containers are numbered"
        fields={[
          {
            name: 'company_prefix',
            label: 'Company prefix of GS1',
            type: 'text',
            required: true,
            max: 12,
            help: '4 to 12 digits, as your GS1 organisation gave it.',
          },
          { name: 'extension', label: 'Extension digit', type: 'integer', min: 0, max: 9, default: 0 },
        ]}
        start={{ company_prefix: numbering.company_prefix, extension: numbering.extension }}
        submitWord="Save"
        onSubmit={async ({ company_prefix, extension }) => {
          await write.run({
            body: { company_prefix: String(company_prefix ?? ''), extension: Number(extension ?? 0) },
          });
          ask(false);
          toast('Containers are numbered by it from now on.');
        }}
      />
    </>
  );
}

/** Where the tickets of a site are printed; the record of a department names its own. */
function Tickets({ printer, printers }: Pick<Answering<typeof labelChoices>, 'printers'> & { printer: string | null }) {
  const may = useMay('master.write');
  const [asking, ask] = useState(false);
  const write = useWrite(changeTicketPrinter, { kinds: ['labels'] });
  const fit = printers.flatMap(({ code, speaks }) => (speaks === 'PDF' ? [code] : []));
  return (
    <>
      <Facts of={[['Printer of tickets', printer ?? 'none: who needs a ticket opens its PDF']]} />
      <p className="dim">
        What is published is printed there by itself, but for a department that has{' '}
        <PageLink to={recordsAt('departments')}>a printer of its own</PageLink>.
        {fit.length === 0 ? ' There is no printer that speaks PDF yet.' : ''}
      </p>
      {may && fit.length > 0 ? (
        <div>
          <Button variant="default" onClick={() => ask(true)}>
            Set the printer of tickets
          </Button>
        </div>
      ) : null}
      <AskWindow
        opened={asking}
        onClose={() => ask(false)}
        title="Where tickets are printed"
        fields={[
          { name: 'printer', label: 'Printer', type: 'choice', choices: fit, help: 'Empty: nowhere by itself.' },
        ]}
        start={{ printer }}
        submitWord="Save"
        onSubmit={async ({ printer: chosen }) => {
          const { printer: now } = await write.run({ body: { printer: chosen ? String(chosen) : null } });
          ask(false);
          toast(now === null ? 'Tickets go to no printer by themselves.' : `Tickets go to ${now}.`);
        }}
      />
    </>
  );
}
