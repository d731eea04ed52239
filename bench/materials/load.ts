/** Clients that post movements through the API of a running desk, and how long each waited. */
import { Agent, request } from 'node:http';

export interface Desk {
  readonly url: string;
  readonly token: string;
}

export interface Answered {
  readonly status: number;
  readonly body: string;
  readonly ms: number;
}

/** One connection a client, kept open, as a terminal has it. */
export type Client = (method: 'GET' | 'POST', path: string, body?: object) => Promise<Answered>;

export function client({ url, token }: Desk): Client {
  const agent = new Agent({ keepAlive: true, maxSockets: 1 });
  return (method, path, body) =>
    new Promise((resolve, reject) => {
      const began = performance.now();
      const sent = body === undefined ? undefined : JSON.stringify(body);
      const asked = request(
        `${url}/api/v1${path}`,
        {
          method,
          agent,
          headers: {
            authorization: `Bearer ${token}`,
            ...(sent === undefined
              ? {}
              : { 'content-type': 'application/json', 'content-length': Buffer.byteLength(sent) }),
            ...(method === 'POST' ? { 'idempotency-key': crypto.randomUUID() } : {}),
          },
        },
        (answer) => {
          const parts: Buffer[] = [];
          answer.on('data', (part: Buffer) => parts.push(part));
          answer.on('end', () =>
            resolve({
              status: answer.statusCode ?? 0,
              body: Buffer.concat(parts).toString(),
              ms: performance.now() - began,
            }),
          );
        },
      );
      asked.on('error', reject);
      asked.end(sent);
    });
}

/** Answers that were neither done nor refused for what they asked end the bench. */
export function expectDone(answered: Answered, also: readonly number[] = []): Answered {
  if (answered.status < 300 || also.includes(answered.status)) return answered;
  throw new Error(`${answered.status} ${answered.body.slice(0, 300)}`);
}

export const milliseconds = (answers: readonly Answered[]): number[] => answers.map(({ ms }) => ms);

/** What is put somewhere out of nothing. */
export const found = (item: string, to: string, qty: number, more: object = {}): object => ({
  act: 'adjust',
  item,
  to,
  qty,
  reason: 'bench',
  ...more,
});

/** As many clients as are named do one thing after the other until the time is over; answers how long each took. */
export async function until(
  desk: Desk,
  clients: number,
  seconds: number,
  act: (ask: Client, client: number, turn: number) => Promise<Answered>,
): Promise<readonly Answered[]> {
  const end = performance.now() + seconds * 1000;
  const lists = await Promise.all(
    Array.from({ length: clients }, async (_, n) => {
      const ask = client(desk);
      const answers: Answered[] = [];
      for (let turn = 0; performance.now() < end; turn += 1) answers.push(await act(ask, n, turn));
      return answers;
    }),
  );
  return lists.flat();
}
