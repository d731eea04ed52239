import { connect, createServer } from 'node:net';

/**
 * The first port from `first` on that nothing listens on; 0 asks the system for any.
 *
 * Between this answer and the listening another process may take the port: whoever listens must still be ready to
 * hear that it is taken.
 */
export async function freePort(first: number, host = '127.0.0.1'): Promise<number> {
  for (let port = first; port < Math.min(first + 200, 65_536); port += 1) {
    const free = await tryPort(port, host);
    if (free !== undefined) return free;
  }
  throw new Error(`No free port from ${first} to ${first + 199}. Maybe PORT=0 lets the system choose one.`);
}

function tryPort(port: number, host: string): Promise<number | undefined> {
  return new Promise((resolve, reject) => {
    const server = createServer();
    server.once('error', (error: NodeJS.ErrnoException) => {
      if (error.code === 'EADDRINUSE' || error.code === 'EACCES') resolve(undefined);
      else
        reject(
          new Error(`HOST ${host} is no address of this machine (${error.code}). Maybe 127.0.0.1, or 0.0.0.0 for all.`),
        );
    });
    server.listen({ port, host, exclusive: true }, () => {
      const address = server.address();
      server.close(() => resolve(typeof address === 'object' && address ? address.port : undefined));
    });
  });
}

/** True when something takes connections on `port`. */
export function listens(port: number, host = '127.0.0.1'): Promise<boolean> {
  return new Promise((resolve) => {
    const socket = connect({ port, host, timeout: 2_000 });
    const answer = (yes: boolean) => {
      socket.destroy();
      resolve(yes);
    };
    socket.once('connect', () => answer(true));
    socket.once('timeout', () => answer(false));
    socket.once('error', () => answer(false));
  });
}
