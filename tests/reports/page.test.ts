import assert from 'node:assert/strict';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import test, { type TestContext } from 'node:test';
import { pathToFileURL } from 'node:url';
import { AxeBuilder } from '@axe-core/playwright';
import type { BrowserContextOptions } from '@playwright/test';
import { buildReport } from '../../reports/build.ts';
import { htmlText } from '../../reports/html.ts';
import { browserOfTests } from '../chromium.ts';
import { exchange, flow, greenFlows, NOW, requirement, runInfo } from './report-fixtures.ts';

const browser = browserOfTests();

const BROKEN = 'wazo.refresh.client';
const PASSED = 'wazo.token.uuid';

/** A run in which one requirement is broken, one warns, one is open, and the others hold. */
function page(): string {
  const control = exchange({
    atMs: 0,
    request: { ...exchange().request, body: '{"client_id":"right","expiration":2}' },
  });
  const attempt = exchange({
    atMs: 3_003,
    request: { ...exchange().request, body: '{"client_id":"wrong","expiration":2}' },
  });
  const bad = flow(
    'wazo.server',
    'a refresh needs its client',
    [
      [BROKEN, 'fail', { expected: 'a refusal', actual: '200', exchanges: [0, 1] }],
      ['wazo.refresh.list', 'warn', { expected: 'a list', actual: 'none' }],
      ['wazo.token.more', 'inconclusive', { message: 'no response' }],
    ],
    [control, attempt],
  );
  const requirements = [...runInfo().requirements, requirement('wazo.token.more', { basis: 'vendor' })];
  const report = buildReport({
    run: runInfo({ requirements }),
    flows: [...greenFlows(), { ...bad, startedAt: 1 }],
    flowsWithoutResult: [],
    now: NOW,
  });
  return htmlText(report, 'docs');
}

async function opened(t: TestContext, options: BrowserContextOptions = {}) {
  const folder = mkdtempSync(join(tmpdir(), 'tollgate-page-'));
  t.after(() => rmSync(folder, { recursive: true, force: true }));
  const file = join(folder, 'index.html');
  writeFileSync(file, page());
  const context = await browser().newContext(options);
  t.after(() => context.close());
  const view = await context.newPage();
  view.setDefaultTimeout(5_000);
  const faults: string[] = [];
  view.on('pageerror', (error) => faults.push(String(error)));
  view.on('console', (message) => message.type() === 'error' && faults.push(message.text()));
  view.on('request', (request) => request.url().startsWith('file:') || faults.push(request.url()));
  t.after(() => assert.deepEqual(faults, []));
  await view.goto(pathToFileURL(file).href);
  const requirementOf = (id: string) => view.locator(`[id="wazo.server/${id}"]`);
  return { view, requirementOf };
}

test('what went well is opened from the page itself: a requirement, its exchange, a flow', async (t) => {
  const { view, requirementOf } = await opened(t);
  const passed = requirementOf(PASSED);
  await passed.locator('summary').first().click();
  await passed.getByText(`The server keeps ${PASSED}.`).waitFor();
  await passed.locator('a[data-exchange]').first().click();
  await passed.locator('.exchange .curl').waitFor();
  await view.locator('details.flow').first().locator('summary').click();
  await view.locator('details.flow .exchange').first().waitFor();
});

test('an address leads to an exchange, a requirement or those of a verdict', async (t) => {
  const { view } = await opened(t);
  await view.evaluate(`location.hash = '#exchange/0'`);
  await view.locator('[id="exchange/0"]').waitFor();
  await view
    .locator('.contents')
    .getByRole('link', { name: /1 warn/ })
    .click();
  await view.getByText(/^1 of \d+ requirements$/).waitFor();
  await view.locator('.card .whole', { hasText: 'kaleyra.client' }).click();
  await view.getByText(/^1 of \d+ requirements$/).waitFor();
  assert.equal(await view.locator('select[name=role]').inputValue(), 'kaleyra.client');
});

test('the search looks into what is compressed; Escape leaves it', async (t) => {
  const { view, requirementOf } = await opened(t);
  await view.keyboard.press('/');
  await view.keyboard.type(`keeps ${PASSED}`);
  await view.getByText(/^1 of \d+ requirements$/).waitFor();
  assert.equal(await requirementOf(PASSED).isVisible(), true);
  await view.keyboard.press('Escape');
  await view.getByText(/^\d+ requirements$/).waitFor();
  assert.equal(await view.evaluate('document.activeElement.localName'), 'body');
});

test('a finding shows the control beside the attempt, the wait, the script and where more is said', async (t) => {
  const { requirementOf } = await opened(t);
  const broken = requirementOf(BROKEN);
  assert.equal(await broken.getAttribute('open'), '');
  assert.deepEqual(await broken.locator('.pair tbody tr').nth(1).locator('td').allTextContents(), [
    '"client_id":"right",',
    '"client_id":"wrong",',
  ]);
  await broken.getByText('3.0 s were waited before the last request.').waitFor();
  await broken.getByRole('button', { name: 'Copy as script' }).waitFor();
  assert.equal(
    await broken.getByRole('link', { name: 'docs/requirements/wazo.md' }).getAttribute('href'),
    `docs/requirements/wazo.md#${BROKEN}`,
  );
  assert.equal(await broken.locator('.permalink').getAttribute('href'), `#wazo.server/${BROKEN}`);
});

test('on paper there are the failures alone', async (t) => {
  const { view, requirementOf } = await opened(t);
  await view.emulateMedia({ media: 'print' });
  assert.equal(await requirementOf(BROKEN).isVisible(), true);
  for (const hidden of [PASSED, 'wazo.refresh.list']) assert.equal(await requirementOf(hidden).isVisible(), false);
  for (const hidden of ['#matrix', '#flows', '.contents', '.filters']) {
    assert.equal(await view.locator(hidden).first().isVisible(), false, hidden);
  }
});

test('warnings and what could not be judged differ in colour', async (t) => {
  const { view } = await opened(t);
  const colour = (verdict: string) =>
    view.evaluate(`getComputedStyle(document.querySelector('.pill.v-${verdict}')).color`);
  assert.notEqual(await colour('warn'), await colour('inconclusive'));
});

for (const [name, options] of Object.entries({
  light: {},
  dark: { colorScheme: 'dark' },
  'a phone': { viewport: { width: 390, height: 844 } },
} satisfies Record<string, BrowserContextOptions>)) {
  test(`nothing that axe finds, and nothing to scroll sideways: ${name}`, async (t) => {
    const { view } = await opened(t, options);
    await view.evaluate(`for (const details of document.querySelectorAll('details')) details.open = true`);
    await view.locator('details.flow .exchange').first().waitFor();
    const { violations } = await new AxeBuilder({ page: view }).analyze();
    assert.deepEqual(
      violations.map(({ id, nodes }) => [id, nodes[0]?.html]),
      [],
    );
    assert.equal(await view.evaluate('document.documentElement.scrollWidth <= innerWidth'), true);
  });
}
