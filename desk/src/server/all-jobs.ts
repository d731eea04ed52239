/** Every duty's background work. Apart from the routes, so that a worker process loads nothing of them. */
import { expireJob } from '../duties/allocations/allocations.jobs.ts';
import { approvesAllBut } from '../duties/approval/allbut.jobs.ts';
import { publicationMails } from '../duties/approval/publicationmail.jobs.ts';
import { composeList } from '../duties/floor/dispatch.jobs.ts';
import { composeTickets } from '../duties/floor/tickets.jobs.ts';
import { inquiryMails } from '../duties/followup/inquiries.jobs.ts';
import { mailboxJob } from '../duties/followup/replies.jobs.ts';
import { hotRows } from '../duties/hotlist/hotlist.jobs.ts';
import { sumsJob } from '../duties/inventory/sums.jobs.ts';
import { supplyBins } from '../duties/kanban/kanban.jobs.ts';
import { mailJobWith } from '../duties/mail/mail.jobs.ts';
import { printJobWith } from '../duties/marking/prints.jobs.ts';
import { masterSchedule } from '../duties/masterschedule/masterschedule.jobs.ts';
import { planJobWith } from '../duties/planning/planning.jobs.ts';
import type { Job } from './jobs.ts';
import { sweepJob } from './sweep.ts';

/** What duties write beside each version. */
export const derived = [hotRows, masterSchedule] as const;

export const planJob = planJobWith(derived, approvesAllBut);

export const mailJob = mailJobWith({ publications: publicationMails, inquiries: inquiryMails });

export const printJob = printJobWith({ ticket: composeTickets, 'dispatch list': composeList });

export const allJobs: readonly Job<never>[] = [
  planJob,
  mailJob,
  mailboxJob,
  printJob,
  sweepJob,
  expireJob,
  sumsJob,
  supplyBins,
];
