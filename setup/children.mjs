import { spawn } from 'node:child_process';
import { constants } from 'node:os';
import { join } from 'node:path';

/**
 * Runs a program to its end with our own input and output.
 *
 * @param {string} command
 * @param {readonly string[]} args
 * @param {import('node:child_process').SpawnOptions} [options]
 * @returns {Promise<number>} its exit code; 128 and the signal's number when a signal ended it
 */
export function finish(command, args, options = {}) {
  return ended(spawn(command, args, { stdio: 'inherit', ...options }));
}

/**
 * Runs one of our JavaScript programs to its end, where the person stands (paths in the arguments are theirs).
 *
 * @param {string} root
 * @param {string} script
 * @param {readonly string[]} args
 * @param {import('node:child_process').SpawnOptions} [options]
 */
export function hand(root, script, args, options = {}) {
  return finish(process.execPath, [join(root, script), ...args], options);
}

/**
 * Runs the server. It gets a process group of its own, so that Ctrl-C reaches it once, from here, and it can close
 * what it opened in its own order; the channel tells it when this process is gone.
 *
 * @param {string} root
 * @param {readonly string[]} args
 */
export function serve(root, args) {
  const windows = process.platform === 'win32';
  const child = spawn(process.execPath, ['--enable-source-maps', join(root, 'desk/dist/server/main.js'), ...args], {
    stdio: ['inherit', 'inherit', 'inherit', 'ipc'],
    detached: !windows,
  });
  for (const signal of /** @type {const} */ (['SIGINT', 'SIGTERM', 'SIGHUP'])) {
    process.on(signal, () => child.kill(signal));
  }
  return ended(child);
}

/**
 * @param {import('node:child_process').ChildProcess} child
 * @returns {Promise<number>}
 */
function ended(child) {
  return new Promise((resolve, reject) => {
    child.once('error', reject);
    child.once('exit', (code, signal) => resolve(code ?? 128 + (signal ? constants.signals[signal] : 0)));
  });
}
