/** A real IMAP server on this machine, for tests: Dovecot, with one user and a folder of mails. */
import { type ChildProcess, execFileSync, spawn } from 'node:child_process';
import { chmodSync, chownSync, existsSync, mkdirSync, mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { connect } from 'node:net';
import { tmpdir, userInfo } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { freePort } from './database/port.ts';

const program = ['/usr/sbin/dovecot', '/usr/local/sbin/dovecot'].find(existsSync);
/** Absent on machines without Dovecot: what needs it is left out there, and said to be. */
export const hasDovecot = program !== undefined;

export interface TestMailbox {
  readonly port: number;
  /** Puts a mail into the folder, as a server that takes mails does. */
  deliver(raw: string | Buffer): void;
  /** As where a mailbox was made anew: all mails are numbered again. */
  renumber(): void;
  close(): Promise<void>;
}

export async function testMailbox(): Promise<TestMailbox> {
  if (program === undefined) throw new Error('Dovecot is not installed');
  const folder = mkdtempSync(join(tmpdir(), 'hotlist-imap-'));
  const port = await freePort(0);
  const isRoot = userInfo().uid === 0;
  const owner = isRoot ? 'nobody' : userInfo().username;
  const [uid, gid] = ['-u', '-g'].map((of) => Number(execFileSync('id', [of, owner]).toString()));
  const box = join(folder, 'mail');
  for (const part of ['cur', 'new', 'tmp']) mkdirSync(join(box, part), { recursive: true });
  mkdirSync(join(folder, 'run'));
  const own = (path: string) => isRoot && chownSync(path, uid ?? 0, gid ?? 0);
  for (const path of [box, ...['cur', 'new', 'tmp'].map((part) => join(box, part))]) own(path);
  chmodSync(folder, 0o755);
  writeFileSync(join(folder, 'users'), 'buying:{PLAIN}s3cret-word\n', { mode: 0o644 });
  writeFileSync(join(folder, 'dovecot.conf'), configuration(folder, port, owner, isRoot));
  const server = spawn(program, ['-F', '-c', join(folder, 'dovecot.conf')], { stdio: 'ignore' });
  await listening(port, server);
  let delivered = 0;
  return {
    port,
    deliver(raw) {
      delivered += 1;
      const path = join(box, 'new', `${String(delivered).padStart(6, '0')}.test.here`);
      writeFileSync(path, raw);
      own(path);
    },
    renumber() {
      for (const name of readdirSync(box)) if (name.startsWith('dovecot')) rmSync(join(box, name));
    },
    async close() {
      const gone = new Promise((resolve) => server.once('exit', resolve));
      server.kill('SIGTERM');
      await gone;
      rmSync(folder, { recursive: true, force: true });
    },
  };
}

const configuration = (folder: string, port: number, owner: string, isRoot: boolean): string => `
base_dir = ${folder}/run
state_dir = ${folder}/run
log_path = ${folder}/log
protocols = imap
listen = 127.0.0.1
ssl = no
disable_plaintext_auth = no
mail_location = maildir:${folder}/mail
first_valid_uid = 1
first_valid_gid = 1
${isRoot ? '' : `default_internal_user = ${owner}\ndefault_login_user = ${owner}\ndefault_internal_group =\n`}
passdb {
  driver = passwd-file
  args = ${folder}/users
}
userdb {
  driver = static
  args = uid=${owner} gid=${isRoot ? 'nogroup' : owner} home=${folder}/mail
}
service imap-login {
  chroot =
  inet_listener imap {
    port = ${port}
  }
  inet_listener imaps {
    port = 0
  }
}
service anvil {
  chroot =
}
`;

async function listening(port: number, server: ChildProcess): Promise<void> {
  for (let tries = 0; tries < 300; tries++) {
    if (server.exitCode !== null) throw new Error(`Dovecot ended with ${server.exitCode}`);
    const open = await new Promise<boolean>((resolve) => {
      const line = connect(port, '127.0.0.1', () => resolve(true));
      line.once('error', () => resolve(false));
      line.once('connect', () => line.destroy());
    });
    if (open) return;
    await sleep(100);
  }
  throw new Error('Dovecot does not answer');
}
