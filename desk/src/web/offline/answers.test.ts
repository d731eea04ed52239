import { afterAll, beforeAll, expect, it, vi } from 'vitest';
import { overNetwork, Refused, sentenceOf, Unreachable } from '../kit/refused.ts';
import { orKept } from './answers.ts';

const kept = { at: 0, answer: 'what was kept' };
beforeAll(() => {
  vi.stubGlobal('window', { caches: true });
  vi.stubGlobal('document', { querySelector: () => null });
  vi.stubGlobal('caches', { match: async () => Response.json(kept) });
});
afterAll(() => {
  vi.unstubAllGlobals();
});

it('where nobody answers, what was kept is shown', async () => {
  const nobody = () => overNetwork(Promise.reject(new TypeError('Failed to fetch')));
  expect(await orKept('one', nobody)).toBe('what was kept');
  await expect(nobody()).rejects.toThrow(Unreachable);
  expect(sentenceOf(await nobody().catch((error: unknown) => error))).toMatch(/^The server could not be reached/);
});

it('a fault of a page’s own is no missing network: it is shown as one', async () => {
  const own = (): Promise<string> => Promise.reject(new TypeError('rows is undefined'));
  await expect(orKept('one', own)).rejects.toThrow('rows is undefined');
  expect(sentenceOf(new TypeError('rows is undefined'))).toBe('This page has a fault of its own: rows is undefined');
});

it('what the server refuses counts, and a gate that finds nobody behind it does not', async () => {
  const refused = (status: number) =>
    Promise.reject(new Refused({ type: 'about:blank', title: '', status, code: 'refused', detail: 'No.' }));
  await expect(orKept('one', () => refused(403))).rejects.toThrow('No.');
  expect(await orKept('one', () => refused(503))).toBe('what was kept');
});
