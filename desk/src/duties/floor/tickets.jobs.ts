/** Tickets for the print queue: the papers of a printing as they are when a printer takes them. */
import { siteCalled } from '../../server/site.ts';
import type { Compose } from '../marking/prints.jobs.ts';
import { notOnPaper } from './floor.messages.ts';
import { ticketText } from './ticket.ts';
import { paperOfPrint, ticketsTaken } from './tickets.store.ts';

export const composeTickets: Compose = async (tx, { id, site: code, printing, asked_by }) => {
  if (printing === null) throw new Error(`print ${id} is of no printing`);
  const site = await siteCalled(tx, code);
  const all = await paperOfPrint(tx, code, printing, asked_by);
  const papers = all.filter(isWorkedBy);
  const left = all
    .filter((one) => !isWorkedBy(one))
    .map((one) => ({ ...one, ticket: ticketText(one.order, one.issue) }));
  const { ticketsPdf } = await import('./tickets.print.ts');
  return {
    pdf: papers.length === 0 ? null : await ticketsPdf(papers, { site: site.name, zone: site.zone }),
    left: notOnPaper(left),
    sent: (later) =>
      ticketsTaken(
        later,
        code,
        printing,
        asked_by,
        papers.map(({ order }) => order),
      ),
  };
};

/** Of a paper that a later issue took the place of, or whose order nobody works on any more, none is printed. */
const isWorkedBy = ({ superseded_by, state }: { superseded_by: number | null; state: string | null }): boolean =>
  superseded_by === null && (state === 'released' || state === 'started');
