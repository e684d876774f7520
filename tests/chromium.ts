import assert from 'node:assert/strict';
import { after, before } from 'node:test';
import { type Browser, chromium } from '@playwright/test';
import { findChromium, NO_CHROMIUM } from '../suites/harness/browser/chromium.ts';

/** Starts a browser before the tests of a file and closes it after them; gives the function that gives it to a test. */
export function browserOfTests(): () => Browser {
  let browser: Browser | undefined;
  before(async () => {
    const found = (await findChromium()) ?? assert.fail(NO_CHROMIUM);
    const env = found.env && { env: { ...process.env, ...found.env } as Record<string, string> };
    const args = ['--disable-gpu', '--disable-dev-shm-usage'];
    browser = await chromium.launch({ executablePath: found.path, args, chromiumSandbox: false, ...env });
  });
  after(() => browser?.close());
  return () => browser ?? assert.fail('the browser is there from the first test to the last');
}
