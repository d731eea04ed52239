import { spawn } from 'node:child_process';
import { constants } from 'node:os';
import { join } from 'node:path';

const orders = /** @type {const} */ (['SIGINT', 'SIGTERM', 'SIGHUP']);

/**
 * Runs a program to its end with our own input and output. Told to stop meanwhile, we pass it on (Ctrl-C at a terminal
 * reaches the program by itself), wait until the program has gone, and go too.
 *
 * @param {string} command
 * @param {readonly string[]} args
 * @param {import('node:child_process').SpawnOptions} [options]
 * @returns {Promise<number>} its exit code; 128 and the signal's number when a signal ended it
 */
export async function finish(command, args, options = {}) {
  const child = spawn(command, args, { stdio: 'inherit', ...options });
  let told = 0;
  /** @param {NodeJS.Signals} signal */
  const pass = (signal) => {
    told = 128 + constants.signals[signal];
    if (signal !== 'SIGINT' || !process.stdin.isTTY) child.kill(signal);
  };
  for (const signal of orders) process.on(signal, pass);
  try {
    const code = await ended(child);
    if (told > 0) process.exit(told);
    return code;
  } finally {
    for (const signal of orders) process.off(signal, pass);
  }
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
  for (const signal of orders) process.on(signal, () => child.kill(signal));
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
