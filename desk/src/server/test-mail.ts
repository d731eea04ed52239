/** A real mail server on this machine, for tests: it takes mails, or refuses them as it is told. */
import type { AddressInfo } from 'node:net';
import { SMTPServer } from 'smtp-server';

export interface Received {
  readonly to: string;
  readonly raw: string;
  readonly messageId: string;
  readonly subject: string;
}

export interface TestMail {
  readonly port: number;
  readonly received: Received[];
  /** Who signed in, by name and password. */
  readonly signedIn: string[];
  /** Says no to every address, with a status of SMTP, until it is told `undefined`. */
  refuse: { readonly status: number; readonly words: string } | undefined;
  close(): Promise<void>;
}

export async function testMail(): Promise<TestMail> {
  const server = new SMTPServer({
    disabledCommands: ['STARTTLS'],
    allowInsecureAuth: true,
    authOptional: true,
    onAuth({ username, password }, _session, callback) {
      mail.signedIn.push(`${username} ${password}`);
      callback(null, { user: username });
    },
    onRcptTo(_address, _session, callback) {
      callback(mail.refuse && Object.assign(new Error(mail.refuse.words), { responseCode: mail.refuse.status }));
    },
    onData(stream, session, callback) {
      const parts: Buffer[] = [];
      stream.on('data', (part: Buffer) => parts.push(part));
      stream.on('end', () => {
        const raw = Buffer.concat(parts).toString('latin1');
        const head = (name: string): string => new RegExp(`^${name}: (.*)$`, 'im').exec(raw)?.[1]?.trim() ?? '';
        const to = session.envelope.rcptTo.map((one) => one.address).join(', ');
        mail.received.push({ to, raw, messageId: head('Message-ID'), subject: head('Subject') });
        callback();
      });
    },
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const mail: TestMail = {
    port: (server.server.address() as AddressInfo).port,
    received: [],
    signedIn: [],
    refuse: undefined,
    close: () => new Promise((resolve) => server.close(resolve)),
  };
  return mail;
}
