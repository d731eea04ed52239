/** What a vendor's date means, and what has left him: the part of the window that a call about a purchase line has alone. */
import { Checkbox, NativeSelect, TextInput } from '@mantine/core';
import { type PromiseMeans, promiseMeanings } from '../../house/promisemeans.ts';
import { DateField } from '../../web/kit/DateField.tsx';
import { afterwardsWords, thenWords } from '../purchasing/promises.messages.ts';
import type { LinePromises } from '../purchasing/promises.page.tsx';

export interface VendorSaid {
  readonly promised: boolean;
  /** Undefined: as the line's promises mean until now. */
  readonly means: PromiseMeans | undefined;
  readonly askedByUs: boolean;
  readonly shipped: string;
  readonly document: string;
}

export const saidNothing: VendorSaid = {
  promised: false,
  means: undefined,
  askedByUs: false,
  shipped: '',
  document: '',
};

/** What of it goes with the call; a date that is not promised means nothing further. */
export const vendorBody = (said: VendorSaid, dated: boolean, known: LinePromises | undefined) => {
  const promised = dated && said.promised;
  return {
    promised,
    means: promised ? (said.means ?? known?.means ?? null) : null,
    asked_by_us: promised && said.askedByUs,
    shipped_at: said.shipped || null,
    shipped_note: said.document || null,
  };
};

interface VendorFieldsProps {
  readonly said: VendorSaid;
  readonly onSay: (said: VendorSaid) => void;
  /** A new date was given. */
  readonly dated: boolean;
  readonly known: LinePromises | undefined;
}

/** Beside the new date. */
export function PromisedField({ said, onSay, dated }: VendorFieldsProps) {
  return (
    <Checkbox
      style={{ alignSelf: 'end', paddingBottom: 8 }}
      label="They promised it"
      checked={said.promised}
      disabled={!dated}
      onChange={(event) => onSay({ ...said, promised: event.currentTarget.checked })}
    />
  );
}

export function VendorFields({ said, onSay, dated, known }: VendorFieldsProps) {
  const means = said.means ?? known?.means ?? 'usable';
  return (
    <>
      {dated && said.promised ? (
        <>
          <NativeSelect
            label="On that date it"
            description={known ? afterwardsWords(means, known) : undefined}
            inputWrapperOrder={['label', 'input', 'description']}
            data={promiseMeanings.map((value) => ({ value, label: thenWords[value] }))}
            value={means}
            onChange={(event) =>
              onSay({ ...said, means: promiseMeanings.find((one) => one === event.currentTarget.value) })
            }
          />
          <Checkbox
            style={{ alignSelf: 'start', paddingTop: 28 }}
            label="We asked for that date"
            checked={said.askedByUs}
            onChange={(event) => onSay({ ...said, askedByUs: event.currentTarget.checked })}
          />
        </>
      ) : null}
      <DateField label="Shipped" value={said.shipped} onType={(shipped) => onSay({ ...said, shipped })} />
      <TextInput
        label="Shipping document"
        placeholder="its number"
        maxLength={200}
        autoComplete="off"
        value={said.document}
        onChange={(event) => onSay({ ...said, document: event.target.value })}
      />
    </>
  );
}
