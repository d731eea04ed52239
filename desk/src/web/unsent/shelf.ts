/**
 * What waits on this device to be sent, in IndexedDB. A change of one is made only while it is there: another tab may have sent it.
 */
import type { Unsent } from '../../duties/unsent/unsent.ts';

const settled = <T>(asked: IDBRequest<T>): Promise<T> =>
  new Promise((resolve, reject) => {
    asked.addEventListener('success', () => resolve(asked.result));
    asked.addEventListener('error', () => reject(asked.error ?? new DOMException('it could not be read', 'DataError')));
  });

let opened: Promise<IDBDatabase> | undefined;
function open(): Promise<IDBDatabase> {
  opened ??= (async () => {
    const asked = indexedDB.open('hotlist', 1);
    asked.addEventListener('upgradeneeded', () => {
      asked.result.createObjectStore('unsent', { keyPath: 'seq', autoIncrement: true });
    });
    const db = await settled(asked);
    // Another tab has a newer page, with other stores: it is not kept waiting.
    db.addEventListener('versionchange', () => {
      db.close();
      opened = undefined;
    });
    return db;
  })();
  opened.catch(() => {
    opened = undefined;
  });
  return opened;
}

/** In one transaction, which is on the disk when it ends. */
async function within<T>(mode: IDBTransactionMode, work: (store: IDBObjectStore) => Promise<T>): Promise<T> {
  const act = (await open()).transaction('unsent', mode, { durability: 'strict' });
  const ended = new Promise<void>((resolve, reject) => {
    act.addEventListener('complete', () => resolve());
    act.addEventListener('abort', () => reject(act.error ?? new DOMException('it was broken off', 'AbortError')));
  });
  const [found] = await Promise.all([work(act.objectStore('unsent')), ended]);
  return found;
}

export const unsentShelf = {
  all: (): Promise<readonly Unsent[]> => within('readonly', (store) => settled(store.getAll())),

  /** Keeps it and answers its turn. */
  add: (one: Omit<Unsent, 'seq'>): Promise<number> =>
    within('readwrite', async (store) => Number(await settled(store.add(one)))),

  /** What stands of it now; undefined: nothing. */
  settle: (seq: number, now: Unsent | undefined): Promise<void> =>
    within('readwrite', async (store) => {
      if (now === undefined) await settled(store.delete(seq));
      else if ((await settled(store.getKey(seq))) !== undefined) await settled(store.put(now));
    }),
};
