/** The company's own texts of mails to vendors, one row a language. */
import type { Language } from '../../house/languages.ts';
import { type RecordColumns, recordTable } from '../../server/database/columns.ts';
import type { InquiryAsk } from './inquirytexts.ts';

export interface InquiryTextsTable extends RecordColumns, Record<InquiryAsk, string | null> {
  language: Language;
  subject: string | null;
  text: string | null;
}

export const inquiryTextsTable = recordTable(
  'inquiry_texts',
  [],
  `
  language text not null check (language in ('en', 'de')),
  subject text,
  text text,
  acknowledge text,
  confirm text,
  shipped text,
  late text,
  sooner text,
  unique (site, language)`,
);
