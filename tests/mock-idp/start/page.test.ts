import assert from 'node:assert/strict';
import { execFile } from 'node:child_process';
import test, { type TestContext } from 'node:test';
import { promisify } from 'node:util';
import { AxeBuilder } from '@axe-core/playwright';
import type { Page } from '@playwright/test';
import { browserOfTests } from '../../chromium.ts';
import { alice, base, login, mockFor, send } from '../mock-client.ts';

const browser = browserOfTests();

/** The start page of a mock of the test's own; errors of its script fail the test. */
async function opened(t: TestContext, options: Parameters<typeof mockFor>[1] = {}, view = {}) {
  const mock = await mockFor(t, options);
  const context = await browser().newContext({ permissions: ['clipboard-read', 'clipboard-write'], ...view });
  t.after(() => context.close());
  const page = await context.newPage();
  page.setDefaultTimeout(5_000);
  page.on('pageerror', (error) => assert.fail(error));
  await page.goto(`${mock.url}/`);
  await page.locator('#fault-list li').first().waitFor({ state: 'attached' });
  return { mock, page };
}

const go = (page: Page, section: string) => page.getByRole('navigation').getByRole('link', { name: section }).click();
const copied = (page: Page) => page.evaluate('navigator.clipboard.readText()');
const sections = ['Systems', 'Requests', 'Faults', 'Provocations', 'Tokens'];

test('it shows users with passwords to copy, clients, links and a command for each flow', async (t) => {
  const { mock, page } = await opened(t);
  const card = page.locator('article').filter({ has: page.getByRole('heading', { name: 'wazo' }) });
  await card.getByRole('button', { name: 'Copy password of alice' }).click();
  assert.equal(await copied(page), 'correct-horse');
  const discovery = page.getByRole('link', { name: 'discovery of third-party' });
  const href = String(await discovery.getAttribute('href'));
  assert.equal((await send(href)).json.issuer, `${mock.url}/auth/realms/third-party`);
  for (const [name, { examples = () => [] }] of mock.systems) {
    assert.ok(examples('').length >= 2, name);
    for (const { does } of examples(''))
      await page
        .getByRole('button', { name: `Copy command: ${does}` })
        .first()
        .waitFor();
  }
});

test('requests appear as they come, can be held, filtered and opened', async (t) => {
  const { mock, page } = await opened(t);
  await go(page, 'Requests');
  const rows = page.locator('#request-list > li:not([hidden])');
  await login(mock.url, { expiration: 60 }, alice);
  await send(`${mock.url}/nowhere?x=<b>bold</b>`);
  await page.waitForFunction('document.querySelectorAll("#request-list > li").length === 2');
  assert.match(await rows.nth(0).innerText(), /GET\s+404\s+\/nowhere\?x=/);
  await rows.nth(1).locator('summary').click();
  const request = await rows.nth(1).getByLabel('Request').innerText();
  assert.match(request, /^POST \/api\/auth\/0\.1\/token\n[\s\S]*"expiration": 60/);
  assert.match(await rows.nth(1).getByLabel('Response').innerText(), /^200\n[\s\S]*"token":/);
  const command = await rows.nth(1).getByLabel('As curl').innerText();
  assert.ok(command.startsWith(`curl -X POST '${mock.url}${base}/token' `), command);

  await page.getByLabel('Filter').fill('get 404');
  assert.equal(await rows.count(), 1);
  await page.getByLabel('Filter').fill('');
  await page.getByRole('button', { name: 'Pause' }).click();
  await send(`${mock.url}/held`);
  await page.getByText('1 waiting').or(page.getByText('2 waiting')).waitFor();
  assert.equal(await rows.count(), 2);
  await page.getByRole('button', { name: 'Pause' }).click();
  assert.match(await rows.nth(0).innerText(), /\/held/);
});

test('a command made of a request does the same again', async (t) => {
  const { mock, page } = await opened(t);
  await go(page, 'Requests');
  await login(mock.url, { expiration: 60 }, alice);
  await page.locator('#request-list summary').click();
  const command = await page.getByLabel('As curl').innerText();
  const { stdout } = await promisify(execFile)('sh', ['-c', command.replace('curl', 'curl -s')], { timeout: 10_000 });
  const made = JSON.parse(stdout);
  assert.match(made.data.token, /^[0-9a-f-]{36}$/);
});

test('faults are found by words, and their base URL is copied', async (t) => {
  const { mock, page } = await opened(t);
  await go(page, 'Faults');
  await page.getByLabel('Search').fill('wazo wrong-password-accepted');
  await page.getByRole('button', { name: 'Copy base URL of wazo.server.wrong-password-accepted' }).click();
  assert.equal(await copied(page), `${mock.url}/~fault/wazo.server.wrong-password-accepted`);
  assert.match(await page.locator('#fault-count').innerText(), /^\d of \d{3,}$/);
});

test('a provocation is armed by keyboard, strikes, and another is disarmed', async (t) => {
  const { mock, page } = await opened(t);
  await go(page, 'Provocations');
  await page.getByLabel('Path', { exact: true }).focus();
  await page.keyboard.type(`${base}/token`);
  await page.locator('#arm-body').fill('busy');
  await page.keyboard.press('Enter');
  await page.getByText('1 of 1 left').waitFor();
  const struck = await login(mock.url, {}, alice);
  assert.deepEqual([struck.status, struck.text], [503, 'busy']);
  await page.getByLabel('What happens').selectOption({ label: 'silence' });
  await page.getByRole('button', { name: 'Arm', exact: true }).click();
  await page.getByRole('button', { name: 'Disarm p2' }).click();
  await page.getByText('"hang":true').waitFor({ state: 'detached' });
  assert.equal((await login(mock.url, {}, alice)).status, 200);
  await page.getByLabel('Path', { exact: true }).fill('no-path');
  await page.getByRole('button', { name: 'Arm', exact: true }).click();
  await page.getByText('match.path: no-path does not begin with /').waitFor();
});

test('a token is made with claims of its own, read and verified', async (t) => {
  const { page } = await opened(t);
  await go(page, 'Tokens');
  await page.getByLabel('System', { exact: true }).selectOption('sipgate');
  await page.getByLabel('lifetime').fill('-60');
  await page.getByLabel('claims').fill('{ "department": "ops" }');
  await page.getByRole('button', { name: 'Make' }).click();
  await page.getByLabel('What was made').waitFor();
  await page.getByRole('button', { name: 'Decode and verify' }).click();
  const result = page.locator('#inspect-result');
  await result.getByText('signature valid, by a key of sipgate').waitFor();
  assert.match(await result.innerText(), /\bexpired[\s\S]*"department": "ops"/);
  await page.getByLabel('Token', { exact: true }).fill('not-a-token');
  await page.getByRole('button', { name: 'Decode and verify' }).click();
  await result.getByText('no system of this mock knows it').waitFor();
});

for (const [name, view] of [
  ['on a desk, in the light', { viewport: { width: 1280, height: 900 }, colorScheme: 'light' }],
  ['on a phone, in the dark', { viewport: { width: 360, height: 740 }, colorScheme: 'dark' }],
] as const) {
  test(`axe finds nothing ${name}, and nothing sticks out`, async (t) => {
    const { mock, page } = await opened(t, {}, view);
    await login(mock.url, {}, alice);
    for (const section of sections) {
      await go(page, section);
      if (section === 'Requests') await page.locator('#request-list summary').first().click();
      const { violations } = await new AxeBuilder({ page }).analyze();
      assert.deepEqual(
        violations.map(({ id, nodes }) => [id, nodes[0]?.html]),
        [],
        section,
      );
      const width = await page.evaluate('document.documentElement.scrollWidth');
      assert.ok(Number(width) <= view.viewport.width, `${section} is ${width} wide`);
    }
    const query = 'response_type=code&client_id=dev&redirect_uri=http://127.0.0.1/&scope=balance:read&state=1';
    await page.goto(`${mock.url}/auth/realms/third-party/protocol/openid-connect/auth?${query}`);
    const { violations } = await new AxeBuilder({ page }).analyze();
    assert.deepEqual(
      violations.map(({ id, nodes }) => [id, nodes[0]?.html]),
      [],
      'login page',
    );
  });
}

test('the login page logs a known user in by one click, with claims that were typed', async (t) => {
  const { mock, page } = await opened(t);
  const realm = `${mock.url}/auth/realms/third-party/protocol/openid-connect`;
  const redirect = 'http://127.0.0.1:9/';
  await page.route(`${redirect}**`, (route) => route.fulfill({ body: 'back' }));
  await page.goto(`${realm}/auth?response_type=code&client_id=dev&redirect_uri=${redirect}&scope=balance:read&state=1`);
  await page.getByText('Further claims').click();
  await page.getByLabel(/JSON object/).fill('{ "department": "ops" }');
  await page.getByRole('button', { name: 'Log in as dario' }).click();
  await page.getByRole('button', { name: 'Grant access' }).click({ noWaitAfter: true });
  const arrived = await page.waitForRequest(`${redirect}**`).catch(() => undefined);
  const code = new URL(arrived?.url() ?? page.url()).searchParams.get('code') ?? assert.fail(page.url());
  const form = {
    grant_type: 'authorization_code',
    code,
    redirect_uri: redirect,
    client_id: 'dev',
    client_secret: 'dev-secret',
  };
  const { json } = await send(`${realm}/token`, 'POST', {
    headers: { 'content-type': 'application/x-www-form-urlencoded' },
    body: new URLSearchParams(form).toString(),
  });
  for (const token of [json.access_token, json.id_token]) {
    const claims = JSON.parse(Buffer.from(token.split('.')[1], 'base64url').toString());
    assert.equal(claims.department, 'ops', token);
  }
});

test('a setting takes users and claims off the login page, and their buttons do nothing then', async (t) => {
  const { mock, page } = await opened(t, { config: { sipgate: { loginPage: { users: false, claims: false } } } });
  const query = 'response_type=code&client_id=dev&redirect_uri=http://127.0.0.1/&scope=balance:read&state=1';
  await page.goto(`${mock.url}/auth/realms/third-party/protocol/openid-connect/auth?${query}`);
  assert.equal(await page.getByRole('button', { name: /Log in as/ }).count(), 0);
  assert.equal(await page.getByText('Further claims').count(), 0);
  await page.evaluate(
    `document.forms[0].querySelector('button').name = 'user'; document.forms[0].querySelector('button').value = 'dario'`,
  );
  await page.getByLabel('User name').fill('dario');
  await page.getByLabel('Password').fill('wrong');
  await page.getByRole('button', { name: 'Log in' }).click();
  await page.getByText('User name or password is wrong.').waitFor();
});

test('the page is for this machine, or for whoever brings the token; health is for all', async (t) => {
  const controlToken = 'a-long-control-token';
  const mock = await mockFor(t, { config: { controlToken } });
  const get = (path: string, headers = {}) => send(mock.url + path, 'GET', { headers });
  const elsewhere = { host: 'mock.example', accept: 'text/html' };
  const asked = await get('/', elsewhere);
  assert.equal(asked.status, 401);
  assert.match(String(asked.headers['www-authenticate']), /^Basic /);
  const brought = { ...elsewhere, authorization: `Basic ${Buffer.from(`me:${controlToken}`).toString('base64')}` };
  assert.equal((await get('/', brought)).status, 200);
  assert.equal((await get('/_control', brought)).status, 200);
  assert.equal((await get('/', { origin: 'https://evil.example' })).status, 403);
  assert.equal((await get('/_control', { 'sec-fetch-site': 'cross-site' })).status, 403);
  const health = await get('/health', elsewhere);
  assert.deepEqual([health.status, health.json.status], [200, 'ok']);
  assert.equal((await send((await mockFor(t)).url, 'GET', { headers: elsewhere })).status, 403);
});
