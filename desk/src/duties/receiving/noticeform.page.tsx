/** A vendor's notice, typed off his paper; its lines typed or pasted from a spreadsheet. */
import type { Field } from '../../house/kind.ts';
import { AskWindow } from '../../web/kit/Ask.tsx';
import { usePlant } from '../../web/kit/plant.tsx';
import { Refused } from '../../web/kit/refused.ts';
import { useWrite } from '../../web/queries.ts';
import { suggestCodes } from '../../web/records/records.api.ts';
import { kinds, text, words } from './form.page.tsx';
import { linesRead } from './noticelines.ts';
import { announceNotice } from './notices.contract.ts';
import { linesFaulty } from './notices.messages.ts';

const fields: readonly Field[] = [
  text('number', 'Number of the notice', { max: 64, required: true }),
  { name: 'vendor', label: 'Vendor', type: 'reference', to: 'vendors', required: true },
  { name: 'expected', label: 'Expected', type: 'instant', required: true, help: 'When it is to arrive.' },
  { ...text('carrier', 'Carrier', { max: 120 }) },
  { ...text('carrier_ref', 'The carrier’s number', { max: 120 }) },
  {
    name: 'lines',
    label: 'Lines',
    type: 'text',
    max: 50_000,
    long: true,
    required: true,
    help: 'One a line, as pasted from a spreadsheet or with semicolons: order line; quantity; unit; lot; expires; container (SSCC). PO-1/2; 20 is enough.',
  },
];

export function AnnounceNotice({ onClose, onDone }: { onClose: () => void; onDone: (done: string) => void }) {
  const { today } = usePlant();
  const write = useWrite(announceNotice, { kinds });
  return (
    <AskWindow
      opened
      onClose={onClose}
      title="Enter a ship notice"
      fields={fields}
      draft="ship-notice"
      submitWord="Enter it"
      suggest={(field, typed) => suggestCodes(field.to, typed)}
      onSubmit={async (answers) => {
        const read = linesRead(String(answers.lines ?? ''), today);
        if (read.faults.length > 0)
          throw new Refused({
            type: 'urn:hotlist:lines-faulty',
            title: 'lines faulty',
            status: 422,
            code: 'lines-faulty',
            detail: linesFaulty(read.faults),
            faults: read.faults,
          });
        const body = {
          number: words(answers.number) ?? '',
          vendor: words(answers.vendor) ?? '',
          carrier: words(answers.carrier) ?? '',
          carrier_ref: words(answers.carrier_ref) ?? '',
          expected: words(answers.expected) ?? '',
          lines: [...read.lines],
        };
        const { done, warnings } = await write.run({ body });
        onDone([done, ...warnings].join(' '));
      }}
    />
  );
}
