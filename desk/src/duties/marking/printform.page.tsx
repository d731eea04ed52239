/** What is to be printed: of what, by which template, where to, how many; beside it how the label looks. */
import { Button, NativeSelect, NumberInput, Textarea, TextInput } from '@mantine/core';
import { IconPrinter } from '@tabler/icons-react';
import { type FormEvent, useState } from 'react';
import type { Answering } from '../../web/api.ts';
import { useAddress } from '../../web/kit/address.ts';
import { openPaper } from '../../web/kit/paper.ts';
import { Problem } from '../../web/kit/states.tsx';
import { toast } from '../../web/kit/toasts.tsx';
import { useOne, useWrite } from '../../web/queries.ts';
import { useScans } from '../../web/shell/scans.ts';
import { type labelChoices, labelPreview, printLabels } from './labels.contract.ts';
import classes from './marking.module.css';
import { type Subject, subjects } from './templates.ts';
import { lineOf, thingsOf } from './typed.ts';

type Choices = Answering<typeof labelChoices>;

const hints: Readonly<Record<Subject, string>> = {
  item: 'An item a line; behind a comma how many it stands for: TUBE-25, 20',
  lot: 'Item, lot and quantity a line: TUBE-25, L-7, 20',
  serial: 'Item and serial a line: TUBE-25, SN-77',
  location: 'A location a line: A-01-03',
  container: 'A container a line: its number, or what a new one holds: TUBE-25, L-7, 20. The word new: an empty one.',
  kit: 'A kit a line: KIT-00001',
  'kanban card': 'A card a line, loop and bin: K-BOLT/1',
};
const isSubject = (word: string | undefined): word is Subject => (subjects as readonly string[]).includes(word ?? '');

export function PrintForm({ choices }: { choices: Choices }) {
  const [address, setAddress] = useAddress();
  const subject: Subject = isSubject(address.of) ? address.of : 'item';
  const typed = address.what ?? '';
  const [copies, setCopies] = useState(1);
  const [skip, setSkip] = useState(0);
  const [to, setTo] = useState(choices.printers[0] ? `printer:${choices.printers[0].code}` : 'sheet:roll');
  const templates = choices.templates.filter((one) => one.subject === subject);
  const his = templates.find(({ customer }) => customer !== null && customer === address.customer);
  const template = templates.find(({ code }) => code === address.template) ?? his ?? templates[0];
  // A label that says whose it is may be of one order of his.
  const saysWhose = template !== undefined && (template.customer !== null || template.drawing.includes('{customer'));
  const order = (address.order ?? '').trim();
  const write = useWrite(printLabels, { kinds: ['label_prints'] });
  const things = thingsOf(subject, typed);

  // A scan here is one more to print.
  useScans(({ kind, name, label }) => {
    const line = lineOf(subject, kind, name, label);
    if (line !== undefined) setAddress({ what: typed.trim() === '' ? line : `${typed.trimEnd()}\n${line}` });
    return line !== undefined;
  });

  const sheet = to.startsWith('sheet:') ? to.slice(6) : undefined;
  const print = async (event: FormEvent) => {
    event.preventDefault();
    const paper = openPaper(sheet !== undefined);
    try {
      const { said, pdf } = await write.run({
        body: {
          subject,
          things: [...things],
          ...(template ? { template: template.code } : {}),
          ...(saysWhose && order !== '' ? { order } : {}),
          copies,
          printer: sheet === undefined ? to.slice(8) : null,
          ...(sheet === undefined ? {} : { sheet, skip: sheet === 'roll' ? 0 : skip }),
        },
      });
      toast(said);
      paper.show(pdf);
      setAddress({ what: undefined });
    } catch {
      // The write's own problem stands in the form.
      paper.close();
    }
  };

  return (
    <section aria-label="Print labels">
      <h2>Print labels</h2>
      <form className={classes.form} onSubmit={(event) => void print(event)}>
        <NativeSelect
          label="Label of"
          data={[...subjects]}
          value={subject}
          onChange={(event) => setAddress({ of: event.currentTarget.value, what: undefined, template: undefined })}
        />
        <NativeSelect
          label="Template"
          data={templates.map(({ code, name, width_mm, height_mm, customer }) => ({
            value: code,
            label: `${code}: ${name ?? ''} ${width_mm} × ${height_mm} mm${customer === null ? '' : `, ${customer}’s`}`,
          }))}
          value={template?.code ?? ''}
          onChange={(event) => setAddress({ template: event.currentTarget.value })}
        />
        <Textarea
          className={classes.wide ?? ''}
          label="Of what"
          description={hints[subject]}
          autosize
          minRows={2}
          maxRows={8}
          value={typed}
          onChange={(event) => setAddress({ what: event.currentTarget.value })}
        />
        {saysWhose ? (
          <TextInput
            label="For the customer’s line"
            description="SO-1/2: its labels say his numbers. Empty: of no order."
            value={address.order ?? ''}
            onChange={(event) => setAddress({ order: event.currentTarget.value })}
          />
        ) : null}
        <NativeSelect
          label="To"
          data={[
            ...choices.printers.map(({ code, name }) => ({
              value: `printer:${code}`,
              label: `Printer ${code}${name ? `, ${name}` : ''}`,
            })),
            ...choices.sheets.map(({ name, words }) => ({ value: `sheet:${name}`, label: `Sheet: ${words}` })),
          ]}
          value={to}
          onChange={(event) => setTo(event.currentTarget.value)}
        />
        <NumberInput
          label="Copies of each"
          min={1}
          max={100}
          value={copies}
          onChange={(value) => setCopies(Number(value) || 1)}
        />
        {sheet === undefined || sheet === 'roll' ? null : (
          <NumberInput
            label="Gone from the sheet"
            description="Labels that were printed before"
            min={0}
            max={60}
            value={skip}
            onChange={(value) => setSkip(Number(value) || 0)}
          />
        )}
        <div className={classes.wide}>
          {write.problem ? <Problem of={write.problem} /> : null}
          <Button
            type="submit"
            leftSection={<IconPrinter size={16} />}
            loading={write.sending}
            disabled={things.length === 0}
          >
            {things.length > 1 ? `Print ${things.length}` : 'Print'}
          </Button>
        </div>
      </form>
      {template ? <Preview subject={subject} template={template} /> : null}
    </section>
  );
}

function Preview({ subject, template }: { subject: Subject; template: Choices['templates'][number] }) {
  const { code, width_mm, height_mm } = template;
  const found = useOne(labelPreview, { query: { subject, template: code } }, { kinds: ['label_templates'] });
  if (found.error) return <Problem of={found.error} />;
  const { svg, says } = found.data ?? {};
  if (says) return <p className={classes.failed}>{says}</p>;
  return svg ? (
    <figure className={classes.preview}>
      <img
        src={`data:image/svg+xml;charset=utf-8,${encodeURIComponent(svg)}`}
        alt={`Template ${code} with made-up values`}
        style={{
          width: `min(100%, ${Math.min(width_mm * 5, (width_mm * 320) / height_mm)}px)`,
          aspectRatio: `${width_mm} / ${height_mm}`,
        }}
      />
      <figcaption className="dim">{code} with made-up values</figcaption>
    </figure>
  ) : null;
}
