/** The mail of a publication: its list as it was published, the tickets that are new or changed as one PDF. */
import { siteCalled } from '../../server/site.ts';
import { ticketText } from '../floor/ticket.ts';
import { type PrintedPaper, paperOfPrint, ticketsTaken } from '../floor/tickets.store.ts';
import type { PublicationMails } from '../mail/mail.jobs.ts';
import { letterOf } from './publicationmail.messages.ts';
import { onePublication } from './publications.store.ts';

const compose: PublicationMails['compose'] = async (tx, mail, desk) => {
  const site = await siteCalled(tx, mail.site);
  const publication = await onePublication(tx, mail.site, mail.publication);
  const papers: PrintedPaper[] = [];
  for (const print of printsOf(mail, publication))
    papers.push(...(await paperOfPrint(tx, mail.site, print, publication.published_by)));
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

/** Tickets that were made ready are paper where they were sent. */
const sent: PublicationMails['sent'] = async (tx, mail) => {
  const publication = await onePublication(tx, mail.site, mail.publication);
  for (const print of printsOf(mail, publication)) await ticketsTaken(tx, mail.site, print, publication.published_by);
};

export const publicationMails: PublicationMails = { compose, sent };

/** Those of earlier mails that did not go out too. */
const printsOf = (
  { prints }: { readonly prints: readonly number[] },
  { print }: { readonly print: number | null },
): readonly number[] => [...prints, ...(print === null ? [] : [print])];

/** Of each order the last issue: what an earlier mail was to bring may have been printed anew since. */
const latest = (papers: readonly PrintedPaper[]): readonly PrintedPaper[] => [
  ...new Map(papers.toSorted((a, b) => a.issue - b.issue).map((paper) => [paper.order, paper])).values(),
];
