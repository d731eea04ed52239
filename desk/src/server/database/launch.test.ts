import { spawn } from 'node:child_process';
import {
  chmodSync,
  mkdirSync,
  mkdtempSync,
  readFileSync,
  realpathSync,
  rmSync,
  statSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, describe, expect, test } from 'vitest';
import { openDatabase } from './launch.ts';
import { execute, wantedPostgres } from './test-server.ts';

const from = wantedPostgres();

const rubbish: (() => Promise<void> | void)[] = [];
afterEach(async () => {
  for (const clear of rubbish.splice(0).reverse()) await clear();
});

function temporary(...below: string[]): string {
  const top = mkdtempSync(join(tmpdir(), 'hotlist-launch-'));
  chmodSync(top, 0o755);
  rubbish.push(() => rmSync(top, { recursive: true, force: true }));
  return join(top, ...below);
}

async function open(data: string, durable = false) {
  const opened = await openDatabase({ data, durable, from });
  rubbish.push(() => opened.stop());
  return opened;
}

describe('the database of a data folder', () => {
  test('is made on first use, keeps its rows over a stop, and is gone from the port after it', async () => {
    const data = temporary('data');
    const first = await open(data);
    expect(first.origin).toBe('started');
    await execute(first.url, 'create table kept (n int); insert into kept values (7)');
    await first.stop();
    await expect(execute(first.url, 'select 1')).rejects.toThrow(/ECONNREFUSED/);
    const second = await open(data);
    expect(second.origin).toBe('started');
    await execute(second.url, 'do $$ begin assert (select n from kept) = 7; end $$');
  });

  test.runIf(process.platform === 'linux')('lets nobody wait for the query of a server that was killed', async () => {
    const opened = await open(temporary('data'));
    await execute(opened.url, 'create table locked ()');
    const client = spawn(process.execPath, [
      '--input-type=module',
      '-e',
      `import pg from 'pg';
      const client = new pg.Client(${JSON.stringify(opened.url)});
      await client.connect();
      await client.query('begin; lock table locked');
      console.log('locked');
      await client.query('select pg_sleep(300)');`,
    ]);
    await new Promise((locked) => client.stdout.once('data', locked));
    client.kill('SIGKILL');
    // Its backend sees within seconds that nobody is there any more.
    await execute(opened.url, "set lock_timeout = '60s'; lock table locked");
  });

  test('hides its password from other people', async () => {
    const data = temporary('data');
    await open(data);
    expect(statSync(join(data, 'database.password')).mode & 0o777).toBe(0o600);
    expect(statSync(realpathSync(join(data, 'database'))).mode & 0o777).toBe(0o700);
  });

  test('refuses another password', async () => {
    const opened = await open(temporary('data'));
    await expect(execute(Object.assign(new URL(opened.url), { password: 'guess' }).href, 'select 1')).rejects.toThrow(
      /password/,
    );
  });

  test('sorts by code point and checks its pages', async () => {
    const opened = await open(temporary('data'));
    await execute(
      opened.url,
      `do $$ begin
        assert (select array_agg(c order by c) from unnest(array['b','B','a','É']) c) = array['B','a','b','É'];
        assert lower('É') = 'é';
        assert current_setting('data_checksums') = 'on';
      end $$`,
    );
  });
});

describe('two processes on one data folder', () => {
  test('share one server, and the last to leave stops it', async () => {
    const data = temporary('data');
    const other = await another(data);
    const mine = await open(data);
    expect(mine.origin).toBe('attached');
    expect(mine.url).toBe(other.url);
    await other.leave();
    await execute(mine.url, 'select 1');
    await mine.stop();
    await expect(execute(mine.url, 'select 1')).rejects.toThrow(/ECONNREFUSED/);
  });

  test('find the server a killed one left alive, with all it had committed, and stop it', async () => {
    const data = temporary('data');
    const other = await another(data, true);
    await execute(other.url, 'create table kept (n int); insert into kept values (7)');
    await other.kill();
    const mine = await open(data);
    expect(mine.origin).toBe('attached');
    await execute(mine.url, 'do $$ begin assert (select n from kept) = 7; end $$');
    await mine.stop();
    await expect(execute(mine.url, 'select 1')).rejects.toThrow(/ECONNREFUSED/);
  });

  test('recover what was committed when the server itself was killed', async () => {
    const data = temporary('data');
    const first = await open(data, true);
    await execute(first.url, 'create table kept (n int); insert into kept values (7)');
    const pid = Number(readFileSync(join(data, 'database', 'postmaster.pid'), 'utf8').split('\n')[0]);
    process.kill(pid, 'SIGKILL');
    const second = await open(data, true);
    expect(second.origin).toBe('started');
    await execute(second.url, 'do $$ begin assert (select n from kept) = 7; end $$');
  });
});

describe('what cannot be opened is refused with a sentence', () => {
  test('a folder made by another major version, and it is left as it was', async () => {
    const data = temporary('data');
    await (await open(data)).stop();
    const record = join(data, 'database.json');
    writeFileSync(record, '{"major":9,"port":0}');
    await expect(openDatabase({ data, from })).rejects.toThrow(
      /was made by PostgreSQL 9, and this machine has .*Nothing was changed\. Maybe install PostgreSQL 9/,
    );
    expect(readFileSync(record, 'utf8')).toBe('{"major":9,"port":0}');
  });

  test('a given server that does not answer', async () => {
    await expect(openDatabase({ data: '/nowhere', url: 'postgres://127.0.0.1:1/x' })).rejects.toThrow(
      /DATABASE_URL does not answer: .*ECONNREFUSED/,
    );
  });

  test('a data folder that is a file', async () => {
    const data = temporary('data');
    writeFileSync(data, '');
    await expect(openDatabase({ data })).rejects.toThrow(
      `${data} cannot be the data folder: it is a file, or lies in one. Maybe name another with --data FOLDER.`,
    );
  });
});

describe('a given server', () => {
  test('is used as it is and never stopped', async () => {
    const own = await open(temporary('data'));
    const given = await openDatabase({ data: '/nowhere', url: own.url });
    expect(given).toMatchObject({ origin: 'given', url: own.url });
    await given.stop();
    await execute(own.url, 'select 1');
  });
});

describe.runIf(process.getuid?.() === 0)('for root, whose folders are closed to the user PostgreSQL runs as', () => {
  test('the database lies elsewhere and the data folder leads to it', async () => {
    const data = temporary('closed', 'data');
    mkdirSync(join(data, '..'), { mode: 0o700 });
    let place = '';
    rubbish.push(() => rmSync(place, { recursive: true, force: true }));
    const opened = await open(data);
    place = realpathSync(join(data, 'database'));
    expect(place.startsWith(realpathSync(data))).toBe(false);
    await execute(opened.url, 'select 1');
  });
});

/** A second process that opens the same folder and does as it is told. */
async function another(data: string, durable = false) {
  const launch = new URL('./launch.ts', import.meta.url).href;
  const script = `
    const { openDatabase } = await import(${JSON.stringify(launch)});
    const opened = await openDatabase({ data: ${JSON.stringify(data)}, durable: ${durable}, from: ${JSON.stringify(from)} });
    process.send(opened.url);
    process.once('message', async () => { await opened.stop(); process.disconnect(); });
    setTimeout(() => undefined, 60_000).unref();
  `;
  const child = spawn(process.execPath, ['--import', 'tsx', '--input-type=module', '-e', script], {
    stdio: ['ignore', 'inherit', 'inherit', 'ipc'],
  });
  const gone = new Promise<void>((resolve) => child.once('exit', () => resolve()));
  const url = await new Promise<string>((resolve, reject) => {
    child.once('message', (said) => resolve(String(said)));
    child.once('exit', (code) => reject(new Error(`the other process ended with ${code}`)));
  });
  return {
    url,
    leave: () => (child.send('leave'), gone),
    kill: () => (child.kill('SIGKILL'), gone),
  };
}
