import { createServer } from 'node:net';
import { expect, test } from 'vitest';
import { freePort, listens } from './port.ts';

async function taken<T>(work: (port: number) => Promise<T>): Promise<T> {
  const server = createServer();
  const port = await freePort(20_000);
  await new Promise<void>((resolve) => server.listen(port, '127.0.0.1', resolve));
  try {
    return await work(port);
  } finally {
    await new Promise((resolve) => server.close(resolve));
  }
}

test('a free port is taken as it is', async () => {
  const port = await freePort(24_600);
  expect(await freePort(port)).toBe(port);
});

test('a port in use gives way to the next free one', async () => {
  await taken(async (port) => {
    expect(await freePort(port)).toBeGreaterThan(port);
    expect(await listens(port)).toBe(true);
  });
});

test('0 leaves the choice to the system', async () => {
  expect(await freePort(0)).toBeGreaterThan(1023);
});

test('past the last port there is none', async () => {
  await expect(freePort(65_536)).rejects.toThrow('Maybe PORT=0');
});
