/** What a mail to a vendor says around its lines, in each language: as the company has it, else as the house does. */
import type { Fault } from '../../house/errors.ts';
import type { Field, Kind, Row } from '../../house/kind.ts';
import { languages } from '../../house/languages.ts';

/** Written in braces; each stands for what is known when a mail is drafted. */
export const inquiryPlaces = {
  subject: ['company', 'vendor', 'orders'],
  text: ['contact', 'vendor', 'company', 'me', 'lines'],
} as const;

/** What a line may be asked for, by why it is followed up. */
export const inquiryAsks = ['acknowledge', 'confirm', 'shipped', 'late', 'sooner'] as const;
export type InquiryAsk = (typeof inquiryAsks)[number];

const askLabels: Readonly<Record<InquiryAsk, string>> = {
  acknowledge: 'Asks to acknowledge',
  confirm: 'Asks to confirm',
  shipped: 'Asks whether it left',
  late: 'Asks where it is',
  sooner: 'Asks for it sooner',
};

const help = 'Empty: as Hotlist has it.';
const braced = (names: readonly string[]): string => names.map((name) => `{${name}}`).join(' ');

export const inquiryTexts: Kind = {
  name: 'inquiry_texts',
  one: 'text of inquiries',
  many: 'Texts of inquiries',
  about:
    'What a mail to a vendor says around its lines, one record a language. Without any, Hotlist’s own texts count.',
  key: ['language'],
  read: 'site.see',
  write: 'vendors.write',
  planned: false,
  fields: [
    { name: 'language', label: 'Language', type: 'choice', choices: languages, required: true },
    {
      name: 'subject',
      label: 'Subject',
      type: 'text',
      max: 150,
      help: `${help} It may hold ${braced(inquiryPlaces.subject)}.`,
    },
    {
      name: 'text',
      label: 'Text',
      type: 'text',
      max: 4000,
      long: true,
      help: `${help} The lines stand in the place of {lines}; it may hold ${braced(inquiryPlaces.text)}.`,
    },
    ...inquiryAsks.map(
      (ask): Field => ({ name: ask, label: askLabels[ask], type: 'text', max: 300, secondary: true, help }),
    ),
  ],
  checkRow: (row) => [
    ...placeFaults(row, 'subject', 'Subject'),
    ...placeFaults(row, 'text', 'Text'),
    ...linesFault(row),
  ],
};

function placeFaults(row: Row, field: keyof typeof inquiryPlaces, column: string): readonly Fault[] {
  const known: readonly string[] = inquiryPlaces[field];
  const wrong = [...String(row[field] ?? '').matchAll(/\{([^{}\n]*)\}/g)].find(
    ([, name = '']) => !known.includes(name),
  );
  return wrong
    ? [{ column, value: wrong[0], text: `"${wrong[0]}" stands for nothing here. Maybe one of ${braced(known)}.` }]
    : [];
}

function linesFault({ text }: Row): readonly Fault[] {
  if (typeof text !== 'string') return [];
  const places = text.split('{lines}').length - 1;
  if (places === 1) return [];
  return [
    {
      column: 'Text',
      text:
        places === 0
          ? 'The text has no place for the lines. Maybe put {lines} where they should stand.'
          : `The text has {lines} ${places} times. Maybe leave it where they should stand.`,
    },
  ];
}
