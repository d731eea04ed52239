import { spawn } from 'node:child_process';
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';

const children = new URL('./children.mjs', import.meta.url).href;
const toldToStop = new URL('../desk/src/server/told-to-stop.ts', import.meta.url).href;

let root = '';
beforeEach(() => {
  root = mkdtempSync(join(tmpdir(), 'hotlist-serve-'));
  mkdirSync(join(root, 'desk/dist/server'), { recursive: true });
});
afterEach(() => rmSync(root, { recursive: true, force: true }));

/** Starts `serve` on a server with this body; answers what was printed and how it ended. */
function start(body: string, ...args: string[]) {
  writeFileSync(
    join(root, 'desk/dist/server/main.js'),
    `import('${toldToStop}').then(async ({ toldToStop }) => { ${body} });`,
  );
  const script = `const { serve } = await import('${children}'); process.exitCode = await serve(${JSON.stringify(root)}, ${JSON.stringify(args)});`;
  const env = { ...process.env, NODE_OPTIONS: '--import tsx' };
  const child = spawn(process.execPath, ['--input-type=module', '-e', script], {
    env,
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  let said = '';
  child.stdout.on('data', (part: Buffer) => (said += part.toString()));
  const closed = new Promise<{ code: number | null; said: string }>((resolve) =>
    child.once('close', (code) => resolve({ code, said })),
  );
  const speaks = new Promise<void>((resolve) => child.stdout.once('data', () => resolve()));
  return { child, closed, speaks };
}

describe('the server under ./run', () => {
  test('gets every argument, and its exit code is ours', async () => {
    const { closed } = start('console.log(process.argv.slice(2).join(" ")); process.exit(7);', '--demo', 'studio');
    expect(await closed).toEqual({ code: 7, said: '--demo studio\n' });
  });

  test.each(['SIGINT', 'SIGTERM', 'SIGHUP'] as const)(
    'is told of %s once and closes in its own order',
    async (signal) => {
      const { child, closed, speaks } = start(
        "const told = toldToStop(); console.log('up'); console.log(await told); console.log('closed'); process.exit(0);",
      );
      await speaks;
      child.kill(signal);
      expect(await closed).toEqual({ code: 0, said: `up\n${signal}\nclosed\n` });
    },
  );

  test('stops by itself when ./run is killed', async () => {
    const { child, closed, speaks } = start(
      "const told = toldToStop(); console.log('up'); console.log(await told); process.exit(0);",
    );
    await speaks;
    child.kill('SIGKILL');
    expect(await closed).toEqual({ code: null, said: 'up\ndisconnect\n' });
  });

  test('stops too when ./run was killed before it came to listen', async () => {
    const { child, closed, speaks } = start(
      "console.log('up'); setTimeout(async () => { console.log(await toldToStop()); process.exit(0); }, 300);",
    );
    await speaks;
    child.kill('SIGKILL');
    expect(await closed).toEqual({ code: null, said: 'up\ndisconnect\n' });
  });

  test('does not wait when it is told twice', async () => {
    const { child, closed, speaks } = start(
      "const told = toldToStop(); console.log('up'); await told; console.log('hangs'); setInterval(() => 0, 1000);",
    );
    await speaks;
    child.kill('SIGINT');
    await new Promise<void>((resolve) => child.stdout?.once('data', () => resolve()));
    child.kill('SIGINT');
    expect((await closed).code).toBe(130);
  });
});

describe('a program under ./run', () => {
  const script = `const { finish } = await import('${children}');
    const child = "process.on('SIGTERM', () => setTimeout(() => { console.log('tidied'); process.exit(0); }, 100)); console.log(process.pid); setInterval(() => 0, 1000);";
    await finish(process.execPath, ['-e', child]); console.log('went on');`;

  test('is told to stop when we are, and we go after it, without going on', async () => {
    const parent = spawn(process.execPath, ['--input-type=module', '-e', script], {
      stdio: ['ignore', 'pipe', 'inherit'],
    });
    let said = '';
    parent.stdout.on('data', (part: Buffer) => (said += part.toString()));
    await new Promise<void>((resolve) => parent.stdout.once('data', () => resolve()));
    const closed = new Promise<number | null>((resolve) => parent.once('close', resolve));
    parent.kill('SIGTERM');
    expect(await closed).toBe(143);
    expect(said).toMatch(/^\d+\ntidied\n$/);
  });
});
