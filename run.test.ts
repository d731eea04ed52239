import { execFileSync, spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { describe, expect, test } from 'vitest';
import { asked, deskCommands, help } from './run.mjs';

describe('the first word says what is wanted', () => {
  test.each([
    { words: [], what: 'serve', rest: [] },
    { words: ['--demo', 'bicycle'], what: 'serve', rest: ['--demo', 'bicycle'] },
    { words: ['--data', '/somewhere'], what: 'serve', rest: ['--data', '/somewhere'] },
    { words: ['test'], what: 'test', rest: [] },
    { words: ['test', 'items'], what: 'test', rest: ['items'] },
    { words: ['verify'], what: 'verify', rest: [] },
    { words: ['bench', 'desk', '--quick'], what: 'bench', rest: ['desk', '--quick'] },
    { words: ['plan', '--data', 'x', '--help'], what: 'desk', rest: ['plan', '--data', 'x', '--help'] },
    { words: ['--help'], what: 'help', rest: [] },
    { words: ['--demo', '--help'], what: 'help', rest: [] },
    { words: ['test', '--help'], what: 'help', rest: ['test', '--help'] },
    { words: ['verify', '-h'], what: 'help', rest: ['verify', '-h'] },
    { words: ['bench', 'engine', '--help'], what: 'help', rest: ['bench', 'engine', '--help'] },
  ])('$words asks for $what', ({ words, what, rest }) => {
    expect(asked(words)).toEqual({ what, rest });
  });

  test.each(deskCommands)('%s goes to the command line whole', (word) => {
    expect(asked([word, '--help'])).toEqual({ what: 'desk', rest: [word, '--help'] });
  });

  test.each(['plans', 'serve', 'bicycle'])('%s is refused, since it is no command', (word) => {
    expect(asked([word])).toEqual({ what: 'unknown', word });
  });
});

describe.skipIf(process.platform === 'win32')('./run itself', () => {
  const run = fileURLToPath(new URL('./run', import.meta.url));

  test('tells its commands and settings, from any folder', () => {
    expect(execFileSync(run, ['--help'], { cwd: '/', encoding: 'utf8' })).toBe(help);
  });

  test('ends with 1 and a sentence, not a stack, on a word it does not know', () => {
    const done = spawnSync(run, ['pla'], { encoding: 'utf8' });
    expect(done.status).toBe(1);
    expect(done.stderr).toBe('"pla" is no command of Hotlist. Maybe ./run --help shows the one you mean.\n');
  });

  test('says what to install where there is no node', () => {
    const done = spawnSync('/bin/sh', [run], { encoding: 'utf8', env: { PATH: '/nonexistent' } });
    expect(done.status).toBe(1);
    expect(done.stderr).toContain('no node was found. Maybe install it');
  });

  test.each(['v8.17.0', 'v12.22.12', 'v18.20.4'])('says what to install where node is %s', (version) => {
    const folder = mkdtempSync(join(tmpdir(), 'hotlist-old-node-'));
    writeFileSync(join(folder, 'node'), `#!/bin/sh\n[ "$1" = --version ] && echo ${version}\n`, { mode: 0o755 });
    const done = spawnSync('/bin/sh', [run], { encoding: 'utf8', env: { PATH: folder } });
    rmSync(folder, { recursive: true });
    expect(done.status).toBe(1);
    expect(done.stderr).toBe(
      `Hotlist needs Node 20.19 or later; this is ${version}. Maybe install a newer one from https://nodejs.org/\n`,
    );
  });
});
