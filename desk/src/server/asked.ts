/** What a start was asked for, by its options and the environment. Pure; what cannot be is refused before anything is made. */
import { type ExampleName, exampleNames } from '../duties/examples/example-names.ts';
import { BadArgument, parsed } from './arguments.ts';
import { mailboxOf } from './mailboxserver.ts';
import { mailServerOf } from './mailserver.ts';

export type DemoName = 'none' | ExampleName;
export const demoNames: readonly DemoName[] = ['none', ...exampleNames];

export interface Asked {
  readonly demo: DemoName;
  /** False when nobody named it and it is the usual one. */
  readonly demoNamed: boolean;
  /** Absent: the usual data folder. */
  readonly data: string | undefined;
  readonly workers: boolean;
  readonly port: number;
  readonly host: string;
  readonly databaseUrl: string | undefined;
  /** The demo people's; one is made up when absent. */
  readonly password: string | undefined;
}

const options = { demo: { type: 'string' }, data: { type: 'string' }, 'no-workers': { type: 'boolean' } } as const;
const lastPort = 65_535;
/** Less than of a person of one's own: the demo holds nothing that is secret. */
const shortestDemoPassword = 8;

export function askedOf(args: readonly string[], environment: Readonly<Record<string, string | undefined>>): Asked {
  const { demo, data, 'no-workers': noWorkers } = parsed(args, options).values;
  // Read anew where mail is sent; wrong, it is better said now than by a mail that never comes.
  mailServerOf(environment);
  mailboxOf(environment);
  const named = typeof demo === 'string' ? demo : environment.HOTLIST_DEMO || undefined;
  return {
    demo: demoOf(named ?? 'bicycle'),
    demoNamed: named !== undefined,
    data: typeof data === 'string' ? data : undefined,
    workers: noWorkers !== true,
    port: portOf(environment.PORT || '4600'),
    host: environment.HOST || '127.0.0.1',
    databaseUrl: databaseOf(environment.DATABASE_URL || undefined),
    password: passwordOf(environment.HOTLIST_DEMO_PASSWORD || undefined),
  };
}

function demoOf(name: string): DemoName {
  const found = demoNames.find((one) => one === name);
  if (!found) throw new BadArgument(`There is no demo "${name}". Maybe one of ${demoNames.join(', ')}.`);
  return found;
}

function portOf(text: string): number {
  const port = Number(text);
  if (!/^\d+$/.test(text) || port > lastPort)
    throw new BadArgument(`PORT is "${text}", and a port is a whole number from 0 (any that is free) to ${lastPort}.`);
  return port;
}

/** Said without the address itself: it holds a password. */
function databaseOf(url: string | undefined): string | undefined {
  if (url !== undefined && !/^postgres(ql)?:\/\/\S+$/.test(url))
    throw new BadArgument(
      'DATABASE_URL is no address of PostgreSQL. Maybe postgres://USER:PASSWORD@HOST:5432/DATABASE.',
    );
  return url;
}

function passwordOf(password: string | undefined): string | undefined {
  if (password !== undefined && password.length < shortestDemoPassword)
    throw new BadArgument(`HOTLIST_DEMO_PASSWORD must have ${shortestDemoPassword} characters or more.`);
  return password;
}
