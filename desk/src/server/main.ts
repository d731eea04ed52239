/** Starts the desk and ends everything it started. Loads little: what it takes to serve is read while PostgreSQL starts. */
import { type Asked, askedOf } from './asked.ts';
import { dataFolder } from './database/data-folder.ts';
import { openDatabase } from './database/launch.ts';
import { becomeServer } from './running.ts';
import { toldToStop } from './told-to-stop.ts';

const say = (sentence: string): void => console.log(sentence);
const endings: (() => Promise<unknown> | void)[] = [];
let ending = false;

/** In the reverse of the order in which things were started; each once, and all even if one fails. */
async function end(code: number): Promise<void> {
  if (ending) return;
  ending = true;
  for (const stop of endings.reverse())
    try {
      await stop();
    } catch (error) {
      if (code === 0) console.error(error);
      code = 1;
    }
  process.exit(code);
}
void toldToStop().then(() => end(0));

async function start(asked: Asked): Promise<void> {
  const data = asked.data ?? dataFolder();
  const place = await becomeServer(data, say);
  if ('url' in place) {
    say(`Hotlist is already running at ${place.url} on ${data}. Maybe another --data keeps a second one apart.`);
    return end(0);
  }
  endings.push(() => place.release());
  const opening = openDatabase({ data, url: asked.databaseUrl, progress: say });
  // Told to stop while the database starts, we wait for it and stop it: nothing of ours is left behind.
  endings.push(async () => (await opening).stop());
  const [database, { serve }] = await Promise.all([opening, import('./serve.ts')]);
  await serve({ asked, data, databaseUrl: database.url, place, say, endings });
}

async function main(): Promise<void> {
  try {
    await start(askedOf(process.argv.slice(2), process.env));
  } catch (error) {
    if (ending) return;
    console.error(error instanceof Error && !process.env.DEBUG ? error.message : error);
    await end(1);
  }
}
void main();
