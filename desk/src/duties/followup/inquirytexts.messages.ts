/** What a mail to a vendor says, in each language that we write to vendors. */
import { dayNumber } from '../../house/clock.ts';
import type { Language } from '../../house/languages.ts';
import type { InquiryAsk } from '../partners/inquirytexts.ts';
import type { InquiredLine } from './inquiries.ts';

interface Texts {
  readonly subject: string;
  readonly text: string;
  readonly asks: Readonly<Record<InquiryAsk, string>>;
  readonly link: (address: string) => string;
}

export const draftTexts: Readonly<Record<Language, Texts>> = {
  en: {
    subject: 'Your deliveries to {company}: {orders}',
    text: `Hello {contact},

please tell us about these lines of our orders:

{lines}

Please name the date of each line, and whether the goods leave you or arrive here on it.

Kind regards
{me}
{company}`,
    asks: {
      acknowledge: 'Please acknowledge the order: on which date do you deliver?',
      confirm: 'Does this date hold?',
      shipped: 'Have the goods left you? Please send us the carrier’s reference.',
      late: 'This date has gone by. Where are the goods, and when do they arrive?',
      sooner: 'We need the goods before that. Which is the earliest date that you can keep?',
    },
    link: (address) => `You may answer on this page too, without signing in: ${address}`,
  },
  de: {
    subject: 'Ihre Lieferungen an {company}: {orders}',
    text: `Guten Tag {contact},

bitte geben Sie uns Auskunft zu diesen Positionen unserer Bestellungen:

{lines}

Bitte nennen Sie zu jeder Position den Termin, und ob die Ware dann bei Ihnen abgeht oder bei uns eintrifft.

Mit freundlichen Grüßen
{me}
{company}`,
    asks: {
      acknowledge: 'Bitte bestätigen Sie die Bestellung: Zu welchem Termin liefern Sie?',
      confirm: 'Bleibt es bei diesem Termin?',
      shipped: 'Ist die Ware unterwegs? Bitte nennen Sie uns die Sendungsnummer.',
      late: 'Dieser Termin ist verstrichen. Wo ist die Ware, und wann trifft sie ein?',
      sooner: 'Wir brauchen die Ware früher. Welchen frühesten Termin können Sie zusagen?',
    },
    link: (address) => `Sie können auch auf dieser Seite antworten, ohne Anmeldung: ${address}`,
  },
};

const weekdays: Readonly<Record<Language, readonly string[]>> = {
  en: ['Sun', 'Mon', 'Tue', 'Wed', 'Thu', 'Fri', 'Sat'],
  de: ['So', 'Mo', 'Di', 'Mi', 'Do', 'Fr', 'Sa'],
};
const months = ['Jan', 'Feb', 'Mar', 'Apr', 'May', 'Jun', 'Jul', 'Aug', 'Sep', 'Oct', 'Nov', 'Dec'] as const;

/** "Mon 30 Nov 2026", "Mo 30.11.2026": always with its year. */
export function dayIn(language: Language, day: string): string {
  const [year = '', month = '', date = ''] = day.split('-');
  const weekday = weekdays[language][(dayNumber(day) + 4) % 7];
  return language === 'de'
    ? `${weekday} ${date}.${month}.${year}`
    : `${weekday} ${Number(date)} ${months[Number(month) - 1]} ${year}`;
}

const quantityIn = (language: Language, qty: number): string =>
  new Intl.NumberFormat(language === 'de' ? 'de-DE' : 'en-GB', { maximumFractionDigits: 6 }).format(qty);

const heads = {
  en: {
    line: (order: string, line: number) => `Order ${order}, line ${line}`,
    open: 'Still to come',
    required: 'Needed here',
    promised: 'You promised',
    yours: 'your number',
    none: 'nothing yet',
  },
  de: {
    line: (order: string, line: number) => `Bestellung ${order}, Position ${line}`,
    open: 'Offene Menge',
    required: 'Benötigt bei uns',
    promised: 'Ihr zugesagter Termin',
    yours: 'Ihre Nummer',
    none: 'noch keiner',
  },
} as const;

/** One line of an order as a paragraph: a table would be torn on a phone and in what is quoted. */
export function lineText(language: Language, at: number, line: InquiredLine, ask: string): string {
  const words = heads[language];
  const yours = line.vendor_item === null ? '' : ` (${words.yours} ${line.vendor_item})`;
  return [
    `${at}. ${words.line(line.order_no, line.line)}`,
    `   ${line.item} ${line.item_name ?? ''}`.trimEnd() + yours,
    `   ${words.open}: ${quantityIn(language, line.qty)} ${line.unit}`,
    ...(line.required === null ? [] : [`   ${words.required}: ${dayIn(language, line.required)}`]),
    `   ${words.promised}: ${line.promised === null ? words.none : dayIn(language, line.promised)}`,
    `   → ${ask}`,
  ].join('\n');
}
