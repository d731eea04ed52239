/** Sentences about what a publication sends to the departments. */
import { wallClock } from '../../house/clock.ts';
import { dayWords } from '../../house/daywords.ts';
import { departmentWords } from '../../house/departmentwords.ts';

export const acknowledgedAlready = (department: string, who: string, at: string, zone: string): string => {
  const wall = wallClock(zone, at);
  const day = wall.slice(0, 10);
  return `${who} acknowledged it for ${departmentWords(department)} on ${dayWords(day, day)} ${wall.slice(11, 16)} already.`;
};

export const acknowledgedWords = (department: string, version: number): string =>
  `Version ${version} is acknowledged for ${departmentWords(department)}.`;

const many = (count: number, one: string, some: string): string => `${count} ${count === 1 ? one : some}`;

/** What publishing did, in words. */
export const sentWords = (
  number: number,
  {
    firmed,
    released,
    tickets,
    departments,
    mails,
  }: {
    readonly firmed: number;
    readonly released: number;
    readonly tickets: number;
    readonly departments: number;
    readonly mails: number;
  },
): string =>
  `Version ${number} is published to ${many(departments, 'department', 'departments')}: ${many(firmed, 'order', 'orders')} made firm, ${released} released, ${many(tickets, 'ticket', 'tickets')} printed${mails > 0 ? `, ${many(mails, 'e-mail', 'e-mails')} on the way` : ''}. The plan is made anew with them.`;
