/**
 * Lets the phone's pages open without a network. Their files are taken in whole, or not at all, when this worker comes in; their document
 * is the server's own wherever that can be reached, so that no old one is shown. Answers of the API never pass through here.
 */

/** Filled in by the build: under which name the files are kept, which they are, and whose document they are for. */
declare const built: { readonly name: string; readonly files: readonly string[]; readonly pages: readonly string[] };

interface Waitable extends Event {
  waitUntil(done: Promise<unknown>): void;
}
interface Asked extends Event {
  readonly request: Request;
  respondWith(answer: Promise<Response>): void;
}
interface Worker {
  readonly location: Location;
  readonly clients: { claim(): Promise<void> };
  skipWaiting(): Promise<void>;
  addEventListener(name: 'install' | 'activate', on: (event: Waitable) => void): void;
  addEventListener(name: 'fetch', on: (event: Asked) => void): void;
}
const worker = globalThis as unknown as Worker;

const front = '/index.html';
const ours = /^hotlist-pages-/;

async function takeIn(): Promise<void> {
  const shelf = await caches.open(built.name);
  await Promise.all(
    built.files.map(async (file) => {
      // A file is named by its content, but for the document.
      const answer = await fetch(file, { cache: file === front ? 'reload' : 'default' });
      if (!(await isWhole(file, answer))) throw new Error(`${file} was not answered with what was built`);
      await shelf.put(file, answer);
    }),
  );
}

/** A gate on the way answers with a page of its own; and a server may have a newer build by now. */
async function isWhole(file: string, answer: Response): Promise<boolean> {
  const page = /\bhtml\b/.test(answer.headers.get('content-type') ?? '');
  if (!answer.ok || answer.redirected || page !== (file === front)) return false;
  return !page || namesOne(await answer.clone().text());
}
const namesOne = (html: string): boolean => built.files.some((file) => html.includes(`src="${file}"`));

/** The files of the build before stay for pages that are open; older ones go. */
async function clear(): Promise<void> {
  const others = (await caches.keys()).filter((name) => ours.test(name) && name !== built.name);
  await Promise.all(others.slice(0, -1).map((name) => caches.delete(name)));
}

async function pageFor(request: Request): Promise<Response> {
  const kept = () => caches.match(front, { cacheName: built.name });
  let answer: Response;
  try {
    answer = await fetch(request);
  } catch (error) {
    // Nobody answers.
    const page = await kept();
    if (page) return page;
    throw error;
  }
  // A gate says that nobody behind it answers.
  return (answer.status >= 502 && answer.status <= 504 ? await kept() : undefined) ?? answer;
}

const fileFor = async (request: Request): Promise<Response> =>
  (await caches.match(request, { ignoreVary: true })) ?? fetch(request);

worker.addEventListener('install', (event) => event.waitUntil(takeIn().then(() => worker.skipWaiting())));
worker.addEventListener('activate', (event) => event.waitUntil(clear().then(() => worker.clients.claim())));
worker.addEventListener('fetch', (event) => {
  const { request } = event;
  const { origin, pathname } = new URL(request.url);
  if (request.method !== 'GET' || origin !== worker.location.origin) return;
  if (pathname.startsWith('/assets/')) event.respondWith(fileFor(request));
  else if (request.mode === 'navigate' && built.pages.includes(pathname.split('/')[1] ?? ''))
    event.respondWith(pageFor(request));
});
