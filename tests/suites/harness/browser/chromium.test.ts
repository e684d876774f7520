import assert from 'node:assert/strict';
import { chmodSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import test from 'node:test';
import { CHROMIUM_VARIABLE, findChromium } from '../../../../suites/harness/browser/chromium.ts';

test('Chromium is looked for in the environment, at Playwright, in the system, in the npm package, in this order', async (t) => {
  const folder = mkdtempSync(join(tmpdir(), 'tollgate-browsers-'));
  t.after(() => rmSync(folder, { recursive: true }));
  const program = (name: string) => {
    const path = join(folder, name);
    writeFileSync(path, '#!/bin/sh\n');
    chmodSync(path, 0o755);
    return path;
  };
  const [named, own, system] = [program('named'), program('own'), program('chromium')];
  const packaged = { path: '/packaged', from: '@sparticuz/chromium' };
  const sources = {
    env: { [CHROMIUM_VARIABLE]: named, PATH: folder } as Record<string, string | undefined>,
    playwright: async () => own,
    packaged: async () => packaged as typeof packaged | undefined,
  };
  assert.equal((await findChromium(sources))?.path, named);
  sources.env = { PATH: folder };
  assert.equal((await findChromium(sources))?.path, own);
  sources.playwright = async () => join(folder, 'not-installed');
  assert.equal((await findChromium(sources))?.path, system);
  sources.env = { PATH: join(folder, 'empty') };
  assert.deepEqual(await findChromium(sources), packaged);
  sources.packaged = async () => undefined;
  assert.equal(await findChromium(sources), undefined);
  sources.env = { [CHROMIUM_VARIABLE]: join(folder, 'missing') };
  await assert.rejects(findChromium(sources), /TOLLGATE_CHROMIUM: .*missing is not a program/);
});
