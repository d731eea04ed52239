/** The mail of an inquiry: as a person wrote it, with the vendor's link where he is to have one. */
import { escaped } from '../mail/html.ts';
import type { MailsOf } from '../mail/mail.jobs.ts';
import type { TakenMail } from '../mail/mail.store.ts';
import { forgetLink, inquiryOfMail } from './inquiries.store.ts';
import { draftTexts } from './inquirytexts.messages.ts';

export const inquiryMails: MailsOf<TakenMail> = {
  compose: async (tx, mail, desk) => {
    const { text: written, language, link_token, by } = await inquiryOfMail(tx, mail.id);
    const link =
      link_token !== null && desk !== undefined ? draftTexts[language].link(`${desk}/vendor/${link_token}`) : '';
    const text = `${written}\n${link === '' ? '' : `\n${link}\n`}`;
    return { text, html: `<div style="white-space: pre-wrap">${escaped(text)}</div>`, files: [], by };
  },
  sent: (tx, mail) => forgetLink(tx, mail.id),
};
