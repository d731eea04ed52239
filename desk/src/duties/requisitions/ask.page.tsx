/** Asks for something: an item of the records with its stock and open purchases beside, other goods in words, or a service. */
import { Modal, SegmentedControl } from '@mantine/core';
import { useState } from 'react';
import { type CellContext, readCell } from '../../house/cells.ts';
import type { Field } from '../../house/kind.ts';
import { type Answers, Ask, type Typed } from '../../web/kit/Ask.tsx';
import { dayMeant } from '../../web/kit/daymeant.ts';
import { countText, moneyText, quantityText } from '../../web/kit/formats.ts';
import { When } from '../../web/kit/marks.tsx';
import { usePlant } from '../../web/kit/plant.tsx';
import { toast } from '../../web/kit/toasts.tsx';
import { useOne, useWrite } from '../../web/queries.ts';
import { suggestCodes } from '../../web/records/records.api.ts';
import { useMay } from '../../web/session/session.tsx';
import { aboutItem, askRequisition, changeRequisition } from './requisitions.contract.ts';
import { purposeWords, sortWords } from './requisitions.messages.ts';
import { type Purpose, purposes, type Sort, sorts } from './requisitions.ts';
import { type Requisition, requisitionKinds } from './wanted.page.tsx';

const number = (name: string, label: string, more: object = {}): Field => ({
  name,
  label,
  type: 'decimal',
  min: -1e9,
  max: 1e9,
  digits: 6,
  ...more,
});
const byWord = new Map(purposes.map((one) => [purposeWords[one], one]));

function fieldsOf(sort: Sort): readonly Field[] {
  const unit: Field = { name: 'unit', label: 'Unit', type: 'reference', to: 'units' };
  return [
    sort === 'item'
      ? { name: 'item', label: 'Item', type: 'reference', to: 'items', required: true }
      : { name: 'what', label: 'What', type: 'text', max: 300, required: true },
    number('qty', 'Quantity', { required: true }),
    sort === 'item' ? { ...unit, help: 'Empty: the item’s own.' } : { ...unit, type: 'text', max: 12, required: true },
    { name: 'needed', label: 'Needed by', type: 'date', required: true },
    {
      name: 'purpose',
      label: 'For',
      type: 'choice',
      choices: [...byWord.keys()],
      required: true,
      default: purposeWords.stock,
    },
    {
      name: 'of',
      label: 'Which one',
      type: 'text',
      max: 80,
      help: 'MO-00012, SO-1042/2 or a work centre; nothing for stock.',
    },
    { name: 'reason', label: 'Why', type: 'text', max: 300, required: true },
    number('price', 'Estimated price', {
      min: 0,
      help:
        sort === 'item'
          ? 'For one of the unit typed. Empty: as the records say.'
          : 'For one. Unknown, it is over any limit.',
    }),
    { name: 'vendor', label: 'Vendor', type: 'reference', to: 'vendors', help: 'Whom you suggest.' },
    { name: 'draft', label: 'Keep it as a draft', type: 'boolean', secondary: true },
  ];
}

const words = (answer: Answers[string] | undefined): string | null => String(answer ?? '').trim() || null;

/** `of`: a draft to go on with, or a rejected one that is asked for again. */
export function AskFor({ of, onClose }: { of?: Requisition; onClose: () => void }) {
  const { today } = usePlant();
  const [sort, setSort] = useState<Sort>(of?.sort ?? 'item');
  const mayLook = useMay('stock.see');
  const ask = useWrite(askRequisition, { kinds: requisitionKinds });
  const change = useWrite(changeRequisition, { kinds: requisitionKinds });
  const context: CellContext = { instant: (day, time) => `${day}T${time}:00Z`, dueTime: '17:00', today, typed: true };
  const amount = (field: string, answer: Answers[string] | undefined): number | null => {
    const read = readCell(number(field, field), String(answer ?? ''), context);
    return 'value' in read && read.value !== null ? Number(read.value) : null;
  };
  const submit = async (answers: Answers, confirm?: string) => {
    const body = {
      sort,
      item: words(answers.item),
      what: words(answers.what),
      qty: amount('qty', answers.qty) ?? 0,
      unit: words(answers.unit),
      price: amount('price', answers.price),
      purpose: byWord.get(String(answers.purpose)) ?? ('stock' satisfies Purpose),
      of: words(answers.of),
      needed: dayMeant(String(answers.needed ?? ''), today) ?? '',
      vendor: words(answers.vendor),
      reason: words(answers.reason) ?? '',
      draft: answers.draft === true,
    };
    const options = confirm ? { confirm: [confirm] } : {};
    const { done } =
      of?.state === 'draft'
        ? await change.run({ params: { id: of.id }, body }, { ...options, version: of.version })
        : await ask.run({ body }, options);
    onClose();
    toast(done);
  };
  return (
    <Modal opened onClose={onClose} title={of ? `${of.number} once more` : 'Ask for something'} size="lg">
      <SegmentedControl
        fullWidth
        mb="sm"
        aria-label="What sort of thing"
        data={sorts.map((one) => ({ value: one, label: sortWords[one] }))}
        value={sort}
        onChange={(value) => setSort(sorts.find((one) => one === value) ?? 'item')}
      />
      <Ask
        key={sort}
        fields={fieldsOf(sort)}
        start={of ? startOf(of) : {}}
        submitWord="Ask for it"
        confirmWord="Yes, that much"
        onCancel={onClose}
        onSubmit={submit}
        {...(of ? {} : { draft: `requisition-${sort}` })}
        {...(mayLook ? { suggest: (field, text) => suggestCodes(field.to, text) } : {})}
        {...(sort === 'item' ? { beside: (typed) => <Beside of={typed} /> } : {})}
      />
    </Modal>
  );
}

const startOf = (of: Requisition) => ({
  item: of.item,
  what: of.what,
  qty: of.entered_qty ?? of.qty,
  unit: of.entered_unit ?? of.unit,
  needed: of.needed,
  purpose: purposeWords[of.purpose],
  of: of.of,
  reason: of.reason,
  vendor: of.vendor,
});

/** Stock, what comes and what others wait for, as soon as an item is named. */
function Beside({ of: typed }: { of: Typed }) {
  const { today, currency } = usePlant();
  const item = String(typed.item ?? '').trim();
  const needed = dayMeant(String(typed.needed ?? ''), today);
  const about = useOne(
    aboutItem,
    { query: { item, ...(needed ? { needed } : {}) } },
    { kinds: ['stock', 'movements', 'items', ...requisitionKinds], enabled: item !== '' },
  ).data;
  if (!about || about.item !== item) return null;
  const { unit } = about;
  return (
    <section aria-label={`About ${item}`}>
      <p>
        <strong>{about.name ?? item}</strong>: {quantityText(about.on_hand)} {unit} on hand
        {about.reserved > 0 ? `, ${quantityText(about.reserved)} of them reserved` : ''}.{' '}
        {about.units.map((one) => `1 ${one.unit} = ${one.factor} ${unit}. `)}
        {about.price === null
          ? 'No price is known.'
          : `About ${moneyText({ minor: Math.round(about.price * 100), currency })} a ${unit}`}
        {about.vendor === null ? '' : ` from ${about.vendor}`}.
      </p>
      {about.needed_words ? <p>Needed {about.needed_words}.</p> : null}
      {about.open.length > 0 ? (
        <p>
          {countText(about.open.length, 'purchase is', 'purchases are')} open:{' '}
          {about.open.map((one) => (
            <span key={one.line}>
              {one.line} of {one.vendor}, {quantityText(one.qty)} {unit}
              {one.expected ? (
                <>
                  , expected <When at={one.expected} />
                </>
              ) : null}
              {'. '}
            </span>
          ))}
        </p>
      ) : null}
      {about.asked.length > 0 ? (
        <p>
          Asked for already: {about.asked.map((one) => `${one.number} (${quantityText(one.qty)} ${unit})`).join(', ')}.
        </p>
      ) : null}
    </section>
  );
}
