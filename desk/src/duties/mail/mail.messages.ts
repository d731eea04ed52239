/** Every sentence about mail that a person reads. */
import { clockShown } from '../../house/clock.ts';
import { dayWords } from '../../house/daywords.ts';
import type { Values } from '../../house/decision.ts';
import { type MailState, type MailWord, mostTests, type TestCode, testMinutes } from './mail.ts';

export const mailHeads: Readonly<Record<MailWord, string>> = {
  sent: 'Sent',
  waits: 'Waits',
  failed: 'Gave up',
  overtaken: 'Overtaken',
  'no-address': 'No address',
  'not-set-up': 'Not set up',
  'not-sent': 'Not sent',
};

export interface MailTold {
  readonly recipient: string;
  readonly state: MailState;
  readonly tries: number;
  readonly next_at: string;
  readonly said: string | null;
  readonly sent_at: string | null;
}

/** "14:02" of today, "Tue 3 Nov 14:02" of another day, on the plant's clock. */
export function clockWords(zone: string, at: string, now: string): string {
  const [wall, today] = [clockShown(zone, at), clockShown(zone, now).slice(0, 10)];
  const time = wall.slice(11, 16);
  return wall.startsWith(today) ? time : `${dayWords(wall.slice(0, 10), today)} ${time}`;
}

/** Ends as the server's words do, with one full stop. */
const stopped = (text: string): string => `${text.replace(/[.\s]+$/, '')}.`;

export function mailSaid(
  mail: MailTold,
  { setUp, zone, now }: { readonly setUp: boolean; readonly zone: string; readonly now: string },
): string {
  const { recipient, said } = mail;
  switch (mail.state) {
    case 'sent':
      return `Sent ${clockWords(zone, mail.sent_at ?? now, now)} to ${recipient}.`;
    case 'overtaken':
      return `Not sent to ${recipient}: the mail of a later publication took its place, and its tickets with it.`;
    case 'failed':
      return `Gave up after ${mail.tries === 1 ? 'one try' : `${mail.tries} tries`}: it could not be sent to ${recipient}: ${stopped(said ?? '')} Maybe mend that, then send it again.`;
    case 'waiting': {
      if (!setUp) return `Waits to be sent to ${recipient}: mail is not set up any more.`;
      if (said === null) return `Waits to be sent to ${recipient}.`;
      const again =
        mail.next_at <= now ? 'tried again within the minute' : `tried again at ${clockWords(zone, mail.next_at, now)}`;
      return `Waits: it could not be sent to ${recipient} yet, ${again}: ${stopped(said)}`;
    }
  }
}

export const notSetUp = 'Mail is not set up. An administrator sees under Connections how that is done.';

export const testRefusals: Readonly<Record<TestCode, (values: Values) => string>> = {
  'not-set-up': () => 'Mail is not set up: no mail server was named when Hotlist was started.',
  'no-address': ({ own }) => `"${own}" is no e-mail address. Maybe give yourself one under Users.`,
  'too-often': () => `You were sent ${mostTests} test mails within ${testMinutes} minutes. Maybe wait a little.`,
};

export const testSubject = 'Test mail';

export const testWords = (site: string, by: string): string =>
  `This is a test. ${by} asked for it: mail from Hotlist at ${site} arrives.`;

export const testOnItsWay = (recipient: string): string => `A test mail to ${recipient} is on its way.`;

export const notComposed = 'Hotlist could not write the mail. Its log says more.';

/** The server answered that it knows no STARTTLS. */
export const noTls = 'It speaks no TLS, and a password goes over no line in clear.';
