import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { install, isInstalled, lockPrint, replace, stampOf, tooOld } from './install.mjs';

let root = '';
beforeEach(() => {
  root = mkdtempSync(join(tmpdir(), 'hotlist-install-'));
  mkdirSync(join(root, 'node_modules'));
  writeFileSync(join(root, 'package-lock.json'), '{}');
});
afterEach(() => rmSync(root, { recursive: true, force: true }));

test.each(['20.19.0', '20.20.2', '22.0.0', '24.1.0'])('Node %s will do', (version) => {
  expect(tooOld(version)).toBeUndefined();
});

test.each(['18.20.4', '20.18.3', '4.0.0'])('Node %s is refused by a sentence that names it', (version) => {
  expect(tooOld(version)).toContain(`20.19 or later; this is ${version}.`);
});

test('a clone without packages is not installed', () => {
  expect(isInstalled(root)).toBe(false);
});

test('packages are installed again when the lock changes by one byte', async () => {
  replace(stampOf(root), lockPrint(root));
  expect(isInstalled(root)).toBe(true);
  await install(root);
  writeFileSync(join(root, 'package-lock.json'), '{ }');
  expect(isInstalled(root)).toBe(false);
});

test('what npm refuses ends in a sentence and leaves no stamp', async () => {
  writeFileSync(join(root, 'package.json'), 'no JSON');
  await expect(install(root)).rejects.toThrow('npm ci failed');
  expect(isInstalled(root)).toBe(false);
});
