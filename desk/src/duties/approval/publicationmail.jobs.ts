/** Makes the mail of a publication: its list as it was published, the tickets that are new or changed as one PDF. */
import { stamp } from '../../server/http.ts';
import { siteCalled } from '../../server/site.ts';
import { ticketText } from '../floor/ticket.ts';
import { type PrintedPaper, paperOfPrint, ticketsTaken } from '../floor/tickets.store.ts';
import type { Compose } from '../mail/mail.jobs.ts';
import { letterOf } from './publicationmail.messages.ts';
import { onePublication } from './publications.store.ts';

export const composePublication: Compose = async (tx, mail, desk) => {
  const site = await siteCalled(tx, mail.site);
  const publication = await onePublication(tx, mail.site, mail.publication);
  const prints = [...mail.prints, ...(publication.print === null ? [] : [publication.print])];
  const papers: PrintedPaper[] = [];
  await stamp(tx, { name: publication.published_by, email: '', via: 'cli' }, mail.site);
  for (const print of prints) {
    papers.push(...(await paperOfPrint(tx, mail.site, print)));
    await ticketsTaken(tx, mail.site, print, publication.published_by);
  }
  const tickets = latest(papers);
  const { ticketsPdf } = await import('../floor/tickets.print.ts');
  return {
    ...letterOf({ ...publication, site, tickets: tickets.map((one) => ticketText(one.order, one.issue)) }, desk),
    files:
      tickets.length === 0
        ? []
        : [
            {
              name: `tickets-version-${publication.version}.pdf`,
              type: 'application/pdf',
              bytes: await ticketsPdf(tickets, { site: site.name, zone: site.zone }),
            },
          ],
  };
};

/** Of each order the last issue: what an earlier mail was to bring may have been printed anew since. */
const latest = (papers: readonly PrintedPaper[]): readonly PrintedPaper[] => [
  ...new Map(papers.toSorted((a, b) => a.issue - b.issue).map((paper) => [paper.order, paper])).values(),
];
